"""Adjusted winner (Brams and Taylor 1996).

Source: Steven J. Brams and Alan D. Taylor, Fair Division: From Cake-Cutting to Dispute Resolution, Cambridge University
Press, 1996, chapter 4 and its applications. The tables of points are those that the authors published for the Panama
Canal treaty, with importances after Raiffa 1982, and, as taught from their books, for the Trump divorce. The books were
not at hand; the tables were read in other places that give them, and every result is calculated again here.

Where it differs from its source: points are fractions, and so are shares; the authors round to tenths. For Panama they
first give the issue wanted alike to the United States, which is ahead; here it goes to Panama, which is behind. Both
begin by sharing that issue, so that nobody's points differ.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.solvers.adjusted_winner import AdjustedWinner, adjusted_winner

PANAMA = {
    "United States defence rights": (22, 9),
    "use rights": (22, 15),
    "land and water": (15, 15),
    "expansion rights": (14, 3),
    "duration": (11, 15),
    "expansion routes": (6, 5),
    "compensation": (4, 11),
    "jurisdiction": (2, 7),
    "United States military rights": (2, 7),
    "defence role of Panama": (2, 13),
}
DIVORCE = {
    "Connecticut estate": (10, 38),
    "Palm Beach mansion": (40, 20),
    "Trump Plaza apartment": (10, 30),
    "Trump Tower triplex": (38, 10),
    "cash and jewellery": (2, 2),
}
Points = dict[str, tuple[int, int]]


def divided(points: Points) -> AdjustedWinner:
    return adjusted_winner([[both[side] for both in points.values()] for side in (0, 1)])


@pytest.mark.parametrize("points", [PANAMA, DIVORCE], ids=["panama", "divorce"])
def test_points_add_up_to_a_hundred(points: Points):
    assert [sum(both[side] for both in points.values()) for side in (0, 1)] == [100, 100]


def test_the_united_states_keeps_two_fifteenths_of_land_and_water():
    found = divided(PANAMA)
    shares = dict(zip(PANAMA, found.shares, strict=True))
    assert shares.pop("land and water") == Fraction(2, 15)
    whole = {issue for issue, share in shares.items() if share}
    assert whole == {"United States defence rights", "use rights", "expansion rights", "expansion routes"}
    assert all(shares[issue] == 1 for issue in whole)
    assert found.points == (66, 66)


def test_before_the_adjustment_they_win_64_and_53_points():
    found = divided(PANAMA)
    issues = list(PANAMA.values())
    assert found.tied == (2,)
    won = [
        sum(
            issues[item][side] for item, winner in enumerate(found.winners) if winner == side and item not in found.tied
        )
        for side in (0, 1)
    ]
    assert won == [64, 53]


def test_the_divorce_shares_the_palm_beach_mansion():
    found = divided(DIVORCE)
    assert found.winners == (1, 0, 1, 0, 1)
    assert found.shares == (0, Fraction(13, 15), 0, 1, 0)
    assert (found.moved, found.split) == ((1,), 1)
    # About 72.7 of each one's own points.
    assert found.points == (Fraction(218, 3), Fraction(218, 3))


@pytest.mark.parametrize("points", [PANAMA, DIVORCE], ids=["panama", "divorce"])
def test_it_is_equitable_free_of_envy_and_shares_one_item(points: Points):
    found = divided(points)
    assert found.points[0] == found.points[1] > 50
    assert sum(0 < share < 1 for share in found.shares) == 1
