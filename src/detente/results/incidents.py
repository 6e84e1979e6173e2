"""What an incident log says: counts, rates and ends, each claimant's for itself. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from detente.case.incident import Bound, StatusReport

__all__ = ["THREE_THINGS", "ArrangementLog", "Change", "Contrast", "Findings", "Learned", "Rate", "Tally"]

THREE_THINGS = (
    "Count, rate and termination are three different things: how many incidents are told, how many a day, and whether "
    "anybody says that the arrangement is over."
)
"""What stands beside every count of incidents."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Incidents a day.

    Parameters
    ----------
    since, until
        The time that it is about, the end not in it.
    days
        How long that is.
    count
        Incidents in it.
    bound
        What the count says about the true number: ``exact``, ``at least``, ``at most``, or ``none`` at all.
    per_day
        Count over days; ``None`` where the count says nothing.
    between
        95% by counting alone; the upper end is ``None`` where the count is a lower bound. ``None`` where the count says
        nothing.
    """

    since: datetime
    until: datetime
    days: float
    count: int
    bound: Bound
    per_day: float | None
    between: tuple[float, float | None] | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What one claimant tells of one accused: a count over a period, or all its single incidents together.

    Parameters
    ----------
    claimant, accused
        Who tells it, of whom; `accused` is empty where nobody is named.
    count, bound
        How many, and whether that is exact or a bound.
    claimed, observed, verified, attributed
        Of how many it is known; ``None`` where it is known of none of the rows.
    single
        Whether it is the sum of single incidents.
    from_first
        Whether these are counted from the first of them on, which makes their rate look larger.
    rate
        Over the claimant's own period; of single incidents, those since the arrangement holds.
    readings
        The same with every day from which somebody says that the arrangement holds, by that day; empty where all agree,
        or where the count has nothing to do with that day.
    lines
        Lines of the log that it is made of.
    sources, notes
        What stands with these.
    """

    claimant: str
    accused: str
    count: int
    bound: Bound
    claimed: int | None
    observed: int | None
    verified: int | None
    attributed: int | None
    single: bool
    from_first: bool
    rate: Rate
    readings: Mapping[datetime, Rate]
    lines: tuple[int, ...]
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """How one claimant's rate differs after a day from before it.

    Parameters
    ----------
    claimant, accused
        As in `Tally`.
    at
        The day.
    before, after
        The rates, over periods that do not overlap.
    ratio
        The second over the first; ``None`` where one of the two counts is a bound, or the first is 0.
    between
        Its exact 95% interval given both counts; the upper end is ``None`` where it is infinite, and all of it where
        one of the counts is a bound.
    left_out
        Lines of the log whose period holds the day or overlaps a longer one.
    """

    claimant: str
    accused: str
    at: datetime
    before: Rate
    after: Rate
    ratio: float | None
    between: tuple[float, float | None] | None
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two counts of one claimant, of which the larger is the lower rate."""

    larger: Tally
    smaller: Tally


@dataclass(frozen=True, slots=True)
class ArrangementLog:
    """What the log says of one arrangement.

    Parameters
    ----------
    name
        Its name.
    starts
        The days from which somebody in the log says that it holds, or if nobody does, the case; more than one: that is
        disputed.
    tallies
        Each claimant's counts, never added over claimants.
    changes
        Before and after the day that was asked about.
    contrast
        The two counts of one claimant that differ most the other way than their rates; ``None`` where none do.
    statuses
        What is said of the arrangement itself, in the order of days.
    events, shared_events
        Incidents that have a name, and those of them that more than one claimant tells.
    """

    name: str
    starts: tuple[datetime, ...]
    tallies: tuple[Tally, ...]
    changes: tuple[Change, ...]
    contrast: Contrast | None
    statuses: tuple[StatusReport, ...]
    events: int
    shared_events: int

    @property
    def ended(self) -> tuple[StatusReport, ...]:
        """Return what is said of its end; empty: nobody in the log says that it is over."""
        return tuple(each for each in self.statuses if each.status in ("renounced", "lapsed", "ended"))


@dataclass(frozen=True, slots=True)
class Findings:
    """What a log says, by arrangement.

    Parameters
    ----------
    arrangements
        In the order in which they first stand in the log.
    until
        The end of the time over which single incidents are counted, by arrangement.
    """

    arrangements: tuple[ArrangementLog, ...]
    until: Mapping[str, datetime] = field(default_factory=dict[str, datetime])


@dataclass(frozen=True, slots=True)
class Learned:
    """What a count does to what was thought of a rate.

    Parameters
    ----------
    before, after
        Shape and rate of the gamma distributions.
    mean_before, mean_after
        Their means, incidents a day.
    between_before, between_after
        Their middle 95%.
    ahead
        Days to come.
    expected, predicted
        Mean and middle 95% of the incidents in these days.
    """

    before: tuple[float, float]
    after: tuple[float, float]
    mean_before: float
    mean_after: float
    between_before: tuple[float, float]
    between_after: tuple[float, float]
    ahead: float
    expected: float
    predicted: tuple[int, int]
