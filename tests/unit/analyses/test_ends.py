"""Corners of possible and necessary acceptability, each on one party and one or two issues."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.analyses.ends import acceptance_ends
from detente.case import (
    Brackets,
    Case,
    Condition,
    Estimate,
    Issue,
    Linkage,
    NoDeal,
    Party,
    Preferences,
    StatusQuoPlus,
    Values,
)
from detente.problem import compile_case

if TYPE_CHECKING:
    from collections.abc import Mapping

POINT = Estimate.point
UNKNOWN = Estimate(Fraction(0), Fraction(100), unknown=True)


def between(low: int, high: int) -> Estimate:
    return Estimate(Fraction(low), Fraction(high))


def ends_of(
    weights: Mapping[str, Estimate],
    values: Mapping[str, tuple[Estimate, Estimate]],
    no_deal: NoDeal,
    *,
    linkages: tuple[Linkage, ...] = (),
    package: tuple[str, ...] = (),
) -> tuple[bool, bool]:
    """Return the ends of a package (each issue's last option unless it is given) for a party on its own."""
    issues = {name: Issue(name, ("as is", "new"), status_quo="as is") for name in weights}
    points = {name: Values({"as is": low, "new": high}) for name, (low, high) in values.items()}
    stance = Preferences("Avon", weights, points, no_deal)
    case = Case("Alone", {"Avon": Party("Avon")}, issues, {"Avon": stance}, linkages=linkages)
    texts = package or ("new",) * len(issues)
    positions = {name: int(text == "new") for name, text in zip(issues, texts, strict=True)}
    return acceptance_ends(compile_case(case), positions)


def test_weights_that_may_all_be_near_0_do_not_make_everything_possible() -> None:
    # At weights of exactly 0 there is no utility; however close they come to it, 30 and 40 never average 50.
    weights = {"aid": between(0, 10), "border": between(0, 10)}
    values = {"aid": (POINT(0), POINT(30)), "border": (POINT(0), POINT(40))}
    assert ends_of(weights, values, POINT(50)) == (False, False)
    assert ends_of(weights, values, POINT(40)) == (True, False)
    assert ends_of(weights, values, POINT(30)) == (True, True)


def test_an_unknown_weight_is_not_above_the_largest_known_one_of_the_same_draw() -> None:
    # Were the unknown weight 9 beside a known one of 1, the package would be worth 90; it is worth at most 50.
    weights = {"aid": between(1, 9), "border": UNKNOWN}
    values = {"aid": (POINT(0), POINT(0)), "border": (POINT(0), POINT(100))}
    assert ends_of(weights, values, POINT(50)) == (True, False)
    assert ends_of(weights, values, POINT(51)) == (False, False)


def test_where_every_weight_is_unknown_the_ends_are_those_of_single_issues() -> None:
    weights = {"aid": UNKNOWN, "border": UNKNOWN}
    values = {"aid": (POINT(0), POINT(20)), "border": (POINT(0), POINT(60))}
    assert ends_of(weights, values, POINT(20)) == (True, True)
    assert ends_of(weights, values, POINT(60)) == (True, False)
    assert ends_of(weights, values, POINT(61)) == (False, False)


def test_what_a_package_shares_with_the_status_quo_cancels() -> None:
    # The linkage and the points of border as it is are in both packages, whatever they are worth.
    weights = {"aid": POINT(1), "border": POINT(1)}
    values = {"aid": (POINT(0), POINT(10)), "border": (between(0, 100), between(0, 100))}
    linkages = (Linkage("Avon", Condition({"border": ("as is",)}), between(-50, 50)),)
    for plus, expected in ((5, (True, True)), (6, (False, False))):
        no_deal = StatusQuoPlus(POINT(plus))
        assert ends_of(weights, values, no_deal, linkages=linkages, package=("new", "as is")) == expected


def test_a_package_that_moves_nothing_is_never_acceptable() -> None:
    values = {"aid": (POINT(100), POINT(0))}
    assert ends_of({"aid": POINT(1)}, values, POINT(0), package=("as is",)) == (False, False)


def test_brackets_that_a_range_turns_round_still_hold_the_value_between_them() -> None:
    # No deal lies between aid as it is (0..60) and new aid (40): new aid is enough only below 40.
    values = {"aid": (between(0, 60), POINT(40))}
    turned = Brackets(better_than=({"aid": "as is"},), worse_than=({"aid": "new"},))
    assert ends_of({"aid": POINT(1)}, values, turned) == (True, False)
    kept = {"aid": (between(0, 40), POINT(40))}
    assert ends_of({"aid": POINT(1)}, kept, turned) == (True, True)


def test_a_bracket_without_a_package_above_reaches_up_to_100() -> None:
    assert ends_of({"aid": POINT(1)}, {"aid": (POINT(0), POINT(100))}, Brackets(better_than=({},))) == (True, True)
    assert ends_of({"aid": POINT(1)}, {"aid": (POINT(0), POINT(99))}, Brackets(better_than=({},))) == (True, False)


def test_a_driver_is_read_as_independent_so_possible_may_be_claimed_too_widely() -> None:
    # Both values fall and rise together, so the package never gains more than 10 over the status quo.
    values = {"aid": (replace(between(0, 40), driver="front"), replace(between(0, 50), driver="front"))}
    assert ends_of({"aid": POINT(1)}, values, StatusQuoPlus(POINT(20))) == (True, False)
    assert ends_of({"aid": POINT(1)}, values, StatusQuoPlus(POINT(-40))) == (True, True)
