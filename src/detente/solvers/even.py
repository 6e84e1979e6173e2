"""The most even shares that a lottery over vectors can give, exactly: a simplex method in fractions.

A lottery over rows gives each party the weighted mean of its entries. The lexicographic maximin of those means, each
divided by the party's unit, is found stage by stage (Imai 1983): the least share is made as large as possible; the
parties whose shadow price is positive cannot have more and are held there; the others go on. Each stage is a linear
programme with one row per party and one for the sum of the weights (Dantzig 1963; Bland 1977 for the rule that cannot
cycle), so that however many vectors there are, only a small matrix is inverted. Floats only look for a column to enter;
whether it does, and that none is left, is decided in whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from operator import mul

import numpy as np

from detente.solvers.network import Integers

__all__ = ["even_weights"]

_MARGIN = 1e-9
_PATIENCE = 50
"""Pivots in a row that change nothing after which the first column that helps is taken, which cannot cycle."""


@dataclass
class _Programme:
    """Weights of rows, the rise of the least share, and what each party has above it.

    Variables are numbered: row i is i, the rise is n, what party j has to spare is n + 1 + j. The inverse of the basis
    is held as whole numbers over one positive whole number (Edmonds 1967; Bareiss 1968).
    """

    values: Integers
    units: Sequence[int]
    level: list[Fraction] = field(default_factory=list[Fraction])
    free: set[int] = field(default_factory=set[int])
    basis: list[int] = field(default_factory=list[int])
    adjugate: list[list[int]] = field(default_factory=list[list[int]])
    determinant: int = 1

    def __post_init__(self) -> None:
        self.rows, self.parties = self.values.shape
        self.rise = self.rows
        tops = [int(self.values[:, j].max()) or 1 for j in range(self.parties)]
        self.tops = np.array([float(top) for top in tops])
        self.rough = np.stack([np.asarray(self.values[:, j], dtype=np.float64) for j in range(self.parties)], axis=1)
        self.rough /= self.tops

    def column(self, variable: int) -> list[int]:
        """Return a variable's column."""
        if variable < self.rows:
            return [*(int(entry) for entry in self.values[variable]), 1]
        found = [0] * (self.parties + 1)
        if variable == self.rise:
            for j in self.free:
                found[j] = -self.units[j]
        else:
            found[variable - self.rise - 1] = -1
        return found

    def times(self, column: Sequence[int]) -> list[int]:
        """Return the inverse of the basis times a column, times the determinant."""
        return [sum(map(mul, row, column)) for row in self.adjugate]

    def solution(self) -> list[Fraction]:
        """Return the basic variables' values."""
        wanted = [share * unit for share, unit in zip(self.level, self.units, strict=True)]
        shared = lcm(*(share.denominator for share in wanted))
        found = self.times([*(int(share * shared) for share in wanted), shared])
        return [Fraction(value, shared * self.determinant) for value in found]

    def exchange(self, place: int, variable: int) -> None:
        """Put a variable in a place of the basis."""
        direction = self.times(self.column(variable))
        row, pivot, before = self.adjugate[place], direction[place], self.determinant
        sign = 1 if pivot > 0 else -1
        for other, factor in enumerate(direction):
            if other != place:
                changed = zip(self.adjugate[other], row, strict=True)
                self.adjugate[other] = [sign * (pivot * a - factor * b) // before for a, b in changed]
        self.adjugate[place] = [sign * entry for entry in row]
        self.determinant = sign * pivot
        self.basis[place] = variable

    def prices(self) -> list[int]:
        """Return what one more unit of each right-hand side adds to the rise, times the determinant."""
        return self.adjugate[self.basis.index(self.rise)]

    def entering(self, *, first: bool) -> int | None:
        """Return a variable that would raise the least share, the best one or simply the first, or ``None``."""
        if self.rise not in self.basis:
            return self.rise
        prices = self.prices()
        for j in range(self.parties):
            if prices[j] > 0:
                return self.rise + 1 + j
        rough = [price / self.determinant for price in prices]
        scaled = np.array(rough[:-1]) * self.tops
        adds = -(self.rough @ scaled + rough[-1])
        margin = _MARGIN * (float(np.abs(scaled).sum()) + abs(rough[-1]))
        near = np.flatnonzero(adds >= -margin)
        order = near if first else near[np.argsort(-adds[near], kind="stable")]
        for row in order:
            if sum(map(mul, prices, self.column(int(row)))) < 0:
                return int(row)
        return None

    def leaving(self, direction: Sequence[int]) -> tuple[int, Fraction]:
        """Return the place that first runs out along a direction, and how far it goes."""
        values = self.solution()
        steps = ((at, values[at] * self.determinant / falls) for at, falls in enumerate(direction) if falls > 0)
        return min(steps, key=lambda found: (found[1], self.basis[found[0]]))

    def start(self) -> None:
        """Begin with the row whose least share is largest."""
        shares = np.asarray(self.rough * self.tops / np.array([float(unit) for unit in self.units]))
        row = int(np.argmax(shares.min(axis=1)))
        least = min(range(self.parties), key=lambda j: Fraction(int(self.values[row, j]), self.units[j]))
        self.level = [Fraction(0)] * self.parties
        self.free = set(range(self.parties))
        # Begin with what is to spare and an empty sum row, then put the row and the rise in.
        size = self.parties + 1
        self.basis = [*(self.rise + 1 + j for j in range(self.parties)), -1]
        self.adjugate = [[(1 if i == size - 1 else -1) * (i == j) for j in range(size)] for i in range(size)]
        self.exchange(size - 1, row)
        self.exchange(least, self.rise)

    def stage(self) -> None:
        """Raise the least share of the free parties as far as it goes, and hold those that cannot have more."""
        still = 0
        while (variable := self.entering(first=still > _PATIENCE)) is not None:
            place, step = self.leaving(self.times(self.column(variable)))
            self.exchange(place, variable)
            still = 0 if step else still + 1
        place = self.basis.index(self.rise)
        risen = self.solution()[place]
        prices = self.prices()
        held = [j for j in sorted(self.free) if prices[j] < 0]
        for j in self.free:
            self.level[j] += risen
        # The rise starts again from zero; what a held party has to spare (nothing) takes its place.
        self.exchange(place, self.rise + 1 + held[0])
        self.free -= set(held)


def even_weights(values: Integers, units: Sequence[int]) -> dict[int, Fraction]:
    """Return the lottery over rows that maximises, lexicographically, the least mean of ``value / unit``.

    Parameters
    ----------
    values
        Shape ``(n, parties)``, non-negative, n >= 1.
    units
        One positive integer per party.

    Returns
    -------
    Weight by row, positive and adding up to 1; at most one row more than there are parties.

    Examples
    --------
    >>> even_weights(np.array([[4, 0], [2, 1], [0, 4]]), (1, 1))
    {0: Fraction(1, 2), 2: Fraction(1, 2)}
    """
    programme = _Programme(values, units)
    programme.start()
    while programme.free:
        programme.stage()
    found = {
        variable: value
        for variable, value in zip(programme.basis, programme.solution(), strict=True)
        if variable < programme.rows and value
    }
    return dict(sorted(found.items()))
