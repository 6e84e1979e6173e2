"""A block of draws as one network, in which the number of the draw is a variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.ensemble.drawn_case import DrawnCase
from detente.problem import Problem, holds, scope_of
from detente.solvers.network import Constraint, Factor, Network

__all__ = ["Block", "DrawnNetwork", "drawn_network"]

Block: TypeAlias = slice | NDArray[np.int64]
"""Which draws: a run of them, or each by its number."""


@dataclass(frozen=True)
class DrawnNetwork:
    """A block of draws, and what makes a package acceptable in it.

    Parameters
    ----------
    network
        Variable 0 is the draw, the others are the issues. Columns are the gains over no deal of `parties`, then
        "something is moved" where every issue has a status quo; each party's threshold is taken off the first issue.
    parties
        Those who have to accept.
    floors
        Least acceptable sum of each column.
    """

    network: Network
    parties: tuple[str, ...]
    floors: tuple[int, ...]


def drawn_network(drawn: DrawnCase, block: Block, asked: tuple[str, ...] = ()) -> DrawnNetwork:
    """Return the packages of a block of draws that move nothing but what those who are asked decide.

    Parameters
    ----------
    asked
        Of the parties whose consent depends on the package, those who have to accept (see `Problem.circles`).
    """
    problem = drawn.problem
    parties = tuple(name for name in problem.consenting if name not in problem.seats.conditional or name in asked)
    columns = len(parties) + (problem.moved is not None)
    count = len(np.arange(drawn.count)[block])
    factors = [*_issues(drawn, block, parties, columns), *_linkages(drawn, block, parties, columns)]
    constraints = tuple(_constraints(drawn, block, parties))
    network = Network((count, *problem.network.sizes), columns, tuple(factors), constraints)
    return DrawnNetwork(network, parties, (0,) * len(parties) + (1,) * (problem.moved is not None))


def _issues(drawn: DrawnCase, block: Block, parties: tuple[str, ...], columns: int) -> list[Factor]:
    problem = drawn.problem
    count = len(np.arange(drawn.count)[block])
    factors: list[Factor] = []
    for variable, (name, issue) in enumerate(problem.case.issues.items()):
        table = np.zeros((count, len(issue.options), columns), dtype=np.int64)
        for column, party in enumerate(parties):
            table[:, :, column] = drawn.tables[party][name][block]
            if variable == 0:
                table[:, :, column] -= drawn.threshold(party)[block][:, None]
        if problem.moved is not None:
            table[:, :, -1] = problem.moving(variable)
        factors.append(Factor((0, variable + 1), table))
    return factors


def _linkages(drawn: DrawnCase, block: Block, parties: tuple[str, ...], columns: int) -> list[Factor]:
    problem = drawn.problem
    count = len(np.arange(drawn.count)[block])
    factors: list[Factor] = []
    for position, adds in drawn.linkages.items():
        linkage = problem.case.linkages[position]
        if linkage.party in parties:
            scope = scope_of(problem.case, tuple(linkage.when.picks))
            mask = holds(problem.case, linkage.when, scope)
            entries = np.zeros((count, *mask.shape, columns), dtype=np.int64)
            shape = (count, *(1 for _ in mask.shape))
            entries[..., parties.index(linkage.party)] = adds[block].reshape(shape) * mask
            factors.append(Factor((0, *(v + 1 for v in scope)), entries))
    return factors


def _constraints(drawn: DrawnCase, block: Block, parties: tuple[str, ...]) -> list[Constraint]:
    problem = drawn.problem
    limits = [*problem.limits, *_left_alone(problem, parties)]
    shifted = [Constraint(tuple(v + 1 for v in limit.scope), limit.allowed) for limit in limits]
    for line in problem.red_lines:
        if line.party in parties:
            held: NDArray[np.bool_] = drawn.held[line.position][block]
            broken = ~line.constraint.allowed
            allowed = ~(held.reshape(-1, *(1 for _ in broken.shape)) & broken[None])
            shifted.append(Constraint((0, *(v + 1 for v in line.constraint.scope)), allowed))
    return shifted


def _left_alone(problem: Problem, parties: tuple[str, ...]) -> list[Constraint]:
    """Return what holds the issues that somebody decides who is not asked."""
    decided = {v for party, variables in problem.decides.items() if party not in parties for v in variables}
    return [Constraint((variable,), ~problem.moving(variable)) for variable in sorted(decided)]
