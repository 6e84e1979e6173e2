"""Promises that may be broken against writing out every package (rule C8): 260 seeded cases of 13 kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from random import Random

import numpy as np
import pytest

from detente.analyses import analyse_deal
from detente.analyses.kept import MOST_CHANGES, analyse_kept, kept_over_draws
from detente.case import Estimate, Option, broken_path, chance_paths, option_text
from detente.ensemble import UNIT, Draws, draw_case, draw_keeping, drawn
from detente.io import read_text
from detente.problem import Keeping, compile_case
from detente.problem.ceasefires import Truce, central_number
from detente.results import Deal, KeptChange, KeptDeal, KeptPackage
from detente.solvers.ceasefire.chain import outcome
from oracle.brute import Truth
from oracle.generate import RECIPES, Recipe, seeded_sample
from oracle.kept import KeptTruth, promised

KINDS = [
    recipe for recipe in RECIPES if recipe.name not in ("large", "infeasible", "long weights", "vague", "in words")
]
SEEDS = range(20)
DRAWS = 40

each_kind = pytest.mark.parametrize("recipe", KINDS, ids=lambda recipe: recipe.name)


@cache
def trials(recipe: Recipe) -> list[tuple[Deal, KeptDeal, KeptTruth]]:
    found: list[tuple[Deal, KeptDeal, KeptTruth]] = []
    for seed in SEEDS:
        sample = seeded_sample(recipe, seed)
        case = promised(sample.case, Random(f"{recipe.name}, kept/{seed}"))
        deal = analyse_deal(case, count=sample.count)
        if deal.kept is not None:
            found.append((deal, deal.kept, KeptTruth(Truth(case, sample.count))))
    return found


def at(truth: KeptTruth, package: KeptPackage) -> tuple[int, ...]:
    issues = truth.truth.case.issues
    return tuple(issues[name].options.index(option) for name, option in package.package.items())


def test_there_is_something_to_compare() -> None:
    every = [trial for recipe in KINDS for trial in trials(recipe)]
    assert len(every) >= 200
    lost = sum(deal.zopa and not kept.zopa for deal, kept, _ in every)
    found = sum(kept.zopa for _, kept, _ in every)
    won = sum(kept.zopa and not deal.zopa for deal, kept, _ in every)
    assert min(lost, found) >= 30
    assert won  # where a broken promise leaves somebody more than no deal


@each_kind
def test_zones(recipe: Recipe) -> None:
    for _, kept, truth in trials(recipe):
        assert kept.zopa == bool(truth.acceptable)
        places = {truth.place(x) for x in truth.truth.outcomes}
        assert [chance.zopa for chance in kept.chances] == [
            any(truth.place(x) == place for x in truth.acceptable) for place in sorted(places)
        ]


@each_kind
def test_solutions(recipe: Recipe) -> None:
    for _, kept, truth in trials(recipe):
        nash, even = truth.solutions()
        counted = truth.truth.counted
        for told, true in ((kept.nash, nash), (kept.kalai_smorodinsky, even)):
            assert {tuple(each.expected[party] for party in counted) for each in told} == true
            assert all(at(truth, each) in truth.acceptable for each in told)


@each_kind
def test_packages_and_their_changes(recipe: Recipe) -> None:
    for deal, kept, truth in trials(recipe):
        assert {each.label for each in kept.packages} >= {f"package {each.letter}" for each in deal.discussed}
        for package in (*kept.packages, *kept.nash, *kept.kalai_smorodinsky):
            x = at(truth, package)
            assert package.chance == truth.chance(x)
            assert package.expected == {party: truth.gain(party, x) for party in truth.truth.consenting}
            assert package.refused_by == truth.refusing(x)
            likelier = {y for y in one_changed(kept, truth, x) if truth.chance(y) > package.chance}
            told = [at(truth, replace(package, package=changed(package, each))) for each in package.changes]
            assert set(told) <= likelier
            assert len(told) == min(MOST_CHANGES, len(likelier))
            for change, y in zip(package.changes, told, strict=True):
                assert change.chance == truth.chance(y)
                assert change.refused_by == truth.refusing(y)
                assert dict(change.gain) == {party: truth.gain(party, y) for party in truth.truth.consenting}


def changed(package: KeptPackage, change: KeptChange) -> dict[str, Option]:
    return {**package.package, change.issue: change.option}


def one_changed(kept: KeptDeal, truth: KeptTruth, x: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Return the feasible packages that differ from one in one of the issues on which the chance depends."""
    places = [list(truth.truth.case.issues).index(issue) for issue in kept.issues]
    apart = {
        y: [place for place, (mine, other) in enumerate(zip(x, y, strict=True)) if mine != other]
        for y in truth.truth.feasible
    }
    return {y for y, differing in apart.items() if len(differing) == 1 and differing[0] in places}


def test_solutions_have_changes_too() -> None:
    solved = [
        each for recipe in KINDS for _, kept, _ in trials(recipe) for each in (*kept.nash, *kept.kalai_smorodinsky)
    ]
    assert sum(bool(each.changes) for each in solved) >= 10


@each_kind
def test_draws(recipe: Recipe) -> None:
    """In each draw a zone exists exactly where some package is acceptable as it is expected to be kept."""
    for deal, kept, truth in trials(recipe)[:6]:
        case, count = truth.truth.case, truth.truth.count
        problem = compile_case(case, count)
        first, second = Draws(7, DRAWS), Draws(7, DRAWS, "judging candidates")
        explored, fresh = draw_case(problem, first), draw_case(problem, second)
        none = np.zeros((0, len(case.issues)), dtype=np.int64)
        found = kept_over_draws(problem, kept, (first, explored), (second, fresh), none, count=count)
        assert kept.packages == (analyse_kept(problem, deal) or kept).packages
        paths = chance_paths(truth.kept)
        # Between what is certainly and what is perhaps acceptable lie rounded millionths only.
        least, most = np.zeros(DRAWS, dtype=bool), np.zeros(DRAWS, dtype=bool)
        for x in truth.truth.feasible:
            if x == truth.truth.status_quo:
                continue
            chance = truth.kept.chances[truth.place(x)].kept
            k = values(chance, first, paths[truth.place(x)])
            sure, perhaps = np.ones(DRAWS, dtype=bool), np.ones(DRAWS, dtype=bool)
            for party in problem.consenting:
                no_deal = explored.no_deal[party] / UNIT
                given = truth.kept.if_broken[party]
                broken = values(given if isinstance(given, Estimate) else given.plus, first, broken_path(party))
                broken = broken if isinstance(given, Estimate) else broken + no_deal
                points = explored.utility(party, np.array([x]), slice(0, DRAWS))[:, 0] / UNIT
                margin = k * points + (1 - k) * broken - no_deal
                sure &= margin > 1e-4
                perhaps &= margin > -1e-4
                for line in problem.red_lines:
                    crossed = not line.constraint.allowed[tuple(x[v] for v in line.constraint.scope)]
                    if line.party == party and crossed:
                        sure &= ~explored.held[line.position]
                        perhaps &= ~explored.held[line.position]
            least |= sure
            most |= perhaps
        assert least.sum() <= found.zopa_draws <= most.sum()
        assert max(found.by_chance, default=0) <= found.zopa_draws <= sum(found.by_chance)
        assert found.by_chance_draws == DRAWS


def values(estimate: Estimate, draws: Draws, path: str) -> np.ndarray:
    if estimate.low == estimate.high:
        return np.full(draws.count, float(estimate.low))
    return drawn(estimate, draws.column(path))


def test_certain_promises_change_nothing() -> None:
    for recipe in KINDS:
        sample = seeded_sample(recipe, 0)
        case = promised(sample.case, Random(3))
        assert case.kept is not None
        sure = type(case.kept)((type(case.kept.chances[0])(None, Estimate.point(Fraction(1))),), case.kept.if_broken)
        deal = analyse_deal(replace(case, kept=sure), count=sample.count)
        if deal.kept is not None:
            assert deal.kept.zopa == deal.zopa
            assert all(each.expected == each.on_paper for each in deal.kept.packages)


def test_keeping_names_the_chance_of_a_package() -> None:
    sample = seeded_sample(KINDS[0], 1)
    case = promised(sample.case, Random(5))
    keeping = Keeping.of(compile_case(case, sample.count))
    truth = KeptTruth(Truth(case, sample.count))
    rows = np.array(truth.truth.outcomes, dtype=np.int64)
    assert keeping.counting(rows).tolist() == [truth.place(x) for x in truth.truth.outcomes]
    assert all(option_text(option) for issue in case.issues.values() for option in issue.options)


TRUCE = """\
case: A truce at the mill
parties: [north, south]
issues:
  truce: {options: [none, thirty days, open], status_quo: none}
  monitor: {options: [none, joint, outside], status_quo: none}
  toll: {from: 0, to: 4, step: 1, status_quo: 0}
preferences:
  north:
    weights: {truce: 40, monitor: 20, toll: 40}
    values: {truce: {none: 0, thirty days: 60, open: 100}, monitor: {none: 100, joint: 70, outside: 0}, toll: {0: 0, 4: 100}}
    no_deal: 40
  south:
    weights: {truce: 50, monitor: 20, toll: 30}
    values: {truce: {none: 0, thirty days: 70, open: 100}, monitor: {none: 0, joint: 70, outside: 100}, toll: {0: 100, 4: 0}}
    no_deal: 45
ceasefire:
  package: {truce: thirty days}
  term: {issue: truce, days: {none: none, thirty days: 30, open: none}, most: 2}
  rates:
    accident: 0.2
    detection: 0.6
    attribution: 0.3
    strain: {accident: 0.05, violation: 0.6, unexplained: 0.5}
    resolution: 0.1
    retaliation: 0.1
    collapse: {strained: 0.01, suspended: 0.1}
    renewal: {holding: 0.8, strained: 0.4, suspended: 0.1}
  changes:
    - {if: {monitor: [joint, outside]}, rates: {attribution: 0.9}}
    - {if: {monitor: outside, truce: open}, times: {resolution: 3}}
kept:
  ceasefire_day: 90
  if_broken: {north: {no_deal_plus: -10}, south: 20}
"""


def test_where_a_ceasefire_tells_it_each_package_has_the_chance_of_its_own_terms() -> None:
    case = read_text(TRUCE).case
    deal = analyse_deal(case)
    kept, truth = deal.kept, Truth(case)
    assert kept is not None
    broken = {"north": Fraction(30), "south": Fraction(20)}
    chances: dict[tuple[int, ...], Fraction] = {}
    for x in truth.feasible:
        settled = dict(zip(case.issues, x, strict=True))
        calendar = Truce(case, settled).calendar(central_number)
        chances[x] = Fraction(round((1 - float(outcome(calendar, 90).collapsed)) * 10**6), 10**6)
    assert len({chances[x] for x in truth.feasible}) == len({each.chance for each in kept.chances}) > 4

    def gain(party: str, x: tuple[int, ...]) -> Fraction:
        return chances[x] * truth.utility(party, x) + (1 - chances[x]) * broken[party] - truth.no_deal[party]

    fine = [x for x in truth.feasible if x != truth.status_quo and min(gain(p, x) for p in case.parties) >= 0]
    assert kept.zopa == bool(fine)
    products = {x: gain("north", x) * gain("south", x) for x in fine}
    best = [x for x in fine if products[x] == max(products.values())]
    assert [dict(each.package) for each in kept.nash] == [truth.named(x) for x in best]
    for package in kept.packages:
        x = tuple(case.issues[name].options.index(option) for name, option in package.package.items())
        assert package.expected == {party: gain(party, x) for party in case.parties}


def test_the_first_chance_whose_words_fit_a_package_is_its_own() -> None:
    # The words of a chance name what holds, and not what does not: "truce: open" alone is a truce without a monitor.
    case = read_text(TRUCE).case
    keeping, truth = Keeping.of(compile_case(case)), Truth(case)
    counted: set[int] = set()
    for x in truth.feasible:
        package = {issue: str(option) for issue, option in truth.named(x).items()}
        own = int(keeping.counting(np.array([x]))[0])
        assert next(place for place in keeping.chances if fits(keeping.said[place].when, package)) == own
        counted.add(own)
    assert len(counted) > 4


def fits(when: str, package: Mapping[str, str]) -> bool:
    """Return whether conditions in words hold for a package."""
    conditions = [each.partition(": ") for each in re.split("; |, ", when) if each]
    return all(package[issue] in options.split(" or ") for issue, _, options in conditions)


def test_over_draws_a_ceasefire_tells_it_anew_each_time() -> None:
    ranged = TRUCE.replace("accident: 0.2", "accident: 0.1..0.5").replace("no_deal: 40", "no_deal: 30..50")
    case = read_text(ranged).case
    problem, draws = compile_case(case), Draws(3, 60)
    drawn_case = draw_case(problem, draws)
    keeping = draw_keeping(Keeping.of(problem), drawn_case, draws)
    accident = values(case.ceasefire.rates["accident"], draws, "ceasefire.rates.accident")  # type: ignore[union-attr]
    for place in keeping.keeping.chances:
        truce = keeping.keeping.truce_of(place)
        for number in range(0, 60, 7):
            # One draw written into the case as if it were sure.
            fixed = read_text(TRUCE.replace("accident: 0.2", f"accident: {accident[number]:.12f}")).case
            calendar = Truce(fixed, truce.package).calendar(central_number)
            expected = 1 - float(outcome(calendar, 90).collapsed)
            assert abs(int(keeping.chances[place][number]) / 10**6 - expected) < 2e-6


def test_what_sets_a_ceasefire_apart_is_said_once() -> None:
    """Two changes may share a condition, and one condition may hold wherever another does: neither tells more."""
    twice = "    - {if: {monitor: [outside, joint]}, times: {collapse: 0.9}}\nkept:"
    found = read_text(TRUCE.replace("kept:", twice))
    kept = analyse_deal(found.case).kept
    assert kept is not None
    assert {each.when for each in kept.chances} == {
        "truce: none or open",
        "truce: thirty days",
        "monitor: joint or outside; truce: none or open",
        "monitor: joint or outside; truce: thirty days",
        "monitor: outside, truce: open",
    }
