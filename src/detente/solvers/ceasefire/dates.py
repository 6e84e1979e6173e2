"""The calendar of a ceasefire: days on which rates change, and dates on which a term ends.

Day 0 is the start. Rates change with *phases*: a monitor that deploys on day 10 begins a new one. A *term* ends on a
date at which the ceasefire is renewed, with a chance that depends on its state, or lapses. Every renewal happens on
such a date, so the day alone tells whether a ceasefire in force is in its first term or a later one, and rates that
differ by term are those of a phase.

A term of fixed length is kept as a date. To spread it over exponential stages, as phase-type models do, would let it
end weeks early or late: with three stages a term of 30 days has ended by day 20 in a third of cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.solvers.ceasefire.rates import IN_FORCE, Rates

__all__ = ["Calendar", "Phase", "Renewal", "Term", "repeated"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Phase:
    """Days with the same rates.

    Parameters
    ----------
    rates
        What holds in these days.
    until
        The day on which the phase ends, or None for the last one.
    """

    rates: Rates
    until: int | None = None


@dataclass(frozen=True, eq=False)
class Renewal:
    """Chance that a ceasefire is renewed at the end of its term, by the state it is in; it keeps that state.

    Parameters
    ----------
    holding, strained, suspended
        In [0, 1], one number or one for each draw.
    """

    holding: ArrayLike
    strained: ArrayLike
    suspended: ArrayLike

    def __post_init__(self) -> None:
        if not ((self.chances >= 0) & (self.chances <= 1)).all():
            raise UsageError("A chance of renewal must lie in [0, 1].")

    @property
    def chances(self) -> Floats:
        """All three, shape ``(3,)`` or ``(3, draws)``."""
        parts = (self.holding, self.strained, self.suspended)
        return np.stack(np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in parts)))


@dataclass(frozen=True, eq=False)
class Term:
    """A stretch at whose end the ceasefire must be renewed.

    Parameters
    ----------
    days
        Its length, at least 1; None has no end and can only come last.
    renewal
        How it is renewed; None cannot be renewed, and then it is the last one. A last term that can be renewed is
        followed by others like it without end.
    """

    days: int | None
    renewal: Renewal | None = None


def repeated(days: int, renewal: Renewal, most: int) -> tuple[Term, ...]:
    """Return terms of equal length that can follow each other, `most` of them at most.

    Examples
    --------
    >>> [term.renewal is None for term in repeated(30, Renewal(1, 0.5, 0), 3)]
    [False, False, True]
    """
    if most < 1:
        raise UsageError("There must be at least one term.")
    return (*[Term(days, renewal)] * (most - 1), Term(days))


@dataclass(frozen=True, eq=False)
class Calendar:
    """Phases and terms of a ceasefire.

    Parameters
    ----------
    phases
        In order of time; the last one, and only it, has no end.
    terms
        In order of time; none at all means a ceasefire without a term.
    start
        Index in `IN_FORCE` of the state on day 0.

    Raises
    ------
    UsageError
        If days do not ascend, the last phase ends, a term follows one that cannot be renewed or has no end, a term
        without an end has a renewal, or the numbers of draws do not fit.
    """

    phases: tuple[Phase, ...]
    terms: tuple[Term, ...] = ()
    start: int = 0

    def __post_init__(self) -> None:
        ends = [phase.until for phase in self.phases]
        if not ends or ends.pop() is not None or None in ends:
            raise UsageError("The last phase, and only the last one, has no end.")
        days = [0, *(end for end in ends if end is not None)]
        if any(day >= after for day, after in pairwise(days)):
            raise UsageError("Phases must end on ascending days after the start.")
        for term in self.terms:
            if term.days is None and term.renewal is not None:
                raise UsageError("A term without an end is not renewed.")
            if term.days is not None and term.days < 1:
                raise UsageError("A term lasts at least one day.")
        if any(term.renewal is None for term in self.terms[:-1]):
            raise UsageError("Every term but the last one must say how it is renewed.")
        if not 0 <= self.start < len(IN_FORCE):
            raise UsageError("A ceasefire starts holding, strained or suspended.")
        if len(self.shape) > 1:
            raise UsageError("A chance of renewal is one number, or one for each draw.")

    @property
    def shape(self) -> tuple[int, ...]:
        """``()``, or ``(draws,)`` where anything has several draws."""
        renewals = [term.renewal.chances.shape[1:] for term in self.terms if term.renewal is not None]
        try:
            return np.broadcast_shapes(*(phase.rates.shape for phase in self.phases), *renewals)
        except ValueError as error:
            raise UsageError("The numbers of draws do not fit together.") from error

    def phase(self, day: int) -> int:
        """Return the index of the phase that holds from the start of a day, counted from 0, to its end."""
        return sum(phase.until is not None and phase.until <= day for phase in self.phases)

    def breaks(self) -> tuple[int, ...]:
        """Return the days on which phases begin, the first of them 0."""
        return (0, *(phase.until for phase in self.phases if phase.until is not None))

    def dates(self, horizon: int) -> Iterator[tuple[int, Renewal | None]]:
        """Yield the days up to the horizon on which a term ends, with how it is renewed.

        Examples
        --------
        >>> calendar = Calendar((Phase(Rates()),), (Term(30, Renewal(1, 1, 1)), Term(60)))
        >>> [day for day, _ in calendar.dates(400)]
        [30, 90]
        """
        day, index = 0, 0
        while self.terms:
            term = self.terms[min(index, len(self.terms) - 1)]
            if term.days is None or day + term.days > horizon:
                return
            day, index = day + term.days, index + 1
            yield day, term.renewal
            if term.renewal is None:
                return

    def revised(self, edit: Callable[[Rates], Rates], since: int = 0) -> Calendar:
        """Return the calendar with other rates from a day on.

        Parameters
        ----------
        edit
            Turns the rates of a phase into others.
        since
            The day from which they hold, >= 0; a phase that it falls into is cut in two.
        """
        if since < 0:
            raise UsageError("Rates cannot change before the start.")
        phases: list[Phase] = []
        for begin, phase in zip(self.breaks(), self.phases, strict=True):
            if begin < since and (phase.until is None or since < phase.until):
                phases.append(Phase(phase.rates, since))
            changed = phase.until is None or since < phase.until
            phases.append(Phase(edit(phase.rates), phase.until) if changed else phase)
        return Calendar(tuple(phases), self.terms, self.start)
