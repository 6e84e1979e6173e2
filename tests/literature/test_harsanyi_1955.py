"""The sum of points, and somebody who may turn out to be anybody (Harsanyi 1955).

Source: John C. Harsanyi, Cardinal welfare, individualistic ethics, and interpersonal comparisons of utility, Journal
of Political Economy 63(4), 1955, 309-321. The paper proves that a preference of society that meets its postulates is
a weighted sum of its members' utilities, and argues for equal weights by somebody who is equally likely to turn out to
be any of them. It has no numerical example; what follows from the definition is shown on numbers of ours.

Where it differs from its source: only packages that all accept are summed over, and weights are always equal, in points
of 0 to 100 as the case has them.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from literature.menu import chosen, deal_of, menu_text

# Sums: 100, 110, 105.
POINTS = {"a": (90, 10), "b": (60, 50), "c": (20, 85)}


def test_the_choice_is_that_of_somebody_who_may_be_either():
    expected = {name: sum(Fraction(given, 2) for given in both) for name, both in POINTS.items()}
    deal = deal_of(menu_text(POINTS))
    assert chosen(deal.solutions.utilitarian, "deal") == [max(expected, key=lambda name: expected[name])] == ["b"]


@pytest.mark.parametrize(("no_deal", "nash"), [((0, 0), "b"), ((0, 45), "c"), ((55, 0), "a")])
def test_where_points_start_from_does_not_matter(no_deal: tuple[int, int], nash: str):
    # Nash products: 900, 3000, 1700; from (0, 45): -, 300, 800; from (55, 0): 350, 250, -.
    deal = deal_of(menu_text(POINTS, no_deal))
    acceptable = {name for name, both in POINTS.items() if both[0] >= no_deal[0] and both[1] >= no_deal[1]}
    best = max(acceptable, key=lambda name: sum(POINTS[name]))
    assert chosen(deal.solutions.utilitarian, "deal") == [best] == ["b"]
    assert chosen(deal.solutions.nash, "deal") == [nash]


def test_what_a_point_is_worth_does_matter():
    # The second party's points halved: sums 95, 85, 62.5. Nash does not change.
    halved = {name: (one, two / 2) for name, (one, two) in POINTS.items()}
    deal = deal_of(menu_text(halved))
    assert chosen(deal.solutions.utilitarian, "deal") == ["a"]
    assert chosen(deal.solutions.nash, "deal") == ["b"]


def test_who_has_the_points_does_not_matter():
    turned = {name: (two, one) for name, (one, two) in POINTS.items()}
    assert chosen(deal_of(menu_text(turned)).solutions.utilitarian, "deal") == ["b"]
    # Equal sums tie, however uneven.
    tied = POINTS | {"d": (100, 10)}
    assert chosen(deal_of(menu_text(tied)).solutions.utilitarian, "deal") == ["b", "d"]
