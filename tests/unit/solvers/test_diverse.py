"""Greedy volume against the best sets, found by trying all of them."""

from __future__ import annotations

from itertools import combinations
from math import prod

import numpy as np
import pytest

from detente.solvers.bargaining import nash_product
from detente.solvers.diverse import diverse_rows, volume


def counted(vectors: list[tuple[int, ...]]) -> int:
    """Return the volume by counting unit cells."""
    top = np.array(vectors).max(axis=0)
    cells = np.zeros(tuple(int(entry) for entry in top), dtype=bool)
    for vector in vectors:
        cells[tuple(slice(0, entry) for entry in vector)] = True
    return int(cells.sum())


def gains(seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 7, (int(rng.integers(1, 11)), int(rng.integers(1, 5))))


@pytest.mark.parametrize("seed", range(40))
def test_volume_equals_the_number_of_cells(seed: int) -> None:
    vectors = [tuple(row) for row in gains(seed).tolist()]
    assert volume(vectors) == counted(vectors)


@pytest.mark.parametrize("seed", range(60))
def test_greedy_keeps_its_promise_against_all_sets(seed: int) -> None:
    points = gains(seed)
    able = [j for j in range(points.shape[1]) if points[:, j].max() > 0]
    rows, volumes = diverse_rows(points, 4)
    vectors = [tuple(row) for row in points[:, able].tolist()]
    assert len(set(rows.tolist())) == len(rows) == len(volumes)
    for taken, reached in enumerate(volumes, 1):
        assert reached == counted([vectors[row] for row in rows[:taken]])
        best = max(counted(list(some)) for some in combinations(vectors, min(taken, len(vectors))))
        assert reached >= (1 - (1 - 1 / taken) ** taken) * best
    if len(rows) < 4:
        # It only ends early where the others add nothing.
        assert not able or (volumes[-1] if volumes else 0) == counted(vectors)


@pytest.mark.parametrize("seed", range(60))
def test_each_row_adds_most(seed: int) -> None:
    points = gains(seed)
    able = [j for j in range(points.shape[1]) if points[:, j].max() > 0]
    vectors = [tuple(row) for row in points[:, able].tolist()]
    rows, volumes = diverse_rows(points, 3)
    for place, row in enumerate(rows):
        before = [vectors[int(other)] for other in rows[:place]]
        reached = [counted([*before, vector]) for vector in vectors]
        assert volumes[place] == max(reached)
        assert int(row) == reached.index(max(reached))


def test_the_first_is_a_nash_solution() -> None:
    for seed in range(60):
        points = gains(seed)
        able = points[:, points.max(axis=0) > 0]
        if able.shape[1] and prod(able.max(axis=0).tolist()) and able.prod(axis=1).max() > 0:
            assert diverse_rows(points, 1)[0][0] == nash_product(points)[0][0]


def test_scales_do_not_matter() -> None:
    for seed in range(40):
        points = gains(seed)
        scaled = points * np.array([10**15, 3, 1, 7][: points.shape[1]], dtype=object)
        assert diverse_rows(scaled, 4)[0].tolist() == diverse_rows(points, 4)[0].tolist()


def test_nothing_to_gain() -> None:
    rows, volumes = diverse_rows(np.zeros((3, 2), dtype=np.int64), 5)
    assert rows.tolist() == volumes == []
