"""The oracle itself, on cases small enough to be worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from detente.case import (
    Brackets,
    Case,
    Condition,
    Estimate,
    Issue,
    Linkage,
    Party,
    Preferences,
    Proposal,
    RedLine,
    Rule,
    StatusQuoPlus,
    Values,
    parse_date,
)
from oracle.brute import Truth, efficient
from oracle.contest import contest, opposition, squared_distance
from oracle.generate import MOST_OUTCOMES, RECIPES, Recipe, seeded_sample
from oracle.table import Tabled, minimality
from oracle.worth import picked, value

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN = Estimate(Fraction(0), Fraction(100), unknown=True)
POINT = Estimate.point(1)


def point(x: float | str) -> Estimate:
    return Estimate.point(Fraction(x))


def stance(
    party: str, weights: Mapping[str, int], values: Mapping[str, Mapping[str, int]], no_deal: int
) -> Preferences:
    return Preferences(
        party,
        {name: point(w) for name, w in weights.items()},
        {name: Values({text: point(v) for text, v in given.items()}) for name, given in values.items()},
        point(no_deal),
    )


def two_issues() -> Case:
    """Two parties, two issues of two options each.

    Points of Ash and Birch: (x1, y1) 100, 0; (x1, y2) 60, 80; (x2, y1) 40, 20; (x2, y2) 0, 100. Their values are
    opposed on both issues, but Ash cares more about x (60 of 100) and Birch about y (80 of 100).
    """
    issues = {name: Issue(name, (f"{name}1", f"{name}2")) for name in ("x", "y")}
    return Case(
        "Two issues",
        {name: Party(name) for name in ("Ash", "Birch")},
        issues,
        {
            "Ash": stance("Ash", {"x": 60, "y": 40}, {"x": {"x1": 100, "x2": 0}, "y": {"y1": 100, "y2": 0}}, 30),
            "Birch": stance("Birch", {"x": 20, "y": 80}, {"x": {"x1": 0, "x2": 100}, "y": {"y1": 0, "y2": 100}}, 30),
        },
    )


def vectors(*pairs: tuple[int, int]) -> set[tuple[Fraction, ...]]:
    return {tuple(map(Fraction, pair)) for pair in pairs}


def test_points_of_all_packages() -> None:
    truth = Truth(two_issues())
    assert [truth.vector(x) for x in truth.feasible] == [(100, 0), (60, 80), (40, 20), (0, 100)]


def test_frontiers_and_acceptable_packages() -> None:
    truth = Truth(two_issues())
    assert efficient(truth.groups) == vectors((100, 0), (60, 80), (0, 100))
    assert efficient(truth.acceptable_groups) == vectors((60, 80))
    assert truth.best(truth.groups) == {"Ash": 100, "Birch": 100}


def test_dominance_keeps_what_is_equal_somewhere_only_if_better_elsewhere() -> None:
    assert efficient(vectors((3, 0), (3, 1), (2, 1), (0, 2), (0, 2))) == vectors((3, 1), (0, 2))


def test_opposition_by_hand() -> None:
    # The nearest vector to (1, 1) is (0.6, 0.8): 0.4^2 + 0.2^2.
    truth = Truth(two_issues())
    assert squared_distance(truth) == (Fraction(1, 5), 2)
    assert opposition(truth) == math.sqrt(0.2)


def test_zero_sumness_by_hand() -> None:
    # Deviations from the means (50, 50): (50, -50), (10, 30), (-10, -30), (-50, 50).
    found = contest(Truth(two_issues()))
    assert found.value == pytest.approx(4400 / math.sqrt(5200 * 6800))
    # Parts: x gives Ash 60 or 0 and Birch 0 or 20, y gives 40 or 0 and 0 or 80: covariances -300 and -800.
    assert found.by_issue["x"] == pytest.approx(300 / math.sqrt(1300 * 1700))
    assert found.by_issue["y"] == pytest.approx(800 / math.sqrt(1300 * 1700))


def test_constant_sum_is_one_and_a_flat_party_is_undefined() -> None:
    case = two_issues()
    ash = case.preferences["Ash"]
    against = replace(case.preferences["Birch"], weights=ash.weights)
    assert contest(Truth(replace(case, preferences={"Ash": ash, "Birch": against}))).value == pytest.approx(1)
    flat = replace(ash, values=dict.fromkeys(ash.values, Values({}, unknown=True)))
    truth = Truth(replace(case, preferences={"Ash": flat, "Birch": against}))
    assert contest(truth).value is None
    assert opposition(truth) is None


def test_solutions_by_hand() -> None:
    issue = Issue("x", ("a", "b", "c", "d"))
    case = Case(
        "One issue",
        {name: Party(name) for name in ("Ash", "Birch")},
        {"x": issue},
        {
            "Ash": stance("Ash", {"x": 1}, {"x": {"a": 100, "b": 70, "c": 40, "d": 10}}, 10),
            "Birch": stance("Birch", {"x": 1}, {"x": {"a": 20, "b": 35, "c": 55, "d": 60}}, 20),
        },
    )
    # Gains: a (90, 0), b (60, 15), c (30, 35), d (0, 40).
    fair = Truth(case).fair(Truth(case).acceptable_groups)
    assert fair.nash == vectors((40, 55))  # 900 < 1050
    assert fair.kalai_smorodinsky == vectors((70, 35))  # shares (2/3, 3/8) against (1/3, 7/8)
    assert fair.egalitarian == vectors((40, 55))
    assert fair.utilitarian == vectors((100, 20))
    assert (fair.left_out, fair.nash_by_leximin) == ((), False)


def test_ties_are_all_kept_and_a_party_that_cannot_gain_is_left_out() -> None:
    case = two_issues()
    ash, birch = case.preferences["Ash"], replace(case.preferences["Birch"], weights=case.preferences["Ash"].weights)
    even = replace(
        case, preferences={name: replace(given, no_deal=point(40)) for name, given in (("Ash", ash), ("Birch", birch))}
    )
    # Points (100, 0), (60, 40), (40, 60), (0, 100): each acceptable package gives one side nothing.
    fair = Truth(even).fair(Truth(even).acceptable_groups)
    assert fair.nash == fair.kalai_smorodinsky == fair.egalitarian == fair.utilitarian == vectors((60, 40), (40, 60))
    assert fair.nash_by_leximin
    held = replace(
        even, preferences={"Ash": replace(ash, no_deal=point(60)), "Birch": replace(birch, no_deal=point(20))}
    )
    fair = Truth(held).fair(Truth(held).acceptable_groups)
    assert fair.left_out == ("Ash",)
    assert fair.nash == vectors((60, 40))
    assert not fair.nash_by_leximin


def test_linkages_are_added_after_the_weights_are_divided() -> None:
    case = replace(two_issues(), linkages=(Linkage("Ash", Condition({"x": ("x1",), "y": ("y2",)}), point("7.5")),))
    truth = Truth(case)
    assert [truth.utility("Ash", x) for x in truth.feasible] == [100, Fraction(135, 2), 40, 0]
    assert contest(truth).by_linkage[0] is not None


def test_rules_of_both_forms() -> None:
    never = Rule("logical", never=Condition({"x": ("x2",), "y": ("y1",)}))
    needs = Rule("legal", when=Condition({"x": ("x1",)}), needs=Condition({"y": ("y2",)}))
    truth = Truth(replace(two_issues(), rules=(never, needs)))
    assert truth.feasible == [(0, 1), (1, 1)]


@pytest.mark.parametrize(
    ("line", "acceptable", "firm_only"),
    [
        pytest.param({"firm": point(1)}, 0, 0, id="firm"),
        pytest.param({"firm": point("0.5")}, 0, 0, id="just-firm"),
        pytest.param({"firm": point("0.4")}, 0, 1, id="soft"),
        pytest.param({"firm": point(1), "until": parse_date("2025-03-16")}, 1, 1, id="lapsed"),
        pytest.param({"firm": point(1), "until": parse_date("2025-03")}, 0, 0, id="still-standing"),
        pytest.param({"firm": point(1), "party": "Guest"}, 1, 1, id="of-an-observer"),
    ],
)
def test_red_lines(line: dict[str, object], acceptable: int, firm_only: int) -> None:
    case = two_issues()
    parties = {**case.parties, "Guest": Party("Guest", "observer", consent=False)}
    given = {"party": "Birch", "never": Condition({"x": ("x1",)}), **line}
    held = replace(case, parties=parties, as_of=parse_date("2025-03-17"), red_lines=(RedLine(**given),))  # pyright: ignore[reportArgumentType]
    truth = Truth(held)
    assert (len(truth.acceptable), len(truth.acceptable_firm_only)) == (acceptable, firm_only)


def test_a_package_that_moves_nothing_is_no_deal() -> None:
    case = two_issues()
    issues = {"x": replace(case.issues["x"], status_quo="x1"), "y": replace(case.issues["y"], status_quo="y2")}
    truth = Truth(replace(case, issues=issues))
    assert truth.feasible[1] == truth.status_quo == (0, 1)
    assert truth.blocked[(0, 1)] == {("status_quo", "", None, None)}
    assert not truth.acceptable


def test_shortfalls() -> None:
    assert Truth(two_issues()).blocked[(1, 0)] == {("no_deal", "Birch", None, Fraction(10))}


def test_a_mediator_constrains_but_counts_only_on_request() -> None:
    case = two_issues()
    third = stance("Elm", {"x": 1, "y": 1}, {"x": {"x1": 0, "x2": 100}, "y": {"y1": 100, "y2": 0}}, 10)
    case = replace(
        case,
        parties={"Elm": Party("Elm", "mediator"), **case.parties},
        preferences={**case.preferences, "Elm": third},
    )
    assert Truth(case).acceptable == []  # the only candidate gives Elm 0
    assert Truth(case).counted == ("Ash", "Birch")
    assert Truth(case, ("Elm",)).counted == ("Elm", "Ash", "Birch")
    assert Truth(case).blocked[(0, 1)] == {("no_deal", "Elm", None, Fraction(10))}


def test_unknown_weights_and_values() -> None:
    issues = {name: Issue(name, ("p", "q")) for name in ("x", "y", "z")}
    values = {
        "x": Values({"p": point(100), "q": UNKNOWN}),
        "y": Values({}, unknown=True),
        "z": Values({"p": point(0), "q": point(8)}),
    }
    given = Preferences("Ash", {"x": point(6), "y": UNKNOWN, "z": point(1)}, values, point(0))
    truth = Truth(Case("Unknowns", {"Ash": Party("Ash")}, issues, {"Ash": given}))
    # Weights 6, 3 and 1 of 10.
    assert truth.utility("Ash", (0, 0, 0)) == 60 + 15
    assert truth.utility("Ash", (1, 0, 1)) == 30 + 15 + Fraction(8, 10)
    equal = replace(given, weights=dict.fromkeys(issues, UNKNOWN))
    truth = Truth(Case("Unknowns", {"Ash": Party("Ash")}, issues, {"Ash": equal}))
    assert truth.utility("Ash", (0, 0, 0)) == 50


def test_a_quantity_is_linear_between_its_corners() -> None:
    days = Issue("days", (*(Fraction(k) for k in range(0, 50, 10)), "no limit"))
    given = Values(
        {
            "0": point(0),
            "30": Estimate(Fraction(80), Fraction(100)),
            "40": point(100),
            "no limit": Estimate(Fraction(0), Fraction(60), Fraction(30)),
        }
    )
    assert [value(option, given) for option in days.options] == [0, 30, 60, 90, 100, 30]
    assert picked(days, "10..25") == {1, 2}
    assert picked(days, "no limit") == {5}


@pytest.mark.parametrize(
    ("brackets", "expected"),
    [
        pytest.param(Brackets(({"x": "x2", "y": "y1"},), ("plan",)), 50, id="both"),
        pytest.param(Brackets((), ("plan",)), 30, id="upper-only"),
        pytest.param(Brackets(({"x": "x2", "y": "y2"}, {"x": "x2", "y": "y1"})), 70, id="lower-only"),
        pytest.param(StatusQuoPlus(Estimate(Fraction(-15), Fraction(5))), 35, id="status-quo-plus"),
    ],
)
def test_no_deal_values(brackets: Brackets | StatusQuoPlus, expected: int) -> None:
    case = two_issues()
    issues = {"x": replace(case.issues["x"], status_quo="x2"), "y": replace(case.issues["y"], status_quo="y1")}
    ash = replace(case.preferences["Ash"], no_deal=brackets)
    plan = Proposal("plan", {"x": "x1", "y": "y2"})
    truth = Truth(replace(case, issues=issues, preferences={**case.preferences, "Ash": ash}, proposals={"plan": plan}))
    assert truth.no_deal["Ash"] == expected


def test_proposals_open_and_closed() -> None:
    case = two_issues()
    case = replace(
        case,
        issues={**case.issues, "y": replace(case.issues["y"], status_quo="y2")},
        preferences={name: replace(given, no_deal=point(10)) for name, given in case.preferences.items()},
        proposals={"firm": Proposal("firm", {"x": "x1"}), "open": Proposal("open", {"x": "x2"}, rest="open")},
    )
    firm, still_open = Tabled(Truth(case), "firm"), Tabled(Truth(case), "open")
    assert (firm.open_issues, firm.completions, firm.possible, firm.necessary) == ((), [(0, 1)], True, True)
    assert (still_open.open_issues, still_open.completions) == (("y",), [(1, 0), (1, 1)])
    assert (still_open.possible, still_open.necessary) == (True, False)
    assert (still_open.ends(min), still_open.ends(max)) == ({"Ash": 0, "Birch": 20}, {"Ash": 40, "Birch": 100})
    assert still_open.better_than((1, 0)) == {(60, 80): [(0, 1)]}


def test_a_conflict_is_minimal_when_each_member_is_needed() -> None:
    case = two_issues()
    held = replace(
        case, preferences={name: replace(given, no_deal=point(81)) for name, given in case.preferences.items()}
    )
    ash, birch, line = ("no_deal", "Ash", None), ("no_deal", "Birch", None), ("red_line", "Birch", 0)
    truth = Truth(replace(held, red_lines=(RedLine("Birch", Condition({"x": ("x1",)}), POINT),)))
    assert minimality(truth, [ash, birch]).clash
    assert minimality(truth, [ash, birch]).superfluous == ()
    assert minimality(truth, [ash, line]).superfluous == ()
    assert minimality(truth, [ash, birch, line]).superfluous == (birch, line)
    assert not minimality(truth, [birch, line]).clash


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.name.replace(" ", "-") for recipe in RECIPES])
def test_a_seed_gives_the_same_case_again(recipe: Recipe) -> None:
    assert seeded_sample(recipe, 1) == seeded_sample(recipe, 1)
    assert seeded_sample(recipe, 1) != seeded_sample(recipe, 2)


def test_no_case_is_too_large_to_write_out() -> None:
    sizes = [
        math.prod(len(issue.options) for issue in seeded_sample(recipe, seed).case.issues.values())
        for recipe in RECIPES
        for seed in range(25)
    ]
    assert MOST_OUTCOMES / 2 < max(sizes) <= MOST_OUTCOMES


def test_the_recipes_make_every_kind_of_answer() -> None:
    truths = [
        Truth(sample.case, sample.count)
        for recipe in RECIPES
        if recipe.outcomes < MOST_OUTCOMES
        for seed in range(25)
        for sample in [seeded_sample(recipe, seed)]
    ]
    fair = [truth.fair(truth.acceptable_groups) for truth in truths]
    kinds = {
        "nothing is feasible": sum(not truth.feasible for truth in truths),
        "no deal": sum(bool(truth.feasible) and not truth.acceptable for truth in truths),
        "a deal": sum(bool(truth.acceptable) for truth in truths),
        "an acceptable efficient vector that is not efficient at all": sum(
            not efficient(truth.acceptable_groups) <= efficient(truth.groups) for truth in truths
        ),
        "several packages with one vector": sum(len(truth.groups) < len(truth.feasible) for truth in truths),
        "several Nash vectors": sum(len(found.nash) > 1 for found in fair),
        "several utilitarian vectors": sum(len(found.utilitarian) > 1 for found in fair),
        "Nash by leximin": sum(found.nash_by_leximin for found in fair),
        "a party left out": sum(bool(found.left_out) for found in fair),
        "only the firm red lines leave a difference": sum(
            len(truth.acceptable) < len(truth.acceptable_firm_only) for truth in truths
        ),
        "a vector exactly on a threshold": sum(
            any(truth.utility(p, x) == truth.no_deal[p] for x in truth.acceptable for p in truth.consenting)
            for truth in truths
        ),
        "a counted mediator": sum(bool(truth.count) for truth in truths),
        "a status quo package": sum(truth.status_quo is not None for truth in truths),
        "a flat party": sum(
            bool(truth.feasible) and contest(truth).value is None and len(truth.counted) > 1 for truth in truths
        ),
    }
    assert {kind: count for kind, count in kinds.items() if count < 3} == {}
