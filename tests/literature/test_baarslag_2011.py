"""How far the best for all together is from everybody's best (Baarslag, Hindriks and Jonker 2011).

Source: Tim Baarslag, Koen Hindriks and Catholijn Jonker, Towards a quantitative concession-based classification method
of negotiation strategies, PRIMA 2011, Lecture Notes in Computer Science 7047, 143-158, and the competition reports
that use it: opposition is the distance from (1, 1) to what the parties can have. The papers print opposition of whole
domains; their files were not at hand, so no printed number is asserted. The numbers below follow from the definition.

Where it differs from its source: each party is scaled from its worst to its best feasible package, whereas the
competition takes utilities as they stand, so that the two agree only where the worst is 0. The nearest package counts,
not the Kalai-Smorodinsky one that some programs take. For more than two parties the distance is divided by the root of
their number less one.
"""

from __future__ import annotations

import json
from itertools import product
from math import hypot, sqrt

import pytest

from literature.menu import deal_of, menu_text


def test_a_package_that_is_best_for_both_is_no_opposition():
    assert deal_of(menu_text({"a": (100, 100), "b": (0, 0)})).opposition == 0


def test_the_middle_of_a_constant_sum():
    halves = {f"p{i}": (10 * i, 100 - 10 * i) for i in range(11)}
    assert deal_of(menu_text(halves)).opposition == pytest.approx(sqrt(0.5))
    # Nothing between the ends: the nearest is all for one.
    assert deal_of(menu_text({"a": (100, 0), "b": (0, 100)})).opposition == 1


def test_the_nearest_package_is_found_over_several_issues():
    weights = {"one": {"x": 5, "y": 3, "z": 2}, "two": {"x": 2, "y": 3, "z": 5}}
    values = {
        "one": {"x": {"l": 0, "m": 70, "h": 100}, "y": {"l": 0, "m": 40, "h": 100}, "z": {"l": 0, "m": 80, "h": 100}},
        "two": {"x": {"l": 100, "m": 60, "h": 0}, "y": {"l": 100, "m": 80, "h": 0}, "z": {"l": 100, "m": 30, "h": 0}},
    }
    stances = {name: {"weights": weights[name], "values": values[name], "no_deal": 0} for name in weights}
    issues = {issue: ["l", "m", "h"] for issue in "xyz"}
    deal = deal_of(json.dumps({"case": "x", "parties": [*weights], "issues": issues, "preferences": stances}))
    nearest = min(
        hypot(
            *(1 - sum(weights[p][i] * values[p][i][o] for i, o in zip("xyz", way, strict=True)) / 1000 for p in weights)
        )
        for way in product("lmh", repeat=3)
    )
    assert deal.opposition == pytest.approx(nearest)
    assert 0 < nearest < sqrt(0.5)


def test_utilities_that_do_not_reach_zero_are_stretched_first():
    # As they stand the nearest is (1, 0.16), at 0.84; the middle one is 0.7 * 1.414 = 0.99 away. Stretched over 0.16
    # to 1, the ends are at a distance of 1 and the middle at (0.7/0.84) * 1.414 = 1.18.
    points = {"mine": (100, 16), "middle": (30, 30), "yours": (16, 100)}
    assert deal_of(menu_text(points)).opposition == 1
    # With a package that gives both nothing the scales agree, and so do the numbers.
    assert deal_of(menu_text(points | {"nothing": (0, 0)})).opposition == pytest.approx(0.84)


def test_the_nearest_package_need_not_be_kalai_smorodinskys():
    # Distances: hypot(0, 0.6) = 0.6 and hypot(0.45, 0.45) = 0.636; the even one has the larger smallest share.
    points = {"even": (55, 55), "near": (100, 40), "yours": (0, 100), "nothing": (0, 0)}
    deal = deal_of(menu_text(points))
    assert deal.opposition == pytest.approx(0.6)
    assert deal.solutions.kalai_smorodinsky[0].package == {"deal": "even"}


def test_all_for_one_of_three_is_one():
    points = {"a": (100, 0, 0), "b": (0, 100, 0), "c": (0, 0, 100)}
    assert deal_of(menu_text(points)).opposition == 1
    # sqrt(0.5^2 + 0.5^2 + 0)/sqrt(2).
    assert deal_of(menu_text(points | {"d": (50, 50, 100)})).opposition == pytest.approx(0.5)
