"""When a change of rates is sure to do no harm: a promise for every day up to a horizon.

It seems plain that a mechanism that settles strains sooner, or a retaliation that comes later, lets a ceasefire last
longer. It need not be so: a ceasefire that holds may be renewed and so have longer in which to collapse, and it may be
superseded sooner and so be in force for fewer days. A promise is made only where it can be proved by coupling: two
ceasefires, one under either set of rates, can be run side by side so that the second is never in a worse state.

States are put into levels, from worst to best, in one of three ways, each of which answers its own question:

============  ===================================================================  ====================================
quantity      levels                                                               promised on every day
============  ===================================================================  ====================================
`in_force`    any end; suspended; strained; holding                                no lower chance to be in force
`collapsed`   collapsed; suspended; strained; holding; lapsed or superseded        no higher chance to have collapsed
`failed`      collapsed or lapsed; suspended; strained; holding; superseded        no higher chance to have ended badly
============  ===================================================================  ====================================

Such a coupling exists if and only if (Kirstein 1976; Massey 1987, for levels in a line): for all levels i <= j and
every level m with both at or above it, or both below, the second chain at j goes to levels >= m at no lower rate than
the first at i, and for the dates of terms the same of chances, with i <= j alone. "Only if" is meant for all states to
start from: where a promise is not made, there may still be no harm from the start that was asked about. That a
sequence of comparable steps stays comparable is the theorem of Kamae, Krengel and O'Brien (1977).

Two numbers that differ by rounding alone count as equal.

References
----------
Kamae, T., Krengel, U., and O'Brien, G. L. (1977). Stochastic inequalities on partially ordered spaces. Annals of
Probability 5(6), 899-912.
Kirstein, B. M. (1976). Monotonicity and comparability of time-homogeneous Markov processes with discrete state space.
Mathematische Operationsforschung und Statistik 7(1), 151-168.
Massey, W. A. (1987). Stochastic orderings for Markov processes on partially ordered spaces. Mathematics of Operations
Research 12(2), 350-367.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.ceasefire.rates import IN_FORCE, generator

__all__ = ["LEVELS", "Broken", "Promise", "Quantity", "monotone"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Quantity = Literal["in_force", "collapsed", "failed"]

_ROUNDING = 2.0**-48
"""Two sides that differ by less than this share of the larger one are equal."""

_STATES = (*IN_FORCE, "superseded", "collapsed", "lapsed")
"""The states in the order of the generator, and the end that only dates bring."""

LEVELS: dict[Quantity, tuple[tuple[str, ...], ...]] = {
    "in_force": (("lapsed", "superseded", "collapsed"), ("suspended",), ("strained",), ("holding",)),
    "collapsed": (("collapsed",), ("suspended",), ("strained",), ("holding",), ("lapsed", "superseded")),
    "failed": (("collapsed", "lapsed"), ("suspended",), ("strained",), ("holding",), ("superseded",)),
}
"""The states from worst to best, by what is asked."""


@dataclass(frozen=True, eq=False)
class Broken:
    """A comparison that stands in the way of a promise.

    Parameters
    ----------
    day
        The day from which it fails, or the date of a term.
    kind
        ``rates`` between dates, ``renewal`` on a date, or ``start``.
    before, after
        States of the first and the second ceasefire, the first no better than the second.
    level
        The states of the level which the first comes to, or stays at or above, more readily; empty at the start.
    draws
        In which draws, shape ``()`` or ``(draws,)``.
    """

    day: int
    kind: Literal["rates", "renewal", "start"]
    before: tuple[str, ...]
    after: tuple[str, ...]
    level: tuple[str, ...]
    draws: Bools


@dataclass(frozen=True, eq=False)
class Promise:
    """Whether a second ceasefire is sure to do no worse than a first one.

    Parameters
    ----------
    quantity
        What was asked.
    holds
        In which draws it is, shape ``()`` or ``(draws,)``.
    broken
        What stands in the way in the others.
    """

    quantity: Quantity
    holds: Bools
    broken: tuple[Broken, ...]


def _members(quantity: Quantity) -> list[list[int]]:
    return [[_STATES.index(state) for state in level] for level in LEVELS[quantity]]


def _gained(matrix: Floats, members: list[list[int]], level: int, least: int) -> Floats:
    """Return how readily a level comes to levels >= `least`; if it is there already, minus how readily it falls below.

    Only what leaves is added up, so that equal rates give equal numbers.
    """
    inside = level >= least
    across = [state for index, group in enumerate(members) if (index >= least) != inside for state in group]
    # The ends of one level are all final, so that one of them stands for them all.
    total = matrix[..., members[level][0], across].sum(axis=-1)
    return -total if inside else total


def _exceeds(mine: Floats, other: Floats) -> Bools:
    return mine - other > _ROUNDING * np.maximum(np.abs(mine), np.abs(other))


def _rates(calendar: Calendar, day: int) -> Floats:
    """Return the generator from a day on, with the end that only dates bring."""
    known = generator(calendar.phases[calendar.phase(day)].rates)
    found = np.zeros((*known.shape[:-2], 6, 6))
    found[..., :5, :5] = known
    return found


def _renewals(calendar: Calendar, horizon: int) -> dict[int, Floats]:
    """Return by date what it does, shape ``(6, 6)`` or ``(draws, 6, 6)``."""
    found: dict[int, Floats] = {}
    for day, renewal in calendar.dates(horizon):
        chances = np.zeros(3) if renewal is None else renewal.chances.T
        jump = np.zeros((*chances.shape[:-1], 6, 6)) + np.eye(6)
        jump[..., range(3), range(3)] = chances
        jump[..., range(3), 5] = 1 - chances
        found[day] = jump
    return found


def monotone(before: Calendar, after: Calendar, quantity: Quantity, horizon: int) -> Promise:
    """Return whether one calendar is sure to do no worse than another on every day up to a horizon.

    Parameters
    ----------
    before, after
        The calendars; they may differ in rates, phases, terms, renewals and start.
    quantity
        ``in_force``, ``collapsed`` or ``failed``.
    horizon
        The last day.

    Examples
    --------
    >>> from detente.solvers.ceasefire.dates import Phase
    >>> from detente.solvers.ceasefire.rates import Rates
    >>> from dataclasses import replace
    >>> rates = Rates(accident=0.1, detection=1, strain_unexplained=1, resolution=0.1, collapse_suspended=0.1)
    >>> sooner = replace(rates, resolution=0.3)
    >>> one, other = (Calendar((Phase(each),)) for each in (rates, sooner))
    >>> bool(monotone(one, other, "in_force", 90).holds), bool(monotone(other, one, "in_force", 90).holds)
    (True, False)
    """
    members = _members(quantity)
    shape = np.broadcast_shapes(before.shape, after.shape)
    broken: list[Broken] = []

    def note(day: int, kind: Literal["rates", "renewal", "start"], i: int, j: int, m: int | None, fails: Bools) -> None:
        if fails.any():
            names = LEVELS[quantity]
            level = () if m is None else names[m]
            broken.append(Broken(day, kind, names[i], names[j], level, np.broadcast_to(fails, shape)))

    one, other = (next(k for k, group in enumerate(members) if c.start in group) for c in (before, after))
    note(0, "start", one, other, None, np.asarray(one > other))
    pairs = [(i, j, m) for m in range(1, len(members)) for j in range(len(members)) for i in range(j + 1)]
    for day in sorted({0, *before.breaks(), *after.breaks()}):
        if day >= max(horizon, 1):
            break
        first, second = _rates(before, day), _rates(after, day)
        for i, j, m in pairs:
            if (i >= m) == (j >= m):
                note(day, "rates", i, j, m, _exceeds(_gained(first, members, i, m), _gained(second, members, j, m)))
    dates = _renewals(before, horizon), _renewals(after, horizon)
    for day in sorted({*dates[0], *dates[1]}):
        first, second = (each.get(day, np.eye(6)) for each in dates)
        for i, j, m in pairs:
            # Who is at or above the level already has the chance 1 of being there, less that of falling below.
            mine = (i >= m) + _gained(first, members, i, m)
            others = (j >= m) + _gained(second, members, j, m)
            note(day, "renewal", i, j, m, _exceeds(mine, others))
    holds = np.ones(shape, dtype=np.bool_)
    for each in broken:
        holds = holds & ~each.draws
    return Promise(quantity, holds, tuple(broken))
