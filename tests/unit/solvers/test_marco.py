"""Minimal conflicts and corrections against every subset tried."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import combinations

import pytest

from detente.solvers.marco import MinimalSets, Oracle, minimal_sets

Sets = list[tuple[int, ...]]


def system(seed: int) -> tuple[int, Oracle, frozenset[int]]:
    """Return a number of members, what holds together in one of a few cases, and members never to be given up."""
    chance = random.Random(seed)
    size = chance.randint(1, 9)
    share = chance.choice([0.3, 0.6, 0.8])
    cases = [
        frozenset(m for m in range(size) if chance.random() < share) for _ in range(chance.choice([0, 1, 3, 6, 12]))
    ]
    never = frozenset(m for m in range(size) if chance.random() < 0.2)
    return size, lambda members: next((case for case in cases if members <= case), None), never


def every(size: int, held: Oracle, never: frozenset[int]) -> tuple[Sets, Sets]:
    """Return all minimal conflicts, and all minimal corrections without what is never given up."""
    subsets = [frozenset(chosen) for count in range(size + 1) for chosen in combinations(range(size), count)]
    possible = {chosen: held(chosen) is not None for chosen in subsets}
    whole = frozenset(range(size))
    conflicts = [s for s in subsets if not possible[s] and all(possible[s - {m}] for m in s)]
    corrections = [s for s in subsets if possible[whole - s] and not any(possible[whole - (s - {m})] for m in s)]
    return in_order(conflicts), in_order(s for s in corrections if not s & never)


def in_order(sets: Iterable[frozenset[int]]) -> Sets:
    return sorted((tuple(sorted(members)) for members in sets), key=lambda members: (len(members), members))


def kept(sets: Sets, most: int, largest: int) -> list[int]:
    """Return the sizes of what a limit leaves: the smallest sets, and one at least."""
    return [len(members) for members in [s for s in sets if len(s) <= largest][:most] or sets[:1]]


@pytest.mark.parametrize("seed", range(300))
def test_all_minimal_sets_are_found_and_no_others(seed: int):
    size, held, never = system(seed)
    conflicts, corrections = every(size, held, never)
    found = minimal_sets(size, held, never=never, most=1000, largest=size, searches=100_000)
    assert found == MinimalSets(tuple(conflicts), tuple(corrections), more=False)


@pytest.mark.parametrize(("most", "largest"), [(2, 9), (50, 1), (3, 2)])
def test_limits_keep_the_smallest(most: int, largest: int):
    cut = 0
    for seed in range(300):
        size, held, never = system(seed)
        conflicts, corrections = every(size, held, never)
        found = minimal_sets(size, held, never=never, most=most, largest=largest)
        assert set(found.conflicts) <= set(conflicts)
        assert set(found.corrections) <= set(corrections)
        assert [len(members) for members in found.conflicts] == kept(conflicts, most, largest)
        assert [len(members) for members in found.corrections] == kept(corrections, most, largest)
        left_out = len(found.conflicts) < len(conflicts) or len(found.corrections) < len(corrections)
        assert found.more or not left_out
        cut += left_out
    assert cut


def test_nothing_is_asked_beyond_the_allowance_and_what_was_found_is_minimal():
    asked: list[frozenset[int]] = []
    pairs = [{i, i + 1} for i in range(19)]

    def held(members: frozenset[int]) -> frozenset[int] | None:
        asked.append(members)
        return None if any(pair <= members for pair in pairs) else members

    found = minimal_sets(20, held, searches=12)
    assert len(asked) <= 2 * 12
    assert found.more
    assert all(set(members) in pairs for members in found.conflicts)


def test_the_same_question_has_the_same_answer():
    size, held, never = system(7)
    assert minimal_sets(size, held, never=never, most=2) == minimal_sets(size, held, never=never, most=2)


def test_what_can_hold_has_no_conflict_and_nothing_to_correct():
    assert minimal_sets(3, lambda members: members) == MinimalSets((), ((),), more=False)


def test_what_cannot_hold_even_empty_has_no_correction():
    assert minimal_sets(3, lambda _: None) == MinimalSets(((),), (), more=False)
