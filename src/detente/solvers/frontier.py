"""Exact Pareto frontiers by multi-objective bucket elimination (rules D1 to D3).

Source: Rollon and Larrosa 2006; Dechter 1999. A message holds, per assignment of its separator, the
non-dominated partial sums below it. The additive case is width 0 of the same code: every bucket is a root,
and joining the roots one by one is the Minkowski sum of the issues' value sets with pruning at each step.

Thresholds are constraints, not filters at the end: a partial sum that exact max-messages show to be out of
reach is cut, and a column that is constrained but not counted ("gate") is held at its threshold as soon as
nothing outside can bring it below again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError
from detente.solvers.bounds import local_table
from detente.solvers.dominance import prune
from detente.solvers.limbs import limbs_of
from detente.solvers.message import Message, in_joining_order
from detente.solvers.network import Integers, Network
from detente.solvers.pairs import Pairs
from detente.solvers.reach import Reach, Reaches, reach_of_roots
from detente.solvers.thin import thin
from detente.solvers.tree import Bucket, tree_of

__all__ = ["DEFAULT_LIMIT", "FrontierSet", "pareto_frontier", "reaching", "satisfiable"]

DEFAULT_LIMIT = 200_000
"""Most partial sums that one message may keep before it is thinned."""

_CHUNK = 4_000_000
"""Most candidate sums in memory at a time (rows)."""

_LAST = 5
"""How much larger the last set may be: nothing is joined to it any more."""

_WORK = {np.int64: 8_000_000, np.object_: 1_000_000}
"""Most candidate sums of one join before its larger side is thinned, by what the sums are made of."""


@dataclass(frozen=True, eq=False)
class FrontierSet:
    """Non-dominated sums over the objectives.

    Parameters
    ----------
    points
        Shape ``(n, objectives)``, first objective descending (within each option of what is kept).
    message
        The way back to the assignments; ``None`` when there is no point.
    epsilon
        0 when exact; else every allowed assignment has a point at most this much worse per objective, in points (as
        `units` defines them; in the objectives' own integers without).
    width
        Induced width of the elimination order.
    """

    points: Integers
    message: Message | None
    epsilon: Fraction
    width: int


@dataclass(frozen=True)
class _Search:
    """One elimination: which columns count, which must pass, and where sets are thinned."""

    network: Network
    columns: tuple[int, ...]
    objectives: int
    thresholds: tuple[int | None, ...]
    limit: int
    kept: tuple[int, ...] = ()
    units: tuple[int, ...] | None = None

    @property
    def sets(self) -> int:
        """Return how many sets are computed at once: one per joint option of what is kept."""
        return prod(self.network.sizes[variable] for variable in self.kept)

    def leaf(self, bucket: Bucket) -> Message:
        """Return a bucket's own sums, one point per allowed joint option of its clique."""
        valid, total = local_table(self.network, bucket)
        key = np.flatnonzero(valid)
        points = total.reshape(-1, self.network.columns)[key][:, list(self.columns)]
        axis = bucket.clique.index(bucket.variable)
        option = np.unravel_index(key, valid.shape)[axis]
        starts = np.arange(len(key) + 1)
        return Message(bucket.clique, key, points, starts, np.asarray(option, dtype=np.int64), variable=bucket.variable)

    def flat(self, scope: Sequence[int], key: NDArray[np.int64], onto: Sequence[int]) -> NDArray[np.int64]:
        """Return the flat positions over `onto` (contained in `scope`) of flat positions over `scope`."""
        if tuple(scope) == tuple(onto):
            return key
        if not onto:
            return np.zeros(len(key), dtype=np.int64)
        parts = np.unravel_index(key, tuple(self.network.sizes[v] for v in scope))
        kept = [parts[list(scope).index(v)] for v in onto]
        return np.asarray(np.ravel_multi_index(kept, tuple(self.network.sizes[v] for v in onto)), dtype=np.int64)

    def pairs(self, first: Message, second: Message, scope: tuple[int, ...]) -> list[Pairs]:
        """Return, in chunks, which points of two messages meet, with their joint assignment over `scope`."""
        common = tuple(v for v in first.scope if v in second.scope)
        on_first = self.flat(first.scope, first.key, common)
        on_second = self.flat(second.scope, second.key, common)
        order = np.argsort(on_second, kind="stable")
        begin = np.searchsorted(on_second[order], on_first, side="left")
        count = np.searchsorted(on_second[order], on_first, side="right") - begin
        cumulative = np.cumsum(count)
        chunks: list[Pairs] = []
        row = 0
        while row < len(count):
            base = int(cumulative[row - 1]) if row else 0
            stop = max(row + 1, int(np.searchsorted(cumulative, base + _CHUNK, side="right")))
            lengths = count[row:stop]
            left = np.repeat(np.arange(row, stop), lengths)
            offset = np.arange(len(left)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            right = order[np.repeat(begin[row:stop], lengths) + offset]
            chunks.append(Pairs(left, right, self.joint(first, second, scope, left, right)))
            row = stop
        return chunks

    def joint(
        self,
        first: Message,
        second: Message,
        scope: tuple[int, ...],
        left: NDArray[np.int64],
        right: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Return the flat assignment over `scope` of pairs of points that agree where both speak."""
        key = np.zeros(len(left), dtype=np.int64)
        sizes = self.network.sizes
        read: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
        for message, rows in ((second, right), (first, left)):
            if message.scope:
                parts: Sequence[NDArray[np.int64]] = np.unravel_index(
                    message.key, tuple(sizes[v] for v in message.scope)
                )
                read |= dict(zip(message.scope, ((part, rows) for part in parts), strict=True))
        for variable in scope:
            part, rows = read[variable]
            key = key * sizes[variable] + part[rows]
        return key

    def join(self, first: Message, second: Message, onto: tuple[int, ...], reach: Reach | None) -> Message | None:
        """Return the non-dominated sums of two messages over `onto` (variables that both leave are dropped)."""
        parts: list[Message] = []
        huge = self.network.dtype == np.object_ and self.objectives > 0
        limbs = (limbs_of(first.points), limbs_of(second.points)) if huge else None
        for pair in self.pairs(first, second, onto):
            if len(pair.left):
                if limbs is not None:
                    pair = pair.surviving(*limbs, self.objectives)  # noqa: PLW2901 - the same pairs, but for some
                total = first.points[pair.left] + second.points[pair.right]
                kept = self.settle(pair.key, total, reach)
                if kept is not None:
                    rows, key, points, starts = kept
                    parts.append(Message(onto, key, points, starts, pair.left[rows], pair.right[rows], first, second))
        return self.merged(parts, onto)

    def combined(
        self, first: Message, second: Message, onto: tuple[int, ...], reach: Reach | None, room: int = 1
    ) -> tuple[Message | None, Fraction]:
        """Return the join, thinned where it would outgrow `room` times the limits, and what thinning may have cost."""
        work = _WORK[self.network.dtype] * self.sets
        meetings = self.meetings(first, second)
        lost = Fraction(0)
        if meetings > work:
            first, second = sorted((first, second), key=_size, reverse=True)
            first, lost = self.thinned(first, max(1, _size(first) * work // meetings))
        message = self.join(first, second, onto, reach)
        if message is None:
            return None, lost
        message, more = self.thinned(message, room * self.limit * self.sets)
        return message, lost + more

    def thinned(self, message: Message, limit: int) -> tuple[Message, Fraction]:
        """Return a message of at most about `limit` points, and what that may have cost.

        Raises
        ------
        LimitError
            If there are only gates, which cannot be thinned.
        """
        if _size(message) > limit and not self.objectives:
            raise LimitError(
                f"Whether a package exists depends on more than {limit:,} partial packages.",
                "Use fewer options, coarser grids, or weights and values with fewer digits.",
            )
        return thin(message, self.objectives, limit, self.units)

    def meetings(self, first: Message, second: Message) -> int:
        """Return how many pairs of points agree where both messages speak."""
        common = tuple(v for v in first.scope if v in second.scope)
        if not common:
            return _size(first) * _size(second)
        size = prod(self.network.sizes[variable] for variable in common)
        on_first = np.bincount(self.flat(first.scope, first.key, common), minlength=size)
        on_second = np.bincount(self.flat(second.scope, second.key, common), minlength=size)
        return int(on_first @ on_second)

    def merged(self, parts: list[Message], onto: tuple[int, ...]) -> Message | None:
        """Return chunks of one message as one, pruned against each other."""
        if len(parts) <= 1:
            return parts[0] if parts else None
        key = np.concatenate([part.key for part in parts])
        points = np.concatenate([part.points for part in parts])
        found = prune(points, key, self.objectives)
        ways = [np.diff(part.starts) for part in parts]
        length = np.concatenate(ways)
        begin = np.concatenate(([0], np.cumsum(length)[:-1]))
        lengths = length[found.rows]
        offset = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        entries = np.repeat(begin[found.rows], lengths) + offset
        starts = np.concatenate(([0], np.cumsum(lengths)))[found.starts]
        left = np.concatenate([part.left for part in parts])[entries]
        rights = [part.right for part in parts if part.right is not None]
        right = np.concatenate(rights)[entries] if rights else None
        head = found.first
        return Message(onto, key[head], points[head], starts, left, right, parts[0].source, parts[0].other)

    def settle(
        self, key: NDArray[np.int64], points: Integers, reach: Reach | None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], Integers, NDArray[np.int64]] | None:
        """Cut what cannot reach a threshold, hold gates that are safe, and prune.

        Returns
        -------
        Surviving rows grouped by vector, and per vector its key, the vector, and where its rows start; or
        ``None`` when nothing survives.
        """
        rows = np.arange(len(key))
        if reach is not None:
            alive = reach.valid[key]
            for j, threshold in enumerate(self.thresholds):
                if threshold is None:
                    continue
                alive = alive & np.asarray(points[:, j] + reach.high[key, j] >= threshold, dtype=np.bool_)
                if j >= self.objectives:
                    held = np.maximum(threshold - reach.low[key, j], reach.floor[key, j])
                    points = points.copy()
                    points[:, j] = np.minimum(points[:, j], held)
            if not alive.all():
                rows = np.flatnonzero(alive)
                key, points = key[rows], points[rows]
        if not len(rows):
            return None
        found = prune(points, key, self.objectives)
        head = found.first
        return rows[found.rows], key[head], points[head], found.starts

    def reduced(self, message: Message, onto: tuple[int, ...], reach: Reach | None) -> Message | None:
        """Return a single message projected onto `onto` and pruned; an ungrouped leaf stays a leaf."""
        key = self.flat(message.scope, message.key, onto)
        kept = self.settle(key, message.points, reach)
        if kept is None:
            return None
        rows, key, points, starts = kept
        if message.source is None and len(message.left) == len(message.points):
            return Message(onto, key, points, starts, message.left[rows], variable=message.variable)
        return Message(onto, key, points, starts, rows, None, message)


def _eliminate(search: _Search) -> tuple[Message | None, Fraction, int]:
    """Return the root message over the search's columns, the total given up by thinning, and the width."""
    tree = tree_of(search.network, search.kept)
    reaches = Reaches.of(search.network, tree, search.columns)
    if not reaches.possible:
        return None, Fraction(0), tree.width
    epsilon = Fraction(0)
    waiting: dict[int, Message] = {}
    roots: list[Message] = []
    for position, bucket in enumerate(tree.buckets):
        order = sorted(bucket.children, key=lambda child: (-_size(waiting[child]), child))
        children = [waiting.pop(child) for child in order]
        message: Message | None
        if children:
            below = children[0]
            for number, child in enumerate(children[1:], 2):
                scope = tuple(sorted({*below.scope, *child.scope}))
                joined, lost = search.combined(below, child, scope, reaches.joined(position, order[:number], scope))
                epsilon += lost
                if joined is None:
                    return None, epsilon, tree.width
                below = joined
            message, lost = search.combined(below, search.leaf(bucket), bucket.separator, reaches.sent(position))
            epsilon += lost
        else:
            message = search.reduced(search.leaf(bucket), bucket.separator, reaches.sent(position))
        if message is None:
            return None, epsilon, tree.width
        if bucket.parent < 0:
            roots.append(message)
        else:
            waiting[position] = message
    roots = in_joining_order(roots)
    root_reaches = reach_of_roots(roots, search.sets)
    whole = search.reduced(roots[0], search.kept, root_reaches[0])
    for number, (message, reach) in enumerate(zip(roots[1:], root_reaches[1:], strict=True), 2):
        if whole is None:
            break
        whole, lost = search.combined(whole, message, search.kept, reach, _LAST if number == len(roots) else 1)
        epsilon += lost
    return whole, epsilon, tree.width


def _size(message: Message) -> int:
    return len(message.points)


def pareto_frontier(
    network: Network,
    objectives: Sequence[int],
    thresholds: Mapping[int, int] | None = None,
    limit: int = DEFAULT_LIMIT,
    kept: Sequence[int] = (),
    units: Sequence[int] | None = None,
) -> FrontierSet:
    """Return the non-dominated vectors over the allowed assignments that reach every threshold.

    Parameters
    ----------
    network
        Its columns hold the objectives and the gates.
    objectives
        Columns to maximise; with none, a vector without entries says that every threshold can be reached.
    thresholds
        Least sum per column; columns that are no objectives constrain only.
    limit
        Most partial sums in one message before it is thinned (in the last one, five times as many).
    kept
        Variables (ascending) that are not eliminated: the result is one frontier per joint option of them, told
        apart by the message's key. Every factor must speak of all of them.
    units
        How many integers of each objective make a point, so that thinning costs nobody more points than others; 1
        each if absent.

    Examples
    --------
    >>> from detente.solvers.network import Factor
    >>> table = np.array([[0, 3], [2, 2], [3, 0]])
    >>> pareto_frontier(Network((3,), 2, (Factor((0,), table),)), (0, 1), {0: 1}).points.tolist()
    [[3, 0], [2, 2]]
    """
    wanted = dict(thresholds or {})
    columns = (*objectives, *(column for column in wanted if column not in objectives))
    search = _Search(
        network, columns, len(objectives), tuple(wanted.get(c) for c in columns), limit, tuple(kept),
        None if units is None else tuple(units),
    )  # fmt: skip
    message, epsilon, width = _eliminate(search)
    if message is not None and len(columns) > len(objectives):
        # Gates have done their work: what they told apart is one vector again.
        bare = Message(
            message.scope, message.key, message.points[:, : len(objectives)], np.arange(len(message.key) + 1),
            np.arange(len(message.key)), None, message,
        )  # fmt: skip
        message = search.reduced(bare, search.kept, None)
    if message is None:
        return FrontierSet(np.zeros((0, len(objectives)), dtype=network.dtype), None, epsilon, width)
    return FrontierSet(message.points, message, epsilon, width)


def reaching(found: FrontierSet, floors: Sequence[int]) -> tuple[FrontierSet, NDArray[np.int64]]:
    """Return the points of a frontier that reach every floor (one per objective), and where they stand in it."""
    rows = np.flatnonzero(
        np.asarray(found.points >= np.array(floors, dtype=found.points.dtype), dtype=bool).all(axis=1)
    )
    points = found.points[rows]
    if found.message is None or not len(rows):
        return FrontierSet(points, None, found.epsilon, found.width), rows
    one_way_each = np.arange(len(rows) + 1)
    message = Message((), found.message.key[rows], points, one_way_each, rows, None, found.message)
    return FrontierSet(points, message, found.epsilon, found.width), rows


def satisfiable(network: Network, thresholds: Mapping[int, int], limit: int = DEFAULT_LIMIT) -> Message | None:
    """Return a message whose points are assignments that reach every threshold, or ``None`` if there is none.

    Every column is a gate, held at its threshold once safe, so the sets stay small; nothing is thinned.
    """
    columns = tuple(thresholds)
    search = _Search(network, columns, 0, tuple(thresholds.values()), limit)
    return _eliminate(search)[0]
