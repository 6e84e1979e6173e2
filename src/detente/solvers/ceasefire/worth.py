"""What a monitor, attribution or a consultation mechanism is worth, and by which path a monitor can do harm.

Every measure raises (or lowers) one number of the rates from a day on. All combinations of measures are worked out, so
that each can be told alone, added to all the others, and as its share of what all do together (Shapley 1953): measures
help or hinder each other, and what each does alone does not add up.

A monitor works along four *paths*, all of which lead through the rate of straining: more accidents are noticed, more
violations are noticed, sides that expect to be caught violate less, and what is noticed is explained more often. The
first two only ever strain more and the third only ever less. The last one goes either way: it strains less where an
explained incident strains less than one that nobody can explain, and more where a violator is named whom it would have
been easier to overlook. Switching each path on while the others stay as they were names the one that does harm.

References
----------
Fortna, V. P. (2003). Scraps of paper? Agreements and the durability of peace. International Organization 57(2),
337-372.
Shapley, L. S. (1953). A value for n-person games. In Kuhn and Tucker (eds.), Contributions to the Theory of Games II,
307-317.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import factorial
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import LimitError, UsageError
from detente.solvers.ceasefire.chain import Outcome, outcome
from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.ceasefire.rates import NUMBERS, Rates, Seen, seen, straining

__all__ = ["MOST_MEASURES", "PATHS", "Worth", "paths", "worth"]

Floats = NDArray[np.float64]
Levels = tuple[ArrayLike, ArrayLike]
Known = tuple[ArrayLike | None, ArrayLike | None]

MOST_MEASURES = 8
"""Most measures: 256 combinations."""

PATHS = ("accidents", "violations", "deterrence", "attribution")
"""How a monitor works: accidents noticed, violations noticed, violations deterred, incidents explained."""


@dataclass(frozen=True, eq=False)
class Worth:
    """What every combination of measures, or of paths, leads to.

    Parameters
    ----------
    names
        The measures or paths.
    days
        Expected days in force up to the horizon, shape ``(2**len(names),)`` or ``(draws, 2**len(names))``; column k
        has the measure i where bit i of k is 1.
    collapsed
        Chance of collapse by the horizon, of the same shape.
    """

    names: tuple[str, ...]
    days: Floats
    collapsed: Floats

    def _gain(self, values: Floats, before: int, after: int) -> Floats:
        return values[..., after] - values[..., before]

    def together(self) -> tuple[Floats, Floats]:
        """Return the days in force and the chance of collapse that all of them add."""
        last = self.days.shape[-1] - 1
        return self._gain(self.days, 0, last), self._gain(self.collapsed, 0, last)

    def alone(self, name: str) -> tuple[Floats, Floats]:
        """Return the days in force and the chance of collapse that one adds where there is no other."""
        bit = 1 << self.names.index(name)
        return self._gain(self.days, 0, bit), self._gain(self.collapsed, 0, bit)

    def last(self, name: str) -> tuple[Floats, Floats]:
        """Return the days in force and the chance of collapse that one adds to all the others."""
        whole = self.days.shape[-1] - 1
        without = whole ^ 1 << self.names.index(name)
        return self._gain(self.days, without, whole), self._gain(self.collapsed, without, whole)

    def share(self, name: str) -> tuple[Floats, Floats]:
        """Return the days and the chance that one adds on average over all orders: the shares add up to `together`."""
        bit, size = 1 << self.names.index(name), len(self.names)
        weights = np.zeros(1 << size)
        for base in range(1 << size):
            if not base & bit:
                before = base.bit_count()
                weight = factorial(before) * factorial(size - before - 1) / factorial(size)
                weights[base | bit] += weight
                weights[base] -= weight
        return self.days @ weights, self.collapsed @ weights

    def harmful(self, to: Literal["days", "collapsed"] = "days") -> dict[str, NDArray[np.bool_]]:
        """Return in which draws each of them, alone, does harm.

        Parameters
        ----------
        to
            ``days``: it shortens the days in force. ``collapsed``: it makes a collapse by the horizon more likely. A
            measure may do one without the other, as ceasefires that lapse can no longer collapse.
        """
        if to == "days":
            return {name: np.asarray(self.alone(name)[0] < 0) for name in self.names}
        return {name: np.asarray(self.alone(name)[1] > 0) for name in self.names}


def _combined(names: Sequence[str], result: Callable[[int], Outcome]) -> Worth:
    """Return what every combination leads to, each worked out by `result` from its bits."""
    found = [result(bits) for bits in range(1 << len(names))]
    return Worth(
        tuple(names),
        np.stack(np.broadcast_arrays(*(each.in_force for each in found)), axis=-1),
        np.stack(np.broadcast_arrays(*(each.collapsed for each in found)), axis=-1),
    )


def worth(calendar: Calendar, horizon: int, measures: Mapping[str, Levels], since: int = 0) -> Worth:
    """Return what measures add, alone and together.

    Parameters
    ----------
    calendar
        The phases and terms.
    horizon
        The day up to which days in force are counted and by which collapse is told.
    measures
        By field of `Rates`, the value without and with the measure: ``detection`` for a monitor, ``attribution`` for
        an inquiry, ``resolution`` for a consultation mechanism, or any other that is one number per draw. Both
        replace what the calendar says from `since` on.
    since
        The day from which the measures work.

    Raises
    ------
    UsageError
        If a measure is no such field.
    LimitError
        If there are more than `MOST_MEASURES`.

    Examples
    --------
    >>> from detente.solvers.ceasefire.dates import Phase
    >>> rates = Rates(accident=0.2, detection=1, strain_unexplained=1, retaliation=0.2, collapse_suspended=0.1)
    >>> found = worth(Calendar((Phase(rates),)), 60, {"attribution": (0, 0.5), "resolution": (0.1, 0.5)})
    >>> [float(days.round(1)) for days in (found.alone("attribution")[0], found.together()[0])]
    [6.3, 16.3]
    """
    unknown = [name for name in measures if name not in NUMBERS]
    if unknown:
        raise UsageError(f"Not a number of the rates: {', '.join(unknown)}. There are: {', '.join(NUMBERS)}.")
    if len(measures) > MOST_MEASURES:
        raise LimitError(f"More than {MOST_MEASURES} measures are compared.", "Compare fewer at a time.")

    def result(bits: int) -> Outcome:
        values = {name: levels[bits >> i & 1] for i, (name, levels) in enumerate(measures.items())}
        return outcome(calendar.revised(lambda rates: replace(rates, **values), since), horizon)

    return _combined(list(measures), result)


def paths(
    calendar: Calendar, horizon: int, detection: Known, attribution: Known = (None, None), since: int = 0
) -> Worth:
    """Return by which path a monitor helps or does harm.

    Parameters
    ----------
    calendar
        The phases and terms.
    horizon
        The day up to which days in force are counted and by which collapse is told.
    detection
        Chance that an incident is noticed without and with the monitor; None where that is as the calendar has it.
    attribution
        The same of the chance that a noticed incident is explained.
    since
        The day from which the monitor works.

    Returns
    -------
    The effect of every combination of `PATHS`. All of them together are the monitor.

    Examples
    --------
    Accidents that would have passed unnoticed:

    >>> from detente.solvers.ceasefire.dates import Phase
    >>> rates = Rates(accident=0.5, strain_unexplained=0.5, resolution=0.2, retaliation=0.1, collapse_suspended=0.1)
    >>> found = paths(Calendar((Phase(rates),)), 60, (0.2, 0.9))
    >>> [name for name, harm in found.harmful().items() if harm]
    ['accidents']
    """

    def result(bits: int) -> Outcome:
        noticed, warned, deterred, named = (bool(bits >> i & 1) for i in range(len(PATHS)))

        def known(rates: Rates, *, more: bool, better: bool) -> Seen:
            levels = {"detection": detection[more], "attribution": attribution[better]}
            return seen(replace(rates, **{name: level for name, level in levels.items() if level is not None}))

        def edit(rates: Rates) -> Rates:
            on = Seen(
                known(rates, more=noticed, better=False).accidents,
                known(rates, more=warned, better=False).violations,
                known(rates, more=False, better=named).explained,
                known(rates, more=deterred, better=deterred).caught,
            )
            # Everything runs through straining, so that these rates, of incidents all noticed, do the same.
            total = straining(rates, on).total
            return replace(
                rates,
                accident=total,
                violation=0.0,
                stakes=None,
                detection=1.0,
                attribution=0.0,
                strain_unexplained=1.0,
            )

        return outcome(calendar.revised(edit, since), horizon)

    return _combined(PATHS, result)
