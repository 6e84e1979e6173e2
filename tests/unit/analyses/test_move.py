"""What would move the parties, where the question is too large or too small."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.analyses import analyse_deal, analyse_leverage, move
from detente.case import Estimate
from detente.errors import LimitError
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
