"""A ceasefire followed at the central values and over the draws: what its parts have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.ensemble import DrawnNumbers, Draws
from detente.ensemble.ceasefires import draw_ceasefire
from detente.problem.ceasefires import Truce, central_number
from detente.results.ceasefire_worth import Ranged
from detente.solvers.ceasefire.chain import Outcome, outcome
from detente.solvers.ceasefire.dates import Calendar

__all__ = ["LEVELS", "Both", "Followed", "differing", "ranged"]

Floats = NDArray[np.float64]

LEVELS = (0.05, 0.5, 0.95)
"""Which quantiles of the draws are told."""


def ranged(central: ArrayLike, drawn: Floats | None) -> Ranged:
    """Return a number at the central values with its range over the draws.

    Parameters
    ----------
    central
        One number.
    drawn
        Shape ``(draws,)``, or ``None`` without draws.
    """
    middle = float(np.asarray(central))
    if drawn is None:
        return Ranged(middle)
    low, half, high = np.quantile(drawn, LEVELS)
    return Ranged(middle, float(low), float(half), float(high))


@dataclass(frozen=True, eq=False)
class Both:
    """A calendar at the central values, and in every draw."""

    central: Calendar
    drawn: Calendar | None

    def each(self, solve: Callable[[Calendar], Floats]) -> tuple[Floats, Floats | None]:
        """Return what a solver says of either."""
        return solve(self.central), None if self.drawn is None else solve(self.drawn)


def differing(
    before: tuple[Floats, Floats | None], after: tuple[Floats, Floats | None]
) -> tuple[Floats, Floats | None]:
    """Return what is added, at the central values and in every draw."""
    drawn = None if before[1] is None or after[1] is None else after[1] - before[1]
    return after[0] - before[0], drawn


@dataclass(frozen=True)
class Followed:
    """A ceasefire under the terms of a package, over so many draws.

    Parameters
    ----------
    truce
        The ceasefire.
    draws
        The draws; none where their count is 0.
    """

    truce: Truce
    draws: Draws

    @cached_property
    def source(self) -> DrawnNumbers | None:
        """Return the drawn numbers, the same for all that is compared."""
        return DrawnNumbers(self.draws) if self.draws.count else None

    @property
    def horizon(self) -> int:
        """Return the last day."""
        return self.truce.ceasefire.horizon

    def calendars(
        self,
        measures: Iterable[str] = (),
        *,
        truce: Truce | None = None,
        factor: ArrayLike = 1.0,
        drawn_factor: ArrayLike = 1.0,
    ) -> Both:
        """Return the calendars with measures added, with other terms, or with other rates of incidents."""
        added, asked = tuple(measures), self.truce if truce is None else truce
        return Both(
            asked.calendar(central_number, added, factor),
            None if self.source is None else draw_ceasefire(asked, self.source, added, drawn_factor),
        )

    def outcomes(self, both: Both) -> tuple[Outcome, Outcome | None]:
        """Return what comes of calendars by the horizon."""
        return (
            outcome(both.central, self.horizon),
            None if both.drawn is None else outcome(both.drawn, self.horizon),
        )
