"""Draws of cases with three counted parties: zones in all of them, solutions in as many as is said."""

from __future__ import annotations

import pytest

from detente.analyses import uncertainty
from detente.io import read_text
from detente.report import full, lay_out
from detente.workspace import analyse

THREE = """
case: Three at a table
parties: [north, south, east]
issues:
  water: {from: 0, to: 4, step: 1}
  roads: [none, one, two]
preferences:
  north: {weights: {water: 1, roads: 1..2}, values: {water: {0: 0, 4: 100}, roads: {none: 0, one: 60, two: 100}}, no_deal: 20..60}
  south: {weights: {water: 1, roads: 1}, values: {water: {0: 100, 4: 0}, roads: {none: 0, one: 30..70, two: 100}}, no_deal: 30..50}
  east: {weights: {water: 1, roads: 3}, values: {water: {0: 0, 2: 100, 4: 0}, roads: {none: 100, one: 50, two: 0}}, no_deal: 10..50}
"""


def words(text: str, solution_draws: int, monkeypatch: pytest.MonkeyPatch) -> str:
    opened = read_text(text)
    size = analyse(opened, draws=0).deal.frontier.size
    monkeypatch.setattr(uncertainty, "_POINTS", size * solution_draws)
    lines = lay_out(full(opened.case, analyse(opened, draws=120), "three.yaml"), 80)
    return " ".join(" ".join("".join(piece for piece, _ in line) for line in lines).split())


def test_fewer_draws_have_solutions_and_the_rest_of_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch):
    opened = read_text(THREE)
    every = analyse(opened, draws=120).uncertainty
    size = analyse(opened, draws=0).deal.frontier.size
    monkeypatch.setattr(uncertainty, "_POINTS", size * 70)
    some = analyse(opened, draws=120).uncertainty
    assert every is not None
    assert some is not None
    assert (every.solution_draws, some.solution_draws) == (120, 70)
    assert 0 < every.zopa_draws < 120
    assert every.zopa_draws == some.zopa_draws
    assert set(some.solutions) == set(every.solutions)
    assert some.solutions != every.solutions
    assert some == analyse(opened, draws=120, workers=2).uncertainty


def test_how_many_draws_have_solutions_is_said(monkeypatch: pytest.MonkeyPatch):
    assert "where there is a zone of the first 70" in words(THREE, 70, monkeypatch)
    assert "left out: the efficient packages are too many" in words(THREE, 0, monkeypatch)
