"""Panels over the days from the start: their axes, and the ends of terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.report.html.charts.drawing import Drawing, Point
from detente.report.html.charts.names import text_width
from detente.report.html.charts.theme import INK, LINE, QUIET

__all__ = ["Frame", "TermEnd", "axes", "edge", "mark_ends"]

_STEPS = (1, 2, 5, 7, 10, 14, 30, 60, 90, 120, 180, 365, 730, 1825, 3650)
_TICK = 58.0
"""Pixels that a tick and its words need."""


@dataclass(frozen=True, slots=True)
class TermEnd:
    """The day on which a term ends, and which."""

    day: int
    number: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel stands: shares of 0 to 1 upwards, days from 0 to the last across."""

    left: float
    width: float
    top: float
    height: float
    last: int

    def x(self, day: float) -> float:
        """Return where a day is."""
        return self.left + self.width * day / max(self.last, 1)

    def y(self, share: float) -> float:
        """Return where a share is."""
        return self.top + self.height * (1 - share)

    @property
    def bottom(self) -> float:
        """Return where nothing is."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """Return where the last day is."""
        return self.left + self.width


def axes(canvas: Drawing, frame: Frame, title: str) -> None:
    """Add lines at none, half and all, in per cent, and days below."""
    canvas.text((0, frame.top - 12), title, colour=QUIET)
    for share in (0, 0.5, 1):
        y = frame.y(share)
        canvas.line(f"M{frame.left:.1f},{y:.1f} H{frame.right:.1f}", LINE, width=1)
        canvas.text((frame.left - 6, y + 4), f"{100 * share:.0f}", colour=QUIET, anchor="end")
    for day in _ticks(frame.last, max(2, int(frame.width / _TICK))):
        x = frame.x(day)
        canvas.line(f"M{x:.1f},{frame.bottom:.1f} v4", LINE, width=1)
        if day:
            canvas.text((x, frame.bottom + 17), str(day), colour=QUIET, anchor="middle")
    canvas.text((frame.left, frame.bottom + 17), "day 0", colour=QUIET, anchor="middle")


def _ticks(last: int, most: int) -> Iterator[int]:
    step = next((each for each in _STEPS if last / each <= most), last)
    yield from range(0, last + 1, max(step, 1))


def edge(frame: Frame, shares: Sequence[float], ends: Sequence[TermEnd]) -> list[Point]:
    """Return a line through the shares of all days; at the end of a term it goes straight up or down.

    >>> edge(Frame(0, 2, 0, 10, 2), [1, 1, 0.5], [TermEnd(2, 1)])
    [(0.0, 0), (1.0, 0), (2.0, 0), (2.0, 5.0)]
    """
    jumps = {each.day for each in ends}
    points: list[Point] = []
    for day, share in enumerate(shares):
        if day in jumps and day:
            points.append((frame.x(day), frame.y(shares[day - 1])))
        points.append((frame.x(day), frame.y(share)))
    return points


def mark_ends(canvas: Drawing, frame: Frame, ends: Sequence[TermEnd], *, named: bool = True) -> None:
    """Mark the ends of terms; where they stand too close, some are named by their number or not at all."""
    free = frame.left + text_width("per cent") - 24
    for each in ends:
        x = frame.x(each.day)
        canvas.line(f"M{x:.1f},{frame.top - 6:.1f} V{frame.bottom:.1f}", INK, dashes="2 3", width=1)
        after = next((frame.x(other.day) for other in ends if other.day > each.day), frame.right + 80)
        for words in (f"end of term {each.number}", f"term {each.number}", str(each.number)) if named else ():
            room = text_width(words) + 6
            start = min(x - room / 2, frame.right - room + 4)
            if start > free and start + room < after - (0 if words.isdigit() else 8):
                canvas.text((start + 3, frame.top - 12), words, colour=INK)
                free = start + room
                break
