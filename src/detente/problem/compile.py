"""Case to arrays and back: names become indices once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import numpy as np

from detente.case import (
    Added,
    Brackets,
    Case,
    Condition,
    Estimate,
    RedLine,
    Rule,
    Table,
    added_to_deals,
    added_to_no_deal,
    completed,
    issue_points,
    utility,
    without_levers,
)
from detente.errors import LimitError, UsageError
from detente.problem.model import BoundRedLine, Problem
from detente.problem.seats import Seats, seats_of
from detente.solvers.network import SAFE, Bools, Constraint, Factor, Integers, Network, integer_array, joint_shape

__all__ = ["MAX_OBJECTIVES", "added", "compile_case", "holds", "known_linkages", "no_deal_points", "scope_of"]

MAX_OBJECTIVES = 8

_BESIDE = ("mediator", "observer")
"""Roles whose points are no objectives (rule D4)."""

_Table: TypeAlias = Mapping[str, tuple[Fraction, ...]]


def holds(case: Case, condition: Condition, scope: Sequence[int]) -> Bools:
    """Return where a condition holds, over the joint options of `scope` (ascending, containing its issues)."""
    names = tuple(case.issues)
    shape = joint_shape([len(case.issues[names[variable]].options) for variable in scope])
    result = np.ones(shape, dtype=np.bool_)
    for name, picks in condition.picks.items():
        issue = case.issues[name]
        chosen = np.zeros(len(issue.options), dtype=np.bool_)
        for pick in picks:
            chosen[list(issue.positions(pick))] = True
        axis = list(scope).index(names.index(name))
        result &= chosen.reshape([-1 if i == axis else 1 for i in range(len(shape))])
    return result


def scope_of(case: Case, issues: Sequence[str]) -> tuple[int, ...]:
    """Return issues as variables, ascending, each once."""
    names = tuple(case.issues)
    return tuple(sorted({names.index(name) for name in issues}))


def _rule(case: Case, rule: Rule) -> Constraint:
    scope = scope_of(case, rule.scope)
    if rule.never is not None:
        return Constraint(scope, ~holds(case, rule.never, scope))
    if rule.when is None or rule.needs is None:
        raise UsageError("A rule needs `never`, or `when` and `needs`.")
    return Constraint(scope, ~holds(case, rule.when, scope) | holds(case, rule.needs, scope))


def _lapsed(case: Case, line: RedLine) -> bool:
    return line.until is not None and case.as_of is not None and line.until.last < case.as_of.last


def _red_lines(case: Case) -> tuple[BoundRedLine, ...]:
    """Return every red line that has not lapsed, whosever it is."""
    bound: list[BoundRedLine] = []
    for position, line in enumerate(case.red_lines):
        if not _lapsed(case, line):
            scope = scope_of(case, tuple(line.never.picks))
            constraint = Constraint(scope, ~holds(case, line.never, scope))
            bound.append(BoundRedLine(position, line.party, str(line.never), line.firm.central, constraint))
    return tuple(bound)


def no_deal_points(case: Case, party: str) -> Fraction | None:
    """Return a party's central no-deal value in any of its forms (rule C4), with what levers do to it."""
    given = case.preferences[party].no_deal
    if given is None:
        return None
    pressed = sum((added.central for added in added_to_no_deal(case, party)), start=Fraction(0))
    if isinstance(given, Estimate):
        return given.central + pressed
    if isinstance(given, Brackets):
        low = max((_worth(case, party, p) for p in given.better_than), default=Fraction(0))
        high = min((_worth(case, party, p) for p in given.worse_than), default=Fraction(100))
        return (low + high) / 2 + pressed
    return _worth(case, party, {}) + given.plus.central + pressed


def _worth(case: Case, party: str, given: str | Mapping[str, str]) -> Fraction:
    """Return the points of a package written in the case, silent issues at status quo."""
    package = completed(case, case.proposals[given].package if isinstance(given, str) else given)
    # What levers add to some packages is no part of what the party compares with no deal.
    points = None if package is None else utility(without_levers(case), party, package)
    if points is None:
        raise UsageError(f"A package that {party!r} compares with no deal is not complete. Check the case first.")
    return points


def _counted(case: Case, seats: Seats, count: Sequence[str], table: Table | None) -> tuple[str, ...]:
    """Return whose points are objectives: of those who always have to agree the principals, and whom `count` names.

    Whoever is named as deciding an issue bargains over it at a table of its own, whatever its role in the whole.
    """
    asked = [name for name in seats.consenting if name not in seats.conditional]
    mediators = [name for name in asked if case.parties[name].role == "mediator"]
    for name in count:
        if name not in mediators:
            can = f"These can: {', '.join(mediators)}." if mediators else "The case has none."
            raise UsageError(f"{name!r} is not a mediator whose consent is required, so it cannot be counted. {can}")
    named = {party for name in seats.movable for party in case.issues[name].decided_by}
    bargaining = named if table is not None and table.parties else set[str]()
    return tuple(
        name for name in asked if case.parties[name].role not in _BESIDE or name in count or name in bargaining
    )


def compile_case(
    case: Case, count: Sequence[str] = (), table: Table | None = None, like: Problem | None = None
) -> Problem:
    """Return a checked case at its central values as a `Problem`.

    Parameters
    ----------
    count
        Consenting mediators whose points are objectives too (rule D4).
    table
        Who is there and what is on the table, where that is not everybody and everything.
    like
        The same case compiled for another table, which saves working out its points again.

    Raises
    ------
    UsageError
        If the case was not checked and lacks what an analysis needs, or `count` names no such mediator.
    LimitError
        If more than `MAX_OBJECTIVES` parties are counted.
    """
    known = case.known
    seats = seats_of(case, table)
    missing = [name for name in seats.consenting if name not in known or case.preferences[name].no_deal is None]
    if missing:
        raise UsageError(
            f"Consenting parties need preferences and a no-deal value: {', '.join(missing)}. Check the case first."
        )
    counted = _counted(case, seats, count, table)
    if not counted:
        raise UsageError(
            "Only mediators or observers consent in this case: count a mediator, or require a principal's consent."
        )
    if len(counted) > MAX_OBJECTIVES:
        raise LimitError(
            f"{len(counted)} parties are counted, over the limit of {MAX_OBJECTIVES}.",
            "Require fewer consents, or merge parties that decide as one.",
        )
    stated = {name: _points(case, name) for name in known} if like is None else like.points
    tables = {name: _with_added(case, name, stated[name], table) for name in known}
    no_deal = (
        {name: value for name in known if (value := no_deal_points(case, name)) is not None}
        if like is None
        else like.no_deal
    )
    scales = tuple(_scale(case, name, tables[name], no_deal.get(name, Fraction(0))) for name in known)
    has_status_quo = all(case.issues[name].status_quo_position is not None for name in seats.movable)
    columns = len(known) + has_status_quo
    factors = [
        *_issue_factors(case, known, tables, scales, columns, seats),
        *_linkage_factors(case, known, scales, columns),
    ]
    if any(abs(no_deal[name] * scale) >= SAFE for name, scale in zip(known, scales, strict=True) if name in no_deal):
        # Points are compared with thresholds: where one is huge, every sum is a Python integer.
        factors[0] = Factor(factors[0].scope, factors[0].table.astype(np.object_))
    network = Network(tuple(len(issue.options) for issue in case.issues.values()), columns, tuple(factors))
    rules = tuple(_rule(case, rule) for rule in case.rules)
    lines = _red_lines(case)
    binding = tuple(line for line in lines if line.party in seats.consenting)
    others = tuple(line for line in lines if line.party not in seats.consenting)
    return Problem(case, known, scales, network, rules, binding, others, no_deal, seats, counted, stated, table)


def added(case: Case, party: str, table: Table | None) -> tuple[Added, ...]:
    """Return what comes on top of every package: what follows a first step, and what levers add."""
    return added_to_deals(case, party, first_step=table is not None and table.stage == "first")


def _points(case: Case, party: str) -> _Table:
    table = issue_points(case, party)
    if table is None:
        raise UsageError(f"The weights and values of {party!r} are not complete. Check the case first.")
    return table


def _with_added(case: Case, party: str, points: _Table, table: Table | None) -> _Table:
    more = sum((each.central for each in added(case, party, table)), start=Fraction(0))
    if not more:
        return points
    # The same for every package, so it may stand with any issue.
    first, *_ = points
    return {**points, first: tuple(value + more for value in points[first])}


def _scale(case: Case, party: str, table: _Table, no_deal: Fraction) -> int:
    """Return the units per point that make every number of a party whole (rule D3)."""
    numbers = [value for row in table.values() for value in row]
    numbers += [linkage.central for linkage in case.linkages if linkage.party == party]
    # Levers are whole numbers too, in force or not, so that a package is worth as many units under any of them.
    numbers += [
        effect.by.central * lever.credibility.central
        for lever in case.levers.values()
        for level in lever.levels.values()
        for effect in level.effects
        if effect.party == party
    ]
    return lcm(no_deal.denominator, *(number.denominator for number in numbers))


def _issue_factors(
    case: Case,
    known: Sequence[str],
    tables: Mapping[str, _Table],
    scales: Sequence[int],
    columns: int,
    seats: Seats,
) -> list[Factor]:
    factors: list[Factor] = []
    for variable, (name, issue) in enumerate(case.issues.items()):
        rows: list[list[int]] = []
        for option in range(len(issue.options)):
            row = [_whole(tables[party][name][option], scale) for party, scale in zip(known, scales, strict=True)]
            if columns > len(known):
                row.append(int(name in seats.movable and option != issue.status_quo_position))
            rows.append(row)
        factors.append(Factor((variable,), integer_array(rows)))
    return factors


def _linkage_factors(case: Case, known: Sequence[str], scales: Sequence[int], columns: int) -> list[Factor]:
    """Return one factor per linkage of a known party, in the order of the case."""
    factors: list[Factor] = []
    for linkage in case.linkages:
        if linkage.party not in known:
            continue
        scope = scope_of(case, tuple(linkage.when.picks))
        column = known.index(linkage.party)
        adds = _whole(linkage.central, scales[column])
        mask = holds(case, linkage.when, scope)
        entries: Integers = np.zeros((*mask.shape, columns), dtype=np.int64 if abs(adds) < SAFE else np.object_)
        entries[mask, column] = adds
        factors.append(Factor(scope, entries))
    return factors


def _whole(value: Fraction, scale: int) -> int:
    return value.numerator * (scale // value.denominator)


def known_linkages(case: Case, known: Sequence[str]) -> tuple[int, ...]:
    """Return the positions of the linkages that became factors, in their order."""
    return tuple(i for i, linkage in enumerate(case.linkages) if linkage.party in known)
