"""The deal space: what packages give two sides, each on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from detente.report.html.charts.theme import BLUE, GREY, INK, ORANGE, PAPER, QUIET, domain

__all__ = ["Axis", "Dot", "Kind", "deal_space"]

Kind = Literal["blocked", "acceptable", "proposal", "letter"]

_APART = 19.0
"""Pixels between the middles of two letters."""

_FAR = 0.65
"""Share of the width from which words stand to the left of a line."""

_ROOMY = 400
"""Pixels from which there is room for names on the no-deal lines."""

_LETTER_WIDTH = 7.2
"""Pixels that a letter of a name takes, a little more than most do."""

_Box = tuple[float, float, float, float]
"""Left, bottom, right and top in pixels."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One package (or several with the same points).

    Parameters
    ----------
    x, y
        Points of the two sides.
    kind
        ``blocked``: efficient but not acceptable; ``acceptable``: efficient among the acceptable;
        ``proposal``; ``letter``: worth discussing.
    label
        Name of a proposal, or the letter.
    """

    x: float
    y: float
    kind: Kind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """One side: its name and, where it has one, its no-deal value."""

    name: str
    no_deal: float | None = None


def deal_space(
    dots: Sequence[Dot], across: Axis, up: Axis, *, width: int = 560, height: int = 420
) -> alt.TopLevelMixin:
    """Return a scatter of packages with the no-deal values as lines.

    Parameters
    ----------
    dots
        At least one.
    across, up
        The sides whose points are `Dot.x` and `Dot.y`.
    width, height
        Of the plot in pixels.
    """
    x_ends = domain([dot.x for dot in dots] + ([] if across.no_deal is None else [across.no_deal]))
    y_ends = domain([dot.y for dot in dots] + ([] if up.no_deal is None else [up.no_deal]))
    x = alt.X("x:Q", scale=alt.Scale(domain=x_ends, nice=False), title=f"{across.name}: its points →")
    y = alt.Y("y:Q", scale=alt.Scale(domain=y_ends, nice=False), title=f"↑ {up.name}: its points")
    x = x.axis(tickCount=5, grid=False, domain=True, titleAnchor="end", titlePadding=8)
    y = y.axis(tickCount=5, grid=False, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-14)
    layers: list[alt.Chart | alt.LayerChart] = []
    if across.no_deal is not None and up.no_deal is not None:
        layers += _zone(across, up, x_ends, y_ends, x, y, named=width >= _ROOMY)
    layers += [
        _named("blocked", x, y).mark_point(shape="circle", size=26, stroke=GREY, strokeWidth=1, filled=False),
        _named("acceptable", x, y).mark_point(shape="circle", size=34, fill=BLUE, stroke=None, opacity=1),
        _marks(dots, "proposal", x, y).mark_point(
            shape="diamond", size=110, fill=ORANGE, stroke=PAPER, strokeWidth=1, opacity=1
        ),
    ]
    scale = (width / (x_ends[1] - x_ends[0]), height / (y_ends[1] - y_ends[0]))
    origin = (x_ends[0], y_ends[0])
    letters, taken = _letters([dot for dot in dots if dot.kind == "letter"], x, y, origin, scale)
    layers += _names([dot for dot in dots if dot.kind == "proposal"], x, y, origin, scale, taken, width)
    layers += letters
    # Hundreds of rows stand here once: a layer's own data would be copied with every change of it.
    datasets = {kind: _rows(dots, kind) for kind in ("blocked", "acceptable")}
    return alt.layer(*layers, datasets=datasets).properties(width=width, height=height)


def _marks(dots: Sequence[Dot], kind: Kind, x: alt.X, y: alt.Y) -> alt.Chart:
    return alt.Chart(alt.Data(values=_rows(dots, kind))).encode(x=x, y=y)


def _named(kind: Kind, x: alt.X, y: alt.Y) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=kind)).encode(x=x, y=y)


def _rows(dots: Sequence[Dot], kind: Kind) -> list[dict[str, float]]:
    return [{"x": dot.x, "y": dot.y} for dot in dots if dot.kind == kind]


def _zone(
    across: Axis,
    up: Axis,
    x_ends: tuple[int, int],
    y_ends: tuple[int, int],
    x: alt.X,
    y: alt.Y,
    *,
    named: bool,
) -> list[alt.Chart | alt.LayerChart]:
    """Return the part of the plane that both sides prefer to no deal, and the lines that bound it."""
    corner = alt.Chart(alt.Data(values=[{"x": across.no_deal, "y": up.no_deal, "right": x_ends[1], "top": y_ends[1]}]))
    lines = corner.mark_rule(color=QUIET, strokeDash=[4, 3])
    small: dict[str, Any] = {"color": QUIET, "fontSize": 11}
    far = across.no_deal is not None and across.no_deal > x_ends[0] + _FAR * (x_ends[1] - x_ends[0])

    def told(axis: Axis) -> str:
        return f"no deal for {axis.name}: {axis.no_deal:.0f}" if named else f"no deal: {axis.no_deal:.0f}"

    return [
        corner.mark_rect(fill=BLUE, opacity=0.08).encode(x=x, y=y, x2="right:Q", y2="top:Q"),
        lines.encode(x=x),
        lines.encode(y=y),
        corner.mark_text(
            text=told(across), align="right" if far else "left", dx=-6 if far else 6, dy=-7, **small
        ).encode(x=x, y=alt.value("height")),
        corner.mark_text(text=told(up), align="left", dx=4, dy=-7, **small).encode(y=y, x=alt.value(0)),
    ]


def _names(
    dots: Sequence[Dot],
    x: alt.X,
    y: alt.Y,
    origin: tuple[int, int],
    scale: tuple[float, float],
    taken: Sequence[_Box],
    width: int,
) -> list[alt.Chart | alt.LayerChart]:
    """Return the proposals' names beside their marks, each at the first place that is free."""
    at = [((dot.x - origin[0]) * scale[0], (dot.y - origin[1]) * scale[1]) for dot in dots]
    boxes = [*taken, *((px - 7, py - 7, px + 7, py + 7) for px, py in at)]
    layers: list[alt.Chart | alt.LayerChart] = []
    for dot, (px, py) in zip(dots, at, strict=True):
        wide = _LETTER_WIDTH * len(dot.label)
        places = [(side, rise) for rise in (0, -15, 15, -30, 30, -45, 45) for side in (1, -1)]
        left, rise, box = 1, 0, (0.0, 0.0, 0.0, 0.0)
        for side, up in places:
            start = px + 10 if side > 0 else px - 10 - wide
            left, rise, box = side, up, (start, py + up - 7, start + wide, py + up + 7)
            if start > 0 and start + wide < width and not any(_overlap(box, other) for other in boxes):
                break
        boxes.append(box)
        place: dict[str, Any] = {"align": "left" if left > 0 else "right", "dx": 10 * left, "dy": -rise}
        mark = _marks([dot], "proposal", x, y)
        looks: list[dict[str, Any]] = [{"stroke": PAPER, "strokeWidth": 4, "opacity": 0.85}, {"color": INK}]
        layers += [mark.mark_text(text=dot.label, fontWeight=600, **place, **look) for look in looks]
    return layers


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _letters(
    dots: Sequence[Dot], x: alt.X, y: alt.Y, origin: tuple[int, int], scale: tuple[float, float]
) -> tuple[list[alt.Chart | alt.LayerChart], list[_Box]]:
    """Return letters up and to the right of their packages, joined to them by lines, and the room they take."""
    placed: list[tuple[float, float]] = []
    layers: list[alt.Chart | alt.LayerChart] = []
    for dot in sorted(dots, key=lambda d: d.x):
        px, py = (dot.x - origin[0]) * scale[0], (dot.y - origin[1]) * scale[1]
        away = 17.0
        while any((px + away - p) ** 2 + (py + away - q) ** 2 < _APART**2 for p, q in placed):
            away += 4
        placed.append((px + away, py + away))
        end = {"x": dot.x + away / scale[0], "y": dot.y + away / scale[1]}
        line = alt.Chart(alt.Data(values=[{"x": dot.x, "y": dot.y, "x2": end["x"], "y2": end["y"]}]))
        letter = alt.Chart(alt.Data(values=[end])).encode(x=x, y=y)
        layers += [
            line.mark_rule(stroke=INK, strokeWidth=1).encode(x=x, y=y, x2="x2:Q", y2="y2:Q"),
            line.mark_point(shape="circle", size=44, fill=INK, stroke=PAPER, opacity=1).encode(x=x, y=y),
            letter.mark_point(shape="circle", size=300, fill=INK, stroke=PAPER, opacity=1),
            letter.mark_text(fill=PAPER, fontWeight=700, fontSize=12, dy=0.5, text=dot.label),
        ]
    return layers, [(px - 10, py - 10, px + 10, py + 10) for px, py in placed]
