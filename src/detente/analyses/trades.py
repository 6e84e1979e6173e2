"""What could be changed in a package to the good of all, with few changes (rule D6).

Source: Raiffa 1982 on joint gains and on trading issues that the sides value differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from detente.analyses.outcomes import outcomes_of
from detente.problem import Problem
from detente.results import Outcome, Trade, Trades
from detente.solvers.frontier import FrontierSet, pareto_frontier
from detente.solvers.message import Ways, counts, first_assignments
from detente.solvers.network import Constraint, Factor, Integers, Network, evaluate

__all__ = ["MAX_TRADES", "trades_of"]

MAX_TRADES = 10
"""Most packages listed of each kind."""

_SWAP = 2


def trades_of(problem: Problem, here: Outcome) -> Trades:
    """Return the packages better for every counted party with the fewest changes, and the best changes of two issues.

    The number of changed issues is one more column of the network, held above minus a number that grows until there is
    a package. An efficient package cannot be improved, so there is nothing to trade.

    Parameters
    ----------
    here
        The package to start from; it may be unacceptable.
    """
    return _Change(problem, here, np.array(problem.positions(here.package), dtype=np.int64)).trades()


class _Change:
    """Packages beside one, with a column that counts down the issues that differ."""

    def __init__(self, problem: Problem, here: Outcome, package: NDArray[np.int64]) -> None:
        self.problem, self.here, self.package = problem, here, package
        self.sums = [int(entry) for entry in evaluate(problem.network, package[None, :])[0]]
        self.network = self._counting()

    @property
    def counter(self) -> int:
        return self.problem.network.columns

    def trades(self) -> Trades:
        objectives = self.problem.objectives
        floors = {column: self.sums[column] for column in map(self.problem.column, self.problem.consenting)}
        if self.problem.moved is not None:
            floors[self.problem.moved] = 1
        above = floors | {column: self.sums[column] + 1 for column in objectives}
        better = pareto_frontier(self.network, objectives, above)
        exact = not better.epsilon
        fewest: int | None = None
        if len(better.points):
            fewest, better = self._fewest(above, better)
            exact &= not better.epsilon
        swaps = pareto_frontier(self.network, objectives, floors | {self.counter: -_SWAP})
        better_size, listed = self._listed(better)
        swaps_size, swapped = self._listed(swaps)
        return Trades(fewest, listed, better_size, swapped, swaps_size, exact and not swaps.epsilon)

    def _fewest(self, floors: Mapping[int, int], better: FrontierSet) -> tuple[int, FrontierSet]:
        """Return how few changes are enough, and the efficient packages with so few.

        Parameters
        ----------
        better
            The efficient packages with any number of changes, of which there are no more than issues.
        """
        most = len(self.network.sizes)
        for changes in range(1, most):
            found = pareto_frontier(self.network, self.problem.objectives, {**floors, self.counter: -changes})
            if len(found.points):
                return changes, found
        return most, better

    def _counting(self) -> Network:
        """Return the network under every rule and red line that the package obeys, with a column for changes."""
        base = self.problem.network
        factors = [Factor(factor.scope, _widened(factor.table)) for factor in base.factors]
        for variable, size in enumerate(base.sizes):
            table = np.zeros((size, base.columns + 1), dtype=np.int64)
            table[np.arange(size) != self.package[variable], -1] = -1
            factors.append(Factor((variable,), table))
        bounds = [*self.problem.limits, *(line.constraint for line in self.problem.red_lines)]
        return Network(base.sizes, base.columns + 1, tuple(factors), tuple(filter(self._obeyed, bounds)))

    def _obeyed(self, constraint: Constraint) -> bool:
        return bool(constraint.allowed[tuple(self.package[variable] for variable in constraint.scope)])

    def _listed(self, found: FrontierSet) -> tuple[int, tuple[Trade, ...]]:
        """Return how many vectors add something, and the packages of the best of them."""
        base = [self.sums[column] for column in self.problem.objectives]
        gains = [[int(entry) - at for entry, at in zip(point, base, strict=True)] for point in found.points]
        rows = [row for row, gain in enumerate(gains) if any(gain)]
        rows.sort(key=lambda row: (-sum(entry > 0 for entry in gains[row]), -prod(gains[row]), row))
        return len(rows), self._packages(found, rows[:MAX_TRADES])

    def _packages(self, found: FrontierSet, rows: Sequence[int]) -> tuple[Trade, ...]:
        if found.message is None or not rows:
            return ()
        problem = self.problem
        ways = Ways.to(found.message, np.array(rows, dtype=np.int64))
        packages = first_assignments(ways, problem.network.sizes)
        outcomes = outcomes_of(problem, problem.red_lines, packages, counts(ways, problem.network.outcomes))
        return tuple(map(self._trade, outcomes))

    def _trade(self, outcome: Outcome) -> Trade:
        here = self.here
        changed = tuple(name for name, option in outcome.package.items() if option != here.package[name])
        adds: dict[str, Fraction] = {party: points - here.utility[party] for party, points in outcome.utility.items()}
        return Trade(changed, adds, outcome)


def _widened(table: Integers) -> Integers:
    wider: Integers = np.zeros((*table.shape[:-1], table.shape[-1] + 1), dtype=table.dtype)
    wider[..., :-1] = table
    return wider
