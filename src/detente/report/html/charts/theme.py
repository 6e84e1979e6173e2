"""What all charts share: colours that a page can exchange, type, and quiet axes."""

from __future__ import annotations

import math
from typing import Any

__all__ = [
    "BLUE",
    "COLOURS",
    "CONFIG",
    "GREEN",
    "GREY",
    "HEAT",
    "INK",
    "LINE",
    "ORANGE",
    "PAPER",
    "QUIET",
    "domain",
    "label_room",
]

INK, QUIET, PAPER, LINE = "#1d232b", "#57606b", "#fcfbf8", "#d3d0c8"
BLUE, ORANGE, GREEN, GREY = "#1f5a96", "#c05a12", "#1c7a5a", "#6b6f76"
HEAT = ("#f1f0ec", "#d9e4ee", "#b3cade", "#7fa6c9", "#43789f", "#1a4a73")
"""From nothing at stake to most; in grey they fall evenly from light to dark."""

COLOURS = {
    INK: "--ink",
    QUIET: "--quiet",
    PAPER: "--paper",
    LINE: "--chart-line",
    BLUE: "--chart-1",
    ORANGE: "--chart-2",
    GREEN: "--chart-3",
    GREY: "--chart-5",
    **{colour: f"--heat-{step}" for step, colour in enumerate(HEAT)},
}
"""The custom property with which a page's style sheet replaces each colour."""

CONFIG: dict[str, Any] = {
    "background": None,
    "font": "sans-serif",
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": QUIET,
        "titleColor": QUIET,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelPadding": 6,
    },
    "text": {"fontSize": 12, "color": INK},
    "header": {"labelFontSize": 13, "labelColor": INK},
}
"""Vega-Lite configuration for every chart: light grid, no frame, one size of type."""


def domain(values: list[float], *, least: float = 1.0) -> tuple[int, int]:
    """Return ends for an axis that leave a little room around all values.

    Parameters
    ----------
    values
        At least one number.
    least
        The smallest width of the domain.

    Examples
    --------
    >>> domain([10.0, 50.0])
    (7, 53)
    """
    low, high = min(values), max(values)
    room = max(0.06 * (high - low), least / 2 if high - low < least else 0.5)
    return math.floor(low - room), math.ceil(high + room)


def label_room(names: list[str], most: int) -> int:
    """Return how many pixels the names of rows take, at most so many; a little more than most type needs.

    Examples
    --------
    >>> label_room(["wage", "job security"], 200), label_room(["a name that is far too long"], 100)
    (106, 100)
    """
    return min(most, 16 + round(7.5 * max(map(len, names), default=0)))
