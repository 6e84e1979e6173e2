"""Two Poisson counts, compared given their sum (Przyborowski and Wilenski 1940).

Source: J. Przyborowski and H. Wilenski, Homogeneity of results in testing samples from Poisson series, Biometrika
31(3-4), 1940, 313-323: given the sum of two counts, the first is binomial, with a share that depends on nothing but the
ratio of the two means. The paper was not at hand. The interval below is what the example of `poisson.test` in R prints,
which conditions in the same way: 11 cases in 800 person-years against 21 in 3,011 (lung cancer in Fredericia, and in three
other Danish towns).

Where it differs from its source: it tests whether two means are equal; here the ratios are told that such a test would
not reject, at 95%. A log compares the time before a day with the time after it.
"""

from __future__ import annotations

import math
from datetime import datetime

import pytest

from detente.analyses.incidents import analyse_incidents
from detente.io.incidents import incident_log
from detente.solvers.counts import ratio_interval


def test_an_interval_in_print():
    assert ratio_interval(11, 800, 21, 3011) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)


@pytest.mark.parametrize(("first", "second"), [(4, 14), (14, 4), (9, 9), (1, 8), (30, 31)])
def test_the_interval_holds_one_unless_the_test_rejects_that_both_are_equal(first: int, second: int):
    low, high = ratio_interval(first, 1.0, second, 1.0)
    tails = (range(first + 1), range(first, first + second + 1))
    chances = [sum(math.comb(first + second, count) for count in tail) / 2 ** (first + second) for tail in tails]
    rejected = min(chances) < 0.025
    assert (not low <= 1 <= high) == rejected


def test_a_log_before_and_after_a_day():
    text = (
        "arrangement,claimant,period_start,period_end,count\n"
        "truce,north,2025-05-01,2025-05-10,21\n"
        "truce,north,2025-05-11,2025-05-15,11\n"
    )
    log = incident_log(text.encode(), "incidents.csv")
    (arrangement,) = analyse_incidents(log, at=datetime.fromisoformat("2025-05-11")).arrangements
    (change,) = arrangement.changes
    assert change.ratio == pytest.approx((11 / 5) / (21 / 10))
    assert change.between == pytest.approx(ratio_interval(11, 5.0, 21, 10.0))
