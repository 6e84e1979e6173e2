"""When to place trust (Coleman 1990).

Source: J. S. Coleman, Foundations of Social Theory, Harvard University Press, 1990, chapter 5: who has to decide
whether to place trust, with a chance p that it is kept, a gain G if it is and a loss L if it is broken, places it where
p / (1 - p) is greater than L / G, and not where it is smaller.

Where it differs from its source: the source leaves the case of equality open; here a package worth exactly no deal is
accepted, as everywhere. Gain and loss are counted from no deal. The source has one party that trusts; here each may.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.analyses import analyse_deal
from detente.case import Case, Chance, Estimate, Issue, Kept, Party, Preferences, Values

CHANCES = [Fraction(k, 20) for k in range(21)]


def trusting(chance: Fraction, gain: int, loss: int, no_deal: int = 40) -> Case:
    """Return a case in which one may sell and be paid, or keep what it has."""
    issue = Issue("sale", ("none", "on trust"), status_quo="none")
    values = {"sale": Values({"none": Estimate.point(0), "on trust": Estimate.point(100)})}
    # 100 points are what it has after a sale that is paid.
    level = Fraction(no_deal)
    of_gain = Fraction(100) - level
    broken = level - of_gain * loss / gain
    seller = Preferences("seller", {"sale": Estimate.point(1)}, values, Estimate.point(level))
    kept = Kept((Chance(None, Estimate.point(chance)),), {"seller": Estimate.point(broken)})
    return Case("A sale", {"seller": Party("seller")}, {"sale": issue}, {"seller": seller}, kept=kept)


@pytest.mark.parametrize(("gain", "loss"), [(1, 1), (1, 3), (3, 1), (2, 5), (7, 2)])
@pytest.mark.parametrize("chance", CHANCES)
def test_trust_is_placed_where_the_odds_outweigh_loss_over_gain(chance: Fraction, gain: int, loss: int):
    kept = analyse_deal(trusting(chance, gain, loss)).kept
    assert kept is not None
    # p / (1 - p) against L / G, without dividing by nothing.
    odds, stake = chance * gain, (1 - chance) * loss
    assert kept.zopa == (odds >= stake)


def test_at_equality_the_expected_gain_is_exactly_nothing():
    kept = analyse_deal(trusting(Fraction(3, 4), 1, 3)).kept
    assert kept is not None
    (package,) = kept.nash
    assert package.expected["seller"] == 0
    assert package.on_paper["seller"] == 60
