"""Each draw of the ranges as a case of its own: its zone, its solutions, and the packages they choose (rule D8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.case import Case, Table
from detente.ensemble import Block, DrawnCase, Draws, draw_case, drawn_network
from detente.errors import LimitError
from detente.problem import Problem, compile_case
from detente.solvers.bargaining import leximin, maximin_shares, nash_product, total
from detente.solvers.frontier import FrontierSet, pareto_frontier
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


@dataclass(frozen=True)
class _Found:
    """The efficient acceptable packages of a block of draws, as several searches found them.

    Parameters
    ----------
    key
        Per point, its draw; ascending.
    points
        Gains of the counted parties, shape ``(points, counted)``.
    search, row
        Per point, which search found it, and where it stands there.
    """

    key: Rows
    points: Integers
    search: Rows
    row: Rows


def _together(searches: list[FrontierSet]) -> _Found:
    keys = [np.zeros(0, dtype=np.int64) if each.message is None else each.message.key for each in searches]
    key = np.concatenate(keys)
    order = np.argsort(key, kind="stable")
    search = np.repeat(np.arange(len(searches)), [len(each) for each in keys])
    row = np.concatenate([np.arange(len(each)) for each in keys])
    return _Found(key[order], np.concatenate([each.points for each in searches])[order], search[order], row[order])


def explore(problem: Problem, drawn: DrawnCase, block: slice) -> BlockAnswer:
    """Return, exactly, the zone and the four solutions of every draw in a block.

    The number of the draw is a variable that is never eliminated, so that one elimination serves the block. Where
    somebody's consent depends on the package there is one elimination for each set of parties that may be asked;
    what one of them finds and another beats does no harm, since no solution chooses it.
    """
    searches: list[FrontierSet] = []
    for asked in problem.circles:
        part = drawn_network(drawn, block, asked)
        objectives = [part.parties.index(party) for party in problem.counted]
        searches.append(pareto_frontier(part.network, objectives, dict(enumerate(part.floors)), kept=(0,)))
    if any(each.epsilon for each in searches):
        raise LimitError(
            "The efficient packages of a draw outgrew their limit, so that its answer would not be exact.",
            "Use fewer options or fewer counted parties.",
        )
    found = _together(searches)
    zopa = np.zeros(len(range(drawn.count)[block]), dtype=np.bool_)
    starts = np.flatnonzero(np.diff(found.key, prepend=-1))
    zopa[found.key[starts]] = True
    gains: dict[str, Integers] = {}
    packages: dict[str, Rows] = {}
    spans = list(zip(starts, np.append(starts, len(found.points))[1:], strict=True))
    for name, solution in SOLUTIONS.items():
        rows = np.array([int(first + solution(found.points[first:last])[0]) for first, last in spans], dtype=np.int64)
        gains[name] = found.points[rows]
        packages[name] = _packages(problem, searches, found, rows)
    return BlockAnswer(zopa, gains, packages)


def _packages(problem: Problem, searches: list[FrontierSet], found: _Found, rows: Rows) -> Rows:
    """Return the first package of every chosen point, shape ``(rows, issues)``."""
    result = np.zeros((len(rows), len(problem.issues)), dtype=np.int64)
    for place, search in enumerate(searches):
        of_search = np.flatnonzero(found.search[rows] == place)
        if search.message is not None and len(of_search):
            ways = Ways.to(search.message, found.row[rows[of_search]])
            sizes = (int(found.key[-1]) + 1, *problem.network.sizes)
            result[of_search] = first_assignments(ways, sizes)[:, 1:]
    return result


def zones(drawn: DrawnCase, block: Block) -> NDArray[np.bool_]:
    """Return, exactly, in which draws of a block a zone exists: without the solutions, and several times faster.

    Nothing is an objective, so that of all packages of a draw one that passes every threshold is enough.

    Raises
    ------
    LimitError
        If too many partial packages have to be told apart.
    """
    zopa = np.zeros(len(np.arange(drawn.count)[block]), dtype=np.bool_)
    for asked in drawn.problem.circles:
        if zopa.all():
            break
        part = drawn_network(drawn, block, asked)
        found = pareto_frontier(part.network, (), dict(enumerate(part.floors)), kept=(0,))
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

    def __call__(self, block: Block) -> NDArray[np.bool_]:
        """Return in which draws of a block a zone exists."""
        return zones(self.prepared[1], block)
