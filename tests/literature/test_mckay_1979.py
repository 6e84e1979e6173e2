"""Latin hypercubes against plain draws (McKay, Beckman and Conover 1979).

Source: M. D. McKay, R. J. Beckman and W. J. Conover, A comparison of three methods for selecting values of input
variables in the analysis of output from a computer code, Technometrics 21(2), 1979, 239-245. Tested are its definition
(each of N equal strata of every input is drawn from once, and strata of different inputs are matched at random), and its
theorem: for a function that is monotone in each input, the mean over such a sample varies no more than over N
independent draws. The numbers follow by the arithmetic shown; the computer code of the paper cannot be run.

Where it differs from its source: a column's order and place in its strata depend on seed and name, not on one common
stream.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.ensemble import Draws

Floats = NDArray[np.float64]
COUNT = 20
SAMPLES = 2000


def means(function: Callable[[Floats], Floats], names: str, count: int = COUNT) -> Floats:
    """Return the means of a function of inputs, given as rows, over many samples."""
    found = [
        float(function(np.stack([draws.column(name) for name in names])).mean())
        for draws in (Draws(seed, count) for seed in range(SAMPLES))
    ]
    return np.array(found)


@pytest.mark.parametrize("count", [1, 3, 20, 500])
def test_each_stratum_is_drawn_from_once(count: int):
    draws = Draws(8, count)
    columns = np.stack([draws.column(name) for name in "xyz"])
    assert (np.sort(np.floor(columns * count), axis=1) == np.arange(count)).all()


def test_strata_are_matched_at_random():
    # Of the 3! = 6 ways to match two columns of three strata, each should come up a sixth of the time.
    ways: dict[tuple[int, ...], int] = {}
    for seed in range(SAMPLES):
        draws = Draws(seed, 3)
        first, second = (np.floor(draws.column(name) * 3).astype(int) for name in "xy")
        way = tuple(second[np.argsort(first)].tolist())
        ways[way] = ways.get(way, 0) + 1
    assert len(ways) == 6
    # Chi-square with 5 degrees of freedom is above 20.5 once in a thousand.
    assert sum((count - SAMPLES / 6) ** 2 / (SAMPLES / 6) for count in ways.values()) < 20.5


def test_the_mean_of_one_input():
    # Uniform in each stratum of width 1/N: the mean has variance (1/N^2) N (1/N)^2/12 = 1/(12 N^3), not 1/(12 N).
    found = means(lambda u: u[0], "x")
    assert found.mean() == pytest.approx(0.5, abs=4 * np.sqrt(1 / (12 * COUNT**3 * SAMPLES)))
    # A sample variance of nearly normal numbers is right to within sqrt(2/2000) = 3 %.
    assert found.var() * 12 * COUNT**3 == pytest.approx(1, abs=0.13)


def test_a_monotone_function_varies_no_more():
    # f = x y + z^2. Plain: Var(x y) = 1/9 - 1/16 = 7/144, Var(z^2) = 1/5 - 1/9 = 4/45, over N.
    plain = (7 / 144 + 4 / 45) / COUNT
    found = means(lambda u: u[0] * u[1] + u[2] ** 2, "xyz")
    assert found.mean() == pytest.approx(1 / 4 + 1 / 3, abs=4 * float(found.std()) / np.sqrt(SAMPLES))
    assert found.var() < plain
    # What is left is what no sum of functions of one input each gives: (x - 1/2)(y - 1/2), of variance 1/144; up to
    # terms in 1/N^2.
    assert found.var() == pytest.approx(1 / 144 / COUNT, rel=0.2)


def test_where_inputs_only_act_together_there_is_nothing_to_gain():
    # f = (x - 1/2)(y - 1/2) is not monotone: the theorem does not speak of it.
    found = means(lambda u: (u[0] - 0.5) * (u[1] - 0.5), "xy")
    assert found.var() == pytest.approx(1 / 144 / COUNT, rel=0.2)


def test_a_share_of_draws_varies_no_more():
    # Whether x + y is at least 0.8 rises in both. It holds in 1 - 0.32 of all cases.
    found = means(lambda u: np.where(u[0] + u[1] >= 0.8, 1.0, 0.0), "xy")
    assert found.mean() == pytest.approx(0.68, abs=4 * float(found.std()) / np.sqrt(SAMPLES))
    assert found.var() < 0.68 * 0.32 / COUNT
