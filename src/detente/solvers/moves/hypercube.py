"""Stability where every combination of options is a state: the same verdicts without any list of moves.

Ranks stand in a table with one axis per decision maker. What is worst among all own moves is a minimum over subsets
of options, option by option, that leaves the state itself out. What is worst among own improvements is read from a
table sorted by rank along the own axis: a minimum over all that stand higher, ties skipped. Derived and measured in
the project.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from detente.solvers.moves.model import Hypercube, Integers, Numbers, Option, none_of, working
from detente.solvers.moves.rules import Rule
from detente.solvers.moves.stability import Verdicts, margins_of

__all__ = ["stable"]


def stable(cube: Hypercube, rule: Rule = "no-consecutive") -> Verdicts:
    """Return which states are stable for whom under five concepts, equal to what compressed rows give.

    Parameters
    ----------
    rule
        How others answer together, as `detente.solvers.moves.rules.transitions` says.

    Examples
    --------
    >>> cube = Hypercube((((0, "both"),), ((1, "both"),)), np.array([[2, 3, 0, 1], [2, 0, 3, 1]]))
    >>> stable(cube).seq.all(axis=0).tolist()
    [True, False, False, True]
    """
    order, sizes = _laid_out(cube.options)
    ranks = cube.ranks[:, order]
    moves: list[_Moves] = []
    improving: list[_Improvements] = []
    for dm, own in enumerate(cube.options):
        shape = (int(np.prod(sizes[:dm])), sizes[dm], int(np.prod(sizes[dm + 1 :])))
        moves.append(_Moves(shape, [direction for _, direction in _in_order(own)]))
        improving.append(_Improvements(working(ranks[dm]), shape, [direction for _, direction in _in_order(own)]))
    found = margins_of(ranks, moves, improving, rule)
    back = np.argsort(order)
    return Verdicts({concept: margins[:, back] for concept, margins in found.items()})


def _in_order(own: Sequence[Option]) -> list[Option]:
    """Return own options, those that change both ways last: they vary fastest along the own axis."""
    return sorted(own, key=lambda option: (option[1] == "both", option[0]))


def _laid_out(options: Sequence[Sequence[Option]]) -> tuple[Integers, list[int]]:
    """Return the states in the order of a table with one axis per decision maker, and its shape."""
    bits = [bit for own in options for bit, _ in _in_order(own)]
    states = np.arange(1 << len(bits))
    order = np.zeros_like(states)
    for place, bit in enumerate(reversed(bits)):
        order |= (states >> place & 1) << bit
    return order, [1 << len(own) for own in options]


class _Moves:
    """All moves of one decision maker."""

    def __init__(self, shape: tuple[int, int, int], directions: Sequence[str]) -> None:
        self.shape = shape
        self.directions = directions

    def least(self, values: Numbers) -> Numbers:
        """Return, for each state, the least value one move away."""
        within = values.copy()
        apart = np.full_like(values, none_of(values))
        inner = self.shape[2]
        for direction in reversed(self.directions):
            # One option at a time: `within` may stay or move, `apart` must move somewhere.
            cells = within.reshape(-1, 2, inner)
            beyond = apart.reshape(-1, 2, inner)
            no, yes = cells[:, 0].copy(), cells[:, 1].copy()
            if direction != "back":
                np.minimum(beyond[:, 0], yes, out=beyond[:, 0])
                np.minimum(no, yes, out=cells[:, 0])
            if direction != "forward":
                np.minimum(beyond[:, 1], no, out=beyond[:, 1])
                np.minimum(yes, no, out=cells[:, 1])
            inner *= 2
        return apart

    def lowered(self, found: Numbers, values: Numbers, fallen: Integers) -> Numbers:  # noqa: ARG002
        """Return `least`: few passes over everything are faster than going back from what has fallen."""
        return self.least(values)


class _Improvements:
    """Moves of one decision maker that improve things for it.

    States that differ only in options that change both ways make a *run*; a *cell* is one setting of the other own
    options. A move leads to the same run, or to the one of a cell that can be reached.
    """

    def __init__(self, ranks: Numbers, shape: tuple[int, int, int], directions: Sequence[str]) -> None:
        before, size, after = shape
        fixed = [direction for direction in directions if direction != "both"]
        cells, free = 1 << len(fixed), size >> len(fixed)
        self.shape = (before, cells, free, after)
        places = np.arange(len(ranks)).reshape(self.shape).transpose(2, 0, 1, 3).reshape(free, -1)
        table: Integers = ranks[places].astype(np.int64)
        order = np.argsort(table, axis=0, kind="stable")
        self.sorted = np.take_along_axis(places, order, axis=0)
        # One increasing row of keys for all runs: where a rank would stand in any run is then one search.
        runs = int(table.shape[1])
        table -= table.min(initial=0)
        if (int(table.max(initial=0)) + 1) * runs > np.iinfo(np.int64).max:
            table = np.unique(table, return_inverse=True)[1].reshape(table.shape)
        span = int(table.max(initial=0)) + 1
        keys: Integers = (np.take_along_axis(table, order, axis=0) + np.arange(runs) * span).T.ravel()
        numbers: Integers = np.arange(runs).reshape(before, cells, after)
        ranked = table.reshape(free, before, cells, after)
        self.above: list[tuple[int, Integers]] = []
        for source, target in product(range(cells), repeat=2):
            if _reachable(source, target, fixed):
                there = numbers[:, target]
                higher = np.searchsorted(keys, ranked[:, :, source] + there * span, side="right") - there * free
                self.above.append((source, np.ascontiguousarray((higher * runs + there).transpose(1, 0, 2))))

    def least(self, values: Numbers) -> Numbers:
        """Return, for each state, the least value one improvement away."""
        none = none_of(values)
        worst = np.full((len(self.sorted) + 1, self.sorted.shape[1]), none, dtype=values.dtype)
        np.minimum.accumulate(values.take(self.sorted)[::-1], axis=0, out=worst[-2::-1])
        found = np.full(self.shape, none, dtype=values.dtype)
        for source, places in self.above:
            cell = found[:, source]
            np.minimum(cell, worst.take(places), out=cell)
        return found.ravel()

    def lowered(self, found: Numbers, values: Numbers, fallen: Integers) -> Numbers:  # noqa: ARG002
        """Return `least`: few passes over everything are faster than going back from what has fallen."""
        return self.least(values)


def _reachable(source: int, target: int, directions: Sequence[str]) -> bool:
    """Return whether options that change one way only allow to go from one setting to another, or to stay."""
    for place, direction in enumerate(reversed(directions)):
        before, after = source >> place & 1, target >> place & 1
        if (before, after) == ((1, 0) if direction == "forward" else (0, 1)):
            return False
    return True
