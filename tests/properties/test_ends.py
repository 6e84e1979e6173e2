"""Possible and necessary acceptability in closed form against every vertex of the ranges, in exact fractions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise, permutations, product
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.analyses.ends import acceptance_ends
from detente.analyses.robust import score
from detente.case import (
    Brackets,
    Case,
    Condition,
    Driver,
    Estimate,
    Issue,
    Linkage,
    NoDeal,
    OptionOrder,
    Party,
    Preferences,
    Rank,
    RedLine,
    StatusQuoPlus,
    Values,
    WeightOrder,
    option_text,
    utility,
)
from detente.ensemble import Draws, draw_case
from detente.problem import compile_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CASES = 500
BATCH = 50
MOST_RANGES = 7
"""Ranges per party: at most 128 vertices each."""

PARTIES = ("Avon", "Brede")
UNKNOWN = Estimate(Fraction(0), Fraction(100), unknown=True)

Package = dict[str, int]


def between(low: int, high: int) -> Estimate:
    return Estimate(Fraction(low), Fraction(high))


@dataclass
class Maker:
    """Makes one party's estimates, of which only so many are ranges."""

    rng: Random
    left: int = field(default=MOST_RANGES)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def vague(self, share: float, cost: int = 1) -> bool:
        if self.left < cost or not self.chance(share):
            return False
        self.left -= cost
        return True

    def estimate(self, numbers: range, share: float) -> Estimate:
        low, high = sorted(self.rng.choices(numbers, k=2))
        if not self.vague(share):
            return Estimate.point(high)
        likely = Fraction(self.rng.randint(low, high)) if self.chance(0.3) else None
        return replace(between(low, high), likely=likely)

    def weight(self) -> Estimate:
        return UNKNOWN if self.vague(0.2) else self.estimate(range(4), 0.4)

    def values(self, issue: Issue) -> Values:
        if self.vague(0.1, len(issue.options)):
            return Values({}, unknown=True)
        texts = [option_text(option) for option in issue.options]
        if issue.quantity and self.chance(0.7):
            texts = [texts[0], texts[-1]]
        if self.vague(0.25, len(texts) - 2):
            self.rng.shuffle(texts)
            return Values({}, order=OptionOrder(self.split(texts, 2)))
        return Values({text: UNKNOWN if self.vague(0.1) else self.estimate(range(0, 101, 20), 0.3) for text in texts})

    def split(self, names: list[str], least: int) -> tuple[tuple[str, ...], ...]:
        """Return names in at least so many groups of at least one."""
        cuts = sorted(self.rng.sample(range(1, len(names)), self.rng.randint(least - 1, len(names) - 1)))
        return tuple(tuple(names[i:j]) for i, j in pairwise([0, *cuts, len(names)]))

    def weight_order(self, issues: list[str]) -> WeightOrder | None:
        if not self.vague(0.3, 2):
            return None
        names = self.rng.sample(issues, len(issues))
        groups = self.split(names, 1)
        return WeightOrder(tuple(Rank(group, tied=len(group) > 1 and self.chance(0.5)) for group in groups))


def made_issue(rng: Random, name: str) -> Issue:
    options = (Fraction(0), Fraction(1), Fraction(3)) if rng.random() < 0.4 else ("left", "middle", "right")
    if rng.random() < 0.5 and name != "aid":
        options = options[::2]
    status_quo = option_text(rng.choice(options)) if rng.random() < 0.8 else None
    return Issue(name, options, status_quo=status_quo)


def some_package(rng: Random, issues: Mapping[str, Issue]) -> dict[str, str]:
    return {name: option_text(rng.choice(issue.options)) for name, issue in issues.items()}


def made_no_deal(maker: Maker, case: Case, party: str) -> NoDeal:
    rng = maker.rng
    form = rng.random()
    if form < 0.25 and all(issue.status_quo for issue in case.issues.values()):
        return StatusQuoPlus(maker.estimate(range(-10, 11, 5), 0.6))
    if form < 0.5:
        counts = rng.choice([(1, 1), (1, 0), (0, 1), (2, 1), (1, 2)])
        better, worse = (tuple(some_package(rng, case.issues) for _ in range(count)) for count in counts)
        return Brackets(better, worse)
    package = {name: rng.randrange(len(issue.options)) for name, issue in case.issues.items()}
    beside = utility(case, party, package)
    level = Fraction(50) if beside is None else beside
    return Estimate(level - 10 * maker.vague(0.5), level)


def made_case(rng: Random) -> Case:
    issues = {name: made_issue(rng, name) for name in ("aid", "border", "crew")[: rng.randint(1, 3)]}
    case = Case("A made-up case", {name: Party(name) for name in PARTIES}, issues, {})
    for party in PARTIES:
        maker = Maker(rng)
        weights = {name: maker.weight() for name in issues}
        if not any(weight.unknown or weight.high for weight in weights.values()):
            weights[rng.choice(list(weights))] = Estimate.point(2)
        known = [weight.high for weight in weights.values() if not weight.unknown]
        if known and not any(known):
            weights = dict.fromkeys(issues, UNKNOWN)
        values = {name: maker.values(issue) for name, issue in issues.items()}
        linkages: list[Linkage] = []
        for _ in range(rng.choice([0, 0, 1, 2])):
            picked = rng.sample(list(issues), rng.randint(1, len(issues)))
            condition = Condition({name: (option_text(rng.choice(issues[name].options)),) for name in picked})
            linkages.append(Linkage(party, condition, maker.estimate(range(-20, 21, 5), 0.5)))
        order = maker.weight_order(list(issues))
        stance = Preferences(party, {} if order else weights, values, weight_order=order)
        case = replace(case, preferences={**case.preferences, party: stance}, linkages=(*case.linkages, *linkages))
        stance = replace(stance, no_deal=made_no_deal(maker, case, party))
        case = replace(case, preferences={**case.preferences, party: stance})
    lines: list[RedLine] = []
    for _ in range(rng.choice([0, 0, 1, 2])):
        name = rng.choice(list(issues))
        never = Condition({name: (option_text(rng.choice(issues[name].options)),)})
        low, high = sorted(rng.choices([Fraction(0), Fraction(1, 2), Fraction(1)], k=2))
        lines.append(RedLine(rng.choice(PARTIES), never, Estimate(low, high)))
    return replace(case, red_lines=tuple(lines))


@dataclass(frozen=True)
class Vertex:
    """One party's numbers, each at an end of its range."""

    case: Case
    party: str
    at: Mapping[str, Fraction]

    corner: Mapping[str, Fraction] | None = None
    """One corner of the weights in an order, where only that is known."""

    def _weights(self) -> Mapping[str, Fraction]:
        if self.corner is not None:
            return self.corner
        stated = self.case.preferences[self.party].weights
        known = {name: self.at[f"weight {name}"] for name in stated if not stated[name].unknown}
        largest = max(known.values(), default=Fraction(1))
        return {name: known[name] if name in known else largest * self.at[f"weight {name}"] for name in stated}

    @property
    def weighs_nothing(self) -> bool:
        """Whether every weight is 0: no case may say so, and it is the one point without a utility."""
        return not any(self._weights().values())

    def _value(self, name: str, position: int) -> Fraction:
        issue, values = self.case.issues[name], self.case.preferences[self.party].values[name]
        option = issue.options[position]
        text = option_text(option)
        if f"value {name} {text}" in self.at:
            return self.at[f"value {name} {text}"]
        assert isinstance(option, Fraction)
        left, right = (Fraction(corner) for corner in (min(values.stated), max(values.stated)))
        first, last = (self.at[f"value {name} {option_text(corner)}"] for corner in (left, right))
        return first + (last - first) * (option - left) / (right - left)

    def utility(self, package: Package) -> Fraction:
        weights = self._weights()
        total = sum(weights.values())
        points = sum((weights[name] / total * self._value(name, at) for name, at in package.items()), Fraction(0))
        for i, linkage in enumerate(self.case.linkages):
            picks = linkage.when.picks.items()
            if linkage.party == self.party and all(
                option_text(self.case.issues[name].options[package[name]]) in texts for name, texts in picks
            ):
                points += self.at[f"linkage {i}"]
        return points

    def no_deal(self) -> tuple[Fraction, Fraction]:
        """Return the least and the greatest no-deal value at this vertex: two numbers only for brackets."""
        given = self.case.preferences[self.party].no_deal
        if isinstance(given, Brackets):
            low = max((self.utility(self._read(other)) for other in given.better_than), default=Fraction(0))
            high = min((self.utility(self._read(other)) for other in given.worse_than), default=Fraction(100))
            # Where a draw turns the brackets round, the value lies between them all the same.
            return min(low, high), max(low, high)
        value = self.at["no deal"]
        if isinstance(given, StatusQuoPlus):
            value += self.utility(self._read({}))
        return value, value

    def _read(self, stated: str | Mapping[str, str]) -> Package:
        assert not isinstance(stated, str)
        package: Package = {}
        for name, issue in self.case.issues.items():
            text = stated.get(name, issue.status_quo or "")
            package[name] = [option_text(option) for option in issue.options].index(text)
        return package


def extensions(order: WeightOrder) -> Iterator[list[tuple[str, ...]]]:
    """Yield every way to settle what an order leaves open: issues, or tied issues together, from first to last."""
    ways = [[(rank.issues,)] if rank.tied else permutations((issue,) for issue in rank.issues) for rank in order.ranks]
    for way in product(*ways):
        yield [part for rank in way for part in rank]


def corners(order: WeightOrder) -> list[dict[str, Fraction]]:
    """Return the weights that are corners of some settled order: its first parts alike, the rest at 0."""
    found: list[dict[str, Fraction]] = []
    for parts in extensions(order):
        for count in range(1, len(parts) + 1):
            first = {issue for part in parts[:count] for issue in part}
            found.append({issue: Fraction(issue in first, len(first)) for issue in order.rank_of})
    return found


def falling(order: OptionOrder) -> list[dict[str, Fraction]]:
    """Return the points in an order of which each is 100 or 0: the corners of all that keep it."""
    return [
        {option: Fraction(100 * (i < count)) for i, level in enumerate(order.levels) for option in level}
        for count in range(1, len(order.levels))
    ]


def vertices(case: Case, party: str) -> Iterator[Vertex]:
    stance = case.preferences[party]
    ends: dict[str, tuple[Fraction, ...]] = {}
    ordered: list[list[dict[str, Fraction]]] = []
    for name, issue in case.issues.items():
        values = stance.values[name]
        if stance.weight_order is None:
            weight = stance.weights[name]
            ends[f"weight {name}"] = (Fraction(0), Fraction(1)) if weight.unknown else (weight.low, weight.high)
        if values.order is not None:
            ordered.append([{f"value {name} {text}": x for text, x in way.items()} for way in falling(values.order)])
        points = {option_text(option): UNKNOWN for option in issue.options} if values.unknown else values.points
        ends.update({f"value {name} {text}": (point.low, point.high) for text, point in points.items()})
    for i, linkage in enumerate(case.linkages):
        if linkage.party == party:
            ends[f"linkage {i}"] = (linkage.adds.low, linkage.adds.high)
    if isinstance(stance.no_deal, Estimate | StatusQuoPlus):
        given = stance.no_deal if isinstance(stance.no_deal, Estimate) else stance.no_deal.plus
        ends["no deal"] = (given.low, given.high)
    weights = [None] if stance.weight_order is None else corners(stance.weight_order)
    for numbers in product(*(dict.fromkeys(pair) for pair in ends.values())):
        for ways in product(*ordered):
            at = dict(zip(ends, numbers, strict=True))
            for way in ways:
                at |= way
            for corner in weights:
                vertex = Vertex(case, party, at, corner)
                if not vertex.weighs_nothing:
                    yield vertex


def line_states(case: Case, package: Package) -> list[set[bool]]:
    """Return, per red line that a package breaks, whether it can be meant and can be not meant."""
    found: list[set[bool]] = []
    for line in case.red_lines:
        ((name, texts),) = line.never.picks.items()
        if option_text(case.issues[name].options[package[name]]) in texts:
            firm = (line.firm.low, line.firm.high)
            found.append({True for end in firm if end > 0} | {False for end in firm if end < 1})
    return found


def truth(case: Case, package: Package) -> tuple[bool, bool]:
    """Return whether a package is acceptable at some and at every vertex."""
    texts = {name: option_text(issue.options[package[name]]) for name, issue in case.issues.items()}
    if all(issue.status_quo == texts[name] for name, issue in case.issues.items()):
        return False, False
    possible = necessary = True
    for party in PARTIES:
        met = [(vertex.utility(package), *vertex.no_deal()) for vertex in vertices(case, party)]
        possible &= any(points >= low for points, low, _ in met)
        necessary &= all(points >= high for points, _, high in met)
    states = line_states(case, package)
    return possible and all(False in state for state in states), necessary and not any(
        True in state for state in states
    )


def several_brackets(case: Case) -> bool:
    given = [stance.no_deal for stance in case.preferences.values()]
    return any(isinstance(one, Brackets) and len(one.better_than) + len(one.worse_than) > 2 for one in given)


def packages_of(case: Case, rng: Random) -> list[Package]:
    every = [
        dict(zip(case.issues, at, strict=True))
        for at in product(*(range(len(issue.options)) for issue in case.issues.values()))
    ]
    return rng.sample(every, min(4, len(every)))


@pytest.mark.parametrize("first", range(0, CASES, BATCH), ids=lambda first: f"cases-{first}-to-{first + BATCH - 1}")
def test_closed_form_equals_every_vertex(first: int) -> None:
    seen: set[tuple[bool, bool]] = set()
    for seed in range(first, first + BATCH):
        rng = Random(f"ends/{seed}")
        case = made_case(rng)
        problem = compile_case(case)
        for package in packages_of(case, rng):
            possible, necessary = acceptance_ends(problem, package)
            really_possible, really_necessary = truth(case, package)
            seen.add((really_possible, really_necessary))
            assert possible or not necessary, seed
            assert possible or not really_possible, (seed, package, "possible denied wrongly")
            assert really_necessary or not necessary, (seed, package, "necessary claimed wrongly")
            if not several_brackets(case):
                assert (possible, necessary) == (really_possible, really_necessary), (seed, package)
    assert seen == {(False, False), (True, False), (True, True)}


def entangled(case: Case, rng: Random) -> Case:
    """Return a case whose issues are ordered and whose estimates may move with or against one driver."""

    def driven(estimate: Estimate) -> Estimate:
        return replace(estimate, driver=rng.choice(["", "front"]), against=rng.random() < 0.5)

    stances = {
        party: replace(
            stance,
            weights={name: driven(weight) for name, weight in stance.weights.items()},
            values={
                name: replace(values, points={text: driven(point) for text, point in values.points.items()})
                for name, values in stance.values.items()
            },
        )
        for party, stance in case.preferences.items()
    }
    issues = {name: replace(issue, ordered=True) for name, issue in case.issues.items()}
    return replace(case, issues=issues, preferences=stances, drivers={"front": Driver("front")})


@pytest.mark.parametrize("first", range(0, CASES, 5 * BATCH), ids=lambda first: f"cases-from-{first}")
@pytest.mark.parametrize("together", [False, True], ids=["independent", "moving-together"])
def test_no_draw_contradicts_the_closed_form(first: int, *, together: bool) -> None:
    shares: set[tuple[bool, bool]] = set()
    for seed in range(first, first + 5 * BATCH):
        rng = Random(f"ends/{seed}")
        case = made_case(rng)
        rows = packages_of(case, rng)
        problem = compile_case(entangled(case, rng) if together else case)
        drawn = draw_case(problem, Draws(seed, 40))
        scores = score(problem, drawn, np.array([list(row.values()) for row in rows], dtype=np.int64))
        for row, share in zip(rows, scores.share.tolist(), strict=True):
            possible, necessary = acceptance_ends(problem, row)
            assert possible or share == 0, (seed, row)
            assert not necessary or share == 1, (seed, row)
            shares.add((share > 0, share == 1))
    assert shares == {(False, False), (True, False), (True, True)}
