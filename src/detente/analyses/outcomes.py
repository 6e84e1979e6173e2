"""From arrays of packages to outcomes: points, gains, and what blocks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.problem import BoundRedLine, Problem
from detente.results import Block, Outcome, Package
from detente.solvers.network import Bools, Constraint, evaluate

__all__ = ["outcomes_of", "red_line_block", "rule_block", "status_quo_block"]

Packages = NDArray[np.int64]


def red_line_block(line: BoundRedLine) -> Block:
    """Return a red line as something that blocks."""
    return Block("red_line", line.party, line.position, line.text)


def rule_block(problem: Problem, position: int) -> Block:
    """Return a rule as something that blocks."""
    return Block("rule", "", position, str(problem.case.rules[position]))


def status_quo_block() -> Block:
    """Return what blocks a package that changes nothing (rule C4)."""
    return Block("status_quo", text="nothing moves off the status quo")


def _broken(constraint: Constraint, packages: Packages) -> Bools:
    return ~constraint.allowed[tuple(packages[:, variable] for variable in constraint.scope)]


def _hard_blocks(
    problem: Problem, red_lines: Sequence[BoundRedLine], packages: Packages, moved: Bools
) -> list[list[Block]]:
    """Return, per package, the rules and red lines it breaks, and whether it changes nothing."""
    found: list[list[Block]] = [[] for _ in packages]
    tests = [(_broken(rule, packages), rule_block(problem, i)) for i, rule in enumerate(problem.rules)]
    tests.append((~moved, status_quo_block()))
    tests += [(_broken(line.constraint, packages), red_line_block(line)) for line in red_lines]
    for broken, block in tests:
        for row in np.flatnonzero(broken):
            found[row].append(block)
    return found


def outcomes_of(
    problem: Problem,
    red_lines: Sequence[BoundRedLine],
    packages: Packages,
    counts: Sequence[int] | None = None,
    more: Sequence[tuple[Package, ...]] | None = None,
) -> tuple[Outcome, ...]:
    """Return packages with what they mean to each side.

    Parameters
    ----------
    red_lines
        Those in force.
    packages
        Shape ``(n, issues)``: positions of options.
    counts
        How many packages share each one's vector; 1 if absent.
    more
        Further packages with each one's vector.
    """
    sums = evaluate(problem.network, packages)
    moved = np.ones(len(packages), dtype=np.bool_)
    if problem.moved is not None:
        moved = np.asarray(sums[:, problem.moved] > 0, dtype=np.bool_)
    hard = _hard_blocks(problem, red_lines, packages, moved)
    floors = [(party, problem.column(party), problem.threshold(party)) for party in problem.no_deal]
    result: list[Outcome] = []
    for row, package in enumerate(packages.tolist()):
        units = [int(entry) for entry in sums[row]]
        gain = {party: Fraction(units[column] - floor, problem.scales[column]) for party, column, floor in floors}
        short = [Block("no_deal", p, shortfall=-gain[p]) for p in problem.consenting if gain[p] < 0]
        result.append(
            Outcome(
                package=problem.package(package),
                utility={p: Fraction(units[c], problem.scales[c]) for c, p in enumerate(problem.parties)},
                gain=gain,
                packages=1 if counts is None else counts[row],
                more=() if more is None else more[row],
                blocked_by=(*hard[row], *short),
            )
        )
    return tuple(result)
