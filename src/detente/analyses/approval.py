"""With what chance ratifiers say yes to packages: at the central values, and in draws (rules R1 and R2).

Sources: Putnam 1988 on the second level; the logistic choice of a bloc is that of McFadden 1974.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.case import Bloc, Ratifier, poll_paths
from detente.ensemble import UNIT, DrawnCase, DrawnNumbers, Draws, draw_case, drawn
from detente.problem import (
    Judges,
    Problem,
    fitted,
    holds,
    log_odds,
    polled_scope,
    scope_of,
    speaking,
    without_promises,
)
from detente.solvers.network import Bools, Integers
from detente.solvers.seats import no_veto_probability, pass_probability, referendum_share

__all__ = ["DrawnRatifiers", "bloc_chances", "central_chances", "central_shares", "decided", "reaches", "spared"]

Floats = NDArray[np.float64]
Packages = NDArray[np.int64]

_SWINGS = 101
"""Quantiles of the swing over which the chance at the central values is averaged: it is common to all blocs, so it
does not average out."""

_SHORT = 1e-6
"""What a share or a chance may lack of what it has to reach: polled ones are rounded to 10^-6 of their log-odds."""

_LOST = 1e-9
"""Points that adding floats can take from a bloc that is exactly indifferent."""

_CHUNK = 4_000_000
"""Chances of blocs that are held at once, about."""


def _needed(ratifier: Ratifier) -> float:
    """Return the votes, or the share of voters, that a ratifier's yes takes."""
    if ratifier.needed is not None:
        return float(ratifier.needed)
    return sum(bloc.seats for bloc in ratifier.blocs.values()) // 2 + 1 if ratifier.rule == "vote" else 0.5


def reaches(share: Floats | float, least: float) -> Bools:
    """Return which shares or chances are at least so large, but for what rounding can have taken from them."""
    return np.asarray(np.asarray(share) >= least - _SHORT, dtype=np.bool_)


def decided(
    ratifier: Ratifier, yes: Floats, discipline: Floats, shares: Floats, draw: NDArray[np.int64] | None = None
) -> Floats:
    """Return the chance that a ratifier says yes, where its blocs do with some chances, shape ``(m,)``.

    Parameters
    ----------
    yes
        Shape ``(m, blocs)``.
    discipline, shares
        Shape ``(blocs,)``; or ``(draws, blocs)``, and `draw` tells which row is meant.
    """
    if ratifier.rule == "vote":
        seats = [bloc.seats for bloc in ratifier.blocs.values()]
        return pass_probability(yes, seats, discipline, int(_needed(ratifier)), draw)
    if ratifier.rule == "referendum":
        share = referendum_share(yes, shares if draw is None else shares[draw])
        return reaches(share, _needed(ratifier)).astype(np.float64)
    return no_veto_probability(yes)


def _leaning(above: Floats, swing: Floats, scale: Floats | None) -> Floats:
    """Return the chance of a yes from points above no deal; without a scale, whether there are none below."""
    if scale is None:
        return np.asarray(above + swing >= -_LOST, dtype=np.float64)
    return _logistic((above + swing) / scale)


def _logistic(odds: Floats) -> Floats:
    return 0.5 * (1.0 + np.tanh(0.5 * odds))


def central_shares(ratifier: Ratifier) -> Floats:
    """Return the blocs' shares of the voters at the central values; equal ones where none are given."""
    shares = np.array([1.0 if b.share is None else float(b.share.central) for b in ratifier.blocs.values()])
    return shares / (shares.sum() or 1.0)


def spared(judges: Judges, ratifier: Ratifier, sums: Integers) -> Bools:
    """Return which packages do not need a ratifier, from the sums of the judges' columns."""
    if ratifier.when is None:
        return np.zeros(len(sums), dtype=np.bool_)
    place = len(judges.judges) + judges.spared.index(ratifier)
    return np.asarray(sums[:, place] > 0, dtype=np.bool_)


def bloc_chances(judges: Judges, ratifier: Ratifier, sums: Integers, tighter: float = 0.0) -> Floats:
    """Return with what chance each bloc says yes, at quantiles of the common swing.

    Parameters
    ----------
    sums
        The judges' columns, shape ``(n, columns)``.
    tighter
        Points by which every bloc asks for more.

    Returns
    -------
    Shape ``(n, quantiles, blocs)``.
    """
    swing = np.zeros(1)
    if ratifier.swing is not None and ratifier.swing.low != ratifier.swing.high:
        swing = drawn(ratifier.swing, (np.arange(_SWINGS) + 0.5) / _SWINGS)
    elif ratifier.swing is not None:
        swing = np.array([float(ratifier.swing.central)])
    scale = None if ratifier.scale is None else np.array(float(ratifier.scale.central))
    found = np.empty((len(sums), len(swing), len(ratifier.blocs)))
    for place, bloc in enumerate(ratifier.blocs.values()):
        judge = judges.judge(ratifier, bloc)
        column = judges.judges.index(judge)
        above = np.asarray(sums[:, column] - judges.floor(judge), dtype=np.float64) / judges.units[column]
        if not judge.party:
            shift = swing - tighter
            odds = above[:, None] if scale is None else above[:, None] + shift[None, :] / scale
            found[:, :, place] = _logistic(odds)
            continue
        above += float(bloc.leans.central) - tighter
        found[:, :, place] = _leaning(above[:, None], swing[None, :], scale)
    return found


def central_chances(judges: Judges, ratifier: Ratifier, sums: Integers, tighter: float = 0.0) -> Floats:
    """Return with what chance a ratifier says yes at the central values, averaged over the common swing.

    Parameters
    ----------
    sums
        The judges' columns, shape ``(n, columns)``.
    tighter
        Points by which every bloc asks for more.

    Returns
    -------
    Shape ``(n,)``; 1 for packages that do not need it.
    """
    discipline = np.array([float(bloc.discipline.central) for bloc in ratifier.blocs.values()])
    chances = np.empty(len(sums))
    rows = max(1, _CHUNK // (_SWINGS * len(ratifier.blocs)))
    for start in range(0, len(sums), rows):
        yes = bloc_chances(judges, ratifier, sums[start : start + rows], tighter)
        flat = decided(ratifier, yes.reshape(-1, yes.shape[-1]), discipline, central_shares(ratifier))
        chances[start : start + rows] = flat.reshape(yes.shape[:2]).mean(axis=1)
    chances[spared(judges, ratifier, sums)] = 1.0
    return chances


@dataclass(frozen=True)
class DrawnRatifiers:
    """What ratifiers say in draws of a case.

    Parameters
    ----------
    case
        The case in its draws.
    draws
        The draws themselves: a ratifier's own numbers are drawn from them too, each under its own path.
    """

    problem: Problem
    case: DrawnCase
    draws: Draws

    @cached_property
    def numbers(self) -> DrawnNumbers:
        """Return the ratifiers' own numbers."""
        return DrawnNumbers(self.draws)

    def chances(self, ratifier: Ratifier, packages: Packages) -> Floats:
        """Return with what chance a ratifier says yes, shape ``(draws, packages)``; 1 where it is not needed."""
        found = np.empty((self.case.count, len(packages)))
        width = max(1, _CHUNK // (self.case.count * len(ratifier.blocs)))
        for start in range(0, len(packages), width):
            some = packages[start : start + width]
            yes = self.blocs(ratifier, some)
            draw = np.repeat(np.arange(self.case.count), len(some))
            flat = yes.reshape(-1, yes.shape[-1])
            chances = decided(ratifier, flat, self._discipline(ratifier), self._shares(ratifier), draw)
            found[:, start : start + width] = chances.reshape(yes.shape[:2])
        if ratifier.when is not None:
            scope = scope_of(self.problem.case, tuple(ratifier.when.picks))
            needs = holds(self.problem.case, ratifier.when, scope)[tuple(packages[:, v] for v in scope)]
            found[:, ~needs] = 1.0
        return found

    def blocs(self, ratifier: Ratifier, packages: Packages) -> Floats:
        """Return with what chance each bloc says yes, shape ``(draws, packages, blocs)``."""
        path = f"ratifiers.{ratifier.name}"
        zero = np.zeros(self.case.count)
        swing = zero if ratifier.swing is None else self.numbers.draw(ratifier.swing, f"{path}.swing")
        scale = None if ratifier.scale is None else self.numbers.draw(ratifier.scale, f"{path}.scale")[:, None]
        found = np.empty((self.case.count, len(packages), len(ratifier.blocs)))
        for place, bloc in enumerate(ratifier.blocs.values()):
            at = f"{path}.blocs.{bloc.name}"
            if bloc.polls:
                odds = self._polled(ratifier, bloc, packages)
                found[:, :, place] = _logistic(odds if scale is None else odds + swing[:, None] / scale)
                continue
            above = self._above(bloc.judges_as, packages, leader=ratifier.rule == "head")
            above += self.numbers.draw(bloc.leans, f"{at}.leans")[:, None]
            found[:, :, place] = _leaning(above, swing[:, None], scale)
        return found

    @cached_property
    def _led(self) -> DrawnCase:
        """Return the case in which nobody promised anything, in the same draws."""
        led = without_promises(self.problem)
        return self.case if led is self.problem else draw_case(led, self.draws)

    def _above(self, party: str, packages: Packages, *, leader: bool) -> Floats:
        """Return a party's points above no deal; the costs of broken promises are its leader's alone (rule R1)."""
        seen = self.case if leader else self._led
        return (seen.utility(party, packages, self.draws.everything) - seen.threshold(party)[:, None]) / UNIT

    def _polled(self, ratifier: Ratifier, bloc: Bloc, packages: Packages) -> Floats:
        """Return the log-odds of a polled bloc."""
        case, path = self.problem.case, f"ratifiers.{ratifier.name}.blocs.{bloc.name}"
        fit = fitted(case, bloc)
        if fit is not None:
            coefficients = self._coefficients(path, fit.coefficients, fit.covariance)
            rows = [np.ones(len(packages))]
            for attribute in bloc.attributes:
                scope = scope_of(case, tuple(attribute.picks))
                rows.append(holds(case, attribute, scope)[tuple(packages[:, v] for v in scope)].astype(np.float64))
            return coefficients @ np.array(rows)
        speaks = speaking(case, bloc)[tuple(packages[:, v] for v in polled_scope(case, bloc))]
        places = zip(bloc.polls, poll_paths(ratifier, bloc), strict=True)
        shares = np.stack([self.numbers.draw(poll.yes, place) for poll, place in places], axis=1)
        known = shares @ (speaks / np.maximum(speaks.sum(axis=1, keepdims=True), 1)).T
        # A package no poll speaks for: any share from 0 to 1, and the same for all of them in a draw (rule C7).
        unknown = self.numbers.column(f"{path}.polls")[:, None]
        polled = np.asarray(speaks.any(axis=1), dtype=np.bool_)
        return log_odds(np.where(polled[None, :], known, unknown))

    def _coefficients(self, path: str, means: Floats, covariance: Floats) -> Floats:
        """Return the coefficients of a logit in draws: normal, with the covariance of the fit, shape ``(draws, k)``."""
        from scipy.special import ndtri  # noqa: PLC0415 - scipy is loaded where it is needed

        names = [f"{path}.attributes.{place}" for place in range(len(means))]
        normal = np.stack([ndtri(self.numbers.column(name)) for name in names], axis=1)
        return means + normal @ np.linalg.cholesky(covariance).T

    def _discipline(self, ratifier: Ratifier) -> Floats:
        return np.stack(
            [
                self.numbers.draw(bloc.discipline, f"ratifiers.{ratifier.name}.blocs.{bloc.name}.discipline")
                for bloc in ratifier.blocs.values()
            ],
            axis=1,
        )

    def _shares(self, ratifier: Ratifier) -> Floats:
        """Return the blocs' shares of the voters in every draw; equal ones where none are given."""
        path = f"ratifiers.{ratifier.name}.blocs"
        shares = np.stack(
            [
                np.ones(self.case.count)
                if bloc.share is None
                else self.numbers.draw(bloc.share, f"{path}.{bloc.name}.share")
                for bloc in ratifier.blocs.values()
            ],
            axis=1,
        )
        return shares / np.maximum(shares.sum(axis=1, keepdims=True), np.finfo(np.float64).tiny)
