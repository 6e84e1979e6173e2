"""What levers do, by writing out every set of them, every package and every draw (rules L1 to L3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from oracle.redrawn import fine
from oracle.worth import central, meeting, satisfies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from detente.case import Case, Effect, Lever
    from oracle.brute import Positions
    from oracle.redrawn import Redrawn
    from oracle.seated import SeatedTruth

Levels = dict[str, str]


def paths(lever: Lever, level: str) -> list[str]:
    """Return where the numbers of a level's effects stand; a second one of a kind is numbered."""
    found: list[str] = []
    for effect in lever.levels[level].effects:
        on = effect.on if effect.when is None else str(effect.when)
        path = f"levers.{lever.name}.levels.{level}.effects.{effect.party}.{on}"
        again = sum(each.split(" #")[0] == path for each in found)
        found.append(f"{path} #{again + 1}" if again else path)
    return found


@dataclass(frozen=True)
class MovedTruth:
    """What levers do in a case at its central values."""

    truth: SeatedTruth

    @property
    def case(self) -> Case:
        return self.truth.case

    def sets(self, wielder: str | None = None) -> Iterator[Levels]:
        """Yield every set of levers, of one wielder perhaps."""
        levers = [lever for lever in self.case.levers.values() if wielder in (None, lever.wielder)]
        for chosen in product(*([None, *lever.levels] for lever in levers)):
            yield {lever.name: level for lever, level in zip(levers, chosen, strict=True) if level is not None}

    @cached_property
    def wielders(self) -> list[str]:
        return list(dict.fromkeys(lever.wielder for lever in self.case.levers.values()))

    def cost(self, used: Levels) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for name, level in used.items():
            lever = self.case.levers[name]
            found[lever.wielder] = found.get(lever.wielder, Fraction(0)) + central(lever.levels[level].cost)
        return found

    def price(self, used: Levels) -> tuple[Fraction, ...]:
        cost = self.cost(used)
        return tuple(cost.get(wielder, Fraction(0)) for wielder in self.wielders)

    def effects(self, used: Levels, party: str, x: Positions) -> Iterator[tuple[Lever, Effect, str]]:
        """Yield what levers do to a party in a package, with the paths of the numbers."""
        for name, level in used.items():
            lever = self.case.levers[name]
            for effect, path in zip(lever.levels[level].effects, paths(lever, level), strict=True):
                holds = effect.when is None or satisfies(x, meeting(self.case, effect.when))
                if effect.party == party and holds:
                    yield lever, effect, path

    def above(self, party: str, x: Positions, used: Levels) -> Fraction:
        """Return a party's points above no deal in a package, under levers."""
        more = sum(
            (
                central(effect.by) * central(lever.credibility) * (-1 if effect.on == "no_deal" else 1)
                for lever, effect, _ in self.effects(used, party, x)
            ),
            Fraction(0),
        )
        return self.truth.utility(party, x) - self.truth.no_deal[party] + more

    def asked(self, x: Positions) -> list[str]:
        needed = self.truth.needed(x)
        return [party for party in self.truth.consenting if party in needed]

    def crossed(self, party: str, x: Positions) -> bool:
        return any(
            self.case.red_lines[k].party == party and satisfies(x, self.truth.crossed_by[k])
            for k in self.truth.standing
        )

    def acceptable(self, x: Positions, used: Levels) -> bool:
        """Return whether all accept a feasible package under levers."""
        return x != self.truth.status_quo and all(
            self.above(party, x, used) >= 0 and not self.crossed(party, x) for party in self.asked(x)
        )

    def zopa(self, used: Levels) -> bool:
        return any(self.acceptable(x, used) for x in self.truth.feasible)

    @cached_property
    def cheapest(self) -> set[tuple[Fraction, ...]]:
        """Return the costs, per wielder, of sets of levers for a deal, none of which another undercuts."""
        found = {self.price(used) for used in self.sets() if self.zopa(used)}
        return {a for a in found if not any(b != a and all(p <= q for p, q in zip(b, a, strict=True)) for b in found)}

    def broken(self, x: Positions | None, used: Mapping[str, str]) -> tuple[str, ...]:
        """Return the norms that a package (if any) and levers break."""
        found: list[str] = []
        for name, norm in self.case.norms.items():
            breaks = True
            for key, picks in norm.never.picks.items():
                if key in self.case.levers:
                    breaks &= used.get(key) in picks
                elif x is None:
                    breaks = False
                else:
                    place = list(self.case.issues).index(key)
                    wanted = meeting(self.case, type(norm.never)({key: picks}))[place]
                    breaks &= wanted is not None and x[place] in wanted
            if breaks:
                found.append(name)
        return tuple(found)


@dataclass(frozen=True)
class MovedDraw:
    """What levers do in one draw."""

    moved: MovedTruth
    draw: Redrawn

    def units(self, party: str, x: Positions, used: Levels) -> int:
        """Return the millionths of a point that a party has above what is enough."""
        total = self.draw.worth(party, x, leads=True) - self.draw.thresholds[party, True]
        for lever, effect, path in self.moved.effects(used, party, x):
            points = self.draw.number(effect.by, path)
            believed = self.draw.number(lever.credibility, f"levers.{lever.name}.credibility")
            total += fine(points * believed) * (-1 if effect.on == "no_deal" else 1)
        return total

    def refuses(self, party: str, x: Positions) -> bool:
        """Return whether a red line of a party that is meant stands against a package."""
        truth = self.moved.truth
        return any(
            k in self.draw.meant and self.moved.case.red_lines[k].party == party and satisfies(x, truth.crossed_by[k])
            for k in truth.standing
        )

    def accepts(self, party: str, x: Positions, used: Levels) -> bool:
        return self.units(party, x, used) >= 0 and not self.refuses(party, x)

    def signed(self, x: Positions, used: Levels) -> bool:
        asked = self.moved.asked(x)
        return x != self.moved.truth.status_quo and all(self.accepts(party, x, used) for party in asked)

    def zopa(self, used: Levels) -> bool:
        return any(self.signed(x, used) for x in self.moved.truth.feasible)


def share(said: Sequence[bool]) -> float:
    return sum(said) / len(said)


def unbeaten(points: set[tuple[tuple[Fraction, ...], float]]) -> set[tuple[tuple[Fraction, ...], float]]:
    """Return the (costs, share) that no other is as cheap as in every cost and as large as in its share."""
    return {
        (cost, part)
        for cost, part in points
        if not any(
            (other, more) != (cost, part) and more >= part and all(a <= b for a, b in zip(other, cost, strict=True))
            for other, more in points
        )
    }
