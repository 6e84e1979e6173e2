"""Break-even pressures against every pressure tried."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from detente.solvers.break_even import accepting_pressures, curve
from detente.solvers.network import Integers

MOST = 40


@pytest.mark.parametrize("unit", [1, 10**6, 10**30])
@pytest.mark.parametrize("drawn", [False, True], ids=["same in all draws", "by draw"])
def test_every_pressure_tried_gives_the_same(unit: int, drawn: bool):
    for seed in range(100):
        rng = Random(seed)
        parties, draws = rng.randint(1, 3), rng.randint(1, 6)
        dtype = np.int64 if unit < 10**9 else np.object_
        surplus: Integers = np.array(
            [[rng.randint(-12, 12) * unit for _ in range(draws)] for _ in range(parties)], dtype=dtype
        )
        shape = (parties, draws) if drawn else (parties,)
        effect: Integers = np.array([rng.randint(-4, 4) * unit for _ in np.ndindex(shape)], dtype=dtype).reshape(shape)
        found = accepting_pressures(surplus, effect)
        steps = curve(found)
        slope = effect if drawn else effect[:, None]
        for pressure in range(MOST):
            accepted = surplus + slope * pressure >= 0
            assert (found.accepted(pressure) == accepted).all()
            at = int(np.searchsorted(steps.pressures, pressure, side="right")) - 1
            assert steps.each[:, at].tolist() == accepted.sum(axis=1).tolist()
            assert steps.together[at] == accepted.all(axis=0).sum()
            for party, draw in np.ndindex(surplus.shape):
                first = next(
                    (p for p in range(MOST) if surplus[party, draw] + slope[party, draw % slope.shape[1]] * p >= 0), -1
                )
                assert found.low[party, draw] == first


def test_only_those_asked_for_are_counted_together():
    found = accepting_pressures(np.array([[-5, -1], [4, 2], [-1, -1]]), np.array([2, -1, 0]))
    assert curve(found).together.tolist() == [0, 0, 0, 0]
    steps = curve(found, [0, 1])
    assert steps.pressures.tolist() == [0, 1, 3, 5]
    assert steps.together.tolist() == [0, 1, 1, 0]
