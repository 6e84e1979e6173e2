"""How far each side can push before there is no deal, and what every deal contains (rule D7).

Source: Raiffa 1982 (reservation values and the zone of possible agreement).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from detente.analyses.outcomes import outcomes_of
from detente.case import Case, Issue, Table
from detente.errors import LimitError
from detente.problem import Problem, compile_case
from detente.results import Deal, Hardening, Insistence, Leeway
from detente.solvers.bargaining import nash_product
from detente.solvers.frontier import pareto_frontier, satisfiable
from detente.solvers.message import Ways, first_assignments
from detente.solvers.network import Constraint

__all__ = ["analyse_hardening"]

_SEARCHES = 300


def analyse_hardening(
    case: Case, deal: Deal, *, count: Sequence[str] = (), table: Table | None = None
) -> Hardening | None:
    """Return the most that each party can insist on, and what an issue can be in a deal; ``None`` without a deal.

    Options in packages that are known to be acceptable need no search; each other one takes one. The ends of a
    quantity are found by halving: whether some acceptable package has at most a number can only become true as the
    number grows, even where single numbers between are impossible.

    Parameters
    ----------
    case, count, table
        As for `analyse_deal`.
    deal
        Its answer.
    """
    if not deal.zopa:
        return None
    problem = compile_case(case, count, table)
    search = _Search(problem)
    for point in deal.acceptable_frontier.points:
        search.learn(problem.positions(point.package))
    insist = {party: _insistence(problem, party, deal.acceptable_ideal[party]) for party in deal.counted}
    leeway = {name: search.leeway(case.issues[name]) for name in problem.seats.movable}
    return Hardening(insist, leeway, search.exact)


def _insistence(problem: Problem, party: str, most: Fraction) -> Insistence:
    column = problem.column(party)
    floors = {**problem.thresholds, column: int(most * problem.scales[column])}
    found = pareto_frontier(problem.acceptable(problem.red_lines), problem.objectives, floors)
    if found.message is None:
        raise LimitError(
            f"The packages in which {party!r} has its best outgrew their limit and were thinned away.",
            "Use fewer options or fewer counted parties.",
        )
    others = [(j, name) for j, name in enumerate(problem.counted) if name != party]
    row = np.zeros(1, dtype=np.int64)
    if others:
        gains = np.stack([found.points[:, j] - problem.threshold(name) for j, name in others], axis=1)
        row = nash_product(gains)[0][:1]
    packages = first_assignments(Ways.to(found.message, row), problem.asked.sizes)[:, : len(problem.issues)]
    return Insistence(most, outcomes_of(problem, problem.red_lines, packages)[0])


@dataclass
class _Search:
    """Which options some acceptable package has; `exact` turns false where that was not settled."""

    problem: Problem
    seen: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    searches: int = 0
    exact: bool = True

    def learn(self, package: Sequence[int]) -> None:
        """Take note of an acceptable package."""
        for name, position in zip(self.problem.issues, package, strict=False):
            self.seen.setdefault(name, set()).add(int(position))

    def possible(self, name: str, positions: Sequence[int]) -> bool:
        """Return whether some acceptable package has one of these options of an issue, or that was not settled."""
        if not self.seen.get(name, set()).isdisjoint(positions):
            return True
        problem = self.problem
        allowed = np.zeros(len(problem.case.issues[name].options), dtype=np.bool_)
        allowed[list(positions)] = True
        network = problem.acceptable(problem.red_lines).with_constraints(
            [Constraint((problem.issues.index(name),), allowed)]
        )
        self.searches += 1
        try:
            message = satisfiable(network, problem.thresholds) if self.searches <= _SEARCHES else None
        except LimitError:
            self.searches = _SEARCHES + 1
            message = None
        if message is None:
            self.exact &= self.searches <= _SEARCHES
            return self.searches > _SEARCHES
        self.learn(first_assignments(Ways.to(message, np.zeros(1, dtype=np.int64)), problem.asked.sizes)[0].tolist())
        return True

    def leeway(self, issue: Issue) -> Leeway:
        """Return what an issue can be in a deal."""
        numbers = sorted((option, i) for i, option in enumerate(issue.options) if isinstance(option, Fraction))
        named = [i for i, option in enumerate(issue.options) if not isinstance(option, Fraction)]
        never = [i for i in named if not self.possible(issue.name, [i])]
        ends: list[int] = []
        positions = [i for _, i in numbers]
        if positions and self.possible(issue.name, positions):
            first = _first(len(positions), lambda k: self.possible(issue.name, positions[: k + 1]))
            last = _first(len(positions), lambda k: self.possible(issue.name, positions[len(positions) - 1 - k :]))
            ends = [first, len(positions) - 1 - last]
        left = [i for i in named if i not in never] + [positions[k] for k in sorted(set(ends))]
        return Leeway(
            issue.options[left[0]] if len(left) == 1 else None,
            tuple(issue.options[i] for i in never),
            *(numbers[k][0] for k in ends),
        )


def _first(size: int, holds: Callable[[int], bool]) -> int:
    """Return the least number from 0 for which something holds that holds for all larger ones, and for the last."""
    low, high = 0, size - 1
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
