"""Which few packages to talk about, what each side would ask next, and what is at stake. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente.case import Option
from detente.results.outcome import Outcome

__all__ = ["Ask", "Conditioned", "Discussed", "Stake"]


@dataclass(frozen=True, slots=True)
class Ask:
    """What a party would ask next with a package on the table: the one change that helps it most.

    Nobody who accepts the package stops accepting it, no rule is broken and the asker crosses no further red line
    of its own. A change after which the asker accepts goes first, then the one that gives it most points.

    Parameters
    ----------
    party
        Who asks.
    issue, option
        What would change, and to what.
    adds
        What the change is worth to the asker, in points.
    outcome
        The package after it.
    """

    party: str
    issue: str
    option: Option
    adds: Fraction
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Conditioned:
    """A proposal as a party accepted it: with the terms that it made its acceptance depend on (rule C6).

    Parameters
    ----------
    party
        Whose condition it is.
    terms
        The condition, in the words of the case.
    outcome
        The proposal with those terms; where they leave a choice, the one with the highest Nash product (or, with no
        acceptable one, that in which the worst-off party's gain, as a share of its feasible range, is best); ``None``
        where no such package is feasible.
    """

    party: str
    terms: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Discussed:
    """A package worth discussing, or without a deal one that comes near to being one.

    Parameters
    ----------
    letter
        How texts refer to it.
    outcome
        What it contains and gives.
    solutions
        Names of the solutions it is: ``nash``, ``kalai_smorodinsky``.
    favours
        The one party that gains a visibly larger share of what it could than from every package before, else empty.
    short
        The party whose no-deal value alone it misses; empty where there is a deal, or where several miss theirs.
    asks
        What each consenting party would ask next, where there is anything.
    """

    letter: str
    outcome: Outcome
    solutions: tuple[str, ...] = ()
    favours: str = ""
    short: str = ""
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Stake:
    """What an issue is worth to a party: the swing from its worst to its best option, in points of 100.

    `best` and `worst` are the first such options of the issue; linkages are not part of it.
    """

    points: Fraction
    best: Option
    worst: Option
