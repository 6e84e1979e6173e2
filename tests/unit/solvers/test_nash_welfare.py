"""Maximum Nash welfare against all allocations, and against a mixed-integer programme with tangents of the logarithm."""

from __future__ import annotations

from math import log, prod

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from detente.errors import UsageError
from detente.solvers.envy import envy
from detente.solvers.items import servable
from detente.solvers.nash_welfare import nash_welfare
from oracle.items import best_product, points_of, seeded_values

BLOCKS = pytest.mark.parametrize("block", range(8), ids=lambda block: f"seeds-{block * 25}-to-{block * 25 + 24}")
Points = NDArray[np.int64]


@BLOCKS
def test_it_equals_the_best_of_all_allocations(block: int):
    for seed in range(block * 25, block * 25 + 25):
        values = seeded_values(seed)
        found = nash_welfare(np.array(values))
        assert (found.served, found.points, found.product) == best_product(values), seed
        assert found.points == points_of(values, found.owners), seed
        assert found.excess == 0
        assert envy(np.array(values), found.owners).free_up_to_one, seed


def most_logarithms(values: Points) -> float:
    """Return an upper bound on the sum of logarithms of the points, tight to a millionth.

    A mixed-integer programme bounds each logarithm by tangents, and gets one more where its answer goes beyond.
    """
    parties, items = values.shape
    totals = values.sum(axis=1)
    shares = values / totals[:, None]
    size = parties * items + parties
    once = np.zeros((items, size))
    for item in range(items):
        once[item, item : parties * items : items] = 1
    cuts, limits = list[NDArray[np.float64]](), list[float]()

    def touch(party: int, share: float) -> None:
        cut = np.zeros(size)
        cut[parties * items + party] = 1
        cut[party * items : (party + 1) * items] = -shares[party] / share
        cuts.append(cut)
        limits.append(log(share) - 1)

    for party in range(parties):
        for share in np.geomspace(0.01, 1, 8):
            touch(party, float(share))
    whole = np.repeat([1, 0], [parties * items, parties])
    bounds = Bounds(np.where(whole, 0, -50.0), np.where(whole, 1.0, 0))
    while True:
        found = milp(
            -1.0 * (whole == 0),
            integrality=whole,
            bounds=bounds,
            constraints=[LinearConstraint(once, 1, 1), LinearConstraint(np.array(cuts), -np.inf, np.array(limits))],
            options={"mip_rel_gap": 1e-7},
        )
        given = np.round(np.array(found.x, dtype=np.float64)[: parties * items]).reshape(parties, items)
        reached: NDArray[np.float64] = (shares * given).sum(axis=1)
        bound = -float(found.mip_dual_bound) + float(np.log(totals).sum())
        if (reached > 0).all() and bound - float(np.log(reached * totals).sum()) < 1e-6:
            return bound
        for party in range(parties):
            touch(party, max(float(reached[party]), 1e-3))


@pytest.mark.parametrize(("parties", "items"), [(2, 20), (3, 15), (4, 14), (6, 12), (8, 16)])
@pytest.mark.parametrize("seed", range(3))
def test_it_equals_a_mixed_integer_programme(parties: int, items: int, seed: int):
    values = np.random.default_rng(seed).integers(1, 100, (parties, items))
    found = nash_welfare(values)
    assert found.points == points_of(values.tolist(), found.owners)
    assert found.product == prod(found.points)
    assert log(found.product) == pytest.approx(most_logarithms(values), abs=2e-6)
    assert found.excess == 0


def test_scales_make_no_difference():
    values = np.random.default_rng(5).integers(0, 50, (4, 9))
    scaled = values * np.array([[1], [1000], [7], [3]])
    assert nash_welfare(scaled).owners == nash_welfare(values).owners
    # Nor do integers beyond 64 bits.
    large = values.astype(object) * 10**30
    assert nash_welfare(large).owners == nash_welfare(values).owners
    assert nash_welfare(large).product == nash_welfare(values).product * 10**120


@BLOCKS
def test_a_search_cut_short_says_how_far_off_it_may_be(block: int):
    off = 0
    for seed in range(block * 25, block * 25 + 25):
        values = seeded_values(seed)
        cut, best = nash_welfare(np.array(values), limit=1), best_product(values)[2]
        assert cut.product <= best <= cut.product * (1 + cut.excess) * (1 + 1e-9), seed
        off += cut.excess > 0
    assert off


def test_where_not_everybody_can_be_served_most_are():
    # Three want one item; the first of them has it, and the two others nothing.
    found = nash_welfare(np.array([[5, 0, 0], [7, 0, 0], [9, 0, 0], [0, 1, 1]]))
    assert (found.served, found.points, found.product) == ((0, 3), (5, 0, 0, 2), 10)
    nobody = nash_welfare(np.zeros((2, 3), dtype=np.int64))
    assert (nobody.served, nobody.points, nobody.product) == ((), (0, 0), 1)


def test_a_party_moves_over_for_another():
    assert servable(np.array([[1, 1], [1, 0]])) == {0: 1, 1: 0}


@pytest.mark.parametrize("values", [np.zeros((0, 2), dtype=np.int64), np.array([[1, -1]])])
def test_what_cannot_be_divided_is_refused(values: Points):
    with pytest.raises(UsageError):
        nash_welfare(values)
