"""Named packages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.io import CaseFile
from detente.notebook.shown import Shown
from detente.notebook.tables import PackageTable
from detente.report import comparison
from detente.report.document import Document
from detente.results import SideBySide
from detente.workspace import compare as compared
from detente.workspace import comparison_document_of, open_case

__all__ = ["ComparisonAnswer", "compare"]


@dataclass(frozen=True, slots=True, repr=False)
class ComparisonAnswer(Shown):
    """Packages side by side: prints as the command does.

    Parameters
    ----------
    opened
        The case that they are of.
    found
        The comparison.
    """

    opened: CaseFile
    found: SideBySide

    @property
    def packages(self) -> PackageTable:
        """Return the packages in the order in which they were asked for."""
        outcomes = [each.outcome for each in self.found.packages]
        return PackageTable("packages side by side", self.opened.case, outcomes)

    def to_dict(self) -> dict[str, Any]:
        """Return what `detente compare --json` prints."""
        return comparison_document_of(self.found)

    def document(self) -> Document:
        """Return it in words."""
        return comparison(self.opened.case, self.found)

    def __repr__(self) -> str:
        return f"<{len(self.found.packages)} packages of {self.found.title!r} side by side>"


def compare(
    case: str | Path | CaseFile,
    *packages: str,
    count: Sequence[str] = (),
    draws: int | None = None,
    seed: int = 0,
    table: str | None = None,
    stage: str | None = None,
) -> ComparisonAnswer:
    """Return packages of a case side by side.

    Parameters
    ----------
    case
        A case, a file, a folder, or a name in the catalogue.
    packages
        Proposals, letters, solutions, ``status-quo``, files, or ``issue=option,issue=option``.
    count, draws, seed, table, stage
        As for `analyse`.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse`; also if a name means no package.

    Examples
    --------
    >>> both = compare("wage-talks", "A", "company's offer", draws=0)
    >>> both
    <2 packages of 'Wage talks' side by side>
    >>> [outcome.acceptable for outcome in both.packages]
    [True, False]
    """
    opened = case if isinstance(case, CaseFile) else open_case(case)
    return ComparisonAnswer(
        opened, compared(opened, packages, count=count, draws=draws, seed=seed, table=table, stage=stage)
    )
