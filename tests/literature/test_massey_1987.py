"""When one chain of states is sure to be worse than another (Massey 1987).

Source: W. A. Massey, Stochastic orderings for Markov processes on partially ordered spaces, Mathematics of Operations
Research 12(2), 1987, 350-367. For states in a line: the first process is never higher than the second, from all starts
that are ordered so, if and only if for all i <= j and every level m with i >= m or j < m, the rates of the first from i
to the states from m up do not sum to more than those of the second from j. The paper was not at hand; no number of it
is asserted, and what follows is calculated from this statement.

Where it differs from its source: states are put into levels, of which the ends of a ceasefire may share one; dates on
which terms end are added, for which the same is asked of chances.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import expm

from detente.solvers.ceasefire.dates import Calendar, Phase
from detente.solvers.ceasefire.order import monotone
from detente.solvers.ceasefire.rates import Rates, generator

Floats = NDArray[np.float64]

# From worst to best, in the order of the generator: collapsed, suspended, strained, holding, superseded.
LINE = [4, 2, 1, 0, 3]


def drawn(seed: int) -> Rates:
    """Return rates of few different values, so that some pairs are ordered and others are not."""
    rng = np.random.default_rng(seed)

    def one(*values: float) -> float:
        return float(rng.choice(values))

    return Rates(
        accident=one(0.1, 0.2),
        detection=1,
        strain_unexplained=1,
        resolution=one(0.2, 0.4),
        retaliation=one(0.05, 0.1),
        resumption=0.1,
        collapse_holding=0.001,
        collapse_strained=one(0.001, 0.01),
        collapse_suspended=one(0.05, 0.1),
        supersession_holding=one(0, 0.01),
    )


def in_line(rates: Rates) -> Floats:
    return generator(rates)[np.ix_(LINE, LINE)]


def ordered_by_rates(first: Floats, second: Floats) -> bool:
    """Return whether the condition of the theorem holds."""
    return all(
        first[i, m:].sum() <= second[j, m:].sum() + 1e-12
        for j in range(5)
        for i in range(j + 1)
        for m in range(5)
        if i >= m or j < m
    )


def ordered_in_time(first: Floats, second: Floats) -> bool:
    """Return whether the first is never higher than the second, from all ordered starts, soon and late."""
    for days in (1e-3, 1.0, 20.0):
        tails = [np.cumsum(expm(rates * days)[:, ::-1], axis=1)[:, ::-1] for rates in (first, second)]
        for j in range(5):
            for i in range(j + 1):
                if (tails[0][i] > tails[1][j] + 1e-9).any():
                    return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_rates_are_comparable_if_and_only_if_the_processes_are(seed: int):
    rates = drawn(2 * seed), drawn(2 * seed + 1)
    first, second = map(in_line, rates)
    expected = ordered_by_rates(first, second)
    assert ordered_in_time(first, second) == expected
    one, other = (Calendar((Phase(each),)) for each in rates)
    assert bool(monotone(one, other, "collapsed", 20).holds) == expected


def test_both_answers_occur():
    found = [ordered_by_rates(in_line(drawn(2 * seed)), in_line(drawn(2 * seed + 1))) for seed in range(40)]
    assert 0 < sum(found) < 40
