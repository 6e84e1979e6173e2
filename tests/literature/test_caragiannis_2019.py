"""The fairness of maximum Nash welfare (Caragiannis and others 2019).

Source: Ioannis Caragiannis, David Kurokawa, Herve Moulin, Ariel D. Procaccia, Nisarg Shah and Junxing Wang, The
unreasonable fairness of maximum Nash welfare, ACM Transactions on Economics and Computation 7(3), 2019. Its theorem on
additive values: every allocation with the greatest product of values is efficient, and envy goes away when some one item
of the other's is left out. The values are ours.

Where it differs from its source: where not everybody can be given something, the source takes any largest set of
parties; here it is the first of them in order.
"""

from __future__ import annotations

import numpy as np
import pytest

from detente.solvers.envy import envy
from detente.solvers.nash_welfare import nash_welfare
from oracle.items import everything, seeded_values


@pytest.mark.parametrize("seed", range(100))
def test_one_item_less_ends_all_envy(seed: int):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 100, (int(rng.integers(2, 7)), int(rng.integers(1, 13))))
    found = nash_welfare(values)
    assert found.excess == 0
    assert envy(values, found.owners).free_up_to_one


@pytest.mark.parametrize("seed", range(40))
def test_nobody_could_have_more_without_another_having_less(seed: int):
    values = seeded_values(seed)
    points = nash_welfare(np.array(values)).points
    assert not any(
        other != points and all(new >= old for new, old in zip(other, points, strict=True))
        for other in everything(values)
    )


def test_envy_itself_may_remain():
    # One item that both want: whoever goes without envies, and no allocation can help.
    values = np.array([[3], [3]])
    found = envy(values, nash_welfare(values).owners)
    assert found.pairs == ((1, 0),)
    assert found.free_up_to_one


def test_a_larger_sum_would_be_less_fair():
    # The first party values everything more, so that the largest sum gives it everything.
    values = np.array([[6, 6, 6, 6], [5, 5, 5, 5]])
    assert nash_welfare(values).points == (12, 10)
    assert not envy(values, (0, 0, 0, 0)).free_up_to_one
