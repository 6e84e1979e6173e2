"""Issues divided as items, and a joint gain shared, by writing out every allocation, package and order (rule L4)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, permutations, product
from math import prod
from typing import TYPE_CHECKING

from oracle.worth import status_quo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oracle.brute import Positions
    from oracle.seated import SeatedTruth

Owners = tuple[int, ...]


@dataclass(frozen=True)
class DividedTruth:
    """What comes of dividing the issues of a case."""

    truth: SeatedTruth

    @property
    def parties(self) -> tuple[str, ...]:
        return self.truth.counted

    def table(self, party: str, issue: str) -> tuple[Fraction, ...]:
        return self.truth.worths[party].tables[list(self.truth.case.issues).index(issue)]

    def tops(self, party: str, issue: str) -> set[int]:
        table = self.table(party, issue)
        return {k for k, points in enumerate(table) if points == max(table)}

    @cached_property
    def agreed(self) -> dict[str, set[int]]:
        """Return the issues that all see alike, with every option that is best for all."""
        common: dict[str, set[int]] = {}
        for name in self.truth.movable:
            first, *others = (self.tops(party, name) for party in self.parties)
            common[name] = first.intersection(*others)
        return {name: options for name, options in common.items() if options}

    @cached_property
    def items(self) -> list[str]:
        return [name for name in self.truth.movable if name not in self.agreed]

    def worth(self, party: str, issue: str, bests: dict[str, int]) -> Fraction:
        """Return what winning is worth, given the options at which the parties would settle the issue."""
        table = self.table(party, issue)
        return max(table) - min(table[k] for other, k in bests.items() if other != party)

    @staticmethod
    def allocations(parties: int, items: int) -> Iterator[Owners]:
        yield from product(range(parties), repeat=items)

    @staticmethod
    def had(values: list[list[Fraction]], owners: Owners, of: int, by: int) -> Fraction:
        """Return what the items of one party are worth to another."""
        return sum((values[by][item] for item, owner in enumerate(owners) if owner == of), Fraction(0))

    def best_product(self, values: list[list[Fraction]]) -> tuple[int, Fraction]:
        """Return how many can have something, and the largest product when the first such set of them has."""
        found: list[tuple[tuple[int, ...], Fraction]] = []
        for owners in self.allocations(len(values), len(values[0])):
            points = [self.had(values, owners, p, p) for p in range(len(values))]
            served = tuple(p for p, entry in enumerate(points) if entry)
            found.append((served, prod((points[p] for p in served), start=Fraction(1))))
        first = min((served for served, _ in found), key=lambda served: (-len(served), served))
        return len(first), max(points for served, points in found if served == first)

    def most_even(self, values: list[list[Fraction]]) -> list[Fraction]:
        return max(
            sorted(self.had(values, owners, p, p) for p in range(len(values)))
            for owners in self.allocations(len(values), len(values[0]))
        )

    def envious(self, values: list[list[Fraction]], owners: Owners, *, spared: int) -> set[tuple[str, str]]:
        """Return who envies whom although so many items of the other's are left out, whichever they are."""
        found: set[tuple[str, str]] = set()
        for p, q in permutations(range(len(values)), 2):
            theirs = [values[p][item] for item, owner in enumerate(owners) if owner == q]
            left = [sum(some, Fraction(0)) for some in combinations(theirs, max(0, len(theirs) - spared))]
            if all(rest > self.had(values, owners, p, p) for rest in left):
                found.add((self.parties[p], self.parties[q]))
        return found

    def most_for_both(self, values: list[list[Fraction]]) -> Fraction:
        """Return the most of their own 100 points that two can both have when one item may be split."""
        scaled = [[100 * entry / sum(row) for entry in row] for row in values]
        best = Fraction(0)
        for split in range(len(values[0])):
            for owners in self.allocations(2, len(values[0])):
                sums = [
                    self.had(scaled, owners, p, p) - (scaled[p][split] if owners[split] == p else 0) for p in (0, 1)
                ]
                # The first gets the part s of the split item: the lesser of two lines in s is greatest at an end or
                # where they cross.
                one, two = scaled[0][split], scaled[1][split]
                parts = {Fraction(0), Fraction(1), (sums[1] + two - sums[0]) / (one + two)}
                best = max(best, *(min(sums[0] + s * one, sums[1] + (1 - s) * two) for s in parts if 0 <= s <= 1))
        return best

    def alone(self, inside: tuple[str, ...]) -> list[Positions]:
        """Return the packages that a set of players can settle without the others."""
        truth = self.truth
        outside = set(self.parties) - set(inside)
        found: list[Positions] = []
        for x in truth.feasible:
            moved = {
                name
                for (name, issue), k in zip(truth.case.issues.items(), x, strict=True)
                if name in truth.movable and k != status_quo(issue)
            }
            against = {
                party
                for kind, party, _, _ in truth.obstacles(x)
                if kind == "red_line" or (kind == "no_deal" and party not in self.parties)
            } - outside
            if moved and x != truth.status_quo and not against and not any(truth.deciders(n) & outside for n in moved):
                found.append(x)
        return found

    def gains(self, inside: tuple[str, ...], x: Positions) -> Fraction:
        return sum((self.truth.utility(p, x) - self.truth.no_deal[p] for p in inside), Fraction(0))

    @cached_property
    def worths(self) -> dict[frozenset[str], Fraction]:
        """Return per set of players the largest sum of gains that it has alone, 0 at least."""
        found: dict[frozenset[str], Fraction] = {}
        for size in range(len(self.parties) + 1):
            for inside in combinations(self.parties, size):
                sums = [self.gains(inside, x) for x in self.alone(inside)] if inside else []
                found[frozenset(inside)] = max([Fraction(0), *sums])
        return found

    @cached_property
    def shapley(self) -> dict[str, Fraction]:
        """Return the mean of what each adds, over every order of joining."""
        orders = list(permutations(self.parties))
        total = dict.fromkeys(self.parties, Fraction(0))
        for order in orders:
            for place, party in enumerate(order):
                before = frozenset(order[:place])
                total[party] += self.worths[before | {party}] - self.worths[before]
        return {party: points / len(orders) for party, points in total.items()}
