"""Where a ceasefire stands by day, as a stack of shares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from detente.report.html.charts.days import Frame, TermEnd, axes, edge, mark_ends
from detente.report.html.charts.drawing import Drawing, Point
from detente.report.html.charts.names import text_width
from detente.report.html.charts.theme import (
    COLLAPSED,
    HOLDING,
    INK,
    LAPSED,
    MIDDLING,
    PAPER,
    QUIET,
    RENEWED,
    STRAINED,
    SUPERSEDED,
    SUSPENDED,
)

__all__ = ["STRIPS", "course"]

STRIPS: Mapping[str, tuple[str, str]] = {
    "holding": (HOLDING, PAPER),
    "renewed": (RENEWED, PAPER),
    "strained": (STRAINED, MIDDLING),
    "suspended": (SUSPENDED, INK),
    "superseded": (SUPERSEDED, INK),
    "lapsed": (LAPSED, INK),
    "collapsed": (COLLAPSED, PAPER),
}
"""From the bottom upwards: colour, and the colour of words on it. The first four are in force."""

_LEFT, _RIGHT, _TOP = 30.0, 12.0, 30.0
_LEAST = 15.0
"""Pixels that a strip must be high for its name to stand in it."""
_SEEN = 0.002
"""The largest share of a strip that is not drawn."""


def course(
    days: Sequence[Mapping[str, float]], ends: Sequence[TermEnd], *, width: float, height: float = 280
) -> Drawing:
    """Return a stack of shares by day: in force below, collapsed above, what ended otherwise between them.

    Parameters
    ----------
    days
        Per day from 0 the share of each of `STRIPS`; they add up to 1.
    ends
        The ends of terms.
    width, height
        Pixels: of everything, and of the stack.
    """
    frame = Frame(_LEFT, width - _LEFT - _RIGHT, _TOP, height, len(days) - 1)
    canvas = Drawing(width, 0)
    axes(canvas, frame, "per cent")
    unnamed: list[str] = []
    labels: list[tuple[str, Point]] = []
    for name, levels in _levels(days):
        if max(high - low for low, high in levels) <= _SEEN:
            continue
        upper, lower = (edge(frame, [each[place] for each in levels], ends) for place in (1, 0))
        canvas.area([*upper, *reversed(lower)], STRIPS[name][0], edge=PAPER)
        long = text_width(name) + 14
        at = _room(frame, levels, long, [each.day for each in ends]) or _room(frame, levels, long, ())
        if at is None:
            unnamed.append(name)
        else:
            labels.append((name, at))
    mark_ends(canvas, frame, ends)
    for name, at in labels:
        canvas.text((at[0], at[1] + 4), name, colour=STRIPS[name][1], weight=600, anchor="middle")
    canvas.height = _key(canvas, frame, unnamed)
    return canvas


def _levels(days: Sequence[Mapping[str, float]]) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Yield for each strip per day where it begins and ends."""
    under = [0.0] * len(days)
    for name in STRIPS:
        over = [low + each[name] for low, each in zip(under, days, strict=True)]
        yield name, list(zip(under, over, strict=True))
        under = over


def _room(frame: Frame, levels: Sequence[tuple[float, float]], width: float, clear: Collection[int]) -> Point | None:
    """Return the middle of where a strip has about most room for its name, clear of some days; ``None`` for none."""
    half = max(1, round(width / 2 * frame.last / frame.width))
    rooms: list[tuple[float, int, float]] = []
    for day in range(half, len(levels) - half):
        if any(abs(day - other) < half for other in clear):
            continue
        near = levels[day - half : day + half + 1]
        low, high = max(each[0] for each in near), min(each[1] for each in near)
        rooms.append(((high - low) * frame.height, day, (low + high) / 2))
    most = max((room for room, _, _ in rooms), default=0.0)
    if most < _LEAST:
        return None
    good = [each for each in rooms if each[0] >= 0.85 * most]
    _, day, share = good[len(good) // 2]
    return frame.x(day), frame.y(share)


def _key(canvas: Drawing, frame: Frame, names: Sequence[str]) -> float:
    """Name the strips in which their names have no room, and return where the drawing ends."""
    x, top = frame.left, frame.bottom + 42
    for name in names:
        room = text_width(name) + 34
        if x > frame.left and x + room > frame.right:
            x, top = frame.left, top + 18
        corners = [(x, top - 10), (x + 14, top - 10), (x + 14, top + 1), (x, top + 1)]
        canvas.area(corners, STRIPS[name][0], edge=QUIET)
        canvas.text((x + 20, top), name, colour=QUIET)
        x += room
    return top + 6 if names else frame.bottom + 24
