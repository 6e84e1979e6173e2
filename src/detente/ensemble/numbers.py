"""The estimates of a case in every draw, each under the path at which it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.case import Added, Estimate
from detente.ensemble.columns import Draws, drawn

__all__ = ["DrawnNumbers"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DrawnNumbers:
    """The numbers of a case in every draw: each from its driver's column, or one of its own.

    Parameters
    ----------
    draws
        How many, and their seed.
    used
        The columns that have been used, by name; what was drawn itself where only an order is known.
    """

    draws: Draws
    used: dict[str, Floats] = field(default_factory=dict[str, Floats])

    def column(self, name: str) -> Floats:
        """Return a column of quantiles in (0, 1), shape ``(count,)``."""
        if name not in self.used:
            self.used[name] = self.draws.column(name)
        return self.used[name]

    def quantiles(self, estimate: Estimate, path: str) -> Floats:
        """Return the quantiles of an estimate that stands at a path."""
        uniform = self.column(f"drivers.{estimate.driver}" if estimate.driver else path)
        return 1.0 - uniform if estimate.driver and estimate.against else uniform

    def added(self, more: Added) -> Floats:
        """Return points that come on top, as far as they are believed, shape ``(count,)``."""
        points = self.draw(more.by, more.path)
        if more.believed.low == more.believed.high == 1:
            return points
        return points * self.draw(more.believed, more.believed_path)

    def draw(self, estimate: Estimate, path: str) -> Floats:
        """Return an estimate that stands at a path, shape ``(count,)``."""
        if estimate.low == estimate.high:
            return np.full(self.draws.count, float(estimate.low))
        return drawn(estimate, self.quantiles(estimate, path))
