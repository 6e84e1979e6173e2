"""The deal space of many sides: for each side a line of its own, with what the packages give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from detente.report.html.charts.names import quiet_rows, row_names
from detente.report.html.charts.theme import BLUE, GREY, INK, ORANGE, PAPER, QUIET, domain

__all__ = ["Tick", "strips"]

_LEVEL = 19
"""Pixels between letters that stand above each other, so that none hides another."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What one package gives one side, in that side's own points.

    `kind` is as in `detente.report.html.charts.space.Dot`, or ``no deal`` for the value of having no agreement.
    The label of a proposal starts with its number, up to a ``|``.
    """

    party: str
    points: float
    kind: Literal["blocked", "acceptable", "proposal", "letter", "no deal"]
    label: str = ""


def strips(ticks: Sequence[Tick], *, width: int = 640, label: int = 120) -> alt.TopLevelMixin:
    """Return one line per side: efficient packages as ticks, letters and proposals above and below it.

    Parameters
    ----------
    ticks
        Of every side, sides in the order shown.
    width, label
        Pixels for everything, and for the sides' names.
    """
    ends = domain([tick.points for tick in ticks])
    x = alt.X(
        "points:Q",
        scale=alt.Scale(domain=ends, nice=False),
        title="each side's own points →",
        axis=alt.Axis(tickCount=5, grid=False, domain=False, ticks=False, titleAnchor="end"),
    )
    y = quiet_rows("party", label, lines=True)

    letters = sorted({tick.label for tick in ticks if tick.kind == "letter"})

    def of(kind: str, label: str | None = None) -> alt.Chart:
        rows = [
            {"party": tick.party, "points": tick.points, "number": tick.label.partition("|")[0]}
            for tick in ticks
            if tick.kind == kind and label in (None, tick.label)
        ]
        return alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)

    return alt.layer(
        of("blocked").mark_tick(height=10, thickness=1, color=GREY, opacity=0.7),
        of("acceptable").mark_tick(height=16, thickness=1.5, color=BLUE, opacity=1),
        of("no deal").mark_tick(height=34, thickness=2, color=INK),
        of("no deal").mark_text(text="no deal", dy=25, fontSize=11, color=QUIET),
        of("proposal").mark_point(
            shape="diamond", size=90, fill=ORANGE, stroke=PAPER, strokeWidth=1, opacity=1, yOffset=12
        ),
        of("proposal").mark_text(align="left", dx=8, dy=12, fontSize=11, fontWeight=600).encode(text="number:N"),
        *(
            layer
            for level, letter in enumerate(letters)
            for layer in _letter(of("letter", label=letter), letter, level)
        ),
        *row_names([tick.party for tick in ticks], "party", y, room=label, lines=3),
    ).properties(width=width - label, height=(54 + _LEVEL * len(letters)) * len({tick.party for tick in ticks}))


def _letter(here: alt.Chart, letter: str, level: int) -> tuple[alt.Chart, alt.Chart]:
    """Return a package's letter above its ticks, the higher the later it is."""
    up = -18 - _LEVEL * level
    return (
        here.mark_point(shape="circle", size=250, fill=INK, stroke=PAPER, opacity=1, yOffset=up),
        here.mark_text(text=letter, fill=PAPER, fontWeight=700, fontSize=11, dy=up + 0.5),
    )
