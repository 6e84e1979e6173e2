"""In how many draws all accept a package, on paper and as it is expected to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.names import quiet_rows, row_names
from detente.report.html.charts.theme import BLUE, LINE, PAPER

__all__ = ["KeptRow", "keeping"]

_STEP, _NUMBERS, _ROOMY = 32, 104, 500


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A package, or any package at all, and two shares of draws, 0 to 1."""

    name: str
    on_paper: float
    expected: float


def keeping(rows: Sequence[KeptRow], *, draws: int, width: int = 640, label: int = 190) -> alt.TopLevelMixin:
    """Return a dot plot: an open dot for what is on paper, joined to a filled one for what is expected.

    Parameters
    ----------
    rows
        In the order shown.
    draws
        How many draws a share of 1 means.
    width, label
        Pixels for everything, and for the names of the rows.
    """
    values = [
        {
            "name": row.name,
            "paper": row.on_paper * draws,
            "expected": row.expected * draws,
            "words": f"{round(row.on_paper * draws):,} → {round(row.expected * draws):,}",
        }
        for row in rows
    ]
    base = alt.Chart(alt.Data(values=values))
    y = quiet_rows("name", label)
    room = width - label
    parts = 4 if room >= _ROOMY else 2

    def x(field: str) -> alt.X:
        return alt.X(
            f"{field}:Q",
            scale=alt.Scale(domain=[-0.03 * draws, 1.03 * draws], range=[0, room - _NUMBERS], nice=False),
            title=f"draws in which all accept it, of {draws:,}",
            axis=alt.Axis(
                values=[draws * part / parts for part in range(parts + 1)],
                domain=False,
                ticks=False,
                grid=False,
                titleAnchor="end",
                format=",d",
            ),
        )

    return alt.layer(
        base.mark_rule(color=LINE, strokeWidth=5).encode(y=y, x=x("paper"), x2="expected:Q"),
        base.mark_point(shape="circle", size=80, fill=PAPER, stroke=BLUE, strokeWidth=2, opacity=1).encode(
            y=y, x=x("paper")
        ),
        base.mark_point(shape="circle", size=80, fill=BLUE, stroke=BLUE, strokeWidth=2, opacity=1).encode(
            y=y, x=x("expected")
        ),
        base.mark_text(align="right", fontSize=12).encode(y=y, x=alt.value(room), text="words:N"),
        *row_names([row.name for row in rows], "name", y, room=label),
    ).properties(width=room, height=_STEP * len(rows))
