"""What moves the gains: one panel per side on a scale of its own, since points of different sides do not compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.names import quiet_rows, row_names, side_title
from detente.report.html.charts.theme import BLUE, LINE, PAPER, QUIET
from detente.report.words import signed

__all__ = ["Mover", "movers"]

_STEP, _TALL, _GAP, _NARROWEST, _WORDS = 34, 46, 26, 170, 46


@dataclass(frozen=True, slots=True)
class Mover:
    """One number of the case, and per side its mean gain where the number is in its lowest and its highest fifth."""

    name: str
    gains: Mapping[str, tuple[float, float]]


def movers(
    rows: Sequence[Mover],
    *,
    width: int = 700,
    label: int = 260,
    middles: Mapping[str, float] | None = None,
    beside: bool = True,
) -> alt.TopLevelMixin:
    """Return a tornado per side.

    Parameters
    ----------
    rows
        In the order shown, all with the same sides.
    width, label
        Pixels for everything, and for the numbers' names.
    middles
        Per side its gain in the middle draw, as a line.
    beside
        Whether the panels stand side by side, as many as there is room for; else one below the other.
    """
    parties = list(rows[0].gains)
    columns = max(1, min(len(parties), (width - label + _GAP) // (_NARROWEST + _GAP))) if beside else 1
    room = (width - label - _GAP * (columns - 1)) // columns
    panels = [
        _panel(
            [(row.name, *row.gains[party]) for row in rows],
            party,
            room,
            label=0 if position % columns else label,
            over_plot=columns > 1,
            middle=(middles or {}).get(party),
        )
        for position, party in enumerate(parties)
    ]
    lines = [panels[start : start + columns] for start in range(0, len(panels), columns)]
    return alt.vconcat(*(alt.hconcat(*line, spacing=_GAP) for line in lines), spacing=18)


def _panel(
    rows: Sequence[tuple[str, float, float]],
    party: str,
    width: int,
    *,
    label: int,
    over_plot: bool,
    middle: float | None,
) -> alt.LayerChart | alt.FacetChart:
    values = [
        {
            "name": name,
            "low": low,
            "high": high,
            "left": min(low, high),
            "right": max(low, high),
            "left words": signed(min(low, high)),
            "right words": signed(max(low, high)),
        }
        for name, low, high in rows
    ]
    ends = [end for _, low, high in rows for end in (low, high)] + ([middle] if middle is not None else [])
    span = max(max(ends) - min(ends), 2.0)
    around = span * _WORDS / (width - 2 * _WORDS)
    scale = alt.Scale(domain=[min(ends) - around, max(ends) + around], nice=False)
    axis = alt.Axis(
        tickCount=3, domain=False, ticks=False, gridDash=[2, 2], labelExpr="replace(datum.label, '-', '−')", title=None
    )
    y = quiet_rows("name", label)
    low, high, left, right = (alt.X(f"{end}:Q", scale=scale, axis=axis) for end in ("low", "high", "left", "right"))
    base = alt.Chart(alt.Data(values=values))
    layers: list[alt.Chart | alt.LayerChart] = []
    if middle is not None:
        layers.append(alt.Chart(alt.Data(values=[{"low": middle}])).mark_rule(color=QUIET).encode(x=low))
    layers += [
        base.mark_rule(color=LINE, strokeWidth=6).encode(y=y, x=low, x2="high:Q"),
        base.mark_point(shape="circle", size=80, fill=PAPER, stroke=BLUE, strokeWidth=2, opacity=1).encode(y=y, x=low),
        base.mark_point(shape="circle", size=80, fill=BLUE, stroke=BLUE, strokeWidth=2, opacity=1).encode(y=y, x=high),
    ]
    for side, end, words in ((-1, left, "left words:N"), (1, right, "right words:N")):
        align = "right" if side < 0 else "left"
        told = base.encode(y=y, x=end, text=words)
        layers += [
            told.mark_text(align=align, dx=9 * side, fontSize=11, stroke=PAPER, strokeWidth=3),
            told.mark_text(align=align, dx=9 * side, fontSize=11, color=QUIET),
        ]
    if label:
        layers += row_names([row[0] for row in rows], "name", y, room=label, lines=2 if over_plot else 3)
    return alt.layer(*layers).properties(
        width=width,
        height=(_STEP if over_plot else _TALL) * len(rows),
        title=side_title(party, width, over_plot=over_plot),
    )
