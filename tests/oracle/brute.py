"""The whole answer by writing out every package: feasible, acceptable, efficient, fair (rules C2 to C5, D4)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from oracle.worth import Worth, central, meeting, no_deal, satisfies, status_quo_package, worth

if TYPE_CHECKING:
    from detente.case import Case, Option, RedLine, Rule

Vector = tuple[Fraction, ...]
Positions = tuple[int, ...]
Obstacle = tuple[str, str, int | None, Fraction | None]
"""Kind, party, position in the case, shortfall: the fields of a result's ``Block`` that can be compared."""


@dataclass(frozen=True)
class Fair:
    """Every optimal vector of each bargaining solution, and who could not gain."""

    nash: frozenset[Vector]
    kalai_smorodinsky: frozenset[Vector]
    egalitarian: frozenset[Vector]
    utilitarian: frozenset[Vector]
    left_out: tuple[str, ...]
    nash_by_leximin: bool


@dataclass(frozen=True)
class Truth:
    """What is true of a case at its central values, found by enumeration.

    `count` names the mediators that count as objectives beside the consenting principals.
    """

    case: Case
    count: tuple[str, ...] = ()

    @cached_property
    def held(self) -> dict[str, int]:
        """Issues that may not move, with where they stay."""
        return {}

    @cached_property
    def consenting(self) -> tuple[str, ...]:
        return tuple(name for name, party in self.case.parties.items() if party.consent)

    @cached_property
    def counted(self) -> tuple[str, ...]:
        return tuple(
            name
            for name, party in self.case.parties.items()
            if name in self.count or (party.consent and party.role == "principal")
        )

    @cached_property
    def worths(self) -> dict[str, Worth]:
        preferences = self.case.preferences
        return {
            name: worth(self.case, name)
            for name in self.case.parties
            if name in preferences and not preferences[name].unknown
        }

    @cached_property
    def no_deal(self) -> dict[str, Fraction]:
        found = {name: no_deal(self.case, name, points) for name, points in self.worths.items()}
        return {name: threshold for name, threshold in found.items() if threshold is not None}

    @cached_property
    def outcomes(self) -> list[Positions]:
        """Every combination of options, the last issue turning fastest."""
        return list(product(*(range(len(issue.options)) for issue in self.case.issues.values())))

    @cached_property
    def breaks_rule(self) -> list[Callable[[Positions], bool]]:
        return [broken_by(self.case, rule) for rule in self.case.rules]

    @cached_property
    def feasible(self) -> list[Positions]:
        return [x for x in self.outcomes if not any(breaks(x) for breaks in self.breaks_rule)]

    @cached_property
    def scale(self) -> dict[str, int]:
        """A common denominator of each party's points, so that sums and comparisons are whole numbers."""
        return {
            name: math.lcm(
                *(points.denominator for table in given.tables for points in table),
                *(link.points.denominator for link in given.links),
                self.no_deal.get(name, Fraction(0)).denominator,
            )
            for name, given in self.worths.items()
        }

    @cached_property
    def whole(self) -> dict[str, dict[Positions, int]]:
        """Each party's points for each feasible package, times its scale."""
        found: dict[str, dict[Positions, int]] = {}
        for name, given in self.worths.items():
            unit = self.scale[name]
            tables = [[int(points * unit) for points in table] for table in given.tables]
            links = [(link.meets, int(link.points * unit)) for link in given.links]
            found[name] = {
                x: sum([table[k] for table, k in zip(tables, x, strict=True)])
                + sum([points for meets, points in links if satisfies(x, meets)])
                for x in self.feasible
            }
        return found

    def utility(self, party: str, x: Positions) -> Fraction:
        found = self.whole[party].get(x)
        return self.worths[party].of(x) if found is None else Fraction(found, self.scale[party])

    def vector(self, x: Positions) -> Vector:
        return tuple(self.utility(party, x) for party in self.counted)

    @cached_property
    def standing(self) -> tuple[int, ...]:
        """Positions of the red lines that still count and bind: their party's consent is needed."""
        return tuple(
            k for k, line in enumerate(self.case.red_lines) if line.party in self.consenting and not self.lapsed(line)
        )

    def lapsed(self, line: RedLine) -> bool:
        as_of = self.case.as_of
        return as_of is not None and line.until is not None and line.until.last < as_of.last

    @cached_property
    def soft(self) -> tuple[int, ...]:
        """Positions of the standing red lines that are not firm."""
        return tuple(k for k in self.standing if central(self.case.red_lines[k].firm) < Fraction(1, 2))

    @cached_property
    def crossed_by(self) -> dict[int, tuple[frozenset[int] | None, ...]]:
        return {k: meeting(self.case, self.case.red_lines[k].never) for k in self.standing}

    @cached_property
    def status_quo(self) -> Positions | None:
        return status_quo_package(self.case)

    @cached_property
    def blocked(self) -> dict[Positions, frozenset[Obstacle]]:
        """What makes each feasible package unacceptable, red lines taken as stated."""
        return {x: frozenset(self.obstacles(x)) for x in self.feasible}

    def obstacles(self, x: Positions) -> Iterable[Obstacle]:
        """Return everything that makes a package, feasible or not, unacceptable."""
        for k, breaks in enumerate(self.breaks_rule):
            if breaks(x):
                yield ("rule", "", k, None)
        if x == self.status_quo:
            yield ("status_quo", "", None, None)
        for party in self.consenting:
            missing = self.no_deal[party] - self.utility(party, x)
            if missing > 0:
                yield ("no_deal", party, None, missing)
        for k in self.standing:
            if satisfies(x, self.crossed_by[k]):
                yield ("red_line", self.case.red_lines[k].party, k, None)

    @cached_property
    def acceptable(self) -> list[Positions]:
        return [x for x in self.feasible if not self.blocked[x]]

    @cached_property
    def acceptable_firm_only(self) -> list[Positions]:
        soft = set(self.soft)
        return [x for x in self.feasible if all(kind == "red_line" and k in soft for kind, _, k, _ in self.blocked[x])]

    def by_vector(self, packages: Iterable[Positions]) -> dict[Vector, list[Positions]]:
        """Group packages by what they give the counted parties, in the order of the case."""
        whole: dict[tuple[int, ...], list[Positions]] = {}
        for x in packages:
            whole.setdefault(tuple([self.whole[party][x] for party in self.counted]), []).append(x)
        units = [self.scale[party] for party in self.counted]
        return {
            tuple(Fraction(points, unit) for points, unit in zip(vector, units, strict=True)): members
            for vector, members in whole.items()
        }

    @cached_property
    def groups(self) -> dict[Vector, list[Positions]]:
        return self.by_vector(self.feasible)

    @cached_property
    def acceptable_groups(self) -> dict[Vector, list[Positions]]:
        return self.by_vector(self.acceptable)

    @cached_property
    def firm_only_groups(self) -> dict[Vector, list[Positions]]:
        return self.by_vector(self.acceptable_firm_only)

    def best(self, groups: Iterable[Vector]) -> dict[str, Fraction]:
        """Return each counted party's largest points; empty when there is no package."""
        vectors = list(groups)
        return {party: max(v[p] for v in vectors) for p, party in enumerate(self.counted)} if vectors else {}

    def fair(self, groups: Iterable[Vector]) -> Fair:
        """Return the four solutions over a set of acceptable vectors (rule D4)."""
        vectors = list(groups)
        if not vectors:
            empty = frozenset[Vector]()
            return Fair(empty, empty, empty, empty, (), False)
        threshold = [self.no_deal[party] for party in self.counted]
        gains = {v: tuple(u - d for u, d in zip(v, threshold, strict=True)) for v in vectors}
        largest = [max(g[p] for g in gains.values()) for p in range(len(threshold))]
        gaining = [p for p, most in enumerate(largest) if most > 0]
        products = {v: math.prod((g[p] for p in gaining), start=Fraction(1)) for v, g in gains.items()}
        shares = {v: tuple(sorted(g[p] / largest[p] for p in gaining)) for v, g in gains.items()}
        fairest_shares = argmax(shares)
        stuck = not any(products.values())
        return Fair(
            nash=fairest_shares if stuck else argmax(products),
            kalai_smorodinsky=fairest_shares,
            egalitarian=argmax({v: tuple(sorted(g)) for v, g in gains.items()}),
            utilitarian=argmax({v: sum(v) for v in vectors}),
            left_out=tuple(party for p, party in enumerate(self.counted) if p not in gaining),
            nash_by_leximin=stuck,
        )

    def named(self, x: Positions) -> dict[str, Option]:
        return {name: issue.options[k] for (name, issue), k in zip(self.case.issues.items(), x, strict=True)}


def broken_by(case: Case, rule: Rule) -> Callable[[Positions], bool]:
    if rule.never is not None:
        never = meeting(case, rule.never)
        return lambda x: satisfies(x, never)
    if rule.when is None or rule.needs is None:
        raise ValueError(rule)
    when, needs = meeting(case, rule.when), meeting(case, rule.needs)
    return lambda x: satisfies(x, when) and not satisfies(x, needs)


def argmax(
    scores: dict[Vector, Fraction] | dict[Vector, tuple[Fraction, ...]] | dict[Vector, Fraction | int],
) -> frozenset[Vector]:
    top = max(scores.values())  # type: ignore[type-var]
    return frozenset(v for v, score in scores.items() if score == top)


def efficient(vectors: Iterable[Sequence[Fraction]]) -> frozenset[Vector]:
    """Return the vectors that no other one beats somewhere and equals or beats everywhere."""
    found = {tuple(v) for v in vectors}
    if not found:
        return frozenset()
    ranks: list[dict[Fraction, int]] = [
        {points: rank for rank, points in enumerate(sorted(set(column)))} for column in zip(*found, strict=True)
    ]
    ranked = {tuple(rank[u] for rank, u in zip(ranks, v, strict=True)): v for v in found}
    # In falling order a vector can only be dominated by one that is already kept.
    kept: list[tuple[int, ...]] = []
    for r in sorted(ranked, reverse=True):
        if not any(all(a >= b for a, b in zip(k, r, strict=True)) for k in kept):
            kept.append(r)
    return frozenset(ranked[r] for r in kept)
