"""Where a ceasefire stands by day as a stack of shares, and past ones beside it on the same days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.report.html.charts.drawing import Drawing, Point
from detente.report.html.charts.names import fitted, text_width
from detente.report.html.charts.theme import BLUE, GREY, INK, LINE, ORANGE, PAPER, QUIET

__all__ = ["STRIPS", "Beside", "Course", "Reach", "TermEnd", "course"]

Reach = tuple[float, float, float]
"""A share between two others: low, central, high."""

STRIPS: Mapping[str, tuple[str, float, str]] = {
    "holding": (BLUE, 0.85, PAPER),
    "renewed": (BLUE, 0.85, PAPER),
    "strained": (BLUE, 0.45, INK),
    "suspended": (BLUE, 0.22, INK),
    "superseded": (GREY, 0.12, INK),
    "lapsed": (GREY, 0.26, INK),
    "collapsed": (ORANGE, 0.8, INK),
}
"""From the bottom upwards: colour, how dense it is, and the colour of words on it. The first four are in force."""

_LEFT, _RIGHT, _TOP, _GAP, _LINE = 34.0, 10.0, 20.0, 62.0, 15.0
_LEAST = 15.0
"""Pixels that a strip must be high for its name to stand in it."""
_STEPS = (1, 2, 5, 7, 10, 14, 30, 60, 90, 120, 180, 365, 730, 1825, 3650)


@dataclass(frozen=True, slots=True)
class TermEnd:
    """The day on which a term ends, and which."""

    day: int
    number: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Without a violent end up to a day: past ceasefires, and the model where anything of it is left.

    Parameters
    ----------
    few
        Whether the first rests on a handful.
    outside
        Whether the model's share lies outside.
    """

    day: int
    past: Reach
    model: Reach | None
    few: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What is drawn.

    Parameters
    ----------
    days
        Per day from 0 the share of each of `STRIPS`; they add up to 1.
    in_force, collapsed
        Per day, low and high; empty without draws.
    ends
        The ends of terms.
    past
        What the past ones are called.
    beside
        Past ones; empty where none are comparable.
    """

    days: Sequence[Mapping[str, float]]
    in_force: Sequence[tuple[float, float]]
    collapsed: Sequence[tuple[float, float]]
    ends: Sequence[TermEnd]
    past: str
    beside: Sequence[Beside]

    @property
    def last(self) -> int:
        """Return the last day."""
        return len(self.days) - 1


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a panel stands, and what its shares and days are in pixels."""

    left: float
    width: float
    top: float
    height: float
    last: int

    def x(self, day: float) -> float:
        return self.left + self.width * day / max(self.last, 1)

    def y(self, share: float) -> float:
        return self.top + self.height * (1 - share)

    @property
    def bottom(self) -> float:
        return self.top + self.height


def course(told: Course, *, width: float, roomy: bool = True) -> Drawing:
    """Return a stack of shares by day, and below it past ceasefires beside the model.

    Dashed lines tell how far the draws reach: of what is in force, from below, and of what has collapsed, from above.
    """
    tall, low = (270.0, 130.0) if roomy else (220.0, 120.0)
    plot = _Frame(_LEFT, width - _LEFT - _RIGHT, _TOP + 8, tall, told.last)
    canvas = Drawing(width, plot.bottom + 44)
    _axes(canvas, plot, "per cent", roomy=roomy)
    unnamed = _stack(canvas, plot, told)
    _dashed(canvas, plot, told)
    _ends(canvas, plot, told.ends)
    below = _key(canvas, plot, unnamed, plot.bottom + 40)
    canvas.height = below
    if told.beside:
        legend = _legend(told, roomy=roomy)
        head = below + 12 + _LINE * len(legend)
        panel = _Frame(plot.left, plot.width, head + 24, low, told.last)
        canvas.height = panel.bottom + 34
        _heads(canvas, legend, below + 22)
        _axes(canvas, panel, "per cent without a violent end up to then", roomy=roomy)
        for each in told.beside:
            _pair(canvas, panel, each, roomy=roomy)
    return canvas


def _axes(canvas: Drawing, frame: _Frame, title: str, *, roomy: bool) -> None:
    canvas.text((0, frame.top - 10), title, colour=QUIET)
    for share in (0, 0.5, 1):
        y = frame.y(share)
        canvas.line(f"M{frame.left:.1f},{y:.1f} h{frame.width:.1f}", LINE, width=1)
        canvas.text((frame.left - 6, y + 4), f"{100 * share:.0f}", colour=QUIET, anchor="end")
    ticks = list(_ticks(frame.last, 12 if roomy else 6))
    for day in ticks:
        x = frame.x(day)
        canvas.line(f"M{x:.1f},{frame.bottom:.1f} v4", LINE, width=1)
        words = f"day {day}" if day == ticks[-1] else str(day)
        anchor = "end" if day == ticks[-1] and frame.x(day) > frame.left + frame.width - 18 else "middle"
        canvas.text((x, frame.bottom + 18), words, colour=QUIET, anchor=anchor)


def _ticks(last: int, most: int) -> Iterator[int]:
    step = next((each for each in _STEPS if last / each <= most), last)
    yield from range(0, last + 1, max(step, 1))


def _levels(told: Course) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Yield for each strip per day where it begins and ends."""
    under = [0.0] * len(told.days)
    for name in STRIPS:
        over = [low + each.get(name, 0.0) for low, each in zip(under, told.days, strict=True)]
        yield name, list(zip(under, over, strict=True))
        under = over


def _stack(canvas: Drawing, frame: _Frame, told: Course) -> list[str]:
    """Add the strips and their names; return the names of those in which there is no room."""
    jumps = {each.day for each in told.ends}
    unnamed: list[str] = []
    for name, levels in _levels(told):
        if max(high - low for low, high in levels) < 0.002:
            continue
        colour, density, ink = STRIPS[name]
        upper = _edge(frame, [high for _, high in levels], jumps)
        lower = _edge(frame, [low for low, _ in levels], jumps)
        canvas.area([*upper, *reversed(lower)], colour, density=density, edge=PAPER)
        place = _room(frame, levels, text_width(name) + 8)
        if place is None:
            unnamed.append(name)
        else:
            canvas.text((place[0], place[1] + 4), name, colour=ink, weight=600, anchor="middle")
    return unnamed


def _edge(frame: _Frame, shares: Sequence[float], jumps: set[int]) -> list[Point]:
    """Return a line through the shares of all days; at the end of a term it goes straight up or down."""
    points: list[Point] = []
    for day, share in enumerate(shares):
        if day in jumps and day:
            points.append((frame.x(day), frame.y(shares[day - 1])))
        points.append((frame.x(day), frame.y(share)))
    return points


def _room(frame: _Frame, levels: Sequence[tuple[float, float]], width: float) -> Point | None:
    """Return the middle of where a strip has most room for its name; ``None`` where it has none."""
    half = max(1, round(width / 2 * frame.last / frame.width)) if frame.last else 1
    best, found = _LEAST, None
    for day in range(half, len(levels) - half):
        near = levels[day - half : day + half + 1]
        low, high = max(each[0] for each in near), min(each[1] for each in near)
        room = (high - low) * frame.height
        if room > best + 0.5:
            best, found = room, (frame.x(day), frame.y((low + high) / 2))
    return found


def _dashed(canvas: Drawing, frame: _Frame, told: Course) -> None:
    jumps = {each.day for each in told.ends}
    lines = [[pair[place] for pair in told.in_force] for place in (0, 1)]
    lines += [[1 - pair[place] for pair in told.collapsed] for place in (0, 1)]
    for shares in lines:
        if shares:
            path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in _edge(frame, shares, jumps))
            canvas.line(path, PAPER, width=2.4)
            canvas.line(path, INK, dashes="4 3", width=1)


def _ends(canvas: Drawing, frame: _Frame, ends: Sequence[TermEnd]) -> None:
    """Mark the ends of terms; where they stand too close only the first one is named in full."""
    free = frame.left + text_width("per cent") - 20
    for each in ends:
        x = frame.x(each.day)
        canvas.line(f"M{x:.1f},{frame.top - 6:.1f} V{frame.bottom:.1f}", INK, dashes="2 3", width=1)
        for words in (f"end of term {each.number}", str(each.number)):
            room = text_width(words) + 4
            start = min(x - room / 2, frame.left + frame.width - room)
            if start > free:
                canvas.text((start, frame.top - 10), words, colour=INK)
                free = start + room
                break


def _key(canvas: Drawing, frame: _Frame, names: Sequence[str], top: float) -> float:
    """Name the strips that are too thin for their names, and return where that ends."""
    x = frame.left
    if not names:
        return top - 14
    for name in names:
        room = text_width(name) + 34
        if x > frame.left and x + room > frame.left + frame.width:
            x, top = frame.left, top + 18
        colour, density, _ = STRIPS[name]
        canvas.area([(x, top - 9), (x + 14, top - 9), (x + 14, top + 1), (x, top + 1)], colour, density=density)
        canvas.text((x + 20, top), name, colour=QUIET)
        x += room
    return top + 6


def _legend(told: Course, *, roomy: bool) -> list[tuple[str, str]]:
    """Return the lines of what the marks of the lower panel mean, with the kind of mark."""
    room = 600.0 if roomy else 250.0
    past, *rest = fitted(f"past ones: {told.past}", room, 3)
    return [("past", past), *(("", line) for line in rest), ("model", "by the case’s rates, reckoned the same way")]


def _heads(canvas: Drawing, legend: Sequence[tuple[str, str]], top: float) -> None:
    for number, (kind, words) in enumerate(legend):
        y = top + _LINE * number
        if kind:
            _mark(canvas, (16.0, y - 4), (y - 10, y + 2), model=kind == "model", few=False)
        canvas.text((_LEFT, y), words)


def _pair(canvas: Drawing, frame: _Frame, each: Beside, *, roomy: bool) -> None:
    """Add past ones, and beside them the model."""
    apart = 5.0 if roomy else 2.8
    x = min(frame.x(each.day), frame.left + frame.width - apart)
    low, central, high = map(frame.y, each.past)
    _mark(canvas, (x - apart, central), (low, high), model=False, few=each.few)
    if each.model is None:
        return
    low, central, high = map(frame.y, each.model)
    _mark(canvas, (x + apart, central), (low, high), model=True, few=False)
    if each.outside:
        canvas.text((x + apart + 9, central + 4), "outside" if roomy else "out", colour=INK, size=11)


def _mark(canvas: Drawing, at: Point, between: tuple[float, float], *, model: bool, few: bool) -> None:
    x, (low, high) = at[0], between
    colour = BLUE if model else QUIET
    canvas.line(f"M{x:.1f},{low:.1f} V{high:.1f}", colour, dashes="2 2" if few else "", width=1.6 if model else 3)
    canvas.dot(at, 4.2, fill=BLUE if model else PAPER, line=colour)
