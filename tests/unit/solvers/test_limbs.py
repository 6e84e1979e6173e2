"""Ranks of huge sums against Python's own integers."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from detente.solvers.limbs import limbs_of, ranks_of_sums


def numbers(rng: Random, bits: int) -> list[int]:
    near = rng.choice([0, 2**61, 2**122])
    return [rng.choice([near + rng.randint(-2, 2), rng.randint(-(2**bits), 2**bits)]) for _ in range(30)]


@pytest.mark.parametrize("bits", [3, 60, 61, 62, 121, 122, 200])
def test_ranks_are_those_of_the_sums(bits: int) -> None:
    for seed in range(20):
        rng = Random(1000 * bits + seed)
        first, second = (np.array([numbers(rng, bits), numbers(rng, 5)], dtype=object).T for _ in range(2))
        left = np.array([rng.randrange(30) for _ in range(200)])
        right = np.array([rng.randrange(30) for _ in range(200)])
        ranks = ranks_of_sums(limbs_of(first), left, limbs_of(second), right)
        for column in range(2):
            sums = [int(first[i, column]) + int(second[j, column]) for i, j in zip(left, right, strict=True)]
            order = {total: rank for rank, total in enumerate(sorted(set(sums)))}
            assert ranks[:, column].tolist() == [order[total] for total in sums]


def test_limbs_add_up_again() -> None:
    values = np.array([[-(10**40)], [0], [7**50], [2**61 - 1]], dtype=object)
    limbs = limbs_of(values)
    again = sum(limb.astype(object) << (61 * (len(limbs) - 1 - place)) for place, limb in enumerate(limbs))
    assert np.array_equal(again, values + 10**40)
