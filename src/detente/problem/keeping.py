"""Promises that may be broken (rule C8), as ordinary problems: one for each chance that the case names.

A package that is kept with chance k is worth k U + (1 - k) B to a party, where U are its points if it is kept and B
what a broken promise leaves. Among the packages of one chance this reaches the no-deal value d exactly where U reaches
(d - (1 - k) B) / k. So each chance is the same problem with other thresholds, held to the packages of that chance,
and whatever can be asked of a problem can be asked of promises that may be broken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from detente.case import Chance, Condition, Estimate, Kept, option_text
from detente.errors import LimitError, UsageError
from detente.problem.ceasefires import Truce, central_number
from detente.problem.compile import holds, scope_of
from detente.problem.model import Problem
from detente.solvers.ceasefire.chain import outcome
from detente.solvers.ceasefire.dates import Calendar
from detente.solvers.network import Constraint, Integers

__all__ = ["MAX_CHANCES", "MAX_JOINT", "Keeping", "Said", "reaching_points"]

MAX_CHANCES = 48
"""Most chances that a ceasefire may tell apart."""

_WHOLE = 1_000_000
"""Parts of a chance: one that a ceasefire tells is rounded once to 10^-6, then exact."""

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
class Said:
    """How likely some packages are kept.

    Parameters
    ----------
    when
        Which packages, in words; empty for all others.
    central, low, high
        The chance at the central values, and its range where the case gives one.
    """

    when: str
    central: Fraction
    low: Fraction
    high: Fraction


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
    def truce(self) -> Truce | None:
        """Return the ceasefire that tells how likely packages are kept; ``None`` where the case says it itself."""
        return None if self.kept.ceasefire_day is None else Truce(self.problem.case, {})

    @cached_property
    def scope(self) -> tuple[int, ...]:
        """Return the variables on which the chance depends."""
        return scope_of(self.problem.case, self.kept.issues if self.truce is None else self.truce.issues)

    @cached_property
    def table(self) -> NDArray[np.int64]:
        """Return which chance counts, shape ``sizes of the scope``.

        Raises
        ------
        LimitError
            If the issues have more than `MAX_JOINT` joint options, or a ceasefire tells more than `MAX_CHANCES` apart.
        """
        case, sizes = self.problem.case, self.problem.network.sizes
        shape = tuple(sizes[variable] for variable in self.scope)
        if int(np.prod(shape, dtype=np.float64)) > MAX_JOINT:
            raise LimitError(
                f"The issues on which it depends what is kept have more than {MAX_JOINT:,} joint options.",
                "Let the chance depend on fewer issues, or on issues with fewer options.",
            )
        if self.truce is not None:
            return _apart(self.truce, self.scope, shape)
        conditions = [chance.when for chance in self.kept.chances]
        table = np.full(shape, -1, dtype=np.int64)
        for place, condition in enumerate(conditions):
            fits = np.ones(shape, dtype=np.bool_) if condition is None else holds(case, condition, self.scope)
            table[fits & (table < 0)] = place
        return table

    @cached_property
    def chances(self) -> tuple[int, ...]:
        """Return the chances that count for some joint option, by position."""
        return tuple(np.unique(self.table).tolist())

    def truce_of(self, place: int) -> Truce:
        """Return the ceasefire under the terms of the packages of one chance."""
        first: list[int] = np.argwhere(self.table == place)[0].tolist()
        settled = {self.problem.issues[variable]: at for variable, at in zip(self.scope, first, strict=True)}
        return Truce(self.problem.case, settled).checked()

    @cached_property
    def said(self) -> Mapping[int, Said]:
        """Return what is said of each chance."""
        if self.truce is None:
            return {place: _given(self.kept.chances[place]) for place in self.chances}
        found: dict[int, Said] = {}
        for place in self.chances:
            truce = self.truce_of(place)
            chance = Fraction(round(float(self.standing(truce.calendar(central_number))) * _WHOLE), _WHOLE)
            found[place] = Said(_terms(truce), chance, chance, chance)
        return found

    def standing(self, calendar: Calendar) -> NDArray[np.float64]:
        """Return the chance that a ceasefire has not collapsed by the day that counts, ``()`` or ``(draws,)``."""
        day = self.kept.ceasefire_day
        return 1 - outcome(calendar, 0 if day is None else day).collapsed

    def counting(self, packages: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which chance counts for packages, shape ``(n,)``."""
        if not self.scope:
            return np.full(len(packages), self.chances[0], dtype=np.int64)
        return self.table[tuple(packages[:, variable] for variable in self.scope)]

    def chance(self, place: int) -> Fraction:
        """Return a central chance."""
        return self.said[place].central

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


def _apart(truce: Truce, scope: tuple[int, ...], shape: tuple[int, ...]) -> NDArray[np.int64]:
    """Return numbers that tell apart the joint options under which a ceasefire has other terms or other numbers.

    Where more conditions hold the number is lower, so that the first set of conditions that fits a package is its own.
    """
    case, ceasefire = truce.case, truce.ceasefire
    parts = [holds(case, change.when, scope) for change in ceasefire.changes if change.when is not None]
    rows = [1 - np.broadcast_to(part, shape).ravel().astype(np.int64) for part in parts]
    if ceasefire.term.issue:
        issue = case.issues[ceasefire.term.issue]
        days = [ceasefire.term.by_option[option_text(option)] or 0 for option in issue.options]
        axis = scope.index(tuple(case.issues).index(ceasefire.term.issue))
        spread = np.array(days).reshape([-1 if i == axis else 1 for i in range(len(shape))])
        rows.append(np.broadcast_to(spread, shape).ravel())
    if not rows:
        return np.zeros(shape, dtype=np.int64)
    _, table = np.unique(np.stack(rows, axis=1), axis=0, return_inverse=True)
    if table.max() >= MAX_CHANCES:
        raise LimitError(
            f"The ceasefire has more than {MAX_CHANCES} sets of terms that make a difference.",
            "Let fewer of its changes, or fewer terms, depend on issues; or give the chances under `kept` itself.",
        )
    return table.reshape(shape).astype(np.int64)


def _given(chance: Chance) -> Said:
    when = "" if chance.when is None else str(chance.when)
    return Said(when, chance.kept.central, chance.kept.low, chance.kept.high)


def _terms(truce: Truce) -> str:
    """Return what sets a ceasefire apart: the conditions that hold of those that change it, and its term."""
    changes, term = truce.ceasefire.changes, truce.ceasefire.term
    held = [when for place in truce.holding if (when := changes[place].when) is not None]
    if term.issue:
        alike = [option for option, days in term.by_option.items() if days == truce.days]
        held.append(Condition({term.issue: tuple(alike)}))
    return "; ".join(str(when) for at, when in enumerate(held) if not _told(when, held[:at], held[at + 1 :]))


def _told(when: Condition, before: Sequence[Condition], after: Sequence[Condition]) -> bool:
    """Return whether another condition says as much: an equal one before it, or a narrower one anywhere."""
    return any(_within(other, when) for other in before) or any(
        _within(other, when) and not _within(when, other) for other in after
    )


def _within(narrow: Condition, wide: Condition) -> bool:
    """Return whether one condition holds wherever another does, as far as their texts tell."""
    return all(
        issue in narrow.picks and set(narrow.picks[issue]) <= set(options) for issue, options in wide.picks.items()
    )
