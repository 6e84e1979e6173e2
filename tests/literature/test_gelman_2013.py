"""A rate from a count, with what was thought before (Gelman et al. 2013).

Source: Andrew Gelman, John B. Carlin, Hal S. Stern, David B. Dunson, Aki Vehtari and Donald B. Rubin, Bayesian Data
Analysis, third edition, CRC Press, 2013, section 2.6: three deaths from asthma in a city of 200,000 in a year. Where
Gamma(3, 5) is thought of the rate for 100,000 before, it is Gamma(6, 7) afterwards, with mean 0.86, and above 1 with a
probability of 0.30; after ten years with 30 deaths Gamma(33, 25), with mean 1.32, and above 1 with 0.93. The book was not
at hand; its figures are taken as others reproduce them, and all agree.

Where it differs from its source: a log counts by days, and the time of the example stands for them.
"""

from __future__ import annotations

import math
from datetime import datetime

import pytest

from detente.analyses.incidents import learned
from detente.results.incidents import Rate
from detente.solvers.counts import Gamma


def beyond(value: float, shape: float, rate: float) -> float:
    """Return the probability of a gamma distribution of whole shape above a value: that of fewer Poisson events."""
    mean = rate * value
    return sum(math.exp(-mean) * mean**count / math.factorial(count) for count in range(round(shape)))


@pytest.mark.parametrize(
    ("count", "exposure", "after", "mean", "above"),
    [(3, 2.0, (6.0, 7.0), 0.86, 0.30), (30, 20.0, (33.0, 25.0), 1.32, 0.93)],
    ids=["one year", "ten years"],
)
def test_the_figures_of_the_example(count: int, exposure: float, after: tuple[float, float], mean: float, above: float):
    day = datetime.fromisoformat("2025-04-01")
    found = learned(Gamma(3.0, 5.0), Rate(day, day, exposure, count, "exact", count / exposure, None))
    assert found.after == after
    assert found.mean_before == 0.6
    assert round(found.mean_after, 2) == mean
    shape, rate = found.after
    assert round(beyond(1, shape, rate), 2) == above
    assert [beyond(end, shape, rate) for end in found.between_after] == pytest.approx([0.975, 0.025])
