"""Whether some assignment adds what is needed in every column, many times over, with reasons where none does.

The reason is a vector of multipliers: with no more than this, nothing weighted so can be reached. How much can be is a
max-sum elimination, exact for any network. Good multipliers come from a linear programme over the assignments found so
far (Dantzig and Wolfe 1960), in floats; they are rounded to whole numbers, and every decision is made on those. Where
mixtures of assignments would do, but perhaps no assignment, variables are assigned one after the other, from the roots
of the bucket tree, and what cannot be completed by any of the multipliers is cut.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError
from detente.solvers.bounds import Bounds, Extremes
from detente.solvers.network import Factor, Integers, Network, align, evaluate
from detente.solvers.tree import tree_of, upward

__all__ = ["MAX_STATES", "Completions"]

MAX_STATES = 20_000_000
"""Most partial assignments that one search may look at."""

_CHUNK = 20_000
"""Partial assignments looked at together, the most promising first."""

_RECENT = 60
"""How many of the last multipliers cut partial assignments, where tables are small."""

_CELLS = 20_000_000
"""Most entries of the tables of all multipliers kept, beyond those of one column each."""

_ROUNDS = 50
"""Most multipliers looked for before an assignment is searched."""

_EXACT = 53
"""Floats multiply faster than integers and are as exact while every sum stays below two to this power."""

_PRECISION = 16
"""Multipliers have at least so many bits; where that is too many for floats, sums are Python integers."""


@dataclass(frozen=True)
class _Losses:
    """One vector of multipliers: the greatest weighted sum, and by how much less is left after each choice.

    Parameters
    ----------
    total
        The greatest sum.
    steps
        Per bucket, over its clique (flat): what choosing this option of its variable takes away.
    """

    total: Any
    steps: tuple[Integers, ...]


class Completions:
    """Assignments of a network, asked for again and again.

    Parameters
    ----------
    network
        Each column is to reach what is needed.
    largest
        Greatest size of any entry that will be needed.

    Attributes
    ----------
    possible
        Whether anything is allowed at all; else ask nothing more.
    dtype
        ``float64`` where that is exact, else ``object``; for whatever is multiplied with multipliers.
    """

    def __init__(self, network: Network, largest: int) -> None:
        self.network = network
        self._tree = tree_of(network)
        size = sum(int(abs(factor.table).max(initial=0)) for factor in network.factors)
        bits = (size + largest).bit_length() + network.columns.bit_length()
        self.dtype = np.float64 if bits + _PRECISION <= _EXACT else np.object_
        self._room = max(min(_EXACT - bits, 40), _PRECISION)
        algebra = Extremes(network)
        bounds = upward(self._tree, algebra.local, algebra)
        self._valid = [table.valid.reshape(-1) for table in self._completed(algebra, bounds)]
        self.possible = all(bool(bounds[root].valid.all()) for root in self._tree.roots)
        ends = [(bounds[root].low[()], bounds[root].high[()]) for root in self._tree.roots]
        spans = sum((np.asarray(high - low, dtype=np.float64) for low, high in ends), start=np.zeros(network.columns))
        self._spans = np.maximum(spans, 1.0)
        self._known: list[Integers] = []
        self._found: list[tuple[int, ...]] = []
        cells = sum(len(valid) for valid in self._valid)
        self._recent: deque[tuple[Integers, _Losses]] = deque(maxlen=max(8, min(_RECENT, _CELLS // max(cells, 1))))
        self.first: list[tuple[Integers, int]] = []
        if self.possible:
            single = [self._whole(weight) for weight in np.eye(network.columns)]
            self._single = [(weight, self._asked(weight)) for weight in single]
            even = self._whole(np.ones(network.columns))
            self.first = [(weight, int(losses.total)) for weight, losses in self._single]
            self.first.append((even, self.most(even)))

    def _completed(self, algebra: Extremes, bounds: list[Bounds]) -> list[Bounds]:
        """Return, per bucket and over its clique, the bounds of it and all below it."""
        buckets = self._tree.buckets
        return [
            algebra.product(
                bucket.clique,
                [(bucket.clique, algebra.local(bucket)), *((buckets[c].separator, bounds[c]) for c in bucket.children)],
            )
            for bucket in buckets
        ]

    def _whole(self, weight: NDArray[np.float64]) -> Integers:
        """Return multipliers of spans as whole numbers small enough for exact products."""
        raw = np.maximum(weight, 0.0) / self._spans
        scaled = np.rint(raw / raw.max() * float(1 << self._room))
        return np.array([int(entry) for entry in scaled], dtype=self.dtype)

    def _asked(self, weight: Integers) -> _Losses:
        """Work out a vector of multipliers, and remember an assignment with the greatest sum."""
        entries = np.array([int(entry) for entry in weight], dtype=np.int64 if self.dtype is np.float64 else np.object_)
        weighted = Network(
            self.network.sizes,
            1,
            tuple(Factor(factor.scope, (factor.table @ entries)[..., None]) for factor in self.network.factors),
            self.network.constraints,
        )
        algebra = Extremes(weighted)
        bounds = upward(self._tree, algebra.local, algebra)
        steps = [
            (table.high - align(own.high, bucket.separator, bucket.clique, 1)).reshape(-1).astype(self.dtype)
            for bucket, own, table in zip(self._tree.buckets, bounds, self._completed(algebra, bounds), strict=True)
        ]
        total = sum(bounds[root].high[()][0] for root in self._tree.roots)
        self._remember(steps)
        return _Losses(np.array(total, dtype=self.dtype)[()], tuple(steps))

    def _remember(self, steps: list[Integers]) -> None:
        chosen = [0] * len(self.network.sizes)
        for position in range(len(steps) - 1, -1, -1):
            places, stride, size = self._place(position, np.array([chosen]))
            cells = places[0] + stride * np.arange(size)
            # Nothing is lost by the best option; one always is, since something is allowed.
            best = np.flatnonzero(
                self._valid[position][cells] & np.asarray(steps[position][cells] == 0, dtype=np.bool_)
            )
            chosen[self._tree.buckets[position].variable] = int(best[0])
        if tuple(chosen) not in self._found:
            self._found.append(tuple(chosen))
            self._known.append(evaluate(self.network, np.array([chosen]))[0])

    def _place(self, position: int, chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], int, int]:
        """Return where assignments stand in a bucket's flat table but for its variable; its stride and its size."""
        bucket, sizes = self._tree.buckets[position], self.network.sizes
        places, stride, own = np.zeros(len(chosen), dtype=np.int64), 1, 1
        for variable in reversed(bucket.clique):
            if variable == bucket.variable:
                own = stride
            else:
                places += chosen[:, variable] * stride
            stride *= sizes[variable]
        return places, own, sizes[bucket.variable]

    def most(self, weight: Integers) -> int:
        """Return the greatest weighted sum, and remember the multipliers."""
        losses = self._asked(weight)
        self._recent.append((weight, losses))
        return int(losses.total)

    def already(self, needed: Integers) -> tuple[int, ...] | None:
        """Return an assignment found before that adds what is needed."""
        rows = np.flatnonzero(np.asarray(np.array(self._known) >= needed, dtype=np.bool_).all(axis=1))
        return self._found[int(rows[0])] if len(rows) else None

    def _multipliers(self, needed: Integers) -> tuple[NDArray[np.float64], float]:
        """Return the multipliers for which mixtures of known sums fall furthest short, and what is left over then."""
        from scipy.optimize import linprog  # noqa: PLC0415

        short = np.asarray(np.array(self._known) - needed, dtype=np.float64) / self._spans
        rows = np.column_stack([short, -np.ones(len(short))])
        width = self.network.columns
        # Minimise the greatest weighted sum over multipliers that add up to 1.
        solved = linprog(
            np.append(np.zeros(width), 1.0),
            A_ub=rows,
            b_ub=np.zeros(len(rows)),
            A_eq=np.append(np.ones(width), 0.0)[None, :],
            b_eq=[1.0],
            bounds=np.column_stack([np.append(np.zeros(width), -np.inf), np.full(width + 1, np.inf)]),
        )
        return solved.x[:width], float(solved.x[width])

    def cut(self, needed: Integers) -> tuple[Integers, int] | None:
        """Return multipliers with the greatest sum they allow, where that is too little; else ``None``."""
        for _ in range(_ROUNDS):
            weight, left = self._multipliers(needed)
            if left >= 0:
                return None
            exact = self._whole(weight)
            before = len(self._known)
            most = self.most(exact)
            if most < int(exact @ needed):
                return exact, most
            if len(self._known) == before:
                return None
        return None

    def search(self, needed: Integers) -> tuple[int, ...] | None:
        """Return an assignment that adds what is needed, or ``None`` where there is none.

        Raises
        ------
        LimitError
            If more than `MAX_STATES` partial assignments had to be looked at.
        """
        held = [*self._single, *self._recent]
        spare: Integers = np.array([losses.total - weight @ needed for weight, losses in held], dtype=self.dtype)
        steps = [np.stack(tables, axis=1) for tables in zip(*(losses.steps for _, losses in held), strict=True)]
        scale = np.maximum(np.asarray(-sum(step.min(axis=0) for step in steps), dtype=np.float64), 1.0)
        if (spare < 0).any():
            return None
        nothing = np.zeros((1, len(self.network.sizes)), dtype=np.int64)
        stack: list[tuple[int, NDArray[np.int64], Integers]] = [(len(steps), nothing, spare[None, :])]
        seen = 0
        while stack:
            after, chosen, spare = stack.pop()
            if not after:
                return tuple(chosen[0].tolist())
            position = after - 1
            places, stride, size = self._place(position, chosen)
            cells = (places[:, None] + stride * np.arange(size)).reshape(-1)
            seen += len(cells)
            if seen > MAX_STATES:
                raise LimitError(
                    f"Whether some levers are enough depends on more than {MAX_STATES:,} partial packages.",
                    "Use fewer options, coarser grids, or fewer parties at a time.",
                )
            left = np.repeat(spare, size, axis=0) + steps[position][cells]
            kept = np.flatnonzero(self._valid[position][cells] & np.asarray(left >= 0, dtype=np.bool_).all(axis=1))
            ease = (np.asarray(left[kept], dtype=np.float64) / scale).min(axis=1)
            kept = kept[np.argsort(-ease, kind="stable")]
            grown = chosen[kept // size]
            grown[:, self._tree.buckets[position].variable] = kept % size
            # The most promising are on top of the stack.
            for first in range((len(kept) - 1) // _CHUNK * _CHUNK, -1, -_CHUNK):
                chunk = slice(first, first + _CHUNK)
                stack.append((position, grown[chunk], left[kept[chunk]]))
        return None
