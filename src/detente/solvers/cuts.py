"""The cheapest choices for which something else can be found, by cuts: levers written out, packages searched (rule L1).

The variables that cost something, with all that is tied to them, are written out: every joint level with its costs and
what it adds to each column. The others are asked, for the cheapest choice left, whether they can add what is missing.
If not, the answer is a vector of multipliers: with no more than this, nothing weighted so can be reached, which rules
out many choices at once (Benders 1962). The multipliers come from a linear programme over the assignments found so far
(Dantzig and Wolfe 1960), in floats; they are rounded to integers, and every decision is made on integers. What remains
is searched part by part, cutting sums that no completion can save by the same multipliers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError
from detente.solvers.frontier import pareto_frontier
from detente.solvers.message import Ways, first_assignments
from detente.solvers.network import Bools, Constraint, Factor, Integers, Network, align, integer_array

__all__ = ["MAX_CHOICES", "MAX_STATES", "Found", "cheapest_by_cuts"]

MAX_CHOICES = 2_000_000
"""Most joint levels of what costs something, with all that is tied to it."""

MAX_STATES = 20_000_000
"""Most partial sums that one search may look at."""

_PART = 50_000
"""Most vectors of one part of what is searched."""

_CHUNK = 20_000
"""Partial sums extended at a time, the most promising first."""

_RECENT = 60
"""How many of the last multipliers cut partial sums."""

_ROUNDS = 50
"""Most multipliers looked for per choice before it is searched."""

_BLOCK = 8192
"""Choices looked at together, in the order of what they cost."""

_EXACT = 53

_PRECISION = 16


@dataclass(frozen=True)
class Found:
    """The non-dominated costs, each with an assignment that has them and reaches every threshold.

    Parameters
    ----------
    costs
        Shape ``(n, cost columns)``, in lexicographic order; less is better.
    assignments
        Shape ``(n, variables)``.
    """

    costs: Integers
    assignments: NDArray[np.int64]


def _components(network: Network) -> list[tuple[int, ...]]:
    """Return the variables that factors and constraints tie together, each group ascending."""
    group = list(range(len(network.sizes)))
    for scope in (part.scope for part in (*network.factors, *network.constraints)):
        joined = {group[variable] for variable in scope}
        group = [min(joined) if own in joined else own for own in group]
    return [tuple(v for v, own in enumerate(group) if own == name) for name in sorted(set(group))]


def _restricted(network: Network, variables: Sequence[int], columns: Sequence[int]) -> Network:
    """Return the network of some variables (whole components) and columns, renumbered."""
    place = {variable: i for i, variable in enumerate(variables)}
    inside = set(variables)
    return Network(
        tuple(network.sizes[v] for v in variables),
        len(columns),
        tuple(
            Factor(tuple(place[v] for v in f.scope), f.table[..., list(columns)])
            for f in network.factors
            if inside.issuperset(f.scope)
        ),
        tuple(
            Constraint(tuple(place[v] for v in c.scope), c.allowed)
            for c in network.constraints
            if inside.issuperset(c.scope)
        ),
    )


def _written_out(network: Network) -> tuple[Integers, Bools]:
    """Return the column sums of every assignment, in lexicographic order, and which are allowed."""
    total: Integers = np.zeros((network.columns,), dtype=network.dtype)
    allowed = np.ones((), dtype=np.bool_)
    for variable, size in enumerate(network.sizes):
        # What speaks of later variables too waits for them: the last step alone is as large as the whole.
        known = tuple(range(variable + 1))
        total = np.repeat(total[..., None, :], size, axis=-2)
        allowed = np.repeat(allowed[..., None], size, axis=-1)
        for factor in network.factors:
            if factor.scope[-1] == variable:
                total += align(factor.table, factor.scope, known, 1)
        for constraint in network.constraints:
            if constraint.scope[-1] == variable:
                allowed &= align(constraint.allowed, constraint.scope, known, 0)
    return total.reshape(-1, network.columns), allowed.reshape(-1)


@dataclass
class _Search:
    """What can be added to the columns: one vector of each part, and what is known about their sums.

    Parameters
    ----------
    parts
        Per part the vectors it can add, none of them dominated: shape ``(n, columns)``.
    needed
        What may be asked for, shape ``(choices, columns)``: it bounds the integers.
    """

    parts: list[Integers]
    needed: InitVar[Integers]
    weights: list[Integers] = field(default_factory=list[Any])
    """Multipliers that have shown something."""
    known: list[Integers] = field(default_factory=list[Any])
    """Sums of assignments found."""
    picks: list[tuple[int, ...]] = field(default_factory=list[tuple[int, ...]])
    """Which vector of each part they take."""

    def __post_init__(self, needed: Integers) -> None:
        tops = [int(abs(part).max()) for part in self.parts]
        bits = (sum(tops) + int(abs(needed).max(initial=0))).bit_length() + needed.shape[1].bit_length()
        # Floats multiply faster than integers and are as exact while every sum stays below 2^53.
        self.dtype = np.float64 if bits + _PRECISION <= _EXACT else np.object_
        self.room = max(min(_EXACT - bits, 40), _PRECISION)
        self.parts = [part.astype(self.dtype) for part in self.parts]
        spans = [np.asarray(np.ptp(part, axis=0), dtype=np.float64) for part in self.parts]
        self.spans = np.maximum(np.sum(spans, axis=0), 1.0)
        for weight in (*np.eye(len(self.spans)), np.ones(len(self.spans))):
            self.most(self.whole(weight))

    def whole(self, weight: NDArray[np.float64]) -> Integers:
        """Return multipliers of spans as whole numbers small enough for exact products."""
        raw = np.maximum(weight, 0.0) / self.spans
        scaled = np.rint(raw / raw.max() * float(1 << self.room))
        return np.array([int(entry) for entry in scaled], dtype=self.dtype)

    def most(self, weight: Integers) -> int:
        """Return the greatest weighted sum, and remember the multipliers and what reaches it."""
        scores = [part @ weight for part in self.parts]
        pick = tuple(int(np.argmax(score)) for score in scores)
        if pick not in self.picks:
            self.picks.append(pick)
            self.known.append(np.sum([part[row] for part, row in zip(self.parts, pick, strict=True)], axis=0))
        self.weights.append(weight)
        return sum(int(score[row]) for score, row in zip(scores, pick, strict=True))

    def already(self, needed: Integers) -> tuple[int, ...] | None:
        """Return a known assignment that adds what is needed."""
        rows = np.flatnonzero(np.asarray(np.array(self.known) >= needed, dtype=np.bool_).all(axis=1))
        return self.picks[int(rows[0])] if len(rows) else None

    def multipliers(self, needed: Integers) -> tuple[NDArray[np.float64], float]:
        """Return the multipliers for which mixtures of known sums fall furthest short, and what is left over then."""
        from scipy.optimize import linprog  # noqa: PLC0415

        short = np.asarray(np.array(self.known) - needed, dtype=np.float64) / self.spans
        # Minimise the greatest weighted sum over multipliers that add up to 1.
        rows = np.column_stack([short, -np.ones(len(short))])
        width = len(self.spans)
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
            weight, left = self.multipliers(needed)
            if left >= 0:
                return None
            exact = self.whole(weight)
            before = len(self.known)
            most = self.most(exact)
            if most < int(exact @ needed):
                return exact, most
            if len(self.known) == before:
                return None
        return None

    def search(self, needed: Integers) -> tuple[int, ...] | None:
        """Return which vectors of the parts add what is needed, or ``None`` where none do.

        Raises
        ------
        LimitError
            If more than `MAX_STATES` partial sums had to be looked at.
        """
        weights = np.array(self.weights[: len(self.spans)] + self.weights[len(self.spans) :][-_RECENT:]).T
        asked = needed @ weights
        order = sorted(range(len(self.parts)), key=lambda i: -len(self.parts[i]))
        scores = [self.parts[i] @ weights for i in order]
        rest = [asked - sum((score.max(axis=0) for score in scores[at:]), start=0 * asked) for at in range(len(order))]
        rest.append(asked)
        scale = np.maximum(np.asarray(sum((np.ptp(s, axis=0) for s in scores), start=0 * asked), dtype=np.float64), 1.0)
        start = np.zeros((1, weights.shape[1]), dtype=self.dtype)
        stack: list[tuple[int, Integers, NDArray[np.int64]]] = [(0, start, np.zeros((1, 0), dtype=np.int64))]
        seen = 0
        while stack:
            at, sums, rows = stack.pop()
            if at == len(order):
                pick = dict(zip(order, rows[0].tolist(), strict=True))
                return tuple(pick[i] for i in range(len(order)))
            seen += len(sums) * len(scores[at])
            if seen > MAX_STATES:
                raise LimitError(
                    f"Whether some levers are enough depends on more than {MAX_STATES:,} partial packages.",
                    "Use fewer options, coarser grids, or fewer parties at a time.",
                )
            more = (sums[:, None, :] + scores[at][None, :, :]).reshape(-1, sums.shape[1])
            slack = more - rest[at + 1]
            kept = np.flatnonzero(np.asarray(slack >= 0, dtype=np.bool_).all(axis=1))
            ease = (np.asarray(slack[kept], dtype=np.float64) / scale).min(axis=1)
            kept = kept[np.argsort(-ease, kind="stable")]
            grown = np.column_stack([rows[kept // len(scores[at])], kept % len(scores[at])])
            width = max(1, _CHUNK // (len(scores[at + 1]) if at + 1 < len(order) else 1))
            # The most promising are on top of the stack.
            for first in range((len(kept) - 1) // width * width, -1, -width):
                chunk = slice(first, first + width)
                stack.append((at + 1, more[kept[chunk]], grown[chunk]))
        return None


@dataclass
class _Facts:
    """What is known about all choices, by which most of them are left out unseen.

    Parameters
    ----------
    weights, most
        Multipliers, and the greatest weighted sum that can be added.
    missed
        What cannot be added.
    costs
        Costs found.
    """

    weights: list[Integers]
    most: list[int]
    missed: list[Integers] = field(default_factory=list[Any])
    costs: list[Integers] = field(default_factory=list[Any])

    def unbeaten(self, paid: Integers) -> Bools:
        """Return which costs are less than every one found in some column."""
        stays = np.ones(len(paid), dtype=np.bool_)
        for cost in self.costs:
            stays &= np.asarray(paid < cost, dtype=np.bool_).any(axis=1)
        return stays

    def open(self, needed: Integers) -> NDArray[np.int64]:
        """Return the rows of what may still be possible to add."""
        limits = np.array(self.most, dtype=needed.dtype)
        within = np.asarray(needed @ np.array(self.weights).T <= limits, dtype=np.bool_)
        rows = np.flatnonzero(within.all(axis=1))
        for missed in self.missed:
            rows = rows[np.asarray(needed[rows] < missed, dtype=np.bool_).any(axis=1)]
        return rows


def _cheapest(search: _Search, paid: Integers, needed: Integers) -> list[tuple[int, tuple[int, ...]]]:
    """Return the choices that are not beaten in their costs, each with the vectors that add what it needs.

    Parameters
    ----------
    paid, needed
        Shapes ``(choices, cost columns)`` and ``(choices, columns)``.
    """
    # Whatever the weights, the first choice left is not beaten: all that cost less in some column and no more in
    # the others come before it.
    order = np.argsort(paid.sum(axis=1), kind="stable")
    facts = _Facts(search.weights[:], [search.most(weight) for weight in search.weights[:]])
    found: list[tuple[int, tuple[int, ...]]] = []
    for start in range(0, len(order), _BLOCK):
        left = order[start : start + _BLOCK]
        left = left[facts.unbeaten(paid[left])]
        asked = needed[left].astype(search.dtype)
        open_ = facts.open(asked)
        left, asked = left[open_], asked[open_]
        while len(left):
            pick = search.already(asked[0])
            cut = search.cut(asked[0]) if pick is None else None
            if cut is not None:
                facts.weights.append(cut[0])
                facts.most.append(cut[1])
                stays = np.asarray(asked @ cut[0] <= cut[1], dtype=np.bool_)
            else:
                pick = pick or search.already(asked[0]) or search.search(asked[0])
                if pick is None:
                    facts.missed.append(asked[0])
                    stays = np.asarray(asked < asked[0], dtype=np.bool_).any(axis=1)
                else:
                    found.append((int(left[0]), pick))
                    facts.costs.append(paid[left[0]])
                    stays = np.asarray(paid[left] < facts.costs[-1], dtype=np.bool_).any(axis=1)
            left, asked = left[stays], asked[stays]
    return found


def cheapest_by_cuts(network: Network, thresholds: Mapping[int, int], costs: Sequence[int]) -> Found:
    """Return the non-dominated costs of the allowed assignments that reach every threshold.

    Parameters
    ----------
    network
        Issues and levers; every variable that is tied to one that costs something is written out with it.
    thresholds
        Least sum per column, at least one.
    costs
        Columns to keep small, at least one; never added up in the answer.

    Raises
    ------
    LimitError
        If what costs something has more than `MAX_CHOICES` joint levels, if other variables hang together so much
        that they have too many vectors none of which is dominated, or if a search takes too long.

    Examples
    --------
    An issue gives the two parties 0 and 3, or 2 and 2. A lever adds 1 or 2 to the first, and costs 5 or 9.

    >>> issue = Factor((0,), np.array([[0, 3, 0], [2, 2, 0]]))
    >>> lever = Factor((1,), np.array([[0, 0, 0], [1, 0, 5], [2, 0, 9]]))
    >>> found = cheapest_by_cuts(Network((2, 3), 3, (issue, lever)), {0: 2, 1: 3}, [2])
    >>> found.costs.tolist(), found.assignments.tolist()
    ([[9]], [[0, 2]])
    """
    columns, components = [*thresholds], _components(network)
    paying = {
        variable
        for factor in network.factors
        if (factor.table[..., list(costs)] != 0).any()
        for variable in factor.scope
    }
    levers = sorted(v for component in components if paying.intersection(component) for v in component)
    choices = _restricted(network, levers, [*costs, *columns])
    if choices.outcomes > MAX_CHOICES:
        raise LimitError(
            f"The levers, with the issues tied to them, can be combined in {choices.outcomes:,} ways, "
            f"over the limit of {MAX_CHOICES:,}.",
            "Use fewer levers or fewer levels, or fewer rules that tie levers to issues.",
        )
    sums, allowed = _written_out(choices)
    kept = np.flatnonzero(allowed)
    paid, adds = sums[kept, : len(costs)], sums[kept, len(costs) :]
    parts: list[Integers] = []
    ways: list[tuple[tuple[int, ...], NDArray[np.int64]]] = []
    for component in components:
        if paying.intersection(component):
            continue
        part = _restricted(network, component, columns)
        frontier = pareto_frontier(part, range(len(columns)), limit=_PART)
        if frontier.epsilon:
            raise LimitError(
                f"{len(component)} issues hang together and have more than {_PART:,} combinations none of which is "
                "better for all than another.",
                "Use fewer options, or fewer linkages and rules.",
            )
        if frontier.message is None:
            return Found(np.zeros((0, len(costs)), dtype=paid.dtype), np.zeros((0, len(network.sizes)), dtype=np.int64))
        parts.append(frontier.points)
        ways.append(
            (component, first_assignments(Ways.to(frontier.message, np.arange(len(frontier.points))), part.sizes))
        )
    needed = integer_array([thresholds[column] for column in columns]) - adds
    search = _Search(parts or [np.zeros((1, len(columns)), dtype=adds.dtype)], needed)
    found = _cheapest(search, paid, needed)
    assignments = np.zeros((len(found), len(network.sizes)), dtype=np.int64)
    for row, (choice, pick) in enumerate(found):
        assignments[row, levers] = np.unravel_index(kept[choice], choices.sizes)
        for (component, options), place in zip(ways, pick, strict=False):
            assignments[row, list(component)] = options[place]
    least = paid[[choice for choice, _ in found]].reshape(len(found), len(costs))
    order = np.lexsort(least.T[::-1])
    return Found(least[order], assignments[order])
