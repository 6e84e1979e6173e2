"""Plausible faults, planted in the solvers one at a time: the comparison with the oracle must see each of them."""

# pyright: reportPrivateUsage=false
# A mutant reaches inside the solver that it alters.

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from detente.analyses import analyse_deal
from detente.solvers import bargaining, dominance, frontier, message, reach
from oracle import compare
from oracle.brute import Truth
from oracle.generate import RECIPES, seeded_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from detente.solvers.network import Integers
    from oracle.generate import Sample

KINDS = {"ties", "linked", "ruled", "red lines", "tangled", "no deal", "mediated", "four parties"}
SEEDS = dict.fromkeys(KINDS, 6) | {"mirrored": 40}

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Asked:
    sample: Sample
    truth: Truth


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    """Eighty-eight cases with their true answers, the same for every mutant."""
    found = [seeded_sample(recipe, seed) for recipe in RECIPES for seed in range(SEEDS.get(recipe.name, 0))]
    return [Asked(sample, Truth(sample.case, sample.count)) for sample in found]


def faults(asked: list[Asked]) -> Iterator[str]:
    for one in asked:
        try:
            deal = analyse_deal(one.sample.case, count=one.sample.count)
        except (ArithmeticError, AssertionError, LookupError, ValueError) as error:
            yield f"{one.sample.name}: {error!r}"
        else:
            yield from compare.differences(deal, one.truth)


def replace_everywhere(patch: Patch, original: Callable[..., Any], wrong: Callable[..., Any]) -> None:
    """Put `wrong` in place of a function in every module of the package that knows it by some name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("detente."):
            for attribute, held in list(vars(module).items()):
                if held is original:
                    patch.setattr(module, attribute, wrong)


def equal_vectors_lose_their_packages(patch: Patch) -> None:
    def wrong(vectors: Integers, group: NDArray[np.int64], objectives: int) -> dominance.Survivors:
        found = prune(vectors, group, objectives)
        return dominance.Survivors(found.first, np.arange(len(found.first) + 1))

    prune = dominance.prune
    replace_everywhere(patch, prune, wrong)


def weakly_dominated_vectors_stay(patch: Patch) -> None:
    def wrong(group: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
        lifted = second + group * (int(second.max()) + 1)
        keep = np.ones(len(lifted), dtype=np.bool_)
        keep[1:] = lifted[1:] >= np.maximum.accumulate(lifted)[:-1]
        return keep

    replace_everywhere(patch, dominance._staircase, wrong)


def a_vector_on_the_threshold_is_refused(patch: Patch) -> None:
    def wrong(search: frontier._Search, *arguments: Any) -> Any:
        above = tuple(None if least is None else least + 1 for least in search.thresholds)
        return settle(replace(search, thresholds=above), *arguments)

    settle = frontier._Search.settle
    patch.setattr(frontier._Search, "settle", wrong)


def a_bound_is_one_unit_too_tight(patch: Patch) -> None:
    def wrong(reaches: reach.Reaches, *arguments: Any) -> reach.Reach:
        found = right(reaches, *arguments)
        return replace(found, high=found.high - (found.high > found.low))

    right = reach.Reaches._reach
    patch.setattr(reach.Reaches, "_reach", wrong)


def a_message_forgets_a_variable_of_its_separator(patch: Patch) -> None:
    def wrong(
        search: frontier._Search, scope: Sequence[int], key: NDArray[np.int64], onto: Sequence[int]
    ) -> NDArray[np.int64]:
        found = flat(search, scope, key, onto)
        if not onto or tuple(scope) == tuple(onto):
            return found
        size = search.network.sizes[onto[-1]]
        return found // size * size

    flat = frontier._Search.flat
    patch.setattr(frontier._Search, "flat", wrong)


def a_back_pointer_is_off_by_one(patch: Patch) -> None:
    def wrong(search: frontier._Search, *arguments: Any) -> message.Message | None:
        found = join(search, *arguments)
        return found and replace(found, left=np.maximum(found.left - 1, 0))

    join = frontier._Search.join
    patch.setattr(frontier._Search, "join", wrong)


def counts_take_the_largest_part_instead_of_the_sum(patch: Patch) -> None:
    def wrong(ways: message.Ways, leaf: Any, combine: np.ufunc, reduce: np.ufunc) -> Integers:
        return fold(ways, leaf, combine, np.maximum if reduce is np.add else reduce)

    fold = message.Ways.fold
    patch.setattr(message.Ways, "fold", wrong)


def leximin_looks_at_the_worst_off_only(patch: Patch) -> None:
    def wrong(values: Integers, units: Any) -> NDArray[np.int64]:
        least = bargaining._common(values, units).min(axis=1)
        return np.flatnonzero(least == least.max())

    replace_everywhere(patch, bargaining.leximin, wrong)


def only_one_of_several_best_products_is_kept(patch: Patch) -> None:
    def wrong(values: Integers) -> tuple[NDArray[np.int64], int]:
        rows, best = best_product(values)
        return rows[:1], best

    best_product = bargaining.best_product
    replace_everywhere(patch, best_product, wrong)


MUTANTS = [
    equal_vectors_lose_their_packages,
    weakly_dominated_vectors_stay,
    a_vector_on_the_threshold_is_refused,
    a_bound_is_one_unit_too_tight,
    a_message_forgets_a_variable_of_its_separator,
    a_back_pointer_is_off_by_one,
    counts_take_the_largest_part_instead_of_the_sum,
    leximin_looks_at_the_worst_off_only,
    only_one_of_several_best_products_is_kept,
]


def test_the_engine_as_it_is_passes(asked: list[Asked]) -> None:
    assert list(faults(asked)) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.__name__.replace("_", "-") for mutant in MUTANTS])
def test_a_planted_fault_is_seen(mutant: Callable[[Patch], None], asked: list[Asked], monkeypatch: Patch) -> None:
    mutant(monkeypatch)
    assert next(faults(asked), None) is not None
