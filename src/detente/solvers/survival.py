"""How long things last when some are still going on: the Kaplan-Meier estimate, with bounds from drawing clusters.

Sources: Kaplan and Meier 1958; Field and Welsh 2007 (cluster bootstrap: whole clusters are drawn with replacement, so
that what resembles each other within a cluster is not taken for independent).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["at_risk", "between", "cluster_weights", "kaplan_meier", "shares"]

Days = NDArray[np.float64]
Flags = NDArray[np.bool_]
Weights = NDArray[np.float64]

_LEVELS = (0.025, 0.975)


def kaplan_meier(days: Days, ended: Flags, at: Days, weights: Weights | None = None) -> NDArray[np.float64]:
    """Return the estimated share without an end by each of some days.

    Where the two fall on one day, ends come before the cases that go out of sight. Behind the longest duration the
    estimate stays as it is.

    Parameters
    ----------
    days
        (n,) durations.
    ended
        (n,) whether each ended so, rather than going out of sight.
    at
        (t,) days to tell it for.
    weights
        (r, n) how often each case counts, one row for each drawing; by default each once.

    Returns
    -------
    numpy.ndarray
        (t,) shares, or (r, t) with weights; not a number for a drawing in which nothing counts.

    Examples
    --------
    >>> days, ended = np.array([2.0, 5.0, 5.0, 9.0]), np.array([True, True, False, False])
    >>> kaplan_meier(days, ended, np.array([1.0, 2.0, 30.0])).tolist()
    [1.0, 0.75, 0.5]
    """
    order = np.argsort(days, kind="stable")
    sorted_days = days[order]
    counted = np.ones((1, len(days))) if weights is None else weights[:, order]
    times = np.unique(days[ended])
    # Sums over all cases up to each position, so that those of any stretch of days are differences.
    before, ends = _sums(counted), _sums(counted * ended[order])
    first, behind = np.searchsorted(sorted_days, times, "left"), np.searchsorted(sorted_days, times, "right")
    risk = before[:, -1:] - before[:, first]
    gone = ends[:, behind] - ends[:, first]
    with np.errstate(divide="ignore", invalid="ignore"):
        stays = np.where(risk > 0, 1 - gone / risk, 1.0)
    curve = np.concatenate([np.ones((len(counted), 1)), np.cumprod(stays, axis=1)], axis=1)
    found = np.asarray(curve[:, np.searchsorted(times, at, side="right")], dtype=np.float64)
    found[before[:, -1] == 0] = np.nan
    return found[0] if weights is None else found


def _sums(values: Weights) -> Weights:
    """Return sums over columns up to each position, with 0 in front."""
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)


def at_risk(days: Days, at: Days) -> NDArray[np.int64]:
    """Return how many were still in sight just before each of some days.

    Examples
    --------
    >>> at_risk(np.array([2.0, 5.0, 9.0]), np.array([2.0, 6.0])).tolist()
    [3, 1]
    """
    return (days[:, None] >= at[None, :]).sum(axis=0)


def cluster_weights(clusters: NDArray[np.int64], resamples: int, generator: np.random.Generator) -> Weights:
    """Return how often each case counts in drawings of whole clusters with replacement, as many as there are.

    Parameters
    ----------
    clusters
        (n,) numbers of clusters from 0, none left out.
    resamples
        How many drawings.

    Returns
    -------
    numpy.ndarray
        (resamples, n) whole numbers.
    """
    number = int(clusters.max()) + 1
    drawn = generator.multinomial(number, np.full(number, 1 / number), size=resamples)
    return drawn[:, clusters].astype(np.float64)


def shares(hits: Flags, of: Flags, weights: Weights) -> NDArray[np.float64]:
    """Return the share of hits in each drawing; not a number where none of those counted is drawn.

    Parameters
    ----------
    hits, of
        (n,) which cases are hits, and of which ones the share is.
    weights
        (r, n) as from `cluster_weights`.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return (weights @ (hits & of)) / (weights @ of)


def between(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the two quantiles that hold the middle 95% of each column, without what is not a number.

    Parameters
    ----------
    values
        (r,) or (r, t).

    Returns
    -------
    numpy.ndarray
        (2,) or (2, t).
    """
    return np.nanquantile(values, _LEVELS, axis=0)
