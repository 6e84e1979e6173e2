"""Ratifiers where a hair decides, and what a promise, an interval or a second poll does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.analyses import analyse_deal
from detente.analyses.approval import DrawnRatifiers
from detente.analyses.ratify import analyse_ratification
from detente.ensemble import Draws, draw_case
from detente.io import read_text
from detente.problem import compile_case
from detente.results import Named

if TYPE_CHECKING:
    from detente.case import Case
    from detente.results import Ratification, RatifiedPackage

TEXT = """
case: Fence
parties: [ash, birch]
issues:
  fence: {options: [none, low, high], status_quo: none}
  toll: {from: 0, to: 4, step: 1}
preferences:
  ash:
    weights: {fence: 60, toll: 40}
    values: {fence: {none: 0, low: 50, high: 100}, toll: {0: 0, 4: 100}}
    no_deal: %s
  birch:
    weights: {fence: 50, toll: 50}
    values: {fence: {none: 100, low: 60, high: 0}, toll: {0: 100, 4: 0}}
    no_deal: 20
"""


def fence(ratifiers: str, *, more: str = "", no_deal: str = "30") -> Case:
    return read_text(f"{TEXT % no_deal}\n{more}\nratifiers:\n{ratifiers}").case


def ratified(case: Case, *, draws: int = 0, at_least: float = 0.5, toll: str = "0") -> Ratification:
    asked = [Named("low", "package", {"fence": "low", "toll": toll})]
    found = analyse_ratification(case, analyse_deal(case), draws=draws, packages=asked, at_least=at_least)
    assert found is not None
    return found


def low(case: Case) -> RatifiedPackage:
    """Return what is said of a low fence without toll, worth 30 points to ash."""
    (package,) = ratified(case).packages
    return package


def test_a_head_that_is_exactly_indifferent_says_yes_whatever_floats_add_up_to():
    # 30 - 30.8 + 0.6 + 0.2 points is 0, and -5.6e-17 in floats that are added from left to right.
    case = fence(
        "  king: {of: ash, rule: head, swing: 0.2, blocs: {king: {judges_as: ash, leans: 0.6}}}", no_deal="30.8"
    )
    assert -0.8 + 0.6 + 0.2 < 0
    assert low(case).votes["king"].chance == 1


def test_shares_that_are_just_enough_are_enough():
    assert 0.7 + 0.1 < 0.8
    sides = {"a": (0.7, 50), "b": (0.1, 50), "c": (0.2, -50)}
    blocs = ", ".join(f"{n}: {{judges_as: ash, leans: {leans}, share: {share}}}" for n, (share, leans) in sides.items())
    case = fence(f"  people: {{of: ash, rule: referendum, needed: 0.8, blocs: {{{blocs}}}}}")
    assert low(case).votes["people"].chance == 1


@pytest.mark.parametrize("share", ["0.6", "0.3", "0.47", "0.51"])
def test_a_polled_share_that_is_just_enough_is_enough_though_its_log_odds_are_rounded(share: str):
    polls = f"{{all: {{polls: [{{package: {{fence: low}}, yes: {share}}}]}}}}"
    people = fence(f"  people: {{of: ash, rule: referendum, needed: {share}, blocs: {polls}}}")
    assert low(people).votes["people"].chance == 1
    king = fence(f"  king: {{of: ash, rule: head, blocs: {polls}}}")
    assert ratified(king, at_least=float(share)).win_sets[0].witness is not None


def test_a_package_worth_exactly_no_deal_has_an_even_chance_and_is_in_the_win_set_of_even_chances():
    case = fence("  king: {of: ash, rule: head, swing: -8..8, scale: 7, judges_as: ash}")
    found = ratified(case)
    assert found.packages[0].votes["king"].chance == pytest.approx(0.5)
    # Of 15 packages those worth 30 or more to ash: 3 without a fence, 5 with a low one, 5 with a high one.
    assert found.win_sets[0].share * found.win_sets[0].sampled == pytest.approx(12)


def test_a_promise_costs_the_head_and_no_other_bloc_also_where_it_has_a_say_in_no_deal():
    ratifiers = "\n".join(
        f"  {name}: {{of: ash, rule: {rule}, scale: 10, judges_as: ash}}"
        for name, rule in (("king", "head"), ("people", "referendum"))
    )
    promise = "commitments:\n  - {party: ash, never: {fence: low}, costs: 12}"
    # No deal is worth what a low fence without toll is: to the leader 12 points less than to the others.
    worth = "{better_than: [{fence: low, toll: 0}], worse_than: [{fence: low, toll: 0}]}"
    for no_deal in ("30", worth):
        free, bound = (low(fence(ratifiers, more=more, no_deal=no_deal)) for more in ("", promise))
        assert free.votes["people"].blocs == bound.votes["people"].blocs
    assert [bloc.above for name in ("king", "people") for bloc in bound.votes[name].blocs] == [0, 0]
    (cost,) = low(fence(ratifiers, more=promise)).votes["king"].blocs
    assert cost.above == -12


def test_an_attribute_may_be_an_interval_and_a_poll_one_of_its_numbers():
    asked = [("low", 0, 0.3), ("low", 4, 0.6), ("high", 3, 0.8), ("high", 1, 0.5)]
    polls = ", ".join(f"{{package: {{fence: {f}, toll: {t}}}, yes: {yes}, asked: 800}}" for f, t, yes in asked)
    bloc = f"{{all: {{polls: [{polls}], attributes: [{{fence: high}}, {{toll: 3..4}}]}}}}"
    found = ratified(fence(f"  king: {{of: ash, rule: head, blocs: {bloc}}}"))
    assert found.fitted == ("king/all",)
    assert found.packages[0].votes["king"].chance == pytest.approx(0.3, abs=0.01)


def test_two_polls_about_one_package_are_drawn_apart():
    polls = ", ".join(["{package: {fence: low}, yes: 0.2..0.6}"] * 2)
    case = fence(f"  king: {{of: ash, rule: head, blocs: {{all: {{polls: [{polls}]}}}}}}")
    problem, draws = compile_case(case), Draws(1, 400)
    said = DrawnRatifiers(problem, draw_case(problem, draws), draws)
    chances = said.chances(case.ratifiers["king"], np.array([[1, 0]]))[:, 0]
    # The mean of two independent uniforms varies half as much as one.
    assert chances.var() == pytest.approx(0.4**2 / 12 / 2, rel=0.15)


def test_without_draws_who_signs_and_ratifies_is_read_at_the_central_values():
    case = fence("  king: {of: ash, rule: head, scale: 10, judges_as: ash}", no_deal="20..50")
    (package,) = ratified(case, toll="1").packages
    chance = 1 / (1 + np.exp(-0.5))
    assert package.accepts == {"ash": 1, "birch": 1}
    assert (package.signed, package.votes["king"].drawn) == (1, None)
    assert package.ratified == package.whole == package.votes["king"].chance == pytest.approx(chance)
    (refused,) = ratified(case, toll="0").packages
    assert (refused.accepts, refused.signed, refused.whole) == ({"ash": 0, "birch": 1}, 0, 0)
    assert refused.ratified == pytest.approx(1 / (1 + np.exp(0.5)))
