"""Preferences over states while levers are in force: they equal those of a case that says so outright."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from detente.case import Case, Moves, with_levers
from detente.case.moves import UnderLevers
from detente.case.statement import parse_statement
from detente.io import read_text
from detente.problem.moves import compile_moves

CASE = """\
case: Strait
parties: {A: , B: , C: , P: {role: mediator}}
issues: {fee: {from: 0, to: 10, step: 1, status_quo: 0}}
preferences:
  A: {weights: {fee: 1}, values: {fee: {0: 0, 10: 100}}, no_deal: 50}
  B: {weights: {fee: 1}, values: {fee: {0: 100, 10: 0}}, no_deal: 50}
  C: {weights: {fee: 1}, values: {fee: {0: 100, 10: 0}}, no_deal: 50}
levers:
  penalty:
    wielder: P
    levels:
      mild: {effects: [{party: C, on: no_deal, by: -10}]}
      full: {effects: [{party: C, on: no_deal, by: -25}, {party: C, on: {fee: 9}, by: 2}]}
  patrol: {wielder: P, effects: [{party: A, on: no_deal, by: -5}]}
moves:
  players: [A, B, C]
  options: {A: [sail], B: [mine], C: [escort]}
  packages: {sail and not mine: {fee: 7}, sail and mine: {fee: 9}}
  statements: {A: [not mine, sail]}
  ranking: {B: [0, 1, 2, 3, 4, 5, 6, 7]}
  with_levers:
    - {levers: penalty, statements: {A: [escort, sail]}}
    - {levers: [patrol, penalty], statements: {A: [mine]}, ranking: {B: [7, [6, 5], 4, 3, 2, 1, 0]}}
    - {levers: patrol, ranking: {B: [[0, 1, 2, 3], 4, 5, 6, 7]}}
"""

FULL = {"penalty": "full", "patrol": "on"}


@pytest.fixture(scope="module")
def case() -> Case:
    return read_text(CASE).case


def moves_of(case: Case) -> Moves:
    assert case.moves is not None
    return case.moves


def ranks(case: Case, levers: dict[str, str]) -> list[list[int]]:
    return compile_moves(with_levers(case, levers)).ranks.tolist()


@pytest.mark.parametrize(
    ("names", "statements", "ranking"),
    [
        ([], ["not mine", "sail"], None),
        (["penalty"], ["escort", "sail", "not mine", "sail"], None),
        (["patrol"], ["not mine", "sail"], (("0", "1", "2", "3"), "4", "5", "6", "7")),
        (
            ["penalty", "patrol"],
            ["escort", "sail", "mine", "not mine", "sail"],
            (("0", "1", "2", "3"), "4", "5", "6", "7"),
        ),
    ],
    ids=str,
)
def test_preferences_under_levers_equal_those_written_out(
    case: Case, names: list[str], statements: list[str], ranking: tuple[str | tuple[str, ...], ...] | None
):
    given = moves_of(case)
    own = given.ranking["B"] if ranking is None else tuple((e,) if isinstance(e, str) else e for e in ranking)
    outright = replace(
        given, with_levers=(), statements={"A": tuple(map(parse_statement, statements))}, ranking={"B": own}
    )
    found = ranks(case, {name: FULL[name] for name in names})
    expected = compile_moves(replace(case, moves=outright)).ranks.tolist()
    assert found[:2] == expected[:2]


def test_a_mild_level_changes_points_but_no_statement(case: Case):
    assert ranks(case, {"penalty": "mild"})[:2] == ranks(case, {})[:2]


def test_levers_change_the_order_of_those_who_prefer_by_points(case: Case):
    # A fee of 7 is worth 30, one of 9 is worth 10: none is better than 50, the first is better than 25.
    found = {level: ranks(case, {"penalty": level} if level else {})[2] for level in ("", "mild", "full")}
    agreed = {"no": 0, "seven": 1, "nine": 3}
    order = {level: sorted(agreed, key=lambda name: -own[agreed[name]]) for level, own in found.items()}
    assert order == {"": ["no", "seven", "nine"], "mild": ["no", "seven", "nine"], "full": ["seven", "no", "nine"]}


def test_nothing_else_of_the_moves_changes(case: Case):
    given = moves_of(case)
    for count in range(3):
        for names in combinations(FULL, count):
            changed = given.under(names)
            assert replace(changed, statements=given.statements, ranking=given.ranking) == given
    assert isinstance(given.with_levers[0], UnderLevers)
