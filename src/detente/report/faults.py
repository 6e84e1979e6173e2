"""Faults of a case in words: the place, the source line with a caret, the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from rich.cells import cell_len

from detente.errors import Fault
from detente.report.words import plural

__all__ = ["MOST", "fault_count", "fault_lines"]

MOST = 50
"""How many faults are shown; the rest are counted."""

_ROOM = 72
_WINDOW = _ROOM - 6

Style = Literal["plain", "strong", "quiet"]


def fault_lines(faults: Sequence[Fault], source_line: Callable[[str, int], str | None]) -> Iterator[tuple[str, Style]]:
    """Yield the lines that show faults, each with its style, and their number at the end.

    Parameters
    ----------
    faults
        What to show; at most `MOST` of them are.
    source_line
        Returns the text of a line of a file, or ``None`` where it cannot be read.
    """
    for fault in faults[:MOST]:
        yield f"{fault.file}:{fault.line}:{fault.column}: {fault.severity}: {fault.message}", "strong"
        yield from _source(fault, source_line(fault.file, fault.line))
        if fault.remedy:
            yield f"  {fault.remedy}", "plain"
    if len(faults) > MOST:
        yield f"... and {len(faults) - MOST} more.", "quiet"
    yield f"{fault_count(faults)}.", "plain"


def fault_count(faults: Sequence[Fault]) -> str:
    """Return how many errors and warnings there are.

    Examples
    --------
    >>> fault_count([])
    'no errors'
    """
    errors = sum(fault.severity == "error" for fault in faults)
    words = [plural(errors, "error")] if errors else []
    warnings = len(faults) - errors
    if warnings:
        words.append(plural(warnings, "warning"))
    return ", ".join(words) or "no errors"


def _source(fault: Fault, line: str | None) -> Iterator[tuple[str, Style]]:
    """Yield the source line, cut to a window around the column, and a caret below."""
    if line is None or not line.strip():
        return
    line = line.replace("\t", " ").rstrip()
    column = min(max(fault.column - 1, 0), len(line))
    start, end = 0, len(line)
    if len(line) > _ROOM:
        start = max(0, min(column - _WINDOW // 2, len(line) - _WINDOW))
        end = start + _WINDOW
    left, right = "..." if start else "", "..." if end < len(line) else ""
    shown = line[start:end]
    number = f"{fault.line:>5} | "
    caret = cell_len(left + shown[: column - start])
    yield f"{number}{left}{shown}{right}", "quiet"
    yield f"{' ' * (len(number) - 2)}| {' ' * caret}^", "quiet"
