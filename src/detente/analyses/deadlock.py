"""Why there is no deal, and what would have to be given up for one (rule D7).

Sources: Liffiton, Previti, Malik and Marques-Silva 2016 for the enumeration; Chinneck and Dravnieks 1991 for minimal
conflicts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from detente.analyses.outcomes import outcomes_of, red_line_block, rule_block, status_quo_block
from detente.problem import BoundRedLine, Problem
from detente.results import Block, Conflict, Deadlock, Outcome, Relaxation, Way
from detente.solvers.bargaining import nash_product
from detente.solvers.bounds import bounds_of
from detente.solvers.frontier import pareto_frontier, satisfiable
from detente.solvers.marco import minimal_sets
from detente.solvers.message import Message, Ways, first_assignments
from detente.solvers.network import Network
from detente.solvers.tree import tree_of

__all__ = ["MAX_WAYS", "deadlock_of"]

MAX_WAYS = 5
"""Most packages listed for one way out."""


@dataclass(frozen=True)
class _Demands:
    """Everything in a case that demands something of a package, and which of it some package meets together.

    Parameters
    ----------
    red_lines
        Those in force.
    """

    problem: Problem
    red_lines: tuple[BoundRedLine, ...]

    @cached_property
    def members(self) -> tuple[Block, ...]:
        """Return the demands; what should rather be given up than kept comes first."""
        problem, case = self.problem, self.problem.case
        kinds = ["simplification", "legal"] if self.some_package else ["simplification", "legal", "logical"]
        found = [rule_block(problem, i) for kind in kinds for i, rule in enumerate(case.rules) if rule.kind == kind]
        found += [red_line_block(line) for line in sorted(self.red_lines, key=lambda one: (one.firm, one.position))]
        if problem.moved is not None:
            found.append(status_quo_block())
        return (*found, *(Block("no_deal", party) for party in problem.consenting))

    @cached_property
    def some_package(self) -> bool:
        """Return whether any package obeys the rules."""
        return bool(bounds_of(self.problem.feasible, tree_of(self.problem.feasible))[0].valid)

    @cached_property
    def final(self) -> frozenset[int]:
        """Return the demands that nobody may be asked to give up: what does not change anything is no deal (C4)."""
        return frozenset(i for i, block in enumerate(self.members) if not self._negotiable(block))

    def _negotiable(self, block: Block) -> bool:
        case = self.problem.case
        if block.kind == "rule" and block.position is not None:
            return case.rules[block.position].kind != "logical"
        if block.kind == "red_line" and block.position is not None:
            return not case.red_lines[block.position].sacred
        return block.kind != "status_quo"

    def network(self, chosen: Collection[int]) -> Network:
        """Return the network in which some of the demands for rules and red lines hold, and every logical rule."""
        positions = {(self.members[i].kind, self.members[i].position) for i in chosen}
        demanded = {block.position for block in self.members if block.kind == "rule"}
        rules = [rule for i, rule in enumerate(self.problem.rules) if i not in demanded or ("rule", i) in positions]
        return self.problem.under(rules, [line for line in self.red_lines if ("red_line", line.position) in positions])

    def thresholds(self, chosen: Collection[int]) -> dict[int, int]:
        """Return the thresholds, but for those that are demands and not chosen."""
        problem = self.problem
        left = dict(problem.thresholds)
        for i, block in enumerate(self.members):
            if i in chosen:
                continue
            if block.kind == "no_deal":
                del left[problem.column(block.party)]
            elif block.kind == "status_quo" and problem.moved is not None:
                del left[problem.moved]
        return left

    def held(self, chosen: frozenset[int]) -> frozenset[int] | None:
        """Return all demands that a package meets which meets some, or ``None`` where there is no such package."""
        message = satisfiable(self.network(chosen), self.thresholds(chosen))
        if message is None:
            return None
        blocked = {(block.kind, block.party, block.position) for block in self.outcomes(message, [0])[0].blocked_by}
        return frozenset(
            i for i, block in enumerate(self.members) if (block.kind, block.party, block.position) not in blocked
        )

    def outcomes(self, message: Message, rows: Sequence[int]) -> tuple[Outcome, ...]:
        """Return the first package of some points of a message."""
        problem = self.problem
        found = first_assignments(Ways.to(message, np.array(rows, dtype=np.int64)), problem.asked.sizes)
        return outcomes_of(problem, self.red_lines, found[:, : len(problem.issues)])

    def ways(self, columns: Sequence[int], kept: frozenset[int]) -> tuple[tuple[Outcome, ...], int]:
        """Return the packages nearest to what some parties hold out for, and how many vectors they stand for.

        Where nobody has to hold out for less, the package of the Nash solution.
        """
        problem, network, thresholds = self.problem, self.network(kept), self.thresholds(kept)
        found = pareto_frontier(network, columns or problem.objectives, thresholds)
        if found.message is None:
            return (), 0
        if not columns:
            floors = [problem.threshold(party) for party in problem.counted]
            gains = np.stack([found.points[:, j] - floor for j, floor in enumerate(floors)], axis=1)
            return self.outcomes(found.message, nash_product(gains)[0][:1].tolist()), 1
        size = len(found.points)
        rows = range(size) if size <= MAX_WAYS else np.linspace(0, size - 1, MAX_WAYS).round().astype(int).tolist()
        return self.outcomes(found.message, rows), size

    def conflict(self, members: Sequence[int]) -> Conflict:
        """Return a minimal conflict in terms of the case."""
        return Conflict(tuple(self.members[i] for i in members))

    def relaxation(self, members: Sequence[int]) -> Relaxation:
        """Return a minimal set of demands to give up, with what it takes in points."""
        problem, blocks = self.problem, tuple(self.members[i] for i in members)
        kept = frozenset(range(len(self.members))) - frozenset(members)
        short = [block.party for block in blocks if block.kind == "no_deal"]
        outcomes, size = self.ways([problem.column(party) for party in short], kept)
        legal = any(
            problem.case.rules[block.position].kind == "legal"
            for block in blocks
            if block.kind == "rule" and block.position is not None
        )
        ways = tuple(Way({party: -outcome.gain[party] for party in short}, outcome) for outcome in outcomes)
        return Relaxation(blocks, legal, size, ways)


def deadlock_of(problem: Problem, red_lines: Sequence[BoundRedLine]) -> Deadlock:
    """Return the minimal conflicts and the minimal ways out, the smallest first.

    Demands are the no-deal values, the red lines, the simplifying and legal rules, and that something changes; logical
    rules are taken for granted, and are demands only where the rules alone exclude every package. No way out gives up
    a sacred red line or a logical rule, and none leaves everything as it is: that is no deal. Of each way out the
    shortfalls are vectors, one number per party whose no-deal value is given up, and never summed.

    Parameters
    ----------
    red_lines
        Those in force; together with the rest they leave no acceptable package.
    """
    demands = _Demands(problem, tuple(red_lines))
    found = minimal_sets(len(demands.members), demands.held, never=demands.final)
    return Deadlock(
        conflicts=tuple(map(demands.conflict, found.conflicts)),
        relaxations=tuple(map(demands.relaxation, found.corrections)),
        more=found.more,
        final=demands.held(demands.final) is None,
    )
