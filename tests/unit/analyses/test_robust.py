"""Candidates, their neighbours and their scores."""

from __future__ import annotations

import numpy as np
import pytest

from detente.analyses import robust
from detente.analyses.robust import Pool, neighbours, score, spread
from detente.ensemble import UNIT, Draws, draw_case
from detente.problem import Problem, compile_case
from oracle.generate import RECIPES, Recipe, seeded_sample

MIXED = [r for r in RECIPES if r.name in ("vague", "tangled", "red lines", "status quo", "mediated")]


def feasible_rows(problem: Problem) -> list[list[int]]:
    rows = [[int(at) for at in row] for row in np.ndindex(*problem.network.sizes)]
    return [row for row in rows if keeps_rules(problem, row)]


def keeps_rules(problem: Problem, row: list[int]) -> bool:
    return all(bool(rule.allowed[tuple(row[v] for v in rule.scope)]) for rule in problem.rules)


@pytest.mark.parametrize("chunk", [1, 500])
@pytest.mark.parametrize("recipe", MIXED, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_scores_equal_a_loop(recipe: Recipe, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robust, "_CHUNK", chunk)
    for seed in range(4):
        problem = compile_case(seeded_sample(recipe, seed).case)
        rows = feasible_rows(problem)[:12]
        drawn = draw_case(problem, Draws(seed, 9))
        scores = score(problem, drawn, np.array(rows, dtype=np.int64))
        status_quo = [issue.status_quo_position for issue in problem.case.issues.values()]
        for column, row in enumerate(rows):
            yes = {party: [True] * 9 for party in problem.consenting}
            for draw in range(9):
                for party in problem.consenting:
                    worth = drawn.utility(party, np.array([row]), slice(draw, draw + 1))[0, 0]
                    crossed = any(
                        drawn.held[line.position][draw]
                        for line in problem.red_lines
                        if line.party == party
                        and not line.constraint.allowed[tuple(row[v] for v in line.constraint.scope)]
                    )
                    yes[party][draw] = bool(worth >= drawn.threshold(party)[draw]) and not crossed
            together = [row != status_quo and all(yes[party][draw] for party in yes) for draw in range(9)]
            assert scores.accepted[:, column].tolist() == together, (seed, row)
            assert scores.share[column] == pytest.approx(sum(together) / 9)
            for party, answers in yes.items():
                assert scores.accepts[party][column] == pytest.approx(sum(answers) / 9), (seed, row, party)


@pytest.mark.parametrize("recipe", MIXED, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_neighbours_are_the_feasible_packages_at_most_one_issue_away(recipe: Recipe) -> None:
    for seed in range(6):
        problem = compile_case(seeded_sample(recipe, seed).case)
        rows = feasible_rows(problem)
        given = rows[:: max(1, len(rows) // 3)][:3]
        found = neighbours(problem, np.array(given, dtype=np.int64)).tolist()
        near = [row for row in rows if any(sum(a != b for a, b in zip(row, one, strict=True)) <= 1 for one in given)]
        assert found == near, seed


def test_a_pool_keeps_each_package_once_in_order_with_all_its_labels() -> None:
    pool = Pool()
    pool.add(np.array([[1, 0], [0, 0], [1, 0]]), "nash")
    pool.add(np.array([[0, 1], [1, 0]]), "drawn")
    assert pool.packages.tolist() == [[1, 0], [0, 0], [0, 1]]
    assert pool.labels == [("nash", "drawn"), ("nash",), ("drawn",)]
    assert len(pool) == 3


def test_a_full_pool_takes_labels_and_no_packages() -> None:
    pool = Pool(2)
    pool.add(np.array([[0], [1], [2]]), "drawn")
    pool.add(np.array([[3], [1]]), "neighbour")
    assert pool.packages.tolist() == [[0], [1]]
    assert pool.labels == [("drawn",), ("drawn", "neighbour")]


def test_a_spread_is_in_points() -> None:
    found = spread([at * UNIT for at in range(101)])
    assert (found.low, found.lower, found.middle, found.upper, found.high) == (5, 25, 50, 75, 95)
