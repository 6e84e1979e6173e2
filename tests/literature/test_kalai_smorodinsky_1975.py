"""Two bargaining pairs of which the second is better for one player (Kalai and Smorodinsky 1975).

Source: Ehud Kalai and Meir Smorodinsky, Other solutions to Nash's bargaining problem, Econometrica 43(3), 1975,
513-518. Their case against Nash's solution compares two sets, both with (0, 0) as the point of no agreement: the
convex hull of (0, 1), (3/4, 3/4) and (1, 0), and that of (0, 1) and (1, 0.7) with all below. The two sets are quoted as
we recall them, since the paper was not at hand; every solution below follows from the definitions by the arithmetic
shown.

Where it differs from its source: points are those of the paper times 100, and each edge is cut into 100 or 130 equal
steps, so that the set is finite. The steps are chosen so that the exact solutions are among them.
"""

from __future__ import annotations

from fractions import Fraction

from detente.results import Outcome
from literature.menu import curve_text, deal_of, menu_text

# The first player's points and the second player's, along the efficient edge.
FIRST = curve_text(200, [{0: 0, 100: 75, 200: 100}, {0: 100, 100: 75, 200: 0}], [0, 0])
SECOND = curve_text(130, [{0: 0, 130: 100}, {0: 100, 130: 70}], [0, 0])


def points(outcomes: tuple[Outcome, ...]) -> tuple[Fraction, Fraction]:
    (outcome,) = outcomes
    return outcome.utility["one"], outcome.utility["two"]


def test_the_second_set_is_better_for_the_second_player():
    # Whatever the first player demands, more is left: on the edges, 100 - x/3 (then 300 - 3x) against 100 - 0.3 x.
    for x in range(1, 101):
        left = min(Fraction(100) - Fraction(x, 3), Fraction(300 - 3 * x))
        assert Fraction(100) - Fraction(3 * x, 10) > left
    first, second = deal_of(FIRST), deal_of(SECOND)
    assert first.ideal == second.ideal == {"one": 100, "two": 100}


def test_nash_gives_the_second_player_less_in_the_better_set():
    # First set: x y is largest at the corner, since 100 - x/3 + x (-1/3) > 0 > 300 - 3x + x (-3) at x = 75.
    # Second set: x (100 - 0.3 x) rises up to x = 166, so the end (100, 70) is best.
    assert points(deal_of(FIRST).solutions.nash) == (75, 75)
    assert points(deal_of(SECOND).solutions.nash) == (100, 70)


def test_kalai_smorodinsky_gives_the_second_player_more():
    # Both ideals are 100, so the solution lies where both have the same: x = 100 - 0.3 x, x = 1000/13.
    assert points(deal_of(FIRST).solutions.kalai_smorodinsky) == (75, 75)
    assert points(deal_of(SECOND).solutions.kalai_smorodinsky) == (Fraction(1000, 13), Fraction(1000, 13))


def test_shares_are_of_the_ideal_gain_so_that_units_do_not_matter():
    # The second player's points halved: the ideal is 50, the solution keeps equal shares of 100 and 50.
    halved = curve_text(130, [{0: 0, 130: 100}, {0: 50, 130: 35}], [0, 0])
    assert points(deal_of(halved).solutions.kalai_smorodinsky) == (Fraction(1000, 13), Fraction(500, 13))


def test_gains_count_from_the_point_of_no_agreement():
    # No agreement at (40, 0) in the second set: 1 can gain up to 60. The least that 2 is left with stays 70, the most
    # is 100 - 0.3 * 40 = 88. Equal shares: (x - 40)/60 = (100 - 0.3 x)/88, so 106 x = 9520.
    text = curve_text(530, [{0: 0, 530: 100}, {0: 100, 530: 70}], [40, 0])
    assert points(deal_of(text).solutions.kalai_smorodinsky) == (Fraction(9520, 106), 100 - Fraction(2856, 106))


# The corners of both sets alone: between them lie lotteries.
CORNERS = {"a": (0, 100), "b": (75, 75), "c": (100, 0)}, {"a": (0, 100), "d": (100, 70)}


def mean(text: str, name: str) -> tuple[Fraction, Fraction]:
    found = deal_of(text).lotteries
    assert found is not None
    lottery = {"nash": found.nash, "kalai_smorodinsky": found.kalai_smorodinsky}[name]
    assert lottery.excess == 0
    return lottery.utility["one"], lottery.utility["two"]


def test_lotteries_between_the_corners_give_the_exact_solutions():
    first, second = (menu_text(corners) for corners in CORNERS)
    assert mean(first, "nash") == mean(first, "kalai_smorodinsky") == (75, 75)
    assert mean(second, "nash") == (100, 70)
    assert mean(second, "kalai_smorodinsky") == (Fraction(1000, 13), Fraction(1000, 13))
