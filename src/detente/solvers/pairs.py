"""Which points of two messages meet in a join."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.solvers.dominance import prune
from detente.solvers.limbs import Limbs, ranks_of_sums

__all__ = ["Pairs"]


@dataclass(frozen=True)
class Pairs:
    """Points of one message and of another that agree where both speak.

    Parameters
    ----------
    left, right
        Positions of the points in the first message and in the second.
    key
        Flat position of their joint assignment.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    key: NDArray[np.int64]

    def surviving(self, first: Limbs, second: Limbs, objectives: int) -> Pairs:
        """Return the pairs whose sums are not dominated, before any sum is made.

        Thresholds are left for later: what dominates a sum that can reach them can reach them too.

        Parameters
        ----------
        first, second
            Limbs of the two messages' points.
        objectives
            As in `prune`.
        """
        rows = prune(ranks_of_sums(first, self.left, second, self.right), self.key, objectives).rows
        return Pairs(self.left[rows], self.right[rows], self.key[rows])
