"""Situations in columns, by how many moves they are away, with the moves between them: for wide screens."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

from detente.report.html.charts.drawing import HEAD, Box, Drawing, Point, curve, style_of
from detente.report.html.charts.ordering import ordered, placed
from detente.report.html.charts.theme import QUIET

__all__ = ["Layer", "Link", "layers"]

_TOP, _GAP, _ROOM = 30, 30, 190
"""Pixels for the heads of columns, between two boxes of a column, and at most between two columns."""

_PORT, _PASSING, _EDGE = 13, 8, 4
"""Pixels between two lines that end at one side of a box, for a line that passes a column, and around everything."""

Layer = tuple[str, Sequence[Box]]
"""What stands above a column, and its boxes."""


@dataclass(frozen=True, slots=True)
class Link:
    """A move, by the number of the player who makes it.

    Parameters
    ----------
    worse
        Whether it is no better for that player.
    back
        Whether the player can also move the other way, which is then no better for it.
    """

    player: int
    start: str
    end: str
    worse: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line, between boxes or places where it passes a column; what it shares with others is its port."""

    link: Link
    start: str
    end: str
    last: bool


@dataclass(slots=True)
class _Sides:
    """Where lines end at the sides of boxes."""

    ends: dict[tuple[str, str], dict[Hashable, list[tuple[int, float]]]] = field(
        default_factory=dict[tuple[str, str], dict[Hashable, list[tuple[int, float]]]]
    )

    def add(self, box: str, side: str, port: Hashable, order: tuple[int, float]) -> None:
        self.ends.setdefault((box, side), {}).setdefault(port, []).append(order)

    def height(self, box: str, side: str, port: Hashable, size: float) -> float:
        """Return how far from the middle of the box a port is."""
        ports = self.ends[box, side]
        order = sorted(ports, key=lambda each: (ports[each][0][0], fmean(height for _, height in ports[each])))
        apart = min(_PORT, (size - 12) / len(order))
        return (order.index(port) - (len(order) - 1) / 2) * apart


def layers(columns: Sequence[Layer], links: Sequence[Link], *, width: float, box: float) -> Drawing:
    """Return situations in columns and the moves between them.

    Lines leave and reach boxes at their sides and run only between columns; two boxes that stand one below the other
    are joined directly. Moves of one player to the same situation arrive together.

    Parameters
    ----------
    columns
        From left to right; each situation once.
    links
        Moves between situations that stand in the columns.
    width, box
        Pixels for everything, and for one box.
    """
    return _Layers(columns, links, width, box).drawing()


class _Layers:
    def __init__(self, columns: Sequence[Layer], links: Sequence[Link], width: float, box: float) -> None:
        self.heads = [head for head, _ in columns]
        self.boxes = {each.key: each for _, own in columns for each in own}
        self.width = box
        self.column = {each.key: number for number, (_, own) in enumerate(columns) for each in own}
        names = [[each.key for each in own] for _, own in columns]
        self.pieces = [piece for link in links for piece in self._pieces(link, names)]
        lines = [(piece.start, piece.end) for piece in self.pieces]
        self.order = ordered(names, lines)
        self.sizes = {name: self.boxes[name].height if name in self.boxes else _PASSING for name in self.column}
        self.middle = placed(self.order, lines, self.sizes, _GAP)
        self.gap = min(_ROOM, (width - _EDGE * 2 - box * len(columns)) / max(len(columns) - 1, 1))
        self.left = [_EDGE + number * (box + self.gap) for number in range(len(columns))]
        self.sides = _Sides()

    def _pieces(self, link: Link, names: list[list[str]]) -> Iterator[_Piece]:
        """Yield the parts of a line, and make places where it passes columns; lines to the same end share them."""
        first, last = self.column[link.start], self.column[link.end]
        way = 1 if last > first else -1
        stops = [link.start]
        for number in range(first + way, last, way) if first != last else ():
            name = f"{link.player}>{link.end}>{number}>{link.worse}"
            if name not in self.column:
                self.column[name] = number
                names[number].append(name)
            stops.append(name)
        for one, other in pairwise([*stops, link.end]):
            yield _Piece(link, one, other, other == link.end)

    def drawing(self) -> Drawing:
        """Return everything, lines first."""
        straight = [piece for piece in self.pieces if self._adjacent(piece)]
        around = [piece for piece in self.pieces if piece not in straight]
        sides = self._loop_sides(around)
        for piece in around:
            for name, side, port, order in self._ports(piece, sides):
                self.sides.add(name, side, port, order)
        right = max(
            (self._bulge(piece) for piece in around if sides.get(self._loop(piece)) == "right"),
            default=0,
        )
        canvas = Drawing(
            self.left[-1] + self.width + _EDGE + 0.75 * right,
            _TOP + max(self.middle[name] + self.sizes[name] / 2 for name in self.column) + _EDGE,
        )
        for number, head in enumerate(self.heads):
            canvas.text((self.left[number] + self.width / 2, 14), head, colour=QUIET, anchor="middle")
        drawn: set[tuple[str, Point]] = set()
        for piece in around:
            self._around(canvas, piece, sides, drawn)
        self._straight(canvas, straight)
        for name, box in self.boxes.items():
            at = (self.left[self.column[name]], _TOP + self.middle[name] - self.sizes[name] / 2)
            canvas.box(box, at, self.width)
        return canvas

    def _adjacent(self, piece: _Piece) -> bool:
        """Return whether one box of a line stands directly below the other."""
        if self.column[piece.start] != self.column[piece.end]:
            return False
        order = self.order[self.column[piece.start]]
        return abs(order.index(piece.start) - order.index(piece.end)) == 1

    def _loop(self, piece: _Piece) -> tuple[int, bool]:
        """Return what stands for the loops of one column."""
        return self.column[piece.start], self.column[piece.start] == self.column[piece.end]

    def _loop_sides(self, around: Sequence[_Piece]) -> Mapping[tuple[int, bool], str]:
        """Return at which side of each column its loops run: where fewer lines do, and never left of everything."""
        crowd = [0] * (len(self.heads) + 1)
        for piece in around:
            one, other = sorted((self.column[piece.start], self.column[piece.end]))
            if one != other:
                crowd[other] += 1
        sides: dict[tuple[int, bool], str] = {}
        for piece in around:
            number, loop = self._loop(piece)
            if loop:
                outside = number in {0, len(self.heads) - 1}
                sides[number, True] = "right" if outside or crowd[number + 1] <= crowd[number] else "left"
        return sides

    def _ports(
        self, piece: _Piece, sides: Mapping[tuple[int, bool], str]
    ) -> Iterator[tuple[str, str, Hashable, tuple[int, float]]]:
        """Yield for both ends of a line its box, side, port and order among the ports of the side."""
        loop = self.column[piece.start] == self.column[piece.end]
        for name, other, own in ((piece.start, piece.end, piece), (piece.end, piece.start, None)):
            rise = self.middle[other] - self.middle[name]
            if loop:
                side = sides[self._loop(piece)]
                # The longer of two loops encloses the shorter.
                order = (0, -rise) if rise < 0 else (2, -rise)
            else:
                side = "right" if self.column[other] > self.column[name] else "left"
                order = (1, self.middle[other])
            yield name, side, self._port(piece, own, order[0]), order

    def _port(self, piece: _Piece, own: _Piece | None, group: int) -> Hashable:
        if own is not None:
            return own
        return piece.link.player, piece.link.worse, group

    def _bulge(self, piece: _Piece) -> float:
        order = self.order[self.column[piece.start]]
        apart = abs(order.index(piece.start) - order.index(piece.end))
        return min(30 + 16 * (apart - 1), self.gap) if len(self.heads) > 1 else 30 + 16 * (apart - 1)

    def _point(self, name: str, side: str, port: Hashable) -> Point:
        x = self.left[self.column[name]] + (self.width if side == "right" else 0)
        if name not in self.boxes:
            return x, _TOP + self.middle[name]
        return x, _TOP + self.middle[name] + self.sides.height(name, side, port, self.sizes[name])

    def _around(
        self,
        canvas: Drawing,
        piece: _Piece,
        sides: Mapping[tuple[int, bool], str],
        drawn: set[tuple[str, Point]],
    ) -> None:
        """Draw a line between columns."""
        colour, dashes = style_of(piece.link.player)
        (one, side, port, _), (other, other_side, other_port, _) = self._ports(piece, sides)
        start, end = self._point(one, side, port), self._point(other, other_side, other_port)
        out = 1 if side == "right" else -1
        back = 1 if other_side == "right" else -1
        tip = (end[0] + back * (HEAD - 1), end[1]) if piece.last else end
        if side == other_side:
            reach = self._bulge(piece)
            bends = (start[0] + out * reach, start[1]), (end[0] + out * reach, end[1])
        else:
            half = abs(end[0] - start[0]) / 2
            bends = (start[0] + out * half, start[1]), (end[0] + back * half, end[1])
        width = 1.1 if piece.link.worse else 1.8
        if one not in self.boxes:
            # Through the column that is passed, at the height of its place there.
            through = self.left[self.column[one]] + (0 if side == "right" else self.width)
            if (one, start) not in drawn:
                drawn.add((one, start))
                canvas.line(f"M{through:.1f},{start[1]:.1f} H{start[0]:.1f}", colour, dashes=dashes, width=width)
        canvas.line(curve(start, *bends, tip), colour, dashes=dashes, width=width)
        if piece.link.back and one in self.boxes:
            canvas.head(start, (-out, 0), colour, solid=False)
        if piece.last and (other, end) not in drawn:
            drawn.add((other, end))
            canvas.head(end, (-back, 0), colour, solid=not piece.link.worse)

    def _straight(self, canvas: Drawing, straight: Sequence[_Piece]) -> None:
        """Draw the lines between boxes that stand one below the other."""
        pairs: dict[tuple[str, str], list[_Piece]] = {}
        for piece in straight:
            above, below = sorted((piece.start, piece.end), key=lambda name: self.middle[name])
            pairs.setdefault((above, below), []).append(piece)
        for (above, below), own in pairs.items():
            x = self.left[self.column[above]] + self.width / 2
            top = _TOP + self.middle[above] + self.sizes[above] / 2
            bottom = _TOP + self.middle[below] - self.sizes[below] / 2
            apart = min(26, (self.width - 20) / len(own))
            for place, piece in enumerate(own):
                at = x + (place - (len(own) - 1) / 2) * apart
                down = piece.end == below
                start, tip = (top, bottom) if down else (bottom, top)
                way = 1 if down else -1
                colour, dashes = style_of(piece.link.player)
                canvas.line(
                    f"M{at:.1f},{start:.1f} V{tip - way * (HEAD - 1):.1f}",
                    colour,
                    dashes=dashes,
                    width=1.1 if piece.link.worse else 1.8,
                )
                canvas.head((at, tip), (0, way), colour, solid=not piece.link.worse)
                if piece.link.back:
                    canvas.head((at, start), (0, -way), colour, solid=False)
