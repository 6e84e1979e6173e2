"""The value of perfect and of partial information in a problem of two acts (Raiffa 1968).

Source: Howard Raiffa, Decision Analysis: Introductory Lectures on Choices under Uncertainty, Addison-Wesley, 1968, the
problem of the urns: of 1,000 urns 800 are of one type (4 red balls, 6 black) and 200 of the other (9 red, 1 black);
one act pays 40 or -20 dollars, the other -5 or 100. Figures are quoted as we recall them, the book was not at hand;
the values of acts and information follow from them by the arithmetic shown.

Where it differs from its source: Raiffa's acts have payoffs in money. Here the two acts are to hold a thing true or
false, and a wrong verdict costs 1 either way, so that perfect information is worth min(p, 1 - p), in share of draws. The
tests compute both by one function. The third act of the source, to stay out for 0, is never best and left out.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.analyses.influence import evpi
from detente.io import read_text
from detente.results import Uncertainty
from detente.workspace import analyse
from literature.menu import menu_text

Payoffs = tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]

PRIOR = Fraction(800, 1000)
URNS: Payoffs = ((Fraction(40), Fraction(-20)), (Fraction(-5), Fraction(100)))
VERDICT: Payoffs = ((Fraction(0), Fraction(-1)), (Fraction(-1), Fraction(0)))
RED = (Fraction(4, 10), Fraction(9, 10))


def best(payoffs: Payoffs, first: Fraction) -> Fraction:
    """Return the expected payoff of the better act where the first state has a chance of `first`."""
    return max(first * act[0] + (1 - first) * act[1] for act in payoffs)


def perfect(payoffs: Payoffs, first: Fraction) -> Fraction:
    """Return what it is worth to know the state."""
    known = first * max(act[0] for act in payoffs) + (1 - first) * max(act[1] for act in payoffs)
    return known - best(payoffs, first)


def sample(payoffs: Payoffs) -> Fraction:
    """Return what it is worth to see the colour of one ball, by Bayes' rule."""
    value = Fraction(0)
    for chances in (RED, tuple(1 - red for red in RED)):
        colour = PRIOR * chances[0] + (1 - PRIOR) * chances[1]
        value += colour * best(payoffs, PRIOR * chances[0] / colour)
    return value - best(payoffs, PRIOR)


def test_the_problem_of_the_urns():
    # 0.8 * 40 - 0.2 * 20 = 28 against -0.8 * 5 + 0.2 * 100 = 16; with perfect information 0.8 * 40 + 0.2 * 100 = 52.
    assert best(URNS, PRIOR) == 28
    assert perfect(URNS, PRIOR) == 24
    # Red (chance 0.5): 0.64, so the second act at 32.8; black: 0.96, the first at 37.6. The mean is 35.2.
    assert sample(URNS) == Fraction(72, 10)


@pytest.mark.parametrize("share", [Fraction(i, 20) for i in range(21)])
def test_the_value_of_perfect_information_on_a_verdict(share: Fraction):
    assert evpi(float(share)) == pytest.approx(float(perfect(VERDICT, share)))


def draws_of(sign: str) -> Uncertainty:
    """Return what draws say of a package worth `sign` to a party whose no-deal value is anything of 0 to 100."""
    case = menu_text({"sign": (50, 50), "nothing": (0, 0)}, ["0..100", 0]).replace('"sign": 50', f'"sign": "{sign}"', 1)
    found = analyse(read_text(case), draws=2000, seed=2).uncertainty
    assert found is not None
    return found


def test_information_that_tells_the_state_is_worth_the_value_of_perfect_information():
    # As with the urns, 0.8 to 0.2: below 80 the party accepts, above it does not.
    found = draws_of("80..80")
    (number,) = [one for one in found.influences if one.path == "preferences.one.no_deal"]
    assert found.evpi == pytest.approx(float(perfect(VERDICT, PRIOR)), abs=1e-3)
    assert number.evppi == pytest.approx(0.2, abs=1e-3)
    assert (number.low, number.high) == pytest.approx((1, 0), abs=0.01)


def test_information_that_changes_no_act_is_worth_nothing():
    # Red or black, the first type stays more likely (0.64 or 0.96), so the same verdict is given.
    assert sample(VERDICT) == 0
    # Here, too, learning what the package is worth moves the share from 0.64 to 0.96, and 0.8 is its mean.
    found = draws_of("64..96")
    (number,) = [one for one in found.influences if one.path == "preferences.one.values.deal.sign"]
    assert found.packages[0].share == pytest.approx(0.8, abs=0.03)
    assert number.evppi == pytest.approx(0, abs=1e-9)
    # The lowest of five bins goes from 64 to 70.4, the highest from 89.6 to 96.
    assert (number.low, number.high) == pytest.approx((0.672, 0.928), abs=0.1)
    assert number.clear
