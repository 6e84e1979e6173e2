"""What levers do to the consent to one package, over draws (rules L1 to L3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm, prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.outcomes import Verdicts
from detente.case import (
    Added,
    Case,
    Condition,
    Level,
    Lever,
    credibility_path,
    effect_paths,
    holds_in,
)
from detente.ensemble import UNIT, DrawnCase, DrawnNumbers
from detente.problem import Problem
from detente.results import Push, Staircase
from detente.solvers.accepting import MAX_SETS, accepting_draws
from detente.solvers.network import Bools, Integers, integer_array
from detente.solvers.staircase import joint_staircase, staircase

__all__ = ["Pushed", "Surpluses", "broken_norms", "central_surpluses", "drawn_surpluses"]

Row = NDArray[np.int64]


@dataclass(frozen=True)
class Surpluses:
    """What one package gives those whose consent it needs, above no deal, and what levers add.

    Parameters
    ----------
    parties
        Whose consent it needs.
    units
        Whole units that make a point, per party.
    base
        Shape ``(parties, draws)``, without levers.
    blocked
        Shape ``(parties, draws)``: whether a red line of the party stands against the package.
    effects
        Per lever what its levels add, none being the first: shape ``(parties, levels)`` where that is the same in all
        draws, else ``(parties, levels, draws)``.
    moved
        Whether the package moves anything; one that does not is no deal.
    """

    parties: tuple[str, ...]
    units: tuple[int, ...]
    base: Integers
    blocked: Bools
    effects: tuple[Integers, ...]
    moved: bool


def _adds(
    case: Case, lever: Lever, level: Level, party: str, package: Mapping[str, int]
) -> Iterator[tuple[Added, Literal[-1, 1]]]:
    """Yield what a level adds to a party's surplus in a package: a number at its path, and its sign."""
    for effect, path in zip(level.effects, effect_paths(lever, level), strict=True):
        if effect.party != party or (effect.when is not None and not holds_in(case, effect.when, package)):
            continue
        # More without an agreement is as much less of every package.
        yield Added(effect.by, path, lever.credibility, credibility_path(lever)), -1 if effect.on == "no_deal" else 1


def central_surpluses(problem: Problem, row: Row) -> Surpluses:
    """Return the surpluses of a package at the central values, as a single draw.

    Parameters
    ----------
    row
        Positions of the options, shape ``(issues,)``.
    """
    case = problem.case
    found = Verdicts.of(problem, problem.red_lines, row[None, :])
    parties = _asked(problem, row)
    package = dict(zip(problem.issues, row.tolist(), strict=True))
    adds = {
        (party, name): [
            Fraction(0),
            *(
                sum(
                    (sign * each.central for each, sign in _adds(case, lever, level, party, package)), start=Fraction(0)
                )
                for level in lever.levels.values()
            ),
        ]
        for party in parties
        for name, lever in case.levers.items()
    }
    units = tuple(problem.scales[problem.column(party)] for party in parties)
    base = [int(found.sums[0, problem.column(party)] - problem.threshold(party)) for party in parties]
    effects = [
        integer_array([[int(more * unit) for more in adds[p, name]] for p, unit in zip(parties, units, strict=True)])
        for name in case.levers
    ]
    return Surpluses(
        parties,
        units,
        integer_array(base)[:, None],
        np.array([[_against(found, party)] for party in parties], dtype=np.bool_),
        tuple(effects),
        bool(found.moved[0]),
    )


def _against(found: Verdicts, party: str) -> bool:
    """Return whether a red line of a party stands against the only package."""
    lines = zip(found.red_lines, found.crossed, strict=True)
    return any(bool(broken[0]) for line, broken in lines if line.party == party)


def _asked(problem: Problem, row: Row) -> tuple[str, ...]:
    needed = problem.needed(row[None, :])[0]
    return tuple(party for party, asks in zip(problem.consenting, needed, strict=True) if asks)


def drawn_surpluses(problem: Problem, drawn: DrawnCase, numbers: DrawnNumbers, row: Row) -> Surpluses:
    """Return the surpluses of a package in every draw.

    Parameters
    ----------
    numbers
        Of the same draws: from them come the numbers of the levers.
    row
        Positions of the options, shape ``(issues,)``.
    """
    case = problem.case
    parties = _asked(problem, row)
    package = dict(zip(problem.issues, row.tolist(), strict=True))
    everything = slice(0, drawn.count)
    base = [drawn.utility(party, row[None, :], everything)[:, 0] - drawn.threshold(party) for party in parties]
    blocked = np.zeros((len(parties), drawn.count), dtype=np.bool_)
    for line in problem.red_lines:
        if line.party in parties and not line.constraint.allowed[tuple(row[v] for v in line.constraint.scope)]:
            blocked[parties.index(line.party)] |= drawn.held[line.position]
    effects: list[Integers] = []
    for lever in case.levers.values():
        table = np.zeros((len(parties), len(lever.levels) + 1, drawn.count), dtype=np.int64)
        for place, level in enumerate(lever.levels.values(), 1):
            for j, party in enumerate(parties):
                for each, sign in _adds(case, lever, level, party, package):
                    table[j, place] += sign * np.rint(numbers.added(each) * UNIT).astype(np.int64)
        effects.append(table[:, :, 0] if (table == table[:, :, :1]).all() else table)
    moved = problem.moved is None or bool((row != np.array(problem.status_quo)).any())
    return Surpluses(parties, (UNIT,) * len(parties), np.array(base, dtype=np.int64), blocked, tuple(effects), moved)


def broken_norms(case: Case, package: Mapping[str, int] | None, levers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the norms that a package and levers break together, or either alone.

    Parameters
    ----------
    package
        Positions of the options; ``None`` for the norms that speak of levers alone.
    levers
        Per lever in use, its level.
    """
    found: list[str] = []
    for name, norm in case.norms.items():
        used = {key: picks for key, picks in norm.never.picks.items() if key in case.levers}
        rest = Condition({key: picks for key, picks in norm.never.picks.items() if key not in case.levers})
        if rest.picks and (package is None or not holds_in(case, rest, package)):
            continue
        if all(levers.get(key) in picks for key, picks in used.items()):
            found.append(name)
    return tuple(found)


@dataclass(frozen=True)
class Pushed:
    """One package under every set of levers."""

    problem: Problem
    row: Row
    given: Surpluses

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """Return the levers, in the order of the case."""
        return tuple(self.problem.case.levers.values())

    @cached_property
    def wielders(self) -> tuple[str, ...]:
        """Return those who have levers, each once."""
        return tuple(dict.fromkeys(lever.wielder for lever in self.levers))

    @cached_property
    def _possible(self) -> Bools:
        clear = np.asarray(~self.given.blocked.any(axis=0), dtype=np.bool_)
        return clear if self.given.moved else np.zeros_like(clear)

    @cached_property
    def _scale(self) -> int:
        costs = [level.cost.central for lever in self.levers for level in lever.levels.values()]
        return lcm(*(cost.denominator for cost in costs))

    @cached_property
    def _costs(self) -> list[Integers]:
        return [
            integer_array([0, *(int(level.cost.central * self._scale) for level in lever.levels.values())])
            for lever in self.levers
        ]

    @cached_property
    def _holders(self) -> list[int]:
        return [self.wielders.index(lever.wielder) for lever in self.levers]

    def staircases(self) -> tuple[Staircase, ...]:
        """Return what each wielder reaches alone."""
        found: list[Staircase] = []
        for place, wielder in enumerate(self.wielders):
            own = [lever for lever, holder in enumerate(self._holders) if holder == place]
            if not self._countable(own):
                continue
            effects, costs = [self.given.effects[k] for k in own], [self._costs[k] for k in own]
            counts = accepting_draws(self.given.base, effects, self._possible)
            steps = staircase(counts, costs, [0] * len(own), 0)
            levels = np.zeros((len(steps.levels), len(self.levers)), dtype=np.int64)
            levels[:, own] = steps.levels
            found.append(Staircase(wielder, tuple(self.push(row.tolist()) for row in levels)))
        return tuple(found)

    def together(self) -> tuple[Push, ...]:
        """Return, with every number of levers, the set that most draws accept, if more do than with fewer levers.

        Only sets that are not beaten in draws and in each wielder's cost are looked at; none if not `countable`.
        """
        if not self.countable:
            return ()
        counts = accepting_draws(self.given.base, self.given.effects, self._possible)
        steps = joint_staircase(counts, self._costs, self._holders)
        used = np.count_nonzero(steps.levels, axis=1)
        found: list[int] = []
        for row in np.lexsort((-steps.draws, used)).tolist():
            if not found or steps.draws[row] > steps.draws[found[-1]]:
                found.append(row)
        return tuple(self.push(levels.tolist()) for levels in steps.levels[found])

    @property
    def countable(self) -> bool:
        """Return whether all sets of levers can be counted."""
        return self._countable(range(len(self.levers)))

    def _countable(self, levers: Iterable[int]) -> bool:
        return prod(len(self.levers[lever].levels) + 1 for lever in levers) <= MAX_SETS

    def singly(self) -> tuple[Push, ...]:
        """Return every level of every lever, alone."""
        return tuple(
            self.push([level if each == place else 0 for each in range(len(self.levers))])
            for place, lever in enumerate(self.levers)
            for level in range(1, len(lever.levels) + 1)
        )

    def push(self, levels: Sequence[int]) -> Push:
        """Return what a set of levers does.

        Parameters
        ----------
        levels
            Per lever, 0 for none or the number of its level.
        """
        case = self.problem.case
        used = {
            lever.name: list(lever.levels)[level - 1] for lever, level in zip(self.levers, levels, strict=True) if level
        }
        accepts, every = self._accepted(levels)
        before = self._accepted([0] * len(levels))[0].mean(axis=1)
        lasting = [level if lever.lasting else 0 for lever, level in zip(self.levers, levels, strict=True)]
        after = every & self._accepted(lasting)[1]
        cost: dict[str, Fraction] = {}
        for name, level in used.items():
            wielder = case.levers[name].wielder
            cost[wielder] = cost.get(wielder, Fraction(0)) + case.levers[name].levels[level].cost.central
        shares = accepts.mean(axis=1)
        parties = self.given.parties
        adds = {party: self._adds(party, used) for party in parties}
        return Push(
            levers=used,
            cost=cost,
            share=float(every.mean()),
            accepts={party: float(share) for party, share in zip(parties, shares, strict=True)},
            loses=tuple(party for party, now, then in zip(parties, shares, before, strict=True) if now < then),
            stays=float(after.sum() / every.sum()) if every.any() else None,
            norms=broken_norms(case, dict(zip(self.problem.issues, self.row.tolist(), strict=True)), used),
            needs=tuple(dict.fromkeys(need for name in used for need in case.levers[name].needs)),
            adds={party: more for party, more in adds.items() if more},
        )

    def _adds(self, party: str, used: Mapping[str, str]) -> Fraction:
        """Return what levers add to a party's surplus at the central values."""
        case = self.problem.case
        package = dict(zip(self.problem.issues, self.row.tolist(), strict=True))
        return sum(
            (
                sign * each.central
                for name, level in used.items()
                for each, sign in _adds(case, case.levers[name], case.levers[name].levels[level], party, package)
            ),
            start=Fraction(0),
        )

    def _accepted(self, levels: Sequence[int]) -> tuple[Bools, Bools]:
        """Return in which draws each party accepts, and in which all do."""
        total: Integers = self.given.base.copy()
        for effect, level in zip(self.given.effects, levels, strict=True):
            part = effect[:, level]
            total = total + (part if part.ndim > 1 else part[:, None])
        accepts = np.asarray(total >= 0, dtype=np.bool_) & ~self.given.blocked
        return accepts, accepts.all(axis=0) & self._possible
