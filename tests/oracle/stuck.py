"""Conflicts, ways out and how hard each side can push, by writing out every package (rule D7)."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.results import Block, Deal, Hardening, Leeway, Relaxation
    from oracle.brute import Positions, Truth

Member = tuple[str, str, int | None]
"""Kind, party and position of one demand."""

MOST = 50
LARGEST = 6


def key(block: Block) -> Member:
    return block.kind, block.party, block.position


def smallest(sets: Iterable[frozenset[Member]]) -> list[frozenset[Member]]:
    """Return the sets that contain no other one."""
    kept: list[frozenset[Member]] = []
    for one in sorted(set(sets), key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    return kept


class Stuck:
    """All minimal conflicts and all minimal ways out of a case without a deal."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        rules = truth.case.rules
        self.logical = {k for k, rule in enumerate(rules) if rule.kind == "logical"}
        if not truth.feasible:
            self.background, demanded = set[int](), set(range(len(rules)))
        else:
            self.background, demanded = self.logical, set(range(len(rules))) - self.logical
        self.members: list[Member] = [("rule", "", k) for k in sorted(demanded)]
        self.members += [("red_line", truth.case.red_lines[k].party, k) for k in truth.standing]
        if truth.status_quo is not None:
            self.members.append(("status_quo", "", None))
        self.members += [("no_deal", party, None) for party in truth.consenting]

    @cached_property
    def broken(self) -> dict[Positions, frozenset[Member]]:
        """Return what each package breaks, but for those that break what is taken for granted."""
        found: dict[Positions, frozenset[Member]] = {}
        for x in self.truth.outcomes:
            members = frozenset((kind, party, k) for kind, party, k, _ in self.truth.obstacles(x))
            if not any(("rule", "", k) in members for k in self.background):
                found[x] = members
        return found

    def final(self, member: Member) -> bool:
        kind, _, k = member
        if k is None:
            return kind == "status_quo"
        return self.truth.case.red_lines[k].sacred if kind == "red_line" else k in self.logical

    @cached_property
    def corrections(self) -> list[frozenset[Member]]:
        return smallest(self.broken.values())

    @cached_property
    def relaxations(self) -> list[frozenset[Member]]:
        return [each for each in self.corrections if not any(map(self.final, each))]

    @cached_property
    def conflicts(self) -> list[frozenset[Member]]:
        """Return the minimal sets of members that every package breaks somewhere, by trying every set."""
        found: list[frozenset[Member]] = []
        for size in range(len(self.members) + 1):
            for chosen in map(frozenset, combinations(self.members, size)):
                if all(chosen & each for each in self.corrections) and not any(one <= chosen for one in found):
                    found.append(chosen)
        return found

    def shortfalls(self, given_up: frozenset[Member]) -> dict[Positions, dict[str, Fraction]]:
        """Return the shortfalls of the packages that break exactly what is given up."""
        parties = [party for kind, party, _ in given_up if kind == "no_deal"]
        truth = self.truth
        return {
            x: {party: truth.no_deal[party] - truth.utility(party, x) for party in parties}
            for x, members in self.broken.items()
            if members == given_up
        }


def deadlock(deal: Deal, truth: Truth) -> list[str]:
    """Without a deal, compare all conflicts and all ways out, with their shortfalls."""
    got = deal.deadlock
    if truth.acceptable:
        return [] if not (got.conflicts or got.relaxations or got.more or got.final) else [f"a deal, and yet {got}"]
    stuck = Stuck(truth)
    conflicts = [frozenset(map(key, each.members)) for each in got.conflicts]
    relaxations = [frozenset(map(key, each.members)) for each in got.relaxations]
    found = [
        *listed("conflicts", conflicts, stuck.conflicts, more=got.more),
        *listed("ways out", relaxations, stuck.relaxations, more=got.more),
    ]
    if got.final != (not stuck.relaxations):
        found.append(f"final: got {got.final}, want {not stuck.relaxations}")
    for each in got.relaxations:
        found += relaxation_differences(each, stuck)
    return found


def listed(what: str, got: list[frozenset[Member]], want: list[frozenset[Member]], *, more: bool) -> list[str]:
    """Compare sets: all of them, or the smallest within the limits where there may be more."""
    if len(set(got)) < len(got) or not set(got) <= set(want):
        return [f"{what}: got {got}, not all among {want}"]
    if list(map(len, got)) != sorted(map(len, got)):
        return [f"{what} are not in order of size: {got}"]
    within = [len(each) for each in want if len(each) <= LARGEST][:MOST] or [len(each) for each in want[:1]]
    if list(map(len, got)) != within:
        return [f"{what}: got {got}, want the smallest of {want}"]
    return [] if more or len(got) == len(want) else [f"{what}: got {got}, want {want}, and no more is said"]


def relaxation_differences(each: Relaxation, stuck: Stuck) -> list[str]:
    """Compare one way out: what it takes in points, and the packages."""
    given_up = frozenset(map(key, each.members))
    what = f"way out {sorted(map(str, given_up))}"
    rules = stuck.truth.case.rules
    packages = stuck.shortfalls(given_up)
    vectors = {tuple(sorted(short.items())) for short in packages.values()}
    best = [
        one
        for one in vectors
        if not any(other != one and all(a <= b for (_, a), (_, b) in zip(other, one, strict=True)) for other in vectors)
    ]
    got = [tuple(sorted(way.shortfall.items())) for way in each.ways]
    found: list[str] = []
    if each.legal != any(kind == "rule" and k is not None and rules[k].kind == "legal" for kind, _, k in given_up):
        found.append(f"{what}: legal {each.legal}")
    if each.size != len(best) or not set(got) <= set(best) or len(set(got)) < len(got):
        found.append(f"{what}: got {each.size}, {got}, want {best}")
    if len(got) != min(each.size, 5):
        found.append(f"{what}: {len(got)} listed of {each.size}")
    for way in each.ways:
        x = tuple(stuck.truth.case.issues[n].options.index(option) for n, option in way.outcome.package.items())
        if packages.get(x) != dict(way.shortfall) or frozenset(map(key, way.outcome.blocked_by)) != given_up:
            found.append(f"{what}: package {x} does not belong there")
        if not way.shortfall:
            found += nash_differences(what, x, list(packages), stuck.truth)
    return found


def nash_differences(what: str, x: Positions, packages: list[Positions], truth: Truth) -> list[str]:
    """Compare the package of a way out that costs nobody points with the best product of gains."""
    gains = {y: [truth.utility(party, y) - truth.no_deal[party] for party in truth.counted] for y in packages}
    able = [p for p in range(len(truth.counted)) if max(gain[p] for gain in gains.values()) > 0]
    products = {y: math.prod((gain[p] for p in able), start=Fraction(1)) for y, gain in gains.items()}
    return [] if products[x] == max(products.values()) else [f"{what}: {x} has no best product"]


def hardening(got: Hardening | None, truth: Truth) -> list[str]:
    """Compare the most that each side can insist on, and what an issue can be in a deal."""
    if got is None or not truth.acceptable:
        return [] if got is None and not truth.acceptable else [f"hardening {got} of {len(truth.acceptable)} packages"]
    found: list[str] = []
    if list(got.insist) != list(truth.counted) or not got.exact:
        found.append(f"hardening of {list(got.insist)}, exact {got.exact}")
    for party, each in got.insist.items():
        most = max(truth.utility(party, x) for x in truth.acceptable)
        x = tuple(truth.case.issues[n].options.index(option) for n, option in each.outcome.package.items())
        if each.most != most or x not in truth.acceptable or truth.utility(party, x) != most:
            found.append(f"{party} insists on {each.most} with {x}, want {most}")
    for axis, (name, issue) in enumerate(truth.case.issues.items()):
        if name in got.leeway:
            used = {issue.options[x[axis]] for x in truth.acceptable}
            found += leeway_differences(name, got.leeway[name], issue.options, used)
    return found


def leeway_differences(
    name: str, got: Leeway, options: tuple[str | Fraction, ...], used: set[str | Fraction]
) -> list[str]:
    numbers = [option for option in used if isinstance(option, Fraction)]
    never = tuple(option for option in options if isinstance(option, str) and option not in used)
    only = next(iter(used)) if len(used) == 1 else None
    want = (only, never, min(numbers, default=None), max(numbers, default=None))
    have = (got.always, got.never, got.least, got.greatest)
    return [] if have == want else [f"{name}: got {have}, want {want}"]
