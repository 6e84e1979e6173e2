"""A deadlock with many rules and red lines ends, and what it then says is right."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from detente.analyses import deadlock
from detente.case import Case, Condition, Estimate, Issue, Party, Preferences, RedLine, Rule, Values
from detente.problem import compile_case
from detente.solvers.frontier import satisfiable

PARTIES = ("north", "south", "west")


def tangle(seed: int, no_deal: int) -> Case:
    """Return a case of 20 issues, 40 rules and 30 red lines."""
    chance = random.Random(seed)
    issues = {f"issue {k}": Issue(f"issue {k}", ("a", "b", "c", "d"), status_quo="a") for k in range(20)}

    def condition(most: int) -> Condition:
        names = chance.sample(list(issues), chance.randint(1, most))
        return Condition({name: (chance.choice("abcd"),) for name in names})

    def point(most: int) -> Estimate:
        return Estimate.point(Fraction(chance.randint(1, most)))

    stances = {
        party: Preferences(
            party,
            {name: point(20) for name in issues},
            {name: Values({option: point(100) for option in "abcd"}) for name in issues},
            Estimate.point(no_deal),
        )
        for party in PARTIES
    }
    rules = tuple(Rule("legal" if k % 2 else "simplification", never=condition(2)) for k in range(40))
    lines = tuple(
        RedLine(chance.choice(PARTIES), condition(2), firm=Estimate.point(1), basis="own", sacred=k < 3)
        for k in range(30)
    )
    return Case("Tangle", {p: Party(p) for p in PARTIES}, issues, stances, rules=rules, red_lines=lines)


def test_many_demands_end_after_a_stated_number_of_searches(monkeypatch: pytest.MonkeyPatch):
    searches = 0

    def counted(*given: object) -> object:
        nonlocal searches
        searches += 1
        return satisfiable(*given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(deadlock, "satisfiable", counted)
    problem = compile_case(tangle(2, 80))
    found = deadlock.deadlock_of(problem, problem.red_lines)
    assert searches <= 2 * 150 + 1
    assert found.more
    assert found.conflicts
    sizes = [len(conflict.members) for conflict in found.conflicts]
    assert sizes == sorted(sizes)
    sacred = {k for k, line in enumerate(problem.case.red_lines) if line.sacred}
    for way in found.relaxations:
        assert not any(block.kind == "red_line" and block.position in sacred for block in way.members)
        given_up = {(block.kind, block.party, block.position) for block in way.members}
        for each in way.ways:
            assert {(block.kind, block.party, block.position) for block in each.outcome.blocked_by} == given_up
