"""What an incident log says: counts, rates and ends of an arrangement, each claimant's for itself.

Claimants count different things in different ways, so that their numbers are neither added nor set against each other;
counts of one claimant whose periods overlap are not added either. Intervals are of counting alone: a claimant who
counts wrongly by half is as certain as one who counts rightly.

Single incidents are counted since the arrangement holds: as their claimant has it, or else as others in the log or the
case have it, the earliest of these days. To begin with the first incident would leave out the quiet days before it. A
claimant's count over a period that lies before its single incidents has told of that time already.

Sources: Garwood 1936 (rates); Przyborowski and Wilenski 1940 (before and after); Raiffa and Schlaifer 1961 (what a
count does to what was thought).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from detente.case import Party
from detente.case.incident import Bound, IncidentLog, Report
from detente.errors import UsageError
from detente.results.incidents import ArrangementLog, Change, Contrast, Findings, Learned, Rate, Tally
from detente.solvers.counts import Gamma, rate_interval, ratio_interval

__all__ = ["analyse_incidents", "bound_of_sum", "learned"]

_DAY = timedelta(days=1)
_SHARED = _SEVERAL = 2


def analyse_incidents(
    log: IncidentLog,
    *,
    at: datetime | None = None,
    until: Mapping[str, datetime] | None = None,
    starts: Sequence[datetime] = (),
    parties: Mapping[str, Party] | None = None,
) -> Findings:
    """Return what a log says of each arrangement.

    Parameters
    ----------
    log
        As read.
    at
        A day, to compare the time before it with the time after.
    until
        When the log of an arrangement was closed, by arrangement: single incidents are counted up to then. By default
        the end of the last day or period that any row of the arrangement tells of, which makes rates a little too high.
    starts
        The days since which the case has it that an arrangement holds of which the log does not say since when.
    parties
        Those of the case, which tell who is a side and who watches; without them only those who are accused are known
        for sides.

    Raises
    ------
    UsageError
        If a log is closed before its first incident, so that there is no time to count over.
    """
    closed = {name: (until or {}).get(name) or _last(log, name) for name in log.arrangements}
    told = (_arrangement(_Context(log, name, at, closed[name], tuple(starts), parties or {})) for name in closed)
    return Findings(tuple(told), closed)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is asked of one arrangement."""

    log: IncidentLog
    name: str
    at: datetime | None
    closed: datetime
    starts: tuple[datetime, ...]
    parties: Mapping[str, Party]


def _last(log: IncidentLog, name: str) -> datetime:
    ends = [
        each.last if each.last > each.first else datetime.combine(each.first, time()) + _DAY
        for each in log.reports
        if each.arrangement == name
    ]
    days = [each.day for each in log.statuses if each.arrangement == name]
    return max([*ends, *days])


def _arrangement(asked: _Context) -> ArrangementLog:
    log, name, at, closed = asked.log, asked.name, asked.at, asked.closed
    reports = [each for each in log.reports if each.arrangement == name]
    starts = sorted({each.in_force_from for each in reports if each.in_force_from is not None} or {*asked.starts})
    reports = [_staged(each, reports, asked.parties) for each in reports]
    tallies: list[Tally] = []
    changes: list[Change] = []
    for claimant, accused in dict.fromkeys((each.claimant, each.accused) for each in reports):
        told = [each for each in reports if (each.claimant, each.accused) == (claimant, accused)]
        counted = [_Counted([each], each.first, each.last) for each in told if not each.single]
        single = [each for each in told if each.single]
        if single:
            first = min(each.first for each in single)
            since = _since(single, starts, [each.until for each in counted if each.until <= first])
            counted.append(_Counted(single, first if since is None else since, closed, from_first=since is None))
        tallies += [_tally(each, starts) for each in counted]
        change = None if at is None else _change(counted, at)
        changes += [] if change is None else [change]
    tellers: dict[str, set[str]] = {}
    for each in reports:
        if each.event:
            tellers.setdefault(each.event, set()).add(each.claimant)
    return ArrangementLog(
        name=name,
        starts=tuple(starts),
        tallies=tuple(tallies),
        changes=tuple(changes),
        contrast=_contrast(tallies),
        statuses=tuple(sorted((each for each in log.statuses if each.arrangement == name), key=lambda each: each.day)),
        events=len(tellers),
        shared_events=sum(len(each) >= _SHARED for each in tellers.values()),
    )


def _since(single: Sequence[Report], starts: Sequence[datetime], counted: Sequence[datetime]) -> datetime | None:
    """Return since when single incidents are counted; ``None`` where nothing says it of the time of any of them.

    Parameters
    ----------
    starts
        The days since which the arrangement holds, for those whose claimant does not say it.
    counted
        The ends of periods before the first of them of which their claimant tells otherwise.
    """
    own = [each.in_force_from for each in single if each.in_force_from is not None]
    if own:
        return min(own)
    # Of a time before the arrangement no day says since when anybody counts.
    within = min((start for start in starts if any(each.first >= start for each in single)), default=None)
    return within if within is None else max([within, *counted])


def _staged(report: Report, reports: Sequence[Report], parties: Mapping[str, Party]) -> Report:
    """Return a row of which it is not written who knows of it, with what follows from who tells it."""
    if (report.claimed, report.observed, report.verified, report.attributed) != (None,) * 4:
        return report
    teller = report.claimant
    accused = {each.accused for each in reports if each.accused}
    if teller not in accused and teller in parties:
        watches = parties[teller].role in ("mediator", "observer")
        return replace(report, observed=report.count) if watches else replace(report, claimed=report.count)
    if teller in accused:
        return replace(report, claimed=report.count)
    # Who accuses one side alone may speak for the other, under a name that the case does not have.
    theirs = {each.accused for each in reports if each.claimant == teller and each.accused}
    return report if not parties or len(theirs) == 1 else replace(report, observed=report.count)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Rows of one claimant that are counted together, and the time over which they are."""

    rows: Sequence[Report]
    since: datetime
    until: datetime
    from_first: bool = False

    def rate(self, since: datetime, until: datetime, reading: Bound = "exact") -> Rate:
        """Return the rate in a time, of which the rows say as much as `reading` tells."""
        if until <= since:
            name = self.rows[0].arrangement
            raise UsageError(f"The log of {name!r} is closed at {until}, and its incidents are counted since {since}.")
        # A count over a period cannot be taken apart; single incidents can.
        rows = [each for each in self.rows if not each.single or since <= each.first < until]
        bound = bound_of_sum([reading, *(each.bound for each in rows)])
        return _rate(sum(each.number for each in rows), bound, since, until, (until - since) / _DAY)

    def readings(self, starts: Sequence[datetime]) -> dict[datetime, Rate]:
        """Return the rate by each day from which somebody says that the arrangement holds."""
        own, told = self.since, {each.in_force_from for each in self.rows} - {None}
        # A count over a period whose claimant does not say since when it holds has nothing to do with that day.
        if len(starts) < _SEVERAL or own not in (told or (starts if self.rows[0].single else ())):
            return {}
        found: dict[datetime, Rate] = {}
        for start in starts:
            if start >= self.until:
                continue
            # Of the days before its own start a claimant says nothing; a count over a period may lie in them wholly.
            says: Bound = "exact" if start == own or (start > own and self.rows[0].single) else "at most"
            found[start] = self.rate(start, self.until, "at least" if start < own else says)
        return found


def bound_of_sum(bounds: Sequence[Bound]) -> Bound:
    """Return what a sum says of which the parts say this.

    Examples
    --------
    >>> bound_of_sum(["exact", "at least"]), bound_of_sum(["at most", "at least"])
    ('at least', 'none')
    """
    found = set(bounds) - {"exact"}
    if not found:
        return "exact"
    return next(iter(found)) if len(found) == 1 else "none"


def _rate(count: int, bound: Bound, since: datetime, until: datetime, days: float) -> Rate:
    if bound == "none":
        return Rate(since, until, days, count, bound, None, None)
    low, high = rate_interval(count, days)
    between = (0.0 if bound == "at most" else low, None if bound == "at least" else high)
    return Rate(since, until, days, count, bound, count / days, between)


def _tally(counted: _Counted, starts: Sequence[datetime]) -> Tally:
    rows = counted.rows
    return Tally(
        claimant=rows[0].claimant,
        accused=rows[0].accused,
        count=sum(each.number for each in rows),
        bound=bound_of_sum([each.bound for each in rows]),
        claimed=_known([(each, each.claimed) for each in rows]),
        observed=_known([(each, each.observed) for each in rows]),
        verified=_known([(each, each.verified) for each in rows]),
        attributed=_known([(each, each.attributed) for each in rows]),
        single=rows[0].single,
        from_first=counted.from_first,
        rate=counted.rate(counted.since, counted.until),
        readings=counted.readings(starts),
        lines=tuple(each.line for each in rows),
        sources=tuple(dict.fromkeys(each.source for each in rows if each.source)),
        notes=tuple(dict.fromkeys(each.note for each in rows if each.note)),
    )


def _known(parts: Sequence[tuple[Report, int | None]]) -> int | None:
    """Return of how many something is known; ``None`` where it is of no row. All of "more than 30" are 31."""
    known = [row.number if part == row.count else part for row, part in parts if part is not None]
    return sum(known) if known else None


def _change(counted: Sequence[_Counted], at: datetime) -> Change | None:
    """Return how the rate differs after a day; ``None`` where nothing is told of one of the two times."""
    before, after = _apart(counted, at, later=False), _apart(counted, at, later=True)
    if not before or not after:
        return None
    first, second = _together(before, at, later=False), _together(after, at, later=True)
    ratio, between = None, None
    if first.bound == second.bound == "exact":
        low, high = ratio_interval(second.count, second.days, first.count, first.days)
        between = (low, None if math.isinf(high) else high)
        ratio = (second.count / second.days) / (first.count / first.days) if first.count else None
    row = counted[0].rows[0]
    used = [*before, *after]
    return Change(
        claimant=row.claimant,
        accused=row.accused,
        at=at,
        before=first,
        after=second,
        ratio=ratio,
        between=between,
        left_out=tuple(sorted(line.line for each in counted if each not in used for line in each.rows)),
    )


def _apart(counted: Sequence[_Counted], at: datetime, *, later: bool) -> list[_Counted]:
    """Return what is counted on one side of a day over periods that do not overlap, the longest first."""
    chosen: list[_Counted] = []
    for each in sorted(counted, key=lambda each: (each.since - each.until, each.since)):
        if each.rows[0].single:
            inside = each.since < at < each.until
        else:
            inside = each.since >= at if later else each.until <= at
        since, until = _side(each, at, later=later)
        spans = [_side(other, at, later=later) for other in chosen]
        if inside and all(until <= start or end <= since for start, end in spans):
            chosen.append(each)
    return chosen


def _side(each: _Counted, at: datetime, *, later: bool) -> tuple[datetime, datetime]:
    """Return the part of a period that lies on one side of a day."""
    return (max(each.since, at), each.until) if later else (each.since, min(each.until, at))


def _together(chosen: Sequence[_Counted], at: datetime, *, later: bool) -> Rate:
    """Return the rate of counts over periods that do not overlap."""
    rates = [each.rate(*_side(each, at, later=later)) for each in chosen]
    return _rate(
        sum(each.count for each in rates),
        bound_of_sum([each.bound for each in rates]),
        min(each.since for each in rates),
        max(each.until for each in rates),
        sum(each.days for each in rates),
    )


def _contrast(tallies: Sequence[Tally]) -> Contrast | None:
    """Return the two counts of one claimant that differ most the other way than their rates."""
    found: dict[float, Contrast] = {}
    for larger, smaller in itertools.permutations(tallies, 2):
        first, second = larger.rate, smaller.rate
        same = (larger.claimant, larger.accused) == (smaller.claimant, smaller.accused)
        apart = first.until <= second.since or second.until <= first.since
        if same and apart and first.bound == second.bound == "exact" and first.count > second.count > 0:
            slower = (second.count / second.days) / (first.count / first.days)
            if slower > 1:
                found[slower * first.count / second.count] = Contrast(larger, smaller)
    return found[max(found)] if found else None


def learned(before: Gamma, rate: Rate, ahead: float = 30.0) -> Learned:
    """Return what a count does to what was thought of a rate.

    Parameters
    ----------
    before
        What was thought: as if that many incidents had been seen in that many days.
    rate
        What the log says.
    ahead
        Days to come, for which incidents are predicted.

    Raises
    ------
    UsageError
        If the count is a bound: then the update is not that of a count.

    Examples
    --------
    >>> day = datetime(2025, 4, 1)
    >>> found = learned(Gamma(2.0, 4.0), Rate(day, day, 16.0, 10, "exact", 0.625, None))
    >>> found.mean_before, found.mean_after
    (0.5, 0.6)
    """
    if rate.bound != "exact":
        raise UsageError(f"{rate.bound.capitalize()} {rate.count} is a bound, and only a count updates a rate.")
    after = before.updated(rate.count, rate.days)
    return Learned(
        before=(before.shape, before.rate),
        after=(after.shape, after.rate),
        mean_before=before.mean,
        mean_after=after.mean,
        between_before=before.between(),
        between_after=after.between(),
        ahead=ahead,
        expected=after.mean * ahead,
        predicted=after.predicted_between(ahead),
    )
