"""Adjusted winner against all ways to divide items with at most one of them split."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from detente.errors import UsageError
from detente.solvers.adjusted_winner import AdjustedWinner, adjusted_winner

BLOCKS = pytest.mark.parametrize("block", range(4), ids=lambda block: f"seeds-{block * 50}-to-{block * 50 + 49}")


def values(seed: int) -> list[list[int]]:
    rng = np.random.default_rng(seed)
    while True:
        drawn = rng.integers(0, int(rng.choice([2, 4, 30])), (2, int(rng.integers(1, 7)))).tolist()
        if all(map(sum, drawn)):
            return drawn


def of_a_hundred(row: list[int]) -> list[Fraction]:
    return [Fraction(100 * entry, sum(row)) for entry in row]


def best_equal_points(rows: list[list[int]]) -> Fraction:
    """Return the most points that both can have alike, one item split at most."""
    first, second = map(of_a_hundred, rows)
    best = Fraction(-1)
    for split in range(len(first)):
        rest = [item for item in range(len(first)) if item != split]
        for sides in product((0, 1), repeat=len(rest)):
            one = sum(first[item] for item, side in zip(rest, sides, strict=True) if side == 0)
            two = sum(second[item] for item, side in zip(rest, sides, strict=True) if side == 1)
            # one + t first = two + (1 - t) second
            both = first[split] + second[split]
            if both == 0:
                if one == two:
                    best = max(best, Fraction(one))
                continue
            part = (two + second[split] - one) / both
            if 0 <= part <= 1:
                best = max(best, one + part * first[split])
    return best


def worth(row: list[Fraction], parts: list[Fraction]) -> Fraction:
    return sum((part * entry for part, entry in zip(parts, row, strict=True)), start=Fraction(0))


def received(rows: list[list[int]], found: AdjustedWinner) -> tuple[Fraction, Fraction]:
    first, second = map(of_a_hundred, rows)
    return worth(first, list(found.shares)), worth(second, [1 - share for share in found.shares])


@BLOCKS
def test_it_gives_both_the_most_that_both_can_have(block: int):
    for seed in range(block * 50, block * 50 + 50):
        rows = values(seed)
        found = adjusted_winner(rows)
        assert found.points == received(rows, found), seed
        assert found.points[0] == found.points[1] == best_equal_points(rows), seed
        # Nobody would rather have the other's part.
        assert found.points[0] >= 50


@BLOCKS
def test_no_division_is_better_for_both(block: int):
    for seed in range(block * 50, block * 50 + 50):
        rows = values(seed)
        found = adjusted_winner(rows)
        first, second = map(of_a_hundred, rows)
        # An efficient division takes nothing from one who wants it more, relative to a price that parts the items:
        # whoever has some of an item has at least the ratio of whatever the other has some of.
        kept = [item for item, share in enumerate(found.shares) if share > 0 and first[item]]
        given = [item for item, share in enumerate(found.shares) if share < 1 and second[item]]
        assert all(first[mine] * second[theirs] >= first[theirs] * second[mine] for mine in kept for theirs in given), (
            seed
        )
        # Nor does anything lie with one who does not want it while the other does.
        assert all(first[item] or not second[item] for item, share in enumerate(found.shares) if share > 0), seed
        assert all(second[item] or not first[item] for item, share in enumerate(found.shares) if share < 1), seed


@BLOCKS
def test_it_tells_how_it_came_about(block: int):
    for seed in range(block * 50, block * 50 + 50):
        rows = values(seed)
        found = adjusted_winner(rows)
        first, second = map(of_a_hundred, rows)
        assert found.tied == tuple(item for item in range(len(first)) if first[item] == second[item])
        for item, winner in enumerate(found.winners):
            assert item in found.tied or winner == int(second[item] > first[item])
        assert len({found.winners[item] for item in found.tied}) <= 1
        assert len({found.winners[item] for item in found.moved}) <= 1
        changed = {item for item, share in enumerate(found.shares) if share != 1 - found.winners[item]}
        assert changed == set(found.moved), seed
        splits = [item for item, share in enumerate(found.shares) if 0 < share < 1]
        assert splits == ([] if found.split is None else [found.split]), seed
        assert found.split in {None, *found.moved[-1:]}
        assert adjusted_winner(rows[::-1]).points == found.points


def test_fractions_and_scales_make_no_difference():
    found = adjusted_winner([[Fraction(1, 3), Fraction(1, 6)], [4, 8]])
    assert found == adjusted_winner([[2, 1], [1, 2]])
    assert found.points == (Fraction(200, 3), Fraction(200, 3))
    assert (found.moved, found.split) == ((), None)


def test_items_wanted_alike_go_to_whoever_is_behind():
    assert adjusted_winner([[60, 20, 20], [40, 40, 20]]).winners == (0, 1, 1)
    assert adjusted_winner([[50, 50], [50, 50]]).winners == (0, 0)


@pytest.mark.parametrize("rows", [[[1, 2]], [[1, 2], [3]], [[1, -1], [1, 1]], [[0, 0], [1, 1]]])
def test_what_cannot_be_divided_is_refused(rows: list[list[int]]):
    with pytest.raises(UsageError):
        adjusted_winner(rows)
