"""In which order a package can be carried out and ratified (rule R5)."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.analyses.proposals import feasible_ranges
from detente.case import Ratifier
from detente.problem import Problem
from detente.results import StepOrder
from detente.solvers.network import Integers
from detente.solvers.ordering import MAX_STEPS, best_order

__all__ = ["order_of"]

Row = NDArray[np.int64]


def order_of(problem: Problem, row: Row, needed: tuple[Ratifier, ...]) -> StepOrder | None:
    """Return an order of steps in which nobody falls below what it had, or has without a deal, or else as little.

    Steps are the issues that the package moves, each at once from its status quo, and the ratifiers it needs. An issue
    that a ratifier has to pass is moved after it; first steps come before final ones; a ratifier comes after those it
    names. A party may hold out for the smaller of its no-deal value and its points at the status quo; of several orders
    that cost somebody more the one is taken whose largest drop, as a part of the party's feasible range, is smallest.

    Parameters
    ----------
    row
        Positions of the options, shape ``(issues,)``.
    needed
        Ratifiers that the package needs.

    Returns
    -------
    ``None`` where an issue has no status quo, or there are more than `MAX_STEPS` steps.
    """
    start = problem.before
    moved = [v for v, stays in enumerate(problem.status_quo) if stays is not None and int(row[v]) != stays]
    if start is None or not moved or len(moved) + len(needed) > MAX_STEPS:
        return None
    before = _before(problem, moved, needed)
    sums = _sums(problem, row, moved, len(before))
    ranges = feasible_ranges(problem)
    parties = [party for party in problem.consenting if party in ranges]
    drops = np.zeros(len(sums))
    below: dict[str, NDArray[np.float64]] = {}
    for party in parties:
        column = problem.column(party)
        floor = min(problem.threshold(party), int(start[column]))
        short = np.asarray(floor - sums[:, column], dtype=np.float64)
        below[party] = np.maximum(0.0, short) / problem.scales[column]
        drops = np.maximum(drops, below[party] / float(ranges[party]))
    found = best_order(drops, before)
    if found is None:
        return None
    names = [*(problem.issues[v] for v in moved), *(ratifier.name for ratifier in needed)]
    passed = np.cumsum([0, *(1 << step for step in found[1])])
    return StepOrder(
        steps=tuple(names[step] for step in found[1]),
        ratifiers=tuple(ratifier.name for ratifier in needed),
        drops={
            party: Fraction(float(below[party][passed].max())).limit_denominator(10**6)
            for party in parties
            if below[party][passed].max() > 0
        },
    )


def _sums(problem: Problem, row: Row, moved: list[int], steps: int) -> Integers:
    """Return the column sums where some steps have been taken, shape ``(2 ** steps, columns)``."""
    stays = np.array(problem.status_quo, dtype=np.int64)
    states = np.arange(1 << steps, dtype=np.int64)
    found: Integers = np.zeros((len(states), problem.network.columns), dtype=problem.network.dtype)
    for factor in problem.network.factors:
        bits = [moved.index(v) for v in factor.scope if v in moved]
        # What the factor adds for each joint state of its own issues, and where each state of all stands among these.
        picked = [
            tuple(
                int(row[v]) if v in moved and some >> bits.index(moved.index(v)) & 1 else int(stays[v])
                for v in factor.scope
            )
            for some in range(1 << len(bits))
        ]
        among = sum(((states >> bit & 1) << place for place, bit in enumerate(bits)), start=np.zeros_like(states))
        found += factor.table[tuple(np.array(picked).T)][among]
    return found


def _before(problem: Problem, moved: list[int], needed: tuple[Ratifier, ...]) -> list[int]:
    """Return what has to come before each step, as bits."""
    issues = [problem.case.issues[problem.issues[v]] for v in moved]
    names = [*(issue.name for issue in issues), *(ratifier.name for ratifier in needed)]
    first = sum(1 << bit for bit, issue in enumerate(issues) if issue.stage == "first")
    before = [first if issue.stage == "final" else 0 for issue in issues]
    for bit, ratifier in enumerate(needed, len(issues)):
        before.append(sum(1 << names.index(name) for name in ratifier.after if name in names))
        bound = [] if ratifier.when is None else [name for name in ratifier.when.picks if name in names]
        for name in bound or [issue.name for issue in issues if issue.stage != "first"]:
            before[names.index(name)] |= 1 << bit
    return before
