"""Deliberate violations from what is at stake: which opportunities a side uses, and how patient it must be not to.

A side that finds an opportunity compares what it gains with what it would lose if it were caught, which takes that
the violation is noticed and that the violator is named: it violates where gain > detection x attribution x loss
(Becker 1968). A logit of a given scale stands for what the analyst does not see of the side's reasons (McFadden 1974);
with scale 0 it is a step. What a side expects is taken to be what is the case: a monitor that is there but is not
believed in deters nobody, and then belongs into `loss`.

`critical_discount` asks the same of a ceasefire without a term, as a repeated game (Friedman 1971) with imperfect
monitoring (Green and Porter 1984): the patience at which one violation just pays. It serves the method section, not
the chain. A known last day takes the argument away, because nothing can be lost after it.

References
----------
Becker, G. S. (1968). Crime and punishment: an economic approach. Journal of Political Economy 76(2), 169-217.
Friedman, J. W. (1971). A non-cooperative equilibrium for supergames. Review of Economic Studies 38(1), 1-12.
Green, E. J., and Porter, R. H. (1984). Noncooperative collusion under imperfect price information. Econometrica 52(1),
87-100.
McFadden, D. (1974). Conditional logit analysis of qualitative choice behavior. In Zarembka (ed.), Frontiers in
Econometrics, 105-142.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError

__all__ = ["Stakes", "critical_discount"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Stakes:
    """What the sides gain by a violation and lose if it is noticed and they are named.

    Gain, loss and scale of one side are in the same unit, which may differ from side to side.

    Parameters
    ----------
    gain, loss
        Shape ``(sides,)`` or ``(draws, sides)``; a single number is that of one side, or of all. A loss is >= 0.
    scale
        Scale of the logit, >= 0, of the same shapes; 0 is a step: an opportunity is used where the gain exceeds what
        is to be lost.

    Raises
    ------
    UsageError
        If a number is not finite, or a loss or scale is negative.
    """

    gain: ArrayLike
    loss: ArrayLike
    scale: ArrayLike = 0.0

    def __post_init__(self) -> None:
        for name in ("gain", "loss", "scale"):
            values = np.asarray(getattr(self, name), dtype=np.float64)
            if not np.isfinite(values).all() or (name != "gain" and (values < 0).any()):
                raise UsageError(f"The {name} of a violation must be a finite number{' >= 0' * (name != 'gain')}.")

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape that gain, loss and scale have together; the last axis is that of the sides."""
        return np.broadcast_shapes(*(np.shape(part) for part in (self.gain, self.loss, self.scale))) or (1,)

    def used(self, caught: ArrayLike) -> Floats:
        """Return which share of its opportunities each side uses.

        Parameters
        ----------
        caught
            Chance that a violation is noticed and the violator named, one number or shape ``(draws,)``.

        Returns
        -------
        Shape ``(sides,)`` or ``(draws, sides)``.

        Examples
        --------
        >>> Stakes(gain=[2, 5], loss=10).used(0.4).tolist()
        [0.0, 1.0]
        >>> Stakes(gain=4, loss=10, scale=1).used(0.4).tolist()
        [0.5]
        """
        gain, loss, scale = (np.asarray(part, dtype=np.float64) for part in (self.gain, self.loss, self.scale))
        margin = np.atleast_1d(gain - np.asarray(caught, dtype=np.float64)[..., None] * loss)
        # The hyperbolic tangent is the logistic curve without its overflow.
        smooth = 0.5 * (1 + np.tanh(margin / np.where(scale > 0, 2 * scale, 1)))
        return np.where(scale > 0, smooth, (margin > 0).astype(np.float64))


def critical_discount(gain: ArrayLike, loss: ArrayLike, caught: ArrayLike = 1.0) -> Floats:
    """Return the least discount factor per period at which a single violation does not pay.

    A violation gains `gain` once. With chance `caught` it is noticed and named, and the ceasefire is over from the next
    period on, which costs the violator `loss` in every period. It pays where ``gain > caught * loss * d / (1 - d)``,
    so the critical factor is ``gain / (gain + caught * loss)``: 0 where there is nothing to gain, 1 where there is
    something to gain and nothing to lose, so that no patience suffices.

    Parameters
    ----------
    gain
        Gain of one violation.
    loss
        Loss per period once the ceasefire is over, >= 0, in the unit of the gain.
    caught
        Chance that the violation is noticed and the violator named, in [0, 1].

    Returns
    -------
    In [0, 1], of the shape that the arguments have together.

    Examples
    --------
    >>> float(critical_discount(3, 1)), float(critical_discount(3, 1, 0.5))
    (0.75, 0.8571428571428571)
    """
    gains, losses, chances = (np.asarray(part, dtype=np.float64) for part in (gain, loss, caught))
    if (losses < 0).any() or (chances < 0).any() or (chances > 1).any():
        raise UsageError("A loss must be >= 0 and a chance of being caught in [0, 1].")
    gains = np.maximum(gains, 0)
    return np.where(gains > 0, gains / np.where(gains > 0, gains + chances * losses, 1), 0.0)
