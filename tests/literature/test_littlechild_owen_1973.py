"""Sharing the cost of a runway (Littlechild and Owen 1973).

Source: Stephen C. Littlechild and Guillermo Owen, A simple expression for the Shapley value in a special case, Management
Science 20(3), 1973, 370-372. Where a set of aircraft costs what the largest of them needs, the Shapley value divides
each further stretch of runway equally between those that need it. The paper was not at hand; the four aircraft with costs
8, 11, 13 and 18 are the example commonly given for it.

Where it differs from its source: each aircraft type lands once; the paper counts landings.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from detente.solvers.shapley import shapley_value


def runway(costs: list[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array([max((c for i, c in enumerate(costs) if k >> i & 1), default=0) for k in range(1 << len(costs))])


def by_stretches(costs: list[int]) -> list[Fraction]:
    """Return what each pays if every stretch is divided between those that need it."""
    paid = [Fraction(0)] * len(costs)
    for before, to in zip([0, *sorted(costs)], sorted(costs), strict=False):
        needing = [i for i, cost in enumerate(costs) if cost >= to]
        for i in needing:
            paid[i] += Fraction(to - before, len(needing))
    return paid


def test_four_aircraft():
    assert shapley_value(runway([8, 11, 13, 18])) == [2, 3, 4, 9]


@pytest.mark.parametrize("seed", range(40))
def test_each_stretch_is_divided_between_those_that_need_it(seed: int):
    rng = np.random.default_rng(seed)
    costs = rng.integers(1, 30, int(rng.integers(1, 11))).tolist()
    assert shapley_value(runway(costs)) == by_stretches(costs)
