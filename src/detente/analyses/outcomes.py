"""From arrays of packages to outcomes: points, gains, and what blocks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.problem import BoundRedLine, Problem
from detente.results import Block, Bypassed, Outcome, Package
from detente.solvers.network import Bools, Constraint, Integers, evaluate

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
    problem: Problem, red_lines: Sequence[BoundRedLine], packages: Packages, moved: Bools, needed: Bools
) -> list[list[Block]]:
    """Return, per package, the rules and red lines it breaks, and whether it changes nothing."""
    found: list[list[Block]] = [[] for _ in packages]
    tests = [(_broken(rule, packages), rule_block(problem, i)) for i, rule in enumerate(problem.rules)]
    tests.append((~moved, status_quo_block()))
    for line in red_lines:
        asked = needed[:, problem.consenting.index(line.party)]
        tests.append((_broken(line.constraint, packages) & asked, red_line_block(line)))
    for broken, block in tests:
        for row in np.flatnonzero(broken):
            found[row].append(block)
    return found


def _bypassed(problem: Problem, packages: Packages, sums: Integers, needed: Bools) -> list[list[Bypassed]]:
    """Return, per package, the parties over whose heads it would be settled."""
    found: list[list[Bypassed]] = [[] for _ in packages]
    lines = (*problem.red_lines, *problem.other_lines)
    for column, party in enumerate(problem.parties):
        absent = np.ones(len(packages), dtype=np.bool_)
        if party in problem.consenting:
            absent = ~needed[:, problem.consenting.index(party)]
        if not absent.any():
            continue
        crossed = {line.position: _broken(line.constraint, packages) for line in lines if line.party == party}
        scale, floor = problem.scales[column], problem.no_deal.get(party)
        for row in np.flatnonzero(absent):
            points = Fraction(int(sums[row, column]), scale)
            change = None if problem.before is None else points - Fraction(int(problem.before[column]), scale)
            gain = None if floor is None else points - floor
            over = tuple(position for position, broken in sorted(crossed.items()) if broken[row])
            falls = change if change is not None else gain
            if over or (falls is not None and falls < 0):
                found[row].append(Bypassed(party, change, gain, over))
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
    needed = problem.needed(packages)
    hard = _hard_blocks(problem, red_lines, packages, moved, needed)
    bypassed = _bypassed(problem, packages, sums, needed)
    floors = [(party, problem.column(party), problem.threshold(party)) for party in problem.no_deal]
    result: list[Outcome] = []
    for row, package in enumerate(packages.tolist()):
        units = [int(entry) for entry in sums[row]]
        gain = {party: Fraction(units[column] - floor, problem.scales[column]) for party, column, floor in floors}
        asked = [party for party, need in zip(problem.consenting, needed[row], strict=True) if need]
        short = [Block("no_deal", p, shortfall=-gain[p]) for p in asked if gain[p] < 0]
        result.append(
            Outcome(
                package=problem.package(package),
                utility={p: Fraction(units[c], problem.scales[c]) for c, p in enumerate(problem.parties)},
                gain=gain,
                packages=1 if counts is None else counts[row],
                more=() if more is None else more[row],
                blocked_by=(*hard[row], *short),
                bypassed=tuple(bypassed[row]),
            )
        )
    return tuple(result)
