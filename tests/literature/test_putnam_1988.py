"""Win-sets and where they meet, in one dimension (Putnam 1988).

Source: Robert D. Putnam, Diplomacy and domestic politics: the logic of two-level games, International Organization 42(3),
1988, 427-460. It claims in words that, other things equal, larger win-sets make agreement more likely; that a smaller
one at home brings a better agreement, and past some size none; that leaders may sign in good faith what is then not
ratified (involuntary defection); that a costlier lack of agreement widens a win-set, and a larger majority narrows it.
The article was not at hand.

Where it differs from its source: the article has one sketch on a line and no numbers. Here home signs what lies up to
70 and abroad from 30 on, the negotiators have the same interests as those who judge as they do, and where they meet is
the Nash solution, which the article does not assume.
"""

from __future__ import annotations

from itertools import pairwise

from literature.constrained import LEADERS, agreed, constrained, house

LIMITS = (90, 70, 50, 45, 40, 35, 30, 29, 10)


def test_larger_win_sets_contain_more_agreements():
    found = [constrained({"House": house(limit)})[1] for limit in LIMITS]
    for limit, each in zip(LIMITS, found, strict=True):
        (win_set,) = each.win_sets
        assert win_set.share == (limit + 1) / 101
        assert each.agreement.share == max(0, min(limit, 70) - 30 + 1) / 101
    assert all(one.agreement.share >= other.agreement.share for one, other in pairwise(found))


def test_against_any_win_set_abroad_the_larger_one_at_home_meets_it_more_often():
    def met(limit: int) -> list[bool]:
        abroad = range(30, 80, 10)
        sides = [
            {"of": "abroad", "rule": "head", "blocs": {"all": {"judges_as": "abroad", "leans": 30 - least}}}
            for least in abroad
        ]
        return [bool(agreed(constrained({"House": house(limit), "Senate": side})[1])) for side in sides]

    assert [met(limit) for limit in (70, 50, 30)] == [
        [True, True, True, True, True],
        [True, True, True, False, False],
        [True, False, False, False, False],
    ]


def test_a_smaller_win_set_at_home_is_an_advantage_until_nothing_is_left():
    where = [agreed(constrained({"House": house(limit)})[1]) for limit in LIMITS]
    assert where == [[50], [50], [50], [45], [40], [35], [30], [], []]


def test_the_size_of_the_other_win_set_pulls_the_other_way():
    senate = {"of": "abroad", "rule": "head", "blocs": {"all": {"judges_as": "abroad", "leans": -30}}}
    _, found = constrained({"House": house(70), "Senate": senate})
    assert agreed(found) == [60]


def test_leaders_sign_what_their_own_side_does_not_ratify():
    deal, found = constrained({"House": house(45)})
    (nash,) = deal.solutions.nash
    assert nash.package == {"x": LEADERS}
    (package,) = found.packages
    (vote,) = package.votes.values()
    assert (package.signed, vote.chance, package.whole) == (1, 0, 0)
    # Nobody meant to break their word: both sides gain by it.
    assert all(gain > 0 for gain in nash.gain.values())


def test_the_costlier_it_is_to_have_no_agreement_the_larger_the_win_set():
    shares = [constrained({"House": house(60)}, home=home)[1].win_sets[0].share for home in (50, 30, 10)]
    assert shares == [41 / 101, 61 / 101, 81 / 101]


def test_a_larger_majority_makes_the_win_set_smaller():
    # Three parties of the house, which go up to 60, 45 and 35.
    seats = {
        name: {"judges_as": "home", "seats": 33, "leans": limit - 70}
        for name, limit in (("a", 60), ("b", 45), ("c", 35))
    }
    tops = {}
    for needed in (33, 50, 67):
        _, found = constrained({"House": {"of": "home", "rule": "vote", "blocs": seats, "needed": needed}})
        tops[needed] = (found.win_sets[0].share * 101 - 1, agreed(found))
    assert tops == {33: (60, [50]), 50: (45, [45]), 67: (35, [35])}


def test_all_of_several_ratifiers_have_to_pass_it():
    _, found = constrained({"House": house(45), "People": house(38)})
    assert agreed(found) == [38]
    assert found.agreement.share == 9 / 101
