"""Bill and Jack exchange their things (Nash 1950).

Source: John F. Nash, The bargaining problem, Econometrica 18(2), 1950, 155-162, the example without money: nine things
and what each is worth to both boys, as published (compared with two later accounts that print the table again). As
published, too: the solution is that Bill gives book, whip, ball and bat for pen, toy and knife; it adds 12 to what
Bill has and 5 to what Jack has.

Where it differs from its source: Nash allows lotteries between exchanges, so that his set is convex; a package is no
lottery. The tests therefore also show that no lottery does better here, which is why the published solution is found.
Where lotteries are offered, each package of one is acceptable by itself; Nash's set is wider by a little.
In his second version of the example the boys have money too; its figures were not at hand, and those of the test follow
from the table of the first by the arithmetic shown.
Points of 0 to 100 take the place of Nash's units: each boy's are divided by what all nine things are worth to him.
"""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations, product

import pytest

from detente.results import Deal, Outcome
from literature.menu import chosen, deal_of, menu_text

# As published: worth to Bill, worth to Jack.
BILLS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACKS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
GIVEN = {"book", "whip", "ball", "bat", "pen", "toy", "knife"}
ALL = {"Bill": 34, "Jack": 16}


@pytest.fixture(scope="module")
def deal() -> Deal:
    things = BILLS | JACKS
    stances = {
        boy: {
            "weights": {thing: worth[place] for thing, worth in things.items()},
            "values": {
                thing: {"kept": 100, "given": 0} if thing in own else {"kept": 0, "given": 100} for thing in things
            },
            "no_deal": {"status_quo_plus": 0},
        }
        for place, (boy, own) in enumerate({"Bill": BILLS, "Jack": JACKS}.items())
    }
    issues = {thing: {"options": ["kept", "given"], "status_quo": "kept"} for thing in things}
    return deal_of(
        json.dumps({"case": "Bill and Jack", "parties": [*stances], "issues": issues, "preferences": stances})
    )


def units(points: Fraction, boy: str) -> Fraction:
    return points * ALL[boy] / 100


def gains(outcome: Outcome) -> tuple[Fraction, Fraction]:
    return units(outcome.gain["Bill"], "Bill"), units(outcome.gain["Jack"], "Jack")


def exchanges() -> dict[frozenset[str], tuple[int, int]]:
    """Return the gains of both boys in every exchange, by plain enumeration."""
    changes = {thing: (-bill, jack) for thing, (bill, jack) in BILLS.items()}
    changes |= {thing: (bill, -jack) for thing, (bill, jack) in JACKS.items()}
    found: dict[frozenset[str], tuple[int, int]] = {}
    for ways in product((False, True), repeat=len(changes)):
        given = frozenset(thing for thing, moves in zip(changes, ways, strict=True) if moves)
        found[given] = (sum(changes[t][0] for t in given), sum(changes[t][1] for t in given))
    return found


def test_what_both_have_before(deal: Deal):
    assert units(deal.no_deal["Bill"], "Bill") == sum(bill for bill, _ in BILLS.values()) == 12
    assert units(deal.no_deal["Jack"], "Jack") == sum(jack for _, jack in JACKS.values()) == 6


def test_the_published_exchange_is_the_nash_solution(deal: Deal):
    (outcome,) = deal.solutions.nash
    assert {thing for thing, option in outcome.package.items() if option == "given"} == GIVEN
    assert gains(outcome) == (12, 5)
    assert outcome.packages == 1


def test_all_exchanges_give_the_same_frontier(deal: Deal):
    points = set(exchanges().values())
    efficient = {p for p in points if not any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in points)}
    assert {gains(outcome) for outcome in deal.frontier.points} == efficient
    # If Bill gets everything he gains 22 and Jack loses 6; if Jack does he gains 10 and Bill loses 12.
    assert {(22, -6), (-12, 10)} <= efficient


def test_no_lottery_between_exchanges_has_a_larger_product():
    points = [p for p in exchanges().values() if max(p) > 0]
    for first, second in combinations(set(points), 2):
        # The product along the segment is a parabola in the chance of the second; its top is looked at too.
        (a, b), (c, d) = first, (second[0] - first[0], second[1] - first[1])
        tops = [Fraction(0), Fraction(1)]
        if c * d:
            tops.append(Fraction(-(a * d + b * c), 2 * c * d))
        for chance in tops:
            mixed = (a + chance * c, b + chance * d)
            if 0 <= chance <= 1 and min(mixed) >= 0:
                assert mixed[0] * mixed[1] <= 60


def test_a_lottery_is_offered_and_not_needed(deal: Deal):
    assert deal.lotteries is not None
    lottery = deal.lotteries.nash
    assert not lottery.needed
    assert lottery.excess == 0
    assert (units(lottery.gain["Bill"], "Bill"), units(lottery.gain["Jack"], "Jack")) == (12, 5)


def test_with_money_both_gain_the_same():
    # Things go to the boy to whom they are worth more: book (4 for 2), pen (10 for 1), toy (4 for 1), knife (6 for 2).
    surplus = (4 - 2) + (10 - 1) + (4 - 1) + (6 - 2)
    assert surplus == 18
    # Money is worth the same to both, so that gains add up to 18 however it is paid; 9 and 9 have the largest product.
    # Bill then has things worth 18 more than before, Jack things worth as much as before: Bill pays 9. Whip, bat and
    # hat are worth 2 to both: each may change hands if 2 more, or less, is paid, which makes 2^3 packages.
    purse = 20
    things = BILLS | JACKS
    stances = {
        boy: {
            "weights": {thing: worth[place] for thing, worth in things.items()} | {"Bill pays": purse},
            "values": {
                thing: {"kept": 100, "given": 0} if thing in own else {"kept": 0, "given": 100} for thing in things
            }
            | {"Bill pays": {0: 100, purse: 0} if boy == "Bill" else {0: 0, purse: 100}},
            "no_deal": {"status_quo_plus": 0},
        }
        for place, (boy, own) in enumerate({"Bill": BILLS, "Jack": JACKS}.items())
    }
    issues: dict[str, object] = {thing: {"options": ["kept", "given"], "status_quo": "kept"} for thing in things}
    issues["Bill pays"] = {"from": 0, "to": purse, "step": 1, "status_quo": 0}
    found = deal_of(
        json.dumps({"case": "Bill and Jack", "parties": [*stances], "issues": issues, "preferences": stances})
    )
    (outcome,) = found.solutions.nash
    assert outcome.gain["Bill"] * (34 + purse) / 100 == 9
    assert outcome.gain["Jack"] * (16 + purse) / 100 == 9
    assert outcome.packages == 8
    first = next(package for package in (outcome.package, *outcome.more) if package["Bill pays"] == 9)
    assert {thing for thing in things if first[thing] == "given"} >= {"book", "pen", "toy", "knife"}
    # Where the set is convex but for the step of the purse, no lottery does better.
    assert found.lotteries is not None
    assert found.lotteries.nash.gain["Bill"] == outcome.gain["Bill"]


def test_counting_in_other_units_changes_nothing(deal: Deal):
    # Nash's first condition: the solution does not depend on unit and zero. Jack's points count more than twice as
    # much per unit as Bill's here (100/16 against 100/34), and the solution is that of the units published.
    (outcome,) = deal.solutions.nash
    best = max(given for given in exchanges().values() if min(given) >= 0 and given[0] * given[1] == 60)
    assert gains(outcome) == best
    assert outcome.gain["Bill"] * outcome.gain["Jack"] == Fraction(60 * 100 * 100, 34 * 16)


def test_the_product_decides_and_no_sum():
    # Products 1000, 2250, 1000. The largest sum of points, or of shares of what each could gain, is at the ends.
    deal = deal_of(menu_text({"mine": (100, 10), "even": (50, 45), "yours": (10, 100)}))
    assert chosen(deal.solutions.nash, "deal") == ["even"]
    # Once the even one is poor enough the ends win, and tie: products 1000, 900, 1000.
    deal = deal_of(menu_text({"mine": (100, 10), "even": (30, 30), "yours": (10, 100)}))
    assert chosen(deal.solutions.nash, "deal") == ["mine", "yours"]


@pytest.mark.parametrize("worth", [100, 30])
def test_one_thing_for_two_goes_by_lot(worth: int):
    # By symmetry each has it with a share of a half; by the condition on units also where one counts in other points.
    # No package has a product above 0, so that packages alone give no Nash solution.
    deal = deal_of(menu_text({"hers": (100, 0), "his": (0, worth)}))
    assert deal.solutions.nash_by_leximin
    assert deal.lotteries is not None
    lottery = deal.lotteries.nash
    assert [part.share for part in lottery.parts] == [Fraction(1, 2), Fraction(1, 2)]
    assert lottery.gain == {"one": 50, "two": Fraction(worth, 2)}


def test_lotteries_acceptable_only_on_average_are_left_out():
    # Gains (8, 3) and (20, -1). In Nash's set, with t of the second: (8 + 12 t)(3 - 4 t) is largest at t = 1/24, where
    # both gain, and above 24. Here nobody is asked to accept a package below no deal, so that the first stands alone.
    t = Fraction(1, 24)
    assert (8 + 12 * t) * (3 - 4 * t) > 24
    deal = deal_of(menu_text({"fair": (18, 13), "mine": (30, 9)}, no_deal=(10, 10)))
    assert deal.lotteries is not None
    lottery = deal.lotteries.nash
    assert [part.outcome.package["deal"] for part in lottery.parts] == ["fair"]
    assert lottery.gain == {"one": 8, "two": 3}
