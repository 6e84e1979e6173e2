"""In which order steps can be taken so that nobody falls too low on the way (rule R5).

A dynamic programme over the sets of steps already taken, as Held and Karp 1962 have it for other costs: the worst
moment of the best way to a set is known once it is known for every set with one step less.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError

__all__ = ["MAX_STEPS", "best_order"]

MAX_STEPS = 18
"""Most steps that are put in order: there are 2 to the power of that many sets of them."""


def best_order(drops: NDArray[np.float64], before: Sequence[int]) -> tuple[float, tuple[int, ...]] | None:
    """Return the order of steps whose worst moment is least bad, and that moment.

    Parameters
    ----------
    drops
        How bad it is when exactly some steps have been taken, shape ``(2 ** steps,)``: bit k of the position says
        whether step k has. The last is not part of the way but its end, and counts too.
    before
        Per step, the steps that have to come first, as bits.

    Returns
    -------
    The worst drop on the way, and the steps in order, of equally good ones the first that can be taken first; ``None``
    if the steps wait for each other.

    Raises
    ------
    LimitError
        If there are more than `MAX_STEPS` steps.

    Examples
    --------
    The second step alone would be bad; after the first it is not.

    >>> best_order(np.array([0.0, 1.0, 7.0, 0.0]), [0, 0])
    (1.0, (0, 1))
    >>> best_order(np.array([0.0, 1.0, 7.0, 0.0]), [0b10, 0])
    (7.0, (1, 0))
    """
    steps = len(before)
    if steps > MAX_STEPS:
        raise LimitError(f"{steps} steps would have to be put in order, over the limit of {MAX_STEPS}.", "Take fewer.")
    states = np.arange(1 << steps, dtype=np.int64)
    taken = np.bitwise_count(states)
    worst = np.full(1 << steps, np.inf)
    worst[0] = drops[0]
    for size in range(1, steps + 1):
        here = states[taken == size]
        found = np.full(len(here), np.inf)
        for step, first in enumerate(before):
            last = (here >> step & 1 == 1) & (first & ~here == 0)
            found[last] = np.minimum(found[last], worst[here[last] ^ (1 << step)])
        worst[here] = np.maximum(found, drops[here])
    end = len(states) - 1
    if np.isinf(worst[end]):
        return None
    return float(worst[end]), _first(worst, drops, before, float(worst[end]))


def _first(
    worst: NDArray[np.float64], drops: NDArray[np.float64], before: Sequence[int], most: float
) -> tuple[int, ...]:
    """Return the lexicographically first order on which no moment is worse than `most`."""
    steps = len(before)
    end = (1 << steps) - 1
    # Whether the end can be reached from a set, backwards: sets that hold it, less one step at a time.
    reach = np.zeros(1 << steps, dtype=np.bool_)
    reach[end] = True
    states = np.arange(1 << steps, dtype=np.int64)
    taken = np.bitwise_count(states)
    fine = drops <= most
    for size in range(steps - 1, -1, -1):
        here = states[taken == size]
        for step, first in enumerate(before):
            free = (here >> step & 1 == 0) & (first & ~here == 0)
            reach[here[free]] |= reach[here[free] | (1 << step)]
        reach[here] &= fine[here] & np.isfinite(worst[here])
    order: list[int] = []
    state = 0
    while state != end:
        step = next(
            k for k, first in enumerate(before) if not state >> k & 1 and not first & ~state and reach[state | (1 << k)]
        )
        order.append(step)
        state |= 1 << step
    return tuple(order)
