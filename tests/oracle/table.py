"""Proposals on the table, and what stands in the way of any deal (rules C6, D6 and D7)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from oracle.brute import argmax
from oracle.worth import picked, satisfies, status_quo

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from oracle.brute import Positions, Truth, Vector


@dataclass(frozen=True)
class Tabled:
    """What is true of one proposal."""

    truth: Truth
    name: str

    @cached_property
    def fixed(self) -> dict[str, frozenset[int]]:
        """Positions that the proposal leaves open to each issue it settles: named ones, else the status quo."""
        proposal = self.truth.case.proposals[self.name]
        found: dict[str, frozenset[int]] = {}
        for name, issue in self.truth.case.issues.items():
            still = status_quo(issue)
            if name in self.truth.held:
                found[name] = frozenset([self.truth.held[name]])
            elif name in proposal.package:
                found[name] = picked(issue, proposal.package[name])
            elif proposal.rest == "status_quo" and still is not None:
                found[name] = frozenset([still])
        return found

    @property
    def open_issues(self) -> tuple[str, ...]:
        return tuple(name for name in self.truth.case.issues if name not in self.fixed)

    @property
    def package(self) -> Positions:
        """The package itself, where nothing is open."""
        return tuple(next(iter(self.fixed[name])) for name in self.truth.case.issues)

    @cached_property
    def completions(self) -> list[Positions]:
        meets = [self.fixed.get(name) for name in self.truth.case.issues]
        return [x for x in self.truth.feasible if satisfies(x, meets)]

    @cached_property
    def acceptable(self) -> list[Positions]:
        return [x for x in self.completions if not self.truth.blocked[x]]

    @cached_property
    def sparing(self) -> list[Positions]:
        """Return the completions that cross a red line only where every completion sparing the earlier ones does."""
        left = self.completions
        for k in self.truth.standing:
            left = [x for x in left if not satisfies(x, self.truth.crossed_by[k])] or left
        return left

    @property
    def possible(self) -> bool:
        return bool(self.acceptable)

    @property
    def necessary(self) -> bool:
        return bool(self.completions) and len(self.acceptable) == len(self.completions)

    def ends(self, end: Callable[[list[Fraction]], Fraction]) -> dict[str, Fraction]:
        if not self.completions:
            return {}
        return {party: end([self.truth.utility(party, x) for x in self.completions]) for party in self.truth.worths}

    @cached_property
    def best(self) -> frozenset[Vector]:
        """Return the vectors that may stand for the proposal.

        Where some completion is acceptable, the Nash solution among those; else, of the completions that cross no red
        line without need, those in which the worst-off party's gain, as a share of its feasible range, is largest (and so on up).
        """
        truth = self.truth
        if self.acceptable:
            return truth.fair(truth.by_vector(self.acceptable)).nash
        ranges = [max(column) - min(column) for column in zip(*truth.groups, strict=True)]
        threshold = [truth.no_deal[party] for party in truth.counted]
        return argmax(
            {
                v: tuple(sorted((u - d) / (r or 1) for u, d, r in zip(v, threshold, ranges, strict=True)))
                for v in truth.by_vector(self.sparing)
            }
        )

    def better_than(self, x: Positions) -> dict[Vector, list[Positions]]:
        """Return the acceptable packages that improve on `x` for every counted party by the largest product."""
        truth = self.truth
        floor = {party: truth.utility(party, x) for party in truth.counted}
        found = truth.by_vector(
            y for y in truth.acceptable if all(truth.utility(party, y) > least for party, least in floor.items())
        )
        products = {v: math.prod(u - floor[p] for u, p in zip(v, truth.counted, strict=True)) for v in found}
        return {v: found[v] for v in argmax(products)} if found else {}


Member = tuple[str, str, int | None]
"""Kind, party and position of one thing in a conflict."""


def holds(truth: Truth, x: Positions, member: Member) -> bool:
    """Return whether a package, feasible or not, obeys one member of a conflict."""
    kind, party, position = member
    if kind == "status_quo":
        return x != truth.status_quo
    if kind == "no_deal":
        return truth.utility(party, x) >= truth.no_deal[party]
    if position is None:
        raise ValueError(member)
    if kind == "red_line":
        return not satisfies(x, truth.crossed_by[position])
    return not truth.breaks_rule[position](x)


@dataclass(frozen=True)
class Minimality:
    """Whether a set of members cannot hold together, and which of them could be left out all the same."""

    clash: bool
    superfluous: tuple[Member, ...]


def minimality(truth: Truth, members: Collection[Member], background: Collection[int] = ()) -> Minimality:
    """Test a conflict over all outcomes; the rules in `background` are always in force."""
    always = [truth.breaks_rule[k] for k in background]
    broken = [
        frozenset(member for member in members if not holds(truth, x, member))
        for x in truth.outcomes
        if not any(breaks(x) for breaks in always)
    ]
    alone = {next(iter(failing)) for failing in broken if len(failing) == 1}
    return Minimality(all(broken), tuple(member for member in members if member not in alone))
