"""Two versions of a case, each given as a file, a folder or a name in the catalogue: what changed and what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente import __version__
from detente.analyses import Version
from detente.case import Case
from detente.errors import CaseError, LimitError, UsageError
from detente.io import CaseFile
from detente.io.changes import Edit, edits_between
from detente.io.difference import difference_document, difference_schema
from detente.results import Change, Difference, Side
from detente.workspace.cases import draws_for, open_case
from detente.workspace.seating import table_of

__all__ = ["MAX_APART", "diff", "difference_document_of", "difference_schema"]

MAX_APART = 12
"""Most changes that are tried one at a time."""


def diff(
    first: str | Path | CaseFile,
    second: str | Path | CaseFile,
    *,
    count: Sequence[str] = (),
    draws: int | None = None,
    seed: int = 0,
    table: str | None = None,
    stage: str | None = None,
) -> Difference:
    """Return what changed between two versions of a case, and what that did to the answers.

    Parameters
    ----------
    first, second
        Cases as `open_case` returns them, or what `open_case` takes.
    count, draws, seed, table, stage
        As for `analyse`; the table is that of each version. Both versions are drawn with common random numbers.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse`, of either version.

    Examples
    --------
    >>> found = diff("wage-talks", "wage-talks", draws=0)
    >>> found.changes, found.first.deal == found.second.deal
    ((), True)
    """
    one, other = (each if isinstance(each, CaseFile) else open_case(each) for each in (first, second))
    draws = draws_for(draws, seed, one.case, other.case)

    def answered(case: Case) -> Version:
        return Version(case, draws=draws, seed=seed, count=count, table=table_of(case, table, stage))

    before = answered(one.case)
    after = before if one.case == other.case else answered(other.case)
    edits = edits_between(one, other)
    apart = sum(not edit.change.silent for edit in edits) <= MAX_APART
    ready = _with_words(one, edits) if apart else one

    def tried(edit: Edit) -> Change:
        if edit.change.silent or not apart:
            return edit.change
        try:
            case = edit.applied(ready).case
            return replace(edit.change, alone=before.alone(case, table_of(case, table, stage)))
        except CaseError as error:
            faults = [fault for fault in error.faults if fault.severity == "error"]
            return replace(edit.change, fault=f"{faults[0].message} {faults[0].remedy}")
        except (LimitError, UsageError) as error:
            return replace(edit.change, fault=str(error))

    return Difference(
        first=Side(one.case.title, one.sha256, before.deal),
        second=Side(other.case.title, other.sha256, after.deal),
        changes=tuple(tried(edit) for edit in edits),
        apart=apart,
        zone=before.zone(after),
        packages=before.followed(after),
        seed=seed,
        draws=draws,
        table=table or "",
        stage=stage or "",
    )


def _with_words(case: CaseFile, edits: Sequence[Edit]) -> CaseFile:
    """Return the first version with what is said in the second for people: a number may cite a source that is new.

    What is said about something else that is new cannot be said of the first version, and is left out.
    """
    left = [edit for edit in edits if edit.change.silent and edit.change.kind != "removed"]
    tried = len(left) + 1
    while 0 < len(left) < tried:
        tried, later = len(left), list[Edit]()
        for edit in left:
            try:
                case = edit.applied(case)
            except (CaseError, LimitError):
                later.append(edit)
        left = later
    return case


def difference_document_of(found: Difference) -> dict[str, Any]:
    """Return the JSON document of a difference, naming the version of Détente that made it.

    Examples
    --------
    >>> difference_document_of(diff("wage-talks", "wage-talks", draws=0))["changes"]
    []
    """
    return difference_document(found, version=__version__)
