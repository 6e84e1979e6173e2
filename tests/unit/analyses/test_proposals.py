"""Conditional answers to proposals."""

from __future__ import annotations

from detente.analyses import analyse_deal
from detente.io import read_text

TALKS = """
case: Talks
parties: [north, south]
issues:
  water: {options: [none, half, all], status_quo: none}
  road: {options: [shut, open], status_quo: shut}
  fee: {from: 0, to: 3, step: 1, status_quo: 0}
rules:
  - {never: {fee: 3, road: shut}, kind: legal}
preferences:
  north:
    weights: {water: 50, road: 20, fee: 30}
    values: {water: {none: 0, half: 60, all: 100}, road: {shut: 0, open: 100}, fee: {0: 0, 3: 100}}
    no_deal: 30
  south:
    weights: {water: 50, road: 30, fee: 20}
    values: {water: {none: 100, half: 70, all: 0}, road: {shut: 0, open: 100}, fee: {0: 100, 3: 0}}
    no_deal: 60
proposals:
  half:
    package: {water: half}
    responses:
      south: {conditional: {road: open}}
      north: {conditional: {fee: 2..3}}
  all:
    package: {water: all}
    responses:
      north: {conditional: {fee: 3}}
"""


def test_a_condition_is_put_into_the_proposal_and_judged() -> None:
    deal = analyse_deal(read_text(TALKS).case)
    opened, dearer = deal.proposals["half"].conditioned
    assert (opened.party, opened.terms) == ("south", "road: open")
    assert opened.outcome is not None
    assert opened.outcome.acceptable
    assert {name: str(option) for name, option in opened.outcome.package.items()} == {
        "water": "half", "road": "open", "fee": "0",
    }  # fmt: skip
    # Of the terms that a condition leaves open, those that suit all best; a fee of 3 needs an open road.
    assert dearer.outcome is not None
    assert dearer.outcome.package["fee"] == 2
    assert [block.party for block in dearer.outcome.blocked_by] == ["south"]


def test_a_condition_that_the_rules_exclude_has_no_outcome() -> None:
    (only,) = analyse_deal(read_text(TALKS).case).proposals["all"].conditioned
    assert only.outcome is None
