"""What happened since: what came about, beside answers that were made without it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case import option_text
from detente.report import backtest
from detente.report.html.common import SideGain, Subject, accepted_words, sentence, side_gains
from detente.report.html.dates import date_words
from detente.report.words import count, gain, join, option_words

__all__ = ["Beside", "Event", "Since", "Told", "since_of"]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated fact, and the names of its sources."""

    on: str
    what: str
    sources: str


@dataclass(frozen=True, slots=True)
class Told:
    """A source of the outcome."""

    name: str
    title: str
    date: str
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A package that had been named: what came about gives each side so much more, and where they differ."""

    name: str
    changes: tuple[str, ...]
    differs: str


@dataclass(frozen=True, slots=True)
class Since:
    """The section; `terms` and all that follows is empty where no listed option comes near what came about.

    `judged` says of every side whether the analysis would have had it agree.
    """

    summary: str
    events: tuple[Event, ...]
    menu: str
    not_listed: str
    nearest: bool
    terms: tuple[tuple[str, str], ...]
    kept: str
    judged: str
    verdict: str
    efficiency: str
    draws: str
    gains: tuple[SideGain, ...]
    parties: tuple[str, ...]
    rows: tuple[Beside, ...]
    filled: str
    sources: tuple[Told, ...]
    note: str


def since_of(subject: Subject) -> Since | None:
    """Return the section on what happened since; ``None`` for a case that does not say."""
    case, found = subject.case, subject.analysis.back_test
    known = case.outcome
    if found is None or known is None:
        return None
    outcome = found.outcome
    lead, words = backtest.efficiency_words(case, subject.analysis, found)
    parties = subject.analysis.deal.consenting
    return Since(
        summary=known.summary,
        events=tuple(Event(date_words(fact.on), fact.what, ", ".join(fact.sources)) for fact in known.facts),
        menu=backtest.menu_words(found),
        not_listed=sentence(found.not_listed),
        nearest=found.listed == "part",
        terms=_terms(subject),
        kept=_kept(subject),
        judged=backtest.judged_words(subject.analysis, found),
        verdict=backtest.verdict_words(case, found),
        efficiency=f"{lead} {words}".strip(),
        draws=_draws(subject),
        gains=() if outcome is None else side_gains(subject, outcome, found.drawn),
        parties=parties,
        rows=tuple(
            Beside(
                sentence(backtest.comparison_words(each)),
                tuple(gain(each.change[party]) for party in parties),
                f"{len(each.differs)}: {', '.join(each.differs)}" if each.differs else "none",
            )
            for each in backtest.distinct(found)
        ),
        filled=backtest.filled_words(subject.analysis),
        sources=tuple(
            Told(each.name, each.title, date_words(each.date), each.url or each.file, each.note)
            for each in known.sources.values()
        ),
        note=known.provenance.note,
    )


def _terms(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return the issues that moved, each with what it moved to."""
    found = subject.analysis.back_test
    if found is None or found.outcome is None:
        return ()
    issues = subject.case.issues
    return tuple(
        (issue, option_words(subject.case, issue, option))
        for issue, option in found.outcome.package.items()
        if issues[issue].status_quo != option_text(option)
    )


def _kept(subject: Subject) -> str:
    """Return which issues stayed as they were."""
    found = subject.analysis.back_test
    if found is None or found.outcome is None:
        return ""
    moved = {issue for issue, _ in _terms(subject)}
    kept = [issue for issue in found.outcome.package if issue not in moved]
    return f"As before: {join(kept)}." if kept else ""


def _draws(subject: Subject) -> str:
    found = subject.analysis.back_test
    if found is None or found.drawn is None:
        return ""
    draws = subject.analysis.draws
    most = "" if found.most is None else f"; the most widely acceptable candidate in {count(round(found.most * draws))}"
    what = "The nearest package" if found.listed == "part" else "What came about"
    return f"{what} would be acceptable in {accepted_words(found.drawn.share, draws)} of the estimates{most}."
