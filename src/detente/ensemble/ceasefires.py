"""A ceasefire in every draw of the ranges."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from detente.ensemble.numbers import DrawnNumbers
from detente.problem.ceasefires import Truce
from detente.solvers.ceasefire.dates import Calendar

__all__ = ["draw_ceasefire"]


def draw_ceasefire(
    truce: Truce, source: DrawnNumbers, measures: Iterable[str] = (), factor: ArrayLike = 1.0
) -> Calendar:
    """Return the phases and terms of a ceasefire with one number per draw.

    Parameters
    ----------
    truce
        The ceasefire under the terms of a package; another one with the same source gets common numbers.
    source
        The draws; estimates that name a driver move with it.
    measures
        Names of measures that are added to its terms.
    factor
        By which accidents and opportunities for violations are multiplied, one number or one for each draw.
    """
    return truce.calendar(source.draw, measures, np.broadcast_to(factor, (source.draws.count,)))
