"""The cheapest levers with which some package reaches every threshold, and such a package (rule L1).

Two ways, the same answer. Small questions are put to the one engine: costs are objectives, surpluses are thresholds,
and the frontier has the answer (`detente.solvers.frontier`). Large ones are answered by cuts (`detente.solvers.cuts`),
which write out the levers alone. Costs of different wielders stay a vector. Whatever is found is added up again, in
integers, before it is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from detente.errors import LimitError
from detente.solvers.cuts import Found, cheapest_by_cuts
from detente.solvers.frontier import pareto_frontier
from detente.solvers.message import Ways, first_assignments
from detente.solvers.network import SAFE, Factor, Network, evaluate

__all__ = ["SMALL", "Found", "cheapest", "cheapest_by_elimination"]

SMALL = 1_000_000
"""Most assignments for which the engine is asked; it needs no linear programmes, whose import alone takes longer."""


def cheapest_by_elimination(network: Network, thresholds: Mapping[int, int], costs: Sequence[int]) -> Found:
    """Return the non-dominated costs by the engine, as `cheapest` does.

    Raises
    ------
    LimitError
        If the engine would have to thin a set, so that its answer would not be exact.
    """
    signs = np.ones(network.columns, dtype=np.int64)
    signs[list(costs)] = -1
    negated = Network(
        network.sizes,
        network.columns,
        tuple(Factor(factor.scope, factor.table * signs) for factor in network.factors),
        network.constraints,
    )
    found = pareto_frontier(negated, costs, thresholds)
    if found.epsilon:
        raise LimitError(
            "Which levers are cheapest depends on too many partial packages for an exact answer.",
            "Use fewer levers, fewer options, or fewer linkages and rules.",
        )
    least = -found.points
    order = np.lexsort(least.T[::-1])
    if found.message is None:
        return Found(least, np.zeros((0, len(network.sizes)), dtype=np.int64))
    return Found(least[order], first_assignments(Ways.to(found.message, order), network.sizes))


def cheapest(
    network: Network,
    thresholds: Mapping[int, int],
    costs: Sequence[int],
    method: Literal["elimination", "cuts"] | None = None,
) -> Found:
    """Return the non-dominated costs of the allowed assignments that reach every threshold, each with one of them.

    Parameters
    ----------
    network
        Variables: issues with their options, levers with their levels. Columns: one per surplus that must reach a
        threshold, one per cost that is to be small.
    thresholds
        Least sum per column, at least one; columns of costs have none.
    costs
        Columns of the costs, one per wielder, at least one.
    method
        By the engine or by cuts; by size if absent.

    Raises
    ------
    LimitError
        If the question is too large for an exact answer.

    Examples
    --------
    An issue gives the two parties 0 and 3, or 2 and 2. One lever adds 1 to the first and costs its wielder 5; another
    adds 2 to the first and costs another wielder 1.

    >>> issue = Factor((0,), np.array([[0, 3, 0, 0], [2, 2, 0, 0]]))
    >>> first = Factor((1,), np.array([[0, 0, 0, 0], [1, 0, 5, 0]]))
    >>> second = Factor((2,), np.array([[0, 0, 0, 0], [2, 0, 0, 1]]))
    >>> found = cheapest(Network((2, 2, 2), 4, (issue, first, second)), {0: 3, 1: 2}, [2, 3])
    >>> found.costs.tolist(), found.assignments.tolist()
    ([[0, 1], [5, 0]], [[1, 0, 1], [1, 1, 0]])
    """
    if method is None:
        method = "elimination" if network.outcomes <= SMALL else "cuts"
    find = cheapest_by_elimination if method == "elimination" else cheapest_by_cuts
    # Where sums are below 2^61 in size, so may thresholds be: they exclude, or ask for, no more than before.
    within = thresholds if network.dtype == np.object_ else {c: min(max(t, -SAFE), SAFE) for c, t in thresholds.items()}
    found = find(network, within, costs)
    _verify(network, thresholds, costs, found)
    return found


def _verify(network: Network, thresholds: Mapping[int, int], costs: Sequence[int], found: Found) -> None:
    """Add every answer up again."""
    sums = evaluate(network, found.assignments)
    reached = all((sums[:, column] >= least).all() for column, least in thresholds.items())
    allowed = all(
        part.allowed[tuple(found.assignments[:, variable] for variable in part.scope)].all()
        for part in network.constraints
    )
    if not (reached and allowed and (sums[:, list(costs)] == found.costs).all()):
        raise AssertionError("an assignment does not give what was found for it")
