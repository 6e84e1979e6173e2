"""What uncertainty about the ratifier does, in one dimension (Iida 1993).

Source: Keisuke Iida, When and how do domestic constraints matter? Two-level games with uncertainty, Journal of Conflict
Resolution 37(3), 1993, 403-426; with his Involuntary defection in two-level games, Public Choice 89, 1996, 283-303. By
their abstracts, incomplete information about what domestic actors want is what makes ratification fail: leaders who
know the constraint agree within it. The papers were not at hand.

Where it differs from its source: the papers solve games of offers under incomplete information, in which the other
side learns from what it is offered. That is not modelled here, so nothing is shown about who reveals what. What can be
shown is the arithmetic behind it: with a known ratifier some package is both best and certain to pass; with an
uncertain one the same package fails the more often the less is known; and leaders who insist on a larger chance have to
move towards the constrained side.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from literature.constrained import LEADERS, agreed, constrained, house

LIMIT = 60
ROOM = LIMIT - LEADERS
DRAWS = 400


def uncertain(half: int) -> dict[str, object]:
    """Return a house of which only the mean limit is known."""
    return {"House": house(LIMIT, swing=f"{-half}..{half}")}


def failing(half: int) -> float:
    """Return how often a swing between minus and plus `half` takes more than the room."""
    return max(0.0, (half - ROOM) / (2 * half))


def test_with_a_known_ratifier_nothing_that_leaders_choose_within_it_fails():
    for limit in (LIMIT, 45, 35):
        _, found = constrained({"House": house(limit)})
        (best,) = agreed(found)
        _, asked = constrained({"House": house(limit)}, asked=(best,), draws=50)
        (package,) = asked.packages
        assert (package.signed, package.ratified, package.whole) == (1, 1, 1)


def test_the_less_is_known_the_more_often_the_same_package_fails():
    failures: list[float] = []
    for half in (5, 12, 20, 40, 60):
        deal, found = constrained(uncertain(half), draws=DRAWS)
        (nash,) = deal.solutions.nash
        assert nash.package == {"x": LEADERS}
        (package,) = found.packages
        assert package.votes["House"].chance == pytest.approx(1 - failing(half), abs=1 / 101)
        assert package.ratified == pytest.approx(1 - failing(half), abs=1 / DRAWS)
        # It is signed all the same: the defection is involuntary.
        assert (package.signed, package.whole) == (1, package.ratified)
        failures.append(1 - package.ratified)
    assert failures[0] == 0
    assert all(less < more for less, more in pairwise(failures))


def test_uncertainty_that_leaves_room_does_not_matter():
    _, found = constrained(uncertain(ROOM), draws=DRAWS)
    (package,) = found.packages
    assert package.whole == 1
    assert agreed(found) == [LEADERS]


def test_a_ratifier_that_would_refuse_for_certain_may_pass_what_is_uncertain():
    # The claim is about packages within the constraint: beyond it uncertainty works the other way.
    _, known = constrained({"House": house(45)})
    _, vague = constrained({"House": house(45, swing="-20..20")})
    assert known.packages[0].ratified == 0
    assert vague.packages[0].ratified == pytest.approx(15 / 40, abs=1 / 101)


def test_who_insists_on_a_larger_chance_moves_towards_the_uncertain_side():
    # With a swing of 20 either way a chance of c takes 40 c - 20 points of room.
    where = [agreed(constrained(uncertain(20), at_least=chance)[1]) for chance in (0.5, 0.75, 0.9, 0.99)]
    assert where == [[50], [50], [44], [40]]
