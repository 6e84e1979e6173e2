"""Thinning a set that outgrew its limit, with a guarantee (rule D3).

Source of the idea: Papadimitriou and Yannakakis 2000 (boxes); here boxes have equal sides in points, so that
the guarantee is additive.
"""

from __future__ import annotations

import numpy as np

from detente.solvers.message import Message
from detente.solvers.network import Integers

__all__ = ["thin"]


def _boxes(message: Message, objectives: int, side: int) -> Integers:
    """Return one row of box coordinates per point: assignment, gates, and objectives divided by `side`."""
    coordinates = [message.key.astype(message.points.dtype)]
    coordinates += [message.points[:, j] for j in range(objectives, message.points.shape[1])]
    coordinates += [message.points[:, j] // side for j in range(objectives)]
    return np.stack(coordinates, axis=1)


def _first_of_each(rows: Integers) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    columns = [np.unique(rows[:, j], return_inverse=True)[1].reshape(-1) for j in range(rows.shape[1])]
    order = np.lexsort(tuple(reversed(columns)))
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = False
    for column in columns:
        new[1:] |= column[order][1:] != column[order][:-1]
    return np.sort(order[new])


def thin(message: Message, objectives: int, limit: int) -> tuple[Message, int]:
    """Return the message with at most about `limit` points, and how much was given up.

    Parameters
    ----------
    message
        Pruned.
    objectives
        How many columns are objectives; points are only thinned among equal gates.
    limit
        Wanted number of points; where keys and gates alone are more, they all stay.

    Returns
    -------
    The thinned message and epsilon: every point left out has a kept one with the same assignment of the
    scope, the same gates, and at most epsilon less in every objective.
    """
    if len(message.points) <= limit or objectives == 0:
        return message, 0
    span = max(int(message.points[:, j].max() - message.points[:, j].min()) for j in range(objectives))
    side = max(2, span // max(limit, 1))
    while True:
        kept = _first_of_each(_boxes(message, objectives, side))
        if len(kept) <= limit or side > span:
            break
        side *= 2
    lengths = np.diff(message.starts)[kept]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    entries = np.repeat(message.starts[:-1][kept] - starts[:-1], lengths) + np.arange(int(starts[-1]))
    smaller = Message(
        message.scope,
        message.key[kept],
        message.points[kept],
        starts,
        message.left[entries],
        None if message.right is None else message.right[entries],
        message.source,
        message.other,
        message.variable,
    )
    return smaller, side - 1
