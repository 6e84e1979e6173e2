"""What packages give each side over no deal: one panel per side, since points of different sides do not compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.names import quiet_rows, row_names, side_title
from detente.report.html.charts.theme import BLUE, INK, LINE, ORANGE, PAPER, QUIET, domain

__all__ = ["Gain", "gains"]

_STEP = 32


@dataclass(frozen=True, slots=True)
class Gain:
    """A side's gain from a package: at the central values, and over the draws from the 5th to the 95th percentile.

    Without draws `low`, `lower`, `upper` and `high` are ``None``.
    """

    package: str
    party: str
    central: float
    low: float | None = None
    lower: float | None = None
    upper: float | None = None
    high: float | None = None


def gains(rows: Sequence[Gain], *, width: int = 700, label: int = 150, beside: bool = True) -> alt.TopLevelMixin:
    """Return intervals per package, in one panel per side.

    Parameters
    ----------
    rows
        Of every package and side, packages in the order shown.
    width, label
        Pixels for everything, and for the packages' names.
    beside
        Whether the panels stand side by side; else one below the other.
    """
    parties = list(dict.fromkeys(row.party for row in rows))
    room = (width - label - 30 * (len(parties) - 1)) // len(parties) if beside else width - label
    panels = [
        _panel(
            [row for row in rows if row.party == party],
            party,
            room,
            label,
            named=not beside or position == 0,
            beside=beside,
        )
        for position, party in enumerate(parties)
    ]
    return alt.hconcat(*panels, spacing=26) if beside else alt.vconcat(*panels, spacing=18)


def _panel(
    rows: Sequence[Gain], party: str, width: int, label: int, *, named: bool, beside: bool
) -> alt.LayerChart | alt.FacetChart:
    values = [
        {
            "package": row.package,
            "central": row.central,
            "low": row.low,
            "lower": row.lower,
            "upper": row.upper,
            "high": row.high,
            "words": f"{row.central:+.1f}".replace("-", "−"),
        }
        for row in rows
    ]
    ends = domain([end for row in rows for end in (0.0, row.central, row.low, row.high) if end is not None], least=8)
    y = quiet_rows("package", label if named else 0)
    scale = alt.Scale(domain=ends, nice=False)
    labels = alt.Axis(
        tickCount=4, domain=False, ticks=False, gridDash=[2, 2], labelExpr="replace(datum.label, '-', '−')"
    )
    x, x_low, x_lower = (alt.X(f"{end}:Q", scale=scale, title=None, axis=labels) for end in ("central", "low", "lower"))
    base = alt.Chart(alt.Data(values=values))
    zero = alt.Chart(alt.Data(values=[{"central": 0}])).mark_rule(color=INK, strokeWidth=1).encode(x=x)
    ranged = base.transform_filter("isValid(datum.low)")
    colour = alt.condition("datum.central < 0", alt.value(ORANGE), alt.value(BLUE))
    told = base.encode(y=y, x=x, text="words:N")
    names = row_names([row.package for row in rows], "package", y, room=label) if named else []
    return alt.layer(
        zero,
        ranged.mark_rule(strokeWidth=2, color=LINE).encode(y=y, x=x_low, x2="high:Q"),
        ranged.mark_rule(strokeWidth=7, opacity=0.45).encode(y=y, x=x_lower, x2="upper:Q", color=colour),
        base.mark_point(shape="circle", size=70, filled=True, opacity=1).encode(y=y, x=x, color=colour),
        told.mark_text(dy=-11, fontSize=11, stroke=PAPER, strokeWidth=3),
        told.mark_text(dy=-11, fontSize=11, color=QUIET),
        *names,
    ).properties(
        width=width,
        height=_STEP * len(rows),
        title=side_title(party, width, over_plot=not named or beside),
    )
