"""The chain along the calendar: where a ceasefire stands day by day, how long it is in force, when it first breaks.

The chain of `detente.solvers.ceasefire.rates` runs between two dates, and a date ends or renews the term. It is a
multi-state model with competing ends (Aalen and Johansen 1978; Andersen and Keiding 2002), and days in force are a
restricted mean. With T the generator among the states in force and R the rates of its ends, a day takes

    E = expm(T),    V = integral of expm(T s) ds over the day,    ends during the day = V R.

Both are worked out at once for all draws by uniformisation (Jensen 1953; Grassmann 1977) over a piece of the day in
which at most about one change is due, and doubling. Everything that is added is not negative. Rounding in what stays
would double with every doubling; so while most of it stays, each row of E is set to what is not gone, 1 - V R (after
Grassmann, Taksar and Heyman 1985). That keeps curves within 10^-12 even at thousands of changes a day; Xue and Ye
(2008) show what accuracy can be had. The row of a day is that of its end: on a date, after renewal.

References
----------
Aalen, O. O., and Johansen, S. (1978). An empirical transition matrix for non-homogeneous Markov chains based on
censored observations. Scandinavian Journal of Statistics 5(3), 141-150.
Andersen, P. K., and Keiding, N. (2002). Multi-state models for event history analysis. Statistical Methods in Medical
Research 11(2), 91-115.
Grassmann, W. K. (1977). Transient solutions in Markovian queueing systems. Computers and Operations Research 4(1),
47-53.
Grassmann, W. K., Taksar, M. I., and Heyman, D. P. (1985). Regenerative analysis and steady state distributions for
Markov chains. Operations Research 33(5), 1107-1116.
Jensen, A. (1953). Markoff chains as an aid in the study of Markoff processes. Skandinavisk Aktuarietidskrift 36, 87-91.
Xue, J., and Ye, Q. (2008). Entrywise relative perturbation bounds for exponentials of essentially non-negative
matrices. Numerische Mathematik 110, 393-403.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError, UsageError
from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.ceasefire.rates import IN_FORCE, generator

__all__ = [
    "FASTEST",
    "STATES",
    "Curve",
    "Outcome",
    "Reached",
    "curve",
    "each_day",
    "expected_days",
    "first_passage",
    "outcome",
]

Floats = NDArray[np.float64]
Reached = Literal["strained", "suspended", "collapsed"]

STATES = (*IN_FORCE, "renewed", "lapsed", "superseded", "collapsed")
"""The columns of a curve. The first three are those of the first term; `renewed` is in force in a later one."""

FASTEST = 10_000.0
"""Most changes of state per day."""

_TERMS = 20
"""Enough terms of the exponential series at 1: the next is below 10^-19."""


@dataclass(frozen=True, eq=False)
class Curve:
    """Where a ceasefire stands at the end of each day.

    Parameters
    ----------
    shares
        Chance of each of `STATES`, shape ``(days + 1, 7)`` or ``(draws, days + 1, 7)``; rows add up to 1.
    renewed
        How `renewed` splits into holding, strained and suspended, shape ``(..., days + 1, 3)``.
    """

    shares: Floats
    renewed: Floats


@dataclass(frozen=True, eq=False)
class Outcome:
    """What has come of a ceasefire by a horizon.

    Parameters
    ----------
    days
        Expected days spent holding, strained and suspended, in any term, shape ``(3,)`` or ``(draws, 3)``.
    lapsed, superseded, collapsed
        Chance of each end by the horizon, shape ``()`` or ``(draws,)``.
    """

    days: Floats
    lapsed: Floats
    superseded: Floats
    collapsed: Floats

    @property
    def in_force(self) -> Floats:
        """Expected days in force: the mean duration, restricted to the horizon."""
        return self.days.sum(axis=-1)


@dataclass(frozen=True, eq=False)
class _Day:
    """What a day of one phase does; the last axis is that of the draws.

    Parameters
    ----------
    stays
        Chance to pass from one state in force to another, ``(3, 3, draws)``.
    spent
        Expected days in each state, by the state at the start, ``(3, 3, draws)``.
    ends
        Rates of being superseded and of collapsing, ``(3, 2, draws)``.
    """

    stays: Floats
    spent: Floats
    ends: Floats


def _product(left: Floats, right: Floats) -> Floats:
    return np.einsum("ijn,jkn->ikn", left, right)


def _complete(stays: Floats, spent: Floats, ends: Floats) -> Floats:
    """Return `stays` with rows that hold what has not ended, while that is most: rounding then cannot build up."""
    gone = (spent * ends.sum(axis=1)).sum(axis=1)
    factor = np.divide(1 - gone, stays.sum(axis=1), out=np.ones_like(gone), where=gone < 0.5)
    return stays * factor[:, None]


def _day(moves: Floats, ends: Floats) -> _Day:
    """Return a day of a chain.

    Parameters
    ----------
    moves
        Rates between states in force, 0 on the diagonal, ``(3, 3, draws)``.
    ends
        Rates of the two ends, ``(3, 2, draws)``.
    """
    leaving = moves.sum(axis=1) + ends.sum(axis=1)
    # Any rate that is not below those of leaving will do; one that is not 0 needs no special case.
    fastest = np.maximum(leaving.max(axis=0), 1.0)
    if (fastest > FASTEST).any():
        raise LimitError(
            f"A ceasefire changes its state more than {FASTEST:,.0f} times a day.",
            "Count only incidents that strain, or lower the rates.",
        )
    halvings = np.ceil(np.log2(fastest)).astype(np.int64)
    piece = np.ldexp(1.0, -halvings)
    mean = fastest * piece
    jumps = moves / fastest
    for state in range(len(IN_FORCE)):
        jumps[state, state] = (fastest - leaving[state]) / fastest
    # The chance of exactly k jumps, and the expected time after k jumps and before the next, from the smallest up.
    exactly = [np.exp(-mean)]
    for count in range(1, _TERMS + 1):
        exactly.append(exactly[-1] * mean / count)
    between = [np.zeros_like(mean)]
    for count in range(_TERMS, 0, -1):
        between.append(between[-1] + exactly[count] / fastest)
    between.reverse()
    power = np.zeros_like(moves) + np.eye(len(IN_FORCE))[:, :, None]
    stays, spent = np.zeros_like(moves), np.zeros_like(moves)
    for chance, time in zip(exactly, between, strict=True):
        stays += chance * power
        spent += time * power
        power = _product(power, jumps)
    stays = _complete(stays, spent, ends)
    # Each draw is doubled as often as it needs, so that its result does not depend on its neighbours.
    for doubling in range(int(halvings.max(initial=0))):
        due = np.flatnonzero(halvings > doubling)
        once, time = stays[:, :, due], spent[:, :, due]
        spent[:, :, due] = time + _product(once, time)
        stays[:, :, due] = _complete(_product(once, once), spent[:, :, due], ends[:, :, due])
    return _Day(stays, spent, ends)


@dataclass
class _Standing:
    """Where a ceasefire stands at the end of a day; all shapes end in ``(draws,)``."""

    renewed: bool
    inside: Floats
    ended: Floats
    lapsed: Floats
    days: Floats


def _walk(calendar: Calendar, horizon: int, stop: int = len(IN_FORCE)) -> Iterator[_Standing]:
    """Yield where a ceasefire stands on each day from 0 to the horizon; what is yielded is changed afterwards.

    Parameters
    ----------
    calendar
        The phases and terms.
    horizon
        The last day.
    stop
        States in force from this one on are never left; none by default.
    """
    if horizon < 0:
        raise UsageError("A horizon cannot lie before the start.")
    draws = calendar.shape[0] if calendar.shape else 1
    steps: dict[int, _Day] = {}
    dates = dict(calendar.dates(horizon))
    now = _Standing(
        renewed=False,
        inside=np.zeros((3, draws)),
        ended=np.zeros((2, draws)),
        lapsed=np.zeros(draws),
        days=np.zeros((3, draws)),
    )
    now.inside[calendar.start] = 1
    yield now
    for day in range(1, horizon + 1):
        index = calendar.phase(day - 1)
        if index not in steps:
            rates = np.broadcast_to(generator(calendar.phases[index].rates), (draws, 5, 5)).transpose(1, 2, 0)
            moves, ends = rates[:3, :3].copy(), rates[:3, 3:].copy()
            moves[range(3), range(3)] = 0
            moves[stop:], ends[stop:] = 0, 0
            steps[index] = _day(moves, ends)
        step = steps[index]
        spent = np.einsum("in,ijn->jn", now.inside, step.spent)
        now.days += spent
        now.ended += np.einsum("in,ijn->jn", spent, step.ends)
        now.inside = np.einsum("in,ijn->jn", now.inside, step.stays)
        if day in dates:
            renewal = dates[day]
            chances = np.zeros((3, 1)) if renewal is None else renewal.chances.reshape(3, -1).copy()
            chances[stop:] = 1
            kept = now.inside * chances
            now.lapsed += (now.inside * (1 - chances)).sum(axis=0)
            now.inside, now.renewed = kept, True
        yield now


def _drop(found: Floats, calendar: Calendar) -> Floats:
    """Return what has the draws first, without that axis where there are none."""
    return found if calendar.shape else found[0, ...]


def curve(calendar: Calendar, days: int) -> Curve:
    """Return where a ceasefire stands at the end of each day, from day 0 on.

    Parameters
    ----------
    calendar
        The phases and terms.
    days
        The last day, >= 0.

    Raises
    ------
    LimitError
        If states change more than `FASTEST` times a day.

    Examples
    --------
    Collapse at a constant rate, and a term of two days that cannot be renewed:

    >>> from detente.solvers.ceasefire.dates import Phase, Term
    >>> from detente.solvers.ceasefire.rates import Rates
    >>> calendar = Calendar((Phase(Rates(collapse_holding=0.1)),), (Term(2),))
    >>> curve(calendar, 3).shares.round(3)[:, [0, 4, 6]].tolist()
    [[1.0, 0.0, 0.0], [0.905, 0.0, 0.095], [0.0, 0.819, 0.181], [0.0, 0.819, 0.181]]
    """
    draws = calendar.shape[0] if calendar.shape else 1
    # What is wrong with the number of days is said at the first step of the walk.
    shares, renewed = np.empty((draws, max(days, 0) + 1, 7)), np.empty((draws, max(days, 0) + 1, 3))
    for day, now in enumerate(_walk(calendar, days)):
        shares[:, day] = _row(now)
        renewed[:, day] = (now.inside * now.renewed).T
    return Curve(_drop(shares, calendar), _drop(renewed, calendar))


def _row(now: _Standing) -> Floats:
    """Return `STATES` in columns, shape ``(draws, 7)``."""
    later = now.inside * now.renewed
    return np.stack([*(now.inside - later), later.sum(axis=0), now.lapsed, *now.ended], axis=-1)


def each_day(calendar: Calendar, days: int) -> Iterator[Floats]:
    """Yield the rows of `curve` one by one, so that very many draws need not be held for all days at once.

    Parameters
    ----------
    calendar
        The phases and terms.
    days
        The last day, >= 0.

    Yields
    ------
    Chance of each of `STATES`, shape ``(7,)`` or ``(draws, 7)``.
    """
    for now in _walk(calendar, days):
        yield _drop(_row(now), calendar)


def outcome(calendar: Calendar, horizon: int) -> Outcome:
    """Return what has come of a ceasefire by a horizon, without the days between.

    Parameters
    ----------
    calendar
        The phases and terms.
    horizon
        The last day, >= 0.
    """
    *_, now = _walk(calendar, horizon)
    ends = (now.lapsed, *now.ended)
    return Outcome(_drop(now.days.T, calendar), *(_drop(end, calendar) for end in ends))


def expected_days(calendar: Calendar, horizon: int) -> Floats:
    """Return the expected days in force up to a horizon: the restricted mean duration.

    Parameters
    ----------
    calendar
        The phases and terms.
    horizon
        The last day, >= 0.

    Returns
    -------
    Shape ``()`` or ``(draws,)``. `outcome` tells the days in each state.
    """
    return outcome(calendar, horizon).in_force


def first_passage(calendar: Calendar, days: int, to: Reached = "collapsed") -> Floats:
    """Return the chance that a ceasefire has ever come to a state, or to a worse one, by the end of each day.

    It may lapse or be superseded before, and then never does.

    Parameters
    ----------
    calendar
        The phases and terms.
    days
        The last day, >= 0.
    to
        Strained, suspended or collapsed, each with what is worse.

    Returns
    -------
    Shape ``(days + 1,)`` or ``(draws, days + 1)``; it never falls.
    """
    stop = IN_FORCE.index(to) if to in IN_FORCE else len(IN_FORCE)
    found = [now.inside[stop:].sum(axis=0) + now.ended[1] for now in _walk(calendar, days, stop)]
    return _drop(np.stack(found, axis=-1), calendar)
