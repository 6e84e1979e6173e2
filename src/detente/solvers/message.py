"""Sets of partial sums, one set per assignment of a scope, with the way back to the options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.solvers.network import Integers

__all__ = ["Message", "Ways", "assignments", "counts", "first_assignments", "in_joining_order"]

Positions: TypeAlias = NDArray[np.int64]
_Pending: TypeAlias = "tuple[Message, int, _Pending] | None"
_Chosen: TypeAlias = "tuple[int, int, _Chosen] | None"


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


def _needed(message: Message, rows: Positions) -> dict[int, Positions]:
    """Return, per message on the way, which points the given points are made from (ascending)."""
    wanted: dict[int, list[Positions]] = {id(message): [rows]}
    needed: dict[int, Positions] = {}
    for node in reversed(message.topological):
        points = _distinct(np.concatenate(wanted[id(node)]))
        needed[id(node)] = points
        entries = _entries(node, points)[0]
        for part, index in ((node.source, node.left), (node.other, node.right)):
            if part is not None and index is not None:
                wanted.setdefault(id(part), []).append(index[entries])
    return needed


def _distinct(rows: Positions) -> Positions:
    """Return rows ascending, each once."""
    ordered = np.sort(rows)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def _entries(node: Message, points: Positions) -> tuple[Positions, Positions]:
    """Return the positions of all ways of some points, and where each point's ways begin."""
    lengths = node.starts[points + 1] - node.starts[points]
    begins = np.cumsum(lengths) - lengths
    offset = np.arange(int(lengths.sum())) - np.repeat(begins, lengths)
    return np.repeat(node.starts[points], lengths) + offset, begins


@dataclass(frozen=True)
class _Step:
    """One message on the way to some points: its ways, and where their parts stand among what is needed there."""

    node: Message
    entries: Positions
    begins: Positions
    left: Positions | None
    right: Positions | None


@dataclass(frozen=True)
class Ways:
    """All the ways that lead to some points of a message, laid out once for several folds."""

    steps: tuple[_Step, ...]
    rows: Positions

    @classmethod
    def to(cls, message: Message, rows: Positions) -> Ways:
        """Return the ways to the given points."""
        needed = _needed(message, rows)
        steps: list[_Step] = []
        for node in message.topological:
            entries, begins = _entries(node, needed[id(node)])
            left = right = None
            if node.source is not None:
                left = np.searchsorted(needed[id(node.source)], node.left[entries])
            if node.other is not None and node.right is not None:
                right = np.searchsorted(needed[id(node.other)], node.right[entries])
            steps.append(_Step(node, entries, begins, left, right))
        return cls(tuple(steps), np.searchsorted(needed[id(message)], rows))

    def fold(self, leaf: Callable[[Message, Positions], Integers], combine: np.ufunc, reduce: np.ufunc) -> Integers:
        """Return one number per point: `combine` over the parts of a way, `reduce` over the ways.

        Parameters
        ----------
        leaf
            Gives the numbers of ways of a leaf, from their positions.
        """
        known: dict[int, Integers] = {}
        ways: Integers = np.zeros(0)
        for step in self.steps:
            node = step.node
            if node.source is None or step.left is None:
                ways = leaf(node, step.entries)
            else:
                ways = known[id(node.source)][step.left]
                if node.other is not None and step.right is not None:
                    ways = combine(ways, known[id(node.other)][step.right])
            known[id(node)] = ways = reduce.reduceat(ways, step.begins)
        return ways[self.rows]


def counts(ways: Ways, outcomes: int) -> list[int]:
    """Return, per point, how many assignments of the eliminated variables give it; exact at any size.

    Parameters
    ----------
    outcomes
        Number of all assignments, which bounds every count.
    """

    def ones(dtype: type[np.float64 | np.int64 | np.object_]) -> Integers:
        def leaf(_: Message, entries: Positions) -> Integers:
            return np.ones(len(entries), dtype=dtype)

        return ways.fold(leaf, np.multiply, np.add)

    small = outcomes < 1 << 62
    if not small:
        with np.errstate(over="ignore"):
            small = float(ones(np.float64).max(initial=0.0)) < 2.0**62
    return [int(number) for number in ones(np.int64 if small else np.object_)]


def first_assignments(ways: Ways, sizes: Sequence[int]) -> Positions:
    """Return, per point, the lexicographically first assignment that gives it.

    An assignment is a number with one digit per variable; parts of a way have different digits, so their
    numbers add up and the first assignment is the least sum, whatever the order of elimination.

    Parameters
    ----------
    ways
        To points of a message from which every variable has been eliminated.
    sizes
        Number of options of each variable.

    Returns
    -------
    Shape ``(points, variables)``.
    """
    weights = [prod(sizes[variable + 1 :]) for variable in range(len(sizes))]
    dtype = np.int64 if prod(sizes) < 1 << 62 else np.object_

    def leaf(node: Message, entries: Positions) -> Integers:
        digits: Integers = node.left[entries].astype(dtype)
        return digits * weights[node.variable]

    rest = ways.fold(leaf, np.add, np.minimum)
    found = np.empty((len(rest), len(sizes)), dtype=np.int64)
    for variable, weight in enumerate(weights):
        found[:, variable] = rest // weight
        rest = rest % weight
    return found


def assignments(message: Message, row: int, first: Sequence[int], limit: int) -> Positions:
    """Return up to `limit` assignments that give one point, beginning with a given one.

    Parameters
    ----------
    message
        A message with an empty scope.
    row
        Position of the point.
    first
        An assignment that gives it.

    Returns
    -------
    Shape ``(ways found, variables)``: `first`, then the others in lexicographic order.
    """
    others: set[tuple[int, ...]] = set()
    # A state is what remains to be expanded (a linked list) and the options chosen so far (another).
    states: list[tuple[_Pending, _Chosen]] = [((message, row, None), None)]
    while states and len(others) < limit - 1:
        pending, chosen = states.pop()
        if pending is None:
            found = [0] * len(first)
            while chosen is not None:
                variable, option, chosen = chosen
                found[variable] = option
            if tuple(found) != tuple(first):
                others.add(tuple(found))
            continue
        node, point, rest = pending
        for way in range(int(node.starts[point + 1]) - 1, int(node.starts[point]) - 1, -1):
            if node.source is None:
                states.append((rest, (node.variable, int(node.left[way]), chosen)))
                continue
            more = rest
            if node.other is not None and node.right is not None:
                more = (node.other, int(node.right[way]), more)
            states.append(((node.source, int(node.left[way]), more), chosen))
    return np.array([tuple(first), *sorted(others)], dtype=np.int64)


def in_joining_order(messages: Sequence[Message]) -> list[Message]:
    """Return messages over nothing, or over the same variables, in the order in which joining them is cheapest.

    The last joins cost most: they multiply the largest sets. So messages with few points come last, and among
    equals those whose points lie far apart, which let the set grow late.
    """
    spans = np.array(
        [message.points.max(axis=0) - message.points.min(axis=0) for message in messages], dtype=np.float64
    )
    widths = (spans / np.maximum(spans.sum(axis=0), 1.0)).sum(axis=1)
    order = sorted(range(len(messages)), key=lambda i: (-len(messages[i].points), widths[i], i))
    return [messages[i] for i in order]
