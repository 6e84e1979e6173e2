"""What a count does to what was thought of a rate (Raiffa and Schlaifer 1961).

Source: Howard Raiffa and Robert Schlaifer, Applied Statistical Decision Theory, Harvard University, 1961. Of a Poisson
process with a gamma distribution on its rate: a count in a time leads to a gamma distribution again, of which the number
of events is larger by the count and the time by the time; before it, the count has a negative binomial distribution. The
book was not at hand; no number of it is asserted, and what follows is integrated numerically.

Where it differs from its source: the ceasefire's rate is not learned itself. It is a factor on all rates of incidents,
with mean 1 before, so that the time is the number of incidents that were expected.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.analyses.ceasefire_log import rescaled
from detente.solvers.counts import Gamma

Floats = NDArray[np.float64]

RATES = (np.arange(400_000) + 0.5) * 1e-4


def density(shape: float, rate: float) -> Floats:
    """Return a gamma density on a fine grid of rates, with sum 1."""
    log = (shape - 1) * np.log(RATES) - rate * RATES
    found = np.exp(log - log.max())
    return found / found.sum()


@pytest.mark.parametrize(
    ("shape", "rate", "count", "time"), [(2.0, 4.0, 10, 16.0), (1.5, 0.5, 0, 3.0), (9.0, 3.0, 40, 8.0)]
)
def test_the_distribution_after_a_count_is_the_one_before_times_the_chance_of_the_count(
    shape: float, rate: float, count: int, time: float
):
    after = Gamma(shape, rate).updated(count, time)
    weighed = density(shape, rate) * np.exp(count * np.log(RATES * time) - RATES * time)
    weighed /= weighed.sum()
    assert weighed == pytest.approx(density(after.shape, after.rate), abs=1e-9)
    assert float(weighed @ RATES) == pytest.approx(after.mean)


@pytest.mark.parametrize(("shape", "rate", "time"), [(2.0, 4.0, 16.0), (1.5, 0.5, 3.0), (9.0, 3.0, 0.5)])
def test_what_is_predicted_is_the_poisson_chance_averaged_over_the_rates(shape: float, rate: float, time: float):
    weights = density(shape, rate)
    expected = [
        float(weights @ np.exp(count * np.log(RATES * time) - RATES * time)) / math.factorial(count)
        for count in range(12)
    ]
    assert Gamma(shape, rate).predicted(time, 11) == pytest.approx(expected, abs=1e-6)


def test_the_common_factor_of_a_ceasefire_goes_from_one_towards_what_was_counted():
    expected = np.random.default_rng(0).gamma(4.0, 2.5, size=4000)
    before, after, factors = rescaled(10.0, expected, 20)
    assert before.shape == pytest.approx(expected.mean() ** 2 / expected.var())
    assert before.mean == 1
    assert (after.shape, after.rate) == pytest.approx((before.shape + 20, before.rate + 10))
    # Twenty came where ten were expected: the mean lies between, the nearer to the count the less was known before.
    assert after.mean == pytest.approx((before.shape + 20) / (before.shape + 10))
    # What is expected of every draw then has that distribution, in the order in which the draws were.
    assert float((factors * expected).mean()) == pytest.approx(10 * after.mean, rel=2e-3)
    assert (np.diff((factors * expected)[np.argsort(expected)]) >= 0).all()
