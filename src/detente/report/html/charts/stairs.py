"""What more of his levers buys each wielder: one panel each, since the points that they cost do not compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.names import side_title
from detente.report.html.charts.theme import BLUE, INK, ORANGE, PAPER

__all__ = ["Stair", "stairs"]

_GAP, _HEIGHT, _COLUMNS = 34, 130, 3
_APART = 16
"""Pixels between numbers that stand side by side."""


@dataclass(frozen=True, slots=True)
class Stair:
    """A set of levers of one wielder: its number, what it costs him, and the share of draws in which all accept.

    `flagged` where it breaks a norm.
    """

    number: str
    cost: float
    share: float
    flagged: bool = False


def stairs(
    panels: Sequence[tuple[str, Sequence[Stair]]], *, draws: int, width: int = 800, beside: bool = True
) -> alt.TopLevelMixin:
    """Return a staircase per wielder, with numbered steps.

    Parameters
    ----------
    panels
        Wielders, and their steps from nothing upwards.
    draws
        How many draws a share of 1 means.
    width
        Pixels for everything.
    beside
        Whether the panels stand side by side, up to three in a line; else one below the other.
    """
    columns = min(len(panels), _COLUMNS) if beside else 1
    room = min((width - (_GAP + 36) * (columns - 1) - 44) // columns, 340)
    drawn = [_panel(wielder, steps, draws, room) for wielder, steps in panels]
    lines = [drawn[start : start + columns] for start in range(0, len(drawn), columns)]
    return alt.vconcat(*(alt.hconcat(*line, spacing=_GAP) for line in lines), spacing=16)


def _panel(wielder: str, steps: Sequence[Stair], draws: int, width: int) -> alt.LayerChart | alt.FacetChart:
    end = max(1.0, *(step.cost for step in steps))
    lowered = _lowered([step.cost for step in steps], _APART * 1.18 * end / width)
    values = [
        {"cost": step.cost, "draws": step.share * draws, "number": step.number, "flagged": step.flagged, "low": low}
        for step, low in zip(steps, lowered, strict=True)
    ]
    # The last step goes on: nothing dearer buys more.
    last = [{**values[-1], "cost": 1.12 * end}]
    x = alt.X(
        "cost:Q",
        scale=alt.Scale(domain=[-0.06 * end, 1.12 * end], nice=False),
        title="what it costs, in own points →",
        axis=alt.Axis(tickCount=5, grid=False, ticks=False, titleAnchor="end"),
    )
    y = alt.Y(
        "draws:Q",
        scale=alt.Scale(domain=[0, draws * 1.16], nice=False),
        title=None,
        axis=alt.Axis(values=[0, draws / 2, draws], domain=False, ticks=False, gridDash=[2, 2], format=",d"),
    )
    base = alt.Chart(alt.Data(values=values)).encode(x=x, y=y)
    colour = alt.condition("datum.flagged", alt.value(ORANGE), alt.value(BLUE))
    inside = alt.condition("datum.flagged", alt.value(PAPER), alt.value(BLUE))
    return alt.layer(
        alt.Chart(alt.Data(values=values + last))
        .mark_line(interpolate="step-after", color=BLUE, strokeWidth=2)
        .encode(x=x, y=y),
        base.mark_point(shape="circle", size=64, filled=True, strokeWidth=2, opacity=1).encode(
            fill=inside, stroke=colour
        ),
        *(
            text.encode(text="number:N")
            for low, dy in ((False, -12), (True, 14))
            for there in (base.transform_filter("datum.low" if low else "!datum.low"),)
            for text in (
                there.mark_text(dy=dy, fontSize=11, stroke=PAPER, strokeWidth=3),
                there.mark_text(dy=dy, fontSize=11, fontWeight=600, color=INK),
            )
        ),
    ).properties(width=width, height=_HEIGHT, title=side_title(wielder, width, over_plot=True))


def _lowered(costs: Sequence[float], apart: float) -> list[bool]:
    """Return which numbers stand below their points, because the one before stands too near above its own.

    Examples
    --------
    >>> _lowered([0, 5, 5.2, 9], 1)
    [False, False, True, False]
    """
    found: list[bool] = []
    for place, cost in enumerate(costs):
        near = place > 0 and cost - costs[place - 1] < apart
        found.append(near and not found[-1])
    return found
