"""The course of a ceasefire by day, and what has come by some of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analyses.followed import LEVELS, Both
from detente.results.ceasefire import COURSE, CourseDay, Until
from detente.results.ceasefire_worth import Ranged
from detente.results.reference import HORIZONS
from detente.solvers.ceasefire.chain import each_day

__all__ = ["Course", "course_of"]

Floats = NDArray[np.float64]

_IN_FORCE = COURSE.index("renewed") + 1
_COLLAPSED = COURSE.index("collapsed")


class Course:
    """Every day of a ceasefire, and the share without collapse reckoned as for the reference class.

    Parameters
    ----------
    days
        From day 0 on.
    without_collapse
        Per day, at the central values and in every draw: see `course_of`; ``None`` for days on which nothing is in
        force any more.
    """

    def __init__(self, days: Sequence[CourseDay], without_collapse: Sequence[tuple[Floats, Floats | None] | None]):
        self.days = tuple(days)
        self.without_collapse = tuple(without_collapse)

    def until(self, terms: Sequence[int]) -> tuple[Until, ...]:
        """Return what has come by the days at which past ceasefires are told, by the end of each term, and at the end.

        Parameters
        ----------
        terms
            The days on which terms end, in order.
        """
        last = self.days[-1].day
        number = {day: place + 1 for place, day in enumerate(terms)}
        asked = sorted({*(day for day in HORIZONS if day <= last), *terms, last} - {0})
        return tuple(
            Until(day, number.get(day, 0), self.days[day].shares["collapsed"], self.days[day].in_force) for day in asked
        )


def course_of(both: Both, horizon: int) -> Course:
    """Return the course of a ceasefire.

    Beside the chance of collapse, which is lower where other ends come first, it tells the share without collapse in
    the way of Kaplan and Meier (1958), in which past ceasefires are reckoned: day by day, the collapses among those
    still in force, while all other ends take a ceasefire out of sight.

    Parameters
    ----------
    both
        The calendars.
    horizon
        The last day.
    """
    streams = [each_day(both.central, horizon)]
    if both.drawn is not None:
        streams.append(each_day(both.drawn, horizon))
    days: list[CourseDay] = []
    net: list[tuple[Floats, Floats | None] | None] = []
    kept: list[Floats] = []
    before: list[Floats] = []
    for day, each in enumerate(zip(*streams, strict=True)):
        rows = list(each)
        drawn = rows[1] if len(rows) > 1 else None
        days.append(_day(day, rows[0], drawn))
        if day:
            kept = [share * _staying(old, new) for share, old, new in zip(kept, before, rows, strict=True)]
        else:
            kept = [np.ones(row.shape[:-1]) for row in rows]
        alive = not day or before[0][:_IN_FORCE].sum() > 0
        net.append((kept[0], kept[1] if len(kept) > 1 else None) if alive else None)
        before = rows
    return Course(days, net)


def _staying(before: Floats, after: Floats) -> Floats:
    """Return the share of those in force that do not collapse in a day; 1 where none are."""
    alive = before[..., :_IN_FORCE].sum(axis=-1)
    gone = after[..., _COLLAPSED] - before[..., _COLLAPSED]
    # Rounding may leave the ratio a hair outside.
    return np.clip(1 - np.divide(gone, alive, out=np.zeros_like(alive), where=alive > 0), 0, 1)


def _day(day: int, central: Floats, drawn: Floats | None) -> CourseDay:
    middle = _columns(central)
    levels = None if drawn is None else np.quantile(_columns(drawn), LEVELS, axis=0)
    told = [
        Ranged(float(middle[place])) if levels is None else Ranged(float(middle[place]), *map(float, levels[:, place]))
        for place in range(len(COURSE) + 1)
    ]
    return CourseDay(day, dict(zip(COURSE, told, strict=False)), told[-1])


def _columns(rows: Floats) -> Floats:
    """Return the states, and behind them those in force together."""
    return np.concatenate([rows, rows[..., :_IN_FORCE].sum(axis=-1, keepdims=True)], axis=-1)
