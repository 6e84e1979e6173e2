"""Win-sets: what part of the packages each ratifier would pass, and how ready it is to pass those that have letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from detente.report.html.charts.names import quiet_rows, row_names, text_width
from detente.report.html.charts.theme import BLUE, INK, LINE, PAPER, QUIET

__all__ = ["Passed", "passing"]

_STEP, _GAP, _NUMBER = 38, 46, 52
_ENDS = (-0.05, 1.06)


@dataclass(frozen=True, slots=True)
class Passed:
    """A ratifier (or all of them): the share of packages that it would pass, and per letter its chance of a yes."""

    name: str
    share: float
    yes: Mapping[str, float]


def passing(
    rows: Sequence[Passed], *, at_least: float, width: int = 800, label: int = 150, beside: bool = True
) -> alt.TopLevelMixin:
    """Return bars for the shares of packages, and letters on a line from 0 to 1.

    Parameters
    ----------
    rows
        In the order shown; the last is where all meet, and stands apart in its colour.
    at_least
        The chance that puts a package into a win-set, as a line.
    width, label
        Pixels for everything, and for the ratifiers' names.
    beside
        Whether both panels stand side by side; else one below the other.
    """
    letters = any(row.yes for row in rows)
    room = width - label
    first = (room - _GAP) * 2 // 5 if beside and letters else room
    bars = _bars(rows, first, label)
    if not letters:
        return bars
    second = room - _GAP - first if beside else room
    marks = _marks(rows, at_least, second, 0 if beside else label)
    return alt.hconcat(bars, marks, spacing=_GAP) if beside else alt.vconcat(bars, marks, spacing=22)


def _title(words: str) -> alt.TitleParams:
    return alt.TitleParams(
        words, anchor="start", frame="group", fontSize=12, color=QUIET, fontWeight="normal", offset=6
    )


def _bars(rows: Sequence[Passed], width: int, label: int) -> alt.LayerChart | alt.FacetChart:
    values = [
        {"name": row.name, "share": row.share, "whole": 1, "words": _of_hundred(row.share), "last": row is rows[-1]}
        for row in rows
    ]
    base = alt.Chart(alt.Data(values=values))
    y = quiet_rows("name", label)
    scale = alt.Scale(domain=[0, 1], range=[0, width - _NUMBER], nice=False)
    x, whole = (alt.X(f"{end}:Q", scale=scale, axis=None) for end in ("share", "whole"))
    colour = alt.condition("datum.last", alt.value(INK), alt.value(BLUE))
    return alt.layer(
        base.mark_bar(color=LINE, opacity=0.55, height=12).encode(y=y, x=whole),
        base.mark_bar(height=12, opacity=1).encode(y=y, x=x, color=colour),
        base.mark_text(align="left", fontSize=12, dx=8).encode(y=y, x=alt.value(width - _NUMBER), text="words:N"),
        *row_names([row.name for row in rows], "name", y, room=label, lines=3),
    ).properties(width=width, height=_STEP * len(rows), title=_title("of 100 packages it would pass"))


def _of_hundred(share: float) -> str:
    """Return a share as a number of a hundred.

    >>> _of_hundred(0.51), _of_hundred(0.004), _of_hundred(0.0)
    ('51', 'under 1', '0')
    """
    return "under 1" if 0 < share < 0.005 else f"{100 * share:.0f}"


def _marks(rows: Sequence[Passed], at_least: float, width: int, label: int) -> alt.LayerChart | alt.FacetChart:
    # A row without a letter keeps its place, beside its bar.
    y = quiet_rows("name", label, lines=True).scale(paddingInner=0, domain=[row.name for row in rows])
    x = alt.X(
        "yes:Q",
        scale=alt.Scale(domain=list(_ENDS), nice=False),
        title=None,
        axis=alt.Axis(values=[0, 0.5, 1], format=".2~f", grid=False, domain=False, ticks=False),
    )
    line = alt.Chart(alt.Data(values=[{"yes": at_least}])).mark_rule(color=QUIET, strokeDash=[4, 3])
    dots = [{"name": row.name, "yes": yes} for row in rows for yes in row.yes.values()]
    told = [
        {"name": row.name, "yes": at, "letters": letters} for row in rows for letters, at in _together(row.yes, width)
    ]
    letters = alt.Chart(alt.Data(values=told)).encode(x=x, y=y, text="letters:N")
    look: dict[str, Any] = {"dy": -12, "fontSize": 12, "fontWeight": 700}
    layers: list[alt.Chart | alt.LayerChart] = [
        line.encode(x=x),
        alt.Chart(alt.Data(values=dots))
        .mark_point(shape="circle", size=60, fill=INK, stroke=PAPER, opacity=1)
        .encode(x=x, y=y),
        letters.mark_text(**look, stroke=PAPER, strokeWidth=4),
        letters.mark_text(**look, color=INK),
    ]
    if label:
        layers += row_names([row.name for row in rows], "name", y, room=label, lines=3)
    return alt.layer(*layers).properties(
        width=width, height=_STEP * len(rows), title=_title("its yes to each package, 0 to 1")
    )


def _together(yes: Mapping[str, float], width: float) -> list[tuple[str, float]]:
    """Return letters with their place on a line of so many pixels, those that would touch each other as one.

    >>> _together({"A": 0.5, "B": 0.9, "C": 0.52}, 300)
    [('A C', 0.51), ('B', 0.9)]
    >>> _together({"A": 0.5, "B": 0.55, "C": 0.52}, 2000)
    [('A', 0.5), ('C', 0.52), ('B', 0.55)]
    """
    groups: list[dict[str, float]] = []
    for letter, at in sorted(yes.items(), key=lambda each: each[1]):
        groups.append({letter: at})
        # What was put together is longer, and may touch the one before it in turn.
        while len(groups) > 1 and _touch(groups[-2], groups[-1], width):
            groups[-2:] = [groups[-2] | groups[-1]]
    return [(_letters(group), round(_middle(group), 4)) for group in groups]


def _touch(one: Mapping[str, float], other: Mapping[str, float], width: float) -> bool:
    pixels = (_middle(other) - _middle(one)) * width / (_ENDS[1] - _ENDS[0])
    return pixels < (text_width(_letters(one)) + text_width(_letters(other))) / 2 + 6


def _letters(group: Mapping[str, float]) -> str:
    return " ".join(sorted(group))


def _middle(group: Mapping[str, float]) -> float:
    return sum(group.values()) / len(group)
