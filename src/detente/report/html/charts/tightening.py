"""How the outcome moves as a ratifier asks for more: one panel per side, since points of sides do not compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.names import side_title
from detente.report.html.charts.theme import BLUE, INK, QUIET

__all__ = ["Asked", "tightening"]

_GAP, _HEIGHT = 40, 130


@dataclass(frozen=True, slots=True)
class Asked:
    """By how many points more a ratifier asks, and what each side then gains; nothing where no deal passes."""

    points: float
    gains: Mapping[str, float]


def tightening(
    rows: Sequence[Asked], parties: Sequence[str], *, width: int = 640, beside: bool = True
) -> alt.TopLevelMixin:
    """Return a step line per side.

    Parameters
    ----------
    rows
        From asking for nothing more upwards.
    parties
        Whose gains are shown.
    width
        Pixels for everything.
    beside
        Whether the panels stand side by side, up to three in a line; else one below the other.
    """
    columns = min(len(parties), 3) if beside else 1
    room = (width - (_GAP + 34) * (columns - 1) - 40) // columns
    panels = [_panel(rows, party, room) for party in parties]
    lines = [panels[start : start + columns] for start in range(0, len(panels), columns)]
    return alt.vconcat(*(alt.hconcat(*line, spacing=_GAP) for line in lines), spacing=18)


def _panel(rows: Sequence[Asked], party: str, width: int) -> alt.LayerChart | alt.FacetChart:
    values = [{"points": row.points, "gain": row.gains[party]} for row in rows if party in row.gains]
    gone = next((row.points for row in rows if not row.gains), None)
    last = rows[-1].points if gone is None else gone
    x = alt.X(
        "points:Q",
        scale=alt.Scale(domain=[-0.02 * last, (1 if gone is None else 1.4) * last], nice=False),
        title="points more asked for →",
        axis=alt.Axis(values=_ticks(rows, last), grid=False, domain=True, ticks=False, titleAnchor="end"),
    )
    y = alt.Y(
        "gain:Q",
        scale=alt.Scale(domain=_ends([value["gain"] for value in values]), nice=False),
        title=None,
        axis=alt.Axis(
            tickCount=4, domain=False, ticks=False, gridDash=[2, 2], labelExpr="replace(datum.label, '-', '−')"
        ),
    )
    base = alt.Chart(alt.Data(values=values))
    layers: list[alt.Chart | alt.LayerChart] = [
        base.mark_line(interpolate="step-after", color=BLUE, strokeWidth=2).encode(x=x, y=y),
        base.mark_point(shape="circle", size=50, fill=BLUE, stroke=None, opacity=1).encode(x=x, y=y),
    ]
    if gone is not None:
        end = alt.Chart(alt.Data(values=[{"points": gone}])).encode(x=x)
        layers += [
            end.mark_rule(color=INK, strokeDash=[4, 3]),
            end.mark_text(text=["no deal", "passes"], align="left", dx=6, dy=8, fontSize=11, color=QUIET).encode(
                y=alt.value(0)
            ),
        ]
    return alt.layer(*layers).properties(
        width=width, height=_HEIGHT, title=side_title(f"{party}: gain", width, over_plot=True)
    )


def _ends(gains: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the axis of gains: no deal is on it, and no more below it than there has to be."""
    low, high = min(0.0, *gains), max(0.0, *gains)
    room = 0.08 * max(high - low, 4.0)
    return low - (room if low < 0 else room / 2), max(high, low + 4.0) + room


def _ticks(rows: Sequence[Asked], last: float) -> list[float]:
    """Return where the axis is labelled: as far apart as labels need."""
    shown: list[float] = []
    for row in rows:
        if row.points <= last and (not shown or row.points - shown[-1] >= last / 8):
            shown.append(row.points)
    return shown
