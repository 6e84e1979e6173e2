"""The elimination against every assignment written out, on seeded random networks."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from detente.solvers import frontier
from detente.solvers.bounds import bounds_of, count_assignments
from detente.solvers.frontier import pareto_frontier, reaching, satisfiable
from detente.solvers.message import Ways, assignments, counts, first_assignments
from detente.solvers.network import Constraint, Factor, Network, evaluate, integer_array
from detente.solvers.tree import tree_of

Vector = tuple[int, ...]


def scope_of(rng: Random, variables: int) -> tuple[int, ...]:
    return tuple(sorted(rng.sample(range(variables), min(variables, rng.randint(1, 3)))))


def random_network(seed: int) -> Network:
    rng = Random(seed)
    variables = rng.randint(1, 5)
    sizes = tuple(rng.randint(1, 4) for _ in range(variables))
    columns = rng.randint(1, 4)
    top = rng.choice([2, 4, 30])
    unit = 10**22 + 1 if seed % 7 == 0 else 1

    def table(scope: tuple[int, ...]) -> Factor:
        shape = (*(sizes[v] for v in scope), columns)
        entries = np.array([rng.randint(-top, top) * unit for _ in range(int(np.prod(shape)))], dtype=object)
        return Factor(scope, integer_array(entries.reshape(shape)))

    factors = [table((v,)) for v in range(variables)]
    factors += [table(scope_of(rng, variables)) for _ in range(rng.randint(0, 3))]
    constraints: list[Constraint] = []
    for _ in range(rng.randint(0, 3)):
        scope = scope_of(rng, variables)
        shape = tuple(sizes[v] for v in scope)
        allowed = np.array([rng.random() < 0.7 for _ in range(int(np.prod(shape)))]).reshape(shape)
        constraints.append(Constraint(scope, allowed))
    return Network(sizes, columns, tuple(factors), tuple(constraints))


def allowed_sums(network: Network) -> dict[Vector, Vector]:
    """Return every allowed assignment with its column sums."""
    found: dict[Vector, Vector] = {}
    for x in product(*map(range, network.sizes)):
        if all(c.allowed[tuple(x[v] for v in c.scope)] for c in network.constraints):
            rows = [f.table[tuple(x[v] for v in f.scope)] for f in network.factors]
            found[x] = tuple(sum(int(row[c]) for row in rows) for c in range(network.columns))
    return found


def efficient(network: Network, objectives: tuple[int, ...], floors: dict[int, int]) -> dict[Vector, list[Vector]]:
    """Return the non-dominated vectors among the assignments that reach the floors, with the assignments."""
    groups: dict[Vector, list[Vector]] = {}
    for x, sums in allowed_sums(network).items():
        if all(sums[c] >= floor for c, floor in floors.items()):
            groups.setdefault(tuple(sums[c] for c in objectives), []).append(x)
    return {
        u: xs
        for u, xs in groups.items()
        if not any(v != u and all(b >= a for a, b in zip(u, v, strict=True)) for v in groups)
    }


def question(network: Network, seed: int) -> tuple[tuple[int, ...], dict[int, int]]:
    """Return which columns are objectives, and floors near the sums of some assignment."""
    rng = Random(1000 + seed)
    columns = list(range(network.columns))
    rng.shuffle(columns)
    objectives = tuple(columns[: rng.randint(1, network.columns)])
    somewhere = evaluate(network, np.array([[rng.randrange(size) for size in network.sizes]]))[0]
    return objectives, {c: int(somewhere[c]) + rng.randint(-1, 1) for c in columns if rng.random() < 0.6}


def vectors(points: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> list[Vector]:
    return [tuple(int(entry) for entry in point) for point in points]


@pytest.mark.parametrize("chunk", [4_000_000, 7], ids=["whole", "in-chunks-of-7"])
@pytest.mark.parametrize("block", range(10), ids=lambda block: f"seeds-{block * 40}-to-{block * 40 + 39}")
def test_frontier_counts_and_ways_back(block: int, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontier, "_CHUNK", chunk)
    for seed in range(block * 40, block * 40 + 40):
        network = random_network(seed)
        objectives, floors = question(network, seed)
        truth = efficient(network, objectives, floors)
        found = pareto_frontier(network, objectives, floors)
        assert set(vectors(found.points)) == set(truth), seed
        assert len(found.points) == len(truth), seed
        if found.message is None:
            continue
        rows = np.arange(len(found.points))
        to_points = Ways.to(found.message, rows)
        firsts = first_assignments(to_points, network.sizes)
        numbers = counts(to_points, network.outcomes)
        for row, vector in enumerate(vectors(found.points)):
            assert numbers[row] == len(truth[vector]), seed
            assert tuple(firsts[row]) == min(truth[vector]), seed
            ways = assignments(found.message, row, firsts[row].tolist(), 1000)
            assert sorted(tuple(way) for way in ways.tolist()) == sorted(truth[vector]), seed


@pytest.mark.parametrize("block", range(4), ids=lambda block: f"seeds-{block * 50}-to-{block * 50 + 49}")
def test_satisfiable_bounds_and_number_of_assignments(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        network = random_network(seed)
        _, floors = question(network, seed)
        sums = allowed_sums(network)
        wanted = [x for x, s in sums.items() if all(s[c] >= floor for c, floor in floors.items())]
        witness = satisfiable(network, floors)
        assert (witness is not None) == bool(wanted), seed
        if witness is not None:
            assert tuple(first_assignments(Ways.to(witness, np.array([0])), network.sizes)[0]) in wanted, seed
        tree = tree_of(network)
        assert count_assignments(network, tree) == len(sums), seed
        whole = bounds_of(network, tree)[0]
        assert bool(whole.valid) == bool(sums), seed
        if sums:
            assert [int(entry) for entry in whole.high] == [max(column) for column in zip(*sums.values(), strict=True)]
            assert [int(entry) for entry in whole.low] == [min(column) for column in zip(*sums.values(), strict=True)]


@pytest.mark.parametrize("seed", range(60))
def test_thinned_frontier_keeps_its_promise(seed: int) -> None:
    network = random_network(seed)
    objectives = tuple(range(network.columns))
    found = pareto_frontier(network, objectives, limit=3)
    kept = vectors(found.points)
    sums = allowed_sums(network)
    assert set(kept) <= {tuple(s[c] for c in objectives) for s in sums.values()}
    for s in sums.values():
        assert any(all(k[c] >= s[c] - found.epsilon for c in objectives) for k in kept)
    if found.epsilon == 0:
        assert set(kept) == set(efficient(network, objectives, {}))


def test_thinning_happens_and_is_admitted() -> None:
    table = np.array([[k, 100 - k] for k in range(101)])
    network = Network((101, 101), 2, (Factor((0,), table), Factor((1,), 100 * table)))
    exact = pareto_frontier(network, (0, 1))
    thinned = pareto_frontier(network, (0, 1), limit=50)
    assert exact.epsilon == 0
    assert thinned.epsilon > 0
    assert len(thinned.points) < len(exact.points)


@pytest.mark.parametrize("seed", range(30))
def test_reaching_equals_searching_with_floors(seed: int) -> None:
    network = random_network(seed)
    objectives = tuple(range(network.columns))
    middle = [int(entry) for entry in evaluate(network, np.zeros((1, len(network.sizes)), dtype=np.int64))[0]]
    some, _ = reaching(pareto_frontier(network, objectives), middle)
    searched = pareto_frontier(network, objectives, dict(zip(objectives, middle, strict=True)))
    assert vectors(some.points) == vectors(searched.points)
    if some.message is not None and searched.message is not None:
        rows = np.arange(len(some.points))
        assert counts(Ways.to(some.message, rows), 2**70) == counts(Ways.to(searched.message, rows), network.outcomes)


def test_counts_beyond_64_bits_are_exact() -> None:
    table = np.zeros((10, 1), dtype=np.int64)
    network = Network((10,) * 30, 1, tuple(Factor((v,), table) for v in range(30)))
    found = pareto_frontier(network, (0,))
    assert found.message is not None
    to_point = Ways.to(found.message, np.array([0]))
    assert counts(to_point, network.outcomes) == [10**30]
    assert not first_assignments(to_point, network.sizes).any()


def test_sums_beyond_64_bits_are_exact() -> None:
    big = 3**60
    table = integer_array([[0, big], [1, big - 1], [big, 0]])
    network = Network((3, 3), 2, (Factor((0,), table), Factor((1,), table)))
    assert network.dtype is np.object_
    assert vectors(pareto_frontier(network, (0, 1)).points)[1] == (big + 1, big - 1)
