"""The most even allocation against all of them, by search, by mixed-integer programme, and cut short."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.solvers.leximin_items import leximin_items
from oracle.items import most_even, points_of, seeded_values

BLOCKS = pytest.mark.parametrize("block", range(8), ids=lambda block: f"seeds-{block * 25}-to-{block * 25 + 24}")


@BLOCKS
def test_it_equals_the_most_even_of_all_allocations(block: int):
    for seed in range(block * 25, block * 25 + 25):
        values = seeded_values(seed)
        found = leximin_items(np.array(values))
        assert found.exact
        assert found.points == points_of(values, found.owners), seed
        assert sorted(found.points) == sorted(most_even(values)), seed


@BLOCKS
def test_the_programme_finds_the_same(block: int):
    # A search of one state hardly ever proves anything, so that the programme must.
    for seed in range(block * 25, block * 25 + 25):
        values = seeded_values(seed)
        found = leximin_items(np.array(values), limit=1)
        assert found.exact
        assert sorted(found.points) == sorted(most_even(values)), seed


def test_beyond_what_a_programme_can_tell_apart_a_search_cut_short_says_so():
    exact = 0
    for seed in range(30):
        values = [[entry * 10**9 + entry % 7 for entry in row] for row in seeded_values(seed)]
        whole, cut = leximin_items(np.array(values)), leximin_items(np.array(values), limit=1)
        best = sorted(most_even(values))
        assert whole.exact
        assert sorted(whole.points) == best
        assert sorted(cut.points) == best or not cut.exact
        assert sorted(cut.points) <= best
        exact += cut.exact
    assert 0 < exact < 30


def test_a_search_cut_short_goes_back_to_a_level_that_it_had_not_settled():
    values = [[22, 24, 1, 25, 15, 16, 19, 9], [20, 24, 1, 26, 14, 16, 21, 9], [20, 25, 1, 26, 14, 17, 21, 11]]
    found = leximin_items(np.array(values), limit=2, nodes=0)
    assert not found.exact
    assert found.points == points_of(values, found.owners)
    assert sorted(found.points) <= sorted(most_even(values))


@pytest.mark.parametrize("challenges", [0, 1, 3, 50])
def test_after_some_challenges_it_is_not_proved(challenges: int):
    exact = 0
    for seed in range(30):
        values = seeded_values(seed)
        found = leximin_items(np.array(values), challenges=challenges)
        best = sorted(most_even(values))
        assert found.points == points_of(values, found.owners)
        assert sorted(found.points) == best or not found.exact
        assert sorted(found.points) <= best
        exact += found.exact
    assert exact == 0 if not challenges else exact > 0
    assert exact == 30 or challenges < 50


def test_one_unit_for_all_makes_no_difference():
    values = np.random.default_rng(5).integers(0, 50, (4, 9))
    large = values.astype(object) * 10**30
    assert leximin_items(large).owners == leximin_items(values).owners


@pytest.mark.parametrize("seed", range(3))
def test_a_larger_case_is_proved(seed: int):
    values = np.random.default_rng(seed).integers(0, 100, (6, 14))
    found = leximin_items(values)
    assert found.exact
    assert found.points == points_of(values.tolist(), found.owners)
    # No item moved, and no two swapped, makes it more even.
    for item in range(14):
        for party in range(6):
            for other in range(14):
                owners = list(found.owners)
                owners[item], owners[other] = party, found.owners[item] if other != item else party
                assert sorted(points_of(values.tolist(), tuple(owners))) <= sorted(found.points)


@pytest.mark.parametrize("values", [np.zeros((0, 2), dtype=np.int64), np.array([[1, -1]])])
def test_what_cannot_be_divided_is_refused(values: NDArray[np.int64]):
    with pytest.raises(UsageError):
        leximin_items(values)
