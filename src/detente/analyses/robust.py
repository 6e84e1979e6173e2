"""Which packages are acceptable in most draws of the ranges (rule D8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.ensemble import UNIT, DrawnCase
from detente.problem import Problem
from detente.results import Spread
from detente.solvers.network import Constraint

__all__ = ["MAX_CANDIDATES", "Pool", "Scores", "most_candidates", "neighbours", "score", "spread", "within"]

MAX_CANDIDATES = 20_000
"""Most packages that are scored."""

_CHUNK = 500
_PERCENTILES = (5, 25, 50, 75, 95)

Packages = NDArray[np.int64]


_VERDICTS = 50_000_000


def most_candidates(draws: int) -> int:
    """Return how many packages are scored at most: fewer where draws are many, so that the verdicts fit in memory.

    Examples
    --------
    >>> most_candidates(2000), most_candidates(50_000)
    (20000, 1000)
    """
    return max(200, min(MAX_CANDIDATES, _VERDICTS // draws))


class Pool:
    """Distinct candidate packages in the order they came, each with where it came from."""

    def __init__(self, most: int = MAX_CANDIDATES) -> None:
        self._most = most
        self._labels: dict[tuple[int, ...], list[str]] = {}
        self._packages: Packages | None = None

    def add(self, packages: Packages, label: str) -> None:
        """Add packages until the pool is full."""
        self._packages = None
        for package in packages.tolist():
            key = tuple(package)
            if key not in self._labels and len(self._labels) >= self._most:
                continue
            labels = self._labels.setdefault(key, [])
            if label not in labels:
                labels.append(label)

    @property
    def packages(self) -> Packages:
        """Return the packages, shape ``(n, issues)``."""
        if self._packages is None:
            self._packages = np.array(list(self._labels), dtype=np.int64)
        return self._packages

    @property
    def labels(self) -> list[tuple[str, ...]]:
        """Return where each came from."""
        return [tuple(labels) for labels in self._labels.values()]

    def __len__(self) -> int:
        return len(self._labels)


def neighbours(problem: Problem, packages: Packages) -> Packages:
    """Return the feasible packages that differ from a given one on one issue at most, each once, in order."""
    rows: list[Packages] = []
    for variable, size in enumerate(problem.network.sizes):
        for option in range(size):
            swapped = packages.copy()
            swapped[:, variable] = option
            rows.append(swapped)
    return within(problem.limits, np.unique(np.concatenate(rows), axis=0))


def within(limits: Sequence[Constraint], packages: Packages) -> Packages:
    """Return the packages that obey all of some constraints, in order."""
    for limit in limits:
        packages = packages[limit.allowed[tuple(packages[:, variable] for variable in limit.scope)]]
    return packages


@dataclass(frozen=True)
class Scores:
    """How candidates fare in draws.

    Parameters
    ----------
    accepted
        Shape ``(draws, candidates)``: whether everybody accepts whose consent the package needs.
    accepts
        Per consenting party, shape ``(candidates,)``: share of draws in which it accepts, whether or not its consent
        is needed.
    """

    accepted: NDArray[np.bool_]
    accepts: Mapping[str, NDArray[np.float64]]

    @property
    def share(self) -> NDArray[np.float64]:
        """Return the share of draws in which all accept, shape ``(candidates,)``."""
        return self.accepted.mean(axis=0)


def _moved(problem: Problem, packages: Packages) -> NDArray[np.bool_]:
    if problem.moved is None:
        return np.ones(len(packages), dtype=np.bool_)
    return (packages != np.array(problem.status_quo)).any(axis=1)


def score(problem: Problem, drawn: DrawnCase, packages: Packages) -> Scores:
    """Return in which draws feasible packages are acceptable.

    Parameters
    ----------
    drawn
        Draws that had no part in finding the packages.
    packages
        Shape ``(candidates, issues)``.
    """
    everything = slice(0, drawn.count)
    accepted = np.repeat(_moved(problem, packages)[None, :], drawn.count, axis=0)
    accepts: dict[str, NDArray[np.float64]] = {}
    needed = problem.needed(packages)
    for place, party in enumerate(problem.consenting):
        yes = np.empty_like(accepted)
        for start in range(0, len(packages), _CHUNK):
            some = slice(start, start + _CHUNK)
            yes[:, some] = drawn.utility(party, packages[some], everything) >= drawn.threshold(party)[:, None]
        for line in problem.red_lines:
            if line.party == party:
                kept = line.constraint.allowed[tuple(packages[:, v] for v in line.constraint.scope)]
                yes &= ~drawn.held[line.position][:, None] | kept[None, :]
        accepts[party] = yes.mean(axis=0)
        accepted &= yes | ~needed[:, place]
    return Scores(accepted, accepts)


def spread(units: Sequence[int] | NDArray[np.int64]) -> Spread:
    """Return percentiles of a quantity in units, as points."""
    return Spread(*(float(value) / UNIT for value in np.percentile(np.asarray(units), _PERCENTILES)))
