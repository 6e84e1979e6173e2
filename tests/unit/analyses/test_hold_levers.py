"""What levers do to the situations that hold, against the same question asked of a case changed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.analyses import hold_levers
from detente.analyses.hold import analyse_holding
from detente.analyses.hold_levers import reordering_levers
from detente.case import Case, Estimate, Moves
from detente.case.statement import parse_statement
from detente.io import read_text
from detente.results import Holding
from detente.results.wanted import Levered, UnderSet
from detente.workspace import hold, open_case

POINTS = """\
case: Strait
parties: {A: , B: , P: {role: mediator}}
issues: {fee: {from: 0, to: 10, step: 1, status_quo: 0}}
preferences:
  A: {weights: {fee: 1}, values: {fee: {0: 0, 10: 100}}, no_deal: 50}
  B: {weights: {fee: 1}, values: {fee: {0: 100, 10: 0}}, no_deal: 45}
levers:
  penalty:
    wielder: P
    credibility: 0.5
    levels:
      mild: {effects: [{party: B, on: no_deal, by: -2}]}
      full: {effects: [{party: B, on: no_deal, by: -40}]}
  patrol: {wielder: P, effects: [{party: A, on: no_deal, by: 25}]}
  aid: {wielder: P, effects: [{party: A, on: {fee: 7}, by: 1}]}
  speech: {wielder: P, effects: [{party: B, on: no_deal, by: -1}]}
norms: {law: {never: {patrol: on}, what: Nobody patrols there.}}
moves:
  players: [A, B]
  options: {A: [sail], B: [pay]}
  packages: {sail and pay: {fee: 7}}
  target: sail; pay
"""
CONCEPTS = ("nash", "sseq", "seq", "smr", "gmr")


@pytest.fixture(scope="module")
def strait() -> Case:
    return read_text(POINTS).case


@pytest.fixture(scope="module")
def ukraine() -> Case:
    return open_case("ukraine-2025").case


def moves_of(case: Case) -> Moves:
    assert case.moves is not None
    return case.moves


def levered(holding: Holding) -> Levered:
    assert holding.levers is not None
    return holding.levers


def resting(case: Case) -> dict[str, set[str]]:
    return {name: set(keys) for name, keys in analyse_holding(case, concepts=CONCEPTS).equilibria.items()}


def change(before: dict[str, set[str]], after: dict[str, set[str]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    gained = {name: after[name] - before[name] for name in before if after[name] - before[name]}
    lost = {name: before[name] - after[name] for name in before if before[name] - after[name]}
    return gained, lost


def told(under: UnderSet) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    return {name: set(keys) for name, keys in under.gained.items()}, {
        name: set(keys) for name, keys in under.lost.items()
    }


def with_no_deal(case: Case, **points: int) -> Case:
    preferences = {
        name: replace(own, no_deal=Estimate.point(points[name])) if name in points else own
        for name, own in case.preferences.items()
    }
    return replace(case, preferences=preferences)


def test_points_of_levers_equal_those_of_a_case_changed_by_hand(strait: Case):
    # Half of the penalty is believed: B has 45 - 20 without a deal, and 30 with one; A has 75 on patrol, and 70.
    by_hand = {
        ("penalty",): with_no_deal(strait, B=25),
        ("patrol",): with_no_deal(strait, A=75),
        ("penalty", "patrol"): with_no_deal(strait, A=75, B=25),
    }
    found = levered(analyse_holding(strait, concepts=CONCEPTS))
    before = resting(strait)
    expected = {levers: change(before, resting(case)) for levers, case in by_hand.items()}
    assert {under.levers: told(under) for under in found.sets} == {
        levers: both for levers, both in expected.items() if any(both)
    }
    assert found.levers == ("penalty", "patrol", "aid", "speech")
    assert found.tried == 4 + 6 + 1
    assert found.limit is None
    assert {under.levers: under.norms for under in found.sets}[("patrol",)] == ("law",)
    target = {under.levers: under.target for under in found.sets}
    assert set(target[("penalty",)]) == set(CONCEPTS)
    assert target[("penalty", "patrol")] == ()


def test_statements_under_levers_equal_those_written_out(ukraine: Case):
    moves = moves_of(ukraine)
    first = {
        "American penalties": {"Russia": (parse_statement("Russia accepts if US presses Russia"),)},
        "European arms": {"European Union": (parse_statement("Europe fills the gap if not Russia accepts"),)},
    }
    before = resting(ukraine)
    found = levered(analyse_holding(ukraine, concepts=CONCEPTS))
    assert found.levers == tuple(first)
    for levers in [*((name,) for name in first), tuple(first)]:
        statements = dict(moves.statements)
        for lever in levers:
            statements |= {player: (*own, *statements[player]) for player, own in first[lever].items()}
        after = resting(replace(ukraine, moves=replace(moves, statements=statements, with_levers=())))
        (under,) = (under for under in found.sets if under.levers == levers)
        assert told(under) == change(before, after)
        target = analyse_holding(ukraine).target
        assert set(under.target) == {name for name, keys in after.items() if target in keys}


def test_a_set_that_does_no_more_than_a_smaller_one_is_left_out(strait: Case):
    found = levered(analyse_holding(strait, concepts=CONCEPTS))
    for under in found.sets:
        smaller = [each for each in found.sets if set(each.levers) < set(under.levers)]
        assert told(under) not in [told(each) for each in smaller]
        assert any(told(under)), "it does something"
    # A speech moves nobody past anything, and what it adds to others is nothing either.
    assert not any("speech" in under.levers for under in found.sets)


def test_levers_that_change_no_order_among_situations_are_not_asked(ukraine: Case):
    assert len(ukraine.levers) > len(reordering_levers(ukraine)) == 2
    assert analyse_holding(replace(ukraine, moves=replace(moves_of(ukraine), with_levers=()))).levers is None
    assert hold("cuba-1962").moves.levers is None


def test_too_many_sets_are_cut_and_it_is_said(strait: Case, monkeypatch: pytest.MonkeyPatch):
    whole = levered(analyse_holding(strait, concepts=CONCEPTS))
    monkeypatch.setattr(hold_levers, "MOST_SETS", 5)
    found = levered(analyse_holding(strait, concepts=CONCEPTS))
    assert found.limit == "There are 11 sets of one, two or all levers to try, and 5 of them were."
    assert found.tried == 5
    singles = [under for under in whole.sets if len(under.levers) == 1]
    assert [under for under in found.sets if len(under.levers) == 1] == singles
    assert {len(under.levers) for under in found.sets} <= {1, 4}


def test_too_many_moves_leave_fewer_sets(strait: Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hold_levers, "MOST_LEVERED", 8 * 2)
    found = levered(analyse_holding(strait))
    assert found.tried == 2


def test_of_many_situations_some_are_listed_and_all_counted(strait: Case, monkeypatch: pytest.MonkeyPatch):
    whole = levered(analyse_holding(strait, concepts=CONCEPTS))
    monkeypatch.setattr(hold_levers, "_TOLD", 1)
    cut = levered(analyse_holding(strait, concepts=CONCEPTS))
    for one, other in zip(whole.sets, cut.sets, strict=True):
        assert one.gained_found == other.gained_found == {name: len(keys) for name, keys in one.gained.items()}
        assert one.lost_found == other.lost_found == {name: len(keys) for name, keys in one.lost.items()}
        assert all(len(keys) == 1 for keys in (*other.gained.values(), *other.lost.values()))
