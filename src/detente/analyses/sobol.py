"""Total Sobol indices: how much of a verdict's variance goes with one number, alone or together with others (rule D9).

Sources: Sobol 1993; Homma and Saltelli 1996 for total indices; Jansen 1999 for the estimator, which for a verdict
of yes or no is the share of draws that change sides when the number is drawn anew, over twice the variance.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from detente.analyses.draws import Zones
from detente.analyses.robust import score
from detente.case import Case
from detente.ensemble import ALONE, Crew, Draws, blocks_of, draw_case, over_blocks
from detente.problem import Problem
from detente.results import Sobol

__all__ = ["MOST_NUMBERS", "sobol_indices", "total_index"]

MOST_NUMBERS = 15
"""Most numbers that are drawn anew, each of which takes as long as all draws."""

LEAST, GREATEST = 0.02, 0.98
"""Shares outside which a verdict varies too little for an index."""

Verdicts = NDArray[np.bool_]


@dataclass(frozen=True)
class _Renewed:
    """A group of columns of draws that is independent of all others, under one name.

    Numbers of which an order is known depend on each other, so they count as one.
    """

    path: str
    columns: frozenset[str]


def _groups(case: Case) -> Mapping[str, _Renewed]:
    """Return, for each input that an order ties to others, what is drawn anew with it."""
    found: dict[str, _Renewed] = {}
    for party, preferences in case.preferences.items():
        weights = f"preferences.{party}.weights"
        if preferences.weight_order is not None:
            order = preferences.weight_order
            group = _Renewed(weights, frozenset(f"{weights}.{issue}" for issue in order.rank_of))
            found |= {f"{weights}.{order.drawn_as(issue)}": group for issue in order.rank_of}
        for issue, values in preferences.values.items():
            if values.order is not None:
                path, options = f"preferences.{party}.values.{issue}", values.order
                names = [f"{path}.{options.drawn_as(level[0])}" for level in options.levels]
                found |= dict.fromkeys(names, _Renewed(path, frozenset(names)))
    return found


def total_index(before: Verdicts, after: Verdicts) -> tuple[float, float] | None:
    """Return the total index of the number that was drawn anew between two sets of verdicts, and its standard error.

    ``None`` where the verdict holds in too few or too many draws.

    Parameters
    ----------
    before, after
        Shape ``(draws,)``: the same draws but for the number.

    Examples
    --------
    >>> before, after = np.array([True, True, False, False]), np.array([True, False, True, False])
    >>> total_index(before, after)
    (1.0, 0.5)
    """
    both = np.concatenate([before, after])
    if not _varies(both):
        return None
    share = float(both.mean())
    twice = 2.0 * share * (1.0 - share)
    changed = float((before != after).mean())
    return changed / twice, math.sqrt(changed * (1.0 - changed) / len(before)) / twice


@dataclass(frozen=True)
class _ZonesAnew:
    """The zone of possible agreement in a block of draws, with a group of columns drawn anew."""

    zones: Zones

    def __call__(self, part: tuple[_Renewed, slice]) -> Verdicts:
        renewed, block = part
        return replace(self.zones, draws=replace(self.zones.draws, renewed=renewed.columns))(block)


def sobol_indices(
    problem: Problem,
    zones: Zones,
    zopa: Verdicts,
    package: NDArray[np.int64] | None,
    paths: Sequence[str],
    *,
    crew: Crew = ALONE,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Sobol, ...]:
    """Return total indices of the first `MOST_NUMBERS` inputs, for a zone and for the acceptance of one package.

    Parameters
    ----------
    zones
        What finds in which draws a zone exists.
    zopa
        Its verdicts: whether a zone exists in each draw.
    package
        The best candidate, as positions of options; ``None`` where there is none.
    paths
        Inputs, those that move the answer most in front.

    Returns
    -------
    tuple of Sobol
        Empty where neither verdict varies enough for an index.
    """
    case, draws = problem.case, zones.draws
    accepted = _acceptance(problem, draws, package)
    if not _varies(zopa) and (accepted is None or not _varies(accepted)):
        return ()
    groups = _groups(case)
    chosen = tuple(dict.fromkeys(groups.get(path, _Renewed(path, frozenset((path,)))) for path in paths))[:MOST_NUMBERS]
    blocks = blocks_of(draws.count)
    parts = [(renewed, block) for renewed in chosen for block in blocks]
    answers: list[Verdicts] = []
    for answer in over_blocks(_ZonesAnew(zones), parts, crew):
        answers.append(answer)
        if progress is not None:
            progress(len(answers), len(parts))
    found: list[Sobol] = []
    for place, renewed in enumerate(chosen):
        verdicts = np.concatenate(answers[place * len(blocks) : (place + 1) * len(blocks)])
        zone = total_index(zopa, verdicts)
        again = _acceptance(problem, replace(draws, renewed=renewed.columns), package)
        best = None if accepted is None or again is None else total_index(accepted, again)
        found.append(Sobol(renewed.path, *(best or (None, None)), *(zone or (None, None))))
    return tuple(found)


def _varies(verdicts: Verdicts) -> bool:
    return LEAST <= float(verdicts.mean()) <= GREATEST


def _acceptance(problem: Problem, draws: Draws, package: NDArray[np.int64] | None) -> Verdicts | None:
    if package is None:
        return None
    return score(problem, draw_case(problem, draws), package[None, :]).accepted[:, 0]
