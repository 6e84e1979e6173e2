"""The value of a game with side payments (Shapley 1953).

Source: Lloyd S. Shapley, A value for n-person games, in Contributions to the Theory of Games II, Princeton University
Press, 1953, 307-317; and for votes Lloyd S. Shapley and Martin Shubik, A method for evaluating the distribution of power
in a committee system, American Political Science Review 48(3), 1954, 787-792. The papers were not at hand. The
values of the Security Council are those commonly given, 4/2145 for a member without a veto since 1966; both are
counted again here, as are those of the other games.

Where it differs from its source: abstaining is left out, as it is in the literature on the Council.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial

import numpy as np
import pytest

from detente.solvers.shapley import shapley_value


def council(permanent: int, others: int, needed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return 1 for each set with all permanent members, `needed` members in all; members with a veto come first."""
    sets = np.arange(1 << (permanent + others))
    vetoes = (1 << permanent) - 1
    return ((sets & vetoes == vetoes) & (np.bitwise_count(sets) >= needed)).astype(np.int64)


def test_the_security_council_of_fifteen():
    found = shapley_value(council(5, 10, 9))
    assert found == [Fraction(421, 2145)] * 5 + [Fraction(4, 2145)] * 10


def test_the_security_council_of_eleven():
    found = shapley_value(council(5, 6, 7))
    assert found == [Fraction(76, 385)] * 5 + [Fraction(1, 462)] * 6
    # Whoever has no veto turns the vote only as the seventh, with all five before it and one other.
    assert found[-1] == Fraction(comb(5, 1) * factorial(6) * factorial(4), factorial(11))


def test_one_right_glove_among_two_left_ones():
    # Players 0 and 1 have a left glove each, 2 the right one; a pair is worth 1.
    worths = [int(k & 4 and k & 3 and 1) for k in range(8)]
    assert shapley_value(np.array(worths)) == [Fraction(1, 6), Fraction(1, 6), Fraction(2, 3)]


def test_a_majority_of_weights_is_no_share_of_weights():
    # Weights 2, 1, 1 of 4, and 3 needed: the first is needed always, and one of the others.
    weights = (2, 1, 1)
    worths = [int(sum(weight for i, weight in enumerate(weights) if k >> i & 1) >= 3) for k in range(8)]
    assert shapley_value(np.array(worths)) == [Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)]


@pytest.mark.parametrize("players", [2, 3, 5, 8])
def test_bargaining_of_all_shares_equally(players: int):
    # Only all together are worth something: a pure bargaining game.
    worths = np.zeros(1 << players, dtype=np.int64)
    worths[-1] = 1
    assert shapley_value(worths) == [Fraction(1, players)] * players
