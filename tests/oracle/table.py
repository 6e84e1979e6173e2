"""Proposals on the table, and what stands in the way of any deal (rules C6, D6 and D7)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

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
            if name in proposal.package:
                found[name] = picked(issue, proposal.package[name])
            elif proposal.rest == "status_quo" and still is not None:
                found[name] = frozenset([still])
        return found

    @property
    def open_issues(self) -> tuple[str, ...]:
        return tuple(name for name in self.truth.case.issues if name not in self.fixed)

    @cached_property
    def completions(self) -> list[Positions]:
        meets = [self.fixed.get(name) for name in self.truth.case.issues]
        return [x for x in self.truth.feasible if satisfies(x, meets)]

    @cached_property
    def acceptable(self) -> list[Positions]:
        return [x for x in self.completions if not self.truth.blocked[x]]

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

    def nash_product(self, x: Positions) -> Fraction:
        """Return the product of the gains of the parties that some acceptable package lets gain."""
        truth = self.truth
        most = truth.best(truth.acceptable_groups)
        return math.prod(
            (
                truth.utility(party, x) - truth.no_deal[party]
                for party, best in most.items()
                if best > truth.no_deal[party]
            ),
            start=Fraction(1),
        )

    def better_than(self, x: Positions) -> dict[Vector, list[Positions]]:
        """Return the acceptable packages that improve on `x` for every consenting party by the largest product."""
        truth = self.truth
        floor = {party: truth.whole[party][x] for party in truth.consenting}
        found = [y for y in truth.acceptable if all(truth.whole[party][y] > least for party, least in floor.items())]
        if not found:
            return {}
        from_here = {
            y: math.prod(truth.whole[party][y] - truth.whole[party][x] for party in truth.counted) for y in found
        }
        top = max(from_here.values())
        chosen = {tuple(truth.whole[party][y] for party in truth.counted) for y in found if from_here[y] == top}
        return truth.by_vector([y for y in found if tuple(truth.whole[party][y] for party in truth.counted) in chosen])


Member = tuple[str, str, int | None]
"""Kind, party and position of one thing in a conflict."""


def holds(truth: Truth, x: Positions, member: Member) -> bool:
    """Return whether a package, feasible or not, obeys one member of a conflict."""
    kind, party, position = member
    if kind == "status_quo":
        return x != truth.status_quo
    if kind == "no_deal":
        return truth.worths[party].of(x) >= truth.no_deal[party]
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
