"""Ceasefires lived through one event after the other, from the definitions of the chain, many histories at once.

Nothing is added up beforehand: every accident and every opportunity for a violation is drawn, then whether it is used,
noticed, explained, and strains. Where the rates change or a term ends, a history stops and goes on from there, which
waiting times without memory allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

HOLDING, STRAINED, SUSPENDED, LAPSED, SUPERSEDED, COLLAPSED = range(6)
LATER = 6
"""Added to a state in force after a renewal."""


@dataclass(frozen=True)
class World:
    """What holds over some days: plain numbers, as in the definitions."""

    until: int
    accident: float
    violation: tuple[float, ...]
    detection: float
    attribution: float
    strains: tuple[float, float, float]
    """Of an explained accident, a named violation, an unexplained incident."""
    resolution: float
    retaliation: float
    resumption: float
    collapse: tuple[float, float, float]
    supersession: tuple[float, float, float]
    gain: tuple[float, ...] = ()
    loss: tuple[float, ...] = ()
    scale: float = 0.0

    def uses(self, side: int) -> float:
        """Return the chance that a side uses an opportunity."""
        if not self.gain:
            return 1.0
        margin = self.gain[side] - self.detection * self.attribution * self.loss[side]
        if self.scale == 0:
            return float(margin > 0)
        return float(1 / (1 + np.exp(-margin / self.scale)))


@dataclass(frozen=True)
class Histories:
    """What many histories show: where they stand at the end of each day, and how long each was in which state."""

    counts: Integers
    """Shape ``(days + 1, 9)``: holding, strained, suspended, lapsed, superseded, collapsed, and the first three again
    after a renewal."""
    days: Floats
    """Shape ``(histories, 3)``."""


def simulate(
    worlds: Sequence[World],
    dates: dict[int, tuple[float, float, float] | None],
    horizon: int,
    histories: int,
    rng: Generator,
) -> Histories:
    """Return what is seen of ceasefires that begin holding; `dates` tell the chances of renewal, None those of none."""
    state = np.zeros(histories, dtype=np.int64)
    days = np.zeros((histories, 3))
    # Of each state: on how many histories it begins and ends to be the one at the end of a day.
    changes = np.zeros((horizon + 2, 9), dtype=np.int64)
    changes[0, HOLDING] = histories
    stops = sorted({day for day in (*(world.until for world in worlds), *dates, horizon) if 0 < day <= horizon})
    later, begin = False, 0
    for stop in stops:
        world = next(world for world in worlds if world.until > begin)
        _live(world, (begin, stop), (state, days, changes), LATER * later, rng)
        if stop in dates:
            chances = dates[stop] or (0.0, 0.0, 0.0)
            for inner in (HOLDING, STRAINED, SUSPENDED):
                here = np.flatnonzero(state == inner)
                lapses = rng.random(len(here)) >= chances[inner]
                state[here[lapses]] = LAPSED
                changes[stop, LATER * later + inner] -= len(here)
                changes[stop, LATER + inner] += len(here) - lapses.sum()
                changes[stop, LAPSED] += lapses.sum()
            later = True
        begin = stop
    return Histories(changes[: horizon + 1].cumsum(axis=0), days)


def _live(
    world: World, span: tuple[int, int], so_far: tuple[Integers, Floats, Integers], later: int, rng: Generator
) -> None:
    """Let every history that is in force go on from the first to the second day."""
    state, days, changes = so_far
    incidents = [world.accident, *world.violation]
    # What can happen: incidents, then up to four ways out of a state.
    ways = {
        HOLDING: [(SUPERSEDED, world.supersession[0]), (COLLAPSED, world.collapse[0])],
        STRAINED: [
            (HOLDING, world.resolution),
            (SUSPENDED, world.retaliation),
            (SUPERSEDED, world.supersession[1]),
            (COLLAPSED, world.collapse[1]),
        ],
        SUSPENDED: [
            (HOLDING, world.resumption),
            (SUPERSEDED, world.supersession[2]),
            (COLLAPSED, world.collapse[2]),
        ],
    }
    who = np.flatnonzero(state <= SUSPENDED)
    now = np.full(len(who), float(span[0]))
    while len(who):
        after, where = np.empty(len(who)), state[who]
        into = where.copy()
        for inner, out in ways.items():
            here = np.flatnonzero(where == inner)
            rates = np.array([*incidents, *(rate for _, rate in out)])
            total = rates.sum()
            waits = rng.exponential(size=len(here)) / total if total > 0 else np.full(len(here), np.inf)
            after[here] = np.minimum(now[here] + waits, span[1])
            happens = here[now[here] + waits < span[1]]
            if not len(happens):
                continue
            what = np.minimum(
                np.searchsorted(rates.cumsum() / total, rng.random(len(happens)), "right"), len(rates) - 1
            )
            ends = np.array([*[inner] * len(incidents), *(target for target, _ in out)])
            into[happens] = ends[what]
            if inner == HOLDING:
                met = what < len(incidents)
                strained = _strains(world, what[met], rng)
                into[happens[met]] = np.where(strained, STRAINED, HOLDING)
        days[who, where] += after - now
        moved = np.flatnonzero(into != where)
        if len(moved):
            # At the end of the day on which it happens, and from then on.
            rows = np.ceil(after[moved]).astype(np.int64)
            np.subtract.at(changes, (rows, later + where[moved]), 1)
            np.add.at(changes, (rows, np.where(into[moved] <= SUSPENDED, later, 0) + into[moved]), 1)
        state[who] = into
        on = (after < span[1]) & (into <= SUSPENDED)
        who, now = who[on], after[on]


def _strains(world: World, kinds: Integers, rng: Generator) -> NDArray[np.bool_]:
    """Return which incidents strain: kind 0 is an accident, kind k an opportunity of side k - 1."""
    used = np.array([1.0, *(world.uses(side) for side in range(len(world.violation)))])
    number = len(kinds)
    happens = rng.random(number) < used[kinds]
    noticed = rng.random(number) < world.detection
    explained = rng.random(number) < world.attribution
    chance = np.where(explained, np.where(kinds == 0, world.strains[0], world.strains[1]), world.strains[2])
    return happens & noticed & (rng.random(number) < chance)
