"""A plain table on the terminal, 80 columns wide at most, or one for a page; and the figures kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["keep", "markdown", "seconds", "short", "shown"]

RESULTS = Path(__file__).resolve().parent / "results"


def seconds(value: float) -> str:
    """Return seconds with two or three significant digits.

    Examples
    --------
    >>> seconds(0.0123), seconds(0.456), seconds(12.34)
    ('0.012', '0.456', '12.3')
    """
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def short(value: float) -> str:
    """Return a number without decimals, with one below ten.

    Examples
    --------
    >>> short(1.26), short(320.4)
    ('1.3', '320')
    """
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def shown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table, the first column to the left and the others to the right.

    Examples
    --------
    >>> print(shown(["a", "b"], [["x", "10"]]))
    a   b
    x  10
    """
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines: list[str] = []
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, the first column to the left and the others to the right.

    Examples
    --------
    >>> print(markdown(["a", "b"], [["x", "10"]]))
    | a   |   b |
    | --- | --: |
    | x   |  10 |
    """
    widths = [max(3, *(len(row[i]) for row in (head, *rows))) for i in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines: list[str] = []
    for row in (head, rule, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def keep(name: str, figures: Any) -> None:
    """Write figures to ``results/NAME.json``, which git ignores."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
