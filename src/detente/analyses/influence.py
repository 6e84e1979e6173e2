"""Which uncertain numbers move the answer (rule D9).

Sources: Raiffa 1968 (expected value of perfect information); Strong, Oakley and Brennan 2014 for reading it off
the draws already made, here by bins; Pearson 1905 (correlation ratio) for the share of a gain's variance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from detente.results import GainEffect, Influence

__all__ = ["evpi", "influences"]

BINS = 5
"""Groups of draws, from those in which a number is lowest to those in which it is highest."""


CLEAR = 4.0
"""Standard deviations by which two bins have to differ: of a hundred inputs, some differ by three without reason."""


def evpi(share: float) -> float:
    """Return the chance of a wrong verdict where something holds in a share of draws: min(p, 1 - p).

    Examples
    --------
    >>> evpi(0.75)
    0.25
    """
    return min(share, 1.0 - share)


def _by_bin(column: NDArray[np.float64], holds: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the share of draws in which something holds, in each bin of a column."""
    order = np.argsort(column, kind="stable")
    return np.array([part.mean() for part in np.array_split(holds[order], min(BINS, len(holds)))])


def _clear(shares: NDArray[np.float64], holds: NDArray[np.bool_]) -> bool:
    """Return whether the last bin differs from the first by more than independent draws of one share would."""
    share = float(holds.mean())
    deviation = math.sqrt(2.0 * share * (1.0 - share) * BINS / len(holds))
    return abs(float(shares[-1] - shares[0])) > CLEAR * deviation


def _gain_effect(parts: list[NDArray[np.int64]], gain: NDArray[np.float64]) -> GainEffect:
    """Return what the draws in each bin of a column, from lowest to highest, say of a gain."""
    means = np.array([gain[part].mean() for part in parts])
    sizes = np.array([len(part) for part in parts])
    variance = float(gain.var())
    between = float(sizes @ (means - gain.mean()) ** 2) / len(gain)
    return GainEffect(float(means[0]), float(means[-1]), between / variance if variance > 0 else 0.0)


def influences(
    columns: Mapping[str, NDArray[np.float64]],
    best: NDArray[np.bool_],
    zopa: NDArray[np.bool_],
    zopa_columns: Mapping[str, NDArray[np.float64]],
    gains: Mapping[str, NDArray[np.float64]],
) -> tuple[Influence, ...]:
    """Return how much each column moves two verdicts and the parties' gains.

    Those that clearly move the first verdict, or else the second, stand in front, those that move it most first; then
    those with which the largest share of a gain's variance goes.

    Parameters
    ----------
    columns, best
        Quantiles of each input, and whether the best candidate is acceptable, in the same draws.
    zopa_columns, zopa
        The same for the zone of possible agreement, in its own draws.
    gains
        Per party its gain in one package, in the draws of `columns`, in points.
    """
    found: list[Influence] = []
    for path, column in columns.items():
        shares = _by_bin(column, best)
        zones = _by_bin(zopa_columns[path], zopa)
        parts = np.array_split(np.argsort(column, kind="stable"), min(BINS, len(column)))
        known = evpi(float(best.mean())) - float(np.mean([evpi(float(share)) for share in shares]))
        found.append(
            Influence(
                path,
                *(float(x) for x in (shares[0], shares[-1], zones[0], zones[-1])),
                # Less than half of one draw comes from rounding, or from groups that are not of one size.
                evppi=known if known >= 0.5 / len(best) else 0.0,
                clear=_clear(shares, best) or _clear(zones, zopa),
                gains={party: _gain_effect(parts, gain) for party, gain in gains.items()},
            )
        )
    return tuple(sorted(found, key=_rank))


def _rank(one: Influence) -> tuple[bool, float, float, float, str]:
    moved = (abs(one.high - one.low), abs(one.zopa_high - one.zopa_low)) if one.clear else (0.0, 0.0)
    return (not one.clear, -moved[0], -moved[1], -one.explains, one.path)
