"""Every number of the case, where it comes from, and the list of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from detente.case import Source, StatedNumber, numbers_of
from detente.report.demands import condition_words, driver_words
from detente.report.html.common import Subject, about_words
from detente.report.html.dates import date_words
from detente.report.words import number_words

__all__ = ["Cited", "Given", "Group", "Numbers", "PartyNumbers", "numbers_section_of"]

_NOBODY = ""
"""Whose numbers are those that belong to no one party."""

_KINDS = {
    "weight": "weight",
    "value": "value",
    "no deal": "value of no deal",
    "then": "worth of what may follow",
    "linkage": "worth together",
    "red line": "firmness",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One number."""

    what: str
    value: str
    sources: tuple[str, ...]
    by: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The numbers of one issue (or of none), with the reason that all of them share."""

    title: str
    reason: str
    numbers: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class PartyNumbers:
    """All numbers of one party.

    `usual` says who set most of them, with what confidence; such numbers leave these cells empty.
    """

    party: str
    count: int
    usual: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source, with its number in the list."""

    name: str
    number: int
    title: str
    date: str
    publisher: str
    address: str
    accessed: str
    note: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The section."""

    parties: tuple[PartyNumbers, ...]
    total: int
    sources: tuple[Cited, ...]


def numbers_section_of(subject: Subject) -> Numbers:
    """Return the section on every number and its source."""
    everything = list(numbers_of(subject.case))
    return Numbers(
        tuple(
            _party(subject, party, mine)
            for party in (*subject.case.parties, _NOBODY)
            if (mine := [number for number in everything if number.party == party])
        ),
        len(everything),
        tuple(_cited(number, source) for number, source in enumerate(subject.case.sources.values(), 1)),
    )


def _party(subject: Subject, party: str, numbers: list[StatedNumber]) -> PartyNumbers:
    (by, confidence), often = Counter(map(_set_by, numbers)).most_common(1)[0]
    told = [*([f"set by {by}"] if by else []), *([f"confidence {confidence}"] if confidence else [])]
    usual = (by, confidence) if often > 1 and told else None
    words = f"unless a row says otherwise: {', '.join(told)}" if usual else ""
    return PartyNumbers(party or "Of no one party", len(numbers), words, tuple(_groups(subject, numbers, usual)))


def _set_by(number: StatedNumber) -> tuple[str, str]:
    return number.provenance.by, number.provenance.confidence or ""


def _groups(subject: Subject, numbers: list[StatedNumber], usual: tuple[str, str] | None) -> Iterator[Group]:
    titles = {
        "no deal": "No deal",
        "then": "After a first step",
        "linkage": "What options are worth together",
        "red line": "Red lines",
        "audience cost": "Public promises",
        "credibility": "Levers",
        "lever cost": "Levers",
        "effect": "Effects of levers",
        **dict.fromkeys(("chance kept", "if broken"), "Whether promises are kept"),
        **dict.fromkeys(
            ("ceasefire rate", "ceasefire chance", "ceasefire factor", "ceasefire stake"), "How the ceasefire fares"
        ),
        **dict.fromkeys(("swing", "scale", "leaning", "discipline", "share", "poll"), "At home"),
    }

    def title(number: StatedNumber) -> str:
        return number.issue or titles[number.kind]

    order = list(dict.fromkeys(title(number) for number in numbers))
    ranked = sorted(numbers, key=lambda number: order.index(title(number)))
    for name, group in groupby(ranked, key=title):
        members = list(group)
        yield Group(
            name, next((n.reason for n in members if n.reason), ""), tuple(_given(subject, n, usual) for n in members)
        )


def _given(subject: Subject, number: StatedNumber, usual: tuple[str, str] | None) -> Given:
    words = f"{number.words} in the order {number.ordered}" if number.ordered else number.words
    what = about_words(number, subject.case) or _KINDS[number.kind] if number.kind in _KINDS else number_words(number)
    if number.kind == "audience cost":
        what = f"breaking the promise: never {about_words(number, subject.case)}"
    if number.kind == "red line":
        what = f"will not accept {what}"
    drawn = number.drawn_by.removeprefix("drivers.") if number.drawn_by.startswith("drivers.") else ""
    return Given(
        what,
        condition_words(words) + (f"; moves with “{driver_words(subject.case, drawn)}”" if drawn else ""),
        number.provenance.sources,
        *(("", "") if _set_by(number) == usual else _set_by(number)),
        number.provenance.note,
    )


def _cited(number: int, source: Source) -> Cited:
    return Cited(
        source.name,
        number,
        source.title,
        date_words(source.date),
        source.publisher,
        source.url or source.file,
        date_words(source.accessed),
        source.quote or source.note,
    )
