"""In which order a package can be carried out and ratified (rule R5)."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.analyses.proposals import feasible_ranges
from detente.case import Ratifier
from detente.problem import Problem
from detente.results import StepOrder
from detente.solvers.network import Factor, Integers, evaluate
from detente.solvers.ordering import MAX_STEPS, best_order

__all__ = ["order_of"]

Row = NDArray[np.int64]


def order_of(problem: Problem, row: Row, needed: tuple[Ratifier, ...]) -> StepOrder | None:
    """Return an order of steps in which nobody falls below what it had, or has without a deal, or else as little.

    Steps are the issues that the package moves, each at once from its status quo, and the ratifiers it needs. An issue
    that a ratifier has to pass is moved after it; first steps come before final ones; a ratifier comes after those it
    names. A party may hold out for the smaller of its no-deal value and its points at the status quo; of several orders
    that cost somebody more the one is taken whose largest drop, as a part of the party's feasible range, is smallest.

    Steps that can never take points from anybody come as early as they may, those that can never give any as late;
    that costs nobody anything, and leaves fewer steps to be put in order.

    Parameters
    ----------
    row
        Positions of the options, shape ``(issues,)``.
    needed
        Ratifiers that the package needs.

    Returns
    -------
    ``None`` where an issue has no status quo, or more than `MAX_STEPS` steps of a stage have to be put in order.
    """
    moved = [v for v, stays in enumerate(problem.status_quo) if stays is not None and int(row[v]) != stays]
    if problem.before is None or not moved:
        return None
    ranges = feasible_ranges(problem)
    parties = [party for party in problem.consenting if party in ranges]
    early, late = _harmless(problem, row, moved, [problem.column(party) for party in parties])
    order = list(early)
    for part in _parts(problem, [v for v in moved if v not in early and v not in late]):
        if len(part) > MAX_STEPS:
            return None
        drops = np.zeros(1 << len(part))
        sums = _sums(problem, row, order, part)
        for party in parties:
            drops = np.maximum(drops, _short(problem, party, sums) / float(ranges[party]))
        found = best_order(drops, _before(problem, part))
        if found is None:
            return None
        order += [part[step] for step in found[1]]
    order += late
    path = _packages(problem, row, [order[:taken] for taken in range(len(order) + 1)])
    worst = {party: float(_short(problem, party, evaluate(problem.network, path)).max()) for party in parties}
    return StepOrder(
        steps=_with_ratifiers(problem, order, needed),
        ratifiers=tuple(ratifier.name for ratifier in needed),
        drops={party: Fraction(drop).limit_denominator(10**6) for party, drop in worst.items() if drop > 0},
    )


def _parts(problem: Problem, steps: list[int]) -> list[list[int]]:
    """Return steps in parts that can be put in order one after the other: where all have a stage, the first come first.

    Everything final waits for everything that is first, so the worst moment is that of the worse part.
    """
    stages = [problem.case.issues[problem.issues[v]].stage for v in steps]
    if not all(stages):
        return [steps]
    parts = [[v for v, at in zip(steps, stages, strict=True) if at == stage] for stage in ("first", "final")]
    return [part for part in parts if part]


def _short(problem: Problem, party: str, sums: Integers) -> NDArray[np.float64]:
    """Return the points that a party lacks to the smaller of its no-deal value and its points at the status quo."""
    column = problem.column(party)
    start = problem.threshold(party) if problem.before is None else int(problem.before[column])
    short = np.asarray(min(problem.threshold(party), start) - sums[:, column], dtype=np.float64)
    return np.maximum(0.0, short) / problem.scales[column]


def _harmless(problem: Problem, row: Row, moved: list[int], columns: list[int]) -> tuple[list[int], list[int]]:
    """Return the steps that never take points from anybody and may come at once, and those that never give any."""
    low = {v: np.zeros(len(columns), dtype=np.object_) for v in moved}
    high = {v: np.zeros(len(columns), dtype=np.object_) for v in moved}
    for factor in problem.network.factors:
        own = [v for v in factor.scope if v in moved]
        values = _joint(problem, row, factor, own)[:, columns]
        some = np.arange(len(values))
        for bit, variable in enumerate(own):
            without = some[some >> bit & 1 == 0]
            change = values[without | (1 << bit)] - values[without]
            low[variable] += change.min(axis=0)
            high[variable] += change.max(axis=0)
    stages = {v: problem.case.issues[problem.issues[v]].stage for v in moved}
    early = [v for v in moved if stages[v] != "final" and (low[v] >= 0).all()]
    late = [v for v in moved if v not in early and stages[v] != "first" and (high[v] <= 0).all()]
    return early, late


def _joint(problem: Problem, row: Row, factor: Factor, own: list[int]) -> Integers:
    """Return what a factor adds for each set of its moved issues, shape ``(2 ** own, columns)``."""
    stays = np.array(problem.status_quo, dtype=np.int64)
    picked = [
        tuple(int(row[v]) if v in own and some >> own.index(v) & 1 else int(stays[v]) for v in factor.scope)
        for some in range(1 << len(own))
    ]
    return factor.table[tuple(np.array(picked).T)]


def _sums(problem: Problem, row: Row, early: list[int], rest: list[int]) -> Integers:
    """Return the column sums after the early steps and some of the others, shape ``(2 ** rest, columns)``."""
    states = np.arange(1 << len(rest), dtype=np.int64)
    found: Integers = np.zeros((len(states), problem.network.columns), dtype=problem.network.dtype)
    for factor in problem.network.factors:
        own = [v for v in factor.scope if v in early or v in rest]
        done = sum(1 << own.index(v) for v in own if v in early)
        bits = [(own.index(v), rest.index(v)) for v in own if v in rest]
        among = sum(((states >> bit & 1) << place for place, bit in bits), start=np.full_like(states, done))
        found += _joint(problem, row, factor, own)[among]
    return found


def _packages(problem: Problem, row: Row, taken: list[list[int]]) -> Row:
    """Return the package after each of several sets of steps."""
    found = np.repeat(np.array(problem.status_quo, dtype=np.int64)[None, :], len(taken), axis=0)
    for place, steps in enumerate(taken):
        found[place, steps] = row[steps]
    return found


def _before(problem: Problem, steps: list[int]) -> list[int]:
    """Return what has to come before each step, as bits."""
    stages = [problem.case.issues[problem.issues[v]].stage for v in steps]
    first = sum(1 << bit for bit, stage in enumerate(stages) if stage == "first")
    return [first if stage == "final" else 0 for stage in stages]


def _with_ratifiers(problem: Problem, order: list[int], needed: tuple[Ratifier, ...]) -> tuple[str, ...]:
    """Return the steps by name, each ratifier as late as it may come: before the first issue that it has to pass."""
    by_name = {ratifier.name: ratifier for ratifier in needed}
    moved = [problem.issues[v] for v in order]
    steps: list[str] = []

    def ask(ratifier: Ratifier) -> None:
        for name in ratifier.after:
            if name in by_name and name not in steps:
                ask(by_name[name])
        if ratifier.name not in steps:
            steps.append(ratifier.name)

    for issue in moved:
        for ratifier in needed:
            passes = [] if ratifier.when is None else [name for name in ratifier.when.picks if name in moved]
            if issue in (passes or [name for name in moved if problem.case.issues[name].stage != "first"]):
                ask(ratifier)
        steps.append(issue)
    for ratifier in needed:
        ask(ratifier)
    return tuple(steps)
