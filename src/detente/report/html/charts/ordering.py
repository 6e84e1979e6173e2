"""Where boxes in columns stand so that the lines between them stay short and cross little.

Layered drawing after Sugiyama, Tagawa and Toda 1981: orders by barycentres, then exchanges of two; positions by least
squares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

__all__ = ["ordered", "placed"]

_SWEEPS = 8
_CROSSING = 3
"""What a crossing counts, in boxes that a line passes on its way."""

Columns = list[list[str]]
Lines = Sequence[tuple[str, str]]


def ordered(columns: Sequence[Sequence[str]], lines: Lines) -> Columns:
    """Return the columns, each in an order that keeps lines short.

    Parameters
    ----------
    columns
        Names, each once; at least one column.
    lines
        Pairs of names of the same or of neighbouring columns.

    Examples
    --------
    >>> ordered([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])
    [['b', 'a'], ['c', 'd']]
    """
    found = [list(column) for column in columns]
    near = _neighbours(lines)
    for sweep in range(_SWEEPS):
        for column in found if sweep % 2 == 0 else reversed(found):
            at = _heights(found)
            means = {
                name: sum(at[other] for other in near.get(name, [name])) / len(near.get(name, [name]))
                for name in column
            }
            column.sort(key=lambda name: means[name])
    _exchange(found, lines)
    return found


def _neighbours(lines: Lines) -> Mapping[str, list[str]]:
    near: dict[str, list[str]] = {}
    for one, other in lines:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    return near


def _heights(columns: Columns) -> dict[str, float]:
    """Return how high each stands, every column centred."""
    return {name: place - (len(column) - 1) / 2 for column in columns for place, name in enumerate(column)}


def _exchange(columns: Columns, lines: Lines) -> None:
    """Exchange two of a column for as long as that makes lines shorter or lets fewer of them cross."""
    where = {name: number for number, column in enumerate(columns) for name in column}
    best = _cost(columns, where, lines)
    better = True
    while better:
        better = False
        for column in columns:
            for one, other in combinations(range(len(column)), 2):
                column[one], column[other] = column[other], column[one]
                cost = _cost(columns, where, lines)
                if cost < best - 1e-9:
                    best, better = cost, True
                else:
                    column[one], column[other] = column[other], column[one]


def _cost(columns: Columns, where: Mapping[str, int], lines: Lines) -> float:
    at = _heights(columns)
    cost = 0.0
    gaps: dict[int, list[tuple[float, float]]] = {}
    for one, other in lines:
        left, right = (one, other) if where[one] <= where[other] else (other, one)
        if where[left] == where[right]:
            # A line to the next box is straight; any other goes around those between.
            cost += 2 * (abs(at[one] - at[other]) - 1)
        else:
            cost += abs(at[left] - at[right])
            gaps.setdefault(where[left], []).append((at[left], at[right]))
    return cost + _CROSSING * sum(map(_crossings, gaps.values()))


def _crossings(gap: Sequence[tuple[float, float]]) -> int:
    return sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(gap, 2))


def placed(columns: Sequence[Sequence[str]], lines: Lines, sizes: Mapping[str, float], gap: float) -> dict[str, float]:
    """Return the middle of each box, the topmost edge being at 0.

    Parameters
    ----------
    columns, lines
        As from and for `ordered`.
    sizes
        How high each box is.
    gap
        The least room between two boxes of a column.

    Examples
    --------
    >>> placed([["a"], ["b", "c"]], [("a", "b"), ("a", "c")], {"a": 10, "b": 10, "c": 10}, 4)
    {'a': 12.0, 'b': 5.0, 'c': 19.0}
    """
    near = _neighbours(lines)
    at: dict[str, float] = {}
    for column in columns:
        whole = sum(sizes[name] for name in column) + gap * (len(column) - 1)
        at |= dict(zip(column, _stacked(column, sizes, gap, -whole / 2), strict=True))
    # The fullest column stays as it is: it is what the others are set against.
    widest = max(columns, key=len)
    for _ in range(_SWEEPS):
        for column in columns:
            if column is not widest:
                wanted = [
                    (at[name] + sum(at[each] for each in near[name])) / (1 + len(near[name]))
                    if name in near
                    else at[name]
                    for name in column
                ]
                at |= dict(zip(column, _apart(wanted, [sizes[name] for name in column], gap), strict=True))
    top = min((at[name] - sizes[name] / 2 for name in at), default=0.0)
    return {name: height - top for name, height in at.items()}


def _stacked(column: Sequence[str], sizes: Mapping[str, float], gap: float, top: float) -> Iterator[float]:
    for name in column:
        yield top + sizes[name] / 2
        top += sizes[name] + gap


def _apart(wanted: Sequence[float], sizes: Sequence[float], gap: float) -> list[float]:
    """Return the places nearest to those wanted, by squares, in order and far enough apart.

    >>> _apart([0.0, 0.0], [10, 10], 4)
    [-7.0, 7.0]
    """
    offsets = [0.0]
    for above, below in pairwise(sizes):
        offsets.append(offsets[-1] + (above + below) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        mean, number = want - offset, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, number = (mean * number + before * count) / (number + count), number + count
        pools.append((mean, number))
    means = [mean for mean, number in pools for _ in range(number)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]
