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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.ensemble import DrawnCase
    from detente.problem import Problem

DRAWS = 12
Vector = tuple[int, ...]


def plain_gains(problem: Problem, drawn: DrawnCase, draw: int) -> dict[Vector, Vector]:
    """Return the counted parties' gains of every acceptable package of one draw."""
    found: dict[Vector, Vector] = {}
    status_quo = tuple(issue.status_quo_position for issue in problem.case.issues.values())
    for package in product(*map(range, problem.network.sizes)):
        row = np.array([package])
        if package == status_quo or not all(
            rule.allowed[tuple(package[v] for v in rule.scope)] for rule in problem.rules
        ):
            continue
        gains = {
            party: int(drawn.utility(party, row, slice(draw, draw + 1))[0, 0]) - int(drawn.threshold(party)[draw])
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
