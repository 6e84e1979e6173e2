"""The size of the space covered (Zitzler and Thiele 1998).

Source: Eckart Zitzler and Lothar Thiele, Multiobjective optimization using evolutionary algorithms: a comparative case
study, Parallel Problem Solving from Nature V, 1998, 292-301. A set of vectors to be maximised is measured by the volume
of the union of the boxes between the origin and each of them. The paper compares algorithms on knapsacks, whose figures
were not at hand; the areas below are drawn and added by hand.

Where it differs from its source: the origin is no deal, so that only gains count, and the measure chooses packages where
the paper judges sets that algorithms found.
"""

from __future__ import annotations

import numpy as np

from detente.solvers.diverse import diverse_rows, volume
from literature.menu import chosen, deal_of, menu_text

# Columns of a staircase: 5 high up to 1, 3 high up to 3, 1 high up to 5.
STAIRS = [(1, 5), (3, 3), (5, 1)]


def test_the_area_under_a_staircase():
    assert volume(STAIRS) == 1 * 5 + 2 * 3 + 2 * 1 == 13


def test_what_is_covered_already_adds_nothing():
    assert volume([*STAIRS, (2, 3), (1, 1)]) == 13
    # Above the step between 1 and 3, from 3 up to 4: one column of 2 less 1, one cell.
    assert volume([*STAIRS, (2, 4)]) == 14


def test_the_space_has_as_many_sides_as_there_are_objectives():
    # Boxes of 4 * 1 * 1 and 1 * 1 * 4 share the unit cube.
    assert volume([(4, 1, 1), (1, 1, 4)]) == 4 + 4 - 1


def test_other_units_multiply_every_area_and_change_no_comparison():
    assert volume([(7 * x, 2 * y) for x, y in STAIRS]) == 7 * 2 * 13


def test_packages_are_chosen_by_what_they_add():
    # The third side gains 10 from each, so that volumes are 10 times areas: 16, then 3 or 2 more.
    points = {"middle": (40, 40, 10), "hers": (10, 70, 10), "his": (60, 10, 10)}
    deal = deal_of(menu_text(points))
    assert volume([(4, 4)]) == 16
    assert volume([(4, 4), (1, 7)]) - 16 == 3
    assert volume([(4, 4), (6, 1)]) - 16 == 2
    assert [outcome.package["deal"] for outcome in deal.diverse] == ["middle", "hers", "his"]


def test_the_choice_starts_with_nash():
    points = {"a": (90, 10, 30), "b": (30, 40, 30), "c": (20, 50, 40), "d": (10, 90, 30)}
    deal = deal_of(menu_text(points))
    # Products: 27000, 36000, 40000, 27000.
    assert chosen(deal.solutions.nash, "deal") == ["c"]
    assert deal.diverse[0].package["deal"] == "c"


def test_two_sides_are_shown_in_a_plane_and_need_no_choice():
    assert deal_of(menu_text({"mine": (100, 10), "yours": (10, 100)})).diverse == ()
    rows, volumes = diverse_rows(np.array([[100, 10], [10, 100]]), 2)
    assert (rows.tolist(), volumes) == ([0, 1], [1000, 1900])
