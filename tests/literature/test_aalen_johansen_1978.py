"""Chances of several ends as a product of small steps (Aalen and Johansen 1978).

Source: O. O. Aalen and S. Johansen, An empirical transition matrix for non-homogeneous Markov chains based on censored
observations, Scandinavian Journal of Statistics 5(3), 1978, 141-150. The matrix of transition chances is there the
product of (I + dA) over time, A being the cumulated rates; its estimate puts for dA the transitions observed at a time
over those in sight just before. Without censoring, the first row of the estimate is the share in each state. The paper
was not at hand; no number of it is asserted, and what follows is calculated from these definitions.

Where it differs from its source: the source estimates rates from histories; here the rates are the case's, and what is
compared is the chance that follows from them, on histories lived through event by event.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.solvers.ceasefire.chain import curve
from detente.solvers.ceasefire.dates import Calendar, Phase
from detente.solvers.ceasefire.rates import Rates, generator

Floats = NDArray[np.float64]

RATES = Rates(
    accident=0.3,
    detection=1,
    strain_unexplained=1,
    resolution=0.4,
    retaliation=0.1,
    resumption=0.15,
    collapse_holding=0.002,
    collapse_strained=0.01,
    collapse_suspended=0.08,
    supersession_holding=0.01,
)
DAYS = 30
HISTORIES = 4000


def by_the_chain() -> Floats:
    """Return holding, strained, suspended, superseded and collapsed on the last day."""
    return curve(Calendar((Phase(RATES),)), DAYS).shares[-1, [0, 1, 2, 5, 6]]


def test_the_product_over_small_steps_tends_to_the_curve():
    rates = generator(RATES)
    apart: list[float] = []
    for steps in (100, 1000, 10_000):
        product = np.linalg.matrix_power(np.eye(5) + rates * (DAYS / steps), steps)
        apart.append(float(np.abs(product[0] - by_the_chain()).max()))
    # Ten times as many steps, a tenth of the difference.
    assert apart[0] > 5 * apart[1] > 25 * apart[2]
    assert apart[2] < 1e-4


@pytest.fixture(scope="module")
def events() -> list[tuple[float, int, int]]:
    """Return every change of state in many histories, each as its time, and the states before and after."""
    rng = np.random.default_rng(1978)
    rates = generator(RATES)
    found: list[tuple[float, int, int]] = []
    for _ in range(HISTORIES):
        time, state = 0.0, 0
        while state < 3:
            time += float(rng.exponential(-1 / float(rates[state, state])))
            if time > DAYS:
                break
            out: Floats = np.where(np.arange(5) == state, 0.0, rates[state])
            after = int(rng.choice(5, p=out / out.sum()))
            found.append((time, state, after))
            state = after
    return sorted(found)


def estimated(events: list[tuple[float, int, int]], lost: list[tuple[float, int]]) -> Floats:
    """Return the first row of the estimate; `lost` tells when histories go out of sight, and in which state."""
    present = np.array([HISTORIES, 0, 0, 0, 0], dtype=np.float64)
    row = np.eye(5)[0]
    steps = sorted([*events, *((time, state, -1) for time, state in lost)])
    for _, state, after in steps:
        if after >= 0:
            moved = row[state] / present[state]
            row[state] -= moved
            row[after] += moved
            present[after] += 1
        present[state] -= 1
    return row


def test_without_censoring_the_estimate_is_the_share_in_each_state(events: list[tuple[float, int, int]]):
    shares = np.array([1.0, 0, 0, 0, 0])
    for _, state, after in events:
        shares[state] -= 1 / HISTORIES
        shares[after] += 1 / HISTORIES
    assert estimated(events, []) == pytest.approx(shares, abs=1e-9)


def test_the_estimate_from_histories_is_the_curve(events: list[tuple[float, int, int]]):
    found = by_the_chain()
    error = 4 * np.sqrt(found * (1 - found) / HISTORIES)
    assert (np.abs(estimated(events, []) - found) <= error).all()
