"""A logit of yes shares in polls on attributes of what was asked, by maximum likelihood (McCullagh and Nelder 1989).

Each row is one question: n people were asked, a share said yes, and the logarithm of the odds of yes is linear in the
row's attributes. Newton's method finds the coefficients, each step halved until the likelihood rises; the inverse of
the information there is their covariance.

Some data have no such coefficients. Attributes may not be told apart (rank), rows may be no more than coefficients, so
that nothing is left to judge the fit by, or some combination of attributes may part all the yes from all the no: the
likelihood then grows for ever (Albert and Anderson 1984), which a linear programme finds out (Konis 2007). These
answers name what is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Logit", "NoLogit", "fit_logit"]

_ENOUGH = 1e-20
"""Newton's method ends where its next step is below 1e-10 standard errors."""

_STILL = 1e-6
"""And where it changes no logarithm of odds by more than this."""

_STEPS = 100
_RISE = 1e-4
_HIDDEN = 1e-12

_MARGIN = 1e-5
"""What the linear programme must find to be believed: its own tolerance is 1e-7."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Logit:
    """Coefficients of a logit, and how well they are known.

    Parameters
    ----------
    coefficients
        Change of the logarithm of the odds of yes per unit of each attribute, shape ``(k,)``.
    covariance
        Shape ``(k, k)``.
    log_likelihood
        Without the number of ways in which the same people could have answered, which does not depend on the
        coefficients.
    dispersion
        Pearson's chi-square over the rows left after the coefficients: about 1 where the polls scatter as samples of
        their size do, larger where they scatter more.
    steps
        Newton steps taken.
    """

    coefficients: Floats
    covariance: Floats
    log_likelihood: float
    dispersion: float
    steps: int

    @property
    def standard_errors(self) -> Floats:
        """Return the standard error of each coefficient."""
        found: Floats = np.sqrt(np.diag(self.covariance))
        return found


@dataclass(frozen=True, slots=True)
class NoLogit:
    """Why there is no fit.

    Parameters
    ----------
    reason
        ``rows``: no more rows than coefficients. ``rank``: attributes that cannot be told apart. ``separated``: the
        likelihood has no maximum. ``steps``: it has one, too far away to be reached.
    """

    reason: Literal["rows", "rank", "separated", "steps"]


def fit_logit(yes: ArrayLike, asked: ArrayLike, attributes: ArrayLike, *, dispersed: bool = False) -> Logit | NoLogit:
    """Return the logit with the greatest likelihood, or why there is none.

    Parameters
    ----------
    yes
        Share of yes among those asked, in [0, 1], shape ``(m,)``.
    asked
        Number of people asked, > 0, shape ``(m,)``. Rows count as independent: answers of the same people belong into
        one row.
    attributes
        Shape ``(m, k)``; a constant is a column of ones.
    dispersed
        Whether the covariance is multiplied by the dispersion where that exceeds 1 (McCullagh and Nelder 1989,
        section 4.5): wider where polls scatter more than samples of their size would, and never narrower.

    Returns
    -------
    The fit; or, without one, a reason.

    Examples
    --------
    >>> fit = fit_logit([0.2, 0.2, 0.5, 0.5], [100] * 4, [[1, 0], [1, 0], [1, 1], [1, 1]])
    >>> assert isinstance(fit, Logit)
    >>> fit.coefficients.round(6).tolist(), fit.standard_errors.round(3).tolist()
    ([-1.386294, 1.386294], [0.177, 0.226])
    >>> fit_logit([0.2, 0.5], [100, 100], [[1, 0], [1, 1]])
    NoLogit(reason='rows')
    """
    share, size = np.asarray(yes, dtype=np.float64), np.asarray(asked, dtype=np.float64)
    given = np.asarray(attributes, dtype=np.float64)
    rows, width = given.shape
    if rows <= width:
        return NoLogit("rows")
    if _rank(given) < width:
        return NoLogit("rank")
    if _separated(share, given):
        return NoLogit("separated")
    # Orthonormal columns say the same, and nothing is lost where attributes are alike or of very different size.
    columns, back = np.linalg.qr(given)
    found = _newton(share, size, columns)
    if found is None:
        return NoLogit("steps")
    turned, steps = found
    fitted, weight = _odds(columns @ turned)
    inverse = np.linalg.inv(back)
    spread = size * weight
    covariance = inverse @ np.linalg.inv(columns.T @ (spread[:, None] * columns)) @ inverse.T
    dispersion = float(((size * (share - fitted)) ** 2 / spread).sum()) / (rows - width)
    if dispersed:
        covariance = covariance * max(1.0, dispersion)
    return Logit(inverse @ turned, covariance, _log_likelihood(share, size, columns @ turned), dispersion, steps)


def _rank(columns: Floats) -> int:
    """Return how many columns can be told apart, whatever their units."""
    if not columns.size:
        return 0
    lengths = np.linalg.norm(columns, axis=0)
    return int(np.linalg.matrix_rank(columns / np.where(lengths > 0, lengths, 1.0)))


def _separated(share: Floats, given: Floats) -> bool:
    """Return whether some combination of attributes is never on the wrong side of the answers, and somewhere right.

    Mixed rows must then lie on the border itself, so there is none where they alone tell all attributes apart.
    """
    mixed = (share > 0) & (share < 1)
    if _rank(given[mixed]) == given.shape[1]:
        return False
    # scipy.optimize takes a while to import, and most polls have mixed answers only.
    from scipy.optimize import linprog  # noqa: PLC0415

    # Only the side of the border matters: units of attributes and lengths of rows are free.
    rows = given / np.linalg.norm(given, axis=0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(lengths > 0, lengths, 1.0)
    pure = np.where(share == 1, 1.0, -1.0)[~mixed, None] * rows[~mixed]
    flat, none = rows[mixed], np.zeros(len(share))
    found: Any = linprog(-pure.sum(axis=0), -pure, none[~mixed], flat, none[mixed], (-1, 1))
    return -float(found.fun) > _MARGIN


def _odds(logits: Floats) -> tuple[Floats, Floats]:
    """Return the chances at given logarithms of the odds, and chance times its complement."""
    fading = np.exp(-np.abs(logits))
    chance: Floats = np.where(logits >= 0, 1.0, fading) / (1 + fading)
    return chance, fading / (1 + fading) ** 2


def _log_likelihood(share: Floats, size: Floats, logits: Floats) -> float:
    return float((size * (share * logits - np.logaddexp(0, logits))).sum())


def _newton(share: Floats, size: Floats, columns: Floats) -> tuple[Floats, int] | None:
    """Return the coefficients with the greatest likelihood, and the steps taken, or ``None`` if they are too far."""
    found = np.zeros(columns.shape[1])
    for taken in range(_STEPS):
        chance, weight = _odds(columns @ found)
        slope = columns.T @ (size * (share - chance))
        information = columns.T @ ((size * weight)[:, None] * columns)
        try:
            np.linalg.cholesky(information)
            step = np.linalg.solve(information, slope)
        except np.linalg.LinAlgError:
            # So far out that rounding has eaten what tells the coefficients apart.
            return None
        gain = float(slope @ step)
        if gain <= _ENOUGH and np.abs(columns @ step).max() <= _STILL:
            return found + step, taken + 1
        found = found + _length(share, size, columns @ found, columns @ step, gain) * step
    return None


def _length(share: Floats, size: Floats, logits: Floats, changes: Floats, gain: float) -> float:
    """Return how much of a Newton step is taken: all, or the first half of a half that raises the likelihood enough."""
    reached = _log_likelihood(share, size, logits)
    # Close to the maximum rounding hides the rise.
    hidden = _HIDDEN * abs(reached)
    part = 1.0
    while _log_likelihood(share, size, logits + part * changes) < reached + _RISE * part * gain - hidden:
        part /= 2
    return part
