"""Which uncertain numbers move the answer (rule D9).

Sources: Raiffa 1968 (expected value of perfect information); Strong, Oakley and Brennan 2014 for reading it off
the draws already made, here by bins.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from detente.results import Influence

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


def influences(
    columns: Mapping[str, NDArray[np.float64]],
    best: NDArray[np.bool_],
    zopa: NDArray[np.bool_],
    zopa_columns: Mapping[str, NDArray[np.float64]],
) -> tuple[Influence, ...]:
    """Return how much each column moves two verdicts, those that move the first one most in front.

    Parameters
    ----------
    columns, best
        Quantiles of each input, and whether the best candidate is acceptable, in the same draws.
    zopa_columns, zopa
        The same for the zone of possible agreement, in its own draws.
    """
    found: list[Influence] = []
    for path, column in columns.items():
        shares = _by_bin(column, best)
        zones = _by_bin(zopa_columns[path], zopa)
        known = evpi(float(best.mean())) - float(np.mean([evpi(float(share)) for share in shares]))
        found.append(
            Influence(
                path,
                *(float(x) for x in (shares[0], shares[-1], zones[0], zones[-1])),
                evppi=max(0.0, known),
                clear=_clear(shares, best) or _clear(zones, zopa),
            )
        )
    return tuple(
        sorted(found, key=lambda one: (-abs(one.high - one.low), -abs(one.zopa_high - one.zopa_low), one.path))
    )
