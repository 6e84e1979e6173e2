"""What each side would ask next with a package on the table: the one change that helps it most.

Source: Raiffa 1982 on improving a settlement step by step, and the single negotiating text of Fisher 1978.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analyses.outcomes import Verdicts, outcomes_of
from detente.problem import Problem
from detente.results import Ask, Outcome
from detente.solvers.network import evaluate

__all__ = ["asks_of"]


def _changes(problem: Problem, package: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return every feasible package that differs on one issue, by issue and option."""
    rows = [
        (variable, option)
        for variable, size in enumerate(problem.network.sizes)
        for option in range(size)
        if option != package[variable]
    ]
    changed = np.repeat(package[None, :], len(rows), axis=0)
    for row, (variable, option) in enumerate(rows):
        changed[row, variable] = option
    for rule in problem.limits:
        changed = changed[rule.allowed[tuple(changed[:, variable] for variable in rule.scope)]]
    return changed


def _best(found: Verdicts, party: str) -> int | None:
    """Return the change of a party that helps it most, or ``None`` where no change helps it and is borne by all.

    Parameters
    ----------
    found
        Of the package itself first, then of every change.
    """
    problem = found.problem
    column = problem.column(party)
    accepts = ~found.refused(party)
    adds = found.sums[:, column] - found.sums[0, column]
    helps = np.asarray(adds > 0, dtype=np.bool_) | (False if accepts[0] else accepts)
    for other in problem.consenting:
        refuses = found.refused(other)
        if other != party and not refuses[0]:
            helps &= ~refuses
    for line, crossed in zip(found.red_lines, found.crossed, strict=True):
        if line.party == party and not crossed[0]:
            helps &= ~crossed
    rows = np.flatnonzero(helps)
    return max(rows.tolist(), key=lambda row: (accepts[row], adds[row]), default=None)


def asks_of(problem: Problem, outcome: Outcome) -> tuple[Ask, ...]:
    """Return what each consenting party would ask next, in party order; those with nothing to ask are left out.

    Parameters
    ----------
    outcome
        The package on the table, judged under all red lines as stated.
    """
    package = np.array(problem.positions(outcome.package), dtype=np.int64)
    changed = _changes(problem, package)
    if problem.moved is not None:
        changed = changed[evaluate(problem.network, changed)[:, problem.moved] > 0]
    packages = np.vstack((package, changed))
    found = Verdicts.of(problem, problem.red_lines, packages)
    rows = {party: row for party in problem.consenting if (row := _best(found, party)) is not None}
    others = outcomes_of(problem, problem.red_lines, packages[list(rows.values())]) if rows else ()
    asks: list[Ask] = []
    for party, other in zip(rows, others, strict=True):
        issue = next(name for name, option in other.package.items() if option != outcome.package[name])
        asks.append(Ask(party, issue, other.package[issue], other.utility[party] - outcome.utility[party], other))
    return tuple(asks)
