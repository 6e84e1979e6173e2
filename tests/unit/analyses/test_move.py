"""What would move the parties, where the question is too large or too small."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from detente.analyses import analyse_deal, analyse_leverage, move
from detente.case import Effect, Estimate, option_text
from detente.errors import LimitError
from detente.results import Named
from detente.workspace import open_case


def test_a_question_too_large_for_the_cheapest_levers_leaves_the_other_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    case = open_case("wage-vote").case
    stubborn = {
        name: replace(each, no_deal=Estimate.point(99)) if name == "union" else each
        for name, each in case.preferences.items()
    }
    without = replace(case, preferences=stubborn)
    deal = analyse_deal(without)
    assert not deal.zopa

    def refuse(*_: object) -> object:
        raise LimitError("Too many.", "Take fewer.")

    monkeypatch.setattr(move, "cheapest", refuse)
    found = analyse_leverage(without, deal, draws=0)
    assert (found.cheapest, found.cheapest_known) == ((), False)
    assert found.zopa


def test_a_deal_without_levers_needs_none() -> None:
    case = open_case("wage-vote").case
    found = analyse_leverage(case, analyse_deal(case), draws=0)
    assert [(dict(each.levers), each.outcome.acceptable) for each in found.cheapest] == [({}, True)]
    assert found.cheapest_known


def test_more_sets_of_levers_than_can_be_counted_leave_each_alone() -> None:
    case = open_case("wage-vote").case
    name, lever = next(iter(case.levers.items()))
    many = {f"{name} {k}": replace(lever, name=f"{name} {k}", wielder=("union", "company")[k % 2]) for k in range(22)}
    found = analyse_leverage(replace(case, levers=many, norms={}), analyse_deal(case), draws=0)
    package = found.packages[0]
    assert not package.sets_counted
    assert not package.together
    assert [stairs.wielder for stairs in package.staircases] == ["union", "company"]
    assert len(package.singly) == sum(len(each.levels) for each in many.values())


def test_a_lever_that_brings_a_side_just_to_no_deal_makes_it_accept() -> None:
    case = open_case("wage-vote").case
    found = analyse_leverage(case, analyse_deal(case), draws=0)
    package = next(each for each in found.packages if any(one.pressure for one in each.break_even))
    (short,) = (one for one in package.break_even if one.pressure)
    assert short.pressure is not None
    name, lever = next(iter(case.levers.items()))
    for more, accepts in ((Fraction(0), True), (Fraction(-1, 1000), False)):
        effect = Effect(short.party, Estimate.point(short.pressure + more), on="deal")
        level = replace(next(iter(lever.levels.values())), effects=(effect,))
        levers = {name: replace(lever, levels={level.name: level}, credibility=Estimate.point(1))}
        pushed = replace(case, levers=levers, norms={})
        asked = [
            Named("outline", "proposal", {key: option_text(option) for key, option in package.outcome.package.items()})
        ]
        (only,) = analyse_leverage(pushed, analyse_deal(pushed), draws=0, packages=asked).packages
        (push,) = only.singly
        assert push.accepts[short.party] == accepts
        assert push.adds == {short.party: short.pressure + more}
        assert only.staircases[0].steps[-1].share == accepts
