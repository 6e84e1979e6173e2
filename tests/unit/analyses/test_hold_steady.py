"""How sure it is that situations would hold: draws against re-analysis, limits, and what is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from cli.samples import DEAL
from detente.analyses import hold_steady
from detente.analyses.hold import analyse_holding
from detente.analyses.hold_steady import STRICTEST
from detente.case import Case, Estimate
from detente.ensemble import Draws
from detente.io import read_text
from detente.results import Holding
from detente.results.steadiness import Reordered, Rerouted, Robustness, Tried
from detente.workspace import hold

MOVES = """\
moves:
  options: {union: {strike: both, return: both}, company: {accept: both, close: forward}}
  packages:
    accept and not strike: {wage: 3, shifts: rotating}
    accept and strike and not close: {wage: 4, shifts: fixed}
    return and not accept: {wage: 1, shifts: fixed}
  statements: {union: [accept, not close, strike if not accept, not return]}
  target: accept
"""
TIED = """\
case: Ties
parties: [a, b]
moves:
  options: {a: {go: both, come: both}, b: {stay: both}}
  ranking: {a: [["0", "1", "2", "3", "4", "5", "6", "7"]], b: [["0", "1", "2", "3"], ["4", "5", "6", "7"]]}
"""


def case_of(text: str) -> Case:
    return read_text(text).case


def sure(found: Holding) -> Robustness:
    assert found.robustness is not None
    return found.robustness


def of_kind(found: Robustness, state: str, kind: str) -> Tried:
    (each,) = (each for each in found.situations if each.state == state)
    (tried,) = (tried for tried in each.kinds if tried.kind == kind)
    return tried


def with_no_deal(case: Case, party: str, value: Fraction) -> Case:
    own = replace(case.preferences[party], no_deal=Estimate(value, value))
    return replace(case, preferences={**case.preferences, party: own})


@pytest.mark.parametrize("seed", [0, 5])
def test_draws_equal_an_analysis_of_every_draw(seed: int):
    case, draws = case_of(DEAL + MOVES), Draws(seed, 40)
    found = sure(analyse_holding(case, draws=draws))
    assert (found.draws, found.seed) == (40, seed)
    kept: dict[str, Counter[str]] = {concept: Counter() for concept in STRICTEST}
    orders: set[tuple[int, ...]] = set()
    for share in draws.column("preferences.company.no_deal").tolist():
        each = analyse_holding(with_no_deal(case, "company", Fraction(round((30 + 20 * share) * 10**6), 10**6)))
        orders.add(tuple(state.ranks["company"] for state in each.shown.values()))
        for concept in STRICTEST:
            kept[concept].update(each.equilibria[concept])
    # What is drawn matters to what is preferred, and to what holds.
    assert len(orders) > 1
    assert any(0 < number < 40 for own in kept.values() for number in own.values())
    for situation in found.situations:
        drawn = of_kind(found, situation.state, "draws")
        assert drawn.tried == 40
        assert drawn.kept == {concept: kept[concept][situation.state] for concept in STRICTEST}
        assert drawn.broken_by == drawn.made_by == ()


def test_draws_of_points_say_what_the_central_values_do():
    case = case_of(DEAL.replace("no_deal: 30..50", "no_deal: 40") + MOVES)
    found = analyse_holding(case, draws=Draws(0, 7))
    for situation in sure(found).situations:
        drawn = of_kind(sure(found), situation.state, "draws")
        assert drawn.kept == {
            concept: 7 * (situation.state in found.equilibria[concept]) for concept in sure(found).concepts
        }


THIRDS = """\
case: Thirds
parties: [a, b]
issues: {x: [none, some, more, all], y: [none, some, all], z: [none, some, all]}
preferences:
  a:
    weights: {x: 1, y: 1, z: 1}
    values:
      x: {none: 0, some: 10, more: 30, all: 100}
      y: {none: 0, some: 10, all: 100}
      z: {none: 0, some: 10, all: 100}
    no_deal: 1..2
  b:
    weights: {x: 1, y: 1, z: 1}
    values: {x: {none: 0, some: 1, more: 2, all: 100}, y: {none: 0, some: 1, all: 100}, z: {none: 0, some: 1, all: 100}}
    no_deal: 0
moves:
  options: {a: {spread: both}, b: {refuse: forward}}
  packages:
    spread and not refuse: {x: some, y: some, z: some}
    not spread and not refuse: {x: more, y: none, z: none}
  statements: {b: [not refuse]}
"""


def test_rounding_of_a_draw_parts_nobody_s_ties():
    # Three times a third of 10 points is as much as a third of 30, though not to the last place.
    case = case_of(THIRDS)
    central = analyse_holding(case)
    assert {"0", "1"} <= {*central.equilibria["nash"]}
    found = sure(analyse_holding(case, draws=Draws(0, 20)))
    assert {each.state for each in found.situations} >= {"0", "1"}
    for state in ("0", "1"):
        assert of_kind(found, state, "draws").kept == dict.fromkeys(STRICTEST, 20)


def test_no_draws_where_nobody_prefers_by_points():
    found = sure(analyse_holding(case_of(TIED), draws=Draws(0, 50)))
    assert (found.draws, found.seed) == (0, None)
    assert {each.kind for situation in found.situations for each in situation.kinds} == {"ties", "levels", "moves"}


def test_a_kind_with_too_many_variations_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch):
    case = case_of(DEAL + MOVES)
    whole = sure(analyse_holding(case, draws=Draws(0, 20)))
    assert whole.unvaried == ()
    monkeypatch.setattr(hold_steady, "MOST_VARIED", 1)
    found = sure(analyse_holding(case, draws=Draws(0, 20)))
    assert [each.kind for each in found.unvaried] == ["ties", "levels", "statements", "moves", "draws"]
    assert "more than are tried" in found.unvaried[0].reason
    assert all(situation.kinds == () for situation in found.situations)


def test_draws_that_cannot_be_made_are_named_and_the_rest_is_answered(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("detente.problem.compile.MAX_OBJECTIVES", 1)
    found = sure(analyse_holding(case_of(DEAL + MOVES), draws=Draws(0, 20)))
    (left_out,) = found.unvaried
    assert left_out.kind == "draws"
    assert "2 parties are counted" in left_out.reason
    assert all("draws" not in [each.kind for each in situation.kinds] for situation in found.situations)
    assert all(situation.kinds for situation in found.situations)


def test_at_most_five_variations_are_named_and_the_situation_itself_comes_first():
    found = sure(analyse_holding(case_of(TIED)))
    for situation in found.situations:
        named = [breaker for each in situation.kinds for breaker in each.broken_by]
        assert len(named) == 5
        assert situation.concept == "nash"
        for breaker in named:
            assert breaker.lost[0] == "nash"
            match breaker.change:
                case Reordered(above=above, below=below, above_found=better, below_found=worse):
                    assert situation.state in (above[0], below[0])
                    assert (len(above), len(below)) == (min(better, 5), min(worse, 5))
                case _:
                    raise AssertionError(breaker)


def test_only_concepts_asked_about_count():
    case = case_of(TIED)
    found = sure(analyse_holding(case, concepts=["gmr", "seq"]))
    assert found.concepts == ("seq", "gmr")
    assert {situation.concept for situation in found.situations} == {"seq"}
    assert all(set(each.kept) == {"seq", "gmr"} for situation in found.situations for each in situation.kinds)
    assert sure(analyse_holding(case, concepts=["sim"])).situations == ()


def test_states_that_are_spoken_of_are_known():
    found = analyse_holding(case_of(DEAL + MOVES))
    assert sure(found).named <= found.shown.keys()
    assert len(sure(found).named) > len(sure(found).situations)


def test_a_target_that_does_not_hold_is_told_what_would_make_it():
    found = sure(hold("syria-iraq-1975").moves)
    target = found.situations[-1]
    assert (target.state, target.concept) == ("2", None)
    assert all(each.broken_by == () for each in target.kinds)
    made = [(maker.change, maker.gained) for each in target.kinds for maker in each.made_by]
    # By the published order Syria would rather escalate than release water.
    assert made == [
        (Reordered("Syria", ("2",), ("6",), 1, 1), ("sseq", "seq", "smr", "gmr")),
        (Rerouted("Syria", "2", "3", possible=False), ("seq", "gmr")),
    ]
