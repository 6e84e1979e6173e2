"""Promises that may be broken (rule C8), as ordinary problems: one for each chance that the case names.

A package that is kept with chance k is worth k U + (1 - k) B to a party, where U are its points if it is kept and B
what a broken promise leaves. Among the packages of one chance this reaches the no-deal value d exactly where U reaches
(d - (1 - k) B) / k. So each chance is the same problem with other thresholds, held to the packages of that chance,
and whatever can be asked of a problem can be asked of promises that may be broken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from detente.case import Case, Condition, Estimate, Kept
from detente.errors import LimitError, UsageError
from detente.problem.compile import holds, scope_of
from detente.problem.model import Problem
from detente.solvers.network import Constraint, Integers

__all__ = ["MAX_JOINT", "Keeping", "reaching_points"]

MAX_JOINT = 100_000
"""Most joint options of the issues on which the chance depends."""


def reaching_points(no_deal: Fraction, broken: Fraction, chance: Fraction) -> Fraction | None:
    """Return the points that a kept promise must be worth to reach no deal; ``None`` where none will do or any will.

    Examples
    --------
    >>> reaching_points(Fraction(40), Fraction(20), Fraction(1, 2))
    Fraction(60, 1)
    """
    return (no_deal - (1 - chance) * broken) / chance if chance else None


@dataclass(frozen=True)
class Keeping:
    """What a case says about promises that may be broken, at central values.

    Parameters
    ----------
    problem
        The problem in which all promises are kept.
    kept
        The chances, of which the last has no condition.
    """

    problem: Problem
    kept: Kept

    @classmethod
    def of(cls, problem: Problem) -> Keeping:
        """Return what the problem's case says.

        Raises
        ------
        UsageError
            If the case has no `kept`.
        """
        if problem.case.kept is None:
            raise UsageError("This case does not say how likely promises are kept. Add the section `kept`.")
        return cls(problem, problem.case.kept)

    @cached_property
    def scope(self) -> tuple[int, ...]:
        """Return the variables on which the chance depends."""
        return scope_of(self.problem.case, self.kept.issues)

    @cached_property
    def table(self) -> NDArray[np.int64]:
        """Return which chance counts, shape ``sizes of the scope``.

        Raises
        ------
        LimitError
            If the issues have more than `MAX_JOINT` joint options.
        """
        return _chance_table(self.problem.case, self.scope, [chance.when for chance in self.kept.chances])

    @cached_property
    def chances(self) -> tuple[int, ...]:
        """Return the chances that count for some joint option, by position."""
        return tuple(np.unique(self.table).tolist())

    def counting(self, packages: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which chance counts for packages, shape ``(n,)``."""
        if not self.scope:
            return np.full(len(packages), self.chances[0], dtype=np.int64)
        return self.table[tuple(packages[:, variable] for variable in self.scope)]

    def chance(self, place: int) -> Fraction:
        """Return a central chance."""
        return self.kept.chances[place].kept.central

    @cached_property
    def broken(self) -> dict[str, Fraction]:
        """Return what a broken promise leaves each party of whom this is said, in points at central values."""
        found: dict[str, Fraction] = {}
        for party, given in self.kept.if_broken.items():
            if isinstance(given, Estimate):
                found[party] = given.central
            elif party in self.problem.no_deal:
                found[party] = self.problem.no_deal[party] + given.plus.central
        return found

    def expected(self, party: str, points: Fraction, place: int) -> Fraction:
        """Return what a package is worth to a party, as it is expected to be kept."""
        chance = self.chance(place)
        return chance * points + (1 - chance) * self.broken[party]

    def only(self, place: int) -> tuple[Constraint, ...]:
        """Return what holds packages to those of one chance."""
        return (Constraint(self.scope, self.table == place),) if self.scope else ()

    def under(self, place: int) -> Problem:
        """Return the problem of the packages of one chance: what they must be worth, kept, to be accepted."""
        floors = {party: self._floor(party, place) for party in self.problem.no_deal}
        return replace(self.problem, no_deal=floors, narrowed=(*self.problem.narrowed, *self.only(place)))

    def _floor(self, party: str, place: int) -> Fraction:
        no_deal, column = self.problem.no_deal[party], self.problem.column(party)
        if party not in self.problem.consenting:
            return no_deal
        scale, chance, broken = self.problem.scales[column], self.chance(place), self.broken[party]
        wanted = reaching_points(no_deal, broken, chance)
        if wanted is not None:
            return Fraction(ceil(wanted * scale), scale)
        # Nothing is ever kept: whatever is promised, the party has what a broken promise leaves.
        factors = self.problem.network.factors
        if broken >= no_deal:
            return Fraction(sum(_end(factor.table[..., column], least=True) for factor in factors), scale)
        return Fraction(sum(_end(factor.table[..., column], least=False) for factor in factors) + 1, scale)


def _end(table: Integers, *, least: bool) -> int:
    return int(table.min() if least else table.max())


def _chance_table(case: Case, scope: tuple[int, ...], conditions: list[Condition | None]) -> NDArray[np.int64]:
    """Return the position of the first condition that holds, over the joint options of some issues."""
    sizes = tuple(len(issue.options) for issue in case.issues.values())
    shape = tuple(sizes[variable] for variable in scope)
    if int(np.prod(shape, dtype=np.float64)) > MAX_JOINT:
        raise LimitError(
            f"The issues under `kept` have more than {MAX_JOINT:,} joint options.",
            "Let the chance depend on fewer issues, or on issues with fewer options.",
        )
    table = np.full(shape, -1, dtype=np.int64)
    for place, condition in enumerate(conditions):
        fits = np.ones(shape, dtype=np.bool_) if condition is None else holds(case, condition, scope)
        table[fits & (table < 0)] = place
    return table
