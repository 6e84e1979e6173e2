"""The issues as items that are divided among the parties (rule L4).

Sources: Brams and Taylor 1996 (adjusted winner); Caragiannis et al. 2019 (maximum Nash welfare); Bouveret and Lemaitre
2009 (leximin). See `detente.solvers` for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.outcomes import outcomes_of
from detente.problem import Problem
from detente.results import Division, Item, Outcome, SharedOut, Split, WholeItems
from detente.solvers.adjusted_winner import adjusted_winner
from detente.solvers.envy import envy
from detente.solvers.leximin_items import leximin_items
from detente.solvers.nash_welfare import nash_welfare
from detente.solvers.network import Integers, integer_array

__all__ = ["division_of"]

_EFFORT = 1_000_000
"""Bounds the search for an even allocation: states held times the square of parties times items."""

_STATES = (5, 1_000)
_CHALLENGES = 4_000
"""Bounds it too: searches for a more even one, times parties times items."""

_KEPT = 2_000
"""Most states held in the search for the largest product."""

Standard = Literal["nash_welfare", "leximin"]


def division_of(problem: Problem) -> Division | None:
    """Return what comes of dividing the issues as items; ``None`` for fewer than two counted parties, or no item.

    An item is an issue that may move and has no option that is best for all. It is worth to a party its points under
    its own best option less those under the best option of whoever else wins: with two parties that is exact, with more
    it is less the worst for it of the others' best options, so that a party may have more than its items say.
    Linkages are left out of it, but not of the judgement on the packages.

    Parameters
    ----------
    problem
        A case at its central values.
    """
    if len(problem.counted) < 2:
        return None
    return _Dividing(problem).division()


@dataclass(frozen=True)
class _Dividing:
    problem: Problem

    @property
    def parties(self) -> tuple[str, ...]:
        return self.problem.counted

    def points(self, issue: str, party: str) -> tuple[Fraction, ...]:
        return self.problem.points[party][issue]

    @cached_property
    def agreed(self) -> Mapping[str, int]:
        """Return the issues that some option is best of for all, with that option."""
        found: dict[str, int] = {}
        for name in self.problem.seats.movable:
            tables = [self.points(name, party) for party in self.parties]
            common = [k for k in range(len(tables[0])) if all(table[k] == max(table) for table in tables)]
            if common:
                stays = self.problem.case.issues[name].status_quo_position
                found[name] = stays if stays is not None and stays in common else common[0]
        return found

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """Return the items."""
        return tuple(name for name in self.problem.seats.movable if name not in self.agreed)

    def best(self, issue: str, party: str) -> int:
        """Return a party's best option: of several the one that the others, in their order, like best."""
        own = self.points(issue, party)
        others = [self.points(issue, other) for other in self.parties if other != party]
        return max(range(len(own)), key=lambda k: (own[k], *(table[k] for table in others), -k))

    @cached_property
    def bests(self) -> Mapping[str, tuple[int, ...]]:
        """Return per item every party's best option."""
        return {name: tuple(self.best(name, party) for party in self.parties) for name in self.issues}

    @cached_property
    def values(self) -> list[list[Fraction]]:
        """Return what each item is worth to each party."""
        found: list[list[Fraction]] = []
        for place, party in enumerate(self.parties):
            row: list[Fraction] = []
            for name in self.issues:
                table = self.points(name, party)
                others = [best for other, best in enumerate(self.bests[name]) if other != place]
                row.append(table[self.bests[name][place]] - min(table[best] for best in others))
            found.append(row)
        return found

    def division(self) -> Division | None:
        if not self.issues:
            return None
        issues = self.problem.case.issues
        items = tuple(
            Item(
                name,
                {p: issues[name].options[best] for p, best in zip(self.parties, self.bests[name], strict=True)},
                {p: row[place] for p, row in zip(self.parties, self.values, strict=True)},
            )
            for place, name in enumerate(self.issues)
        )
        return Division(
            parties=self.parties,
            items=items,
            agreed={name: issues[name].options[k] for name, k in self.agreed.items()},
            adjusted_winner=self.shared_out() if len(self.parties) == 2 else None,
            nash_welfare=self.product(),
            leximin=self.even(),
        )

    def outcome(self, settled: Mapping[str, int]) -> Outcome:
        """Return a package with the items settled, as it is judged."""
        held = {**self.problem.seats.held, **self.agreed, **settled}
        row = np.array([[held[name] for name in self.problem.issues]], dtype=np.int64)
        return outcomes_of(self.problem, self.problem.red_lines, row)[0]

    def shared_out(self) -> SharedOut:
        found = adjusted_winner(self.values)
        settled: dict[str, int] = {}
        winners: dict[str, str] = {}
        split = None
        for place, (name, share) in enumerate(zip(self.issues, found.shares, strict=True)):
            if 0 < share < 1:
                option, split = self._split(name, place, (share, 1 - share))
                settled[name] = option
            else:
                owner = 0 if share else 1
                winners[name] = self.parties[owner]
                settled[name] = self.bests[name][owner]
        points = dict(zip(self.parties, found.points, strict=True))
        return SharedOut(winners, split, points, self.outcome(settled))

    def _split(self, name: str, place: int, shares: tuple[Fraction, Fraction]) -> tuple[int, Split]:
        tables = [self.points(name, party) for party in self.parties]
        lows = [table[best] for table, best in zip(tables, reversed(self.bests[name]), strict=True)]
        worth = [row[place] for row in self.values]

        def reached(k: int) -> list[Fraction]:
            return [(table[k] - low) / whole for table, low, whole in zip(tables, lows, worth, strict=True)]

        def away(k: int) -> list[Fraction]:
            gaps = (abs(part - share) for part, share in zip(reached(k), shares, strict=True))
            return sorted(gaps, reverse=True)

        option = min(range(len(tables[0])), key=away)
        return option, Split(
            name,
            dict(zip(self.parties, shares, strict=True)),
            self.problem.case.issues[name].options[option],
            dict(zip(self.parties, reached(option), strict=True)),
        )

    def product(self) -> WholeItems:
        # Each row in its party's own units: the product does not depend on them.
        rows = [_whole(row, lcm(*(entry.denominator for entry in row))) for row in self.values]
        values = integer_array(rows)
        found = nash_welfare(values, limit=_KEPT)
        return self._given_out("nash_welfare", values, found.owners, exact=found.excess == 0, excess=found.excess)

    def even(self) -> WholeItems:
        unit = lcm(*(entry.denominator for row in self.values for entry in row))
        values = integer_array([_whole(row, unit) for row in self.values])
        size = values.size
        least, most = _STATES
        limit = max(least, min(most, _EFFORT // size**2))
        found = leximin_items(values, limit=limit, nodes=0, challenges=max(least, _CHALLENGES // size))
        return self._given_out("leximin", values, found.owners, exact=found.exact, excess=None)

    def _given_out(
        self,
        standard: Standard,
        values: Integers,
        owners: Sequence[int],
        *,
        exact: bool,
        excess: float | None,
    ) -> WholeItems:
        judged = envy(values, owners)
        given: NDArray[np.int64] = np.array(owners, dtype=np.int64)
        points = {
            party: sum((row[item] for item in np.flatnonzero(given == place)), start=Fraction(0))
            for place, (party, row) in enumerate(zip(self.parties, self.values, strict=True))
        }
        return WholeItems(
            standard=standard,
            winners={name: self.parties[owner] for name, owner in zip(self.issues, owners, strict=True)},
            points=points,
            envy=self._named(judged.pairs),
            stubborn=self._named(judged.stubborn),
            exact=exact,
            excess=excess,
            outcome=self.outcome(
                {name: self.bests[name][owner] for name, owner in zip(self.issues, owners, strict=True)}
            ),
        )

    def _named(self, pairs: Sequence[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
        return tuple((self.parties[judge], self.parties[other]) for judge, other in pairs)


def _whole(row: Sequence[Fraction], unit: int) -> list[int]:
    return [int(entry * unit) for entry in row]
