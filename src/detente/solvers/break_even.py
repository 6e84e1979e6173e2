"""How much pressure makes each party prefer a package to no deal, and how much drives it away (rule L2).

Pressure is one whole number, at least 0, that multiplies what it adds to each party's surplus: pressing one side may
help it to accept and cost another side's acceptance. In each draw a party accepts from some pressure on, or up to some
pressure, always or never; the shares of draws over all pressures follow from these ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.solvers.network import Bools, Integers

__all__ = ["Curve", "Pressures", "accepting_pressures", "curve"]


@dataclass(frozen=True)
class Pressures:
    """From which pressure to which each party accepts, both included.

    Parameters
    ----------
    low
        Shape ``(parties, draws)``: the smallest pressure, the break-even; -1 where there is none.
    high
        Shape ``(parties, draws)``: the greatest pressure; -1 where there is no end, or no smallest.
    """

    low: Integers
    high: Integers

    def accepted(self, pressure: int) -> Bools:
        """Return which party accepts in which draw under a pressure, shape ``(parties, draws)``."""
        begun = (self.low >= 0) & (self.low <= pressure)
        return np.asarray(begun & ((self.high < 0) | (self.high >= pressure)), dtype=np.bool_)


@dataclass(frozen=True)
class Curve:
    """In how many draws parties accept, from each pressure on until the next one listed.

    Parameters
    ----------
    pressures
        Shape ``(steps,)``, ascending from 0.
    each
        Shape ``(parties, steps)``.
    together
        Shape ``(steps,)``: all of them in the same draw.
    """

    pressures: Integers
    each: NDArray[np.int64]
    together: NDArray[np.int64]


def accepting_pressures(surplus: Integers, effect: Integers) -> Pressures:
    """Return between which pressures each party's surplus is at least 0.

    Parameters
    ----------
    surplus
        Shape ``(parties, draws)``: without pressure, in whole units of each party's own.
    effect
        What one more unit of pressure adds: shape ``(parties,)`` where that is the same in all draws, else
        ``(parties, draws)``.

    Examples
    --------
    The first party lacks 5 and gains 2 per unit; the second has 4 to spare and loses 1.

    >>> found = accepting_pressures(np.array([[-5], [4]]), np.array([2, -1]))
    >>> found.low.tolist(), found.high.tolist()
    ([[3], [0]], [[-1], [4]])
    """
    slope = np.broadcast_to(effect if effect.ndim == 2 else effect[:, None], surplus.shape)
    # Nothing is divided by 0: where the slope is, the quotient is not used.
    size = np.where(slope == 0, 1, abs(slope))
    begins = np.where(slope > 0, -(surplus // size), -1)
    low = np.where(surplus >= 0, 0, begins)
    high = np.where((surplus >= 0) & (slope < 0), surplus // size, -1)
    return Pressures(low, high)


def _counts(low: Integers, high: Integers, pressures: Integers) -> NDArray[np.int64]:
    """Return in how many draws (of those that accept at all) each pressure lies between the ends."""
    begun = np.searchsorted(np.sort(low), pressures, side="right")
    over = np.searchsorted(np.sort(high[high >= 0]), pressures, side="left")
    return np.asarray(begun - over, dtype=np.int64)


def curve(found: Pressures, parties: Sequence[int] | None = None) -> Curve:
    """Return in how many draws parties accept, over all pressures.

    Parameters
    ----------
    parties
        Rows of those who are counted together; all if absent.

    Examples
    --------
    >>> steps = curve(accepting_pressures(np.array([[-5, 0], [4, 2]]), np.array([2, -1])))
    >>> steps.pressures.tolist(), steps.each.tolist(), steps.together.tolist()
    ([0, 3, 5], [[1, 2, 2], [2, 1, 0]], [1, 1, 0])
    """
    ends = [np.zeros(1, dtype=found.low.dtype), found.low[found.low >= 0], found.high[found.high >= 0] + 1]
    pressures = np.unique(np.concatenate(ends))
    each = [_counts(low[low >= 0], high[low >= 0], pressures) for low, high in zip(found.low, found.high, strict=True)]
    chosen = slice(None) if parties is None else list(parties)
    lows, highs = found.low[chosen], found.high[chosen]
    endless = np.where(highs < 0, pressures[-1], highs)
    low, high = lows.max(axis=0), endless.min(axis=0)
    both = np.asarray((lows >= 0).all(axis=0) & (low <= high), dtype=np.bool_)
    together = _counts(low[both], high[both], pressures)
    return Curve(pressures, np.array(each, dtype=np.int64).reshape(len(found.low), len(pressures)), together)
