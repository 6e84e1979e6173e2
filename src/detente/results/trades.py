"""What could be traded from a package, and how hard each side can push. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.case import Option
from detente.results.outcome import Outcome

__all__ = ["Hardening", "Insistence", "Leeway", "Trade", "Trades"]


@dataclass(frozen=True, slots=True)
class Trade:
    """Another package instead of one, and what the change does.

    Parameters
    ----------
    changed
        The issues that change, in the order of the case.
    adds
        What the change gives every party with known preferences, in its own points.
    outcome
        The package after it.
    """

    changed: tuple[str, ...]
    adds: Mapping[str, Fraction]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Trades:
    """Changes of a package that pay (rule D6): no further rule is broken, and no further red line crossed.

    No party whose consent may be needed is worse off. Of several changes the efficient ones are meant: those that no
    other change of as few issues beats.

    Parameters
    ----------
    fewest
        How many issues have to change for a package that is better for every counted party; ``None`` where no
        package is.
    better, better_size
        Packages better for every counted party with so few changes, by the product of what they add, and how many
        vectors of points there are.
    swaps, swaps_size
        Changes of at most two issues that are better for some counted party and worse for none: those better for all
        of them by the product of what they add, then those that help most parties; and how many vectors there are.
    exact
        Whether nothing was thinned: else there may be others.
    """

    fewest: int | None
    better: tuple[Trade, ...]
    better_size: int
    swaps: tuple[Trade, ...]
    swaps_size: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Insistence:
    """The most points that a party can insist on so that a deal remains, and a deal in which it has them.

    Of several such deals the one with the highest product of the others' gains.
    """

    most: Fraction
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Leeway:
    """What an issue can be in a deal.

    Parameters
    ----------
    always
        The one option that every acceptable package has; ``None`` where there are several.
    never
        Named options that no acceptable package has.
    least, greatest
        The least and greatest number of a quantity that an acceptable package has; ``None`` where no number can be in
        one, or the issue is no quantity. Not every number between need be possible.
    """

    always: Option | None
    never: tuple[Option, ...]
    least: Fraction | None = None
    greatest: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Hardening:
    """How far each side can push before there is no deal, and what every deal contains (rule D7).

    Parameters
    ----------
    insist
        Per counted party.
    leeway
        Per issue that may move.
    exact
        Whether everything was settled by search; else what was not counts as possible.
    """

    insist: Mapping[str, Insistence]
    leeway: Mapping[str, Leeway]
    exact: bool = True
