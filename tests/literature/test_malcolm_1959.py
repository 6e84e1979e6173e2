"""Mean and standard deviation from three values (Malcolm, Roseboom, Clark and Fazar 1959).

Source: D. G. Malcolm, J. H. Roseboom, C. E. Clark and W. Fazar, Application of a technique for research and development
program evaluation, Operations Research 7(5), 1959, 646-669: from a least, a most likely and a greatest value a, m, b
the mean is (a + 4 m + b)/6 and the standard deviation (b - a)/6. Both formulas are as published.

Where it differs from its source: the mean is the same. The published standard deviation is an approximation that no
single rule for a beta distribution meets for every m; here the distribution is the beta one with the published mean
and its mode at m, whose variance is (mean - a)(b - mean)/7. The two agree where the mode lies at 1/2 +- sqrt(2)/4 of
the range; a mode in the middle is 13 % wider than published, one at an end 15 % narrower. Both are asserted.
"""

from __future__ import annotations

import json
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from detente.case import Estimate
from detente.ensemble import drawn
from detente.io import read_text
from detente.workspace import analyse

EVENLY = (np.arange(100_000) + 0.5) / 100_000
VALUES = [(0, 6, 30), (2, 5, 14), (10, 10, 40), (10, 40, 40), (-20, 0, 4)]


def three(low: int, likely: Fraction | int, high: int) -> Estimate:
    return Estimate(Fraction(low), Fraction(high), likely=Fraction(likely))


@pytest.mark.parametrize(("low", "likely", "high"), VALUES)
def test_the_mean_is_as_published(low: int, likely: int, high: int):
    mean = Fraction(low + 4 * likely + high, 6)
    assert three(low, likely, high).central == mean
    assert drawn(three(low, likely, high), EVENLY).mean() == pytest.approx(float(mean), abs=1e-4 * (high - low))


def test_a_case_takes_the_published_mean():
    stance = {"weights": {"x": 1}, "values": {"x": {"l": 0, "r": 100}}}
    no_deal = {"one": {"low": 0, "likely": 6, "high": 30}, "two": {"low": 10, "likely": 10, "high": 40}}
    stances = {name: stance | {"no_deal": given} for name, given in no_deal.items()}
    case = {"case": "x", "parties": [*stances], "issues": {"x": ["l", "r"]}, "preferences": stances}
    found = analyse(read_text(json.dumps(case)), draws=2000)
    assert found.deal.no_deal == {"one": 9, "two": 15}
    # The whole range of the draws is in use: 5 % of a beta distribution of 1.8 and 4.2 lie below 0.057 of the range.
    assert found.uncertainty is not None
    gain = found.uncertainty.packages[0].gain["one"]
    below, above = (float(at) for at in drawn(three(0, 6, 30), np.array([0.05, 0.95])))
    assert (gain.high, gain.low) == pytest.approx((100 - below, 100 - above), abs=0.5)
    # Where the mode is an end, the density is 5 (1 - u)^4, of which 5 % lie below 1 - 0.95^(1/5).
    other = found.uncertainty.packages[0].gain["two"]
    assert other.high == pytest.approx(90 - 30 * (1 - 0.95**0.2), abs=0.1)
    assert other.low == pytest.approx(90 - 30 * (1 - 0.05**0.2), abs=0.1)


@pytest.mark.parametrize(
    ("likely", "ratio"),
    [
        pytest.param(Fraction(1, 2), sqrt(36 / 28), id="mode-in-the-middle"),
        pytest.param(Fraction(0), sqrt(5 / 7), id="mode-at-an-end"),
        pytest.param(Fraction(1), sqrt(5 / 7), id="mode-at-the-other-end"),
        pytest.param(Fraction(1 / 2 + sqrt(2) / 4), 1.0, id="where-both-agree"),
        pytest.param(Fraction(1 / 2 - sqrt(2) / 4), 1.0, id="where-both-agree-below"),
    ],
)
def test_the_standard_deviation_beside_the_published_sixth_of_the_range(likely: Fraction, ratio: float):
    # With r = (4 m + 1)/6 the mean as a part of the range, ours is sqrt(r (1 - r)/7): r is 1/2, 1/6 or 1/2 +- sqrt(2)/6.
    r = (4 * likely + 1) / 6
    assert sqrt(r * (1 - r) / 7) * 6 == pytest.approx(ratio)
    estimate = Estimate(Fraction(10), Fraction(70), likely=10 + 60 * likely)
    assert drawn(estimate, EVENLY).std() / 10 == pytest.approx(ratio, abs=1e-3)


def test_the_most_likely_value_is_the_mode():
    values = drawn(three(0, 6, 30), EVENLY)
    counts, edges = np.histogram(values, bins=60, range=(0, 30))
    top = int(np.argmax(counts))
    # Mode of the beta distribution of 1 + 4/5 and 5 - 4/5: 0.8/4 = 1/5 of the range.
    assert edges[top] - 0.5 <= 6 <= edges[top + 1] + 0.5
