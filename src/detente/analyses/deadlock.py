"""Why there is no deal: a smallest conflict as witness (first part of rule D7)."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.outcomes import red_line_block, rule_block, status_quo_block
from detente.problem import BoundRedLine, Problem
from detente.results import Block, Conflict
from detente.solvers.bounds import bounds_of
from detente.solvers.frontier import satisfiable
from detente.solvers.minimal import minimal_conflict
from detente.solvers.network import Network
from detente.solvers.tree import tree_of

__all__ = ["conflict_of"]


def _any_allowed(network: Network) -> bool:
    return bool(bounds_of(network, tree_of(network))[0].valid)


def conflict_of(problem: Problem, red_lines: Sequence[BoundRedLine]) -> Conflict:
    """Return a minimal set of no-deal values, red lines and rules that cannot hold together.

    Minimal means that the others can hold once any one member is dropped; other conflicts may exist. Logical
    rules are taken for granted unless the rules alone exclude every package. Where there is a choice, the
    harder members stay: rules that simplify, then legal ones, then red lines from the least firm up are tried
    for deletion before no-deal values.

    Parameters
    ----------
    red_lines
        Those in force; together with the rest they leave no acceptable package.
    """
    if not _any_allowed(problem.feasible):
        every = [rule_block(problem, position) for position in range(len(problem.rules))]

        def some_package(chosen: Sequence[Block]) -> bool:
            rules = [problem.rules[block.position] for block in chosen if block.position is not None]
            return _any_allowed(problem.network.with_constraints(rules))

        return Conflict(minimal_conflict(every, some_package))

    kinds = [rule.kind for rule in problem.case.rules]
    by_position = {line.position: line for line in red_lines}
    members = [
        rule_block(problem, i)
        for negotiable in ("simplification", "legal")
        for i, kind in enumerate(kinds)
        if kind == negotiable
    ]
    members += [red_line_block(line) for line in sorted(red_lines, key=lambda line: (line.firm, line.position))]
    if problem.moved is not None:
        members.append(status_quo_block())
    members += [Block("no_deal", party) for party in problem.consenting]
    logical = [rule for rule, kind in zip(problem.rules, kinds, strict=True) if kind == "logical"]

    def possible(chosen: Sequence[Block]) -> bool:
        constraints = list(logical)
        thresholds: dict[int, int] = {}
        for block in chosen:
            if block.kind == "rule" and block.position is not None:
                constraints.append(problem.rules[block.position])
            elif block.kind == "red_line" and block.position is not None:
                constraints.append(by_position[block.position].constraint)
            elif block.kind == "no_deal":
                thresholds[problem.column(block.party)] = problem.threshold(block.party)
            elif problem.moved is not None:
                thresholds[problem.moved] = 1
        return satisfiable(problem.network.with_constraints(constraints), thresholds) is not None

    return Conflict(minimal_conflict(members, possible))
