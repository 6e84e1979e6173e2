"""A case in its draws: what moves together, what an unknown may be, and every form of no deal."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from detente.case import (
    Brackets,
    Case,
    Condition,
    Driver,
    Estimate,
    Issue,
    Linkage,
    NoDeal,
    Party,
    Preferences,
    RedLine,
    StatusQuoPlus,
    Values,
    utility,
)
from detente.ensemble import UNIT, DrawnCase, Draws, draw_case
from detente.problem import compile_case
from oracle.generate import RECIPES, Recipe, seeded_sample

COUNT = 200
DRAWS = Draws(5, COUNT)
EVERYTHING = slice(0, COUNT)
POINT = Estimate.point
UNKNOWN = Estimate(Fraction(0), Fraction(100), unknown=True)
NAMES: tuple[str, ...] = ("aid", "border")


def between(low: int, high: int, driver: str = "", *, against: bool = False) -> Estimate:
    return Estimate(Fraction(low), Fraction(high), driver=driver, against=against)


def pair(low: Estimate, high: Estimate) -> Values:
    return Values({"as is": low, "new": high})


def made(
    weights: tuple[Estimate, Estimate] = (POINT(1), POINT(1)),
    values: tuple[Values, Values] = (pair(POINT(0), POINT(100)), pair(POINT(100), POINT(0))),
    no_deal: NoDeal | None = None,
    *,
    ordered: bool = False,
    linkages: tuple[Linkage, ...] = (),
    red_lines: tuple[RedLine, ...] = (),
) -> Case:
    """Return a case of one party and two issues of two options, everything at status quo."""
    issues = {name: Issue(name, ("as is", "new"), status_quo="as is", ordered=ordered) for name in NAMES}
    weighed, valued = dict(zip(NAMES, weights, strict=True)), dict(zip(NAMES, values, strict=True))
    stance = Preferences("Avon", weighed, valued, no_deal or POINT(40))
    case = Case("Alone", {"Avon": Party("Avon")}, issues, {"Avon": stance}, linkages=linkages, red_lines=red_lines)
    return replace(case, drivers={"front": Driver("front")})


def draws_of(case: Case) -> DrawnCase:
    return draw_case(compile_case(case), DRAWS)


def points(drawn: DrawnCase, issue: str, position: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return weight times value of an option of Avon's in every draw, in points."""
    return drawn.tables["Avon"][issue][:, position].astype(np.float64) / UNIT


def ranks(numbers: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[int]:
    return np.argsort(np.argsort(numbers)).tolist()


def test_estimates_of_one_driver_are_highest_in_the_same_draws_and_those_against_it_lowest() -> None:
    with_it, three = between(0, 50, "front"), Estimate(Fraction(0), Fraction(90), Fraction(10), driver="front")
    drawn = draws_of(made(values=(pair(with_it, three), pair(between(0, 100, "front", against=True), POINT(0)))))
    rising = ranks(points(drawn, "aid", 0))
    assert ranks(points(drawn, "aid", 1)) == rising
    assert ranks(-points(drawn, "border", 0)) == rising
    assert list(drawn.inputs) == ["drivers.front"]


@pytest.mark.parametrize("ordered", [True, False])
def test_options_move_together_only_where_the_issue_is_ordered(*, ordered: bool) -> None:
    values = pair(between(0, 40), between(30, 100))
    drawn = draws_of(made(values=(values, pair(POINT(0), POINT(0))), ordered=ordered))
    assert (ranks(points(drawn, "aid", 0)) == ranks(points(drawn, "aid", 1))) is ordered


def test_an_unknown_value_moves_with_the_driver_it_names() -> None:
    unknown = replace(UNKNOWN, driver="front")
    drawn = draws_of(made(values=(pair(unknown, POINT(0)), pair(between(0, 10, "front"), POINT(0)))))
    assert ranks(points(drawn, "aid", 0)) == ranks(points(drawn, "border", 0))
    assert list(drawn.inputs) == ["drivers.front"]


@pytest.mark.parametrize("values", [Values({}, unknown=True), pair(UNKNOWN, UNKNOWN)], ids=["whole", "each"])
@pytest.mark.parametrize("ordered", [True, False])
def test_unknown_values_are_not_indifference(values: Values, *, ordered: bool) -> None:
    # Rule C7. Were the unknown options of an ordered issue one number, the party would be indifferent in every draw.
    drawn = draws_of(made((POINT(1), POINT(0)), (values, pair(POINT(0), POINT(0))), ordered=ordered))
    first, second = points(drawn, "aid", 0), points(drawn, "aid", 1)
    assert np.abs(first - second).max() > 50
    assert {first.min() < 5, first.max() > 95, second.min() < 5, second.max() > 95} == {True}


def test_an_unknown_weight_is_never_above_the_largest_known_one() -> None:
    drawn = draws_of(made((between(1, 9), UNKNOWN), (pair(POINT(100), POINT(0)), pair(POINT(100), POINT(0)))))
    known, unknown = points(drawn, "aid", 0), points(drawn, "border", 0)
    assert (unknown <= known).all()
    assert unknown.min() < 5
    assert (unknown / known).max() > 0.95


def test_weights_that_are_0_in_every_draw_but_one_issue_leave_that_issue_alone() -> None:
    drawn = draws_of(made((POINT(0), between(0, 3))))
    assert set(points(drawn, "aid", 1)) == {0}
    assert set(points(drawn, "border", 0)) == {100}


def test_where_every_weight_is_unknown_each_may_be_the_larger() -> None:
    drawn = draws_of(made((UNKNOWN, UNKNOWN)))
    share = points(drawn, "aid", 1) / 100
    assert 0.4 < share.mean() < 0.6
    assert share.min() < 0.1
    assert share.max() > 0.9


def test_an_option_of_a_quantity_lies_between_its_drawn_corners() -> None:
    wage = Issue("aid", (Fraction(0), Fraction(1), Fraction(4)))
    case = made((POINT(1), POINT(0)))
    stance = case.preferences["Avon"]
    drawn_points = Values({"0": between(0, 20), "4": between(60, 100)})
    stance = replace(stance, values={**stance.values, "aid": drawn_points})
    case = replace(case, issues={**case.issues, "aid": wage}, preferences={"Avon": stance})
    drawn = draws_of(case)
    expected = points(drawn, "aid", 0) * 0.75 + points(drawn, "aid", 2) * 0.25
    assert points(drawn, "aid", 1) == pytest.approx(expected, abs=2 / UNIT)


def test_tables_and_linkages_add_up_to_the_utility() -> None:
    when = Condition({"aid": ("new",), "border": ("as is", "new")})
    linkage = Linkage("Avon", when, between(-20, 20))
    drawn = draws_of(made((between(1, 3), between(1, 3)), linkages=(linkage,)))
    rows = np.array(list(product(range(2), repeat=2)))
    table = drawn.utility("Avon", rows, EVERYTHING)
    for column, (aid, border) in enumerate(rows.tolist()):
        for draw in range(COUNT):
            expected = drawn.tables["Avon"]["aid"][draw, aid] + drawn.tables["Avon"]["border"][draw, border]
            expected += drawn.linkages[0][draw] if aid == 1 else 0
            assert table[draw, column] == expected
    middle = drawn.utility("Avon", rows, slice(50, 60))
    assert np.array_equal(middle, table[50:60])
    # Each drawn number is rounded once: two tables of options and a linkage are off by at most 1.5 units.
    sums = (drawn.tables["Avon"]["aid"][:, 1] + drawn.tables["Avon"]["border"][:, 0]) / UNIT
    assert sums == pytest.approx(100, abs=1.5 / UNIT)


def test_status_quo_plus_is_added_to_the_status_quo_of_the_same_draw() -> None:
    linkage = Linkage("Avon", Condition({"aid": ("as is",)}), between(-30, 30))
    values = (pair(between(0, 100), POINT(50)), pair(between(0, 100), POINT(50)))
    drawn = draws_of(made(values=values, no_deal=StatusQuoPlus(between(-15, 5)), linkages=(linkage,)))
    status_quo = drawn.utility("Avon", np.array([[0, 0]]), EVERYTHING)[:, 0]
    plus = (drawn.no_deal["Avon"] - status_quo) / UNIT
    assert plus.min() < -14.5
    assert plus.max() > 4.5
    assert -15 <= plus.min() <= plus.max() <= 5


@pytest.mark.parametrize("turned", [False, True])
def test_brackets_hold_no_deal_between_their_packages_in_every_draw(*, turned: bool) -> None:
    values = (pair(between(0, 60), between(40, 100)), pair(POINT(0), POINT(0)))
    brackets = Brackets(({"aid": "as is"},), ({"aid": "new"},))
    if turned:
        brackets = Brackets(brackets.worse_than, brackets.better_than)
    drawn = draws_of(made((POINT(1), POINT(0)), values, brackets))
    packages = drawn.utility("Avon", np.array([[0, 0], [1, 0]]), EVERYTHING)
    no_deal = drawn.no_deal["Avon"]
    assert (packages.min(axis=1) <= no_deal).all()
    assert (no_deal <= packages.max(axis=1)).all()
    assert len(set(no_deal.tolist())) > COUNT / 2


def test_brackets_on_one_side_reach_to_0_or_100() -> None:
    for brackets, low, high in ((Brackets(worse_than=({},)), 0, 50), (Brackets(better_than=({},)), 50, 100)):
        no_deal = draws_of(made(no_deal=brackets)).no_deal["Avon"] / UNIT
        assert low <= no_deal.min() < low + 1
        assert high - 1 < no_deal.max() <= high


@pytest.mark.parametrize("firm", [0.0, 0.25, 0.5, 1.0])
def test_a_red_line_is_meant_in_as_many_draws_as_it_is_firm(firm: float) -> None:
    line = RedLine("Avon", Condition({"aid": ("new",)}), POINT(Fraction(firm)), "stated")
    drawn = draws_of(made(red_lines=(line,)))
    # A Latin hypercube has one number in each stratum, so a firmness of whole strata is met exactly.
    assert drawn.held[0].sum() == firm * COUNT
    assert len(drawn.inputs) == (0 < firm < 1)


def test_a_red_line_of_uncertain_firmness_is_meant_in_about_its_mean() -> None:
    line = RedLine("Avon", Condition({"aid": ("new",)}), Estimate(Fraction(1, 5), Fraction(3, 5)), "stated")
    # Independent draws would have a standard deviation of 3.5% here; a hypercube has less.
    assert draws_of(made(red_lines=(line,))).held[0].mean() == pytest.approx(0.4, abs=0.1)


def test_what_a_case_shares_with_another_is_drawn_alike() -> None:
    plain = draws_of(made((POINT(1), between(1, 3)), no_deal=between(30, 50)))
    other = draws_of(
        made(
            (POINT(1), between(1, 3)),
            no_deal=between(30, 50),
            ordered=True,
            values=(pair(between(0, 10), POINT(100)), pair(POINT(100), POINT(0))),
        )
    )
    assert np.array_equal(plain.no_deal["Avon"], other.no_deal["Avon"])
    assert np.array_equal(plain.tables["Avon"]["border"], other.tables["Avon"]["border"])


CERTAIN = [recipe for recipe in RECIPES if recipe.name in ("linked", "ties", "decimals", "long weights", "status quo")]


@pytest.mark.parametrize("recipe", CERTAIN, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_a_case_without_ranges_is_its_central_problem_in_every_draw(recipe: Recipe) -> None:
    recipe = replace(recipe, style=replace(recipe.style, estimates=0, unknown=0))
    for seed in range(10):
        case = seeded_sample(recipe, seed).case
        problem = compile_case(case)
        drawn = draw_case(problem, Draws(seed, 3))
        rows = list(product(*map(range, problem.network.sizes)))[:40]
        # One rounding per issue and linkage, each of half a unit at most; the rest is a float's own error.
        most = 0.5 * (len(case.issues) + len(case.linkages)) / UNIT + 1e-9
        for party in problem.parties:
            exact = [float(utility(case, party, dict(zip(problem.issues, row, strict=True))) or 0) for row in rows]
            table = drawn.utility(party, np.array(rows), slice(0, 3)) / UNIT
            assert table == pytest.approx(np.array([exact] * 3), abs=most), (seed, party)


@pytest.mark.parametrize("level", [40, 70, 100])
def test_a_package_worth_exactly_no_deal_is_accepted_in_every_draw(level: int) -> None:
    names = ("one", "two", "three")
    issues = {name: Issue(name, ("a", "b")) for name in names}
    same = Values({"a": POINT(level), "b": POINT(0)})
    stance = Preferences("Avon", dict.fromkeys(names, POINT(1)), dict.fromkeys(names, same), POINT(level))
    problem = compile_case(Case("On the line", {"Avon": Party("Avon")}, issues, {"Avon": stance}))
    drawn = draw_case(problem, DRAWS)
    packages = np.array([[0, 0, 0], [0, 0, 1]])
    reached = drawn.utility("Avon", packages, DRAWS.everything) >= drawn.threshold("Avon")[:, None]
    assert reached[:, 0].all()
    assert not reached[:, 1].any()


def test_two_linkages_alike_are_drawn_apart() -> None:
    condition = Condition(dict.fromkeys(NAMES, ("new",)))
    twice = (Linkage("Avon", condition, between(0, 10)), Linkage("Avon", condition, between(0, 10)))
    drawn = draws_of(made(linkages=twice))
    assert abs(float(np.corrcoef(drawn.linkages[0], drawn.linkages[1])[0, 1])) < 0.3
    assert len(drawn.inputs) == 2
