"""Whether finer grids would change the answer: quantities are refined around the solutions until they stay put.

A party's value of a quantity is piecewise linear between the points that the case gives, so it is known exactly between
the grid's steps too. Each round keeps the case's own grid and adds finer steps around some options: those that the Nash
and Kalai-Smorodinsky packages of the round before take, and those of each party's best acceptable package, from which
the latter measures. Then it solves again; a solution of one round stays a package of the next. Source of the idea:
Roache 1994, who asks that the change under refinement of a grid be reported. Where a linkage, rule or red line names a
single number it still speaks of that number alone, and not of those between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

import numpy as np

from detente.analyses.menu import Menu, acceptable_menu
from detente.analyses.solutions import solutions_of
from detente.case import Case, Issue, Option, Table
from detente.problem import compile_case
from detente.results import Outcome, Refinement, RefinementRound, Solutions

__all__ = ["ENOUGH", "refinement_of"]

ENOUGH = Fraction(1, 20)
"""Points by which no solution may move any more."""

_PARTS = 4
"""Into how many parts a round cuts the steps of the one before."""

_ROUNDS = 8


def _numbers(issue: Issue) -> list[Fraction]:
    return sorted(option for option in issue.options if isinstance(option, Fraction))


def _step(issue: Issue) -> Fraction:
    numbers = _numbers(issue)
    return min((high - low for low, high in pairwise(numbers)), default=Fraction(0))


def _refined(issue: Issue, around: Sequence[Option], step: Fraction) -> Issue:
    """Return an issue with finer steps on both sides of some options, within its own ends."""
    own = _numbers(issue)
    near = {
        option + step * number
        for option in around
        if isinstance(option, Fraction)
        for number in range(-_PARTS, _PARTS + 1)
    }
    options = sorted({*own, *(option for option in near if own[0] <= option <= own[-1])})
    return replace(issue, options=(*options, *(option for option in issue.options if isinstance(option, str))))


@dataclass(frozen=True, slots=True)
class _Solved:
    """One round: its answer, and the packages around which the next one looks."""

    answer: RefinementRound
    around: tuple[Outcome, ...]


def _moved(before: Sequence[Outcome], after: Sequence[Outcome], counted: Sequence[str]) -> Fraction:
    """Return the most points between a solution and the nearest one of the round before."""
    return max(
        min(max(abs(new.utility[party] - old.utility[party]) for party in counted) for old in before) for new in after
    )


def refinement_of(
    case: Case, *, count: Sequence[str] = (), table: Table | None = None, rounds: int = _ROUNDS
) -> Refinement | None:
    """Return how the solutions move as quantities get finer grids; ``None`` without a quantity or a deal.

    It ends when no solution moves by more than `ENOUGH` points in two rounds that follow each other, or after `rounds`.

    Parameters
    ----------
    case
        A checked case.
    count, table
        As in `analyse_deal`.
    rounds
        Most rounds after the first.
    """
    steps = {name: _step(issue) for name, issue in case.issues.items() if issue.quantity and _step(issue)}
    if not steps:
        return None
    done: list[RefinementRound] = []
    found = _solved(case, steps, None, count, table)
    quiet = 0
    while found is not None:
        done.append(found.answer)
        change = found.answer.change
        quiet = quiet + 1 if change is not None and change <= ENOUGH else 0
        if quiet == 2 or len(done) > rounds:
            break
        steps = {name: step / _PARTS for name, step in steps.items()}
        finer = {
            name: _refined(case.issues[name], [outcome.package[name] for outcome in found.around], step)
            for name, step in steps.items()
        }
        found = _solved(replace(case, issues={**case.issues, **finer}), steps, found.answer, count, table)
    return Refinement(tuple(done), ENOUGH) if done else None


def _solved(
    case: Case,
    steps: Mapping[str, Fraction],
    before: RefinementRound | None,
    count: Sequence[str],
    table: Table | None,
) -> _Solved | None:
    problem = compile_case(case, count, table)
    menu = acceptable_menu(problem, problem.red_lines)
    solutions: Solutions = solutions_of(menu)
    if not solutions.nash:
        return None
    change = None
    if before is not None:
        change = max(
            _moved(before.nash, solutions.nash, problem.counted),
            _moved(before.kalai_smorodinsky, solutions.kalai_smorodinsky, problem.counted),
        )
    answer = RefinementRound(steps, solutions.nash, solutions.kalai_smorodinsky, change, menu.found.epsilon)
    return _Solved(answer, (*solutions.nash, *solutions.kalai_smorodinsky, *_best_of_each(menu)))


def _best_of_each(menu: Menu) -> tuple[Outcome, ...]:
    """Return the acceptable package that is best for each counted party, the first of several."""
    return menu.outcomes(np.array([int(np.argmax(menu.gains[:, j])) for j in range(menu.gains.shape[1])]))
