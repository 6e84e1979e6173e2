"""Each draw of the ranges as a case of its own: its zone, its solutions, and the packages they choose (rule D8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.case import Case, Table
from detente.ensemble import DrawnCase, Draws, draw_case, drawn_network
from detente.errors import LimitError
from detente.problem import Problem, compile_case
from detente.solvers.bargaining import leximin, maximin_shares, nash_product, total
from detente.solvers.frontier import pareto_frontier
from detente.solvers.message import Ways, first_assignments
from detente.solvers.network import Integers

__all__ = ["SOLUTIONS", "BlockAnswer", "Explorer", "Zones", "explore", "zones"]

Rows = NDArray[np.int64]


def _nash(gains: Integers) -> Rows:
    return nash_product(gains)[0]


def _egalitarian(gains: Integers) -> Rows:
    return leximin(gains, [1] * gains.shape[1])


def _utilitarian(gains: Integers) -> Rows:
    return total(gains, [1] * gains.shape[1])


SOLUTIONS: dict[str, Callable[[Integers], Rows]] = {
    "nash": _nash,
    "kalai_smorodinsky": maximin_shares,
    "egalitarian": _egalitarian,
    "utilitarian": _utilitarian,
}
"""How each solution chooses rows of a table of gains (drawn points share one scale of units)."""


@dataclass(frozen=True)
class BlockAnswer:
    """What a block of draws says.

    Parameters
    ----------
    zopa
        Per draw, whether an acceptable package exists.
    gains
        Per solution the gains of the counted parties in units, shape ``(draws with a zone, counted)``: the first
        of tied vectors.
    packages
        Per solution the packages chosen, shape ``(draws with a zone, issues)``.
    """

    zopa: NDArray[np.bool_]
    gains: dict[str, Integers]
    packages: dict[str, Rows]


def explore(problem: Problem, drawn: DrawnCase, block: slice) -> BlockAnswer:
    """Return, exactly, the zone and the four solutions of every draw in a block.

    The number of the draw is a variable that is never eliminated, so that one elimination serves the block.
    """
    network = drawn_network(drawn, block)
    zopa = np.zeros(network.sizes[0], dtype=np.bool_)
    objectives = [problem.consenting.index(party) for party in problem.counted]
    found = pareto_frontier(network, objectives, dict(enumerate(drawn.floors)), kept=(0,))
    if found.epsilon:
        raise LimitError(
            "The efficient packages of a draw outgrew their limit, so that its answer would not be exact.",
            "Use fewer options or fewer counted parties.",
        )
    chosen: dict[str, list[int]] = {name: [] for name in SOLUTIONS}
    if found.message is not None:
        starts = np.flatnonzero(np.diff(found.message.key, prepend=-1))
        zopa[found.message.key[starts]] = True
        for first, last in zip(starts, [*starts[1:], len(found.points)], strict=True):
            for name, solution in SOLUTIONS.items():
                chosen[name].append(int(first + solution(found.points[first:last])[0]))
    gains: dict[str, Integers] = {}
    packages: dict[str, Rows] = {}
    for name, rows in chosen.items():
        gains[name] = found.points[rows]
        packages[name] = np.zeros((0, len(problem.issues)), dtype=np.int64)
        if found.message is not None:
            packages[name] = first_assignments(Ways.to(found.message, np.array(rows, dtype=np.int64)), network.sizes)[
                :, 1 : 1 + len(problem.issues)
            ]
    return BlockAnswer(zopa, gains, packages)


def zones(drawn: DrawnCase, block: slice) -> NDArray[np.bool_]:
    """Return, exactly, in which draws of a block a zone exists: without the solutions, and several times faster.

    Nothing is an objective, so that of all packages of a draw one that passes every threshold is enough.

    Raises
    ------
    LimitError
        If too many partial packages have to be told apart.
    """
    network = drawn_network(drawn, block)
    zopa = np.zeros(network.sizes[0], dtype=np.bool_)
    found = pareto_frontier(network, (), dict(enumerate(drawn.floors)), kept=(0,))
    if found.message is not None:
        zopa[found.message.key] = True
    return zopa


@dataclass(frozen=True)
class _Worker:
    """What a worker process is given, once: nothing but the case, and which draws of it."""

    case: Case
    count: tuple[str, ...]
    draws: Draws
    table: Table | None = None

    @cached_property
    def prepared(self) -> tuple[Problem, DrawnCase]:
        problem = compile_case(self.case, self.count, self.table)
        return problem, draw_case(problem, self.draws)


class Explorer(_Worker):
    """`explore` of a block."""

    def __call__(self, block: slice) -> BlockAnswer:
        """Return the answers of the draws of a block."""
        return explore(*self.prepared, block)


class Zones(_Worker):
    """`zones` of a block."""

    def __call__(self, block: slice) -> NDArray[np.bool_]:
        """Return in which draws of a block a zone exists."""
        return zones(self.prepared[1], block)
