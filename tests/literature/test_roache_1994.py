"""Reporting what a finer grid changes (Roache 1994).

Source: Patrick J. Roache, Perspective: a method for uniform reporting of grid refinement studies, Journal of Fluids
Engineering 116(3), 1994, 405-413. It asks that a result on a grid be reported with its change under refinement, whatever
the ratio of the two grids, and with the order at which the error falls. Its examples are flows, and were not at hand; the
one below is a division of 100 points whose answer calculus knows.

Where it differs from its source: a grid is refined around the solutions only and by the ratio 4 each time; nothing is
extrapolated and no factor of safety is put on the change, since the best package of a dispute may jump. Two changes in a
row that are small take their place.
"""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise

import pytest

from detente.io import read_text
from detente.results import Refinement
from detente.workspace import analyse


def split(floor: int, step: int = 20) -> Refinement:
    """Return the rounds for x of 0 to 100 to one and 100 - x to two, who has `floor` without a deal."""
    stances = {
        "one": {"weights": {"x": 1}, "values": {"x": {0: 0, 100: 100}}, "no_deal": 0},
        "two": {"weights": {"x": 1}, "values": {"x": {0: 100, 100: 0}}, "no_deal": floor},
    }
    issues = {"x": {"from": 0, "to": 100, "step": step}}
    text = json.dumps({"case": "Split", "parties": [*stances], "issues": issues, "preferences": stances})
    found = analyse(read_text(text), draws=0, refine=True).deal.refinement
    assert found is not None
    return found


# On a grid of steps h the best x is at most h/2 from the middle m of what can be divided, and the product of gains is
# m^2 - (x - m)^2: its error is at most h^2 / 4, of second order.
FLOORS = [0, 7, 11, 23, 34, 47]


@pytest.mark.parametrize("floor", FLOORS)
def test_the_error_is_of_second_order(floor: int):
    middle = Fraction(100 - floor, 2)
    for each in split(floor).rounds:
        h = each.steps["x"]
        for outcome in each.nash:
            assert abs(outcome.utility["one"] - middle) <= h / 2
            product = outcome.gain["one"] * outcome.gain["two"]
            assert middle**2 - product <= h**2 / 4


@pytest.mark.parametrize("floor", FLOORS)
def test_every_round_is_refined_by_the_same_ratio_and_reports_its_change(floor: int):
    rounds = split(floor).rounds
    assert rounds[0].change is None
    for before, after in pairwise(rounds):
        assert after.steps["x"] == before.steps["x"] / 4
        assert after.change is not None
        nearest = [min(abs(new.utility["one"] - old.utility["one"]) for old in before.nash) for new in after.nash]
        assert after.change >= max(nearest)


@pytest.mark.parametrize("floor", FLOORS)
def test_what_is_called_settled_is_as_close_as_the_change_says(floor: int):
    found = split(floor)
    assert found.settled
    middle = Fraction(100 - floor, 2)
    last = found.rounds[-1]
    # Two divide what there is above their floors evenly, by either solution.
    for outcome in (*last.nash, *last.kalai_smorodinsky):
        assert abs(outcome.utility["one"] - middle) <= found.enough


def test_a_grid_that_has_the_answer_already_is_left_after_two_quiet_rounds():
    found = split(0, step=10)
    assert [each.change for each in found.rounds] == [None, 0, 0]
    assert found.rounds[0].nash[0].package["x"] == 50
