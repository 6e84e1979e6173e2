"""What became of ceasefires of the past, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator

from detente.report.document import Block, Bullets, Column, Document, Heading, Paragraph, Table
from detente.report.words import count, join, plural
from detente.results.reference import Interval, ReferenceClass, ReferenceTable

__all__ = ["class_words", "past_ceasefires", "unused_words"]

_MONTH = 30


def past_ceasefires(table: ReferenceTable) -> Document:
    """Return a table of past ceasefires as a document."""
    return Document(
        title="Ceasefires of the past", aside=f"civil wars up to {table.last_day}", blocks=tuple(_blocks(table))
    )


def _blocks(table: ReferenceTable) -> Iterator[Block]:
    yield Bullets(table.caveats)
    if table.unknown is not None:
        yield Paragraph(
            f"{count(table.total)} ceasefires are in the data; the end of {count(table.unknown)} is unknown."
        )
    if table.differs is not None:
        yield Paragraph(_agreement(table))
    yield Heading("HOW THEY ENDED", "in per cent of those whose end is known; a ceasefire may be in several classes")
    yield Table(
        (
            Column(("class",), least=20),
            Column(("all",), "right", wraps=False),
            Column(("known",), "right", wraps=False),
            Column(("failed", "(95%)"), "right", wraps=False),
            Column(("extended or", "superseded (95%)"), "right", wraps=False),
        ),
        (tuple(_ended(each) for each in table.classes),),
    )
    yield Paragraph(
        "Failed: ended by violence, renounced, or never in effect. 95%: by Wilson, as if they were independent."
    )
    yield Heading("HOW FAR THE UNKNOWN ENDS COULD MOVE IT", "in per cent")
    yield Table(
        (
            Column(("class",), least=20),
            Column(("failed,", "of all"), "right", wraps=False),
            Column(("extended or", "superseded, by", "countries"), "right", wraps=False),
            Column(("no violent", "end by", "day 30"), "right", wraps=False),
            Column(("median", "days"), "right", wraps=False),
        ),
        (tuple(_doubt(each) for each in table.classes),),
    )
    yield Paragraph(
        "Of all: if none of the unknown ones failed, and if all of them did. By countries: 95% when whole countries "
        "are drawn anew, since the ceasefires of one country resemble each other. Day 30 and the median are of those "
        "that are dated, which are fewer."
    )
    yield Heading("SOURCE")
    yield Paragraph(table.source)
    yield Bullets(table.notes)


def unused_words(table: ReferenceTable) -> str:
    """Return which explained codes stand nowhere in the data; empty where all of them do."""
    if not table.unused:
        return ""
    whose = "it" if len(table.unused) == 1 else "them"
    return f"the file has no code {join(table.unused, 'or')}, so that what --code says of {whose} changes nothing."


def _agreement(table: ReferenceTable) -> str:
    if not table.differs:
        return "All classes count the same as in the table that ships with Détente."
    whole, same = len(table.classes), len(table.classes) - len(table.differs)
    if not same:
        return "No class counts the same as in the table that ships with Détente: look at the codes and columns first."
    return (
        f"{count(same)} of {count(whole)} classes count the same as in the table that ships with Détente. Different: "
        f"{'; '.join(table.differs)}."
    )


def _ended(each: ReferenceClass) -> tuple[str, ...]:
    return (
        each.name,
        count(each.ends.total),
        count(each.ends.known),
        _with(each.failed_share, each.failed_interval),
        _with(each.extended_share, each.extended_interval),
    )


def _doubt(each: ReferenceClass) -> tuple[str, ...]:
    day = each.no_violent_end.get(_MONTH)
    return (
        each.name,
        _range(each.failed_bounds),
        _range(each.extended_between),
        "-" if day is None else _percent(day),
        "-" if each.median_days is None else f"{each.median_days:g}",
    )


def class_words(each: ReferenceClass) -> str:
    """Return in a sentence what became of the ceasefires of one class."""
    ends = each.ends
    share = each.failed_share
    if share is None:
        return f"{each.name.capitalize()}: of none of the {count(ends.total)} is the end known."
    return (
        f"{each.name.capitalize()}: {count(ends.total)} in {plural(each.countries, 'country', 'countries')}. Of the "
        f"{count(ends.known)} whose end is known, {count(ends.failed)} failed "
        f"({_percent(share)}%, 95% {_range(each.failed_interval)}%); of all, "
        f"{_range(each.failed_bounds)}%."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _range(ends: Interval | None) -> str:
    return "-" if ends is None else f"{_percent(ends[0])}-{_percent(ends[1])}"


def _with(share: float | None, ends: Interval | None) -> str:
    return "-" if share is None else f"{_percent(share)} ({_range(ends)})"
