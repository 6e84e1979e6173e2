"""What matters: how far the answer differs between the draws in which a number is lowest and highest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.names import quiet_rows, row_names
from detente.report.html.charts.theme import BLUE, LINE, PAPER, QUIET

__all__ = ["Bar", "influences"]

_STEP = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One number of the case, and the shares (0 to 1) where it is in its lowest and in its highest fifth."""

    name: str
    low: float
    high: float


def influences(
    bars: Sequence[Bar], *, width: int = 640, label: int = 260, middle: float | None = None
) -> alt.TopLevelMixin:
    """Return a tornado, widest first.

    Parameters
    ----------
    bars
        In the order shown.
    width, label
        Pixels for everything, and for the numbers' names.
    middle
        The share over all draws, as a line.
    """
    values = [{"name": bar.name, "low": 100 * bar.low, "high": 100 * bar.high} for bar in bars]
    base = alt.Chart(alt.Data(values=values))
    y = quiet_rows("name", label)
    ends = [end for bar in bars for end in (100 * bar.low, 100 * bar.high)]
    start = max(0.0, 10 * ((min(ends) - 4) // 10))
    stop = min(100.0, 10 * -(-(max(ends) + 4) // 10))
    scale = alt.Scale(domain=[start, stop], nice=False)
    axis = alt.Axis(tickCount=4, domain=False, ticks=False, titleAnchor="end", gridDash=[2, 2])
    title = "of 100 draws, in so many"
    low, high = (alt.X(f"{end}:Q", scale=scale, title=title, axis=axis) for end in ("low", "high"))
    layers: list[alt.Chart | alt.LayerChart] = []
    if middle is not None:
        row = alt.Chart(alt.Data(values=[{"low": 100 * middle}]))
        layers.append(row.mark_rule(color=QUIET).encode(x=low))
    layers += [
        base.mark_rule(color=LINE, strokeWidth=6).encode(y=y, x=low, x2="high:Q"),
        base.mark_point(shape="circle", size=80, fill=PAPER, stroke=BLUE, strokeWidth=2, opacity=1).encode(y=y, x=low),
        base.mark_point(shape="circle", size=80, fill=BLUE, stroke=BLUE, strokeWidth=2, opacity=1).encode(y=y, x=high),
        *row_names([bar.name for bar in bars], "name", y, room=label),
    ]
    return alt.layer(*layers).properties(width=width - label, height=_STEP * len(bars))
