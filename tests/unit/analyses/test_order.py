"""The order in which a package is carried out equals the best of all orders, judged package by package."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Literal

import numpy as np
import pytest

from detente.analyses.order import order_of
from detente.case import Bloc, Case, Condition, Estimate, Issue, Linkage, Party, Preferences, Ratifier, Values, utility
from detente.problem import compile_case

Stage = Literal["", "first", "final"]


def points(*numbers: int) -> Values:
    """Return known values of the options a, b and c."""
    return Values({option: Estimate.point(number) for option, number in zip("abc", numbers, strict=True)})


def dispute(seed: int, stages: tuple[Stage, ...] = ("first", "", "final", "")) -> Case:
    """Return four issues between two parties, with a linkage and a ratifier."""
    generator = np.random.default_rng(seed)
    names = ("one", "two", "three", "four")
    issues = {
        name: Issue(name, ("a", "b", "c"), status_quo="a", stage=stage)
        for name, stage in zip(names, stages, strict=True)
    }
    preferences = {
        party: Preferences(
            party,
            {name: Estimate.point(int(generator.integers(1, 5))) for name in names},
            {name: points(*(int(n) for n in generator.integers(0, 101, size=3))) for name in names},
            Estimate.point(int(generator.integers(20, 60))),
        )
        for party in ("north", "south")
    }
    linkage = Linkage("south", Condition({"two": ("b",), "four": ("b", "c")}), Estimate.point(15))
    votes = Ratifier(
        "senate", "north", "head", {"senate": Bloc("senate", "north")}, when=Condition({"two": ("b", "c")})
    )
    parties = {name: Party(name) for name in preferences}
    return Case("Four", parties, issues, preferences, linkages=(linkage,), ratifiers={"senate": votes})


@pytest.mark.parametrize("stages", [("first", "", "final", ""), ("first", "final", "final", "first")])
@pytest.mark.parametrize("seed", range(25))
def test_the_order_of_a_package_is_the_best_of_all(seed: int, stages: tuple[Stage, ...]) -> None:
    case = dispute(seed, stages)
    problem = compile_case(case)
    row = np.array([1, 1, 2, 2])
    found = order_of(problem, row, tuple(case.ratifiers.values()))
    assert found is not None
    steps = ("one", "two", "three", "four", "senate")
    every = [{name: (i >> 2 * k) & 3 for k, name in enumerate(case.issues)} for i in range(256)]
    packages = [package for package in every if max(package.values()) < 3]

    def drops(order: tuple[str, ...]) -> dict[str, Fraction]:
        lowest: dict[str, Fraction] = {}
        for party in case.preferences:
            worth: list[Fraction] = []
            for taken in range(len(order) + 1):
                done = order[:taken]
                at = {name: int(row[k]) if name in done else 0 for k, name in enumerate(case.issues)}
                worth.append(utility(case, party, at) or Fraction(0))
            floor = min(problem.no_deal[party], worth[0])
            lowest[party] = max(Fraction(0), floor - min(worth))
        return lowest

    def share(order: tuple[str, ...]) -> float:
        spans: dict[str, Fraction] = {}
        for party in case.preferences:
            every = [utility(case, party, package) or Fraction(0) for package in packages]
            spans[party] = max(every) - min(every)
        return max(float(drop / spans[party]) for party, drop in drops(order).items())

    allowed = [
        order
        for order in permutations(steps)
        if all(
            order.index(name) < order.index(other)
            for name, stage in zip(case.issues, stages, strict=True)
            for other, later in zip(case.issues, stages, strict=True)
            if (stage, later) == ("first", "final")
        )
        and order.index("senate") < order.index("two")
    ]
    # A ratifier comes right before what it has to pass; where it stands besides is of no account.
    assert found.steps in allowed
    assert found.steps.index("senate") + 1 == found.steps.index("two")
    assert share(found.steps) == pytest.approx(min(map(share, allowed)))
    assert found.drops == {party: drop for party, drop in drops(found.steps).items() if drop}
    assert found.ratifiers == ("senate",)


def test_there_is_no_order_without_a_status_quo() -> None:
    case = dispute(1)
    open_end = replace(case, issues={**case.issues, "one": replace(case.issues["one"], status_quo=None)})
    assert order_of(compile_case(open_end), np.array([1, 1, 2, 2]), ()) is None
