"""What an incident log would teach of a ceasefire's rates: each claimant's count, taken for what is noticed.

All rates of incidents, accidents and opportunities for violations alike, are multiplied by one unknown factor. What is
thought of it beforehand is a gamma distribution with mean 1, as spread as the case's draws are in the incidents to be
noticed; after a count it is again a gamma distribution (Raiffa and Schlaifer 1961). Each draw keeps its place in the
order of the draws, so that what is noticed afterwards has just that distribution.

A claimant who tells of one side is held against that side's violations and its share of accidents, which are taken to
be equally many on each side. A count that is only a bound ("more than 30") is not learned from: what it teaches would
rest on how far beyond the bound the truth is thought to lie. Claimants are never put together.

Nor is a count learned from that was made outside the ceasefire, or partly so: over a period it cannot be cut. Single
incidents are those within, counted since it holds (`analyse_incidents`). Where readers differ on the start it runs from
the first of the days on which it may have begun to the end of its last term, that day with it, reckoned from the last
of them.

Sources: Raiffa and Schlaifer 1961.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from detente.analyses.followed import LEVELS, Both, Followed, ranged
from detente.analyses.incidents import analyse_incidents, bound_of_sum
from detente.case.incident import IncidentLog
from detente.results.ceasefire import Learning, LeftOut, LogLearned, Reason
from detente.results.ceasefire_worth import Ranged
from detente.results.incidents import ArrangementLog, Tally
from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.ceasefire.rates import Rates, seen
from detente.solvers.counts import Gamma

__all__ = ["learn_from", "noticed", "rescaled"]

Floats = NDArray[np.float64]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Piece:
    """A count that is learned from, and the days of the ceasefire over which it was made."""

    tally: Tally
    since: float
    until: float


@dataclass(frozen=True)
class _Window:
    """The time of a ceasefire.

    Parameters
    ----------
    parties
        The parties of the case.
    begin
        The first day on which it may have begun; ``None`` where none is told, and then nothing lies outside.
    ends
        Days from then to the end of its last term; infinite where there is none.
    """

    parties: Collection[str]
    begin: datetime | None
    ends: float

    @classmethod
    def of(cls, followed: Followed, calendar: Calendar) -> _Window:
        """Return the time of a ceasefire with such terms."""
        spans, terms = followed.truce.ceasefire.starts, calendar.terms
        days = [term.days for term in terms if term.days is not None]
        ends = float(sum(days)) if terms and len(days) == len(terms) and terms[-1].renewal is None else math.inf
        parties = followed.truce.case.parties
        if not spans:
            return cls(parties, None, ends)
        first = min(span.first for span in spans)
        return cls(parties, datetime.combine(first, time()), ends + (max(span.last for span in spans) - first).days)

    def day(self, moment: datetime) -> float:
        """Return how many days after its first a moment is; of a ceasefire without one, 0."""
        return 0.0 if self.begin is None else (moment - self.begin) / _DAY

    def within(self, tally: Tally, log: IncidentLog) -> Tally | Reason:
        """Return a count, of single incidents those within; or why it is not learned from."""
        if tally.accused and tally.accused not in self.parties:
            return "no party"
        if tally.count != tally.rate.count:
            rows = [each for each in log.reports if each.line in tally.lines and each.first >= tally.rate.since]
            tally = replace(tally, count=tally.rate.count, lines=tuple(each.line for each in rows))
        since, until = self.day(tally.rate.since), self.day(tally.rate.until)
        if self.begin is None or (since >= 0 and until <= self.ends + 1):
            return tally
        if until <= 0:
            return "before"
        if since >= self.ends:
            return "after"
        if not tally.single:
            return "begins before" if since < 0 else "ends after"
        rows = [each for each in log.reports if each.line in tally.lines]
        kept = [each for each in rows if 0 <= self.day(each.first) < self.ends + 1]
        if not kept:
            return "before" if self.day(rows[0].first) < 0 else "after"
        begin, end = max(since, 0.0), min(until, self.ends + 1)
        return replace(
            tally,
            count=sum(each.number for each in kept),
            lines=tuple(each.line for each in kept),
            rate=replace(
                tally.rate,
                since=self.begin + begin * _DAY,
                until=self.begin + end * _DAY,
                days=end - begin,
                bound=bound_of_sum([each.bound for each in kept]),
            ),
        )

    def placed(self, tally: Tally) -> _Piece:
        """Return over which days of the ceasefire a count was made; from its first day where no start is told."""
        since = self.day(tally.rate.since)
        return _Piece(tally, since, since + tally.rate.days)


def learn_from(followed: Followed, both: Both, log: IncidentLog) -> LogLearned:
    """Return what a log says of a ceasefire, and what it would teach of its rates.

    Parameters
    ----------
    followed, both
        The ceasefire, and its calendars.
    log
        The log.
    """
    ceasefire = followed.truce.ceasefire
    arrangements = tuple(
        each
        for each in analyse_incidents(log, starts=_starts(followed), parties=followed.truce.case.parties).arrangements
        if not ceasefire.arrangement or each.name == ceasefire.arrangement
    )
    if both.drawn is None:
        return LogLearned(arrangements, (), (), sure=False)
    drawn = both.drawn
    window = _Window.of(followed, both.central)
    learned: list[Learning] = []
    left_out: list[LeftOut] = []
    certain: list[bool] = []
    for arrangement in arrangements:
        for pieces in _by_claimant(window, arrangement, log, left_out):
            expected = _expected(followed, both.central, pieces)
            spread = _expected(followed, drawn, pieces)
            if float(expected) == 0:
                left_out += [_left(piece.tally, "nothing expected") for piece in pieces]
                continue
            # Equal draws differ by rounding alone.
            certain.append(bool(np.ptp(spread) <= 1e-12 * spread.max()))
            if not certain[-1]:
                learned.append(_learning(followed, pieces, float(expected), spread))
    return LogLearned(arrangements, tuple(learned), tuple(left_out), sure=bool(certain) and all(certain))


def _starts(followed: Followed) -> list[datetime]:
    """Return the days on which the ceasefire may have begun, as the case has it."""
    spans = followed.truce.ceasefire.starts
    return [datetime.combine(day, time()) for day in sorted({day for span in spans for day in (span.first, span.last)})]


def _by_claimant(
    window: _Window, arrangement: ArrangementLog, log: IncidentLog, left_out: list[LeftOut]
) -> Iterator[tuple[_Piece, ...]]:
    """Yield by claimant the counts that can be added, the longest first where they overlap; note the others."""
    for claimant in dict.fromkeys(each.claimant for each in arrangement.tallies):
        told: list[Tally] = []
        for each in (each for each in arrangement.tallies if each.claimant == claimant):
            within = window.within(each, log)
            if isinstance(within, Tally):
                told.append(within)
            else:
                left_out.append(_left(each, within))
        chosen: list[Tally] = []
        for each in sorted(told, key=lambda each: (-each.rate.days, each.rate.since)):
            if each.rate.bound != "exact":
                left_out.append(_left(each, "bound"))
            elif any(_overlap(each, other) for other in chosen):
                left_out.append(_left(each, "overlap"))
            else:
                chosen.append(each)
        if chosen:
            yield tuple(window.placed(each) for each in chosen)


def _left(tally: Tally, reason: Reason) -> LeftOut:
    return LeftOut(tally.claimant, tally.accused, tally.count, reason)


def _overlap(one: Tally, other: Tally) -> bool:
    same = one.accused == other.accused or not one.accused or not other.accused
    return same and one.rate.since < other.rate.until and other.rate.since < one.rate.until


def _expected(followed: Followed, calendar: Calendar, pieces: Sequence[_Piece]) -> Floats:
    """Return how many incidents would be noticed in the time of some counts, shape ``()`` or ``(draws,)``."""
    total = np.zeros(calendar.shape)
    for piece in pieces:
        begins = calendar.breaks()
        ends = [*begins[1:], np.inf]
        for begin, end, phase in zip(begins, ends, calendar.phases, strict=True):
            days = max(0.0, min(end, piece.until) - max(begin, piece.since))
            total = total + days * noticed(phase.rates, followed.truce.parties, piece.tally.accused)
    return total


def noticed(rates: Rates, parties: Sequence[str], accused: str = "") -> Floats:
    """Return how many incidents a day are noticed, shape ``()`` or ``(draws,)``.

    Parameters
    ----------
    rates
        The rates.
    parties
        Whose violations they tell, in order.
    accused
        Only those of this party, with its share of accidents; all where it is none of them.
    """
    known = seen(rates)
    violations = rates.of("violation")
    if rates.stakes is not None:
        violations = violations * rates.stakes.used(known.caught)
    accidents = rates.of("accident")
    if accused in parties:
        place = list(parties).index(accused)
        return (accidents / len(parties)) * known.accidents + violations[..., place] * known.violations
    return accidents * known.accidents + violations.sum(axis=-1) * known.violations


def rescaled(expected: float, drawn: Floats, count: int) -> tuple[Gamma, Gamma, Floats]:
    """Return what is thought of the common factor before and after a count, and the factor of every draw.

    Parameters
    ----------
    expected
        How many incidents were expected, at the central values.
    drawn
        The same in every draw, shape ``(draws,)``; not all equal.
    count
        How many there were.

    Examples
    --------
    >>> before, after, factors = rescaled(10.0, np.array([5.0, 10.0, 15.0]), 20)
    >>> before.mean, round(after.mean, 2), factors.round(2).tolist()
    (1.0, 1.62, [2.63, 1.6, 1.29])
    """
    from scipy.special import gammaincinv  # noqa: PLC0415 - takes longer to import than most commands to answer

    shape = float(drawn.mean() ** 2 / drawn.var())
    before = Gamma(shape, shape)
    after = before.updated(count, expected)
    places = np.empty(len(drawn))
    places[np.argsort(drawn, kind="stable")] = (np.arange(len(drawn)) + 0.5) / len(drawn)
    wanted = expected * gammaincinv(after.shape, places) / after.rate
    # Where nothing is expected, no factor changes it.
    return before, after, np.divide(wanted, drawn, out=np.ones_like(drawn), where=drawn > 0)


def _learning(followed: Followed, pieces: Sequence[_Piece], expected: float, drawn: Floats) -> Learning:
    from scipy.special import gammaincinv  # noqa: PLC0415 - as above

    count = sum(piece.tally.count for piece in pieces)
    before, after, factors = rescaled(expected, drawn, count)
    central, over = followed.outcomes(followed.calendars(factor=after.mean, drawn_factor=factors))
    levels = [float(gammaincinv(after.shape, level)) / after.rate for level in LEVELS]
    return Learning(
        claimant=pieces[0].tally.claimant,
        accused=tuple(dict.fromkeys(piece.tally.accused for piece in pieces if piece.tally.accused)),
        count=count,
        days=sum(piece.tally.rate.days for piece in pieces),
        expected=expected,
        prior=(before.shape, before.rate),
        posterior=(after.shape, after.rate),
        factor=Ranged(after.mean, *levels),
        days_in_force=ranged(central.in_force, None if over is None else over.in_force),
        collapsed=ranged(central.collapsed, None if over is None else over.collapsed),
    )
