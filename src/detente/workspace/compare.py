"""Comparing named packages of a case, given as a file, a folder or a name in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente import __version__
from detente.analyses import analyse_deal, compare_packages
from detente.errors import UsageError
from detente.io import CaseFile
from detente.io.comparison import comparison_document, comparison_schema
from detente.results import SideBySide
from detente.workspace.cases import draws_for, open_case, within
from detente.workspace.naming import named_package
from detente.workspace.seating import table_of

__all__ = ["MAX_COMPARED", "compare", "comparison_document_of", "comparison_schema"]

MAX_COMPARED = 8
"""Most packages side by side."""


def compare(
    case: str | Path | CaseFile,
    packages: Sequence[str],
    *,
    count: Sequence[str] = (),
    draws: int | None = None,
    seed: int = 0,
    table: str | None = None,
    stage: str | None = None,
) -> SideBySide:
    """Return packages side by side.

    Parameters
    ----------
    case
        A case as `open_case` returns it, or what `open_case` takes.
    packages
        One to `MAX_COMPARED` names: see `named_package`.
    count, draws, seed, table, stage
        As for `analyse`.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse` and `named_package`.

    Examples
    --------
    >>> found = compare("wage-talks", ["A", "company's offer"], draws=0)
    >>> [each.outcome.acceptable for each in found.packages]
    [True, False]
    """
    within("number of packages", len(packages), 1, MAX_COMPARED)
    opened = case if isinstance(case, CaseFile) else open_case(case)
    draws = draws_for(draws, seed, opened.case)
    if len(set(packages)) < len(packages):
        raise UsageError("A package is named twice. Leave one of the two out.")
    # Nothing but the back-test may know what came about.
    before = replace(opened.case, outcome=None)
    asked = table_of(before, table, stage)
    deal = analyse_deal(before, count=tuple(count), table=asked)
    named = [named_package(before, deal, name) for name in packages]
    return compare_packages(
        before, named, sha256=opened.sha256, draws=draws, seed=seed, count=tuple(count), table=asked
    )


def comparison_document_of(found: SideBySide) -> dict[str, Any]:
    """Return the JSON document of a comparison, naming the version of Détente that made it.

    Examples
    --------
    >>> comparison_document_of(compare("wage-talks", ["nash"], draws=0))["packages"][0]["name"]
    'nash'
    """
    return comparison_document(found, version=__version__)
