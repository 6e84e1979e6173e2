"""What happened since: told apart from what the case may know, and in terms that it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case import Aftermath, Case
from detente.checks.finding import Finding, Path
from detente.checks.walk import provenances
from detente.checks.words import did_you_mean, listed, quoted

__all__ = [
    "early_outcome",
    "outcome_source_used_elsewhere",
    "outcome_without_date",
    "repeated_source",
    "unknown_outcome_source",
    "unsettled_outcome",
    "unused_outcome_source",
]


def _cited(outcome: Aftermath) -> Iterator[tuple[Path, tuple[str, ...]]]:
    yield ("outcome",), outcome.provenance.sources
    for i, fact in enumerate(outcome.facts):
        yield ("outcome", "facts", i), fact.sources


def outcome_without_date(case: Case) -> Iterable[Finding]:
    """Find an outcome in a case that does not say up to which day it knows."""
    if case.outcome is not None and case.as_of is None:
        message = "The case has an outcome, but no `as_of` that tells what was known before it."
        remedy = "Add `as_of`, the last day of which the rest of the case may know."
        yield Finding("outcome-without-date", ("outcome",), message, remedy, "error", "key")


def early_outcome(case: Case) -> Iterable[Finding]:
    """Find facts of the outcome that are older than the date of the case."""
    if case.outcome is None or case.as_of is None:
        return
    for i, fact in enumerate(case.outcome.facts):
        if fact.on is not None and fact.on.last < case.as_of.first:
            message = f"The fact is dated {fact.on}, before the date of the case ({case.as_of.first.isoformat()})."
            remedy = "Use it in the case itself, or correct its date."
            yield Finding("early-outcome", ("outcome", "facts", i, "on"), message, remedy, "warning")


def unsettled_outcome(case: Case) -> Iterable[Finding]:
    """Find an outcome that is silent on issues without a status quo."""
    if case.outcome is None or not case.outcome.package:
        return
    silent = [n for n, issue in case.issues.items() if n not in case.outcome.package and issue.status_quo is None]
    if silent:
        message = f"The outcome says nothing about {listed(silent, 'and')}, and no status quo tells what became of it."
        remedy = "Add what became of each to `package`, or a `status_quo` to the issue."
        yield Finding("unsettled-outcome", ("outcome", "package"), message, remedy)


def unknown_outcome_source(case: Case) -> Iterable[Finding]:
    """Find sources that the outcome cites and nothing declares."""
    if case.outcome is None:
        return
    known = [*case.outcome.sources, *case.sources]
    for path, names in _cited(case.outcome):
        for i, name in enumerate(names):
            if name not in known:
                place = (*path, "source", i) if len(names) > 1 else (*path, "source")
                remedy = did_you_mean(name, known, "" if known else "Declare it under `sources` of the outcome.")
                yield Finding("unknown-source", place, f"There is no source {quoted(name)}.", remedy)


def outcome_source_used_elsewhere(case: Case) -> Iterable[Finding]:
    """Find sources of the outcome that the case itself cites: it would know what came later."""
    if case.outcome is None:
        return
    for path, provenance, inherited in provenances(case):
        if provenance.sources == inherited.sources:
            continue
        for i, name in enumerate(provenance.sources):
            if name in case.outcome.sources and name not in case.sources:
                place = (*path, "source", i) if len(provenance.sources) > 1 else (*path, "source")
                message = f"The source {quoted(name)} stands under `outcome`, of which the case may not know."
                yield Finding("hindsight", place, message, "Cite a source that is no later than `as_of`.")


def repeated_source(case: Case) -> Iterable[Finding]:
    """Find sources that are declared both for the case and for its outcome."""
    if case.outcome is None:
        return
    for name in case.outcome.sources:
        if name in case.sources:
            message = f"The source {quoted(name)} is declared under `sources` already."
            remedy = "Delete this one, or give it another name."
            yield Finding("repeated-source", ("outcome", "sources", name), message, remedy, "error", "key")


def unused_outcome_source(case: Case) -> Iterable[Finding]:
    """Find sources of the outcome that none of its facts cites."""
    if case.outcome is None:
        return
    used = {name for _, names in _cited(case.outcome) for name in names}
    for name in case.outcome.sources:
        if name not in used:
            message = f"No fact of the outcome cites the source {quoted(name)}."
            remedy = f"Cite it with `source: {name}` where it belongs, or leave it out."
            yield Finding("unused-source", ("outcome", "sources", name), message, remedy, "warning", "key")
