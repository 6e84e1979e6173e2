"""Frozen answers about ratification. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.case import Ratifier
from detente.results.outcome import Outcome

__all__ = ["Agreement", "BlocVote", "Ratification", "RatifiedPackage", "StepOrder", "Tightened", "Vote", "WinSet"]


@dataclass(frozen=True, slots=True)
class BlocVote:
    """How a bloc stands to a package, at the central values.

    Parameters
    ----------
    above
        Points above its no-deal value, before the common swing; ``None`` for a bloc that was polled.
    yes
        Chance that it says yes; in a referendum the share of its voters that does.
    decides
        How much the chance of the whole rises from the bloc's certain no to its certain yes.
    """

    bloc: str
    above: float | None
    yes: float
    decides: float

    @property
    def missing(self) -> float:
        """Return about how much its sure yes would add to the chance of the whole."""
        return (1 - self.yes) * self.decides


@dataclass(frozen=True, slots=True)
class Vote:
    """What a ratifier says to a package.

    Parameters
    ----------
    needed
        Whether the package needs it at all.
    chance
        Chance of its yes at the central values, averaged over the common swing; 1 where it is not needed.
    drawn
        The mean of that chance over the draws, each with its own swing; ``None`` without draws.
    blocs
        Empty where it is not needed.
    """

    ratifier: str
    needed: bool
    chance: float
    drawn: float | None
    blocs: tuple[BlocVote, ...] = ()

    @property
    def yes(self) -> float:
        """Return the chance of its yes: the mean over the draws, or that at the central values without draws."""
        return self.chance if self.drawn is None else self.drawn

    @property
    def blocker(self) -> BlocVote | None:
        """Return the bloc whose sure yes would add most to the whole; ``None`` where none would add anything.

        Not the one that decides most, which may say yes already.
        """
        most = max(self.blocs, key=lambda bloc: bloc.missing, default=None)
        return most if most is not None and most.missing > 0 else None


@dataclass(frozen=True, slots=True)
class StepOrder:
    """An order in which a package can be carried out (rule R5), at the central values.

    Parameters
    ----------
    steps
        Issues that move, and ratifiers, in order.
    ratifiers
        Which of the steps are ratifiers.
    drops
        Parties that on the way have less than the smaller of their no-deal value and their points at the status quo,
        with the points that they lack at the worst moment; empty where nobody does.
    """

    steps: tuple[str, ...]
    ratifiers: tuple[str, ...]
    drops: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class RatifiedPackage:
    """A package, who signs it, and who ratifies it (rule R3).

    Parameters
    ----------
    labels
        What it is, such as ``package A`` or ``proposal Jeddah``.
    accepts
        Per consenting party whose consent it needs: the share of draws in which it accepts; 0 or 1 without draws.
    signed
        Share of draws in which all of them accept.
    votes
        Per ratifier, what it says.
    ratified
        Mean over draws of the chance that all say yes: of the product, never the product of means.
    whole
        Mean over draws of that chance where all have signed, and 0 where not.
    order
        An order in which it can be carried out; ``None`` where an issue has no status quo, or steps are too many.
    """

    labels: tuple[str, ...]
    outcome: Outcome
    accepts: Mapping[str, float]
    signed: float
    votes: Mapping[str, Vote]
    ratified: float
    whole: float
    order: StepOrder | None = None

    @property
    def blocker(self) -> Vote | None:
        """Return what the ratifier says that is least ready to pass it; ``None`` if it needs none, or all surely do."""
        asked = (vote for vote in self.votes.values() if vote.needed and vote.yes < 1)
        return min(asked, key=lambda vote: vote.yes, default=None)


@dataclass(frozen=True, slots=True)
class WinSet:
    """The packages that a ratifier would pass with at least some chance, at the central values.

    Parameters
    ----------
    at_least
        The chance.
    witness
        A package of the set that gives the ratifier the greatest chance; ``None`` if the set is empty, or `exact` is
        ``False`` and none was found.
    chance
        That greatest chance.
    exact
        Whether the search missed nothing.
    share
        Share of `sampled` feasible packages, drawn uniformly, that are in the set.
    """

    ratifier: str
    at_least: float
    witness: Outcome | None
    chance: float
    exact: bool
    share: float
    sampled: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """The packages that all sign and every ratifier would pass with at least some chance, at the central values.

    Parameters
    ----------
    best
        Those among them with the greatest product of gains (Nash); empty if there are none. Where `exact` is
        ``False`` there may be better ones, or some although none was found.
    exact
        Whether the search missed nothing.
    share
        Share of the sampled feasible packages that are in the set.
    """

    best: tuple[Outcome, ...]
    exact: bool
    share: float


@dataclass(frozen=True, slots=True)
class Tightened:
    """The agreement where one ratifier asks for more (rule R4, Schelling's conjecture).

    Parameters
    ----------
    points
        By how much more each of its blocs asks.
    gain
        Counted parties' gains in the Nash solution that is then ratified; empty where there is none.
    """

    ratifier: str
    points: Fraction
    gain: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Ratification:
    """Who ratifies what (rules R1 to R5).

    Parameters
    ----------
    ratifiers
        The ratifiers of the case.
    at_least
        The chance that puts a package into a win-set.
    packages
        The packages asked about, in that order.
    best
        Of the packages tried, the one most often signed and ratified: at the central values of all packages, if
        the efficient ones of parties and blocs are few; over draws the best that a search by single changes found.
    tried
        How many packages were tried.
    win_sets
        One per ratifier.
    agreement
        Where the table and all win-sets meet.
    tightened
        Per ratifier, from no more to more.
    fitted
        Polled blocs to which a logit was fitted, as ``ratifier/bloc``.
    draws, seed
        Of the shares.
    """

    ratifiers: Mapping[str, Ratifier]
    at_least: float
    packages: tuple[RatifiedPackage, ...]
    best: RatifiedPackage | None
    tried: int
    win_sets: tuple[WinSet, ...]
    agreement: Agreement
    tightened: tuple[Tightened, ...]
    fitted: tuple[str, ...]
    draws: int
    seed: int
