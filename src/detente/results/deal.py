"""Frozen answers of the deal engine, each with its witness. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from detente.results.backtest import BackTest
from detente.results.ceasefire import CeasefireOutlook
from detente.results.consent import ConsentSet, Seated
from detente.results.deadlock import Conflict, Deadlock
from detente.results.discussed import Ask, Conditioned, Discussed, Stake
from detente.results.holding import Holding
from detente.results.kept import KeptDeal
from detente.results.leverage import Leverage
from detente.results.lottery import Lotteries
from detente.results.outcome import Outcome
from detente.results.ratification import Ratification
from detente.results.refinement import Refinement
from detente.results.trades import Hardening, Trades
from detente.results.uncertainty import Uncertainty

__all__ = [
    "Analysis",
    "Deal",
    "FirmOnly",
    "Frontier",
    "Pair",
    "ProposalResult",
    "Solutions",
    "Space",
    "ZeroSumness",
]


@dataclass(frozen=True, slots=True)
class Frontier:
    """The non-dominated utility vectors of a set of packages, best for the first party first.

    Parameters
    ----------
    size
        Number of vectors.
    points
        Their outcomes, at most a stated number of them, evenly spread when there are more.
    epsilon
        0 when exact; else for every package left out one was kept that is at most so many points worse for every
        counted party.
    """

    size: int
    points: tuple[Outcome, ...]
    epsilon: Fraction = Fraction(0)

    @property
    def truncated(self) -> bool:
        """Return whether `points` leaves some out."""
        return len(self.points) < self.size


@dataclass(frozen=True, slots=True)
class Solutions:
    """The four bargaining solutions over the acceptable packages (rule D4), with every tie.

    Each is a tuple of outcomes, one per optimal utility vector; empty when there is no deal.
    `left_out` names the parties that cannot gain at all: they stay out of products and ratios.
    `nash_by_leximin` tells that no package gives all others a gain, so that leximin of the shares decided.
    """

    nash: tuple[Outcome, ...] = ()
    kalai_smorodinsky: tuple[Outcome, ...] = ()
    egalitarian: tuple[Outcome, ...] = ()
    utilitarian: tuple[Outcome, ...] = ()
    left_out: tuple[str, ...] = ()
    nash_by_leximin: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties and a number about them."""

    parties: tuple[str, str]
    value: float | None


@dataclass(frozen=True, slots=True)
class ZeroSumness:
    """How far one side's gain is the other's loss over all feasible packages (rule D5).

    Parameters
    ----------
    value
        -(P - 1) times the mean pairwise correlation; 1 is constant sum; ``None`` where a variance is 0.
    pairs
        Minus the correlation of each pair.
    by_issue, by_linkage
        Each issue's (linkage's, by position) share; all shares add up to `value`.
    """

    value: float | None
    pairs: tuple[Pair, ...]
    by_issue: Mapping[str, float | None]
    by_linkage: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalResult:
    """What a proposal gives each side, and what it leaves on the table (rule C6).

    Parameters
    ----------
    open_issues
        Issues it is silent on and that have no status quo (or all silent ones under ``rest: open``).
    completions
        How many feasible packages complete it.
    possible, necessary
        Whether some, whether every feasible completion is acceptable; equal when nothing is open.
    outcome
        The package itself; for an open proposal its completion with the highest Nash product (or, with no
        acceptable one, of those that cross no red line without need the one in which the worst-off party's gain, as
        a share of its feasible range, is best); ``None`` if it is open and no completion is feasible.
    low, high
        Least and greatest utility of each known party over the feasible completions.
    better
        Acceptable packages that are better for every counted party than `outcome`: the one with the highest
        product of the improvements (all ties); empty when there is none.
    asks
        What each consenting party would ask next, with `outcome` on the table.
    trades
        Changes of `outcome` that pay; ``None`` where there is no `outcome`.
    beyond
        Issues on which it says what the table asked about cannot settle: they are judged as they stay.
    conditioned
        The proposal with the terms of each conditional answer.
    """

    name: str
    open_issues: tuple[str, ...]
    completions: int
    possible: bool
    necessary: bool
    outcome: Outcome | None
    low: Mapping[str, Fraction]
    high: Mapping[str, Fraction]
    better: tuple[Outcome, ...] = ()
    asks: tuple[Ask, ...] = ()
    trades: Trades | None = None
    beyond: tuple[str, ...] = ()
    conditioned: tuple[Conditioned, ...] = ()


@dataclass(frozen=True, slots=True)
class FirmOnly:
    """The same question with only the firm red lines (firm >= 1/2) in force (rule C5).

    Given where the efficient acceptable vectors differ from those under all red lines as stated.

    `dropped` are the positions of the red lines left out.
    """

    dropped: tuple[int, ...]
    zopa: bool
    acceptable_frontier: Frontier
    solutions: Solutions


@dataclass(frozen=True, slots=True)
class Space:
    """How many packages the issues span, and how many of them obey the rules."""

    outcomes: int
    feasible: int


@dataclass(frozen=True, slots=True)
class Deal:
    """Is there a deal, which packages are efficient, which fair, and what blocks (rules D1 to D5).

    Parameters
    ----------
    consenting
        Parties whose consent is needed, in party order; that of the `conditional` ones only for packages which move
        an issue that they decide (rule C4).
    counted
        Parties whose utilities are the objectives (consenting principals, and mediators counted on request).
    no_deal
        Central no-deal value of every party that has one.
    zopa
        Whether an acceptable package exists.
    exact, epsilon
        Whether nothing was thinned; else for every package left out one was kept that is at most `epsilon`
        points worse for every counted party.
    ideal
        Largest utility of each counted party over the feasible packages.
    acceptable_ideal
        The same over the acceptable ones; empty without a deal.
    opposition
        Distance of the nearest feasible vector from everybody's best, 0 to 1 (rule D5).
    deadlock
        What stands in the way where there is no deal, and the ways out; empty where there is one.
    hardening
        How far each side can push, and what every deal contains; ``None`` without a deal or where it was not asked.
    discussed
        Up to three packages worth discussing; without a deal, those that come nearest to one.
    stakes
        Per known party and issue, what the issue is worth to it.
    diverse
        With three or more counted parties, a few efficient acceptable packages that stand for the others.
    lotteries
        The solutions where parties may agree on lotteries between acceptable packages; ``None`` without a deal.
    refinement
        How the solutions move as the quantities' grids get finer; ``None`` unless asked for.
    consent_sets
        What each set of parties that some package needs can settle without the others; empty where everybody
        decides everything, and at a table.
    further_consent_sets
        How many such sets were left out, the largest ones.
    seated
        Who sits together over what; ``None`` at the whole table.
    kept
        The deal as it is expected to be kept; ``None`` where the case does not say how likely promises are kept.
    """

    consenting: tuple[str, ...]
    counted: tuple[str, ...]
    no_deal: Mapping[str, Fraction]
    space: Space
    zopa: bool
    exact: bool
    epsilon: Fraction | None
    ideal: Mapping[str, Fraction]
    acceptable_ideal: Mapping[str, Fraction]
    opposition: float | None
    zero_sumness: ZeroSumness
    frontier: Frontier
    acceptable_frontier: Frontier
    solutions: Solutions
    proposals: Mapping[str, ProposalResult] = field(default_factory=dict[str, ProposalResult])
    deadlock: Deadlock = field(default_factory=Deadlock)
    hardening: Hardening | None = None
    firm_only: FirmOnly | None = None
    discussed: tuple[Discussed, ...] = ()
    stakes: Mapping[str, Mapping[str, Stake]] = field(default_factory=dict[str, Mapping[str, Stake]])
    diverse: tuple[Outcome, ...] = ()
    lotteries: Lotteries | None = None
    refinement: Refinement | None = None
    conditional: tuple[str, ...] = ()
    consent_sets: tuple[ConsentSet, ...] = ()
    further_consent_sets: int = 0
    seated: Seated | None = None
    kept: KeptDeal | None = None

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the minimal sets of demands that cannot hold together, the smallest first."""
        return self.deadlock.conflicts


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answers to the questions asked of one case, with all that is needed to reproduce them.

    Parameters
    ----------
    sha256
        Hash of the case's text.
    seed, draws
        Seed and number of draws of the ranges; 0 draws means central values only.
    uncertainty
        What the draws say; ``None`` without any.
    ratification
        Who ratifies what at home; ``None`` for a case without ratifiers, or where it was not asked.
    leverage
        What would move the parties; ``None`` for a case without levers, or where it was not asked.
    holding
        Which situations would hold; ``None`` for a case without moves, or where it was not asked.
    ceasefire
        Whether a ceasefire would hold; ``None`` for a case without one, or where it was not asked.
    back_test
        What came about since, beside these answers; ``None`` for a case without an outcome.
    """

    title: str
    sha256: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    deal: Deal
    seed: int = 0
    draws: int = 0
    method: str = "multi-objective bucket elimination in exact integers"
    uncertainty: Uncertainty | None = None
    ratification: Ratification | None = None
    leverage: Leverage | None = None
    holding: Holding | None = None
    ceasefire: CeasefireOutlook | None = None
    back_test: BackTest | None = None
