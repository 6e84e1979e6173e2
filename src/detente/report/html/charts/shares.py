"""In how many draws of the ranges a package is acceptable: to each side, and to all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.names import quiet_rows, row_names
from detente.report.html.charts.theme import BLUE, GREEN, GREY, LINE, ORANGE, PAPER

__all__ = ["SHAPES", "Share", "shares"]

SHAPES = ("triangle-up", "square", "triangle-down", "diamond", "cross")
"""One for each side; they repeat where there are more sides."""

_COLOURS = (ORANGE, GREEN, GREY)
_STEP, _ROOMY, _MARGIN = 34, 500, 0.025


@dataclass(frozen=True, slots=True)
class Share:
    """One package: the share of draws in which all accept it, and each side, 0 to 1."""

    package: str
    everyone: float
    parties: Mapping[str, float]


def shares(rows: Sequence[Share], *, draws: int, width: int = 560, label: int = 190) -> alt.TopLevelMixin:
    """Return a dot plot: a filled dot for all, a smaller open shape for each side.

    Parameters
    ----------
    rows
        Packages in the order shown.
    draws
        How many draws a share of 1 means.
    width, label
        Pixels for everything, and for the packages' names.
    """
    parties = list(dict.fromkeys(party for row in rows for party in row.parties))
    y = quiet_rows("package", label)
    parts = 5 if width >= _ROOMY else 2
    x = alt.X(
        "draws:Q",
        # A mark at no draw at all must not stand on its row's name.
        scale=alt.Scale(domain=[-_MARGIN * draws, (1 + _MARGIN) * draws], nice=False),
        title=f"draws in which it is acceptable, of {draws:,}",
        axis=alt.Axis(
            values=sorted({round(draws * part / parts) for part in range(parts + 1)}),
            domain=False,
            ticks=False,
            titleAnchor="end",
            gridDash=[2, 2],
            format=",d",
        ),
    )
    all_of = [
        {
            "package": row.package,
            "draws": row.everyone * draws,
            "most": max([row.everyone, *row.parties.values()]) * draws,
        }
        for row in rows
    ]
    base = alt.Chart(alt.Data(values=all_of))
    layers: list[alt.Chart | alt.LayerChart] = [
        base.mark_rule(color=LINE, strokeWidth=2).encode(y=y, x=x, x2="most:Q"),
    ]
    for position, party in enumerate(parties):
        values = [{"package": row.package, "draws": row.parties[party] * draws} for row in rows if party in row.parties]
        layers.append(
            alt.Chart(alt.Data(values=values))
            .mark_point(
                shape=SHAPES[position % len(SHAPES)],
                size=75,
                fill=PAPER,
                stroke=_COLOURS[position % len(_COLOURS)],
                strokeWidth=2,
                opacity=1,
                yOffset=_offset(position, len(parties)),
            )
            .encode(y=y, x=x)
        )
    layers.append(base.mark_point(shape="circle", size=80, fill=BLUE, stroke=None, opacity=1).encode(y=y, x=x))
    layers += row_names([row.package for row in rows], "package", y, room=label)
    return alt.layer(*layers).properties(width=width - label, height=_STEP * len(rows))


def _offset(position: int, parties: int) -> float:
    """Return how far below the row's middle a side's shape stands, so that none hides another."""
    return -9 + 18 * position / (parties - 1) if parties > 1 else 9
