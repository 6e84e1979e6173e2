"""The best order of steps equals the best of all permutations."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from detente.errors import LimitError
from detente.solvers.ordering import MAX_STEPS, best_order


def worst_moment(drops: np.ndarray, order: tuple[int, ...]) -> float:
    """Return the largest drop on the way."""
    states = np.cumsum([0, *(1 << step for step in order)])
    return float(drops[states].max())


def allowed(order: tuple[int, ...], before: list[int]) -> bool:
    """Return whether no step comes before one that it waits for."""
    taken = 0
    for step in order:
        if before[step] & ~taken:
            return False
        taken |= 1 << step
    return True


@pytest.mark.parametrize("seed", range(120))
def test_the_best_order_is_the_best_permutation(seed: int) -> None:
    generator = np.random.default_rng(seed)
    steps = int(generator.integers(1, 6))
    drops = generator.integers(0, 6, size=1 << steps).astype(np.float64)
    before = [
        sum(1 << other for other in range(steps) if other != step and generator.random() < 0.2) for step in range(steps)
    ]
    orders = [order for order in permutations(range(steps)) if allowed(order, before)]
    found = best_order(drops, before)
    if not orders:
        assert found is None
        return
    least = min(worst_moment(drops, order) for order in orders)
    assert found == (least, next(order for order in orders if worst_moment(drops, order) == least))


def test_steps_that_wait_for_each_other_have_no_order() -> None:
    assert best_order(np.zeros(4), [0b10, 0b01]) is None


def test_too_many_steps_are_refused() -> None:
    with pytest.raises(LimitError, match="over the limit"):
        best_order(np.zeros(2), [0] * (MAX_STEPS + 1))
