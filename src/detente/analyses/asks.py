"""What each side would ask next with a package on the table: the one change that helps it most.

Source: Raiffa 1982 on improving a settlement step by step, and the single negotiating text of Fisher 1978.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analyses.outcomes import outcomes_of
from detente.problem import Problem
from detente.results import Ask, Outcome

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


def _refuses(outcome: Outcome, party: str) -> bool:
    return any(block.party == party for block in outcome.blocked_by)


def _crossed(outcome: Outcome, party: str) -> set[int | None]:
    return {block.position for block in outcome.blocked_by if block.kind == "red_line" and block.party == party}


def _ask(problem: Problem, party: str, here: Outcome, others: list[Outcome]) -> Ask | None:
    """Return the change of a party that helps it most, or ``None`` where no change helps it and is borne by all."""
    bearing = [name for name in problem.consenting if name != party and not _refuses(here, name)]
    refused, crossed = _refuses(here, party), _crossed(here, party)
    best: Outcome | None = None
    for other in others:
        accepts = not _refuses(other, party)
        adds = other.utility[party] - here.utility[party]
        if not _crossed(other, party) <= crossed or any(_refuses(other, name) for name in bearing):
            continue
        if adds <= 0 and not (accepts and refused):
            continue
        if best is None or (accepts, other.utility[party]) > (not _refuses(best, party), best.utility[party]):
            best = other
    if best is None:
        return None
    issue = next(name for name, option in best.package.items() if option != here.package[name])
    return Ask(party, issue, best.package[issue], best.utility[party] - here.utility[party], best)


def asks_of(problem: Problem, outcome: Outcome) -> tuple[Ask, ...]:
    """Return what each consenting party would ask next, in party order; those with nothing to ask are left out.

    Parameters
    ----------
    outcome
        The package on the table, judged under all red lines as stated.
    """
    case = problem.case
    package = np.array([case.issues[name].options.index(option) for name, option in outcome.package.items()])
    others = [
        other
        for other in outcomes_of(problem, problem.red_lines, _changes(problem, package))
        if all(block.kind != "status_quo" for block in other.blocked_by)
    ]
    found = (_ask(problem, party, outcome, others) for party in problem.consenting)
    return tuple(ask for ask in found if ask is not None)
