"""What thinning promises, held against all packages written out: three to eight objectives, each with its own unit."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import numpy as np
import pytest

from detente.solvers.frontier import pareto_frontier, satisfiable
from detente.solvers.message import Ways, first_assignments
from detente.solvers.network import Factor, Network, evaluate

LIMIT = 20


def dispute(objectives: int, seed: int) -> tuple[Network, tuple[int, ...]]:
    """Return opposed parties over four issues of four options, and each party's units per point."""
    rng = np.random.default_rng((objectives, seed))
    units = tuple(int(unit) for unit in rng.choice([1, 7, 60, 1000], objectives))
    factors: list[Factor] = []
    for scope in ((0,), (1,), (2,), (3,), (0, 1), (2, 3)):
        shape = (4,) * len(scope)
        raw = rng.random((*shape, objectives))
        points = raw - raw.mean(axis=-1, keepdims=True)
        factors.append(Factor(scope, np.asarray(np.round(50 * points * np.array(units)), dtype=np.int64)))
    return Network((4, 4, 4, 4), objectives, tuple(factors)), units


def everything(network: Network) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.asarray(evaluate(network, np.argwhere(np.ones(network.sizes, dtype=bool))), dtype=np.int64)


def worst_loss(
    sums: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    kept: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    units: tuple[int, ...],
) -> Fraction:
    """Return the most points that the kept vectors cost some package's party, each package with its best stand-in."""
    shared = lcm(*units)
    finer = np.array([shared // unit for unit in units])
    losses = ((sums[:, None, :] - kept[None, :, :]) * finer).max(axis=2)
    return Fraction(int(losses.min(axis=1).max()), shared)


@pytest.mark.parametrize("objectives", range(3, 9))
def test_every_package_has_a_stand_in_within_epsilon(objectives: int) -> None:
    for seed in range(3):
        network, units = dispute(objectives, seed)
        sums = everything(network)
        exact = pareto_frontier(network, range(objectives), units=units)
        thinned = pareto_frontier(network, range(objectives), limit=LIMIT, units=units)
        assert exact.epsilon == 0
        assert worst_loss(sums, exact.points, units) == 0
        assert thinned.epsilon > 0
        assert len(thinned.points) < len(exact.points)
        assert 0 < worst_loss(sums, thinned.points, units) <= thinned.epsilon
        assert {tuple(point) for point in thinned.points.tolist()} <= {tuple(row) for row in sums.tolist()}


@pytest.mark.parametrize("objectives", [3, 5, 8])
def test_what_is_kept_can_be_traced_to_packages(objectives: int) -> None:
    network, units = dispute(objectives, 9)
    thinned = pareto_frontier(network, range(objectives), limit=LIMIT, units=units)
    assert thinned.message is not None
    packages = first_assignments(Ways.to(thinned.message, np.arange(len(thinned.points))), network.sizes)
    assert (evaluate(network, packages) == thinned.points).all()


def test_a_thinned_none_is_never_given_for_an_exact_one() -> None:
    """A set may be thinned until no kept sum reaches the thresholds: then epsilon must still tell of it."""
    lost = 0
    for seed in range(40):
        network, units = dispute(4, seed)
        sums = everything(network)
        best = sums[np.argmax((sums / np.array(units)).min(axis=1))]
        floors = {column: int(entry) for column, entry in enumerate(best)}
        assert satisfiable(network, floors) is not None
        found = pareto_frontier(network, range(4), floors, limit=2, units=units)
        if not len(found.points):
            lost += 1
            assert found.epsilon > 0
    assert lost


def test_a_party_with_a_fine_scale_does_not_coarsen_the_others() -> None:
    """One party counts in whole points, the other in millionths: both lose about as many points."""
    steps = np.arange(101)
    table = np.stack([steps, (100 - steps) * 10**6], axis=1)
    network = Network((101, 101), 2, (Factor((0,), table), Factor((1,), table * np.array([3, 1]))))
    thinned = pareto_frontier(network, (0, 1), limit=10, units=(1, 10**6))
    assert 0 < thinned.epsilon < 60
    assert len({int(point[0]) for point in thinned.points}) > 5
