"""Five groups of which four are told an outcome (Fischhoff 1975).

Source: Baruch Fischhoff, Hindsight is not equal to foresight: the effect of outcome knowledge on judgment under
uncertainty, Journal of Experimental Psychology: Human Perception and Performance 1(3), 1975, 288-299. Five groups read
the same account of the war of 1814 between the British and the Gurkhas; four were told a different outcome each and asked
to judge as if they had not been. As published (and as later accounts repeat): those told of a British victory gave it a
mean of 0.57, those told nothing 0.34.

What is reproduced is the design, with what it asks for: the same account with no outcome and with four different ones.
Where it differs from its source: the answers must not differ at all. Values are ours and describe nobody's war.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.io import read_text
from detente.results import Analysis
from detente.workspace import analyse

ACCOUNT = """
case: A frontier war
as_of: 1814-11-01
parties: [British, Gurkhas]
issues:
  raids: {options: [go on, end], status_quo: go on}
  land: {options: [held, shared, given up], status_quo: held}
preferences:
  British:
    weights: {raids: 60..70, land: 30}
    values: {raids: {go on: 0, end: 100}, land: {held: 0, shared: 40..60, given up: 100}}
    no_deal: 40..90
  Gurkhas:
    weights: {raids: 30, land: 50..70}
    values: {raids: {go on: 100, end: 0}, land: {held: 100, shared: 50..80, given up: 0}}
    no_deal: 30..80
"""
OUTCOMES = {
    "British victory": "{agreement: whole, package: {raids: end, land: given up}}",
    "Gurkha victory": "{agreement: whole, package: {raids: go on, land: held}}",
    "stalemate without a peace": "{agreement: none}",
    "stalemate with a peace": "{agreement: partial, package: {raids: end, land: shared}}",
}


def told(outcome: str | None) -> Analysis:
    return analyse(read_text(ACCOUNT if outcome is None else f"{ACCOUNT}outcome: {outcome}\n"), draws=300, seed=1)


@pytest.fixture(scope="module")
def before() -> Analysis:
    return told(None)


def test_without_an_outcome_there_is_nothing_to_look_back_on(before: Analysis):
    assert before.back_test is None
    assert before.uncertainty is not None
    assert 0.1 < before.uncertainty.zopa_share < 0.9


@pytest.mark.parametrize("name", OUTCOMES)
def test_no_answer_but_the_back_test_knows_the_outcome(name: str, before: Analysis):
    after = told(OUTCOMES[name])
    assert after.back_test is not None
    assert replace(after, back_test=None, sha256=before.sha256) == before


def test_the_back_test_tells_the_outcomes_apart():
    packages = {name: told(outcome).back_test for name, outcome in OUTCOMES.items()}
    found = {
        name: test.outcome.package for name, test in packages.items() if test is not None and test.outcome is not None
    }
    assert found["British victory"] == {"raids": "end", "land": "given up"}
    assert found["stalemate with a peace"] == {"raids": "end", "land": "shared"}
    # Where nothing was agreed, and where everything stays as it was, it is the status quo.
    assert found["Gurkha victory"] == found["stalemate without a peace"] == {"raids": "go on", "land": "held"}
