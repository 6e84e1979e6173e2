"""Refined answers against the whole continuous range, where a linear programme knows it.

The packages of quantities with concave piecewise linear values form a convex set. If at the gains g of a solution no
package of the continuous range has a larger sum of (gain / g) than there are parties, none has a larger product (Nash
1950, by the arithmetic and the geometric mean). The greatest such sum is a utilitarian optimum with weights: a linear
programme.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import linprog

from detente.analyses.refinement import refinement_of
from detente.case import Case, Estimate, Issue, Party, Preferences, Values, option_points

NO_DEAL = 20
Corners = dict[str, dict[str, list[tuple[int, int]]]]


def corners_of(seed: int, parties: int, quantities: int) -> Corners:
    """Return concave values from 0 to 100, rising or falling, per party and quantity: slopes that only fall."""
    rng = np.random.default_rng((seed, parties))
    found: Corners = {}
    for party in range(parties):
        for issue in range(quantities):
            middle, height = int(rng.integers(10, 60)), int(rng.integers(60, 95))
            rising = [(0, 0), (middle, max(height, middle)), (100, 100)]
            falling = [(100 - x, y) for x, y in reversed(rising)]
            up = (party + issue) % 2 == 0 if rng.random() < 0.8 else bool(rng.integers(2))
            found.setdefault(f"party {party}", {})[f"issue {issue}"] = rising if up else falling
    return found


def dispute(corners: Corners, weights: dict[str, dict[str, int]], step: int) -> Case:
    issues = {name: Issue(name, tuple(Fraction(x) for x in range(0, 101, step))) for name in weights["party 0"]}
    preferences = {
        party: Preferences(
            party,
            {name: Estimate.point(weight) for name, weight in weights[party].items()},
            {name: Values({str(x): Estimate.point(y) for x, y in row.items()}) for name, row in rows(corners[party])},
            Estimate.point(NO_DEAL),
        )
        for party in corners
    }
    return Case(
        title="Quantities", parties={party: Party(party) for party in corners}, issues=issues, preferences=preferences
    )


def rows(given: dict[str, list[tuple[int, int]]]) -> list[tuple[str, dict[int, int]]]:
    return [(name, dict(sorted(corners))) for name, corners in given.items()]


def largest_sum(corners: Corners, weights: dict[str, dict[str, int]], gains: dict[str, Fraction]) -> float:
    """Return the greatest sum of gain / gain over the continuous range: variables are quantities and their values."""
    quantities, parties = list(weights["party 0"]), list(corners)
    count = len(quantities) * (1 + len(parties))
    goal = np.zeros(count)
    above: list[list[float]] = []
    most: list[float] = []
    constant = 0.0
    for p, party in enumerate(parties):
        total = sum(weights[party].values())
        constant -= NO_DEAL / float(gains[party])
        for q, quantity in enumerate(quantities):
            value = len(quantities) * (1 + p) + q
            goal[value] = -weights[party][quantity] / total / float(gains[party])
            for (x, y), (z, w) in pairwise(sorted(corners[party][quantity])):
                # A concave value lies below each of its lines.
                row = [0.0] * count
                row[value], row[q] = 1.0, -(w - y) / (z - x)
                above.append(row)
                most.append(y - x * (w - y) / (z - x))
    bounds = [(0.0, 100.0)] * count
    solved = linprog(goal, A_ub=above, b_ub=most, bounds=bounds)
    return constant - float(solved.fun)


@pytest.mark.parametrize("parties", [2, 3])
@pytest.mark.parametrize("seed", range(4))
def test_a_settled_nash_product_is_nearly_that_of_the_continuous_range(seed: int, parties: int) -> None:
    corners = corners_of(seed, parties, 3)
    rng = np.random.default_rng(seed)
    weights = {party: {name: int(rng.integers(10, 60)) for name in given} for party, given in corners.items()}
    found = refinement_of(dispute(corners, weights, 10))
    assert found is not None
    assert found.settled
    shortfalls: list[float] = []
    for each in (found.rounds[0], found.rounds[-1]):
        gains = {party: each.nash[0].gain[party] for party in corners}
        worth = largest_sum(corners, weights, gains)
        assert worth >= parties - 1e-9
        shortfalls.append((worth / parties) ** parties - 1)
    # A product at most 1% below the best of the whole range; the first round's is seldom that close.
    assert shortfalls[1] < 0.01
    assert shortfalls[1] <= shortfalls[0] + 1e-12


def test_each_round_keeps_the_solution_of_the_one_before() -> None:
    corners = corners_of(11, 2, 2)
    weights = {party: dict.fromkeys(given, 1) | {"issue 0": 3} for party, given in corners.items()}
    found = refinement_of(dispute(corners, weights, 20))
    assert found is not None
    products = [each.nash[0].gain["party 0"] * each.nash[0].gain["party 1"] for each in found.rounds]
    assert products == sorted(products)
    for before, after in pairwise(found.rounds):
        assert all(after.steps[name] == step / 4 for name, step in before.steps.items())
    assert found.rounds[0].change is None


def test_a_split_settles_where_calculus_puts_it() -> None:
    """One quantity, x for one and 100 - x for the other, no deal at 0 and 25: the product is largest at 37.5."""
    issue = Issue("split", tuple(Fraction(x) for x in range(0, 101, 20)))
    preferences = {
        party: Preferences(
            party,
            {"split": Estimate.point(1)},
            {"split": Values({"0": Estimate.point(low), "100": Estimate.point(100 - low)})},
            Estimate.point(floor),
        )
        for party, low, floor in (("one", 0, 0), ("two", 100, 25))
    }
    case = Case(
        title="Split",
        parties={party: Party(party) for party in preferences},
        issues={"split": issue},
        preferences=preferences,
    )
    found = refinement_of(case)
    assert found is not None
    assert found.settled
    assert found.rounds[0].nash[0].package["split"] == 40
    assert abs(found.rounds[-1].nash[0].utility["one"] - Fraction(75, 2)) <= found.enough
    # One can gain up to 75 and so can two: even shares of both lie at 37.5 too, though no step of the case's is at 75.
    assert found.rounds[0].kalai_smorodinsky[0].package["split"] == 40
    assert abs(found.rounds[-1].kalai_smorodinsky[0].utility["one"] - Fraction(75, 2)) <= found.enough
    points = option_points(case.issues["split"], preferences["one"].values["split"])
    assert points[1] == 20


def test_nothing_to_refine() -> None:
    case = dispute(corners_of(1, 2, 1), {"party 0": {"issue 0": 1}, "party 1": {"issue 0": 1}}, 50)
    named = {"issue 0": Issue("issue 0", ("low", "high"))}
    preferences = {
        party: Preferences(
            party,
            {"issue 0": Estimate.point(1)},
            {"issue 0": Values({"low": Estimate.point(0), "high": Estimate.point(100)})},
            Estimate.point(NO_DEAL),
        )
        for party in case.parties
    }
    assert refinement_of(Case(title="", parties=case.parties, issues=named, preferences=preferences)) is None
