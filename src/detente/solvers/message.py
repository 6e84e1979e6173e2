"""Sets of partial sums, one set per assignment of a scope, with the way back to the options."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.solvers.network import Integers

__all__ = ["Message", "assignments", "counts"]

Positions = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Message:
    """Distinct partial sums, each with all the ways it came about.

    Parameters
    ----------
    scope
        Variables on whose assignment the set still depends, ascending.
    key
        Shape ``(n,)``: flat position of that assignment (row-major over the scope), ascending.
    points
        Shape ``(n, columns)``.
    starts, left, right
        The ways to make point i are the entries ``starts[i]:starts[i + 1]`` of `left` and `right`: positions
        of points in `source` and `other`. In a leaf (no `source`) `left` holds options of `variable`.
    """

    scope: tuple[int, ...]
    key: Positions
    points: Integers
    starts: Positions
    left: Positions
    right: Positions | None = None
    source: Message | None = None
    other: Message | None = None
    variable: int = -1

    @cached_property
    def first_left(self) -> Positions:
        """Return the first way of each point, left part."""
        return self.left[self.starts[:-1]]

    @cached_property
    def topological(self) -> tuple[Message, ...]:
        """Return this message and all it was made from, parts before wholes."""
        done: dict[int, Message] = {}
        stack: list[tuple[Message, bool]] = [(self, False)]
        while stack:
            node, ready = stack.pop()
            if id(node) in done:
                continue
            if ready:
                done[id(node)] = node
                continue
            stack.append((node, True))
            stack.extend((part, False) for part in (node.source, node.other) if part is not None)
        return tuple(done.values())


def counts(message: Message) -> list[int]:
    """Return, for each point, how many assignments of the eliminated variables give it.

    Exact: sums modulo 2^64 beside a float of their size; where that comes near 2^62, Python integers.
    """
    for dtype in (np.uint64, np.object_):
        whole: dict[int, Integers] = {}
        sizes: dict[int, NDArray[np.float64]] = {}
        for node in message.topological:
            ways: Integers = np.ones(len(node.left), dtype=dtype)
            size = np.ones(len(node.left), dtype=np.float64)
            for part, index in ((node.source, node.left), (node.other, node.right)):
                if part is not None and index is not None:
                    ways = ways * whole[id(part)][index]
                    with np.errstate(over="ignore"):
                        size = size * sizes[id(part)][index]
            whole[id(node)] = np.add.reduceat(ways, node.starts[:-1])
            sizes[id(node)] = np.add.reduceat(size, node.starts[:-1])
        if dtype is np.object_ or float(sizes[id(message)].max(initial=0.0)) < 2.0**62:
            return [int(number) for number in whole[id(message)]]
    raise AssertionError("unreachable: the second round is exact at any size")


def assignments(message: Message, rows: Positions, variables: int, limit: int = 1) -> list[NDArray[np.int64]]:
    """Return, for each row, up to `limit` assignments that give its point.

    Parameters
    ----------
    message
        A message with an empty scope, so that every variable has been eliminated.
    rows
        Positions of points.
    variables
        Number of variables of the network.

    Returns
    -------
    One array per row, shape ``(ways found, variables)``, in lexicographic order.
    """
    if limit == 1:
        return list(_first(message, rows, variables)[:, None, :])
    return [_several(message, int(row), variables, limit) for row in rows]


def _first(message: Message, rows: Positions, variables: int) -> NDArray[np.int64]:
    found = np.full((len(rows), variables), -1, dtype=np.int64)
    stack: list[tuple[Message, Positions]] = [(message, rows)]
    while stack:
        node, points = stack.pop()
        ways = node.starts[:-1][points]
        if node.source is None:
            found[:, node.variable] = node.left[ways]
            continue
        stack.append((node.source, node.left[ways]))
        if node.other is not None and node.right is not None:
            stack.append((node.other, node.right[ways]))
    return found


def _several(message: Message, row: int, variables: int, limit: int) -> NDArray[np.int64]:
    """Depth-first over the ways, without recursion, until `limit` assignments are complete."""
    found: list[dict[int, int]] = []
    # A state is what remains to be expanded (a linked list) and the options chosen so far.
    states: list[tuple[tuple[tuple[Message, int], object] | None, dict[int, int]]] = [(((message, row), None), {})]
    while states and len(found) < limit:
        pending, chosen = states.pop()
        if pending is None:
            found.append(chosen)
            continue
        (node, point), rest = pending
        for way in range(int(node.starts[point + 1]) - 1, int(node.starts[point]) - 1, -1):
            if node.source is None:
                states.append((rest, {**chosen, node.variable: int(node.left[way])}))  # type: ignore[arg-type]
                continue
            more: object = rest
            if node.other is not None and node.right is not None:
                more = ((node.other, int(node.right[way])), more)
            states.append((((node.source, int(node.left[way])), more), chosen))
    table = np.array([[one[v] for v in range(variables)] for one in found], dtype=np.int64)
    return table[np.lexsort(table.T[::-1])]
