"""Count, rate and termination of one arrangement side by side: three different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.report.html.charts.drawing import Drawing
from detente.report.html.charts.names import fitted
from detente.report.html.charts.theme import BLUE, GREY, INK, LINE, PAPER, QUIET

__all__ = ["Told", "three_things"]

_TOP, _LINE, _STEP, _BAR = 30.0, 15.0, 34.0, 9.0


@dataclass(frozen=True, slots=True)
class Told:
    """What one claimant tells.

    Parameters
    ----------
    name
        Who, and of whom.
    number, per_day
        The count and the rate in words.
    count
        Incidents.
    rate
        Low, central and high a day; high is ``None`` where nothing bounds it. ``None`` where the count says nothing.
    """

    name: str
    number: str
    per_day: str
    count: int
    rate: tuple[float, float, float | None] | None


def three_things(rows: Sequence[Told], over: str, *, width: float, roomy: bool = True) -> Drawing:
    """Return a row for each claimant with its count and its rate, and beside them all whether it is over.

    Parameters
    ----------
    rows
        At least one.
    over
        What is said of the end, in words.
    """
    label = 0.22 * width if roomy else 0.0
    third = 0.2 * width if roomy else 0.0
    gap = 24.0 if roomy else 16.0
    half = (width - label - third - gap * (2 if roomy else 1)) / 2
    starts = label, label + half + gap, width - third
    step = _STEP if roomy else _STEP + _LINE
    canvas = Drawing(width, _TOP + step * len(rows))
    for start, words in zip(starts, ("how many are told", "how many a day", "is it over?"), strict=True):
        if start < width:
            canvas.text((start, 14), words, weight=600)
    most = max(row.count for row in rows) or 1
    fastest = max((row.rate[2] or 1.3 * row.rate[1] for row in rows if row.rate), default=1.0) or 1.0
    for place, row in enumerate(rows):
        y = _TOP + step * place
        if roomy:
            for number, line in enumerate(fitted(row.name, label - 14, 2)):
                canvas.text((0, y + 11 + _LINE * number), line)
        else:
            canvas.text((0, y + 8), fitted(row.name, width)[0], colour=QUIET)
            y += _LINE
        canvas.line(f"M0,{y + _STEP - 6:.1f} H{width - third - (gap if roomy else 0):.1f}", LINE, width=1)
        room = half - 70
        canvas.area(_bar(starts[0], y + 2, room * row.count / most), GREY, density=0.6)
        canvas.text((starts[0] + room * row.count / most + 6, y + 11), row.number)
        _rate(canvas, row, (starts[1], y + 2 + _BAR / 2), (half - 80) / fastest)
    if roomy:
        for number, line in enumerate(fitted(over, third, 8)):
            canvas.text((starts[2], _TOP + 11 + _LINE * number), line)
        canvas.height = max(canvas.height, _TOP + _LINE * len(fitted(over, third, 8)) + 4)
    else:
        lines = fitted(over, width, 4)
        canvas.text((0, canvas.height + 14), "is it over?", weight=600)
        for number, line in enumerate(lines):
            canvas.text((0, canvas.height + 14 + _LINE * (number + 1)), line)
        canvas.height += _LINE * (len(lines) + 1) + 6
    return canvas


def _bar(x: float, y: float, length: float) -> list[tuple[float, float]]:
    return [(x, y), (x + max(length, 1), y), (x + max(length, 1), y + _BAR), (x, y + _BAR)]


def _rate(canvas: Drawing, row: Told, at: tuple[float, float], scale: float) -> None:
    x, y = at
    if row.rate is None:
        canvas.text((x, y + 4), row.per_day, colour=QUIET)
        return
    low, central, high = row.rate
    end = x + scale * (1.3 * central if high is None else high)
    canvas.line(f"M{x + scale * low:.1f},{y:.1f} H{end:.1f}", BLUE, width=3)
    if high is None:
        canvas.head((end + 6, y), (1, 0), BLUE)
        end += 8
    canvas.dot((x + scale * central, y), 4.5, fill=PAPER if high is None else BLUE, line=BLUE)
    canvas.text((end + 8, y + 4), row.per_day, colour=INK)
