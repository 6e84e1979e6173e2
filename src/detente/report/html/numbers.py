"""Every number of the case, where it comes from, and the list of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from detente.case import Case, Source, StatedNumber, numbers_of
from detente.case.ceasefire_numbers import numbers_of_ceasefire
from detente.report.demands import condition_words, driver_words
from detente.report.html.common import Subject, about_words
from detente.report.html.dates import date_words
from detente.report.words import number_words, plural

__all__ = ["Cited", "Given", "Group", "Numbers", "PartyNumbers", "ceasefire_numbers_of", "numbers_section_of"]

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

    title: str
    lead: str
    parties: tuple[PartyNumbers, ...]
    sources: tuple[Cited, ...]


def numbers_section_of(subject: Subject) -> Numbers:
    """Return the section on every number and its source."""
    everything = list(numbers_of(subject.case))
    lead = (
        f"All {len(everything)} numbers of the case, as its author gave them. Values are points of 0 to 100 for each "
        "option; weights are in any unit and count by their ratios. The reason under an issue holds for all numbers "
        "below it."
    )
    return _numbers(subject.case, everything, "Every number", lead)


def ceasefire_numbers_of(case: Case) -> Numbers:
    """Return the section on every number of the ceasefire of a case."""
    everything = [] if case.ceasefire is None else list(numbers_of_ceasefire(case.ceasefire))
    lead = (
        f"{plural(len(everything), 'number')} of the ceasefire, as the author of the case gave them. Rates are per "
        "day; what is not given is 0."
    )
    return _numbers(case, everything, "The numbers of the ceasefire", lead)


def _numbers(case: Case, everything: list[StatedNumber], title: str, lead: str) -> Numbers:
    return Numbers(
        title,
        lead,
        tuple(
            _party(case, party, mine)
            for party in (*case.parties, _NOBODY)
            if (mine := [number for number in everything if number.party == party])
        ),
        tuple(_cited(number, source) for number, source in enumerate(case.sources.values(), 1)),
    )


def _party(case: Case, party: str, numbers: list[StatedNumber]) -> PartyNumbers:
    (by, confidence), often = Counter(map(_set_by, numbers)).most_common(1)[0]
    told = [*([f"set by {by}"] if by else []), *([f"confidence {confidence}"] if confidence else [])]
    usual = (by, confidence) if often > 1 and told else None
    words = f"unless a row says otherwise: {', '.join(told)}" if usual else ""
    return PartyNumbers(party or "Of no one party", len(numbers), words, tuple(_groups(case, numbers, usual)))


def _set_by(number: StatedNumber) -> tuple[str, str]:
    return number.provenance.by, number.provenance.confidence or ""


def _groups(case: Case, numbers: list[StatedNumber], usual: tuple[str, str] | None) -> Iterator[Group]:
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
            name, next((n.reason for n in members if n.reason), ""), tuple(_given(case, n, usual) for n in members)
        )


def _given(case: Case, number: StatedNumber, usual: tuple[str, str] | None) -> Given:
    words = f"{number.words} in the order {number.ordered}" if number.ordered else number.words
    what = about_words(number, case) or _KINDS[number.kind] if number.kind in _KINDS else number_words(number)
    if number.kind == "audience cost":
        what = f"breaking the promise: never {about_words(number, case)}"
    if number.kind == "red line":
        what = f"will not accept {what}"
    drawn = number.drawn_by.removeprefix("drivers.") if number.drawn_by.startswith("drivers.") else ""
    return Given(
        what,
        condition_words(words) + (f"; moves with “{driver_words(case, drawn)}”" if drawn else ""),
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
