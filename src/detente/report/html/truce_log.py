"""The incident log of a ceasefire: count, rate and termination apart, each claimant's for itself."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from detente.report.ceasefire_log import LEARNED, NO_ROW, counted_by, factor_words, left_words
from detente.report.ceasefire_words import days, spread
from detente.report.html.charts.three import Told, three_things
from detente.report.html.common import drawn
from detente.report.incidents import (
    FROM_FIRST,
    contrast_words,
    disputed_words,
    end_words,
    moment_words,
    per_day_words,
    period_words,
    rate_words,
)
from detente.report.words import count
from detente.results.ceasefire import CeasefireOutlook, Learning
from detente.results.incidents import THREE_THINGS, ArrangementLog, Tally

__all__ = ["Arrangement", "Tallied", "TruceLog", "log_of"]


@dataclass(frozen=True, slots=True)
class Tallied:
    """What one claimant tells of one accused; what is not known is a dash."""

    who: str
    period: str
    number: str
    known: tuple[str, ...]
    rate: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the log says of one arrangement."""

    name: str
    disputed: str
    picture: Markup
    rows: tuple[Tallied, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TruceLog:
    """The part of the section."""

    lead: str
    arrangements: tuple[Arrangement, ...]
    learned: tuple[tuple[str, ...], ...]
    learned_notes: tuple[str, ...]
    left: tuple[str, ...]


def log_of(found: CeasefireOutlook) -> TruceLog | None:
    """Return the part on the incident log; ``None`` without one."""
    log = found.log
    if log is None:
        return None
    return TruceLog(
        lead=THREE_THINGS if log.arrangements else NO_ROW,
        arrangements=tuple(_arrangement(number, each) for number, each in enumerate(log.arrangements, 1)),
        learned=tuple(_learned(found, each) for each in log.learned),
        learned_notes=(LEARNED,) if log.learned else (),
        left=left_words(log),
    )


def _arrangement(number: int, each: ArrangementLog) -> Arrangement:
    notes = [end_words(each)] if each.contrast is None else [contrast_words(each.contrast), end_words(each)]
    if each.shared_events:
        notes.append(f"{count(each.shared_events)} of {count(each.events)} named incidents are told by several.")
    return Arrangement(
        each.name,
        disputed_words(each),
        _picture(number, each),
        tuple(_tallied(tally) for tally in each.tallies),
        tuple(notes),
    )


def _learned(found: CeasefireOutlook, each: Learning) -> tuple[str, ...]:
    force = spread(found.days_in_force, of_days=True), spread(each.days_in_force, of_days=True)
    collapsed = spread(found.until[-1].collapsed), spread(each.collapsed)
    return (
        counted_by(each),
        count(each.count),
        days(each.expected),
        factor_words(each.factor),
        " → ".join(force),
        " → ".join(collapsed),
    )


def _picture(number: int, each: ArrangementLog) -> Markup:
    if not each.tallies:
        return Markup("")
    rows = [_told(tally) for tally in each.tallies]
    return drawn(
        lambda roomy: three_things(rows, end_words(each), width=900 if roomy else 340, roomy=roomy),
        name=f"three-{number}",
        title=f"{each.name}: how many are told, how many a day, and whether it is over",
        description="A row for each claimant with a bar for its count, and a dot and a range for its rate. The table "
        f"below has the numbers. {end_words(each)}",
    )


def _who(tally: Tally) -> str:
    return f"{tally.claimant} of {tally.accused}" if tally.accused else tally.claimant


def _number(tally: Tally) -> str:
    if tally.bound == "none":
        return f"{count(tally.count)}, without bounds"
    return count(tally.count) if tally.bound == "exact" else f"{tally.bound} {count(tally.count)}"


def _told(tally: Tally) -> Told:
    rate = tally.rate
    if rate.per_day is None or rate.between is None:
        return Told(_who(tally), _number(tally), "cannot be told", tally.count, None)
    bound = "" if rate.bound == "exact" else f"{rate.bound} "
    ends = rate.between[0], rate.per_day, rate.between[1]
    return Told(_who(tally), _number(tally), f"{bound}{per_day_words(rate.per_day)}", tally.count, ends)


def _tallied(tally: Tally) -> Tallied:
    known = (tally.claimed, tally.observed, tally.verified, tally.attributed)
    return Tallied(
        _who(tally),
        period_words(tally),
        _number(tally),
        tuple("–" if each is None else count(each) for each in known),
        rate_words(tally.rate),
        (
            *([f"{FROM_FIRST[0].lower()}{FROM_FIRST[1:]}"] if tally.from_first else []),
            *(
                f"counted since {moment_words(start)}: {rate_words(rate)}"
                for start, rate in tally.readings.items()
                if rate.since != tally.rate.since
            ),
        ),
    )
