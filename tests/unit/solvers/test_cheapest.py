"""The cheapest levers against all levers and packages written out, in plain Python."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Literal

import numpy as np
import pytest

from detente.errors import LimitError
from detente.solvers import completions, cuts, frontier
from detente.solvers.cheapest import cheapest, cheapest_by_elimination
from detente.solvers.network import Constraint, Factor, Network, evaluate, integer_array

Vector = tuple[int, ...]
Method = Literal["elimination", "cuts"]


def question(seed: int) -> tuple[Network, dict[int, int], list[int]]:
    """Return issues and levers in any order, tied together or not, with thresholds near what can be reached."""
    rng = Random(seed)
    actors, wielders = rng.randint(1, 4), rng.randint(1, 3)
    kinds = ["issue"] * rng.randint(0, 4) + ["lever"] * rng.randint(0, 5) or ["issue"]
    rng.shuffle(kinds)
    sizes = tuple(rng.randint(1, 4 if kind == "issue" else 3) for kind in kinds)
    unit = rng.choice([1, 1, 1, 10**7, 10**14, 10**25])
    columns = actors + wielders
    factors: list[Factor] = []
    for variable, kind in enumerate(kinds):
        table = [[rng.randint(-9, 9) * unit for _ in range(actors)] + [0] * wielders for _ in range(sizes[variable])]
        if kind == "lever":
            table = [[abs(entry) if rng.random() < 0.8 else entry for entry in level] for level in table]
            table[0] = [0] * columns
            holder = actors + rng.randrange(wielders)
            for level in table[1:]:
                level[holder] = rng.randint(0, 6)
        factors.append(Factor((variable,), integer_array(table)))
    constraints: list[Constraint] = []
    for _ in range(rng.randint(0, 3)):
        scope = tuple(sorted(rng.sample(range(len(kinds)), min(len(kinds), rng.randint(1, 2)))))
        shape = tuple(sizes[v] for v in scope)
        if rng.random() < 0.5:
            entries = [[rng.randint(-4, 4) * unit for _ in range(actors)] + [0] * wielders for _ in np.ndindex(shape)]
            factors.append(Factor(scope, integer_array(entries).reshape((*shape, columns))))
        else:
            constraints.append(
                Constraint(scope, np.array([rng.random() < 0.8 for _ in np.ndindex(shape)]).reshape(shape))
            )
    network = Network(sizes, columns, tuple(factors), tuple(constraints))
    somewhere = evaluate(network, np.array([[rng.randrange(size) for size in sizes]]))[0]
    thresholds = {actor: int(somewhere[actor]) + rng.randint(-4, 2) * unit for actor in range(actors)}
    return network, thresholds, list(range(actors, columns))


def reaching(network: Network, thresholds: dict[int, int], costs: list[int]) -> set[Vector]:
    """Return the costs of all allowed assignments that reach the thresholds."""
    found: set[Vector] = set()
    for x in product(*map(range, network.sizes)):
        if all(c.allowed[tuple(x[v] for v in c.scope)] for c in network.constraints):
            rows = [f.table[tuple(x[v] for v in f.scope)] for f in network.factors]
            sums = [sum(int(row[column]) for row in rows) for column in range(network.columns)]
            if all(sums[column] >= least for column, least in thresholds.items()):
                found.add(tuple(sums[column] for column in costs))
    return found


def undominated(costs: set[Vector]) -> list[Vector]:
    return sorted(c for c in costs if not any(o != c and all(a <= b for a, b in zip(o, c, strict=True)) for o in costs))


@pytest.fixture(params=["plain", "in small pieces"])
def pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make blocks and chunks so small that many are needed."""
    if request.param != "plain":
        monkeypatch.setattr(cuts, "_BLOCK", 3)
        monkeypatch.setattr(completions, "_CHUNK", 2)
        monkeypatch.setattr(completions, "_CELLS", 0)


@pytest.mark.usefixtures("pieces")
@pytest.mark.parametrize("method", ["elimination", "cuts"])
def test_equal_all_levers_and_packages_written_out(method: Method):
    sizes: list[int] = []
    for seed in range(200):
        network, thresholds, costs = question(seed)
        found = cheapest(network, thresholds, costs, method)
        expected = undominated(reaching(network, thresholds, costs))
        assert [tuple(cost) for cost in found.costs.tolist()] == expected, seed
        assert found.assignments.shape == (len(expected), len(network.sizes))
        sizes.append(len(expected))
    # The questions ask something: none, one and several answers all occur.
    assert min(sizes) == 0
    assert sizes.count(1) > 20
    assert max(sizes) > 2


@pytest.mark.parametrize("method", ["elimination", "cuts"])
def test_witnesses_have_the_costs_and_reach_the_thresholds(method: Method):
    for seed in range(200):
        network, thresholds, costs = question(seed)
        found = cheapest(network, thresholds, costs, method)
        for cost, x in zip(found.costs.tolist(), found.assignments.tolist(), strict=True):
            alone = tuple(Constraint((v,), np.arange(size) == x[v]) for v, size in enumerate(network.sizes))
            assert reaching(network.with_constraints(alone), thresholds, costs) == {tuple(cost)}, seed


def larger(seed: int) -> tuple[Network, dict[int, int], list[int]]:
    """Return six issues that oppose four actors, and seven levers of three wielders: too many to write out here."""
    rng = np.random.default_rng(seed)
    factors: list[Factor] = []
    for issue in range(6):
        values = rng.integers(0, 101, (4, 4))
        values -= values.mean(axis=1, keepdims=True).astype(np.int64)
        factors.append(Factor((issue,), np.hstack([values, np.zeros((4, 3), dtype=np.int64)])))
    for lever in range(7):
        table = np.zeros((3, 7), dtype=np.int64)
        table[1:, :4] = rng.integers(-10, 40, (2, 4))
        table[1:, 4 + lever % 3] = np.sort(rng.integers(1, 50, 2))
        factors.append(Factor((6 + lever,), table))
    linked = np.zeros((4, 4, 7), dtype=np.int64)
    linked[0, :, 1], linked[:, 2, 3] = 9, -8
    factors.append(Factor((1, 4), linked))
    rule = Constraint((0, 2), rng.random((4, 4)) < 0.8)
    return Network((4,) * 6 + (3,) * 7, 7, tuple(factors), (rule,)), dict.fromkeys(range(4), 40), [4, 5, 6]


def test_cuts_equal_the_engine_where_nothing_can_be_written_out():
    sizes: list[int] = []
    for seed in range(8):
        network, thresholds, costs = larger(seed)
        by_cuts = cheapest(network, thresholds, costs)
        assert by_cuts.costs.tolist() == cheapest_by_elimination(network, thresholds, costs).costs.tolist()
        sizes.append(len(by_cuts.costs))
    assert max(sizes) > 2


def test_an_inexact_answer_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(frontier, "_WORK", {np.int64: 30, np.object_: 30})
    with pytest.raises(LimitError, match="too many partial packages"):
        cheapest_by_elimination(*larger(0))


def test_too_many_joint_levels_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cuts, "MAX_CHOICES", 2000)
    with pytest.raises(LimitError, match=r"2,187 ways, over the limit of 2,000"):
        cheapest(*larger(0))


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(completions, "MAX_STATES", 10)
    with pytest.raises(LimitError, match="10 partial packages"):
        cheapest(*larger(0))
