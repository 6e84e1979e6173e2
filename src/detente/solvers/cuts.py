"""The cheapest choices for which something else can be found, by cuts: levers written out, packages searched (rule L1).

The variables that cost something, with all that is tied to them, are written out: every joint level with its costs and
what it adds to each column. For the cheapest choice left, the others are asked whether they can add what is missing
(`detente.solvers.completions`). If not, the answer is a vector of multipliers: with no more than this, nothing weighted
so can be reached, which rules out many choices at once (Benders 1962). Every decision is made on whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError
from detente.solvers.completions import Completions
from detente.solvers.network import Bools, Constraint, Factor, Integers, Network, align, integer_array

__all__ = ["MAX_CHOICES", "Found", "cheapest_by_cuts"]

MAX_CHOICES = 2_000_000
"""Most joint levels of what costs something, with all that is tied to it."""

_BLOCK = 8192
"""Choices looked at together, in the order of what they cost."""


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


def _cheapest(search: Completions, paid: Integers, needed: Integers) -> list[tuple[int, tuple[int, ...]]]:
    """Return the choices that are not beaten in their costs, each with an assignment that adds what it needs.

    Parameters
    ----------
    paid, needed
        Shapes ``(choices, cost columns)`` and ``(choices, columns)``.
    """
    # Whatever the weights, the first choice left is not beaten: all that cost less in some column and no more in
    # the others come before it.
    order = np.argsort(paid.sum(axis=1), kind="stable")
    facts = _Facts([weight for weight, _ in search.first], [most for _, most in search.first])
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
                pick = search.already(asked[0]) if pick is None else pick
                pick = search.search(asked[0]) if pick is None else pick
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
        If what costs something has more than `MAX_CHOICES` joint levels, if the other variables hang together too
        much for joint tables, or if a search takes too long.

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
    others = sorted(set(range(len(network.sizes))).difference(levers))
    needed = integer_array([thresholds[column] for column in columns]) - adds
    search = Completions(_restricted(network, others, columns), int(abs(needed).max(initial=0)))
    found = _cheapest(search, paid, needed) if search.possible else []
    assignments = np.zeros((len(found), len(network.sizes)), dtype=np.int64)
    for row, (choice, completion) in enumerate(found):
        assignments[row, levers] = np.unravel_index(kept[choice], choices.sizes)
        assignments[row, others] = completion
    least = paid[[choice for choice, _ in found]].reshape(len(found), len(costs))
    order = np.lexsort(least.T[::-1])
    return Found(least[order], assignments[order])
