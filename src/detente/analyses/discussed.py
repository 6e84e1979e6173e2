"""Which few packages to talk about: chosen among those that the frontiers list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
from numpy.typing import NDArray

from detente.analyses.asks import asks_of
from detente.analyses.menu import Menu
from detente.analyses.proposals import feasible_ranges
from detente.problem import Problem
from detente.results import Deal, Discussed, Outcome
from detente.solvers.bargaining import leximin
from detente.solvers.frontier import pareto_frontier
from detente.solvers.network import SAFE, Integers

__all__ = ["discussed"]

_SHOWN = 3
_VISIBLE = 50
"""A share is visibly larger where it is so by more than one part in this many."""
_ALIKE = Fraction(1, 20)
_NEAR = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Pick:
    """An outcome, and why it is picked."""

    outcome: Outcome
    solutions: tuple[str, ...] = ()
    favours: str = ""
    short: str = ""


def discussed(problem: Problem, deal: Deal, menu: Menu) -> tuple[Discussed, ...]:
    """Return up to three packages worth discussing, or without a deal those that come nearest to one.

    With a deal: acceptable, efficient packages. The Nash solution comes first, then that of Kalai and Smorodinsky
    unless it gives every side nearly the same share; then one stands for both. The rest are points of the acceptable
    frontier in which every side keeps at least half of the smallest share that Kalai-Smorodinsky gives (a share is a
    gain divided by the party's largest acceptable gain, so no points are compared between parties). A package favours
    a side if that side alone gets visibly more than in every package chosen before. One that favours a side which no
    package so far favours goes first; then the one that differs on the most issues from
    every package chosen before; then the one whose smallest share is largest.

    Without a deal: of the listed efficient packages that cross no red line, and of those that fall short by least
    where only no-deal values are given up, first the one in which the worst-off party misses the smallest part of its
    feasible range (leximin of gains as shares of the ranges), then those that only one party's no-deal value blocks,
    for each party the one with its smallest shortfall. None in which a party misses more than half of its range.
    """
    picks = _choices(deal, menu) if deal.zopa else _near_misses(problem, deal)
    return tuple(
        Discussed("ABC"[i], pick.outcome, pick.solutions, pick.favours, pick.short, asks_of(problem, pick.outcome))
        for i, pick in enumerate(picks[:_SHOWN])
    )


def _choices(deal: Deal, menu: Menu) -> list[_Pick]:
    if not deal.solutions.nash:
        return []
    picked = _solutions(deal)
    listed = _Listed(menu, menu.spread(len(deal.acceptable_frontier.points)))
    fair = listed.place((deal.solutions.kalai_smorodinsky or deal.solutions.nash)[0])
    floor = listed.least(fair.gains[None, :])[0]
    before = [listed.place(pick.outcome) for pick in picked]
    favoured = {listed.favoured(each.gains[None, :], before[:i])[0] for i, each in enumerate(before) if i}
    while len(picked) < _SHOWN:
        favours = listed.favoured(listed.gains, before)
        fresh = [bool(party) and party not in favoured for party in favours]
        row = listed.most_different(before, fresh, floor)
        if row is None:
            break
        other = listed.outcome(row)
        picked.append(_Pick(other, favours=favours[row]))
        before.append(listed.place(other))
        favoured.add(favours[row])
    return picked


@dataclass(frozen=True, eq=False)
class _Place:
    """Where a package stands: its gains, and the positions of its options."""

    gains: Integers
    package: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Listed:
    """Packages that may be picked, compared in whole numbers: 64 bits wide where everything fits, else of any size.

    A share is a gain divided by the party's largest acceptable gain. Parties that cannot gain are left out.
    """

    menu: Menu
    rows: NDArray[np.int64]

    @cached_property
    def able(self) -> list[int]:
        """Return the places of the counted parties that can gain."""
        return np.flatnonzero(np.asarray(self.menu.gains.max(axis=0) > 0, dtype=np.bool_)).tolist()

    @cached_property
    def tops(self) -> list[int]:
        """Return the largest gains."""
        return [int(self.menu.gains[:, j].max()) for j in self.able]

    @cached_property
    def gains(self) -> Integers:
        """Return the gains, shape ``(rows, able)``."""
        return self.menu.gains[self.rows][:, self.able].astype(self.whole)

    @cached_property
    def whole(self) -> type[np.int64 | np.object_]:
        """Return what holds every gain times what makes it a share, and every difference times `_VISIBLE`."""
        gains = self.menu.gains[:, self.able]
        largest = max(abs(int(gains.min(initial=0))), int(gains.max(initial=0)), 1)
        return np.int64 if largest * max(lcm(*self.tops), 2 * _VISIBLE) < SAFE else np.object_

    @cached_property
    def packages(self) -> NDArray[np.int64]:
        """Return the positions of the options, shape ``(rows, issues)``."""
        return self.menu.packages(self.rows)

    def least(self, gains: Integers) -> list[int]:
        """Return the smallest share in each row, in units of which all parties have equally many; 0 if nobody gains."""
        if not self.able:
            return [0] * len(gains)
        whole = lcm(*self.tops)
        return (gains * np.array([whole // top for top in self.tops], dtype=self.whole)).min(axis=1).tolist()

    @cached_property
    def shares(self) -> list[int]:
        """Return the smallest share of each package."""
        return self.least(self.gains)

    def outcome(self, row: int) -> Outcome:
        """Return a package as an outcome."""
        return self.menu.outcomes(self.rows[[row]])[0]

    def place(self, outcome: Outcome) -> _Place:
        """Return where an outcome stands."""
        problem = self.menu.problem
        parties = [problem.counted[j] for j in self.able]
        units = [int(outcome.gain[party] * problem.scales[problem.column(party)]) for party in parties]
        at = problem.positions(outcome.package)
        return _Place(np.array(units, dtype=self.whole), np.array(at, dtype=np.int64))

    def favoured(self, gains: Integers, before: Sequence[_Place]) -> list[str]:
        """Return whom packages give visibly more than every package chosen before, where that is one side alone."""
        floors = np.max([each.gains for each in before], axis=0)
        more = np.asarray((gains - floors) * _VISIBLE > np.array(self.tops, dtype=self.whole), dtype=np.bool_)
        names = [*(self.menu.problem.counted[j] for j in self.able), ""]
        alone = np.where(more.sum(axis=1) == 1, np.argmax(np.pad(more, ((0, 0), (0, 1))), axis=1), len(self.able))
        return [names[place] for place in alone.tolist()]

    def most_different(self, before: Sequence[_Place], fresh: Sequence[bool], floor: int) -> int | None:
        """Return the package to pick next: fresh ones first, then by issues that differ, then by smallest share."""
        distances = np.min([(self.packages != each.package).sum(axis=1) for each in before], axis=0)
        known = np.logical_or.reduce([np.asarray(self.gains == each.gains, np.bool_).all(axis=1) for each in before])
        rows = (row for row in np.flatnonzero((distances > 0) & ~known).tolist() if 2 * self.shares[row] >= floor)
        return max(rows, key=lambda row: (fresh[row], distances[row], self.shares[row]), default=None)


def _near_misses(problem: Problem, deal: Deal) -> list[_Pick]:
    found: list[_Pick] = []
    ranges = feasible_ranges(problem)
    ways = [
        _improved(problem, way.outcome, ranges)
        for relaxation in deal.deadlock.relaxations
        if all(block.kind == "no_deal" for block in relaxation.members)
        for way in relaxation.ways
    ]
    near = [
        point
        for point in (*deal.frontier.points, *ways)
        if all(block.kind == "no_deal" for block in point.blocked_by)
        and all(-point.gain[party] <= _NEAR * ranges[party] for party in ranges)
    ]
    if near:
        nearest = max(near, key=lambda point: _leximin(point, ranges))
        parties = {block.party for block in nearest.blocked_by}
        found.append(_Pick(nearest, short=parties.pop() if len(parties) == 1 else ""))
    for party in deal.consenting:
        short = [point for point in near if [block.party for block in point.blocked_by] == [party]]
        if short:
            least = max(short, key=lambda point: (point.gain[party], _leximin(point, ranges)))
            if all(least.utility != pick.outcome.utility for pick in found):
                found.append(_Pick(least, short=party))
    return found


def _improved(problem: Problem, outcome: Outcome, ranges: Mapping[str, Fraction]) -> Outcome:
    """Return a package that costs those who fall short no more, and of which nobody can have more at no cost to others.

    A way out tells how little somebody must give up; of what it leaves to the others it tells nothing.
    """
    floors = dict(problem.thresholds)
    for block in outcome.blocked_by:
        column = problem.column(block.party)
        floors[column] = int(outcome.utility[block.party] * problem.scales[column])
    found = pareto_frontier(problem.acceptable(problem.red_lines), problem.objectives, floors)
    menu = Menu(problem, found, problem.red_lines)
    if not len(menu):
        return outcome
    units = [int(ranges[p] * problem.scales[c]) for p, c in zip(problem.counted, problem.objectives, strict=True)]
    return menu.outcomes(leximin(menu.gains, units)[:1])[0]


def _leximin(outcome: Outcome, ranges: Mapping[str, Fraction]) -> list[Fraction]:
    """Return the gains as shares of what lies between each party's best and worst package, the smallest first."""
    return sorted(outcome.gain[party] / ranges[party] for party in ranges)


def _solutions(deal: Deal) -> list[_Pick]:
    nash, kalai = deal.solutions.nash, deal.solutions.kalai_smorodinsky
    shared = [outcome for outcome in nash if any(outcome.utility == other.utility for other in kalai)]
    if shared:
        return [_Pick(shared[0], ("nash", "kalai_smorodinsky"))]
    first, other = _shares(deal, nash[0]), _shares(deal, kalai[0])
    if all(abs(first[party] - other[party]) < _ALIKE for party in first):
        return [_Pick(nash[0], ("nash",))]
    return [_Pick(nash[0], ("nash",)), _Pick(kalai[0], ("kalai_smorodinsky",))]


def _shares(deal: Deal, outcome: Outcome) -> dict[str, Fraction]:
    """Return each party's gain divided by its largest acceptable gain; parties that cannot gain are left out."""
    return {
        party: (outcome.utility[party] - deal.no_deal[party]) / (deal.acceptable_ideal[party] - deal.no_deal[party])
        for party in deal.counted
        if party in deal.no_deal and deal.acceptable_ideal[party] > deal.no_deal[party]
    }
