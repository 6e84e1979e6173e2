"""The packages worth discussing: what is said of them holds against all that stand before them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.analyses import analyse_deal
from detente.results import Deal, Discussed
from oracle.generate import RECIPES, Recipe, seeded_sample

SEVERAL = [recipe for recipe in RECIPES if recipe.name in ("additive", "linked", "decimals", "four parties")]
STUCK = next(recipe for recipe in RECIPES if recipe.name == "no deal")


def shares(deal: Deal, each: Discussed) -> dict[str, Fraction]:
    return {
        party: each.outcome.gain[party] / (deal.acceptable_ideal[party] - deal.no_deal[party])
        for party in deal.counted
        if deal.acceptable_ideal[party] > deal.no_deal[party]
    }


@pytest.mark.parametrize("recipe", SEVERAL, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_a_package_that_favours_a_side_gives_it_more_than_every_package_before(recipe: Recipe) -> None:
    favouring = 0
    for seed in range(25):
        deal = analyse_deal(seeded_sample(recipe, seed).case)
        for i, each in enumerate(deal.discussed):
            if each.favours:
                favouring += 1
                before = [shares(deal, other)[each.favours] for other in deal.discussed[:i]]
                assert shares(deal, each)[each.favours] > max(before)
    assert favouring


def test_what_comes_nearest_falls_short_by_no_more_than_a_way_out() -> None:
    nearest = 0
    for seed in range(60):
        deal = analyse_deal(seeded_sample(STUCK, seed).case)
        ways = {
            each.members[0].party: [way.shortfall[each.members[0].party] for way in each.ways]
            for each in deal.deadlock.relaxations
            if len(each.members) == 1 and each.members[0].kind == "no_deal"
        }
        for each in deal.discussed if not deal.zopa else ():
            if each.short in ways:
                nearest += 1
                assert -each.outcome.gain[each.short] == min(ways[each.short])
    assert nearest
