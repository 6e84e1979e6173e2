"""Who values what: the swing of each issue for each side, as a heat map with its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.theme import HEAT, INK, PAPER

__all__ = ["Cell", "stakes"]

_STEP = 27
_NOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """What an issue is worth to a side: the swing from its worst to its best option, in that side's own points."""

    issue: str
    party: str
    points: float


def stakes(cells: Sequence[Cell], *, width: int = 640, label: int = 230) -> alt.TopLevelMixin:
    """Return a heat map of issues by sides, each side shaded by its own largest stake.

    Parameters
    ----------
    cells
        In the order shown.
    width, label
        Pixels for everything, and for the issues' names.
    """
    largest = {cell.party: max(other.points for other in cells if other.party == cell.party) for cell in cells}
    values = [
        {
            "issue": cell.issue,
            "party": cell.party,
            "step": (step := _shade(cell.points, largest[cell.party])),
            "dark": step >= 4,
            "words": f"{cell.points:.0f}" if cell.points >= 0.95 or not cell.points else f"{cell.points:.1f}",
        }
        for cell in cells
    ]
    parties = len({cell.party for cell in cells})
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X(
            "party:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=0,
                domain=False,
                ticks=False,
                labelColor=INK,
                labelFontWeight=600,
                labelLimit=max(60, (width - label) // max(parties, 1) - 6),
            ),
            scale=alt.Scale(paddingInner=0.03),
        ),
        y=alt.Y(
            "issue:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                domain=False, ticks=False, labelColor=INK, labelLimit=0.8 * label, minExtent=label, maxExtent=label
            ),
            scale=alt.Scale(paddingInner=0.06),
        ),
    )
    return alt.layer(
        base.mark_rect().encode(
            color=alt.Color("step:O", scale=alt.Scale(domain=list(range(len(HEAT))), range=list(HEAT)), legend=None)
        ),
        base.mark_text(fontSize=12).encode(
            text="words:N", color=alt.condition("datum.dark", alt.value(PAPER), alt.value(INK))
        ),
    ).properties(width=width - label, height=_STEP * len({cell.issue for cell in cells}))


def _shade(points: float, largest: float) -> int:
    """Return a step of the ramp: 0 for next to nothing, then by fifths of the side's largest stake."""
    return 0 if points < _NOTHING or not largest else math.ceil((len(HEAT) - 1) * points / largest)
