"""The power to bind oneself, in one dimension (Schelling 1960).

Source: Thomas C. Schelling, The Strategy of Conflict, Harvard University Press, 1960, chapter 2. It argues in words
that a negotiator whose hands are seen to be tied, by a legislature or by a public promise that would be costly to
break, gets more; that a tie which the other side cannot live with ends the talks; and that both sides can tie
themselves into a deadlock. Others have called the first part the Schelling conjecture. The book was not at hand.

Where it differs from its source: the book has no such numbers, and no solution to compare with: here leaders meet at
the Nash solution of what can be signed and ratified, and both know the tie. That they know it is essential to the
argument (what uncertainty does is tried after Iida 1993).
"""

from __future__ import annotations

from itertools import pairwise

from literature.constrained import agreed, constrained, house


def test_what_a_house_that_asks_for_more_brings_and_what_it_ends():
    # Up to 53 it passes; asking for 0 to 15 points more it passes up to 53 to 38, and the other side signs from 30 on.
    _, found = constrained({"House": house(53)})
    curve = {int(step.points): dict(step.gain) for step in found.tightened}
    assert curve == {
        0: {"home": 20, "abroad": 20},
        2: {"home": 20, "abroad": 20},
        4: {"home": 21, "abroad": 19},
        6: {"home": 23, "abroad": 17},
        8: {"home": 25, "abroad": 15},
        10: {"home": 27, "abroad": 13},
        15: {"home": 32, "abroad": 8},
        20: {"home": 37, "abroad": 3},
        30: {},
    }


def test_the_gain_rises_until_there_is_none():
    _, found = constrained({"House": house(60)})
    gains = [step.gain["home"] for step in found.tightened if step.gain]
    assert all(one <= other for one, other in pairwise(gains))
    assert gains[-1] > gains[0]


def test_a_tie_that_does_not_bind_brings_nothing():
    untied, tied = (constrained({"House": house(limit)})[1] for limit in (100, 50))
    assert agreed(untied) == agreed(tied) == [50]


def promise(party: str, never: str, costs: int) -> dict[str, object]:
    return {"party": party, "never": {"x": never}, "costs": costs}


def test_a_public_promise_ties_like_a_house():
    # A house that passes everything is there to be asked.
    deal, found = constrained({"House": house(100)}, commitments=(promise("home", "41..100", 80),))
    (nash,) = deal.solutions.nash
    assert nash.package == {"x": 40}
    assert agreed(found) == [40]


def test_a_promise_too_cheap_to_hold_does_not_tie():
    # Beyond 45 the product of gains is (69 - x)(x - 30), 380 at 49 and 50; at 45 it is 25 x 15 = 375. A point more of
    # costs makes it 360 at most, and the promise is kept.
    cheap, dear = (
        constrained({"House": house(100)}, commitments=(promise("home", "46..100", costs),))[0] for costs in (1, 2)
    )
    assert [outcome.package for outcome in cheap.solutions.nash] == [{"x": 49}, {"x": 50}]
    assert [outcome.package for outcome in dear.solutions.nash] == [{"x": 45}]


def test_both_sides_can_tie_themselves_into_a_deadlock():
    ties = (promise("home", "41..100", 80), promise("abroad", "0..59", 80))
    one, other = (constrained({"House": house(100)}, commitments=(tie,))[0] for tie in ties)
    assert (one.zopa, other.zopa) == (True, True)
    both, found = constrained({"House": house(100)}, commitments=ties)
    assert not both.zopa
    assert agreed(found) == []


def test_the_promise_costs_the_leader_and_not_the_house():
    free, tied = (
        constrained({"House": house(60)}, commitments=ties, asked=(45, 55))[1]
        for ties in ((), (promise("home", "41..100", 80),))
    )
    for one, other in zip(free.packages, tied.packages, strict=True):
        assert one.votes["House"].chance == other.votes["House"].chance == 1
        assert one.votes["House"].blocs == other.votes["House"].blocs
        assert (one.accepts["home"], other.accepts["home"]) == (1, 0)
