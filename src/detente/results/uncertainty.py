"""Frozen answers about ranges: shares of draws, robust packages, what matters. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.case import Option
from detente.results.kept import KeptDraws
from detente.results.outcome import Outcome

__all__ = ["Candidate", "GainEffect", "Influence", "Sobol", "Spread", "Uncertainty"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Five numbers about a quantity over the draws: 5th, 25th, 50th, 75th and 95th percentile."""

    low: float
    lower: float
    middle: float
    upper: float
    high: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One package over fresh draws of the ranges.

    Parameters
    ----------
    labels
        Where it comes from: ``package A`` (one worth discussing), ``proposal NAME``, ``nash``,
        ``kalai_smorodinsky``, ``drawn``, ``neighbour``.
    share
        Share of draws in which every consenting party accepts it (no-deal values and red lines as drawn).
    accepts
        Per consenting party the share of draws in which it accepts.
    gain
        Per party with a no-deal value: its gain over the draws, in points.
    possible, necessary
        Whether it is acceptable for some, for all values in the ranges (closed form; red lines: as if none, as if
        every line that may be meant, were meant; estimates as independent).
    """

    package: Mapping[str, Option]
    labels: tuple[str, ...]
    share: float
    accepts: Mapping[str, float]
    gain: Mapping[str, Spread]
    possible: bool
    necessary: bool


@dataclass(frozen=True, slots=True)
class GainEffect:
    """How much one uncertain number moves a party's gain in one package.

    Parameters
    ----------
    low, high
        The party's mean gain, in its points, over the fifth of the draws in which the number is lowest, highest.
    explains
        Share of the variance of the gain that goes with the number alone, 0 to 1: no points, so that it may be read
        across parties.
    """

    low: float
    high: float
    explains: float


@dataclass(frozen=True, slots=True)
class Influence:
    """How much one uncertain number moves the answer.

    Parameters
    ----------
    path
        Where it stands in the case, or ``drivers.NAME``.
    low, high
        Share of draws in which the best candidate is acceptable, over the fifth of the draws in which the number
        is lowest, highest (for a driver: its quantile).
    zopa_low, zopa_high
        The same for the share of draws with a zone of possible agreement.
    evppi
        How much knowing it would lower the chance of a wrong verdict on the best candidate, in share of draws; 0
        where that is less than half of one draw, which is less than so many draws can tell.
    clear
        Whether a difference between lowest and highest is too large to come from the draws alone.
    gains
        Per consenting party, what it does to its gain in `Uncertainty.gains_of`.
    """

    path: str
    low: float
    high: float
    zopa_low: float
    zopa_high: float
    evppi: float
    clear: bool
    gains: Mapping[str, GainEffect] = field(default_factory=dict[str, GainEffect])

    @property
    def explains(self) -> float:
        """Return the largest share of a party's variance that goes with the number."""
        return max((effect.explains for effect in self.gains.values()), default=0.0)


@dataclass(frozen=True, slots=True)
class Sobol:
    """How much of a verdict's variance goes with one number, alone or together with others.

    Parameters
    ----------
    path
        As in `Influence`; numbers that an order ties count as one, ``preferences.PARTY.weights`` for example.
    best, best_error
        Total index for the acceptance of the best candidate, with its standard error; ``None`` where that holds in
        fewer than 2 or more than 98 of 100 draws.
    zopa, zopa_error
        The same for the zone of possible agreement.
    """

    path: str
    best: float | None
    best_error: float | None
    zopa: float | None
    zopa_error: float | None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What the ranges of a case do to the answer (rules D8 and D9).

    Shares describe the analyst's ranges, not the world.

    Parameters
    ----------
    draws, seed
        Number of draws and seed; candidates are scored over as many fresh draws.
    inputs
        How many estimates are uncertain (a driver counts once).
    zopa_draws
        Number of draws in which an acceptable package exists.
    some_necessary
        Whether some candidate is acceptable for all values in the ranges: stronger than a zone in every draw.
    solutions
        Per solution and counted party: the gain over the draws that have a zone, of the first `solution_draws`.
    solution_draws
        For how many draws the solutions were worked out: fewer than `draws` where three or more parties are counted
        and the efficient packages are many.
    candidates
        How many packages were scored.
    packages
        The best of them, most widely acceptable first; then every other package worth discussing and proposal.
    evpi
        Chance of a wrong verdict on whether a zone exists: min(p, 1 - p).
    influences
        What matters most: for the best candidate, then for a zone, then for the gains in `gains_of`.
    gains_of
        Label of the package whose gains the influences speak of: ``package A``, or ``best`` for the best candidate
        where none is worth discussing; empty without any candidate.
    assumptions
        How estimates were taken to depend on each other, in words.
    best
        The first of `packages` at the central values; ``None`` without any.
    stakes
        Per known party and issue, the swing from its worst to its best option over the draws, in points of 100.
    sobol
        Total indices of the numbers that move the answer most; ``None`` unless asked for.
    kept
        The same as promises are expected to be kept; ``None`` where the case does not say how likely they are.
    """

    draws: int
    seed: int
    inputs: int
    zopa_draws: int
    some_necessary: bool
    solutions: Mapping[str, Mapping[str, Spread]]
    solution_draws: int
    candidates: int
    packages: tuple[Candidate, ...]
    evpi: float
    influences: tuple[Influence, ...]
    gains_of: str
    assumptions: tuple[str, ...]
    stakes: Mapping[str, Mapping[str, Spread]]
    best: Outcome | None = None
    sobol: tuple[Sobol, ...] | None = None
    kept: KeptDraws | None = None

    @property
    def zopa_share(self) -> float:
        """Return the share of draws in which an acceptable package exists."""
        return self.zopa_draws / self.draws
