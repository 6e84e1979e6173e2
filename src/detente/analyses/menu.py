"""Frontiers over sets of packages, with the way back to outcomes (rule D4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.analyses.outcomes import outcomes_of
from detente.problem import BoundRedLine, Problem
from detente.results import Frontier, Outcome, Package
from detente.solvers.frontier import DEFAULT_LIMIT, FrontierSet, pareto_frontier, reaching
from detente.solvers.message import Message, Ways, assignments, counts, first_assignments
from detente.solvers.network import Constraint, Integers

__all__ = ["CONTEXT_LIMIT", "MAX_TIES", "Menu", "acceptable_menu", "feasible_menu", "menus"]

MAX_TIES = 10
"""Most packages that are listed for one utility vector."""

CONTEXT_LIMIT = 50_000
"""Most partial sums of the feasible packages before they are thinned, where more than five parties are counted.

They are the context of the acceptable ones, among which all solutions are found, and grow the fastest.
"""

_MANY = 5

MAX_TIED = 100
"""Most tied vectors for which more than one package is listed."""


@dataclass(frozen=True, eq=False)
class Menu:
    """The efficient vectors of a set of packages.

    Parameters
    ----------
    red_lines
        Those in force when packages are judged (not necessarily those that shaped the set).
    preferred
        A menu whose packages stand in for this one's where both have the same vector.
    within
        A menu under the same red lines of which this is a part, and where its vectors stand there.
    """

    problem: Problem
    found: FrontierSet
    red_lines: tuple[BoundRedLine, ...]
    preferred: Menu | None = None
    within: tuple[Menu, NDArray[np.int64]] | None = None
    _listed: dict[int, tuple[NDArray[np.int64], Outcome]] = field(
        default_factory=dict[int, tuple[NDArray[np.int64], Outcome]], init=False, repr=False
    )

    def __len__(self) -> int:
        return len(self.found.points)

    @cached_property
    def gains(self) -> Integers:
        """Return each counted party's units above its no-deal value, shape ``(n, counted)``."""
        floors = [self.problem.threshold(party) for party in self.problem.counted]
        return np.stack([self.found.points[:, j] - floor for j, floor in enumerate(floors)], axis=1)

    @cached_property
    def rows(self) -> dict[tuple[int, ...], int]:
        """Return where each vector stands."""
        return {tuple(int(entry) for entry in point): row for row, point in enumerate(self.found.points)}

    def outcomes(self, rows: Sequence[int] | NDArray[np.int64], ties: int = 1) -> tuple[Outcome, ...]:
        """Return the outcomes of some vectors, the first `MAX_TIED` of them with up to `ties` packages each."""
        message = self.found.message
        if message is None or not len(rows):
            return ()
        positions = np.asarray(rows, dtype=np.int64)
        if self.within is not None:
            menu, places = self.within
            return menu.outcomes(places[positions], ties)
        self._list(message, positions)
        listed = [self._listed[row] for row in positions.tolist()]
        if ties == 1:
            return tuple(outcome for _, outcome in listed)
        return tuple(
            replace(outcome, more=self._more(message, row, package, min(ties, outcome.packages)))
            if place < MAX_TIED and outcome.packages > 1
            else outcome
            for place, (row, (package, outcome)) in enumerate(zip(positions.tolist(), listed, strict=True))
        )

    def read(self, rows: NDArray[np.int64], together: tuple[Menu, NDArray[np.int64]] | None = None) -> None:
        """Read some vectors at once; reading them in parts would lay out the way to them every time.

        Parameters
        ----------
        together
            Vectors of another menu, which are read too if this one is a part of it.
        """
        if self.within is not None:
            menu, places = self.within
            wanted = places[rows]
            if together is not None and together[0] is menu:
                wanted = np.concatenate((wanted, together[1]))
            menu.read(wanted)
        elif self.found.message is not None:
            self._list(self.found.message, rows)

    def packages(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the positions of the options of some vectors' packages, shape ``(rows, issues)``."""
        if self.within is not None:
            menu, places = self.within
            return menu.packages(places[rows])
        if self.found.message is None:
            return np.zeros((0, len(self.problem.issues)), dtype=np.int64)
        self._list(self.found.message, rows)
        variables = len(self.problem.issues)
        return np.array([self._listed[row][0][:variables] for row in rows.tolist()], dtype=np.int64)

    def _list(self, message: Message, positions: NDArray[np.int64]) -> None:
        """See to it that vectors have been read, with one package each."""
        new = np.array(sorted(set(positions.tolist()) - self._listed.keys()), dtype=np.int64)
        if len(new):
            ways = Ways.to(message, new)
            packages = first_assignments(ways, self.problem.asked.sizes)
            self._prefer(new, packages)
            numbers = counts(ways, self.problem.network.outcomes)
            outcomes = outcomes_of(self.problem, self.red_lines, packages[:, : len(self.problem.issues)], numbers)
            self._listed.update(zip(new.tolist(), zip(packages, outcomes, strict=True), strict=True))

    def _prefer(self, positions: NDArray[np.int64], packages: NDArray[np.int64]) -> None:
        """Replace packages in place by the preferred menu's, where both have the same vector."""
        if self.preferred is None or self.preferred.found.message is None:
            return
        known = self.preferred.rows
        places = [known.get(tuple(int(entry) for entry in self.found.points[row])) for row in positions]
        shared = [i for i, place in enumerate(places) if place is not None]
        if shared:
            there = np.array([place for place in places if place is not None], dtype=np.int64)
            sizes = self.problem.asked.sizes
            packages[shared] = first_assignments(Ways.to(self.preferred.found.message, there), sizes)

    def _more(self, message: Message, row: int, package: NDArray[np.int64], ties: int) -> tuple[Package, ...]:
        """Return further packages with the vector of a row, up to `ties` with the one given."""
        ways = assignments(message, row, package.tolist(), ties)
        return tuple(self.problem.package(way[: len(self.problem.issues)]) for way in ways[1:])

    def frontier(self, most: int) -> Frontier:
        """Return the vectors as a result, at most `most` of them, evenly spread."""
        return Frontier(len(self), self.outcomes(self.spread(most)), self.found.epsilon)

    def spread(self, most: int) -> NDArray[np.int64]:
        """Return the rows of at most `most` vectors, evenly spread."""
        size = len(self)
        return np.arange(size) if size <= most else np.linspace(0, size - 1, most).round().astype(np.int64)


def _units(problem: Problem) -> list[int]:
    """Return how many units of each objective make a point."""
    return [problem.scales[column] for column in problem.objectives]


def acceptable_menu(problem: Problem, red_lines: Sequence[BoundRedLine], extra: Sequence[Constraint] = ()) -> Menu:
    """Return the frontier of the acceptable packages under some red lines (F_A)."""
    network = problem.acceptable(red_lines).with_constraints(extra)
    found = pareto_frontier(network, problem.objectives, problem.thresholds, units=_units(problem))
    return Menu(problem, found, tuple(red_lines))


def feasible_menu(problem: Problem, red_lines: Sequence[BoundRedLine], extra: Sequence[Constraint] = ()) -> Menu:
    """Return the frontier of the feasible packages (F), judged under some red lines."""
    limit = CONTEXT_LIMIT if len(problem.objectives) > _MANY else DEFAULT_LIMIT
    network = problem.feasible.with_constraints(extra)
    found = pareto_frontier(network, problem.objectives, limit=limit, units=_units(problem))
    return Menu(problem, found, tuple(red_lines))


def menus(problem: Problem) -> tuple[Menu, Menu]:
    """Return F and F_A under all red lines as stated.

    Where nothing but thresholds on the counted parties tells the sets apart, whatever beats an acceptable
    package is acceptable too, so F_A is the part of F that reaches the thresholds.
    """
    feasible = feasible_menu(problem, problem.red_lines)
    # Where a consent depends on the package there are more thresholds than objectives, so that case is searched too.
    if problem.red_lines or feasible.found.epsilon or set(problem.thresholds) != set(problem.objectives):
        acceptable = acceptable_menu(problem, problem.red_lines)
        return replace(feasible, preferred=acceptable), acceptable
    floors = [problem.thresholds[column] for column in problem.objectives]
    found, rows = reaching(feasible.found, floors)
    return feasible, replace(feasible, found=found, within=(feasible, rows))
