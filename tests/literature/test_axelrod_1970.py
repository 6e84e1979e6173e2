"""Conflict of interest as the demands that cannot both be met (Axelrod 1970).

Source: Robert Axelrod, Conflict of Interest: A Theory of Divergent Goals with Applications to Politics, Markham, 1970.
Conflict of interest in bargaining is there the part of all joint demands, between no agreement and the best for each,
that cannot be met: an area over the square of both ranges. So it does not depend on units, treats both alike, and falls
as the frontier bows outwards. The book was not at hand; areas and
correlations below follow from the definitions by the arithmetic shown.

Where it differs from its source: zero-sumness is minus a correlation over all packages listed, not an area beyond the
frontier. Both order the curves below alike. But the area depends on the no-deal values and on the frontier only, the
correlation on neither: packages inside the frontier change it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import sqrt

import pytest

from detente.results import Deal
from literature.menu import deal_of, menu_text

STEPS = 10
Points = dict[str, tuple[float, float]]


def bowed(power: int) -> Points:
    """Return points on y = 1 - x^power, in hundredths; all are decimals."""
    return {f"p{i}": (10 * i, float(100 - 100 * Fraction(i, STEPS) ** power)) for i in range(STEPS + 1)}


def area(power: int) -> Fraction:
    """Return the part of the unit square above y = 1 - x^power: the integral of x^power."""
    return Fraction(1, power + 1)


def value_of(deal: Deal) -> float:
    assert deal.zero_sumness.value is not None
    return deal.zero_sumness.value


def expected(power: int) -> float:
    """Return the correlation of x and x^power over the points, each as likely as the others."""
    xs = [Fraction(i, STEPS) for i in range(STEPS + 1)]
    count = len(xs)
    mean, other = sum(xs) / count, sum(x**power for x in xs) / count
    covariance = sum((x - mean) * (x**power - other) for x in xs)
    return float(covariance) / sqrt(sum((x - mean) ** 2 for x in xs) * sum((x**power - other) ** 2 for x in xs))


def test_a_constant_sum_is_the_most_conflict():
    assert value_of(deal_of(menu_text(bowed(1)))) == pytest.approx(1, abs=1e-9)
    assert area(1) == Fraction(1, 2)


def test_interests_that_are_one_have_no_conflict():
    same: Points = {f"p{i}": (10 * i, 10 * i) for i in range(STEPS + 1)}
    assert value_of(deal_of(menu_text(same))) == pytest.approx(-1, abs=1e-9)


def test_both_measures_fall_as_the_frontier_bows_outwards():
    powers = [1, 2, 3, 4]
    found = [value_of(deal_of(menu_text(bowed(power)))) for power in powers]
    assert found == pytest.approx([expected(power) for power in powers], abs=1e-9)
    areas = [area(power) for power in powers]
    assert all(after < before for before, after in pairwise(areas))
    assert all(after < before - 0.01 for before, after in pairwise(found))


def test_neither_depends_on_units_or_on_who_is_called_first():
    curve = bowed(2)
    value = value_of(deal_of(menu_text(curve)))
    rescaled: Points = {name: (20 + one / 2, two / 4) for name, (one, two) in curve.items()}
    turned: Points = {name: (two, one) for name, (one, two) in curve.items()}
    assert value_of(deal_of(menu_text(rescaled))) == pytest.approx(value, abs=1e-9)
    assert value_of(deal_of(menu_text(turned))) == pytest.approx(value, abs=1e-9)


def test_no_deal_values_change_the_area_but_not_the_correlation():
    # From (0.6, 0) the first can have 0.4 more and the second 1 - 0.36 = 0.64. Of that rectangle the integral of 1 - x^2
    # from 0.6 to 1, which is 2/3 - (0.6 - 0.072) = 0.139, lies below the frontier.
    above = 1 - (Fraction(2, 3) - Fraction(528, 1000)) / (Fraction(64, 100) * Fraction(4, 10))
    assert float(above) == pytest.approx(0.458, abs=1e-3)
    assert above > area(2)
    floors = [(0, 0), (60, 0)]
    assert len({value_of(deal_of(menu_text(bowed(2), floor))) for floor in floors}) == 1


def test_packages_inside_the_frontier_change_the_correlation_but_not_the_area():
    inside = bowed(2) | {"nothing": (0, 0), "little": (10, 10)}
    deal, bare = deal_of(menu_text(inside)), deal_of(menu_text(bowed(2)))
    assert [outcome.utility for outcome in deal.frontier.points] == [
        outcome.utility for outcome in bare.frontier.points
    ]
    assert value_of(deal) < value_of(bare) - 0.05


def test_shares_of_the_issues_add_up():
    # Two issues over which the sides are opposed and one on which they agree, all weighing the same: each opposed one
    # has covariance -v, the common one v, of variances 3 v. So shares of 1/3, 1/3 and -1/3 of a whole of 1/3.
    text = """
    {case: Three issues, parties: [one, two],
     issues: {land: [l, r], water: [l, r], trade: [l, r]},
     preferences: {
       one: {weights: {land: 1, water: 1, trade: 1}, no_deal: 0,
             values: {land: {l: 0, r: 100}, water: {l: 0, r: 100}, trade: {l: 0, r: 100}}},
       two: {weights: {land: 1, water: 1, trade: 1}, no_deal: 0,
             values: {land: {l: 100, r: 0}, water: {l: 100, r: 0}, trade: {l: 0, r: 100}}}}}
    """
    found = deal_of(text).zero_sumness
    assert found.value == pytest.approx(1 / 3)
    assert found.by_issue == pytest.approx({"land": 1 / 3, "water": 1 / 3, "trade": -1 / 3})
