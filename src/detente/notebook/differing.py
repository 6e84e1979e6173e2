"""Two versions of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.io import CaseFile
from detente.notebook.shown import Shown
from detente.notebook.tables import Records
from detente.report import difference
from detente.report.document import Document
from detente.results import Difference
from detente.workspace import diff as differing
from detente.workspace import difference_document_of, open_case

__all__ = ["DifferenceAnswer", "diff"]


@dataclass(frozen=True, slots=True, repr=False)
class DifferenceAnswer(Shown):
    """What changed between two versions of a case, and what that did: prints as the command does.

    Parameters
    ----------
    first, second
        The versions.
    found
        The difference.
    """

    first: CaseFile
    second: CaseFile
    found: Difference

    @property
    def changes(self) -> Records:
        """Return what changed, by path in the case file."""
        kept = ("path", "kind", "was", "now", "silent")
        return Records("changes", [{key: getattr(each, key) for key in kept} for each in self.found.changes])

    def to_dict(self) -> dict[str, Any]:
        """Return what `detente diff --json` prints."""
        return difference_document_of(self.found)

    def document(self) -> Document:
        """Return it in words."""
        return difference(self.first.case, self.second.case, self.found)

    def __repr__(self) -> str:
        return f"<{len(self.found.changes)} changes in {self.found.first.title!r}>"


def diff(
    first: str | Path | CaseFile,
    second: str | Path | CaseFile,
    *,
    count: Sequence[str] = (),
    draws: int | None = None,
    seed: int = 0,
    table: str | None = None,
    stage: str | None = None,
) -> DifferenceAnswer:
    """Return what changed between two versions of a case, and what that did to the answers.

    Parameters
    ----------
    first, second
        Cases, files, folders, or names in the catalogue.
    count, draws, seed, table, stage
        As for `analyse`; both versions are drawn with common random numbers.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse`, of either version.

    Examples
    --------
    >>> from detente.notebook.opened import read
    >>> case = read("wage-talks")
    >>> diff(case, case.replace({"preferences.union.no_deal": "60..68"}), draws=0).changes.rows()[0]["was"]
    '38..46'
    """
    one, other = (each if isinstance(each, CaseFile) else open_case(each) for each in (first, second))
    return DifferenceAnswer(
        one, other, differing(one, other, count=count, draws=draws, seed=seed, table=table, stage=stage)
    )
