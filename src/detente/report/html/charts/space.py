"""The deal space: what packages give two sides, each on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from detente.report.html.charts.names import fitted, text_width
from detente.report.html.charts.placing import Plane, Spot
from detente.report.html.charts.theme import BLUE, GREY, INK, ORANGE, PAPER, QUIET, domain

__all__ = ["Axis", "Dot", "Kind", "deal_space"]

Kind = Literal["blocked", "acceptable", "proposal", "letter"]

_FAR = 0.65
"""Share of the width from which words stand to the left of a line."""

_ROOMY = 400
"""Pixels from which there is room for names on the no-deal lines."""

_LETTER, _WIDEST, _EDGE = 20, 190, 8
"""Pixels across a package's letter, for the longest name, and between a caption and its line's end."""


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


@dataclass(frozen=True, slots=True)
class _Page:
    """Where points of the two sides are in the picture, in pixels from its lower left corner."""

    x_ends: tuple[int, int]
    y_ends: tuple[int, int]
    width: int
    height: int

    @property
    def roomy(self) -> bool:
        return self.width >= _ROOMY

    def at(self, x: float, y: float) -> Spot:
        (left, right), (low, high) = self.x_ends, self.y_ends
        return (x - left) * self.width / (right - left), (y - low) * self.height / (high - low)

    def spot(self, dot: Dot) -> Spot:
        return self.at(dot.x, dot.y)

    def back(self, across: float, up: float) -> tuple[float, float]:
        (left, right), (low, high) = self.x_ends, self.y_ends
        return left + across * (right - left) / self.width, low + up * (high - low) / self.height


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
    x = alt.X("x:Q", scale=alt.Scale(domain=x_ends, nice=False), title=f"{_axis_name(across, width)}: its points →")
    y = alt.Y("y:Q", scale=alt.Scale(domain=y_ends, nice=False), title=f"↑ {_axis_name(up, width)}: its points")
    x = x.axis(tickCount=5, grid=False, domain=True, titleAnchor="end", titlePadding=8)
    y = y.axis(tickCount=5, grid=False, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-14)
    page = _Page(x_ends, y_ends, width, height)
    layers: list[alt.Chart | alt.LayerChart] = []
    if across.no_deal is not None and up.no_deal is not None:
        layers += _zone(across, up, page, x, y)
    layers += [
        _named("blocked", x, y).mark_point(shape="circle", size=26, stroke=GREY, strokeWidth=1, filled=False),
        _named("acceptable", x, y).mark_point(shape="circle", size=34, fill=BLUE, stroke=None, opacity=1),
    ]
    layers += _labels(dots, page, _plane(dots, across, up, page), x, y)
    # Hundreds of rows stand here once: a layer's own data would be copied with every change of it.
    datasets = {kind: _rows(dots, kind) for kind in ("blocked", "acceptable")}
    return alt.layer(*layers, datasets=datasets).properties(width=width, height=height)


def _named(kind: Kind, x: alt.X, y: alt.Y) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=kind)).encode(x=x, y=y)


def _rows(dots: Sequence[Dot], kind: Kind) -> list[dict[str, float]]:
    return [{"x": dot.x, "y": dot.y} for dot in dots if dot.kind == kind]


def _axis_name(axis: Axis, width: int) -> str:
    return fitted(axis.name, width - 110)[0]


def _told(axis: Axis, *, roomy: bool) -> str:
    whose = f" for {fitted(axis.name, _WIDEST, size=11)[0]}" if roomy else ""
    return f"no deal{whose}: {axis.no_deal:.0f}"


@dataclass(frozen=True, slots=True)
class _Captions:
    """What stands on the no-deal lines, and whether it ends (rather than starts) at the line or the plane's edge."""

    across: str
    up: str
    across_ends: bool
    up_ends: bool


def _captions(across: Axis, up: Axis, page: _Page) -> _Captions:
    line_x, _ = page.at(across.no_deal or 0.0, up.no_deal or 0.0)
    words = _told(up, roomy=page.roomy)
    meets = 0 < line_x < text_width(words, 11) + _EDGE < page.width / 2
    return _Captions(_told(across, roomy=page.roomy), words, line_x > _FAR * page.width, meets)


def _zone(across: Axis, up: Axis, page: _Page, x: alt.X, y: alt.Y) -> list[alt.Chart | alt.LayerChart]:
    """Return the part of the plane that both sides prefer to no deal, and the lines that bound it."""
    (_, right), (_, top) = page.x_ends, page.y_ends
    corner = alt.Chart(alt.Data(values=[{"x": across.no_deal, "y": up.no_deal, "right": right, "top": top}]))
    lines = corner.mark_rule(color=QUIET, strokeDash=[4, 3])
    small: dict[str, Any] = {"color": QUIET, "fontSize": 11, "dy": -7}
    told = _captions(across, up, page)
    return [
        corner.mark_rect(fill=BLUE, opacity=0.08).encode(x=x, y=y, x2="right:Q", y2="top:Q"),
        lines.encode(x=x),
        lines.encode(y=y),
        corner.mark_text(text=told.across, **_from(told.across_ends), **small).encode(x=x, y=alt.value("height")),
        corner.mark_text(text=told.up, **_from(told.up_ends), **small).encode(
            y=y, x=alt.value("width" if told.up_ends else 0)
        ),
    ]


def _from(ends: bool) -> dict[str, Any]:  # noqa: FBT001 - one of two sides
    return {"align": "right", "dx": -4} if ends else {"align": "left", "dx": 4}


def _plane(dots: Sequence[Dot], across: Axis, up: Axis, page: _Page) -> Plane:
    """Return what stands in the plane before any label does."""
    marks = [page.spot(dot) for dot in dots if dot.kind == "proposal"]
    plane = Plane(
        page.width,
        page.height,
        points=[page.spot(dot) for dot in dots if dot.kind != "proposal"],
        boxes=[(px - 7, py - 7, px + 7, py + 7) for px, py in marks],
    )
    if across.no_deal is not None and up.no_deal is not None:
        line_x, line_y = page.at(across.no_deal, up.no_deal)
        plane.lines = [(line_x, None), (None, line_y)]
        told = _captions(across, up, page)
        wide, broad = (text_width(words, 11) + _EDGE for words in (told.across, told.up))
        start = line_x - wide if told.across_ends else line_x
        left = page.width - broad if told.up_ends else 0
        plane.boxes += [(start, 0, start + wide, 16), (left, line_y, left + broad, line_y + 16)]
    return plane


def _labels(dots: Sequence[Dot], page: _Page, plane: Plane, x: alt.X, y: alt.Y) -> list[alt.Chart | alt.LayerChart]:
    """Return letters and names beside their marks, joined to them by lines where they stand away from them."""
    letters = sorted((dot for dot in dots if dot.kind == "letter"), key=lambda dot: dot.x)
    proposals = [dot for dot in dots if dot.kind == "proposal"]
    rows: dict[Kind, list[dict[str, float | str]]] = {"letter": [], "proposal": []}
    for dot in [*letters, *proposals]:
        lettered = dot.kind == "letter"
        words = dot.label if lettered else fitted(dot.label, _WIDEST)[0]
        size = (_LETTER, _LETTER) if lettered else (text_width(words, 13) + 4, 15)
        place = plane.put(page.spot(dot), wide=size[0], high=size[1], always_joined=lettered)
        (middle_x, middle_y), (tip_x, tip_y) = (
            page.back(*spot) for spot in (place.middle, place.middle if lettered else place.tip)
        )
        row: dict[str, float | str] = {"x": dot.x, "y": dot.y, "tip x": tip_x, "tip y": tip_y, "words": words}
        rows[dot.kind].append(row | {"middle x": middle_x, "middle y": middle_y})
    named, lettered = (alt.Chart(alt.Data(values=rows[kind])) for kind in ("proposal", "letter"))
    end_x, end_y = x.copy(), y.copy()
    end_x.shorthand, end_y.shorthand = "middle x:Q", "middle y:Q"
    there: dict[str, Any] = {"x": end_x, "y": end_y}
    here: dict[str, Any] = {"x": x, "y": y}
    joined: dict[str, Any] = {**here, "x2": "tip x:Q", "y2": "tip y:Q"}
    bold: dict[str, Any] = {"fontWeight": 600, "baseline": "middle"}
    return [
        named.mark_rule(stroke=QUIET, strokeWidth=1).encode(**joined),
        lettered.mark_rule(stroke=INK, strokeWidth=1).encode(**joined),
        # The point of a package worth discussing stands on the mark of a proposal that is the same package.
        named.mark_point(shape="diamond", size=170, fill=ORANGE, stroke=PAPER, strokeWidth=1, opacity=1).encode(**here),
        lettered.mark_point(shape="circle", size=34, fill=INK, stroke=PAPER, opacity=1).encode(**here),
        named.mark_text(**bold, stroke=PAPER, strokeWidth=4, opacity=0.85).encode(**there, text="words:N"),
        named.mark_text(**bold, color=INK).encode(**there, text="words:N"),
        lettered.mark_point(shape="circle", size=300, fill=INK, stroke=PAPER, opacity=1).encode(**there),
        lettered.mark_text(fill=PAPER, fontWeight=700, fontSize=12, baseline="middle").encode(**there, text="words:N"),
    ]
