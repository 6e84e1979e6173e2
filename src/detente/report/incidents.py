"""What an incident log says, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from detente.report.document import Block, Bullets, Document, Heading, Paragraph
from detente.report.words import count, join
from detente.results.incidents import THREE_THINGS, ArrangementLog, Change, Contrast, Findings, Rate, Tally

__all__ = [
    "FROM_FIRST",
    "contrast_words",
    "disputed_words",
    "end_words",
    "incidents",
    "moment_words",
    "per_day_words",
    "period_words",
    "rate_words",
    "span_words",
    "tally_words",
]

_NOTE = (
    "Ranges are of counting alone, as if incidents were independent: they say nothing of who counts, how, or what is "
    "missed. Numbers of different claimants are not added, and neither are those of one claimant whose periods overlap."
)
_KNOWN = ("claimed", "observed", "verified", "attributed")
_DAY = timedelta(days=1)
_SEVERAL = 2

FROM_FIRST = "Counted from its first incident on, as nothing says since when: that makes the rate look larger"
"""What is said of single incidents of whose time nothing says when it begins."""


def incidents(found: Findings) -> Document:
    """Return what a log says as a document."""
    return Document(title="Incidents", aside="each claimant’s for itself", blocks=tuple(_blocks(found)))


def _blocks(found: Findings) -> Iterator[Block]:
    yield Paragraph(THREE_THINGS)
    for each in found.arrangements:
        yield Heading(each.name.upper())
        if words := disputed_words(each):
            yield Paragraph(words)
        items = [tally_words(tally) for tally in each.tallies]
        items += [_change_words(change) for change in each.changes]
        if each.contrast is not None:
            items.append(contrast_words(each.contrast))
        items.append(end_words(each))
        if each.shared_events:
            items.append(f"{count(each.shared_events)} of {count(each.events)} named incidents are told by several.")
        yield Bullets(tuple(items))
    yield Paragraph(_NOTE, quiet=True)


def moment_words(day: datetime) -> str:
    """Return a day, with its minute where it does not begin at midnight."""
    return day.strftime("%Y-%m-%d %H:%M") if day.hour or day.minute else day.date().isoformat()


def span_words(since: datetime, until: datetime) -> str:
    """Return a period with its last day or minute in it."""
    if (since.hour, since.minute, until.hour, until.minute) == (0, 0, 0, 0):
        last = (until - _DAY).date().isoformat()
        return since.date().isoformat() if last == since.date().isoformat() else f"{since.date().isoformat()} to {last}"
    return f"{moment_words(since)} to {until.strftime('%Y-%m-%d %H:%M')}"


def per_day_words(rate: float) -> str:
    """Return incidents a day, with fewer digits the more there are."""
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}" if rate >= 10 else f"{rate:.2f}"


def rate_words(rate: Rate) -> str:
    """Return a rate in words, with its range."""
    over = f"over {_days(rate.days)}"
    if rate.per_day is None or rate.between is None:
        return f"a rate cannot be told {over}"
    low, high = rate.between
    bound = "" if rate.bound == "exact" else f"{rate.bound} "
    reach = f"{per_day_words(low)} or more" if high is None else f"{per_day_words(low)} to {per_day_words(high)}"
    return f"{bound}{per_day_words(rate.per_day)} a day {over} ({reach})"


def _days(days: float) -> str:
    return f"{days:g} days" if days != 1 else "1 day"


def tally_words(tally: Tally) -> str:
    """Return what one claimant tells, in a sentence."""
    bound = (
        "" if tally.bound == "exact" else "a number without bounds, " if tally.bound == "none" else f"{tally.bound} "
    )
    of = f" of {tally.accused}" if tally.accused else ""
    known = [f"{count(number)} {name}" for name in _KNOWN if (number := getattr(tally, name)) is not None and number]
    told = f"{tally.claimant}{of}: {bound}{count(tally.count)}, {period_words(tally)}"
    told = f"{told}, {rate_words(tally.rate)}; {join(known)}." if known else f"{told}, {rate_words(tally.rate)}."
    told += f" {FROM_FIRST}." if tally.from_first else ""
    others = {start: rate for start, rate in tally.readings.items() if rate.since != tally.rate.since}
    readings = "".join(f" Counted since {moment_words(start)}: {rate_words(rate)}." for start, rate in others.items())
    return told + readings


def period_words(tally: Tally) -> str:
    """Return over which period a count tells; of single incidents also how many lie in it, where not all do."""
    span = span_words(tally.rate.since, tally.rate.until)
    return span if tally.rate.count == tally.count else f"of which {count(tally.rate.count)} in {span}"


def disputed_words(each: ArrangementLog) -> str:
    """Return since when an arrangement holds, where that is disputed; else empty."""
    if len(each.starts) < _SEVERAL:
        return ""
    return f"Since when it holds is disputed: {join([moment_words(start) for start in each.starts])}."


def _change_words(change: Change) -> str:
    of = f" of {change.accused}" if change.accused else ""
    told = f"{change.claimant}{of}, before {moment_words(change.at)}: {rate_words(change.before)}; after: "
    told += rate_words(change.after)
    if change.ratio is None or change.between is None:
        return f"{told}."
    low, high = change.between
    reach = f"{low:.2g} or more" if high is None else f"{low:.2g} to {high:.2g}"
    return f"{told}: {change.ratio:.2g} times as many a day ({reach})."


def contrast_words(contrast: Contrast) -> str:
    """Return two counts of which the larger is the lower rate, in a sentence."""
    larger, smaller = contrast.larger.rate, contrast.smaller.rate
    return (
        f"The larger count is the lower rate: {count(larger.count)} in {_days(larger.days)} are "
        f"{per_day_words(larger.per_day or 0)} a day, {count(smaller.count)} in {_days(smaller.days)} are "
        f"{per_day_words(smaller.per_day or 0)}."
    )


def end_words(each: ArrangementLog) -> str:
    """Return what is said of the end of an arrangement."""
    if not each.ended:
        return "Nobody in the log says that it is over."
    told = [
        f"{status.claimant} says that it {_ENDED[status.status]} on {moment_words(status.day)}" for status in each.ended
    ]
    return f"{'; '.join(told)}. No count says so."


_ENDED = {"renounced": "was renounced", "lapsed": "lapsed", "ended": "ended"}
