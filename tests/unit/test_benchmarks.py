"""The benchmarks: seeded, the same numbers for everybody, and able to notice a different answer."""

from __future__ import annotations

import importlib
import re
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

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"
SPEED = (ROOT / "docs" / "explanation" / "speed.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^## ([^\n]+)\n(?:(?!^## ).)*?\n((?:\|[^\n]*\n)+)", re.MULTILINE | re.DOTALL)

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


def test_a_quantity_has_an_option_for_every_step_and_values_that_bend_where_the_party_says(load: Load):
    dispute = load("generate").Plan(3, 4, 3, quantities=2, steps=30, bends=2).dispute()
    assert dispute.sizes == (3, 3, 31, 31)
    issues, preferences = dispute.case().issues, dispute.case().preferences
    assert [issue.quantity for issue in issues.values()] == [False, False, True, True]
    corners = [{*preferences[party].values["issue 4"].points} for party in preferences]
    assert all(len(places) == 4 and {"0", "30"} <= places for places in corners)
    assert corners[0] != corners[1]


def test_two_parties_want_opposite_ends_of_every_quantity(load: Load):
    first, second = load("generate").Plan(2, 9, 4, quantities=8, steps=50).dispute().values
    ends = [(mine[0], mine[-1], other[0], other[-1]) for mine, other in zip(first[1:], second[1:], strict=True)]
    assert {*ends} == {(0, 100, 100, 0), (100, 0, 0, 100)}
    assert all(list(values) in (sorted(values), sorted(values)[::-1]) for values in (*first[1:], *second[1:]))


def test_the_network_and_the_case_hold_the_same_numbers_of_quantities(load: Load):
    dispute = load("generate").Plan(3, 3, 4, links=2, forbidden=0.2, quantities=2, steps=12, bends=2).dispute()
    network = dispute.network()
    problem = compile_case(dispute.case())
    assert network.sizes == problem.network.sizes == dispute.sizes
    packages = np.array(list(product(*map(range, dispute.sizes))))
    assert points(network, packages, dispute.scales) == points(problem.network, packages, problem.scales)
    mine = allowed(network.constraints, packages)
    assert 0 < mine.sum() < len(packages)
    assert (mine == allowed(problem.rules, packages)).all()


def test_negmas_is_not_asked_about_quantities(load: Load):
    with pytest.raises(ValueError, match="named options"):
        load("generate").Plan(2, 2, 3, quantities=1, steps=5).dispute().for_negmas()


def test_sums_of_the_measured_quantities_outgrow_64_bits(load: Load):
    for plan in load("many").QUANTITIES:
        assert plan.dispute().sizes == (3, *[1001] * 5)
        assert plan.dispute().network().dtype == np.object_


@pytest.mark.parametrize("key", ["size", "acceptable_epsilon", "nash"])
def test_a_search_that_differs_from_the_analysis_is_noticed(
    load: Load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], key: str
):
    many = load("many")
    measured = many.measured

    def altered(what: str, *job: Any) -> dict[str, Any]:
        answer = measured(what, *job)
        return {**answer, key: "another"} if what == "search" else answer

    monkeypatch.setattr(many, "measured", altered)
    assert many.main(["--quick"]) == 1
    assert "DIFFERS" in capsys.readouterr().out


def test_a_dispute_that_gives_no_figure_says_why(load: Load, monkeypatch: pytest.MonkeyPatch):
    many = load("many")

    def failing(*_: object) -> None:
        raise many.Failed("over 600 s")

    monkeypatch.setattr(many, "measured", failing)
    rows = [
        (many.PARTIES_HEAD, many.parties_row(many.figure_of(many.PARTIES[0]))),
        (many.QUANTITIES_HEAD, many.quantities_row(many.figure_of(many.QUANTITIES[0]))),
    ]
    assert all("over 600 s" in row and len(row) == len(head) for head, row in rows)


@pytest.mark.parametrize(("epsilon", "said"), [(0.0, "yes"), (23.46, "to 23 points"), (0.04, "to 0.04 points")])
def test_a_thinned_set_says_to_how_many_points_it_is_exact(load: Load, epsilon: float, said: str):
    many = load("many")
    sizes = {"size": 9, "acceptable_size": 8, "acceptable_epsilon": epsilon}
    row = many.parties_row({"parties": 8, "issues": 12, **sizes, "solver": 1.0, "analysis": 2.0, "megabytes": 50.0})
    assert row == ["8", "12", "9", "8", said, "1.00", "2.00", "50"]


def test_every_table_of_the_page_is_one_that_a_benchmark_prints(load: Load):
    ceasefire, frontier, levers = (load(name) for name in ("ceasefire", "frontier", "levers"))
    linked, many = load("linked"), load("many")
    ratify, stability, table = load("ratify"), load("stability"), load("table")
    heads = {
        "Against NegMAS": frontier.COMPARED_HEAD,
        "Détente alone": frontier.ALONE_HEAD,
        "What linkages cost": linked.HEAD,
        "Many parties": many.PARTIES_HEAD,
        "Quantities of a thousand steps": many.QUANTITIES_HEAD,
        "What votes cost": ratify.HEAD,
        "The cheapest levers": levers.CHEAPEST_HEAD,
        "Draws under every set of levers": levers.COUNTED_HEAD,
        "Stability of states": stability.HEAD,
        "How long a ceasefire holds": ceasefire.HEAD,
    }
    found = dict(TABLE.findall(SPEED))
    assert found.keys() == heads.keys()
    for title, text in found.items():
        head, _, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
        assert head == list(heads[title])
        assert table.markdown(head, rows) + "\n" == text


def test_the_command_runs_every_benchmark(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    texts = {path.stem: path.read_text(encoding="utf-8") for path in BENCHMARKS.glob("*.py")}
    scripts = {name for name, text in texts.items() if '"--quick"' in text}
    assert all('"--markdown"' in texts[name] for name in scripts)
    assert scripts == {*importlib.import_module("dev").BENCHMARKS}


@pytest.mark.parametrize("script", ["ceasefire", "frontier", "levers", "linked", "many", "ratify", "stability"])
def test_the_quick_run_measures_detente_alone(script: str):
    out = quick(script)
    assert "exact" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("script", ["ceasefire", "frontier", "levers", "linked", "many", "ratify", "stability"])
def test_tables_for_the_page_stand_under_its_headings(script: str):
    printed = dict(TABLE.findall(quick(script, "--markdown")))
    shown = dict(TABLE.findall(SPEED))
    assert printed
    assert all(cells(printed[title]) == cells(shown[title]) for title in printed)


def cells(text: str) -> list[str]:
    return text.splitlines()[0].replace(" ", "").split("|")


def quick(script: str, *options: str) -> str:
    command = [sys.executable, str(BENCHMARKS / f"{script}.py"), "--quick", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
