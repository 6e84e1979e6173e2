"""The bits of accepting draws against every set of levers written out, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.errors import LimitError
from detente.solvers import accepting as module
from detente.solvers.accepting import accepting_draws
from detente.solvers.staircase import Steps, joint_staircase, staircase

Levels = tuple[int, ...]


@dataclass(frozen=True)
class Push:
    """Levers on actors, as lists: `effects[lever][actor][level][draw]`."""

    base: list[list[int]]
    effects: list[list[list[list[int]]]]
    drawn: list[bool]
    costs: list[list[int]]
    wielders: list[int]
    possible: list[bool]

    def arrays(self) -> list[NDArray[Any]]:
        found = [np.array(effect, dtype=object) for effect in self.effects]
        arrays = [effect if drawn else effect[:, :, 0] for effect, drawn in zip(found, self.drawn, strict=True)]
        small = all(abs(int(entry)) < 2**62 for effect in arrays for entry in effect.flat)
        return [effect.astype(np.int64) for effect in arrays] if small else arrays

    def sets(self) -> list[Levels]:
        return list(product(*(range(len(cost)) for cost in self.costs)))

    def count(self, levels: Levels) -> int:
        return sum(
            self.possible[draw]
            and all(
                own[draw] + sum(effect[actor][level][draw] for effect, level in zip(self.effects, levels, strict=True))
                >= 0
                for actor, own in enumerate(self.base)
            )
            for draw in range(len(self.possible))
        )

    def price(self, levels: Levels) -> Levels:
        paid = [0] * (max(self.wielders, default=-1) + 1)
        for cost, wielder, level in zip(self.costs, self.wielders, levels, strict=True):
            paid[wielder] += cost[level]
        return tuple(paid)

    def undominated(self, sets: list[Levels]) -> list[tuple[Levels, int, Levels]]:
        """Return costs, draws and levels: of equals the first, in the order of the costs."""
        found: dict[tuple[Levels, int], Levels] = {}
        for levels in sets:
            found.setdefault((self.price(levels), self.count(levels)), levels)
        kept = [
            (cost, draws, levels)
            for (cost, draws), levels in found.items()
            if not any(
                (other, more) != (cost, draws)
                and more >= draws
                and all(b <= a for a, b in zip(cost, other, strict=True))
                for other, more in found
            )
        ]
        return sorted(kept)


def push(seed: int) -> Push:
    rng = Random(seed)
    actors, levers, draws = rng.randint(1, 3), rng.randint(0, 4), rng.choice([1, 3, 64, 70, 130])
    unit = rng.choice([1, 1, 1, 10**7, 10**17, 10**30])
    effects: list[list[list[list[int]]]] = []
    drawn = [rng.random() < 0.4 for _ in range(levers)]
    sizes = [rng.randint(1, 3) for _ in range(levers)]
    for lever in range(levers):
        table: list[list[list[int]]] = []
        for _ in range(actors):
            touched = rng.random() < 0.7
            differs = drawn[lever] and rng.random() < 0.7
            rows = [[0] * draws]
            for _ in range(sizes[lever] - 1):
                plain = rng.randint(-2, 5) * unit
                rows.append([rng.randint(-2, 5) * unit if differs else plain for _ in range(draws)])
            table.append(rows if touched else [[0] * draws for _ in rows])
        effects.append(table)
    holders = rng.randint(1, 3)
    return Push(
        base=[[rng.randint(-8, 3) * unit for _ in range(draws)] for _ in range(actors)],
        effects=effects,
        drawn=drawn,
        costs=[[0, *(rng.randint(0, 4) for _ in range(size - 1))] for size in sizes],
        wielders=[rng.randrange(holders) for _ in range(levers)],
        possible=[rng.random() < 0.9 for _ in range(draws)],
    )


def listed(steps: Steps) -> list[tuple[Levels, int, Levels]]:
    rows = zip(steps.costs.tolist(), steps.draws.tolist(), steps.levels.tolist(), strict=True)
    return [(tuple(cost), draws, tuple(levels)) for cost, draws, levels in rows]


@pytest.fixture(params=["plain", "in small pieces", "by halves"])
def limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the limits so small that every way of counting is taken."""
    if request.param != "plain":
        monkeypatch.setattr(module, "_DRAWS", 64)
        monkeypatch.setattr(module, "_SETS", 3)
    if request.param == "by halves":
        monkeypatch.setattr(module, "_BYTES", 0)
        monkeypatch.setattr(module, "_TILE", (2, 64))


@pytest.mark.usefixtures("limits")
def test_draws_equal_every_set_written_out():
    for seed in range(200):
        case = push(seed)
        found = accepting_draws(np.array(case.base), case.arrays(), np.array(case.possible))
        assert found.shape == tuple(len(cost) for cost in case.costs)
        assert {levels: int(found[levels]) for levels in case.sets()} == {s: case.count(s) for s in case.sets()}, seed


def test_staircases_equal_every_set_written_out():
    for seed in range(200):
        case = push(seed)
        draws = accepting_draws(np.array(case.base), case.arrays(), np.array(case.possible))
        costs = [np.array(cost) for cost in case.costs]
        assert listed(joint_staircase(draws, costs, case.wielders)) == case.undominated(case.sets()), seed
        for wielder in range(max(case.wielders, default=-1) + 1):
            own = [s for s in case.sets() if all(w == wielder or not x for w, x in zip(case.wielders, s, strict=True))]
            expected = [((cost[wielder],), count, levels) for cost, count, levels in case.undominated(own)]
            assert listed(staircase(draws, costs, case.wielders, wielder)) == expected, seed


def test_only_allowed_sets_are_steps():
    for seed in range(100):
        case = push(seed)
        draws = accepting_draws(np.array(case.base), case.arrays())
        allowed = np.random.default_rng(seed).random(draws.shape) < 0.5
        found = joint_staircase(draws, [np.array(cost) for cost in case.costs], case.wielders, allowed)
        everything = Push(case.base, case.effects, case.drawn, case.costs, case.wielders, [True] * len(case.possible))
        assert listed(found) == everything.undominated([s for s in case.sets() if allowed[s]]), seed


def test_chains_are_taken_where_few_levers_differ_by_draw_and_many_do_not(monkeypatch: pytest.MonkeyPatch):
    rng = np.random.default_rng(5)
    effects: list[NDArray[Any]] = [rng.integers(-3, 6, (2, 3)) for _ in range(6)]
    effects[2] = rng.integers(-3, 6, (2, 3, 70))
    base = rng.integers(-12, 4, (2, 70))
    monkeypatch.setattr(module, "_written_out", None)
    monkeypatch.setattr(module, "_by_halves", None)
    found = accepting_draws(base, effects)
    for levels in np.ndindex(found.shape):
        total = base.copy()
        for effect, level in zip(effects, levels, strict=True):
            total = total + (effect[:, level] if effect.ndim == 3 else effect[:, level, None])
        assert found[levels] == (total >= 0).all(axis=0).sum()


def test_too_many_sets_are_refused():
    with pytest.raises(LimitError, match="4,194,304 sets"):
        accepting_draws(np.zeros((1, 1), dtype=np.int64), [np.zeros((1, 2), dtype=np.int64)] * 22)


def test_a_wielder_without_levers_has_one_step():
    found = staircase(np.array([3, 5]), [np.array([0, 2])], [0], 1)
    assert listed(found) == [((0,), 3, (0,))]
