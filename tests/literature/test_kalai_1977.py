"""Equal gains, larger sets and agreements by steps (Kalai 1977).

Source: Ehud Kalai, Proportional solutions to bargaining situations: interpersonal utility comparisons, Econometrica
45(7), 1977, 1623-1630. What is tested are its properties: monotonicity (in a larger set nobody gets less), agreement
by steps (to settle a part first and bargain on from there changes nothing), and that the solution does compare
points between parties. The paper's own sets were not at hand; the sets here are ours or those of Kalai and
Smorodinsky (1975), and every solution follows from the definition by the arithmetic shown.

Where it differs from its source: edges are cut into equal steps, and proportions are always equal (egalitarian).
"""

from __future__ import annotations

from fractions import Fraction

from detente.results import Outcome
from literature.menu import curve_text, deal_of

Curve = list[dict[int, int | float]]
INNER: Curve = [{0: 0, 100: 75, 200: 100}, {0: 100, 100: 75, 200: 0}]
OUTER: Curve = [{0: 0, 130: 100}, {0: 100, 130: 70}]


def points(outcomes: tuple[Outcome, ...]) -> tuple[Fraction, Fraction]:
    (outcome,) = outcomes
    return outcome.utility["one"], outcome.utility["two"]


def test_gains_are_equal():
    # x = 100 - 0.3 x.
    assert points(deal_of(curve_text(130, OUTER, [0, 0])).solutions.egalitarian) == (Fraction(1000, 13),) * 2
    # From (20, 10): x - 20 = 90 - 0.3 x, 1.3 x = 110.
    solution = points(deal_of(curve_text(130, OUTER, [20, 10])).solutions.egalitarian)
    assert solution == (Fraction(1100, 13), Fraction(1100, 13) - 10)


def test_in_a_larger_set_nobody_gets_less_but_kalai_smorodinsky_may_give_less():
    # All of the line x + y = 100, and its half with x of at most 50.
    half = deal_of(curve_text(300, [{0: 0, 300: 50}, {0: 100, 300: 50}], [0, 0])).solutions
    whole = deal_of(curve_text(300, [{0: 0, 300: 100}, {0: 100, 300: 0}], [0, 0])).solutions
    assert points(half.egalitarian) == points(whole.egalitarian) == (50, 50)
    # Ideals of 50 and 100 in the half: x/50 = (100 - x)/100. The second player loses by the larger set.
    assert points(half.kalai_smorodinsky) == (Fraction(100, 3), Fraction(200, 3))
    assert points(whole.kalai_smorodinsky) == (50, 50)


def test_to_settle_a_part_first_changes_nothing():
    first = points(deal_of(curve_text(200, INNER, [0, 0])).solutions.egalitarian)
    assert first == (75, 75)
    at_once = deal_of(curve_text(130, OUTER, [0, 0])).solutions
    by_steps = deal_of(curve_text(130, OUTER, [75, 75])).solutions
    assert points(by_steps.egalitarian) == points(at_once.egalitarian)
    # Not so for Nash, which agrees on (75, 75) in the inner set too, and on (100, 70) in the outer one at once.
    assert points(at_once.nash) == (100, 70)
    assert min(points(by_steps.nash)) > 75


def test_the_solution_depends_on_the_units():
    # x + y = 100, and the same with the second player's points halved: x = (100 - x)/2. The others keep the package.
    whole = deal_of(curve_text(300, [{0: 0, 300: 100}, {0: 100, 300: 0}], [0, 0])).solutions
    halved = deal_of(curve_text(300, [{0: 0, 300: 100}, {0: 50, 300: 0}], [0, 0])).solutions
    assert whole.egalitarian[0].package == {"share": 150}
    assert halved.egalitarian[0].package == {"share": 100}
    for name in ("nash", "kalai_smorodinsky"):
        assert getattr(whole, name)[0].package == getattr(halved, name)[0].package == {"share": 150}
