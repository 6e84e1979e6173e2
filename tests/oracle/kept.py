"""Promises that may be broken, by writing out every package (rule C8)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from detente.case import Chance, Condition, Estimate, Kept, NoDealPlus, option_text
from oracle.brute import Truth
from oracle.worth import central, meeting, satisfies

if TYPE_CHECKING:
    from random import Random

    from detente.case import Case, IfBroken
    from oracle.brute import Positions


@dataclass(frozen=True)
class KeptTruth:
    """What is true of a case whose promises may be broken."""

    truth: Truth

    @cached_property
    def kept(self) -> Kept:
        found = self.truth.case.kept
        assert found is not None
        return found

    def place(self, x: Positions) -> int:
        """Return the position of the chance that counts for a package."""
        for place, chance in enumerate(self.kept.chances):
            if chance.when is None or satisfies(x, meeting(self.truth.case, chance.when)):
                return place
        raise AssertionError(x)

    def chance(self, x: Positions) -> Fraction:
        return central(self.kept.chances[self.place(x)].kept)

    @cached_property
    def broken(self) -> dict[str, Fraction]:
        return {
            party: central(given) if isinstance(given, Estimate) else self.truth.no_deal[party] + central(given.plus)
            for party, given in self.kept.if_broken.items()
            if party in self.truth.consenting
        }

    def gain(self, party: str, x: Positions) -> Fraction:
        """Return what a party expects of a package over no deal."""
        k = self.chance(x)
        return k * self.truth.utility(party, x) + (1 - k) * self.broken[party] - self.truth.no_deal[party]

    def refusing(self, x: Positions) -> tuple[str, ...]:
        crossed = {party for kind, party, _, _ in self.truth.obstacles(x) if kind == "red_line"}
        return tuple(party for party in self.truth.consenting if party in crossed or self.gain(party, x) < 0)

    @cached_property
    def acceptable(self) -> list[Positions]:
        return [x for x in self.truth.feasible if x != self.truth.status_quo and not self.refusing(x)]

    def gains(self, x: Positions) -> tuple[Fraction, ...]:
        return tuple(self.gain(party, x) for party in self.truth.counted)

    def solutions(self) -> tuple[set[tuple[Fraction, ...]], set[tuple[Fraction, ...]]]:
        """Return the gains of Nash's and of Kalai and Smorodinsky's solution, with all ties."""
        vectors = {self.gains(x) for x in self.acceptable}
        if not vectors:
            return set(), set()
        largest = [max(v[p] for v in vectors) for p in range(len(self.truth.counted))]
        gaining = [p for p, most in enumerate(largest) if most > 0]
        products = {v: math.prod((v[p] for p in gaining), start=Fraction(1)) for v in vectors}
        shares = {v: tuple(sorted(v[p] / largest[p] for p in gaining)) for v in vectors}
        even = {v for v in vectors if shares[v] == max(shares.values())}
        nash = {v for v in vectors if products[v] == max(products.values())}
        return (nash if any(products.values()) else even), even


def promised(case: Case, rng: Random) -> Case:
    """Return a case with random chances that promises are kept."""
    names = rng.sample(list(case.issues), min(len(case.issues), rng.randint(0, 2)))
    chances: list[Chance] = []
    for _ in range(rng.randint(0, 3) if names else 0):
        picks: dict[str, tuple[str, ...]] = {}
        for name in rng.sample(names, rng.randint(1, len(names))):
            texts = [option_text(option) for option in case.issues[name].options]
            picks[name] = tuple(rng.sample(texts, rng.randint(1, len(texts))))
        chances.append(Chance(Condition(picks), share(rng)))
    chances.append(Chance(None, share(rng)))
    broken: dict[str, IfBroken] = {}
    for party in case.preferences:
        low = rng.randint(-30, 60)
        given = Estimate(Fraction(low), Fraction(low + rng.choice([0, 0, 15])))
        plus = Estimate(Fraction(rng.randint(-20, 3)), Fraction(4))
        broken[party] = NoDealPlus(plus) if rng.random() < 0.5 else given
    return replace(case, kept=Kept(tuple(chances), broken))


def share(rng: Random) -> Estimate:
    low = Fraction(rng.choice([0, 2, 5, 8, 10, 10]), 10)
    return Estimate(low, min(Fraction(1), low + Fraction(rng.choice([0, 0, 1, 3]), 10)))
