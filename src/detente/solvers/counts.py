"""Rates from counts: exact intervals, ratios of two rates, and what a count does to what was thought of a rate.

Sources: Garwood 1936 (interval of a Poisson mean); Przyborowski and Wilenski 1940 (two Poisson counts, given their
sum); Clopper and Pearson 1934 (the interval of a share that this needs); Raiffa and Schlaifer 1961 (gamma prior,
negative binomial prediction).

All of it is about counting alone: it takes incidents for independent and the rate for constant over the period.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEVEL", "Gamma", "gamma_between", "rate_interval", "ratio_interval"]

LEVEL = 0.95
"""The level of intervals unless another is asked for."""

_LEAST_SHAPE, _MOST_SHAPE = 1e-3, 1e7
_HALVINGS = 80


def rate_interval(count: int, exposure: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of a rate.

    Source: Garwood 1936. It holds the true rate at least as often as `level` says, and mostly more often.

    Parameters
    ----------
    count
        Incidents.
    exposure
        Over how long a time, in any unit; positive.
    level
        Between 0 and 1.

    Examples
    --------
    >>> [round(end, 3) for end in rate_interval(0, 10)]
    [0.0, 0.369]
    """
    # scipy takes longer to import than most commands to answer.
    from scipy.special import gammaincinv  # noqa: PLC0415

    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low / exposure, float(gammaincinv(count + 1, 1 - tail)) / exposure


def ratio_interval(
    count: int, exposure: float, other: int, other_exposure: float, level: float = LEVEL
) -> tuple[float, float]:
    """Return the exact interval of the first rate over the second, given the sum of both counts.

    Source: Przyborowski and Wilenski 1940. Given their sum, the first count is binomial, with a share that rises with
    the ratio; the interval of the share is that of Clopper and Pearson 1934.

    Parameters
    ----------
    count, exposure
        Of the first.
    other, other_exposure
        Of the second.

    Returns
    -------
    tuple of float
        Infinity above where the second count is 0; from 0 to infinity where both are.

    Examples
    --------
    >>> [round(end, 2) for end in ratio_interval(10, 1.0, 10, 1.0)]
    [0.37, 2.68]
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - as above

    tail = (1 - level) / 2
    scale = other_exposure / exposure
    low = float(betaincinv(count, other + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, other, 1 - tail)) if other else 1.0
    return scale * low / (1 - low), scale * high / (1 - high) if other else math.inf


@dataclass(frozen=True, slots=True)
class Gamma:
    """What is thought of a rate: a gamma distribution, as if `shape` incidents had been seen in a time of `rate`.

    Parameters
    ----------
    shape, rate
        Both positive; the mean is shape / rate.
    """

    shape: float
    rate: float

    @property
    def mean(self) -> float:
        """Return the mean."""
        return self.shape / self.rate

    def between(self, level: float = LEVEL) -> tuple[float, float]:
        """Return the two quantiles that hold the middle share of it."""
        from scipy.special import gammaincinv  # noqa: PLC0415 - as above

        tail = (1 - level) / 2
        return (
            float(gammaincinv(self.shape, tail)) / self.rate,
            float(gammaincinv(self.shape, 1 - tail)) / self.rate,
        )

    def updated(self, count: int, exposure: float) -> Gamma:
        """Return what is thought after so many incidents in so much time.

        Examples
        --------
        >>> Gamma(2.0, 4.0).updated(10, 16.0)
        Gamma(shape=12.0, rate=20.0)
        """
        return Gamma(self.shape + count, self.rate + exposure)

    def predicted(self, exposure: float, most: int) -> NDArray[np.float64]:
        """Return the chance of 0, 1, ... `most` incidents in a time to come: negative binomial.

        Parameters
        ----------
        exposure
            The time to come.
        most
            The largest number asked for.

        Returns
        -------
        numpy.ndarray
            (most + 1,) chances, which add up to less than 1 by that of more incidents.
        """
        from scipy.special import gammaln  # noqa: PLC0415 - as above

        counts = np.arange(most + 1, dtype=np.float64)
        log: NDArray[np.float64] = (
            gammaln(self.shape + counts)
            - math.lgamma(self.shape)
            - gammaln(counts + 1)
            + self.shape * math.log(self.rate / (self.rate + exposure))
            + counts * math.log(exposure / (self.rate + exposure))
        )
        return np.exp(log)

    def predicted_between(self, exposure: float, level: float = LEVEL) -> tuple[int, int]:
        """Return the range of numbers in a time to come that leaves at most half the rest on each side."""
        from scipy.special import betainc  # noqa: PLC0415 - as above

        tail, share = (1 - level) / 2, self.rate / (self.rate + exposure)
        return (
            _first(lambda count: float(betainc(self.shape, count + 1, share)) > tail),
            _first(lambda count: float(betainc(self.shape, count + 1, share)) >= 1 - tail),
        )


def _first(holds: Callable[[int], bool]) -> int:
    """Return the smallest number from 0 that something holds for, which then holds for all larger ones."""
    high = 1
    while not holds(high):
        high *= 2
    low = 0
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def gamma_between(low: float, high: float, level: float = 0.9) -> Gamma:
    """Return the gamma distribution whose middle share lies between two rates.

    Parameters
    ----------
    low, high
        Both positive, the first the lower.
    level
        The share between them.

    Raises
    ------
    ValueError
        If they are not so, or so far apart or so near each other that no shape from 0.001 to 10 million fits.

    Examples
    --------
    >>> [round(end, 6) for end in gamma_between(0.5, 2.0).between(0.9)]
    [0.5, 2.0]
    """
    from scipy.special import gammaincinv  # noqa: PLC0415 - as above

    if not 0 < low < high:
        raise ValueError(f"no range of rates: {low} to {high}")
    tail, wanted = (1 - level) / 2, math.log(high / low)

    def spread(power: float) -> float:
        shape = math.exp(power)
        under = float(gammaincinv(shape, tail))
        # Far below one incident the lower quantile is too small for a float, and the ratio too large.
        return math.log(float(gammaincinv(shape, 1 - tail)) / under) if under else math.inf

    few, many = math.log(_LEAST_SHAPE), math.log(_MOST_SHAPE)
    if not spread(many) < wanted < spread(few):
        raise ValueError(f"no gamma distribution has so much of it between {low} and {high}")
    for _ in range(_HALVINGS):
        middle = (few + many) / 2
        few, many = (middle, many) if spread(middle) > wanted else (few, middle)
    shape = math.exp(few)
    return Gamma(shape, float(gammaincinv(shape, tail)) / low)
