"""Whether a ceasefire would hold: its course by day, what its terms say, and what stands beside it.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from detente.case import Element, Option, Rule
from detente.results.ceasefire_worth import Improvement, MeasureWorth, Ranged, TermWorth
from detente.results.incidents import ArrangementLog
from detente.results.reference import Interval, ReferenceClass

__all__ = [
    "COURSE",
    "CeasefireOutlook",
    "CourseDay",
    "DayBeside",
    "Learning",
    "LeftOut",
    "LogLearned",
    "Patience",
    "Reason",
    "ReferenceBeside",
    "StartReading",
    "TermSaid",
    "TermStatus",
    "Until",
]

COURSE = ("holding", "strained", "suspended", "renewed", "lapsed", "superseded", "collapsed")
"""Where a ceasefire may stand. The first three are those of the first term; renewed is in force in a later one."""

TermStatus: TypeAlias = Literal["said", "settled", "missing", "needless", "open", "ambiguous"]
"""Said by the terms; settled by an issue; not said; not said and not needed, as nothing has to be renewed; left open,
as the package does not settle its issue; or said in words that are read in several ways."""

Reason: TypeAlias = Literal[
    "no party", "before", "begins before", "after", "ends after", "bound", "overlap", "nothing expected"
]
"""Why a count is not learned from: it is of somebody who is no party of the case, it lies before the ceasefire or after
the end of its last term, or begins before or ends after, it is only a bound, a longer count of the same claimant
overlaps it, or the case expects no such incidents at all."""


@dataclass(frozen=True, slots=True)
class CourseDay:
    """Where a ceasefire stands at the end of a day, by the case's rates.

    Parameters
    ----------
    day
        Days since the start.
    shares
        Chance of each of `COURSE`; they add up to 1 at the central values.
    in_force
        The first four together.
    """

    day: int
    shares: Mapping[str, Ranged]
    in_force: Ranged


@dataclass(frozen=True, slots=True)
class Until:
    """What has come by a day.

    Parameters
    ----------
    day
        Days since the start.
    term
        The number of the term that ends on it; 0 where none does.
    collapsed, in_force
        Chance to have collapsed by then, and to be in force at its end, after any renewal.
    """

    day: int
    term: int
    collapsed: Ranged
    in_force: Ranged


@dataclass(frozen=True, slots=True)
class StartReading:
    """A day on which the ceasefire may be taken to have begun, and what follows.

    Parameters
    ----------
    start
        The day.
    ends
        When its terms end, up to the horizon.
    day
        Which day it then is on the earliest day that ends a first term by any reading; ``None`` without a term.
    in_force
        Chance to be in force at the end of that day, at the central values.
    """

    start: date
    ends: tuple[date, ...]
    day: int | None
    in_force: float | None


@dataclass(frozen=True, slots=True)
class TermSaid:
    """What the terms say of one element.

    Parameters
    ----------
    element
        Which one.
    status
        Whether it is said.
    text
        What they say; empty where an issue settles it.
    issue, option
        The issue that settles it, and how this package does.
    readings
        What the words may be taken to mean.
    """

    element: Element
    status: TermStatus
    text: str = ""
    issue: str = ""
    option: str = ""
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayBeside:
    """The model beside the reference class on one day.

    Parameters
    ----------
    day
        Days since the start.
    past
        Share of the class without a violent end up to then (Kaplan-Meier).
    between
        Its bounds: from drawing whole countries anew, or else Wilson's for as many as are dated, which is too narrow.
    beyond_term
        Whether the day lies beyond the longest term of the class, so that it rests on a handful.
    model
        The same of the model, reckoned in the same way: what else ends a ceasefire takes it out of sight. ``None``
        where nothing is in force any more.
    outside
        Whether the model's central share lies outside the bounds.
    outside_draws
        In how many draws it does.
    """

    day: int
    past: float
    between: Interval
    beyond_term: bool
    model: Ranged | None
    outside: bool
    outside_draws: int


@dataclass(frozen=True, slots=True)
class ReferenceBeside:
    """Comparable ceasefires of the past.

    Parameters
    ----------
    classes
        The classes that it would belong to, the narrowest first; the first one is compared.
    source
        The citation.
    days
        The model beside the first class.
    with_mechanism, without_mechanism
        How many of the first class had a mechanism to implement or monitor them, and had none; ``None`` where the table
        does not tell.
    caveats
        What stands beside them wherever they are shown.
    """

    classes: tuple[ReferenceClass, ...]
    source: str
    days: tuple[DayBeside, ...]
    with_mechanism: int | None
    without_mechanism: int | None
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A count of the log that is not learned from."""

    claimant: str
    accused: str
    count: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Learning:
    """What one claimant's count would do to the rates, were it taken for what is noticed.

    Parameters
    ----------
    claimant, accused
        Who counts, and whose incidents; none are named where the count is of all.
    count, days
        Incidents, and over how many days; several periods added.
    expected
        How many the case would have expected to be noticed in that time, at the central values.
    prior, posterior
        Shape and rate of the gamma distribution of the common factor on all rates of incidents.
    factor
        The factor after the count: mean, and 5th, 50th and 95th percentile.
    days_in_force, collapsed
        Expected days in force and chance of collapse by the horizon, with the factor.
    """

    claimant: str
    accused: tuple[str, ...]
    count: int
    days: float
    expected: float
    prior: tuple[float, float]
    posterior: tuple[float, float]
    factor: Ranged
    days_in_force: Ranged
    collapsed: Ranged


@dataclass(frozen=True, slots=True)
class LogLearned:
    """What the incident log says, and what it would teach.

    Parameters
    ----------
    arrangements
        What the log says of the arrangement that is this ceasefire, or of all.
    learned
        By claimant; never over several. Empty without draws, as then nothing says how sure the rates are.
    left_out
        What is not learned from.
    sure
        Whether the case gives the rates of incidents as sure, so that no log could change them.
    """

    arrangements: tuple[ArrangementLog, ...]
    learned: tuple[Learning, ...]
    left_out: tuple[LeftOut, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Patience:
    """The least discount factor a day at which one violation does not pay a party, without a term."""

    party: str
    factor: Ranged


@dataclass(frozen=True, slots=True)
class CeasefireOutlook:
    """Whether a ceasefire would hold, by the case's rates.

    Parameters
    ----------
    title
        Its name; empty if it has none.
    asked
        The package whose terms are meant, as it was named; empty for a ceasefire that depends on none.
    package
        What that package says on the issues on which the ceasefire depends.
    term, most
        Days of a term (``None``: no end) and most terms (``None``: no limit).
    horizon
        The last day that is looked at.
    seed, draws
        Of the draws of the ranges; 0 draws means central values only.
    starts
        The days on which it may be taken to have begun.
    curve
        Every day from 0 to the horizon.
    days_in_force
        Expected days in force up to the horizon.
    days_in
        The same by state, over all terms: holding, strained, suspended.
    until
        What has come by some days, and by the end of each term.
    terms
        The nine elements of a ceasefire's terms.
    measures, together
        What each measure adds alone, and all together; ``None`` where there are fewer than two.
    changes
        What single changes of terms add, the best first.
    unfollowed
        How many further changes there are that are not told.
    reference
        Comparable ceasefires of the past.
    log
        What the incident log says; ``None`` without one.
    patience
        For parties whose stakes are told.
    barred_by
        Rules that exclude the package.
    """

    title: str
    asked: str
    package: Mapping[str, Option]
    term: int | None
    most: int | None
    horizon: int
    seed: int
    draws: int
    starts: tuple[StartReading, ...]
    curve: tuple[CourseDay, ...]
    days_in_force: Ranged
    days_in: Mapping[str, Ranged]
    until: tuple[Until, ...]
    terms: tuple[TermSaid, ...]
    measures: tuple[MeasureWorth, ...]
    together: Improvement | None
    changes: tuple[TermWorth, ...]
    unfollowed: int
    reference: ReferenceBeside
    log: LogLearned | None
    patience: tuple[Patience, ...]
    barred_by: tuple[Rule, ...] = ()

    @property
    def missing(self) -> tuple[Element, ...]:
        """Return the elements of which nothing is said."""
        return tuple(each.element for each in self.terms if each.status == "missing")
