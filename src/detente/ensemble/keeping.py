"""Promises that may be broken in every draw of the ranges (rule C8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from detente.case import Estimate, broken_path, chance_paths
from detente.ensemble.ceasefires import draw_ceasefire
from detente.ensemble.columns import Draws
from detente.ensemble.drawn_case import DrawnCase
from detente.ensemble.numbers import DrawnNumbers
from detente.problem import Keeping

__all__ = ["DrawnKeeping", "draw_keeping"]

_WHOLE = 1_000_000
"""Parts of a chance: drawn chances are rounded once to 10^-6, then exact."""

_FAR = 1 << 50
"""More units than any sum has."""

Units = NDArray[np.int64]


@dataclass(frozen=True)
class DrawnKeeping:
    """A case in draws of its ranges, with how likely promises are kept in each.

    Parameters
    ----------
    drawn
        The draws in which all promises are kept.
    chances
        Per chance, by position: shape ``(draws,)``, in millionths.
    broken
        Per party of whom it is said: what a broken promise leaves it, in units, shape ``(draws,)``.
    """

    keeping: Keeping
    drawn: DrawnCase
    chances: Mapping[int, Units]
    broken: dict[str, Units]

    def under(self, place: int) -> DrawnCase:
        """Return the draws of the packages of one chance: what they must be worth, kept, to be accepted."""
        problem = self.keeping.under(place)
        asked = self.keeping.problem.consenting
        no_deal = {
            party: self._floor(party, place) if party in asked else own for party, own in self.drawn.no_deal.items()
        }
        return replace(self.drawn, problem=problem, no_deal=no_deal)

    def span(self, place: int) -> tuple[float, float]:
        """Return the 5th and the 95th percentile of a chance."""
        low, high = np.percentile(self.chances[place], (5, 95)) / _WHOLE
        return float(low), float(high)

    def _floor(self, party: str, place: int) -> Units:
        chance, broken, no_deal = self.chances[place], self.broken[party], self.drawn.no_deal[party]
        short = _WHOLE * no_deal - (_WHOLE - chance) * broken
        floor = -(-short // np.maximum(chance, 1))
        return np.where(chance > 0, floor, np.where(broken >= no_deal, -_FAR, _FAR))


def draw_keeping(keeping: Keeping, drawn: DrawnCase, draws: Draws) -> DrawnKeeping:
    """Return how likely promises are kept in each draw.

    Parameters
    ----------
    drawn
        What `draws` gave for the same case; estimates that name a driver move with it.
    """
    source = DrawnNumbers(draws, dict(drawn.inputs))
    chances = {place: np.rint(_shares(keeping, source, place) * _WHOLE).astype(np.int64) for place in keeping.chances}
    broken: dict[str, Units] = {}
    for party, given in keeping.kept.if_broken.items():
        estimate = given if isinstance(given, Estimate) else given.plus
        units = np.rint(source.draw(estimate, broken_path(party)) * _WHOLE).astype(np.int64)
        if isinstance(given, Estimate):
            broken[party] = units
        elif party in drawn.no_deal:
            broken[party] = drawn.no_deal[party] + units
    return DrawnKeeping(keeping, drawn, chances, broken)


def _shares(keeping: Keeping, source: DrawnNumbers, place: int) -> NDArray[np.float64]:
    """Return one chance in every draw."""
    if keeping.truce is not None:
        return keeping.standing(draw_ceasefire(keeping.truce_of(place), source))
    return source.draw(keeping.kept.chances[place].kept, chance_paths(keeping.kept)[place])
