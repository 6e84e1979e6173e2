"""The benchmarks: seeded, the same numbers for everybody, and able to notice a different answer."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.problem import compile_case
from detente.solvers.network import Constraint, Network, evaluate
from detente.solvers.tree import tree_of

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

Load = Callable[[str], Any]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Return what imports a benchmark's module, which lies outside every package."""
    before = set(sys.modules)
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if "." not in name and (BENCHMARKS / f"{name}.py").is_file():
            del sys.modules[name]


@pytest.mark.parametrize("importance", ["weights", "points", "equal"])
def test_equal_plans_give_equal_disputes_and_other_seeds_give_others(load: Load, importance: str):
    plan = load("generate").Plan(3, 5, 4, links=4, width=2, forbidden=0.1, importance=importance)
    assert plan.dispute() == plan.dispute()
    assert plan.dispute() != replace(plan, seed=2).dispute()


def test_two_parties_are_opposed_in_every_issue(load: Load):
    first, second = load("generate").Plan(2, 6, 10).dispute().values
    assert all(
        a + b == 100 for mine, other in zip(first, second, strict=True) for a, b in zip(mine, other, strict=True)
    )


def test_weights_have_three_digits_and_values_span_the_scale(load: Load):
    dispute = load("generate").Plan(3, 8, 5).dispute()
    assert {len(str(weight)) for row in dispute.weights for weight in row} == {3}
    assert {(min(options), max(options)) for values in dispute.values for options in values} == {(0, 100)}


@pytest.mark.parametrize("width", [1, 2, 3])
def test_the_induced_width_is_the_one_asked_for(load: Load, width: int):
    network = load("generate").Plan(2, 9, 3, links=8, width=width).dispute().network()
    assert tree_of(network).width == width


def test_the_network_and_the_case_hold_the_same_numbers(load: Load):
    dispute = load("generate").Plan(3, 5, 4, links=5, width=2, forbidden=0.2).dispute()
    network = dispute.network()
    problem = compile_case(dispute.case())
    packages = np.array(list(product(range(4), repeat=5)))
    assert points(network, packages, dispute.scales) == points(problem.network, packages, problem.scales)
    mine = allowed(network.constraints, packages)
    assert 0 < mine.sum() < len(packages)
    assert (mine == allowed(problem.rules, packages)).all()


def points(network: Network, packages: NDArray[np.int64], scales: Sequence[int]) -> list[list[Fraction]]:
    sums = evaluate(network, packages)[:, : len(scales)].tolist()
    return [[Fraction(x, scale) for x, scale in zip(row, scales, strict=True)] for row in sums]


def allowed(constraints: Sequence[Constraint], packages: NDArray[np.int64]) -> NDArray[np.bool_]:
    met = [part.allowed[tuple(packages[:, variable] for variable in part.scope)] for part in constraints]
    return np.logical_and.reduce(met)


def answers(load: Load) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Return a dispute, Détente's answer, and the same answer as NegMAS would give it."""
    measure = load("measure")
    dispute = load("generate").Plan(2, 4, 5).dispute()
    ours: dict[str, Any] = measure.MEASUREMENTS["acceptable"](dispute)[0]
    theirs = {"frontier": ours["acceptable"], "nash": ours["nash"], "kalai": ours["egalitarian"]}
    return dispute, ours, deepcopy(theirs)


def test_equal_answers_do_not_differ(load: Load):
    assert load("peer").differences(*answers(load)) == []


@pytest.mark.parametrize("what", ["frontier", "nash", "kalai"])
def test_a_different_point_is_noticed(load: Load, what: str):
    dispute, ours, theirs = answers(load)
    theirs[what][0][0] -= 1
    found = load("peer").differences(dispute, ours, theirs)
    assert found
    assert all(what in fault.casefold() for fault in found)


def test_a_missing_answer_is_noticed(load: Load):
    dispute, ours, _ = answers(load)
    nothing: dict[str, Any] = {"frontier": [], "nash": [], "kalai": []}
    assert len(load("peer").differences(dispute, ours, nothing)) >= 3


def test_negmas_gets_integers_that_floats_hold_exactly(load: Load):
    dispute = load("generate").Plan(3, 6, 10).dispute()
    given = dispute.for_negmas()
    assert {sum(row) for row in given["weights"]} == {dispute.shared_scale}
    assert 100 * dispute.shared_scale < 2**53


def test_negmas_is_not_asked_about_linkages(load: Load):
    with pytest.raises(ValueError, match="additive"):
        load("generate").Plan(2, 4, 3, links=2).dispute().for_negmas()


@pytest.mark.parametrize("script", ["frontier", "linked"])
def test_the_quick_run_measures_detente_alone(script: str):
    command = [sys.executable, str(BENCHMARKS / f"{script}.py"), "--quick"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "exact" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
