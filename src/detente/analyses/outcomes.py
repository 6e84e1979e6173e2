"""From arrays of packages to outcomes: points, gains, and what blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.problem import BoundRedLine, Problem
from detente.results import Block, Bypassed, Outcome
from detente.solvers.network import Bools, Constraint, Integers, evaluate

__all__ = ["Verdicts", "outcomes_of", "red_line_block", "rule_block", "status_quo_block"]

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


@dataclass(frozen=True)
class Verdicts:
    """What packages mean to each side, as arrays.

    Parameters
    ----------
    sums
        Shape ``(n, columns)``: the network's columns.
    moved
        Shape ``(n,)``: whether something moves off the status quo.
    needed
        Shape ``(n, consenting)``: whose consent is needed.
    short
        Shape ``(n, consenting)``: who is asked, and has less than without a deal.
    crossed
        One entry per red line in force, shape ``(n,)``: whether it is crossed and its party asked.
    """

    problem: Problem
    red_lines: Sequence[BoundRedLine]
    packages: Packages
    sums: Integers
    moved: Bools
    needed: Bools
    short: Bools
    crossed: Sequence[Bools]

    @classmethod
    def of(cls, problem: Problem, red_lines: Sequence[BoundRedLine], packages: Packages) -> Verdicts:
        """Judge packages, shape ``(n, issues)``, under some red lines."""
        sums = evaluate(problem.network, packages)
        moved = np.ones(len(packages), dtype=np.bool_)
        if problem.moved is not None:
            moved = np.asarray(sums[:, problem.moved] > 0, dtype=np.bool_)
        needed = problem.needed(packages)
        short = needed.copy()
        for place, party in enumerate(problem.consenting):
            short[:, place] &= np.asarray(sums[:, problem.column(party)] < problem.threshold(party), dtype=np.bool_)
        asked = {party: needed[:, place] for place, party in enumerate(problem.consenting)}
        crossed = [_broken(line.constraint, packages) & asked[line.party] for line in red_lines]
        return cls(problem, red_lines, packages, sums, moved, needed, short, crossed)

    def refused(self, party: str) -> Bools:
        """Return which packages a consenting party does not accept."""
        lines = (broken for line, broken in zip(self.red_lines, self.crossed, strict=True) if line.party == party)
        return np.logical_or.reduce([self.short[:, self.problem.consenting.index(party)], *lines])


def _hard_blocks(found: Verdicts) -> list[list[Block]]:
    """Return, per package, the rules and red lines it breaks, and whether it changes nothing."""
    blocks: list[list[Block]] = [[] for _ in found.packages]
    rules = enumerate(found.problem.rules)
    tests = [(_broken(rule, found.packages), rule_block(found.problem, i)) for i, rule in rules]
    tests.append((~found.moved, status_quo_block()))
    tests += [(broken, red_line_block(line)) for line, broken in zip(found.red_lines, found.crossed, strict=True)]
    for broken, block in tests:
        for row in np.flatnonzero(broken):
            blocks[row].append(block)
    return blocks


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
    """
    found = Verdicts.of(problem, red_lines, packages)
    hard = _hard_blocks(found)
    bypassed = _bypassed(problem, packages, found.sums, found.needed)
    floors = [(party, problem.column(party), problem.threshold(party)) for party in problem.no_deal]
    columns = [(party, column, problem.scales[column]) for column, party in enumerate(problem.parties)]
    short = found.short.tolist()
    result: list[Outcome] = []
    for row, (package, units) in enumerate(zip(packages.tolist(), found.sums.tolist(), strict=True)):
        gain = {party: Fraction(units[column] - floor, problem.scales[column]) for party, column, floor in floors}
        result.append(
            Outcome(
                package=problem.package(package),
                utility={party: Fraction(units[column], scale) for party, column, scale in columns},
                gain=gain,
                packages=1 if counts is None else counts[row],
                blocked_by=(
                    *hard[row],
                    *(
                        Block("no_deal", party, shortfall=-gain[party])
                        for party, below in zip(problem.consenting, short[row], strict=True)
                        if below
                    ),
                ),
                bypassed=tuple(bypassed[row]),
            )
        )
    return tuple(result)
