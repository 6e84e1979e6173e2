"""Which few packages to talk about: chosen among those that the frontiers list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import ne

from detente.analyses.asks import asks_of
from detente.analyses.menu import Menu
from detente.analyses.proposals import feasible_ranges
from detente.case import Option
from detente.problem import Problem
from detente.results import Deal, Discussed, Outcome
from detente.solvers.bargaining import leximin
from detente.solvers.frontier import pareto_frontier

__all__ = ["discussed"]

_SHOWN = 3
_VISIBLE = Fraction(1, 50)
_ALIKE = Fraction(1, 20)
_NEAR = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Pick:
    """An outcome, and why it is picked."""

    outcome: Outcome
    solutions: tuple[str, ...] = ()
    favours: str = ""
    short: str = ""


def discussed(problem: Problem, deal: Deal) -> tuple[Discussed, ...]:
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
    picks = _choices(deal) if deal.zopa else _near_misses(problem, deal)
    return tuple(
        Discussed("ABC"[i], pick.outcome, pick.solutions, pick.favours, pick.short, asks_of(problem, pick.outcome))
        for i, pick in enumerate(picks[:_SHOWN])
    )


def _choices(deal: Deal) -> list[_Pick]:
    if not deal.solutions.nash:
        return []
    picked = _solutions(deal)
    others = [_Option.of(deal, point) for point in deal.acceptable_frontier.points]
    while len(picked) < _SHOWN:
        other = _different(deal, others, picked)
        if other is None:
            break
        picked.append(other)
    return picked


@dataclass(frozen=True, slots=True)
class _Option:
    """An outcome that may be picked, with what it is compared by."""

    outcome: Outcome
    shares: Mapping[str, Fraction]
    terms: tuple[Option, ...]

    @classmethod
    def of(cls, deal: Deal, outcome: Outcome) -> _Option:
        return cls(outcome, _shares(deal, outcome), tuple(outcome.package.values()))


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


def _different(deal: Deal, others: Sequence[_Option], chosen: list[_Pick]) -> _Pick | None:
    fair = deal.solutions.kalai_smorodinsky or deal.solutions.nash
    floor = min(_shares(deal, fair[0]).values(), default=Fraction(0)) / 2
    before = [_Option.of(deal, pick.outcome) for pick in chosen]
    favoured = {_favoured(each.shares, before[:i]) for i, each in enumerate(before) if i}
    best: tuple[bool, int, Fraction] | None = None
    found: _Pick | None = None
    for other in others:
        least = min(other.shares.values(), default=Fraction(0))
        if least < floor or any(other.outcome.utility == each.outcome.utility for each in before):
            continue
        distance = min(sum(map(ne, other.terms, each.terms)) for each in before)
        if not distance:
            continue
        favours = _favoured(other.shares, before)
        rank = (bool(favours) and favours not in favoured, distance, least)
        if best is None or rank > best:
            best, found = rank, _Pick(other.outcome, favours=favours)
    return found


def _favoured(here: Mapping[str, Fraction], before: Sequence[_Option]) -> str:
    """Return whom a package gives visibly more than every package chosen before it, where that is one side alone."""
    more = [party for party in here if all(here[party] > each.shares[party] + _VISIBLE for each in before)]
    return more[0] if len(more) == 1 else ""
