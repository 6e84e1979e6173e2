"""The Shapley value against the mean over all orders, and against its axioms."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import factorial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.errors import LimitError, UsageError
from detente.solvers.shapley import shapley_value

Worths = NDArray[Any]


def game(seed: int, players: int | None = None) -> Worths:
    rng = np.random.default_rng(seed)
    players = players or int(rng.integers(1, 7))
    drawn = rng.integers(-9, 100, 1 << players)
    drawn[0] = 0
    return drawn


def over_all_orders(worths: Worths) -> list[Fraction]:
    players = len(worths).bit_length() - 1
    added = [Fraction(0)] * players
    for order in permutations(range(players)):
        together = 0
        for player in order:
            added[player] += Fraction(worths[together | 1 << player]) - Fraction(worths[together])
            together |= 1 << player
    return [entry / factorial(players) for entry in added]


@pytest.mark.parametrize("block", range(4), ids=lambda block: f"seeds-{block * 50}-to-{block * 50 + 49}")
def test_it_is_the_mean_over_all_orders(block: int):
    for seed in range(block * 50, block * 50 + 50):
        worths = game(seed)
        expected = over_all_orders(worths.astype(object))
        assert shapley_value(worths) == expected, seed
        assert shapley_value(worths.astype(np.float64)) == pytest.approx([float(entry) for entry in expected]), seed
        halves = np.array([Fraction(int(entry), 7) for entry in worths], dtype=object)
        assert shapley_value(halves) == [entry / 7 for entry in expected], seed


@pytest.mark.parametrize("players", [1, 2, 3, 9, 16])
def test_everything_is_shared_out(players: int):
    worths = game(players, players)
    found = shapley_value(worths)
    assert len(found) == players
    assert sum(found) == int(worths[-1])


def test_who_adds_nothing_has_nothing_and_equals_have_the_same():
    sets = np.arange(1 << 12)
    # Players 0 to 4 count alike, 5 adds 7 wherever it joins, the others nothing.
    worths = np.bitwise_count(sets & 31).astype(np.int64) ** 2 + 7 * (sets >> 5 & 1)
    assert shapley_value(worths) == [5, 5, 5, 5, 5, 7, 0, 0, 0, 0, 0, 0]


def test_values_of_two_games_add_up():
    one, two = game(1, 8), game(2, 8)
    together = [a + b for a, b in zip(shapley_value(one), shapley_value(two), strict=True)]
    assert shapley_value(one + two) == together


def test_worths_beyond_64_bits_stay_exact():
    worths = np.array([0, 2**62, -(2**62), 2**62 + 1])
    assert shapley_value(worths) == over_all_orders(worths.astype(object))
    assert sum(shapley_value(worths)) == 2**62 + 1


@pytest.mark.parametrize("worths", [[0, 1, 2], [1, 2], [[0, 1], [1, 2]]])
def test_what_is_no_game_is_refused(worths: list[Any]):
    with pytest.raises(UsageError):
        shapley_value(np.array(worths))


def test_more_than_16_players_are_refused():
    with pytest.raises(LimitError, match="more than 16 players"):
        shapley_value(np.zeros(1 << 17, dtype=np.int64))
