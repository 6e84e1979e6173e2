"""How far the draws reach in what is in force and what has collapsed, and past ceasefires on the same days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.report.html.charts.days import Frame, TermEnd, axes, edge, mark_ends
from detente.report.html.charts.drawing import Drawing, Point
from detente.report.html.charts.names import fitted, text_width
from detente.report.html.charts.theme import BLUE, ORANGE, PAPER, QUIET

__all__ = ["Beside", "Line", "Reach", "sureness"]

Reach = tuple[float, float, float]
"""A share between two others: low, central, high."""

_LEFT, _RIGHT, _TOP, _TALL, _LOW, _LINE = 30.0, 12.0, 34.0, 120.0, 116.0, 16.0


@dataclass(frozen=True, slots=True)
class Line:
    """A share by day: what it is called, and per day from 0 how far it reaches."""

    name: str
    days: Sequence[Reach]


@dataclass(frozen=True, slots=True)
class Beside:
    """Without a violent end up to a day: past ceasefires, and the model where anything of it is left.

    Parameters
    ----------
    few
        Whether the first rests on a handful.
    outside
        Whether the model's share lies outside.
    """

    day: int
    past: Reach
    model: Reach | None
    few: bool
    outside: bool


def sureness(
    lines: tuple[Line, Line], ends: Sequence[TermEnd], past: str, beside: Sequence[Beside], *, width: float
) -> Drawing:
    """Return two lines with their bands, and below them past ones beside the model.

    Parameters
    ----------
    lines
        What is in force, and what has collapsed.
    ends
        The ends of terms.
    past, beside
        What the past ones are called, and their shares; empty where none are comparable.
    width
        Pixels for everything.
    """
    last = len(lines[0].days) - 1
    frame = Frame(_LEFT, width - _LEFT - _RIGHT, _TOP, _TALL, last)
    canvas = Drawing(width, frame.bottom + 24)
    axes(canvas, frame, "per cent")
    x = frame.left + 62
    for line, colour, dashes in zip(lines, (BLUE, ORANGE), ("", "7 3"), strict=True):
        if any(low < high for low, _, high in line.days):
            canvas.area([(x, 13), (x + 26, 13), (x + 26, 24), (x, 24)], colour, density=0.25)
        canvas.line(f"M{x:.1f},18.5 h26", colour, dashes=dashes, width=2)
        canvas.text((x + 32, 22), line.name)
        x += text_width(line.name) + 56
        band = [edge(frame, [each[place] for each in line.days], ends) for place in (0, 2)]
        canvas.area([*band[1], *reversed(band[0])], colour, density=0.25)
        path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in edge(frame, [each[1] for each in line.days], ends))
        canvas.line(path, colour, dashes=dashes, width=2)
    mark_ends(canvas, frame, ends, named=False)
    if beside:
        _panel(canvas, frame, past, beside)
    return canvas


def _panel(canvas: Drawing, above: Frame, past: str, beside: Sequence[Beside]) -> None:
    top = above.bottom + 48
    legend = [("", words) for words in fitted(f"past ones: {past}", above.width, 3)]
    few = [("few", "past ones of which few are left")] if any(each.few for each in beside) else []
    legend = [("past", legend[0][1]), *legend[1:], *few, ("model", "by the case’s rates, reckoned alike")]
    if any(each.outside for each in beside):
        legend.append(("outside", "outside the bounds of past ones"))
    for number, (kind, words) in enumerate(legend):
        y = top + _LINE * number
        at = above.left - 16, y - 4
        if kind == "outside":
            canvas.ring(at, 6, ORANGE)
        elif kind:
            _mark(canvas, at, (at[0] - 12, at[0] + 12), model=kind == "model", few=kind == "few", lies=True)
        canvas.text((above.left, y), words)
    frame = Frame(above.left, above.width, top + _LINE * len(legend) + 22, _LOW, above.last)
    axes(canvas, frame, "per cent without a violent end up to then")
    apart = 4.6
    for each in beside:
        x = min(frame.x(each.day), frame.right - apart)
        low, central, high = map(frame.y, each.past)
        _mark(canvas, (x - apart, central), (low, high), model=False, few=each.few)
        if each.model is not None:
            low, central, high = map(frame.y, each.model)
            _mark(canvas, (x + apart, central), (low, high), model=True, few=False)
            if each.outside:
                canvas.ring((x + apart, central), 8, ORANGE)
    canvas.height = frame.bottom + 24


def _mark(
    canvas: Drawing, at: Point, between: tuple[float, float], *, model: bool, few: bool, lies: bool = False
) -> None:
    """Add a share and its bounds; those of a handful with gaps. In a legend it lies, so that the gaps are seen."""
    colour, (low, high) = BLUE if model else QUIET, between
    path = f"M{low:.1f},{at[1]:.1f} H{high:.1f}" if lies else f"M{at[0]:.1f},{low:.1f} V{high:.1f}"
    canvas.line(path, colour, dashes="2 2" if few else "", width=1.6 if model else 3)
    canvas.dot(at, 4.2, fill=BLUE if model else PAPER, line=colour)
