"""Tables at which nothing can be settled or nothing says what holds, first steps, and dates that have passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case import Case, Issue, Table
from detente.checks.finding import Finding, Path
from detente.checks.words import listed, quoted

__all__ = [
    "clock_has_run_out",
    "first_step_without_status_quo",
    "given_on_the_table",
    "idle_table",
    "stage_without_issues",
    "table_without_status_quo",
]


def _on_it(case: Case, table: Table) -> list[str]:
    """Return the issues that are talked about at a table."""
    return [
        name
        for name, issue in case.issues.items()
        if (not table.issues or name in table.issues)
        and name not in table.given
        and (not table.stage or issue.stage == table.stage)
    ]


def _absent(case: Case, table: Table, issue: str) -> list[str]:
    return [party for party in case.deciders(issue) if party not in table.parties]


def _names_known(case: Case, table: Table) -> bool:
    """Return whether all that a table names is declared; what is not is found by its own check."""
    decided_by = (party for issue in case.issues.values() for party in issue.decided_by)
    return case.parties.keys() >= {*table.parties, *decided_by} and case.issues.keys() >= {*table.issues, *table.given}


def given_on_the_table(case: Case) -> Iterable[Finding]:
    """Find issues that a table talks about and takes as settled elsewhere."""
    for name, table in case.tables.items():
        for issue in table.given:
            if issue in table.issues:
                message = f"The table {quoted(name)} talks about {quoted(issue)} and takes it as settled elsewhere."
                remedy = "Leave it out of `issues`, or out of `given`."
                yield Finding("given-on-the-table", ("tables", name, "given", issue), message, remedy, "error", "key")


def _stages(case: Case) -> Iterator[tuple[str, Path, str]]:
    """Yield every stage that something asks for, with where and what."""
    for name, table in case.tables.items():
        if table.stage:
            yield table.stage, ("tables", name, "stage"), f"The table {quoted(name)} is about the {table.stage} stage"
    for party, preferences in case.preferences.items():
        if preferences.then is not None:
            yield (
                "first",
                ("preferences", party, "then"),
                f"{quoted(party)} has `then`, which is about the first stage",
            )


def stage_without_issues(case: Case) -> Iterable[Finding]:
    """Find tables and `then` values for a stage to which no issue belongs."""
    stages = {issue.stage for issue in case.issues.values()}
    for stage, path, what in _stages(case):
        if stage not in stages:
            message = f"{what}, and no issue belongs to it."
            remedy = f"Write `stage: {stage}` for the issues that belong to it, or leave this out."
            yield Finding("stage-without-issues", path, message, remedy)


def idle_table(case: Case) -> Iterable[Finding]:
    """Find tables at which nothing can be settled, since somebody absent decides all that is talked about."""
    for name, table in case.tables.items():
        on_it = _on_it(case, table)
        if (
            not _names_known(case, table)
            or table.given.keys() & {*table.issues}
            or any(not _absent(case, table, issue) for issue in on_it)
        ):
            continue
        if table.stage and not any(issue.stage == table.stage for issue in case.issues.values()):
            continue  # found by another check
        missing = dict.fromkeys(party for issue in on_it for party in _absent(case, table, issue))
        message = f"At the table {quoted(name)} nothing can be settled: {listed(on_it, 'and')} cannot move without "
        message += f"{listed(missing, 'and')}."
        remedy = "Add them to `parties`, put something else on the table, or name under `decided_by` who decides it."
        if not on_it:
            message = f"Nothing is left to talk about at the table {quoted(name)}."
            remedy = "Add to `issues`, or leave the table out."
        yield Finding("idle-table", ("tables", name), message, remedy, "warning", "key")


def _open(issue: Issue) -> bool:
    return issue.status_quo is None


def table_without_status_quo(case: Case) -> Iterable[Finding]:
    """Find issues that a table leaves as they are, of which nothing says how they are."""
    for name, table in case.tables.items():
        if not _names_known(case, table):
            continue
        on_it = _on_it(case, table)
        for issue in case.issues:
            if issue in table.given or not _open(case.issues[issue]):
                continue
            absent = _absent(case, table, issue)
            if issue not in on_it:
                why = "does not talk about it"
            elif absent:
                why = f"cannot settle it without {listed(absent, 'and')}"
            else:
                continue
            message = f"Nothing says how {quoted(issue)} stands while the table {quoted(name)} {why}."
            remedy = "Add `status_quo: option` to the issue, or its option under `given` of the table."
            yield Finding("table-without-status-quo", ("tables", name), message, remedy, "error", "key")


def first_step_without_status_quo(case: Case) -> Iterable[Finding]:
    """Find `then` values where nothing says what holds beyond the first step."""
    if not any(issue.stage == "first" for issue in case.issues.values()):
        return  # found by another check
    missing = [name for name, issue in case.issues.items() if issue.stage != "first" and _open(issue)]
    for party, preferences in case.preferences.items():
        if preferences.then is not None and missing:
            verb = "have" if len(missing) > 1 else "has"
            message = (
                f"`then` needs a status quo on every issue beyond the first step, and {listed(missing, 'and')} "
                f"{verb} none."
            )
            remedy = "Add `status_quo: option` to the issue, or `stage: first` if it belongs to the first step."
            yield Finding("missing-status-quo", ("preferences", party, "then"), message, remedy)


def clock_has_run_out(case: Case) -> Iterable[Finding]:
    """Find clocks that had run out at the date of the case."""
    if case.as_of is None:
        return
    for name, clock in case.clocks.items():
        if clock.on.last < case.as_of.first:
            message = f"The clock {quoted(name)} ran out on {clock.on}, before the date of the case ({case.as_of})."
            remedy = "Leave it out, or correct the date."
            yield Finding("clock-has-run-out", ("clocks", name, "on"), message, remedy, "warning")
