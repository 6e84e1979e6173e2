"""What the parties want: weights, values, no-deal value, linkages, red lines (rules C3 to C5, C7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from detente.case.date import DateSpan
from detente.case.estimate import Estimate, Provenance
from detente.case.issue import Condition
from detente.case.order import OptionOrder, WeightOrder

__all__ = ["Brackets", "Linkage", "NoDeal", "Preferences", "RedLine", "StatusQuoPlus", "Values"]


_SURE = Estimate.point(1)


@dataclass(frozen=True, slots=True)
class Values:
    """The points (0 to 100) that a party gives to the options of one issue.

    Parameters
    ----------
    points
        Option text to estimate. For a quantity the numbers are the corners of a piecewise linear function.
        Empty when `unknown` or in an `order`.
    unknown
        Whether all of them are unknown (rule C7: each any of 0 to 100, central 50).
    order
        Options from best to worst, where the case says no more than that.
    """

    points: Mapping[str, Estimate]
    unknown: bool = False
    order: OptionOrder | None = None

    @property
    def stated(self) -> Collection[str]:
        """Return the options that the case speaks of, by points or in an order."""
        return self.points.keys() if self.order is None else self.order.level_of.keys()


@dataclass(frozen=True, slots=True)
class Brackets:
    """No deal is better than these packages and worse than those (rule C4).

    Each entry is a proposal's name, or a package as issue to option text (silent issues at status quo).
    """

    better_than: tuple[str | Mapping[str, str], ...] = ()
    worse_than: tuple[str | Mapping[str, str], ...] = ()
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class StatusQuoPlus:
    """No deal is worth the status-quo package plus this many points (rule C4)."""

    plus: Estimate


NoDeal = Estimate | Brackets | StatusQuoPlus


@dataclass(frozen=True, slots=True)
class Preferences:
    """One party's preferences.

    Parameters
    ----------
    weights
        Importance of each issue: any non-negative unit, divided by their sum (rule C3). Empty in a `weight_order`.
    values
        Points per issue.
    no_deal
        Value of having no agreement; ``None`` where the case gives none (then no threshold can be tested).
    unknown
        Whether nothing at all is known: the party is then shown, not computed.
    reasons
        One sentence per issue on why the numbers are as they are.
    provenance
        Inherited by every number of this party that does not say otherwise.
    weight_order
        Issues by importance, where the case says no more than that.
    then
        What may follow a first step is worth so many points more than the status quo of the settlement: added where
        only issues of the first stage are on the table. Nothing if absent.
    """

    party: str
    weights: Mapping[str, Estimate] = field(default_factory=dict[str, Estimate])
    values: Mapping[str, Values] = field(default_factory=dict[str, Values])
    no_deal: NoDeal | None = None
    unknown: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    provenance: Provenance = Provenance()
    weight_order: WeightOrder | None = None
    then: Estimate | None = None

    def may_weigh(self, issue: str) -> bool:
        """Return whether an issue may matter: its weight is not certainly 0, and is not missing."""
        if self.weight_order is not None:
            return issue in self.weight_order.rank_of
        weight = self.weights.get(issue)
        return weight is not None and (weight.unknown or weight.high > 0)


@dataclass(frozen=True, slots=True)
class Linkage:
    """Points that a party gains or loses where several options come together.

    Parameters
    ----------
    promise
        Whether it stands for what breaking a public promise costs (`Commitment.linkage`).
    believed
        Share of the points that is reckoned with.
    lever
        Lever of which it is an effect; empty for what the preferences tell.
    path
        Where the number stands, if not among the linkages or commitments.
    """

    party: str
    when: Condition
    adds: Estimate
    promise: bool = False
    believed: Estimate = _SURE
    lever: str = ""
    path: str = ""

    @property
    def central(self) -> Fraction:
        """Return the central points."""
        return self.adds.central * self.believed.central


@dataclass(frozen=True, slots=True)
class RedLine:
    """What a party will never accept, whatever else it gains (rule C5).

    Parameters
    ----------
    basis
        ``own`` (the party's own), ``stated`` in public, or ``assessed`` by the analyst.
    firm
        Chance that it is meant, 0 to 1.
    sacred
        Never relaxed by any analysis.
    until
        The day after which it no longer holds.
    """

    party: str
    never: Condition
    firm: Estimate
    basis: Literal["own", "stated", "assessed"] = "own"
    sacred: bool = False
    until: DateSpan | None = None
    provenance: Provenance = Provenance()
