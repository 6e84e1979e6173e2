"""In how many draws a deal exists under levers, whatever the package: a row per set of levers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.names import quiet_rows, row_names
from detente.report.html.charts.theme import BLUE, LINE, ORANGE, PAPER, QUIET

__all__ = ["Zone", "zones"]

_STEP, _NUMBER, _ROOMY = 30, 52, 500


@dataclass(frozen=True, slots=True)
class Zone:
    """A set of levers, the share of draws with a zone under it, and whether it breaks a norm."""

    name: str
    share: float
    flagged: bool = False


def zones(rows: Sequence[Zone], *, draws: int, width: int = 640, label: int = 190) -> alt.TopLevelMixin:
    """Return a dot plot, with a line from what holds without levers to what holds under each set.

    Parameters
    ----------
    rows
        The first is without levers.
    draws
        How many draws a share of 1 means.
    width, label
        Pixels for everything, and for the names of the rows.
    """
    without = rows[0].share * draws
    values = [
        {
            "name": row.name,
            "draws": row.share * draws,
            "without": without,
            "flagged": row.flagged,
            "words": f"{round(row.share * draws):,}",
        }
        for row in rows
    ]
    base = alt.Chart(alt.Data(values=values))
    y = quiet_rows("name", label)
    room = width - label
    parts = 4 if room >= _ROOMY else 2
    x = alt.X(
        "draws:Q",
        scale=alt.Scale(domain=[-0.02 * draws, 1.02 * draws], range=[0, room - _NUMBER], nice=False),
        title=f"draws in which a deal exists, of {draws:,}",
        axis=alt.Axis(
            values=[draws * part / parts for part in range(parts + 1)],
            domain=False,
            ticks=False,
            grid=False,
            titleAnchor="end",
            format=",d",
        ),
    )
    colour = alt.condition("datum.flagged", alt.value(ORANGE), alt.value(BLUE))
    inside = alt.condition("datum.flagged", alt.value(PAPER), alt.value(BLUE))
    return alt.layer(
        alt.Chart(alt.Data(values=[{"draws": without}])).mark_rule(color=QUIET, strokeDash=[4, 3]).encode(x=x),
        base.mark_rule(color=LINE, strokeWidth=5).encode(y=y, x=x, x2="without:Q"),
        base.mark_point(shape="circle", size=80, filled=True, strokeWidth=2, opacity=1).encode(
            y=y, x=x, fill=inside, stroke=colour
        ),
        base.mark_text(align="right", fontSize=12).encode(y=y, x=alt.value(room), text="words:N"),
        *row_names([row.name for row in rows], "name", y, room=label),
    ).properties(width=room, height=_STEP * len(rows))
