"""Shapes of a drawing that no plotting grammar makes: boxes with words, lines with heads. As text of SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from detente.report.html.charts.theme import BLUE, GREEN, GREY, INK, OCHRE, ORANGE, PAPER, PURPLE, QUIET

__all__ = ["HEAD", "STYLES", "Box", "Drawing", "Point", "curve", "style_of"]

Point = tuple[float, float]

STYLES = ((BLUE, ""), (ORANGE, "7 4"), (GREEN, "2 3"), (PURPLE, "10 3 2 3"), (OCHRE, "14 4"), (GREY, "5 2 1 2 1 2"))
"""Colour and dashes of the lines of one player after the other: each differs without its colour too."""

_PAD, _LINE, _HEAD = 9, 15, 18
HEAD = 8.0
"""Pixels that the head of an arrow takes."""


def style_of(player: int) -> tuple[str, str]:
    """Return the colour and the dashes of a player's lines."""
    return STYLES[player % len(STYLES)]


@dataclass(frozen=True, slots=True)
class Box:
    """A situation as a box.

    Parameters
    ----------
    key
        Its id, in the first line.
    marks
        Words beside the id, such as ``today``; the first is set off.
    lines
        What it is called.
    foot
        Whether and how it holds, or empty.
    heavy
        How heavy its frame is: 0, 1 or 2. Only with the heaviest the foot is strong too.
    beside
        Whether the foot stands beside the id rather than below everything.
    """

    key: str
    marks: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    foot: str = ""
    heavy: int = 0
    beside: bool = False

    @property
    def height(self) -> float:
        """Return how high it is."""
        return _HEAD + _LINE * (len(self.lines) + bool(self.foot and not self.beside)) + 2 * _PAD - 6


@dataclass(slots=True)
class Drawing:
    """A drawing that grows part by part; its colours are the palette's.

    Parameters
    ----------
    width, height
        Pixels.
    """

    width: float
    height: float
    parts: list[Markup] = field(default_factory=list[Markup])

    def text(
        self, at: Point, words: str, *, colour: str = INK, size: float = 12, weight: int = 400, anchor: str = "start"
    ) -> None:
        """Add a line of words, the left end of its base line at a point; or its middle, or its end."""
        look = Markup(' font-weight="{}"').format(weight) if weight != 400 else ""
        place = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else ""
        self.parts.append(
            Markup('<text x="{}" y="{}" font-size="{}" fill="{}"{}{}>{}</text>').format(
                _short(at[0]), _short(at[1]), _short(size), colour, look, place, words
            )
        )

    def rectangle(self, at: Point, size: Point, *, fill: str, line: str = "", width: float = 1) -> None:
        """Add a box with round corners, given by its top left corner."""
        border = Markup(' stroke="{}" stroke-width="{}"').format(line, _short(width)) if line else ""
        self.parts.append(
            Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}"{}/>').format(
                *map(_short, (*at, *size)), fill, border
            )
        )

    def line(self, path: str, colour: str, *, dashes: str = "", width: float = 1.8) -> None:
        """Add a line along a path of SVG."""
        dashed = Markup(' stroke-dasharray="{}"').format(dashes) if dashes else ""
        self.parts.append(
            Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{}"{}/>').format(
                path, colour, _short(width), dashed
            )
        )

    def area(self, corners: Sequence[Point], colour: str, *, density: float = 1, edge: str = "") -> None:
        """Add a surface between corners, more or less dense, with an edge if it has a colour."""
        path = f"M{' L'.join(map(_pair, corners))}Z"
        border = Markup(' stroke="{}" stroke-width="1"').format(edge) if edge else ""
        self.parts.append(
            Markup('<path d="{}" fill="{}" fill-opacity="{}"{}/>').format(path, colour, f"{density:g}", border)
        )

    def dot(self, at: Point, radius: float, *, fill: str, line: str) -> None:
        """Add a disc with a rim."""
        self.parts.append(
            Markup('<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="2"/>').format(
                _short(at[0]), _short(at[1]), _short(radius), fill, line
            )
        )

    def ring(self, at: Point, radius: float, colour: str) -> None:
        """Add a circle around what stands at a point."""
        self.parts.append(
            Markup('<circle cx="{}" cy="{}" r="{}" fill="none" stroke="{}" stroke-width="1.6"/>').format(
                _short(at[0]), _short(at[1]), _short(radius), colour
            )
        )

    def head(self, tip: Point, towards: Point, colour: str, *, solid: bool = True) -> None:
        """Add the head of an arrow: its tip, and the direction in which it points."""
        (x, y), (dx, dy) = tip, towards
        back, side = (x - HEAD * dx, y - HEAD * dy), (0.45 * HEAD * -dy, 0.45 * HEAD * dx)
        corners = [tip, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
        path = f"M{_pair(corners[1])} L{_pair(corners[0])} L{_pair(corners[2])}"
        if solid:
            self.parts.append(Markup('<path d="{}Z" fill="{}"/>').format(path, colour))
        else:
            self.line(path, colour, width=1.2)

    def frame(self, at: Point, size: Point, heavy: int) -> None:
        """Add an empty box, as heavy as `Box` has it."""
        self.rectangle(at, size, fill=PAPER, line=INK if heavy else QUIET, width=(1, 1.6, 3)[heavy])

    def box(self, box: Box, at: Point, width: float) -> None:
        """Add a situation, given by its top left corner."""
        x, y = at
        self.frame(at, (width, box.height), box.heavy)
        y += _PAD + 11
        self.text((x + _PAD, y), box.key, size=13, weight=700)
        self._marks(box.marks, (x + width - _PAD + 2, y))
        colour, weight = (INK, 700) if box.heavy > 1 else (QUIET, 400)
        if box.foot and box.beside:
            self.text((x + _PAD + 9 * len(box.key) + 9, y), box.foot, colour=colour, weight=weight)
        for line in box.lines:
            y += _LINE
            self.text((x + _PAD, y + 2), line)
        if box.foot and not box.beside:
            self.text((x + _PAD, y + _LINE + 3), box.foot, colour=colour, weight=weight)

    def _marks(self, marks: Sequence[str], end: Point) -> None:
        """Add words in frames of their own, the last one ending at a point."""
        x, y = end
        for place, mark in enumerate(reversed(marks)):
            room = 7 * len(mark) + 10
            first = place == len(marks) - 1
            self.rectangle((x - room, y - 12), (room, 16), fill=INK if first else PAPER, line=INK)
            self.text((x - room / 2, y), mark, colour=PAPER if first else INK, size=11, weight=600, anchor="middle")
            x -= room + 4

    def markup(self) -> Markup:
        """Return all parts."""
        return Markup("").join(self.parts)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _pair(point: Point) -> str:
    return f"{_short(point[0])},{_short(point[1])}"


def curve(start: Point, one: Point, other: Point, end: Point) -> str:
    """Return a piece of a path: a cubic curve from where it begins, drawn towards two points.

    >>> curve((0, 0), (5, 0), (5, 10), (10, 10))
    'M0,0 C5,0 5,10 10,10'
    """
    return f"M{_pair(start)} C{_pair(one)} {_pair(other)} {_pair(end)}"
