"""Consent sets, tables and stages against writing out every package (rule C4)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest

from detente.analyses import analyse_deal
from detente.analyses.consent import consent_sets
from detente.analyses.draws import explore, zones
from detente.analyses.robust import score
from detente.case import Estimate, Table
from detente.ensemble import Draws, draw_case
from detente.errors import UsageError
from detente.problem import compile_case
from detente.results import Deal
from oracle import compare
from oracle.brute import efficient
from oracle.generate import RECIPES, Recipe, Sample, seeded_sample
from oracle.seated import SeatedTruth, random_table, shared_out

SHARED = [r for r in RECIPES if r.name not in ("large", "infeasible", "long weights", "vague", "in words")]
SEEDS = range(8)
TOPICS = (compare.facts, compare.frontiers, compare.solutions, compare.firm_only, compare.contests, compare.proposals)


@cache
def shared(recipe: Recipe, seed: int) -> tuple[Sample, list[Table | None]]:
    sample, rng = seeded_sample(recipe, seed), Random(seed)
    case = shared_out(sample.case, rng)
    tables = [None, Table("", (), stage="first"), random_table(case, rng), random_table(case, rng)]
    return replace(sample, case=case), tables


@cache
def asked(recipe: Recipe) -> list[SeatedTruth]:
    """Return what is true at every table."""
    found: list[SeatedTruth] = []
    for seed in SEEDS:
        sample, tables = shared(recipe, seed)
        for table in tables:
            count = tuple(name for name in sample.count if table is None or not table.parties or name in table.parties)
            found.append(SeatedTruth(sample.case, count, table))
    return found


def decided(recipe: Recipe) -> list[SeatedTruth]:
    """Return what is true wherever somebody decides something: that with which answers are compared."""
    return [truth for truth in asked(recipe) if truth.movable and truth.counted]


def answers(recipe: Recipe) -> list[tuple[Deal, SeatedTruth]]:
    """Return what is said and what is true, wherever somebody decides something."""
    for truth in asked(recipe):
        if not truth.movable or not truth.counted:
            with pytest.raises(UsageError):
                analyse_deal(truth.case, count=truth.count, table=truth.table)
    return [(analyse_deal(truth.case, count=truth.count, table=truth.table), truth) for truth in decided(recipe)]


@pytest.mark.parametrize("recipe", SHARED, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_every_table_equals_enumeration(recipe: Recipe) -> None:
    some = answers(recipe)
    assert len(some) >= len(SEEDS)
    wrong = [difference for deal, truth in some for topic in TOPICS for difference in topic(deal, truth)]
    assert wrong == []
    for deal, truth in some:
        for point in (*deal.frontier.points, *deal.acceptable_frontier.points):
            got = {each.party: (each.change, each.gain, each.red_lines) for each in point.bypassed}
            assert got == truth.bypassed(compare.positions(truth, point.package))


@pytest.mark.parametrize("recipe", SHARED, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_consent_sets_are_the_acceptable_packages_of_the_rule(recipe: Recipe) -> None:
    for seed in SEEDS:
        sample, (_, first, *_) = shared(recipe, seed)
        for stage in (None, first):
            truth = SeatedTruth(sample.case, sample.count, stage)
            if not truth.movable or not truth.counted:
                continue
            sets, _ = consent_sets(compile_case(sample.case, sample.count, stage), sample.count)
            deciders = {frozenset(truth.deciders(name)) for name in truth.movable}
            assert bool(sets) == (len(deciders) > 1)
            if not sets:
                continue
            asked = {who for who, _ in truth.by_rule}
            assert asked <= {frozenset(each.parties) for each in sets}
            assert any(each.zopa for each in sets) == bool(truth.by_rule)
            assert len({each.parties for each in sets}) == len(sets)
            for each in sets:
                count = tuple(name for name in sample.count if name in each.parties)
                whole = Table("", each.parties) if stage is None else replace(stage, parties=each.parties)
                alone = SeatedTruth(sample.case, count, whole)
                assert each.issues == alone.movable
                assert each.parties == alone.consenting
                assert each.zopa == bool(alone.acceptable)
                assert each.size == len(efficient(alone.acceptable_groups))
                vectors = [tuple(package.utility[party] for party in alone.counted) for package in each.packages]
                if each.zopa:
                    fair = alone.fair(alone.acceptable_groups)
                    assert vectors[0] in fair.nash
                    assert any(vector in fair.kalai_smorodinsky for vector in vectors)


@pytest.mark.parametrize("recipe", SHARED[::2], ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_draws_at_every_table_equal_a_plain_loop(recipe: Recipe) -> None:
    for seed in SEEDS[:5]:
        sample, tables = shared(recipe, seed)
        case = replace(
            sample.case,
            preferences={
                name: replace(given, then=Estimate(given.then.low - 5, given.then.high + 9)) if given.then else given
                for name, given in sample.case.preferences.items()
            },
        )
        for table in tables:
            truth = SeatedTruth(case, (), table)
            if not truth.movable or not truth.counted:
                continue
            problem = compile_case(case, (), table)
            drawn = draw_case(problem, Draws(seed, 6))
            rows = np.array(truth.feasible, dtype=np.int64).reshape(-1, len(problem.issues))
            accepted = score(problem, drawn, rows).accepted if len(rows) else np.zeros((6, 0), dtype=np.bool_)
            for draw in range(6):
                worth = {party: drawn.utility(party, rows, slice(draw, draw + 1))[0] for party in problem.consenting}
                for column, x in enumerate(truth.feasible):
                    yes = x != truth.status_quo
                    for party in truth.needed(x) & set(problem.consenting):
                        yes &= bool(worth[party][column] >= drawn.threshold(party)[draw])
                    for line in problem.red_lines:
                        if line.party in truth.needed(x) and drawn.held[line.position][draw]:
                            yes &= bool(line.constraint.allowed[tuple(x[v] for v in line.constraint.scope)])
                    assert accepted[draw, column] == yes
            some = accepted.any(axis=1)
            assert zones(drawn, slice(0, 6)).tolist() == some.tolist()
            assert explore(problem, drawn, slice(0, 6)).zopa.tolist() == some.tolist()


def test_three_hundred_cases_are_compared() -> None:
    assert sum(len(decided(recipe)) for recipe in SHARED) >= 300
