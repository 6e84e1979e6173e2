"""The estimator of total indices by half squared differences (Jansen 1999).

Source: Michiel J. W. Jansen, Analysis of variance designs for model output, Computer Physics Communications 117(1-2), 1999,
35-43: the mean of (f(x) - f(x'))^2/2, where x' differs from x in one input drawn anew, estimates the expected variance
given all others. It is tried here on the function of Ishigami and Homma (1990) with a = 7 and b = 0.1, whose total
indices are known in closed form; rounded to 0.56, 0.44 and 0.24 they are the usual benchmark.

Where it differs from its source: a verdict is yes or no, so that half the squared differences become half the share of
draws that change sides, and the variance is that of the share in both sets of draws together.
"""

from __future__ import annotations

from dataclasses import replace
from math import pi, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.analyses.sobol import total_index
from detente.ensemble import Draws

Floats = NDArray[np.float64]
A, B = 7.0, 0.1
# Variances of sin x (1 + b z^4), given x; of a sin^2 y; and what goes with x and z together.
FIRST = (1 + B * pi**4 / 5) ** 2 / 2
SECOND = A**2 / 8
BOTH = B**2 * pi**8 * (1 / 18 - 1 / 50)
WHOLE = FIRST + SECOND + BOTH
TOTALS = {"x": (FIRST + BOTH) / WHOLE, "y": SECOND / WHOLE, "z": BOTH / WHOLE}


def ishigami(draws: Draws) -> Floats:
    x, y, z = (pi * (2 * draws.column(name) - 1) for name in "xyz")
    return np.sin(x) + A * np.sin(y) ** 2 + B * z**4 * np.sin(x)


def half_squared_differences(before: Floats, after: Floats) -> float:
    return float(np.mean((before - after) ** 2) / 2 / np.concatenate([before, after]).var())


def test_the_known_indices_of_the_function():
    assert {name: round(value, 2) for name, value in TOTALS.items()} == {"x": 0.56, "y": 0.44, "z": 0.24}


@pytest.mark.parametrize("name", TOTALS)
def test_numbers_drawn_anew_give_the_known_indices(name: str):
    draws = Draws(4, 20_000)
    again = replace(draws, renewed=frozenset(name))
    found = half_squared_differences(ishigami(draws), ishigami(again))
    assert found == pytest.approx(TOTALS[name], abs=0.02)


@pytest.mark.parametrize("name", TOTALS)
def test_nothing_else_is_drawn_anew(name: str):
    draws = Draws(4, 200)
    again = replace(draws, renewed=frozenset(name))
    moved = {other for other in TOTALS if not np.array_equal(draws.column(other), again.column(other))}
    assert moved == {name}


@pytest.mark.parametrize("name", TOTALS)
def test_a_verdict_has_the_same_estimator(name: str):
    # Whether the function is above 5, which is about its third quartile.
    draws = Draws(4, 5000)
    before, after = (ishigami(each) > 5 for each in (draws, replace(draws, renewed=frozenset(name))))
    found = total_index(before, after)
    assert found is not None
    assert found[0] == pytest.approx(half_squared_differences(before.astype(float), after.astype(float)))


def test_the_standard_error_is_that_of_a_share():
    # A product of two verdicts that hold in 0.6 and 0.7: estimates over 400 seeds scatter as the error says.
    estimates: list[float] = []
    errors: list[float] = []
    for seed in range(400):
        draws = Draws(seed, 250)
        before, after = (
            (each.column("x") < 0.6) & (each.column("y") < 0.7)
            for each in (draws, replace(draws, renewed=frozenset("x")))
        )
        found = total_index(before, after)
        assert found is not None
        estimates.append(found[0])
        errors.append(found[1])
    assert np.mean(estimates) == pytest.approx(0.168 / 0.2436, abs=4 * float(np.std(estimates)) / sqrt(400))
    # Strata make the estimates scatter less than independent draws would.
    assert 0.5 < np.std(estimates) / np.mean(errors) < 1.1
