"""One column of a Latin hypercube per estimate, seeded by the estimate's name (rule D8)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from detente.case import Estimate

__all__ = ["Draws", "drawn"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Draws:
    """Numbers in (0, 1) for `count` draws, one Latin hypercube column per name.

    A column depends on the seed, the count and its own name only, so two cases that share an estimate share
    its numbers, whatever else they contain (common random numbers). Source: McKay, Beckman and Conover 1979.

    Parameters
    ----------
    seed, count
        Both are part of every column.
    purpose
        Tells apart sets of draws that must have nothing in common, such as those that find packages and those
        that judge them.
    renewed
        Names of columns that are drawn anew, all others being as they are without it.

    Examples
    --------
    >>> column = Draws(seed=1, count=4).column("wage")
    >>> sorted((column * 4).astype(int).tolist())
    [0, 1, 2, 3]
    """

    seed: int
    count: int
    purpose: str = ""
    renewed: frozenset[str] = frozenset()

    def column(self, name: str) -> Floats:
        """Return the column of a name, shape ``(count,)``: one number in each of `count` equal strata."""
        again = "anew|" if name in self.renewed else ""
        key = int.from_bytes(sha256(f"{again}{self.purpose}|{name}".encode()).digest()[:16], "big")
        generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, key])))
        return (generator.permutation(self.count) + generator.random(self.count)) / self.count

    @cached_property
    def everything(self) -> slice:
        """Return the slice of all draws."""
        return slice(0, self.count)


def drawn(estimate: Estimate, uniform: Floats) -> Floats:
    """Return an estimate at given quantiles: uniform over a range, PERT (lambda = 4) over a three-point one.

    Parameters
    ----------
    estimate
        Not an unknown: what that stands for depends on where it is written.
    uniform
        Quantiles in (0, 1).

    Examples
    --------
    >>> from fractions import Fraction
    >>> drawn(Estimate(Fraction(10), Fraction(20)), np.array([0.25, 0.5])).tolist()
    [12.5, 15.0]
    """
    low, high = float(estimate.low), float(estimate.high)
    if low == high:
        return np.full(len(uniform), low)
    if estimate.likely is None:
        return low + (high - low) * uniform
    # scipy.special costs little to import, scipy.stats over a second.
    from scipy.special import betaincinv  # noqa: PLC0415

    rise = 4.0 * (float(estimate.likely) - low) / (high - low)
    quantiles: Floats = betaincinv(1.0 + rise, 5.0 - rise, uniform)
    return low + (high - low) * quantiles
