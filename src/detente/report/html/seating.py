"""Who decides what, what smaller circles can settle, over whose heads, and the dates that do not wait."""

from __future__ import annotations

from dataclasses import dataclass

from detente.report.html.common import Subject
from detente.report.html.dates import date_words
from detente.report.seating import base_words, bypassed_words, day_words, further_words, moved_words, table_words
from detente.report.words import join, shell
from detente.results import ConsentSet

__all__ = ["Circle", "Clock", "Met", "Seating", "seating_of"]


@dataclass(frozen=True, slots=True)
class Circle:
    """A set of parties, what it can move without anybody else, and an example."""

    parties: str
    issues: tuple[str, ...]
    zone: bool
    example: tuple[str, ...]
    heads: str


@dataclass(frozen=True, slots=True)
class Met:
    """A table of the case, and what to type to ask what it can settle."""

    name: str
    on: str
    parties: str
    issues: str
    command: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A date that does not wait."""

    on: str
    away: str
    name: str
    what: str
    issues: str


@dataclass(frozen=True, slots=True)
class Seating:
    """The section; its parts are empty where a case says nothing of them."""

    lead: str
    text: str
    heads: tuple[tuple[str, str], ...]
    base: str
    deciders: tuple[tuple[str, str], ...]
    circles: tuple[Circle, ...]
    further: tuple[str, ...]
    tables: tuple[Met, ...]
    clocks: tuple[Clock, ...]


def seating_of(subject: Subject) -> Seating | None:
    """Return who decides what; ``None`` for a case in which everybody decides everything and nothing presses."""
    case, deal = subject.case, subject.analysis.deal
    named = {name: case.deciders(name) for name, issue in case.issues.items() if issue.decided_by}
    if not (named or case.tables or case.clocks or deal.seated):
        return None
    lead, text = ("", "") if deal.seated is None else table_words(case, deal.seated)
    heads = tuple(
        (f"Package {each.letter}", join(bypassed_words(case, one) for one in each.outcome.bypassed) or "nobody")
        for each in deal.discussed
        if deal.seated is not None and deal.seated.name
    )
    return Seating(
        lead=lead,
        text=text,
        heads=heads,
        base="" if deal.seated is None else base_words(case, deal.seated),
        deciders=tuple((name, join(parties)) for name, parties in named.items()),
        circles=tuple(_circle(subject, each) for each in deal.consent_sets),
        further=further_words(deal),
        tables=tuple(
            Met(
                table.title or name,
                date_words(table.on) if table.on else "",
                join(table.parties),
                join(table.issues) or "all that those present can decide",
                shell(["detente", "analyse", subject.name, "--table", name]),
            )
            for name, table in case.tables.items()
        ),
        clocks=tuple(
            Clock(date_words(clock.on), day_words(case, clock.on), clock.name, clock.what, join(clock.issues))
            for clock in sorted(case.clocks.values(), key=lambda clock: (clock.on.first, clock.on.last))
        ),
    )


def _circle(subject: Subject, each: ConsentSet) -> Circle:
    first = each.packages[0] if each.packages else None
    return Circle(
        parties=join(each.parties),
        issues=each.issues,
        zone=each.zopa,
        example=() if first is None else moved_words(subject.case, first, each),
        heads="" if first is None else join(bypassed_words(subject.case, one) for one in first.bypassed) or "nobody",
    )
