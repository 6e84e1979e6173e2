"""How a party's consent grows with pressure: one panel per party, since points of parties do not compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from detente.report.html.charts.names import side_title
from detente.report.html.charts.theme import BLUE, INK, PAPER, QUIET

__all__ = ["Pressed", "pressure"]

_GAP, _HEIGHT, _COLUMNS, _SHORTEST = 34, 120, 3, 10.0


@dataclass(frozen=True, slots=True)
class Pressed:
    """A party, the share of draws in which it accepts by points of pressure, and what it takes at the central values.

    `central` is ``None`` where no pressure moves it.
    """

    party: str
    curve: Sequence[tuple[float, float]]
    central: float | None


def pressure(rows: Sequence[Pressed], *, draws: int, width: int = 800, beside: bool = True) -> alt.TopLevelMixin:
    """Return a curve per party.

    Parameters
    ----------
    rows
        Parties in the order shown.
    draws
        How many draws a share of 1 means.
    width
        Pixels for everything.
    beside
        Whether the panels stand side by side, up to three in a line; else one below the other.
    """
    columns = min(len(rows), _COLUMNS) if beside else 1
    room = (width - (_GAP + 36) * (columns - 1) - 44) // columns
    panels = [_panel(row, draws, min(room, 340)) for row in rows]
    lines = [panels[start : start + columns] for start in range(0, len(panels), columns)]
    return alt.vconcat(*(alt.hconcat(*line, spacing=_GAP) for line in lines), spacing=16)


def _end(row: Pressed) -> float:
    """Return up to which pressure the curve is worth showing: a little beyond where it stops to rise."""
    most = row.curve[-1][1]
    flat = next(at for at, part in row.curve if part >= most)
    needed = max(_SHORTEST, flat, 1.2 * (row.central or 0.0))
    return next((at for at, _ in row.curve if at >= needed), max(needed, row.curve[-1][0]))


def _panel(row: Pressed, draws: int, width: int) -> alt.LayerChart | alt.FacetChart:
    end = _end(row)
    values = [{"points": at, "draws": part * draws} for at, part in row.curve if at <= end]
    x = alt.X(
        "points:Q",
        scale=alt.Scale(domain=[-0.02 * end, 1.02 * end], nice=False),
        title="points of pressure →",
        axis=alt.Axis(tickCount=5, grid=False, ticks=False, titleAnchor="end"),
    )
    y = alt.Y(
        "draws:Q",
        scale=alt.Scale(domain=[0, draws * 1.04], nice=False),
        title=None,
        axis=alt.Axis(values=[0, draws / 2, draws], domain=False, ticks=False, gridDash=[2, 2], format=",d"),
    )
    base = alt.Chart(alt.Data(values=values)).encode(x=x, y=y)
    layers: list[alt.Chart | alt.LayerChart] = [
        base.mark_line(color=BLUE, strokeWidth=2),
        base.mark_point(shape="circle", size=28, fill=BLUE, stroke=None, opacity=1),
    ]
    mark = alt.Chart(alt.Data(values=[{"points": row.central or 0.0}]))
    if row.central:
        late = row.central > end / 2
        told = mark.encode(x=x, y=alt.value(_HEIGHT - 10))
        words = f"{row.central:.1f}"
        look: dict[str, Any] = {
            "align": "right" if late else "left",
            "dx": -5 if late else 5,
            "fontSize": 12,
            "fontWeight": 600,
        }
        layers += [
            mark.mark_rule(color=INK, strokeDash=[4, 3]).encode(x=x),
            told.mark_text(text=words, stroke=PAPER, strokeWidth=3, **look),
            told.mark_text(text=words, color=INK, **look),
        ]
    elif row.central is None:
        layers.append(
            mark.mark_text(
                text="a red line: no pressure moves it", align="left", dx=4, fontSize=11, color=QUIET
            ).encode(x=x, y=alt.value(12))
        )
    return alt.layer(*layers).properties(
        width=width, height=_HEIGHT, title=side_title(row.party, width, over_plot=True)
    )
