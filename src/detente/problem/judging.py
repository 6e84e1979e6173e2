"""How the blocs of ratifiers judge packages at central values: further columns of a network (rules R1 and R3).

Blocs that judge by a party's preferences share its points, without what its leader would lose by breaking a promise;
blocs that were polled have log-odds. Both are sums over issues, so a win-set is a question to the one engine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.case import Bloc, Case, Ratifier
from detente.problem.compile import compile_case, holds, known_linkages, scope_of
from detente.problem.model import Problem
from detente.problem.polls import fitted, polled_scope, speaking
from detente.solvers.network import Factor, Integers, Network

__all__ = ["LOG_ODDS", "MOST_LOG_ODDS", "Judge", "Judges", "log_odds", "without_promises"]

LOG_ODDS = 1_000_000
"""Units per unit of log-odds: a fitted or polled share is rounded once to 10^-6 of it, then exact."""

MOST_LOG_ODDS = 15.0
"""Log-odds at which a share of 0 or 1 is held."""


def log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log-odds of shares, within `MOST_LOG_ODDS`."""
    with np.errstate(divide="ignore"):
        found = np.log(share) - np.log1p(-share)
    return np.clip(found, -MOST_LOG_ODDS, MOST_LOG_ODDS)


@dataclass(frozen=True)
class Judge:
    """One way of judging that blocs may share.

    Parameters
    ----------
    party
        By whose preferences; empty for a bloc that was polled.
    leader
        Whether broken promises count.
    ratifier, bloc
        The polled bloc; empty where a party's preferences tell.
    """

    party: str = ""
    leader: bool = False
    ratifier: str = ""
    bloc: str = ""


@dataclass(frozen=True)
class Judges:
    """The judges of some ratifiers, as columns behind those of a network.

    Parameters
    ----------
    ratifiers
        Those that are asked about.
    """

    problem: Problem
    ratifiers: tuple[Ratifier, ...]

    def judge(self, ratifier: Ratifier, bloc: Bloc) -> Judge:
        """Return how a bloc judges; where nobody of its party ever promised anything, leader or not is the same."""
        if bloc.polls:
            return Judge(ratifier=ratifier.name, bloc=bloc.name)
        return Judge(bloc.judges_as, ratifier.rule == "head" and bloc.judges_as in self._promising)

    def plain(self, column: int) -> str:
        """Return the party whose own points a column holds, broken promises included; empty if it holds others."""
        judge = self.judges[column] if column < len(self.judges) else None
        if judge is None or not judge.party:
            return ""
        return judge.party if judge.leader or judge.party not in self._promising else ""

    @cached_property
    def _promising(self) -> frozenset[str]:
        return frozenset(linkage.party for linkage in self.problem.case.linkages if linkage.promise)

    @cached_property
    def judges(self) -> tuple[Judge, ...]:
        """Return every judge once."""
        found = (self.judge(ratifier, bloc) for ratifier in self.ratifiers for bloc in ratifier.blocs.values())
        return tuple(dict.fromkeys(found))

    @cached_property
    def spared(self) -> tuple[Ratifier, ...]:
        """Return the ratifiers that only some packages need; each has a column that is 1 where it is not needed."""
        return tuple(ratifier for ratifier in self.ratifiers if ratifier.when is not None)

    @property
    def columns(self) -> int:
        """Return the number of columns: the judges', then those of the ratifiers that may be spared."""
        return len(self.judges) + len(self.spared)

    @cached_property
    def _led(self) -> Problem:
        return without_promises(self.problem)

    def _seen(self, judge: Judge) -> Problem:
        """Return the case as a judge sees it: broken promises cost leaders only, also where they value no deal."""
        return self.problem if judge.leader else self._led

    @cached_property
    def units(self) -> tuple[int, ...]:
        """Return the integers that make one unit (a point, or one of log-odds) of every column."""
        return (*map(self._unit, self.judges), *(1 for _ in self.spared))

    def _unit(self, judge: Judge) -> int:
        if not judge.party:
            return LOG_ODDS
        seen = self._seen(judge)
        return seen.scales[seen.column(judge.party)]

    def floor(self, judge: Judge) -> int:
        """Return the units at which a judge is indifferent."""
        return self._seen(judge).threshold(judge.party) if judge.party else 0

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """Return what the columns add up; tables have these columns only."""
        found = [factor for place, judge in enumerate(self.judges) for factor in self._judging(place, judge)]
        case = self.problem.case
        for place, ratifier in enumerate(self.spared, len(self.judges)):
            if ratifier.when is not None:
                scope = scope_of(case, tuple(ratifier.when.picks))
                found.append(self._factor(scope, place, (~holds(case, ratifier.when, scope)).astype(np.int64)))
        return tuple(found)

    def _factor(self, scope: tuple[int, ...], place: int, values: Integers) -> Factor:
        table: Integers = np.zeros((*values.shape, self.columns), dtype=values.dtype)
        table[..., place] = values
        return Factor(scope, table)

    def _judging(self, place: int, judge: Judge) -> list[Factor]:
        if not judge.party:
            bloc = next(r for r in self.ratifiers if r.name == judge.ratifier).blocs[judge.bloc]
            return [self._factor(scope, place, values) for scope, values in _polled_log_odds(self.problem.case, bloc)]
        seen = self._seen(judge)
        column, issues = seen.column(judge.party), len(seen.issues)
        kept = [*seen.network.factors[:issues]]
        linked = known_linkages(seen.case, seen.parties)
        for position, factor in zip(linked, seen.network.factors[issues:], strict=True):
            if seen.case.linkages[position].party == judge.party:
                kept.append(factor)
        return [self._factor(factor.scope, place, factor.table[..., column]) for factor in kept]

    def behind(self, network: Network) -> Network:
        """Return a network of the same issues with the columns behind its own."""
        factors = [
            Factor(factor.scope, np.pad(factor.table, [*[(0, 0)] * len(factor.scope), (0, self.columns)]))
            for factor in network.factors
        ]
        factors += [
            Factor(factor.scope, np.pad(factor.table, [*[(0, 0)] * len(factor.scope), (network.columns, 0)]))
            for factor in self.factors
        ]
        return Network(network.sizes, network.columns + self.columns, tuple(factors), network.constraints)

    @cached_property
    def alone(self) -> Network:
        """Return a network of the judges' columns only, without constraints."""
        return Network(self.problem.network.sizes, self.columns, self.factors)


def without_promises(problem: Problem) -> Problem:
    """Return a problem in which nobody promised anything; the same one where that is so."""
    case = problem.case
    own = tuple(linkage for linkage in case.linkages if not linkage.promise)
    if len(own) == len(case.linkages):
        return problem
    mediators = [name for name in problem.counted if case.parties[name].role == "mediator"]
    return compile_case(replace(case, linkages=own), mediators, problem.table)


def _polled_log_odds(case: Case, bloc: Bloc) -> list[tuple[tuple[int, ...], Integers]]:
    """Return the central log-odds of a polled bloc, as tables over issues that add up."""
    fit = fitted(case, bloc)
    if fit is not None:
        first = scope_of(case, (next(iter(bloc.attributes[0].picks)),))
        constant, *slopes = (np.rint(fit.coefficients * LOG_ODDS)).astype(np.int64).tolist()
        tables = [(first, np.full(len(list(case.issues.values())[first[0]].options), constant, dtype=np.int64))]
        for attribute, slope in zip(bloc.attributes, slopes, strict=True):
            scope = scope_of(case, tuple(attribute.picks))
            tables.append((scope, holds(case, attribute, scope).astype(np.int64) * slope))
        return tables
    speaks = speaking(case, bloc)
    shares = np.array([float(poll.yes.central) for poll in bloc.polls])
    # Where no poll speaks the share is anything from 0 to 1 (rule C7).
    share = np.where(speaks.any(axis=-1), (speaks * shares).sum(axis=-1) / np.maximum(speaks.sum(axis=-1), 1), 0.5)
    return [(polled_scope(case, bloc), np.rint(log_odds(share) * LOG_ODDS).astype(np.int64))]
