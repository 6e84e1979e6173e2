"""Batched draws against a plain loop: every draw, every package, one at a time."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.analyses.draws import SOLUTIONS, explore, zones
from detente.analyses.robust import score
from detente.ensemble import Draws, draw_case
from detente.problem import compile_case
from oracle.generate import RECIPES, Recipe, seeded_sample
from oracle.worth import meeting, satisfies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.ensemble import DrawnCase
    from detente.problem import Problem

DRAWS = 12
Vector = tuple[int, ...]


def plain_units(drawn: DrawnCase, party: str, package: Vector, draw: int) -> int:
    """Return what a package is worth to a party in a draw, by adding up what was drawn."""
    case = drawn.problem.case
    options = sum(
        int(drawn.tables[party][name][draw, option]) for name, option in zip(case.issues, package, strict=True)
    )
    links = sum(
        int(adds[draw])
        for position, adds in drawn.linkages.items()
        if case.linkages[position].party == party and satisfies(package, meeting(case, case.linkages[position].when))
    )
    return options + links


def plain_gains(problem: Problem, drawn: DrawnCase, draw: int) -> dict[Vector, Vector]:
    """Return the counted parties' gains of every acceptable package of one draw."""
    found: dict[Vector, Vector] = {}
    status_quo = tuple(issue.status_quo_position for issue in problem.case.issues.values())
    for package in product(*map(range, problem.network.sizes)):
        if package == status_quo or not all(
            rule.allowed[tuple(package[v] for v in rule.scope)] for rule in problem.rules
        ):
            continue
        gains = {
            party: plain_units(drawn, party, package, draw) - int(drawn.threshold(party)[draw])
            for party in problem.consenting
        }
        crossed = any(
            drawn.held[line.position][draw]
            and not line.constraint.allowed[tuple(package[v] for v in line.constraint.scope)]
            for line in problem.red_lines
        )
        if not crossed and min(gains.values()) >= 0:
            found[package] = tuple(gains[party] for party in problem.counted)
    return found


def plain_solutions(gains: set[Vector]) -> dict[str, set[Vector]]:
    """Return every optimal vector of each solution."""
    parties = range(len(next(iter(gains))))
    efficient = [g for g in gains if not any(h != g and all(b >= a for a, b in zip(g, h, strict=True)) for h in gains)]
    tops = [max(g[p] for g in efficient) for p in parties]
    able = [p for p in parties if tops[p] > 0]

    def best(score: Mapping[Vector, object]) -> set[Vector]:
        top = max(score.values())  # type: ignore[type-var]
        return {g for g in efficient if score[g] == top}

    shares = best({g: sorted(Fraction(g[p], tops[p]) for p in able) for g in efficient})
    products = {g: np.prod([g[p] for p in able], dtype=object) if able else 1 for g in efficient}
    return {
        "nash": best(products) if max(products.values()) > 0 else shares,
        "kalai_smorodinsky": shares,
        "egalitarian": best({g: sorted(g) for g in efficient}),
        "utilitarian": best({g: sum(g) for g in efficient}),
    }


@pytest.mark.parametrize("seeds", [range(4), range(4, 8), range(8, 12)], ids=lambda s: f"seeds-{s[0]}-to-{s[-1]}")
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_batched_draws_equal_one_at_a_time(recipe: Recipe, seeds: range) -> None:
    for seed in seeds:
        sample = seeded_sample(recipe, seed)
        problem = compile_case(sample.case, sample.count)
        if problem.network.outcomes > 400:
            continue
        drawn = draw_case(problem, Draws(seed, DRAWS))
        answer = explore(problem, drawn, slice(0, DRAWS))
        row = 0
        truth: list[dict[Vector, Vector]] = [plain_gains(problem, drawn, draw) for draw in range(DRAWS)]
        assert answer.zopa.tolist() == [bool(gains) for gains in truth], seed
        assert zones(drawn, slice(0, DRAWS)).tolist() == answer.zopa.tolist(), seed
        for gains in truth:
            if not gains:
                continue
            solutions = plain_solutions(set(gains.values()))
            for name in SOLUTIONS:
                vector = tuple(int(entry) for entry in answer.gains[name][row])
                assert vector in solutions[name], (seed, name)
                assert gains[tuple(answer.packages[name][row].tolist())] == vector, (seed, name)
            row += 1
        packages = np.array(sorted({package for gains in truth for package in gains}), dtype=np.int64)
        if len(packages):
            shares = score(problem, drawn, packages).share
            expected = [sum(tuple(package) in gains for gains in truth) / DRAWS for package in packages.tolist()]
            assert shares.tolist() == pytest.approx(expected), seed


def test_two_hundred_cases_are_small_enough_to_be_compared() -> None:
    samples = [seeded_sample(recipe, seed) for recipe in RECIPES for seed in range(12)]
    assert sum(compile_case(one.case, one.count).network.outcomes <= 400 for one in samples) >= 200


def test_another_seed_changes_shares_within_binomial_error() -> None:
    """Of a Latin hypercube shares vary less than of independent draws, so five binomial deviations are ample.

    Candidates that chose themselves in their own draws would be flattered, so the same packages are compared.
    """
    draws, compared = 1500, 0
    for recipe in RECIPES:
        sample = seeded_sample(recipe, 3)
        problem = compile_case(sample.case, sample.count)
        if problem.network.outcomes > 400:
            continue
        packages = np.array(list(product(*map(range, problem.network.sizes))), dtype=np.int64)
        for rule in problem.rules:
            packages = packages[rule.allowed[tuple(packages[:, v] for v in rule.scope)]]
        first, second = (draw_case(problem, Draws(seed, draws)) for seed in (1, 2))
        zones_of = [zones(drawn, slice(0, draws)).mean() for drawn in (first, second)]
        shares = [score(problem, drawn, packages).share for drawn in (first, second)] if len(packages) else []
        for one, other in [zones_of, *zip(*shares, strict=True)]:
            both = (one + other) / 2
            assert abs(one - other) <= 5 * np.sqrt(2 * both * (1 - both) / draws) + 1e-12, recipe.name
            compared += 0 < both < 1
    assert compared > 50
