"""Whether there is something to deal over, and which table and which stage a question is about."""

from __future__ import annotations

from dataclasses import replace

from detente.case import Case, Table
from detente.checks.words import suggest
from detente.errors import UsageError
from detente.problem import seats_of

__all__ = ["require_issues", "table_of"]


def require_issues(case: Case) -> None:
    """Refuse a case that has nothing to deal over: it tells of moves or of a ceasefire alone.

    Raises
    ------
    UsageError
        If it has no issues.
    """
    if not case.issues:
        sections = "`moves` and a `ceasefire`" if case.moves and case.ceasefire else "`moves`"
        told = "which of its situations would hold"
        if case.moves is None:
            sections, told = "a `ceasefire`", "whether it would hold"
        raise UsageError(
            f"The case has {sections} and no `issues`: there is nothing to deal over. `detente hold` tells {told}."
        )


def table_of(case: Case, name: str | None, stage: str | None) -> Table | None:
    """Return a table of a case, at one stage perhaps; ``None`` for the whole dispute with everybody.

    Raises
    ------
    UsageError
        If the case has no issues, no such table, no issue of that stage, or those present decide nothing of it.

    Examples
    --------
    >>> from detente.workspace import open_case
    >>> table_of(open_case("wage-talks").case, None, None) is None
    True
    """
    require_issues(case)
    table = None if name is None else _named(case, name)
    if stage is not None:
        if stage not in ("first", "final"):
            raise UsageError(f"There is no stage {stage!r}. Write `first` or `final`.")
        if all(issue.stage != stage for issue in case.issues.values()):
            raise UsageError(f"No issue of this case has `stage: {stage}`. Say of each to which stage it belongs.")
        if table is not None and table.stage and table.stage != stage:
            raise UsageError(f"The table {name!r} is about the {table.stage} stage. Leave out --stage.")
        table = replace(Table("", ()) if table is None else table, stage=stage)
    if table is not None:
        seats_of(case, table)
    return table


def _named(case: Case, name: str) -> Table:
    if name in case.tables:
        return case.tables[name]
    if not case.tables:
        raise UsageError("The case has no `tables`. `docs/how-to/real-tables.md` shows how to write one.")
    titles = {table.title: table.name for table in case.tables.values() if table.title}
    close = suggest(name, case.tables) or titles.get(suggest(name, titles) or "")
    hint = f"Did you mean {close!r}?" if close else f"These are there: {', '.join(map(repr, case.tables))}."
    raise UsageError(f"There is no table {name!r} in this case. {hint}")
