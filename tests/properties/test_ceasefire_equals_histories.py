"""The ceasefire chain against 200,000 histories for each of twenty random sets of rates, phases, terms and renewals."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from detente.solvers.ceasefire.chain import STATES, curve, outcome
from detente.solvers.ceasefire.dates import Calendar, Phase, Renewal, Term, repeated
from detente.solvers.ceasefire.rates import Rates
from detente.solvers.ceasefire.stakes import Stakes
from oracle.ceasefire import Histories, World, simulate

SETS = range(20)
HISTORIES = 200_000
HORIZON = 100
ERRORS = 5
"""Standard errors allowed: chance alone exceeds them once in 1.7 million comparisons, of which there are 20,000."""


def random_world(rng: np.random.Generator, until: int, *, stakes: bool) -> World:
    def up_to(most: float) -> float:
        return float(rng.uniform(0, most))

    sides = int(rng.integers(1, 4))
    return World(
        until,
        accident=up_to(0.4),
        violation=tuple(up_to(0.2) for _ in range(sides)),
        detection=up_to(1),
        attribution=up_to(1),
        strains=(up_to(1), up_to(1), up_to(1)),
        resolution=up_to(0.3),
        retaliation=up_to(0.2),
        resumption=up_to(0.15),
        collapse=(up_to(0.003), up_to(0.02), up_to(0.06)),
        supersession=(up_to(0.01), up_to(0.005), up_to(0.002)),
        gain=tuple(up_to(4) for _ in range(sides)) if stakes else (),
        loss=tuple(up_to(10) for _ in range(sides)) if stakes else (),
        scale=float(rng.choice([0, 0.5, 2])),
    )


def phase_of(world: World, *, last: bool) -> Phase:
    collapse = dict(zip(("holding", "strained", "suspended"), world.collapse, strict=True))
    supersession = dict(zip(("holding", "strained", "suspended"), world.supersession, strict=True))
    rates = Rates(
        accident=world.accident,
        violation=world.violation,
        detection=world.detection,
        attribution=world.attribution,
        strain_accident=world.strains[0],
        strain_violation=world.strains[1],
        strain_unexplained=world.strains[2],
        resolution=world.resolution,
        retaliation=world.retaliation,
        resumption=world.resumption,
        stakes=Stakes(gain=world.gain, loss=world.loss, scale=world.scale) if world.gain else None,
        **{f"collapse_{state}": rate for state, rate in collapse.items()},
        **{f"supersession_{state}": rate for state, rate in supersession.items()},
    )
    return Phase(rates, None if last else world.until)


Dates = dict[int, tuple[float, float, float] | None]


def random_terms(rng: np.random.Generator, kind: int) -> tuple[tuple[Term, ...], Dates]:
    """Return the terms and, worked out apart from them, their dates."""

    def chances() -> tuple[float, float, float]:
        return (float(rng.uniform(0.5, 1)), float(rng.uniform(0.2, 0.8)), float(rng.uniform(0, 0.5)))

    first, second, third = chances(), chances(), chances()
    days = int(rng.integers(10, 31))
    if kind == 0:
        return (), {}
    if kind == 1:
        return (Term(days),), {days: None}
    if kind == 2:
        return (Term(days, Renewal(*first)),), dict.fromkeys(range(days, HORIZON + 1, days), first)
    if kind == 3:
        return repeated(days, Renewal(*first), 2), {days: first, 2 * days: None}
    terms = (Term(days, Renewal(*first)), Term(15, Renewal(*second)), Term(7, Renewal(*third)), Term(None))
    return terms, {days: first, days + 15: second, days + 22: third}


@cache
def lived(number: int) -> tuple[Calendar, Histories, Dates]:
    rng = np.random.default_rng((number, 7))
    cuts = sorted(rng.choice(np.arange(3, HORIZON - 3), size=int(rng.integers(0, 4)), replace=False).tolist())
    worlds = [random_world(rng, until, stakes=number % 3 > 0) for until in (*cuts, 10**6)]
    terms, dates = random_terms(rng, number % 5)
    phases = tuple(phase_of(world, last=world is worlds[-1]) for world in worlds)
    return Calendar(phases, terms), simulate(worlds, dates, HORIZON, HISTORIES, rng), dates


def off(chance: object, share: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return how many standard errors a share of histories is away from a chance; what never happens may not."""
    exact = np.clip(np.asarray(chance, dtype=np.float64), 0, 1)
    error = np.sqrt(exact * (1 - exact) / HISTORIES) + 1 / HISTORIES / ERRORS
    return np.abs(np.asarray(share, dtype=np.float64) - exact) / error


@pytest.mark.parametrize("number", SETS)
def test_curves_equal_simulated_histories(number: int) -> None:
    calendar, histories, _ = lived(number)
    found = curve(calendar, HORIZON)
    seen = histories.counts / HISTORIES
    first, ends, later = seen[:, :3], seen[:, 3:6], seen[:, 6:]
    assert (histories.counts.sum(axis=1) == HISTORIES).all()
    shares = np.column_stack([first, later.sum(axis=1), ends])
    assert shares.shape == found.shares.shape == (HORIZON + 1, len(STATES))
    assert off(found.shares, shares).max() <= ERRORS
    assert off(found.renewed, later).max() <= ERRORS


@pytest.mark.parametrize("number", SETS)
def test_days_and_ends_equal_simulated_histories(number: int) -> None:
    calendar, histories, _ = lived(number)
    found = outcome(calendar, HORIZON)
    errors = histories.days.std(axis=0) / np.sqrt(HISTORIES)
    assert (np.abs(histories.days.mean(axis=0) - found.days) <= ERRORS * errors).all()
    total = histories.days.sum(axis=1)
    assert abs(total.mean() - found.in_force) <= ERRORS * total.std() / np.sqrt(HISTORIES)
    ends = histories.counts[-1, 3:6] / HISTORIES
    assert off([found.lapsed, found.superseded, found.collapsed], ends).max() <= ERRORS


def test_the_sets_have_every_state_in_them() -> None:
    seen = np.array([curve(lived(number)[0], HORIZON).shares.max(axis=0) > 0.02 for number in SETS])
    assert seen.sum(axis=0).min() >= 8
    assert {len(lived(number)[0].phases) for number in SETS} == {1, 2, 3, 4}
    assert {number for number in SETS if any(0 < day <= HORIZON for day in lived(number)[2])}
