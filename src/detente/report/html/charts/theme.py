"""What all charts share: colours that a page can exchange, type, and quiet axes."""

from __future__ import annotations

import math
from typing import Any

__all__ = [
    "BLUE",
    "COLLAPSED",
    "COLOURS",
    "CONFIG",
    "GREEN",
    "GREY",
    "HOLDING",
    "INK",
    "LAPSED",
    "LINE",
    "MIDDLING",
    "OCHRE",
    "ORANGE",
    "PAPER",
    "PURPLE",
    "QUIET",
    "RENEWED",
    "STRAINED",
    "SUPERSEDED",
    "SUSPENDED",
    "domain",
]

INK, QUIET, PAPER, LINE = "#1d232b", "#57606b", "#fcfbf8", "#d3d0c8"
BLUE, ORANGE, GREEN, GREY = "#1f5a96", "#c05a12", "#1c7a5a", "#6b6f76"
PURPLE, OCHRE = "#8a4a86", "#9a7b00"
# In a stack: as far apart in lightness as seven tones can be, since grey is all that some readers and printers have.
HOLDING, RENEWED, STRAINED, SUSPENDED = "#0f3c68", "#225993", "#6295c8", "#b8d2eb"
SUPERSEDED, LAPSED, COLLAPSED = "#f4f2ef", "#abaeb3", "#b75624"
MIDDLING = "#1d232c"
"""Words on a tone that is lighter than the middle on dark pages as on light ones."""

COLOURS = {
    INK: "--ink",
    QUIET: "--quiet",
    PAPER: "--paper",
    LINE: "--chart-line",
    BLUE: "--chart-1",
    ORANGE: "--chart-2",
    GREEN: "--chart-3",
    PURPLE: "--chart-4",
    GREY: "--chart-5",
    OCHRE: "--chart-6",
    HOLDING: "--stack-holding",
    RENEWED: "--stack-renewed",
    STRAINED: "--stack-strained",
    SUSPENDED: "--stack-suspended",
    SUPERSEDED: "--stack-superseded",
    LAPSED: "--stack-lapsed",
    COLLAPSED: "--stack-collapsed",
    MIDDLING: "--stack-middling",
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
