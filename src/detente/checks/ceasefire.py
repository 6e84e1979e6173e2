"""A ceasefire whose terms do not fit the case, or of which some can never hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from detente.case import Case, Ceasefire, RateChange, option_text
from detente.checks.finding import Finding
from detente.checks.naming import covers, not_an_option
from detente.checks.walk_ceasefire import of_elements, of_when
from detente.checks.words import listed

__all__ = [
    "ceasefire_beyond_calendar",
    "ceasefire_without_package",
    "idle_change",
    "idle_most",
    "term_option_without_days",
    "unknown_option_in_ceasefire",
    "unsettled_ceasefire",
]


def unknown_option_in_ceasefire(case: Case) -> Iterable[Finding]:
    """Find options, silent or with days, that the issue of an element of a ceasefire does not have."""
    if case.ceasefire is None:
        return
    for element, said in case.ceasefire.said.items():
        issue = case.issues.get(said.issue)
        for option in () if issue is None else said.silent:
            if issue is not None and not issue.positions(option):
                yield not_an_option(issue, option, ("ceasefire", element, "silent"))
    term = case.ceasefire.term
    issue = case.issues.get(term.issue)
    silent = case.ceasefire.said["term"].silent if "term" in case.ceasefire.said else ()
    for option in () if issue is None else term.by_option:
        if issue is not None and not issue.positions(option) and option not in silent:
            yield not_an_option(issue, option, ("ceasefire", "term", "days", option), key=True)


def term_option_without_days(case: Case) -> Iterable[Finding]:
    """Find options of the issue that settles the term of a ceasefire of which the days are not told."""
    if case.ceasefire is None:
        return
    term = case.ceasefire.term
    issue = case.issues.get(term.issue)
    options = () if issue is None else map(option_text, issue.options)
    missing = [option for option in options if option not in term.by_option]
    if missing:
        message = f"It is not told how many days the term has under {listed(missing, 'and')}."
        remedy = f"Add `{missing[0]}: 30` to its `days`, or `none` for an open end; or name it under `silent`."
        yield Finding("term-option-without-days", ("ceasefire", "term", "days"), message, remedy)


def ceasefire_beyond_calendar(case: Case) -> Iterable[Finding]:
    """Find a ceasefire that begins so late that its horizon lies beyond the last day of the calendar."""
    if case.ceasefire is None:
        return
    horizon = case.ceasefire.horizon
    last = max((span.last for span in case.ceasefire.starts), default=date.min)
    if (date.max - last).days < horizon:
        message = f"From {last} it is less than the {horizon:,} days of the horizon to the last day of the calendar."
        remedy = "Write an earlier day, or a nearer `horizon`."
        yield Finding("ceasefire-beyond-calendar", ("ceasefire", "start"), message, remedy)


def idle_most(case: Case) -> Iterable[Finding]:
    """Find a ceasefire of which the terms are counted, and none of them has an end."""
    if case.ceasefire is None:
        return
    term = case.ceasefire.term
    if term.most is not None and term.by_option and all(days is None for days in term.by_option.values()):
        message = "`most` counts terms, and under no option the term has an end."
        remedy = "Leave `most` out, or give an option its days."
        yield Finding("idle-most", ("ceasefire", "term", "most"), message, remedy, "error", "key")


def _used(case: Case) -> list[str]:
    """Return the issues that matter to the ceasefire, each once."""
    named = [name for _, name in of_elements(case)]
    named += [name for _, condition in of_when(case) for name in condition.picks]
    return [name for name in dict.fromkeys(named) if name in case.issues]


def ceasefire_without_package(case: Case) -> Iterable[Finding]:
    """Find a ceasefire that depends on issues, where no package says what is agreed on them."""
    if case.ceasefire is None or case.ceasefire.package:
        return
    used = _used(case)
    if used:
        message = f"The ceasefire depends on {listed(used, 'and')}, and it is not said what is agreed."
        remedy = "Add `package`: the name of a proposal, or options of issues, silent ones at their status quo."
        yield Finding("ceasefire-without-package", ("ceasefire",), message, remedy, "error", "key")


def unsettled_ceasefire(case: Case) -> Iterable[Finding]:
    """Find a ceasefire whose package is silent on issues that matter to it and have no status quo."""
    if case.ceasefire is None or not case.ceasefire.package:
        return
    named = case.ceasefire.package
    if isinstance(named, str) and named not in case.proposals:
        return  # found by another check
    package = case.proposals[named].package if isinstance(named, str) else named
    silent = [name for name in _used(case) if name not in package and case.issues[name].status_quo is None]
    if silent:
        message = f"The package says nothing about {listed(silent, 'and')}, and no status quo tells what holds there."
        remedy = "Write the package out with an option for each, or add a `status_quo` to the issue."
        yield Finding("unsettled-ceasefire", ("ceasefire", "package"), message, remedy)


def idle_change(case: Case) -> Iterable[Finding]:
    """Find changes of a ceasefire's numbers that never hold."""
    if case.ceasefire is None:
        return
    last, horizon = _last_day(case.ceasefire), case.ceasefire.horizon
    for i, change in enumerate(case.ceasefire.changes):
        path = ("ceasefire", "changes", i)
        if change.from_day >= horizon:
            message = f"The change begins on day {change.from_day:,}, and the horizon is day {horizon:,}."
            remedy = "Write an earlier day or a later `horizon`, or leave it out."
            yield Finding("idle-change", (*path, "from_day"), message, remedy, "warning")
        elif last is not None and change.from_day >= last:
            message = f"The change begins on day {change.from_day:,}, and the last term has ended by day {last:,}."
            remedy = "Write an earlier day, allow more terms with `most`, or leave it out."
            yield Finding("idle-change", (*path, "from_day"), message, remedy, "warning")
        if _excluded(case, change):
            message = "No package fulfils this condition: a logical rule excludes them all."
            yield Finding("idle-change", (*path, "if"), message, "Change the condition, or leave it out.", "warning")


def _excluded(case: Case, change: RateChange) -> bool:
    return change.when is not None and any(
        rule.kind == "logical" and rule.never is not None and covers(case, rule.never, change.when)
        for rule in case.rules
    )


def _last_day(ceasefire: Ceasefire) -> int | None:
    """Return the day by which every term has ended, whatever is agreed; ``None`` if there is none."""
    term = ceasefire.term
    lengths = term.by_option.values() if term.issue else (term.days,)
    if term.most is None or not lengths or None in lengths:
        return None
    return term.most * max(days for days in lengths if days is not None)
