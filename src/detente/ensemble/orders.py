"""Numbers of which only the order is known, at given uniform numbers (rule D8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.case import OptionOrder, WeightOrder

__all__ = ["ordered_points", "ordered_weights"]

Floats = NDArray[np.float64]


def ordered_weights(order: WeightOrder, columns: Mapping[str, Floats]) -> Mapping[str, Floats]:
    """Return weights drawn uniformly from all weights of sum 1 in an order.

    Independent exponential numbers, sorted, fall from one place to the next by steps that are independent too, the
    k-th of mean 1/k (Renyi 1953); divided by their sum they are uniform over the ordered weights. Leaving out the
    steps inside a tie leaves exactly the steps of a uniform point on that face of the simplex: its corners weigh the
    first k issues alike, for the other k. Issues whose order is not known take the places of their rank in the order
    of their own numbers, so that each order among them is drawn equally often.

    Parameters
    ----------
    columns
        Per issue independent numbers in (0, 1), shape ``(draws,)``.

    Returns
    -------
    :
        Per issue its weight, shape ``(draws,)``.
    """
    names = list(order.rank_of)
    numbers = -np.log(np.stack([columns[name] for name in names]))
    falling = -np.sort(-numbers, axis=0)
    steps = falling - np.vstack([falling[1:], np.zeros((1, falling.shape[1]))])
    steps[~np.array(order.steps)] = 0.0
    at_place = np.cumsum(steps[::-1], axis=0)[::-1]
    weights = at_place.copy()
    for rank, places in order.places.items():
        if not rank.tied and len(places) > 1:
            rows = slice(places.start, places.stop)
            standing = np.argsort(np.argsort(-numbers[rows], axis=0, kind="stable"), axis=0)
            weights[rows] = np.take_along_axis(at_place[rows], standing, axis=0)
    return dict(zip(names, weights / weights.sum(axis=0), strict=True))


def ordered_points(order: OptionOrder, columns: Sequence[Floats]) -> Floats:
    """Return the points of each level: 100, then independent uniform numbers of 0 to 100 in falling order, then 0.

    Parameters
    ----------
    columns
        Per level between the ends independent numbers in (0, 1), shape ``(draws,)``; not empty where there is one.

    Returns
    -------
    :
        Shape ``(levels, draws)``, without the two ends.
    """
    if len(columns) != len(order.levels) - 2:
        raise ValueError(len(columns))
    return 100.0 * -np.sort(-np.stack(columns), axis=0)
