"""A greedy choice among sets that cover ever less (Nemhauser, Wolsey and Fisher 1978).

Source: George L. Nemhauser, Laurence A. Wolsey and Marshall L. Fisher, An analysis of approximations for maximizing
submodular set functions I, Mathematical Programming 14(1), 1978, 265-294. Where adding something to a set is worth the
less the larger the set is already, taking what adds most, k times, reaches at least 1 - (1 - 1/k)^k of the best set of k.
The paper was not at hand. That volume is such a function is tried on every pair of sets of eight vectors; the bound is
compared with the best of all sets; the example in which greed is beaten is ours.

Where it differs from its source: values are volumes of gains, whole numbers, and of equal additions the first is taken.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations

import numpy as np
import pytest

from detente.solvers.diverse import diverse_rows, volume

Vector = tuple[int, ...]


def drawn(seed: int) -> list[Vector]:
    rng = np.random.default_rng(seed)
    return [tuple(row) for row in rng.integers(1, 9, (8, 3)).tolist()]


def sets_of(vectors: list[Vector]) -> list[frozenset[int]]:
    places = range(len(vectors))
    return [frozenset(some) for size in range(4) for some in combinations(places, size)]


def covered(vectors: list[Vector], places: frozenset[int]) -> int:
    return volume([vectors[place] for place in sorted(places)])


@pytest.mark.parametrize("seed", range(3))
def test_a_vector_adds_the_less_the_more_there_is(seed: int):
    vectors = drawn(seed)
    worth = {places: covered(vectors, places) for places in {*sets_of(vectors), *more(vectors)}}
    for large in sets_of(vectors):
        for small in chain.from_iterable(combinations(large, size) for size in range(len(large) + 1)):
            for place in set(range(len(vectors))) - large:
                added = worth[large | {place}] - worth[large]
                assert 0 <= added <= worth[frozenset(small) | {place}] - worth[frozenset(small)]


def more(vectors: list[Vector]) -> list[frozenset[int]]:
    return [frozenset(some) for some in combinations(range(len(vectors)), 4)]


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_greed_reaches_its_share_of_the_best(seed: int, k: int):
    vectors = drawn(seed)
    rows, volumes = diverse_rows(np.array(vectors), k)
    best = max(covered(vectors, frozenset(some)) for some in combinations(range(len(vectors)), k))
    assert covered(vectors, frozenset(rows.tolist())) == volumes[-1]
    assert volumes[-1] >= (1 - (1 - Fraction(1, k)) ** k) * best


def test_greed_can_be_beaten():
    # The middle alone is worth 25, an end 20; both ends together 20 + 20 - 2 * 2 = 36, the middle with an end
    # 25 + 20 - 5 * 2 = 35.
    vectors = [(5, 5), (10, 2), (2, 10)]
    rows, volumes = diverse_rows(np.array(vectors), 2)
    assert (rows.tolist(), volumes) == ([0, 1], [25, 35])
    assert volume(vectors[1:]) == 36
    assert volumes[-1] >= Fraction(3, 4) * 36


def test_the_share_never_falls_below_what_the_page_says():
    shares = [1 - (1 - Fraction(1, k)) ** k for k in range(1, 200)]
    assert shares == sorted(shares, reverse=True)
    assert min(shares) > Fraction(63, 100)
    # It tends to 1 - 1/e = 0.63212...
    assert min(shares) - Fraction(63212, 100000) < Fraction(1, 1000)
