"""Answers as rows: plain dictionaries, a frame where a library for it is installed, and a table on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, overload

from detente.case import Case
from detente.errors import UsageError
from detente.io.packages import outcome_document
from detente.report.demands import block_words
from detente.report.document import Column, Document, Paragraph, Table
from detente.report.fragment import fragment
from detente.results import Outcome

__all__ = ["FRAMES", "PackageTable", "Records", "flat", "frame_of"]

FRAMES = ("pandas", "polars")
"""Libraries of which any one makes a frame; none is needed for anything else."""

_SHOWN = 20

Row = dict[str, Any]


def flat(document: Mapping[str, Any], prefix: str = "") -> Row:
    """Return nested keys of a JSON document as one row, joined by dots; lists become one text.

    Examples
    --------
    >>> flat({"gain": {"union": 2.5}, "labels": ["nash", "package A"]})
    {'gain.union': 2.5, 'labels': 'nash; package A'}
    """
    row: Row = {}
    for key, value in document.items():
        if isinstance(value, Mapping):
            row |= flat(value, f"{prefix}{key}.")  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(value, list | tuple):
            row[f"{prefix}{key}"] = "; ".join(map(str, value))  # pyright: ignore[reportUnknownArgumentType]
        else:
            row[f"{prefix}{key}"] = value
    return row


def frame_of(rows: Sequence[Row]) -> Any:
    """Return rows as a frame of the first of `FRAMES` that is installed.

    Raises
    ------
    UsageError
        If none is.
    """
    for library in FRAMES:
        if find_spec(library) is not None:
            return import_module(library).DataFrame(list(rows))
    raise UsageError("A frame needs pandas or polars, and neither is installed here. Install one, or take rows().")


class Records:
    """Rows under a title.

    Parameters
    ----------
    title
        What they are.
    rows
        With the same keys in each.
    note
        A sentence that belongs to them.
    """

    def __init__(self, title: str, rows: Sequence[Row], note: str = "") -> None:
        self._title = title
        self._rows = [dict(row) for row in rows]
        self._note = note

    def rows(self) -> list[Row]:
        """Return the rows as dictionaries: numbers as floats, keys as in the JSON document, joined by dots."""
        return [dict(row) for row in self._rows]

    def to_frame(self) -> Any:
        """Return the rows as a frame of pandas, or of polars where only that is installed.

        Raises
        ------
        UsageError
            If neither is.
        """
        return frame_of(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{self._title}: {len(self)}>"

    def _repr_html_(self) -> str:
        keys = list(self._rows[0]) if self._rows else []
        rows = tuple(tuple(_text(row[key]) for key in keys) for row in self._rows[:_SHOWN])
        columns = tuple(Column(head=(key,), align="right" if _number(self._rows[0][key]) else "left") for key in keys)
        left_out = len(self) - len(rows)
        notes = [self._note, f"{left_out:,} more rows are not shown; rows() has them." if left_out else ""]
        table = (Table(columns, (rows,)),) if rows else (Paragraph("None."),)
        blocks = (*table, *(Paragraph(note, quiet=True) for note in notes if note))
        return fragment(Document(self._title, str(len(self)), blocks))


class PackageTable(Records, Sequence[Outcome]):
    """Packages and what they give each side: a sequence of outcomes that is also a table."""

    def __init__(self, title: str, case: Case, outcomes: Sequence[Outcome], note: str = "") -> None:
        super().__init__(title, [_row(case, outcome) for outcome in outcomes], note)
        self._outcomes = tuple(outcomes)

    @overload
    def __getitem__(self, index: int) -> Outcome: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Outcome]: ...
    def __getitem__(self, index: int | slice) -> Outcome | Sequence[Outcome]:
        return self._outcomes[index]

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self._outcomes)


def _row(case: Case, outcome: Outcome) -> Row:
    document = outcome_document(outcome)
    kept = {key: document[key] for key in ("package", "utility", "gain", "acceptable")}
    return flat(kept) | {
        "blocked_by": "; ".join(block_words(block, case) for block in outcome.blocked_by),
        "packages": outcome.packages,
    }


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.1f}".replace("-0.0", "0.0").replace("-", "−") if abs(value) >= 1 else f"{value:.3g}"
    return "" if value is None else str(value)
