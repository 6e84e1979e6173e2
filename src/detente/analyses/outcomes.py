"""From arrays back to outcomes: packages, points, gains, and what blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.problem import BoundRedLine, Problem
from detente.results import Block, Frontier, Outcome, Package
from detente.solvers.frontier import FrontierSet, pareto_frontier
from detente.solvers.message import assignments, counts, first_assignments
from detente.solvers.network import Constraint

__all__ = ["MAX_POINTS", "MAX_TIES", "Menu", "acceptable_menu", "blocks_of", "feasible_menu", "red_line_block"]

MAX_POINTS = 1000
"""Most points of a frontier that are listed."""

MAX_TIES = 10
"""Most packages that are listed for one utility vector."""


def red_line_block(line: BoundRedLine) -> Block:
    """Return a red line as something that blocks."""
    return Block("red_line", line.party, line.position, line.text)


def _met(constraint: Constraint, assignment: NDArray[np.int64]) -> bool:
    return bool(constraint.allowed[tuple(assignment[variable] for variable in constraint.scope)])


def blocks_of(problem: Problem, red_lines: Sequence[BoundRedLine], assignment: NDArray[np.int64]) -> tuple[Block, ...]:
    """Return everything that makes one package unacceptable: rules, status quo, red lines, no-deal values."""
    found = [
        Block("rule", "", position, str(problem.case.rules[position]))
        for position, rule in enumerate(problem.rules)
        if not _met(rule, assignment)
    ]
    if problem.moved is not None and all(
        int(position) == issue.status_quo_position
        for issue, position in zip(problem.case.issues.values(), assignment, strict=True)
    ):
        found.append(Block("status_quo", text="nothing moves off the status quo"))
    found += [red_line_block(line) for line in red_lines if not _met(line.constraint, assignment)]
    utility = problem.utilities(assignment[None, :])[0]
    for party in problem.consenting:
        short = problem.no_deal[party] - utility[party]
        if short > 0:
            found.append(Block("no_deal", party, shortfall=short))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Menu:
    """A frontier over a set of packages, with what is needed to speak about them.

    Parameters
    ----------
    red_lines
        Those in force when packages are judged (not necessarily those that shaped the set).
    preferred
        A menu whose packages stand in for this one's where both have the same vector.
    """

    problem: Problem
    found: FrontierSet
    red_lines: tuple[BoundRedLine, ...]
    preferred: Menu | None = None

    def __len__(self) -> int:
        return len(self.found.points)

    @cached_property
    def rows(self) -> dict[tuple[int, ...], int]:
        """Return where each vector stands."""
        return {tuple(int(entry) for entry in point): row for row, point in enumerate(self.found.points)}

    def outcomes(self, rows: Sequence[int] | NDArray[np.int64], ties: int = 1) -> tuple[Outcome, ...]:
        """Return the outcomes of some vectors, with up to `ties` packages each."""
        message = self.found.message
        if message is None or not len(rows):
            return ()
        positions = np.asarray(rows, dtype=np.int64)
        sizes = self.problem.network.sizes
        packages = first_assignments(message, positions, sizes)
        self._prefer(positions, packages)
        utilities = self.problem.utilities(packages)
        return tuple(
            Outcome(
                package=self.problem.package(package),
                utility=utility,
                gain={party: utility[party] - value for party, value in self.problem.no_deal.items()},
                packages=number,
                more=self._more(int(row), package, ties),
                blocked_by=blocks_of(self.problem, self.red_lines, package),
            )
            for row, package, utility, number in zip(
                positions, packages, utilities, counts(message, positions), strict=True
            )
        )

    def _prefer(self, positions: NDArray[np.int64], packages: NDArray[np.int64]) -> None:
        """Replace packages in place by the preferred menu's, where both have the same vector."""
        if self.preferred is None or self.preferred.found.message is None:
            return
        known = self.preferred.rows
        places = [known.get(tuple(int(entry) for entry in self.found.points[row])) for row in positions]
        shared = [i for i, place in enumerate(places) if place is not None]
        if shared:
            there = np.array([place for place in places if place is not None], dtype=np.int64)
            sizes = self.problem.network.sizes
            packages[shared] = first_assignments(self.preferred.found.message, there, sizes)

    def _more(self, row: int, package: NDArray[np.int64], ties: int) -> tuple[Package, ...]:
        """Return further packages with the vector of a row, up to `ties` with the one given."""
        if ties == 1 or self.found.message is None:
            return ()
        ways = assignments(self.found.message, row, self.problem.network.sizes, ties)
        return tuple(self.problem.package(way) for way in ways if (way != package).any())

    @cached_property
    def frontier(self) -> Frontier:
        """Return the vectors as a result, at most `MAX_POINTS` of them, evenly spread."""
        size = len(self)
        rows = np.arange(size) if size <= MAX_POINTS else np.linspace(0, size - 1, MAX_POINTS).round().astype(np.int64)
        return Frontier(size, self.outcomes(rows))


def acceptable_menu(problem: Problem, red_lines: Sequence[BoundRedLine], extra: Sequence[Constraint] = ()) -> Menu:
    """Return the frontier of the acceptable packages under some red lines (F_A of rule D4)."""
    network = problem.acceptable(red_lines).with_constraints(extra)
    found = pareto_frontier(network, problem.objectives, problem.thresholds)
    return Menu(problem, found, tuple(red_lines))


def feasible_menu(
    problem: Problem,
    red_lines: Sequence[BoundRedLine],
    preferred: Menu | None = None,
    extra: Sequence[Constraint] = (),
) -> Menu:
    """Return the frontier of the feasible packages (F of rule D4), judged under some red lines."""
    found = pareto_frontier(problem.feasible.with_constraints(extra), problem.objectives)
    return Menu(problem, found, tuple(red_lines), preferred)
