"""Batches of seeded cases, each answered once by the engine and once by the oracle."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from detente.analyses import analyse_deal
from detente.results import Deal
from oracle.brute import Truth
from oracle.generate import RECIPES, Recipe, seeded_sample

BATCH = 10
BATCHES_PER_RECIPE = 3


@dataclass(frozen=True)
class Trial:
    """One case with the engine's answer and the truth."""

    name: str
    deal: Deal
    truth: Truth


def batch_name(asked: tuple[Recipe, int]) -> str:
    recipe, number = asked
    return f"{recipe.name.replace(' ', '-')}-{number * BATCH}-to-{number * BATCH + BATCH - 1}"


@pytest.fixture(
    scope="session", params=[(recipe, k) for recipe in RECIPES for k in range(BATCHES_PER_RECIPE)], ids=batch_name
)
def batch(request: pytest.FixtureRequest) -> list[Trial]:
    """Ten cases of one kind; a session's tests are ordered so that each is computed once."""
    recipe, number = request.param
    trials: list[Trial] = []
    for seed in range(number * BATCH, number * BATCH + BATCH):
        sample = seeded_sample(recipe, seed)
        deal = analyse_deal(sample.case, count=sample.count)
        trials.append(Trial(f"{recipe.name}/{seed}", deal, Truth(sample.case, sample.count)))
    return trials
