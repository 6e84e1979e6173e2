"""What more levers cost, and in how many more draws all accept a package (rule L1).

A set of levers is one level of each; level 0 is "none". Costs of different wielders are never added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.solvers.accepting import added_up
from detente.solvers.dominance import prune
from detente.solvers.network import Bools, Integers, integer_array

__all__ = ["Steps", "joint_staircase", "staircase"]


@dataclass(frozen=True)
class Steps:
    """Sets of levers none of which is both dearer, or as dear, and less, or as often, accepted than another.

    Parameters
    ----------
    costs
        Shape ``(steps, wielders)``, in lexicographic order.
    draws
        Shape ``(steps,)``: in how many draws all accept.
    levels
        Shape ``(steps, levers)``: of sets with equal costs and draws the lexicographically first.
    """

    costs: Integers
    draws: NDArray[np.int64]
    levels: NDArray[np.int64]


def _undominated_alone(draws: NDArray[np.int64], cost: Integers, own: Sequence[int]) -> Bools:
    """Return which sets are not beaten by one that differs in one wielder's own levers only.

    Parameters
    ----------
    cost
        Shape ``(joint levels of the own levers,)``.
    own
        Axes of the own levers.
    """
    others = [lever for lever in range(draws.ndim) if lever not in own]
    moved = draws.transpose([*own, *others])
    rows = moved.reshape(len(cost), -1)
    order = np.argsort(cost, kind="stable")
    ordered = rows[order]
    new = np.append(True, np.asarray(cost[order][1:] != cost[order][:-1], dtype=np.bool_))
    best = np.maximum.reduceat(ordered, np.flatnonzero(new), axis=0)
    cheaper = np.maximum.accumulate(np.vstack([np.full((1, rows.shape[1]), -1), best[:-1]]), axis=0)
    group = np.cumsum(new) - 1
    keep = np.empty(rows.shape, dtype=np.bool_)
    keep[order] = (ordered == best[group]) & (ordered > cheaper[group])
    return keep.reshape(moved.shape).transpose(np.argsort([*own, *others]))


def joint_staircase(
    draws: NDArray[np.int64], costs: Sequence[Integers], wielders: Sequence[int], allowed: Bools | None = None
) -> Steps:
    """Return the sets of levers that are not beaten in the costs of all wielders and in the draws that accept.

    Costs of different wielders are never added.

    Parameters
    ----------
    draws
        As `accepting_draws` returns them.
    costs
        Per lever, shape ``(levels,)``: what each level costs its wielder.
    wielders
        Per lever, the number of its wielder, from 0.
    allowed
        Shape of `draws`: which sets may be used at all; all if absent.

    Examples
    --------
    >>> from detente.solvers.accepting import accepting_draws
    >>> levers = [np.array([[0, 3]]), np.array([[0, 2]])]
    >>> found = joint_staircase(accepting_draws(np.array([[-2, -5]]), levers), [np.array([0, 4])] * 2, [0, 1])
    >>> found.costs.tolist(), found.draws.tolist(), found.levels.tolist()
    ([[0, 0], [0, 4], [4, 0], [4, 4]], [0, 1, 1, 2], [[0, 0], [0, 1], [1, 0], [1, 1]])
    """
    counted = draws if allowed is None else np.where(allowed, draws, -1)
    exact = [integer_array(cost) for cost in costs]
    keep = counted >= 0
    holders = range(max(wielders, default=-1) + 1)
    for wielder in holders:
        own = [lever for lever, holder in enumerate(wielders) if holder == wielder]
        if own:
            totals = added_up([exact[lever].reshape(-1, 1) for lever in own], np.zeros(1, dtype=np.int64))[:, 0]
            keep &= _undominated_alone(counted, totals, own)
    levels = np.argwhere(keep)
    paid = np.zeros((len(levels), len(holders)), dtype=np.result_type(np.int64, *exact))
    for lever, wielder in enumerate(wielders):
        paid[:, wielder] += exact[lever][levels[:, lever]]
    if not len(levels):
        return Steps(paid, np.zeros(0, dtype=np.int64), levels)
    vectors = np.column_stack([-paid, counted[keep]])
    found = prune(vectors, np.zeros(len(levels), dtype=np.int64), vectors.shape[1])
    # Rows are in lexicographic order of their levels, so the least of equals is the first.
    rows = np.minimum.reduceat(found.rows, found.starts[:-1])
    rows = rows[np.lexsort(paid[rows].T[::-1])] if holders else rows
    return Steps(paid[rows], counted[keep][rows], levels[rows])


def staircase(
    draws: NDArray[np.int64],
    costs: Sequence[Integers],
    wielders: Sequence[int],
    wielder: int,
    allowed: Bools | None = None,
) -> Steps:
    """Return what one wielder can reach with its own levers, all others at "none": more draws for more cost.

    Parameters
    ----------
    draws, costs, wielders, allowed
        As for `joint_staircase`.
    wielder
        Whose levers are used. The steps have one column of costs, and the levels of all levers.

    Examples
    --------
    >>> from detente.solvers.accepting import accepting_draws
    >>> draws = accepting_draws(np.array([[-2, -5]]), [np.array([[0, 3]]), np.array([[0, 2]])])
    >>> found = staircase(draws, [np.array([0, 4]), np.array([0, 1])], [0, 0], 0)
    >>> found.costs[:, 0].tolist(), found.draws.tolist(), found.levels.tolist()
    ([0, 1, 5], [0, 1, 2], [[0, 0], [0, 1], [1, 1]])
    """
    own = [lever for lever, holder in enumerate(wielders) if holder == wielder]
    part = tuple(slice(None) if lever in own else 0 for lever in range(draws.ndim))
    found = joint_staircase(
        draws[part], [costs[lever] for lever in own], [0] * len(own), None if allowed is None else allowed[part]
    )
    levels = np.zeros((len(found.levels), draws.ndim), dtype=np.int64)
    levels[:, own] = found.levels
    paid = found.costs if own else np.zeros((len(levels), 1), dtype=np.int64)
    return Steps(paid, found.draws, levels)
