"""The exact interval of a share (Clopper and Pearson 1934).

Source: C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits illustrated in the case of the binomial,
Biometrika 26(4), 1934, 404-413. The paper was not at hand, and its charts give no digits. The intervals below are those
of table I of Robert G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven methods,
Statistics in Medicine 17(8), 1998, 857-872, his fifth method, as others reproduce them; all agree to the four digits in
print.

Where it differs from its source: the share is not told for itself. It is that of one of two counts in their sum, and what
is told is the ratio of the two rates, which is share / (1 - share) where both were counted over equal times.
"""

from __future__ import annotations

import math

import pytest

from detente.solvers.counts import ratio_interval


@pytest.mark.parametrize(
    ("hits", "number", "low", "high"),
    [
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0000, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_intervals_in_print(hits: int, number: int, low: float, high: float):
    found = ratio_interval(hits, 1.0, number - hits, 1.0)
    assert [round(ratio / (1 + ratio), 4) for ratio in found] == [low, high]


@pytest.mark.parametrize("number", [1, 5, 29])
def test_of_all_it_reaches_up_to_all(number: int):
    low, high = ratio_interval(number, 1.0, 0, 1.0)
    assert math.isinf(high)
    # The share of which all is what is counted with half the rest of the level: its power by the number is 0.025.
    assert (low / (1 + low)) ** number == pytest.approx(0.025)
