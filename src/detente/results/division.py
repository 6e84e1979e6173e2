"""Frozen answers about dividing issues, and about sharing a joint gain. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from detente.case import Option
from detente.results.outcome import Outcome

__all__ = ["Coalition", "Division", "Item", "SharedOut", "SidePayments", "Split", "WholeItems"]


@dataclass(frozen=True, slots=True)
class Item:
    """An issue on which no one option is best for all: whoever wins it settles it at its own best option.

    Parameters
    ----------
    best
        Per party its best option; of several the one that the others, in their order, like best.
    values
        Per party, in its own points: its best option less the one that it would have if another won. With more than two
        parties the worst of the others' best options stands for that.
    """

    issue: str
    best: Mapping[str, Option]
    values: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Split:
    """The one item that two parties have a part of, and the listed option that comes nearest.

    Parameters
    ----------
    shares
        Per party, the part of the item's value that it should have; together 1.
    option
        The option under which neither is further than it must be from its part, above or below.
    reached
        Per party, the part that it has under that option.
    """

    issue: str
    shares: Mapping[str, Fraction]
    option: Option
    reached: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class SharedOut:
    """Two parties divide the items so that both have the same of their own 100 points (adjusted winner).

    Parameters
    ----------
    winners
        Per item that one party has whole, that party.
    split
        The item of which both have a part, if any.
    points
        What each has of its own 100 points, spread over the items as it values them; the same number.
    outcome
        A package: winners' best options, what is agreed, and the split item's nearest option.
    """

    winners: Mapping[str, str]
    split: Split | None
    points: Mapping[str, Fraction]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class WholeItems:
    """Items given out whole.

    Parameters
    ----------
    standard
        ``nash_welfare``: the largest product; ``leximin``: the most even, which compares points of different parties.
    winners
        Per item, the party that has it.
    points
        Per party, what its items are worth to it, in its own points.
    envy
        Pairs: the first values the other's items above its own.
    stubborn
        Those of them whose envy no one item less would end; none of them: EF1.
    exact
        Whether no better allocation exists.
    excess
        Of the product: another's may be larger by at most this part of it; 0 when exact. ``None`` for ``leximin``.
    outcome
        A package: winners' best options, and what is agreed.
    """

    standard: Literal["nash_welfare", "leximin"]
    winners: Mapping[str, str]
    points: Mapping[str, Fraction]
    envy: tuple[tuple[str, str], ...]
    stubborn: tuple[tuple[str, str], ...]
    exact: bool
    excess: float | None
    outcome: Outcome

    @property
    def compares_points(self) -> bool:
        """Return whether the standard compares points of different parties, which needs a warning."""
        return self.standard == "leximin"


@dataclass(frozen=True, slots=True)
class Division:
    """The issues as items to be divided among the parties whose points count (rule L4).

    What an item is worth knows nothing of linkages; the packages are judged with them, and with red lines and rules.

    Parameters
    ----------
    parties
        Those who divide.
    items
        What there is to divide.
    agreed
        Issues of which one option is best for all, with that option: the status quo where it is one of several.
    adjusted_winner
        For two parties.
    nash_welfare, leximin
        For any number.
    """

    parties: tuple[str, ...]
    items: tuple[Item, ...]
    agreed: Mapping[str, Option]
    adjusted_winner: SharedOut | None
    nash_welfare: WholeItems
    leximin: WholeItems


@dataclass(frozen=True, slots=True)
class Coalition:
    """What some parties could have without the others, if points could be paid from one to another.

    Parameters
    ----------
    worth
        The largest sum of their gains over packages that they can settle alone; 0 where there is none above it.
    outcome
        Such a package; ``None`` where the worth is 0.
    """

    parties: tuple[str, ...]
    worth: Fraction
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class SidePayments:
    """A game in which points are paid from one party to another: it adds points of different parties.

    Means something only where the case's points stand for one currency, the same for all.

    Parameters
    ----------
    parties
        The players.
    coalitions
        Every set of them, the smallest first.
    shapley
        Per player, the mean of what it adds to those who joined before it; together the worth of all.
    payments
        Per player, what it receives (below 0: pays) beside the package of all to come to that; they add up to 0.
    """

    parties: tuple[str, ...]
    coalitions: tuple[Coalition, ...]
    shapley: Mapping[str, Fraction]
    payments: Mapping[str, Fraction]
