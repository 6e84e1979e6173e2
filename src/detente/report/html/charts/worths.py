"""What measures and changed terms add to the days in force, or take from them: a dot and a range in each row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.report.html.charts.drawing import Drawing
from detente.report.html.charts.names import fitted, text_width
from detente.report.html.charts.theme import BLUE, INK, LINE, ORANGE, PAPER, QUIET

__all__ = ["WorthRow", "worths"]

_STEP, _LINE, _HEAD, _TOP = 24.0, 15.0, 22.0, 34.0


@dataclass(frozen=True, slots=True)
class WorthRow:
    """A measure or a changed term.

    Parameters
    ----------
    words
        The days in words.
    central, low, high
        Days that it adds; `low` and `high` are `central` without draws.
    """

    name: str
    words: str
    central: float
    low: float
    high: float


def worths(
    groups: Sequence[tuple[str, Sequence[WorthRow]]], *, width: float, label: float, roomy: bool = True
) -> Drawing:
    """Return a row for each change, in groups with a head; to the left of the line at zero days are lost.

    Parameters
    ----------
    groups
        Heads and rows, at least one.
    width, label
        Pixels for everything, and for the names; on a narrow screen names stand above their marks.
    """
    rows = [row for _, group in groups for row in group]
    words = max(128.0, *(text_width(row.words) + 16 for row in rows))
    left, room = (label, width - label - words) if roomy else (16.0, width - 32)
    ends = min(0.0, *(row.low for row in rows)), max(0.0, *(row.high for row in rows))
    span = (ends[1] - ends[0]) or 1.0
    low, high = ends[0] - 0.06 * span, ends[1] + 0.06 * span

    def x(days: float) -> float:
        return left + room * (days - low) / (high - low)

    canvas = Drawing(width, 0)
    y = _TOP
    marks: list[tuple[WorthRow, float]] = []
    grid: list[tuple[float, float]] = []
    for number, (head, group) in enumerate(groups):
        y += _HEAD / 2 if number else 0
        canvas.text((0, y + 8), head, weight=600)
        y += _HEAD
        top = y
        for row in group:
            middle, y = _named(canvas, row, y, label=label, width=width, words=words, roomy=roomy)
            marks.append((row, middle))
            grid += [] if roomy else [(middle - 8, middle + 8)]
        grid += [(top, y)] if roomy else []
    bottom = y
    for days in _ticks(low, high, 6 if roomy else 4):
        # No line crosses words: heads of groups stand over the plot, and on a narrow screen names do too.
        for start, end in [*grid, (bottom - 4, bottom)]:
            canvas.line(f"M{x(days):.1f},{start:.1f} V{end:.1f}", INK if days == 0 else LINE, width=1)
        canvas.text(
            (x(days), bottom + 16),
            f"{days:+g}".replace("-", "−") if days else "0",
            colour=QUIET,
            anchor="middle",
        )
    for words_of, at, anchor in _ways(x(0), width, ends):
        canvas.text((at, _TOP - 18), words_of, colour=QUIET, anchor=anchor)
    for row, middle in marks:
        harms = row.central < 0
        canvas.line(f"M{x(row.low):.1f},{middle:.1f} H{x(row.high):.1f}", ORANGE if harms else BLUE, width=3)
        canvas.dot((x(row.central), middle), 5, fill=PAPER if harms else BLUE, line=ORANGE if harms else BLUE)
    canvas.text((left + room, bottom + 34), "days in force", colour=QUIET, anchor="end")
    canvas.height = bottom + 40
    return canvas


def _named(
    canvas: Drawing, row: WorthRow, y: float, *, label: float, width: float, words: float, roomy: bool
) -> tuple[float, float]:
    """Add the name of a row and its days in words, and return where its mark stands and where it ends."""
    if roomy:
        lines = fitted(row.name, label - 12, 2)
        height = max(_STEP, _LINE * len(lines) + 9)
        middle = y + height / 2
        for number, line in enumerate(lines):
            canvas.text((label - 12, middle + 4 + _LINE * (number - (len(lines) - 1) / 2)), line, anchor="end")
        canvas.text((width, middle + 4), row.words, anchor="end")
        return middle, y + height
    lines = fitted(row.name, width - words - 8, 2)
    for number, line in enumerate(lines):
        canvas.text((0, y + 6 + _LINE * number), line)
    y += _LINE * (len(lines) - 1)
    canvas.text((width, y + 6), row.words, anchor="end")
    return y + _LINE + 7, y + _LINE + _STEP + 4


def _ways(nought: float, width: float, ends: tuple[float, float]) -> Iterator[tuple[str, float, str]]:
    """Yield what the sides of the line at zero mean, where they have marks and the words have room."""
    longer = ("in force longer →", "longer →") if ends[1] > 0 or ends[0] == 0 else ()
    right = next((words for words in longer if nought + 6 + text_width(words) <= width), "")
    shorter = ("← shorter",) if right.startswith("in force") else ("← in force shorter", "← shorter")
    left = next((words for words in shorter if ends[0] < 0 and text_width(words) <= nought - 6), "")
    yield from (
        (words, at, anchor) for words, at, anchor in ((right, nought + 6, "start"), (left, nought - 6, "end")) if words
    )


def _ticks(low: float, high: float, most: int) -> Iterator[float]:
    rough = (high - low) / most
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * each for each in (1, 2, 5, 10) if unit * each >= rough)
    for number in range(math.ceil(low / step), math.floor(high / step) + 1):
        yield round(number * step, 9)
