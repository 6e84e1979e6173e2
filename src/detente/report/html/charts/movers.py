"""What moves the gains: one panel per side on a scale of its own, since points of different sides do not compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from detente.report.html.charts.theme import BLUE, INK, LINE, PAPER, QUIET
from detente.report.words import signed

__all__ = ["Mover", "movers"]

_STEP, _GAP, _BELOW, _NARROWEST, _WORDS = 40, 22, 60, 130, 46


@dataclass(frozen=True, slots=True)
class Mover:
    """One number of the case, and per side its mean gain where the number is in its lowest and its highest fifth."""

    name: str
    gains: Mapping[str, tuple[float, float]]


def movers(
    rows: Sequence[Mover], *, width: int = 640, middles: Mapping[str, float] | None = None, labelled: bool = True
) -> alt.TopLevelMixin:
    """Return a tornado per side, side by side while there is room; each number's name stands above its bars.

    Parameters
    ----------
    rows
        In the order shown, all with the same sides.
    width
        Of everything in pixels.
    middles
        Per side its gain in the middle draw, as a line.
    labelled
        Whether both gains stand beside their bar.
    """
    parties = list(rows[0].gains)
    columns = max(1, min(len(parties), (width + _GAP) // (_NARROWEST + _GAP)))
    room = (width - _GAP * (columns - 1)) // columns
    panels = [
        _panel(
            [(row.name, *row.gains[party]) for row in rows],
            party,
            room,
            # In the first panel of a line the names may run on above the bars of the next.
            names=width if position % columns == 0 else 0,
            middle=(middles or {}).get(party),
            labelled=labelled,
        )
        for position, party in enumerate(parties)
    ]
    return alt.concat(*panels, columns=columns, spacing={"row": _BELOW, "column": _GAP}, bounds="flush")


def _panel(
    rows: Sequence[tuple[str, float, float]],
    party: str,
    width: int,
    *,
    names: int,
    middle: float | None,
    labelled: bool,
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
    around = span * _WORDS / (width - 2 * _WORDS) if labelled else 0.08 * span
    scale = alt.Scale(domain=[min(ends) - around, max(ends) + around], nice=False)
    axis = alt.Axis(
        tickCount=3, domain=False, ticks=False, gridDash=[2, 2], labelExpr="replace(datum.label, '-', '−')", title=None
    )
    y = alt.Y("name:N", sort=None, title=None, axis=None, scale=alt.Scale(paddingInner=0))
    low, high, left, right = (alt.X(f"{end}:Q", scale=scale, axis=axis) for end in ("low", "high", "left", "right"))
    base = alt.Chart(alt.Data(values=values))
    layers: list[alt.Chart | alt.LayerChart] = []
    if middle is not None:
        layers.append(alt.Chart(alt.Data(values=[{"low": middle}])).mark_rule(color=QUIET).encode(x=low))
    layers += [
        base.mark_rule(color=LINE, strokeWidth=6, yOffset=9).encode(y=y, x=low, x2="high:Q"),
        base.mark_point(shape="circle", size=80, fill=PAPER, stroke=BLUE, strokeWidth=2, opacity=1, yOffset=9).encode(
            y=y, x=low
        ),
        base.mark_point(shape="circle", size=80, fill=BLUE, stroke=BLUE, strokeWidth=2, opacity=1, yOffset=9).encode(
            y=y, x=high
        ),
    ]
    if labelled:
        texts = base.mark_text(align="right", dx=-9, dy=9, fontSize=11, color=QUIET)
        layers.append(texts.encode(y=y, x=left, text="left words:N"))
        texts = base.mark_text(align="left", dx=9, dy=9, fontSize=11, color=QUIET)
        layers.append(texts.encode(y=y, x=right, text="right words:N"))
    if names:
        layers.append(
            base.mark_text(align="left", dy=-8, color=INK, limit=names).encode(y=y, x=alt.value(0), text="name:N")
        )
    return alt.layer(*layers).properties(
        width=width,
        height=_STEP * len(rows),
        title=alt.TitleParams(party, anchor="start", fontSize=13, color=INK, fontWeight=600, offset=8),
    )
