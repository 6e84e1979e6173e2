"""Envy: who would rather have what another party was given.

Sources: Foley 1967 for the absence of envy; Budish 2011 for its absence once some one item of the other's is left out
(EF1), which Lipton, Markakis, Mossel and Saberi 2004 show can always be had. A party compares bundles by its own values
only, so that no points of different parties meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.solvers.network import Integers

__all__ = ["Envy", "bundle_values", "envy"]

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Envy:
    """What each party thinks of what the others have.

    Parameters
    ----------
    values
        Shape ``(parties, parties)``: what the row's party would have from the bundle of the column's.
    pairs
        Pairs ``(i, j)`` where party i values the bundle of j above its own.
    stubborn
        Those of them in which i does so whichever one item of j's bundle is left out.
    """

    values: Integers
    pairs: tuple[Pair, ...]
    stubborn: tuple[Pair, ...]

    @property
    def free(self) -> bool:
        """Return whether nobody envies anybody."""
        return not self.pairs

    @property
    def free_up_to_one(self) -> bool:
        """Return whether leaving out one item would end each envy (EF1)."""
        return not self.stubborn


def bundle_values(values: Integers, owners: Sequence[int]) -> Integers:
    """Return what each party would have from each party's bundle.

    Parameters
    ----------
    values
        Shape ``(parties, items)``: what each item is worth to each party, in the party's own units.
    owners
        The party that has each item.

    Returns
    -------
    Shape ``(parties, parties)``: rows judge, columns own; the diagonal is what each party has.
    """
    held = np.array(owners, dtype=np.int64)[:, None] == np.arange(len(values))
    return values @ held.astype(values.dtype)


def envy(values: Integers, owners: Sequence[int]) -> Envy:
    """Return who envies whom under an allocation of items, and whose envy one item less would not end.

    Parameters
    ----------
    values
        Shape ``(parties, items)``, non-negative integers.
    owners
        The party that has each item.

    Examples
    --------
    >>> found = envy(np.array([[6, 5, 1], [4, 4, 4]]), (0, 0, 1))
    >>> found.values.tolist(), found.pairs, found.free_up_to_one
    ([[11, 1], [8, 4]], ((1, 0),), True)
    """
    judged = bundle_values(values, owners)
    pairs: list[Pair] = []
    stubborn: list[Pair] = []
    for judge in range(len(values)):
        own = int(judged[judge, judge])
        for other in range(len(values)):
            if int(judged[judge, other]) > own:
                pairs.append((judge, other))
                best = max(int(values[judge, item]) for item, owner in enumerate(owners) if owner == other)
                if int(judged[judge, other]) - best > own:
                    stubborn.append((judge, other))
    return Envy(judged, tuple(pairs), tuple(stubborn))
