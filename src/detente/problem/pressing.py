"""Levers as variables of the one network (rule L1): their effects on surpluses, their costs as columns of their own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np

from detente.case import Lever
from detente.problem.compile import holds, scope_of
from detente.problem.model import Problem
from detente.solvers.network import Factor, Integers, Network, integer_array

__all__ = ["Pressing"]


@dataclass(frozen=True)
class Pressing:
    """A problem whose levers are variables too: behind the issues and whoever may be asked, in the order of the case.

    The first option of such a variable is that the lever is not used. Points that a lever takes from somebody's
    no-deal value are added to its column instead, so that thresholds stay where they are.
    """

    problem: Problem

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """Return the levers."""
        return tuple(self.problem.case.levers.values())

    @cached_property
    def wielders(self) -> tuple[str, ...]:
        """Return those who have levers, each once."""
        return tuple(dict.fromkeys(lever.wielder for lever in self.levers))

    @cached_property
    def cost_scale(self) -> int:
        """Return the units that make a point of cost."""
        costs = [level.cost.central for lever in self.levers for level in lever.levels.values()]
        return lcm(*(cost.denominator for cost in costs))

    @cached_property
    def base(self) -> Network:
        """Return the network of acceptable packages, without levers."""
        return self.problem.acceptable(self.problem.red_lines)

    @property
    def first(self) -> int:
        """Return the variable of the first lever."""
        return len(self.base.sizes)

    @property
    def costs(self) -> tuple[int, ...]:
        """Return the columns of the costs, one per wielder."""
        return tuple(range(self.base.columns, self.base.columns + len(self.wielders)))

    @cached_property
    def network(self) -> Network:
        """Return the network with the levers, for the thresholds of the problem."""
        wide = len(self.wielders)
        factors = [
            Factor(factor.scope, np.pad(factor.table, [*[(0, 0)] * len(factor.scope), (0, wide)]))
            for factor in self.base.factors
        ]
        for place, lever in enumerate(self.levers):
            factors += self._factors(self.first + place, lever)
        sizes = (*self.base.sizes, *(len(lever.levels) + 1 for lever in self.levers))
        return Network(sizes, self.base.columns + wide, tuple(factors), self.base.constraints)

    def _factors(self, variable: int, lever: Lever) -> list[Factor]:
        columns = self.base.columns + len(self.wielders)
        plain: list[list[int]] = [[0] * columns for _ in range(len(lever.levels) + 1)]
        found: list[Factor] = []
        for at, level in enumerate(lever.levels.values(), 1):
            plain[at][self.costs[self.wielders.index(lever.wielder)]] = int(level.cost.central * self.cost_scale)
            for effect in level.effects:
                if effect.party not in self.problem.parties:
                    continue
                column = self.problem.column(effect.party)
                points: Fraction = effect.by.central * lever.credibility.central
                units = int(points * self.problem.scales[column])
                if effect.when is None:
                    plain[at][column] += -units if effect.on == "no_deal" else units
                    continue
                scope = scope_of(self.problem.case, tuple(effect.when.picks))
                where = holds(self.problem.case, effect.when, scope)
                table: Integers = np.zeros((*where.shape, len(lever.levels) + 1, columns), dtype=np.int64)
                table[where, at, column] = units
                found.append(Factor((*scope, variable), table))
        return [Factor((variable,), integer_array(plain)), *found]
