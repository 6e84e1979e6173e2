"""Comparing two systems on the same random numbers (Conway 1963).

Source: Richard W. Conway, Some tactical problems in digital simulation, Management Science 10(1), 1963, 47-61. It
advises to run alternatives with the same random numbers, so that a difference between them comes from the alternatives:
the variance of a difference is that of both less twice their covariance, and the covariance is large. The paper was not at hand; the
case below is ours, and its shares are areas that can be told by hand.

Where it differs from its source: what is drawn are the ranges of a case and not waiting times, and draws are spread evenly
over each range (a Latin hypercube). That alone makes shares vary less than those of independent draws, so that common
numbers win much for small differences, and little for large ones.
"""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from math import sqrt

import numpy as np
import pytest

from detente.analyses import Version
from detente.analyses.difference import shift_of
from detente.io import read_text
from detente.results import Shift

DRAWS = 400


@cache
def version(low: int, seed: int) -> Version:
    """Return 100 points to divide, of which one wants 20 to 60 and two wants `low` to `low` + 40."""
    stances = {
        "one": {"weights": {"x": 1}, "values": {"x": {0: 0, 100: 100}}, "no_deal": "20..60"},
        "two": {"weights": {"x": 1}, "values": {"x": {0: 100, 100: 0}}, "no_deal": f"{low}..{low + 40}"},
    }
    issues = {"x": {"from": 0, "to": 100, "step": 1}}
    text = json.dumps({"case": "Split", "parties": [*stances], "issues": issues, "preferences": stances})
    return Version(read_text(text).case, draws=DRAWS, seed=seed)


def shift(first: Version, second: Version) -> Shift:
    found = first.zone(second)
    assert found is not None
    return found


# Both wishes are 40 wide. They leave no zone where they add up to more than 100: in a corner of the square of all pairs,
# a triangle with two sides of `low`.
def share(low: int) -> Fraction:
    return 1 - Fraction(low**2, 2 * 40**2)


def test_the_variance_of_a_difference_is_less_by_twice_the_covariance():
    rng = np.random.default_rng(0)
    before = rng.random(500) < 0.6
    after = before & (rng.random(500) < 0.9)
    found = shift_of(before, after)
    assert found.error is not None
    one, other = before.astype(float), after.astype(float)
    variance = one.var(ddof=1) + other.var(ddof=1) - 2 * float(np.cov(one, other)[0, 1])
    assert found.error == pytest.approx(sqrt(variance / 500))
    # Runs of their own would leave the covariance out.
    assert found.error < 0.5 * sqrt((one.var(ddof=1) + other.var(ddof=1)) / 500)


@pytest.mark.parametrize("low", [22, 26, 30])
def test_both_shares_are_what_geometry_says(low: int):
    found = shift(version(20, 0), version(low, 0))
    assert found.before == pytest.approx(float(share(20)), abs=0.05)
    assert found.after == pytest.approx(float(share(low)), abs=0.05)


def test_a_number_that_stays_is_the_same_in_both():
    # Two's wish only rises, draw by draw: whoever has no zone before has none now.
    before, after = version(20, 3).zopa, version(24, 3).zopa
    assert before is not None
    assert after is not None
    assert not (after & ~before).any()


def test_nothing_changed_is_no_difference_at_all():
    found = shift(version(20, 1), version(20, 1))
    assert (found.change, found.error) == (0, 0)


@pytest.mark.parametrize(("low", "part"), [(21, 0.75), (22, 0.9)])
def test_a_small_difference_varies_less_on_common_numbers_than_on_others(low: int, part: float):
    seeds = range(30)
    common = [shift(version(20, seed), version(low, seed)) for seed in seeds]
    apart = [shift(version(20, seed), version(low, seed + 30)).change for seed in seeds]
    spread = np.std([each.change for each in common])
    assert spread < part * np.std(apart)
    # The error that each run gives is about the spread of the runs.
    errors = [each.error or 0.0 for each in common]
    assert 0.75 * spread < np.mean(errors) < 1.5 * spread


def test_the_larger_a_difference_the_less_is_won():
    errors = [shift(version(20, 0), version(low, 0)).error or 0.0 for low in (21, 22, 26, 30)]
    assert errors == sorted(errors)
