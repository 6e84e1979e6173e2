"""Weights speak of swings (von Winterfeldt and Edwards 1986).

Source: Detlof von Winterfeldt and Ward Edwards, Decision Analysis and Behavioral Research, Cambridge University Press, 1986:
with everything at its worst, the swing of each issue to its best is compared with the others, given as a ratio to the
smallest and divided by the sum; a weight is bound to the range of options it was asked for. The book's own examples
were not at hand; the numbers follow from the definition by the arithmetic shown.

Where it differs from its source: values need not span 0 to 100; a swing is then the weight times the span.
"""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from literature.menu import deal_of

# Swings judged as ratios, the smallest 10: 200 in all.
RATIOS = {"pay": 120, "travel": 45, "leave": 25, "desk": 10}
WORST = dict.fromkeys(RATIOS, "worst")


def case(values: dict[str, dict[str, int]], weights: dict[str, int] = RATIOS) -> str:
    """Return a case in which each issue is worst, middle or best; a second party wants the opposite."""
    opposite = {issue: {option: 100 - points for option, points in given.items()} for issue, given in values.items()}
    swings = {issue: WORST | {issue: "best"} for issue in values}
    return json.dumps(
        {
            "case": "Two jobs",
            "parties": ["worker", "firm"],
            "issues": {issue: [*given] for issue, given in values.items()},
            "preferences": {
                "worker": {"weights": weights, "values": values, "no_deal": 0},
                "firm": {"weights": weights, "values": opposite, "no_deal": 0},
            },
            "proposals": {"all worst": {"package": WORST}}
            | {f"swing of {issue}": {"package": package} for issue, package in swings.items()},
        }
    )


FULL = {issue: {"worst": 0, "middle": 70, "best": 100} for issue in RATIOS}


def points_of(text: str) -> dict[str, Fraction]:
    """Return what each proposal gives the worker."""
    found: dict[str, Fraction] = {}
    for name, proposal in deal_of(text).proposals.items():
        assert proposal.outcome is not None
        found[name] = proposal.outcome.utility["worker"]
    return found


def test_weights_are_ratios_divided_by_their_sum():
    stakes = deal_of(case(FULL)).stakes["worker"]
    assert {issue: stake.points for issue, stake in stakes.items()} == {
        "pay": 60,
        "travel": Fraction(45, 2),
        "leave": Fraction(25, 2),
        "desk": 5,
    }
    assert {(stake.best, stake.worst) for stake in stakes.values()} == {("best", "worst")}


@pytest.mark.parametrize("issue", RATIOS)
def test_a_stake_is_what_the_swing_adds_to_the_worst_of_everything(issue: str):
    stake = deal_of(case(FULL)).stakes["worker"][issue]
    points = points_of(case(FULL))
    assert points["all worst"] == 0
    assert points[f"swing of {issue}"] - points["all worst"] == stake.points


def test_ratios_of_weights_are_ratios_of_swings():
    points = points_of(case(FULL))
    assert points["swing of pay"] / points["swing of desk"] == 12
    assert points["swing of travel"] / points["swing of leave"] == Fraction(45, 25)
    # Only ratios count.
    tenfold = {issue: 10 * weight for issue, weight in RATIOS.items()}
    assert points_of(case(FULL, tenfold)) == points


def test_a_weight_is_bound_to_the_range_it_was_asked_for():
    # The best pay on offer is now what was the middle. The weight asked for the old range times a span of 70 is right:
    # the swing is 42. Stretching the values to 100 again without asking anew would overstate it, at 60.
    narrow = FULL | {"pay": {"worst": 0, "middle": 30, "best": 70}}
    stake = deal_of(case(narrow)).stakes["worker"]["pay"]
    assert stake.points == 42 == points_of(case(narrow))["swing of pay"]
    assert deal_of(case(FULL)).stakes["worker"]["pay"].points == 60
    # The same where it is the worst that is left out.
    narrow = FULL | {"pay": {"worst": 30, "middle": 40, "best": 100}}
    points = points_of(case(narrow))
    stake = deal_of(case(narrow)).stakes["worker"]["pay"]
    assert stake.points == 42 == points["swing of pay"] - points["all worst"]


def test_the_same_swings_seen_from_the_other_side():
    deal = deal_of(case(FULL))
    firm, worker = deal.stakes["firm"], deal.stakes["worker"]
    assert {issue: stake.points for issue, stake in firm.items()} == {
        issue: stake.points for issue, stake in worker.items()
    }
    assert {(stake.best, stake.worst) for stake in firm.values()} == {("worst", "best")}
