"""What the parties say they want, what they refuse, and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case import Case, Party, RedLine, Rule, format_number
from detente.report.demands import condition_words, driver_words, rule_words
from detente.report.html.common import Subject, sentence
from detente.report.html.dates import date_words
from detente.report.words import unknown_words

__all__ = ["Refusal", "Ruled", "Side", "Wants", "wants_of"]


@dataclass(frozen=True, slots=True)
class Side:
    """A party in its own words."""

    name: str
    role: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A red line."""

    party: str
    never: str
    basis: str
    firm: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule of the case."""

    kind: str
    words: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Wants:
    """The sections on parties and on assumptions."""

    summary: str
    note: str
    sides: tuple[Side, ...]
    refusals: tuple[Refusal, ...]
    rules: tuple[Ruled, ...]
    drivers: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    unknown: tuple[str, ...]


def wants_of(subject: Subject) -> Wants:
    """Return what the case says of parties, red lines, rules, dependence and the unknown."""
    case = subject.case
    return Wants(
        summary=case.summary,
        note=case.provenance.note,
        sides=tuple(_side(party, known=party.name in case.known) for party in case.parties.values()),
        refusals=tuple(_refusal(case, line) for line in case.red_lines),
        rules=tuple(_rule(rule, case) for rule in case.rules),
        drivers=tuple((sentence(driver_words(case, name)), driver.note) for name, driver in case.drivers.items()),
        assumptions=tuple(_assumption(case, words) for words in subject.draws.assumptions) if subject.draws else (),
        unknown=tuple(_unknown(subject)),
    )


def _assumption(case: Case, words: str) -> str:
    """Return an assumption with every driver told by what it is."""
    for name in case.drivers:
        words = words.replace(f"name the driver {name} ", f"name the driver “{driver_words(case, name)}” ")
    return words


def _side(party: Party, *, known: bool) -> Side:
    consent = "its consent is needed" if party.consent else "its consent is not needed"
    texts = (("Interests", party.interests), ("Fears", party.fears), ("Mandate", party.mandate), ("Note", party.note))
    role = f"{party.role}; {consent}" + ("" if known else "; its preferences are not known")
    return Side(party.title or party.name, sentence(role), tuple((label, text) for label, text in texts if text))


def _refusal(case: Case, line: RedLine) -> Refusal:
    low, high = format_number(line.firm.low), format_number(line.firm.high)
    firm = low if low == high else f"{low} to {high}"
    extra = [*(["never relaxed"] if line.sacred else []), *([f"until {date_words(line.until)}"] if line.until else [])]
    return Refusal(
        line.party,
        condition_words(line.never, case),
        {"own": "its own", "stated": "stated in public", "assessed": "assessed by the analyst"}[line.basis],
        "; ".join([firm, *extra]),
        line.provenance.sources,
        line.provenance.note,
    )


def _rule(rule: Rule, case: Case) -> Ruled:
    return Ruled(rule.kind, sentence(rule_words(rule, case)), rule.provenance.sources, rule.provenance.note)


def _unknown(subject: Subject) -> Iterator[str]:
    case = subject.case
    words = unknown_words(case, case.known)
    if words:
        yield words
    hidden = [party for party in case.parties if party not in case.known]
    if hidden:
        yield f"Nothing is known of the preferences of {', '.join(hidden)}, so they have no points here."
    without = [party for party in case.known if case.preferences[party].no_deal is None]
    if without:
        yield f"No value of no deal is given for {', '.join(without)}, so no threshold is tested."
