"""Where words stand in a scatter, so that they hide neither a point nor each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

__all__ = ["Place", "Plane", "Spot"]

_CELL = 4
"""Points in the same square of so many pixels count once."""

_REACH = (5, 9, 14, 20, 28, 38, 50, 64, 80, 100, 125)
"""Pixels between a mark and its words, in the order tried."""

_ANGLES = tuple(math.pi * step / 12 for step in (0, 12, 3, 9, 21, 15, 1, 23, 11, 13, 5, 7, 19, 17, 6, 18))
_BESIDE = 11
"""Pixels from a mark to words that need no line."""

_HIDES, _COVERS, _CROSSES = 10_000.0, 300.0, 40.0

Box = tuple[float, float, float, float]
"""Left, lower, right and upper end in pixels."""

Spot = tuple[float, float]
"""Across and up, in pixels from the lower left corner of the plane."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand.

    Parameters
    ----------
    middle
        Of the words.
    tip
        Where a line from the mark to the words ends; the mark itself where they stand close enough without one.
    """

    middle: Spot
    tip: Spot


@dataclass(slots=True)
class Plane:
    """What is taken of a plane, while words are put on it one after the other.

    Parameters
    ----------
    width, height
        In pixels.
    points
        Which words should not cover.
    boxes
        Which words must not touch.
    lines
        Horizontal (``(None, y)``) and vertical (``(x, None)``) lines, which words had better not cross.

    Examples
    --------
    >>> plane = Plane(200, 100, points=[(100, 50), (110, 50)])
    >>> place = plane.put((100, 50), wide=40, high=14)
    >>> place.middle[0] < 100
    True
    """

    width: float
    height: float
    points: Sequence[Spot] = ()
    boxes: list[Box] = field(default_factory=list["Box"])
    lines: Sequence[tuple[float | None, float | None]] = ()

    def put(self, mark: Spot, *, wide: float, high: float, always_joined: bool = False) -> Place:
        """Return the best place for words of this size near a mark, and take it.

        Parameters
        ----------
        mark
            What they name.
        wide, high
            Their size in pixels.
        always_joined
            Whether a line leads to them however near they are.
        """
        cells = {(round(x / _CELL), round(y / _CELL)): (x, y) for x, y in self.points}
        near = [spot for spot in cells.values() if math.dist(spot, mark) > 1]
        best, least = next(_tries(mark, wide, high))[1], math.inf
        for reach, box in _tries(mark, wide, high):
            # What comes now is at least half as far away as asked, and costs at least that.
            if least <= reach / 2:
                break
            cost = self._cost(mark, box, near)
            if cost < least:
                best, least = box, cost
        self.boxes.append(best)
        joined = always_joined or math.dist(_tip(mark, best), mark) > _BESIDE
        return Place(((best[0] + best[2]) / 2, (best[1] + best[3]) / 2), _tip(mark, best) if joined else mark)

    def _cost(self, mark: Spot, box: Box, near: Iterable[Spot]) -> float:
        left, low, right, high = box
        outside = left < 0 or low < 0 or right > self.width or high > self.height
        tip = _tip(mark, box)
        reach = math.dist(mark, tip)
        # A mark may stand in a box of its own, from which its line leads out.
        way = [_between(mark, tip, part) for part in (0.3, 0.5, 0.7, 0.9)]
        hidden = sum(_overlap(box, other) for other in self.boxes)
        hidden += sum(
            _inside(spot, other, 1) for other in self.boxes if not _inside(mark, other, 1) for spot in way if reach > 14
        )
        covered = sum(_inside(spot, box, _CELL) for spot in near)
        grazed = sum(math.dist(spot, at) < 4 for spot in near for at in way) if reach > 14 else 0
        crossed = sum((x is not None and left < x < right) or (y is not None and low < y < high) for x, y in self.lines)
        # Beside its mark a name reads more easily than above or below it.
        aside = abs((low + high) / 2 - mark[1])
        return _HIDES * (hidden + outside) + _COVERS * covered + _CROSSES * (crossed + grazed) + reach + aside / 2


def _tries(mark: Spot, wide: float, high: float) -> Iterator[tuple[int, Box]]:
    """Yield places for words, near ones first, each with how far away it was asked to be."""
    for reach, angle in product(_REACH, _ANGLES):
        x = mark[0] + math.cos(angle) * (reach + 5 + wide / 2)
        y = mark[1] + math.sin(angle) * (reach + 5 + high / 2)
        yield reach, (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _tip(mark: Spot, box: Box) -> Spot:
    """Return the point of a box that is nearest to a mark."""
    return min(max(mark[0], box[0]), box[2]), min(max(mark[1], box[1]), box[3])


def _between(one: Spot, other: Spot, part: float) -> Spot:
    return one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])


def _inside(spot: Spot, box: Box, margin: float) -> bool:
    return box[0] - margin < spot[0] < box[2] + margin and box[1] - margin < spot[1] < box[3] + margin


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
