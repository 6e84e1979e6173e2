"""Random ratifiers of every rule, with the promises of those who need them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.case import Bloc, Commitment, Condition, Driver, Estimate, Poll, Ratifier
from oracle.generate import chance
from oracle.parts import condition
from oracle.worth import status_quo_package

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from detente.case import Case

RULES = ("head", "vote", "referendum", "veto")
DRIVER = "mood"


def spread(rng: Random, low: int, high: int, unit: int = 1, *, driven: float = 0.0) -> Estimate:
    """Return a point, a range or a three-point estimate within bounds, in parts of a unit."""
    ends = sorted(rng.randint(low, high) for _ in range(3))
    first, middle, last = (Fraction(end, unit) for end in ends)
    if chance(rng, 0.3) or first == last:
        return Estimate.point(middle)
    found = Estimate(first, last, likely=middle if chance(rng, 0.4) else None)
    return replace(found, driver=DRIVER, against=chance(rng, 0.5)) if chance(rng, driven) else found


def polls(rng: Random, case: Case, *, fitting: bool) -> tuple[tuple[Poll, ...], tuple[Condition, ...]]:
    """Return polls, and attributes where a logit is wanted, whether or not these polls can bear one."""
    attributes: tuple[Condition, ...] = ()
    count = rng.randint(1, 4)
    asked = [condition(rng, case.issues, 1, 2) for _ in range(count)]
    if fitting:
        attributes = tuple(condition(rng, case.issues, 1, 2) for _ in range(rng.randint(1, 2)))
        # With every attribute, with each alone, and with none that is known of.
        both = Condition({name: picks for each in attributes for name, picks in each.picks.items()})
        asked += [both, *attributes] * rng.randint(1, 2)
    least = 5 if fitting else 0
    # Of few people polls scatter as samples do, of many they scatter more.
    people = rng.choice([6, 2000])
    found = tuple(
        Poll(each, spread(rng, least, 100 - least, 100, driven=0.2), rng.randint(3, people) if fitting else None)
        for each in asked
    )
    return found, attributes


def blocs(rng: Random, case: Case, rule: str, able: Sequence[str], *, polled: bool) -> dict[str, Bloc]:
    found: dict[str, Bloc] = {}
    for number in range(1, 1 + (1 if rule == "head" else rng.randint(1, 4))):
        name = f"bloc {number}"
        if polled and chance(rng, 0.35):
            told, attributes = polls(rng, case, fitting=chance(rng, 0.5))
            bloc = Bloc(name, polls=told, attributes=attributes)
        else:
            leans = spread(rng, -12, 20, driven=0.2) if chance(rng, 0.5) else Estimate.point(0)
            bloc = Bloc(name, rng.choice(able), leans)
        if rule == "vote":
            bloc = replace(bloc, seats=rng.choice([0, 1, 1, 2, 3, 4]), discipline=spread(rng, 50, 100, 100))
        found[name] = bloc
    if rule == "referendum" and len(found) > 1:
        found = {name: replace(bloc, share=spread(rng, 5, 80, 100)) for name, bloc in found.items()}
    if rule == "vote" and not sum(bloc.seats for bloc in found.values()):
        found["bloc 1"] = replace(found["bloc 1"], seats=3)
    return found


def ratifier(rng: Random, case: Case, name: str, able: Sequence[str], of: Sequence[str]) -> Ratifier:
    rule = rng.choice(RULES)
    scale = spread(rng, 2, 30) if chance(rng, 0.6) else None
    swing = spread(rng, -15, 15, driven=0.3) if chance(rng, 0.7) else None
    found = blocs(rng, case, rule, able, polled=scale is not None or swing is None)
    needed = None
    if rule == "vote" and chance(rng, 0.5):
        needed = Fraction(rng.randint(1, sum(bloc.seats for bloc in found.values())))
    if rule == "referendum" and chance(rng, 0.5):
        needed = Fraction(rng.randint(20, 70), 100)
    when = condition(rng, case.issues, 1, 2) if chance(rng, 0.35) else None
    return Ratifier(name, rng.choice(of), rule, found, needed, when, swing, scale)


def with_ratifiers(case: Case, rng: Random) -> Case:
    """Return a case with one to three ratifiers, and now and then promises."""
    able = [name for name in case.known if case.preferences[name].no_deal is not None]
    promises = [
        Commitment(rng.choice(able), condition(rng, case.issues, 1, 2), spread(rng, 2, 25, driven=0.2))
        for _ in range(rng.choice([0, 1, 1, 2]))
    ]
    case = replace(
        case,
        drivers={DRIVER: Driver(DRIVER)},
        commitments=tuple(promises),
        linkages=(*case.linkages, *(promise.linkage for promise in promises)),
    )
    names = ["House", "Court", "People"][: rng.randint(1, 3)]
    made = {name: ratifier(rng, case, name, able, case.deciding) for name in names}
    return replace(case, ratifiers=made)


def features(case: Case) -> set[str]:
    """Return what the ratifiers of a case bring up, so that a test can tell that all of it was tried."""
    found: set[str] = {"promises"} if case.commitments else set()
    still = status_quo_package(case)
    found |= {"status quo"} if still is not None else set()
    for each in case.ratifiers.values():
        found |= {each.rule, f"{len(each.blocs)} blocs", "scale" if each.scale else "no scale"}
        found |= {"when"} if each.when else set()
        found |= {"needed"} if each.needed is not None else set()
        found |= {"no swing" if each.swing is None else f"{each.swing.kind} swing"}
        for bloc in each.blocs.values():
            found |= {"polled"} if bloc.polls else {"judges"}
            found |= {"attributes"} if bloc.attributes else set()
            found |= {"leans"} if bloc.leans.high else set()
            found |= {"discipline"} if bloc.discipline.low < 1 else set()
            if not bloc.polls and each.rule == "head" and any(p.party == bloc.judges_as for p in case.commitments):
                found |= {"leader who promised"}
    return found
