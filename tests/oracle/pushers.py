"""Random levers: several levels, effects on several parties, some believed in part, some conditional; and norms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.case import Condition, Driver, Effect, Estimate, Level, Lever, Norm
from oracle.generate import chance
from oracle.parts import condition
from oracle.ratifiers import DRIVER, spread

if TYPE_CHECKING:
    from random import Random

    from detente.case import Case

OUTSIDE = "Donor"


def effect(rng: Random, case: Case, party: str) -> Effect:
    by = spread(rng, -25, 25, driven=0.2)
    if chance(rng, 0.5):
        return Effect(party, by, "no_deal")
    return Effect(party, by, "deal", condition(rng, case.issues, 1, 2) if chance(rng, 0.4) else None)


def lever(rng: Random, case: Case, name: str, wielder: str, able: list[str]) -> Lever:
    levels: dict[str, Level] = {}
    for number in range(1, 1 + rng.choice([1, 1, 2, 3])):
        effects = [effect(rng, case, rng.choice(able)) for _ in range(rng.randint(1, 3))]
        if chance(rng, 0.2):
            # A second one of the same kind on the same party has a path of its own.
            effects.append(replace(effects[0], by=spread(rng, -10, 20)))
        cost = spread(rng, 0, 8) if chance(rng, 0.8) else Estimate.point(0)
        levels[f"level {number}"] = Level(f"level {number}", tuple(effects), cost)
    believed = spread(rng, 20, 100, 100) if chance(rng, 0.4) else Estimate.point(1)
    needs = ("Parliament",) if chance(rng, 0.2) else ()
    return Lever(name, wielder, levels, believed, needs, lasting=chance(rng, 0.5))


def with_pushers(case: Case, rng: Random) -> Case:
    """Return a case with one to four levers, and now and then norms."""
    able = [name for name in case.known if case.preferences[name].no_deal is not None]
    wielders = [*case.parties, OUTSIDE]
    made = {
        name: lever(rng, case, name, rng.choice(wielders), able)
        for name in ["aid", "arms", "sanctions", "relief"][: rng.randint(1, 4)]
    }
    norms: dict[str, Norm] = {}
    for name in ["charter", "treaty"][: rng.randint(0, 2)]:
        picks = dict(condition(rng, case.issues, 1, 1).picks) if chance(rng, 0.6) else {}
        if not picks or chance(rng, 0.6):
            pushed = rng.choice(list(made.values()))
            picks[pushed.name] = (rng.choice(list(pushed.levels)),)
        norms[name] = Norm(name, Condition(picks))
    drivers = {**case.drivers, DRIVER: Driver(DRIVER)}
    return replace(case, levers=made, norms=norms, drivers=drivers)
