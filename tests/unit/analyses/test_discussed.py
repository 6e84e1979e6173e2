"""The packages worth discussing: what is said of them holds against all that stand before them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.analyses import analyse_deal
from detente.results import Deal, Discussed
from oracle.generate import RECIPES, Recipe, seeded_sample

SEVERAL = [recipe for recipe in RECIPES if recipe.name in ("additive", "linked", "decimals", "four parties")]


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
