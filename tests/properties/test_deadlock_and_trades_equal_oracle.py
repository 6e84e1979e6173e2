"""Conflicts, ways out, trades, and what every deal contains, against every package written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from detente.analyses import analyse_deal, trades
from detente.analyses.hardening import analyse_hardening
from detente.analyses.trades import trades_of
from detente.io import read_text
from detente.problem import compile_case
from detente.solvers.frontier import FrontierSet, pareto_frontier
from detente.solvers.network import Network
from oracle import stuck, traded
from oracle.brute import Truth
from oracle.generate import RECIPES, Recipe, seeded_sample

if TYPE_CHECKING:
    from properties.conftest import Trial

BOTH_OR_NONE = """\
case: Both or none
parties: [one, two]
issues: {land: [north, south], name: [old, new]}
preferences:
  one: {weights: {land: 1, name: 1}, values: {land: {north: 40, south: 0}, name: {old: 0, new: 60}}, no_deal: 0}
  two: {weights: {land: 1, name: 1}, values: {land: {north: 0, south: 60}, name: {old: 40, new: 0}}, no_deal: 0}
proposals: {now: {package: {land: north, name: old}}}
"""
"""North and old leave each side 20 points; both changes together give each 30, and one alone costs one side all."""


def test_conflicts_and_ways_out_are_minimal_and_complete(batch: list[Trial]) -> None:
    assert [f"{trial.name}: {found}" for trial in batch for found in stuck.deadlock(trial.deal, trial.truth)] == []


def test_trades_from_proposals(batch: list[Trial]) -> None:
    assert [f"{trial.name}: {found}" for trial in batch for found in traded.trades(trial.deal, trial.truth)] == []


def test_what_each_side_can_insist_on_and_what_every_deal_contains(batch: list[Trial]) -> None:
    found: list[str] = []
    for trial in batch:
        got = analyse_hardening(trial.truth.case, trial.deal, count=trial.truth.count)
        found += [f"{trial.name}: {each}" for each in stuck.hardening(got, trial.truth)]
    assert found == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_efficient_packages_leave_nothing_to_trade(recipe: Recipe) -> None:
    for seed in range(3):
        sample = seeded_sample(recipe, seed)
        problem = compile_case(sample.case, sample.count)
        for each in analyse_deal(sample.case, count=sample.count).discussed:
            found = trades_of(problem, each.outcome)
            assert (found.fewest, found.better, found.swaps) == (None, (), ())


def test_the_search_for_few_changes_ends_at_the_number_of_issues(monkeypatch: pytest.MonkeyPatch) -> None:
    case = read_text(BOTH_OR_NONE).case
    problem = compile_case(case, ())
    outcome = analyse_deal(case).proposals["now"].outcome
    assert outcome is not None
    assert trades_of(problem, outcome).fewest == 2
    asked: list[int] = []

    def blind(network: Network, objectives: tuple[int, ...], floors: Mapping[int, int]) -> FrontierSet:
        """Find nothing once changes are counted, as a search that went wrong would."""
        counter = problem.network.columns
        if counter in floors:
            asked.append(-floors[counter])
            return pareto_frontier(network, objectives, {**floors, objectives[0]: 10**15})
        return pareto_frontier(network, objectives, floors)

    monkeypatch.setattr(trades, "pareto_frontier", blind)
    assert trades_of(problem, outcome).fewest == 2
    assert asked == [1, 2]


def test_the_recipes_hold_what_matters() -> None:
    """Sacred lines in the way, legal rules to give up, ways out without points, dead ends, and trades of every kind."""
    seen: set[str] = set()
    for recipe in RECIPES:
        for seed in range(12):
            sample = seeded_sample(recipe, seed)
            deal, case = analyse_deal(sample.case, count=sample.count), sample.case
            sacred = {k for k, line in enumerate(case.red_lines) if line.sacred}
            for conflict in deal.conflicts:
                seen |= {"sacred" for b in conflict.members if b.kind == "red_line" and b.position in sacred}
            for way in deal.deadlock.relaxations:
                assert not any(block.kind == "red_line" and block.position in sacred for block in way.members)
                seen |= {"legal"} if way.legal else set()
                seen |= {"no points"} if not way.ways[0].shortfall else {"points"}
                seen |= {"several vectors"} if way.size > 1 else set()
            seen |= {"final"} if deal.deadlock.final else set()
            for result in deal.proposals.values():
                if result.trades is not None and result.trades.fewest is not None:
                    seen |= {"one change"} if result.trades.fewest == 1 else {"several changes"}
                seen |= {"swaps"} if result.trades is not None and result.trades.swaps else set()
            assert Truth(case, sample.count).consenting == deal.consenting
    assert seen >= {"sacred", "legal", "no points", "points", "several vectors", "final", "one change", "swaps"}
    assert "several changes" in seen
