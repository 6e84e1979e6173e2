"""A block of draws as one network, in which the number of the draw is a variable."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.ensemble.drawn_case import DrawnCase
from detente.problem import Problem, holds, scope_of
from detente.solvers.network import Constraint, Factor, Network

__all__ = ["drawn_network"]


def drawn_network(drawn: DrawnCase, block: slice) -> Network:
    """Return a block of draws as a network: variable 0 is the draw, columns are gains over no deal.

    Columns are the parties that consent, in the order of `consenting`, then "something is moved" where every issue has
    a status quo, then "is asked" for every party whose consent depends on the package; those parties are the last
    variables, as in `Problem.asked`. Each party's threshold is taken off the first issue's table.
    """
    problem = drawn.problem
    count = len(range(drawn.count)[block])
    factors = [*_issues(drawn, block, count), *_linkages(drawn, block, count)]
    sizes = (count, *problem.asked.sizes)
    for place, party in enumerate(problem.seats.conditional):
        column = problem.consenting.index(party)
        relief = np.zeros((count, 2, len(drawn.floors)), dtype=np.int64)
        relief[:, 0, column] = -min(0, sum(int(factor.table[..., column].min()) for factor in factors))
        relief[:, 0, _asked_column(problem, place)] = 1
        factors.append(Factor((0, len(problem.issues) + place + 1), relief))
    return Network(sizes, len(drawn.floors), tuple(factors), tuple(_constraints(drawn, block)))


def _asked_column(problem: Problem, place: int) -> int:
    return len(problem.consenting) + (problem.moved is not None) + place


def _issues(drawn: DrawnCase, block: slice, count: int) -> list[Factor]:
    problem = drawn.problem
    factors: list[Factor] = []
    for variable, (name, issue) in enumerate(problem.case.issues.items()):
        table = np.zeros((count, len(issue.options), len(drawn.floors)), dtype=np.int64)
        for column, party in enumerate(problem.consenting):
            table[:, :, column] = drawn.tables[party][name][block]
            if variable == 0:
                table[:, :, column] -= drawn.threshold(party)[block][:, None]
        moved = problem.moving(variable)
        if problem.moved is not None:
            table[:, :, len(problem.consenting)] = moved
        for place, party in enumerate(problem.seats.conditional):
            if variable in problem.decides[party]:
                table[:, :, _asked_column(problem, place)] = moved
        factors.append(Factor((0, variable + 1), table))
    return factors


def _linkages(drawn: DrawnCase, block: slice, count: int) -> list[Factor]:
    problem = drawn.problem
    factors: list[Factor] = []
    for position, adds in drawn.linkages.items():
        linkage = problem.case.linkages[position]
        if linkage.party in problem.consenting:
            scope = scope_of(problem.case, tuple(linkage.when.picks))
            mask = holds(problem.case, linkage.when, scope)
            entries = np.zeros((count, *mask.shape, len(drawn.floors)), dtype=np.int64)
            shape = (count, *(1 for _ in mask.shape))
            entries[..., problem.consenting.index(linkage.party)] = adds[block].reshape(shape) * mask
            factors.append(Factor((0, *(v + 1 for v in scope)), entries))
    return factors


def _constraints(drawn: DrawnCase, block: slice) -> list[Constraint]:
    problem = drawn.problem
    shifted = [_shifted(constraint) for constraint in (*problem.limits, *problem.asked.constraints)]
    for line in problem.red_lines:
        constraint = problem.where_asked(line)
        held: NDArray[np.bool_] = drawn.held[line.position][block]
        broken = ~constraint.allowed
        allowed = ~(held.reshape(-1, *(1 for _ in broken.shape)) & broken[None])
        shifted.append(Constraint((0, *(v + 1 for v in constraint.scope)), allowed))
    return shifted


def _shifted(constraint: Constraint) -> Constraint:
    return Constraint(tuple(v + 1 for v in constraint.scope), constraint.allowed)
