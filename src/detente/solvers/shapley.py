"""The Shapley value: what each player of a game with side payments adds, over all orders in which they may join.

Source: Shapley 1953. The value is the mean, over all orders of the players, of what a player adds to those before it.
That depends only on the set before it, so sets of one size are added up together and weighted once. The worth of
every set must be one number that can be shared out: points of different parties cannot stand here, only a common
currency.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError, UsageError
from detente.solvers.network import SAFE

__all__ = ["MAX_PLAYERS", "shapley_value"]

MAX_PLAYERS = 16
"""Most players: the worths of 2^16 sets."""


def shapley_value(worths: NDArray[Any]) -> list[Fraction] | list[float]:
    """Return the Shapley value of each player.

    Parameters
    ----------
    worths
        Shape ``(2**players,)``: the worth of each set of players; set k has player i where bit i of k is 1, so that the
        first is that of nobody, 0. Whole numbers, or an object array of integers or fractions, give an exact answer,
        and floats give floats.

    Raises
    ------
    UsageError
        If the length is no power of 2, or nobody is worth something.
    LimitError
        If there are more than `MAX_PLAYERS`.

    Examples
    --------
    Two sellers of a left glove and one of a right one; a pair is worth 6.

    >>> shapley_value(np.array([0, 0, 0, 0, 0, 6, 6, 6]))
    [Fraction(1, 1), Fraction(1, 1), Fraction(4, 1)]
    """
    players = len(worths).bit_length() - 1
    if worths.ndim != 1 or len(worths) != 1 << players:
        raise UsageError("A game needs a worth for each set of its players: 1, 2, 4, 8, ... of them.")
    if worths[0] != 0:
        raise UsageError("Nobody together must be worth 0.")
    if players > MAX_PLAYERS:
        raise LimitError(f"The game has more than {MAX_PLAYERS} players.", "Let players who act alike join as one.")
    exact = worths.dtype.kind != "f"
    if exact and worths.dtype != np.object_:
        # What is added may be twice the largest worth, and is summed over half of all sets.
        largest = max(abs(int(worths.max())), abs(int(worths.min())))
        worths = worths.astype(np.int64 if largest << players < SAFE else np.object_)
    sets = np.arange(len(worths))
    sizes = np.bitwise_count(sets).astype(np.int64)
    chances = [Fraction(factorial(size) * factorial(players - size - 1), factorial(players)) for size in range(players)]
    found: list[Any] = []
    for player in range(players):
        without = sets[sets >> player & 1 == 0]
        without = without[np.argsort(sizes[without], kind="stable")]
        starts = np.searchsorted(sizes[without], np.arange(players))
        added = np.add.reduceat(worths[without | 1 << player] - worths[without], starts)
        if exact:
            found.append(
                sum((chance * _whole(entry) for chance, entry in zip(chances, added, strict=True)), start=Fraction(0))
            )
        else:
            found.append(float(sum(float(chance) * float(entry) for chance, entry in zip(chances, added, strict=True))))
    return found


def _whole(entry: object) -> Fraction:
    return entry if isinstance(entry, Fraction) else Fraction(int(entry))  # type: ignore[call-overload]
