"""Three parties whose line to the ideal point ends inside (Imai 1983).

Source: Haruo Imai, Individual monotonicity and lexicographic maxmin solution, Econometrica 51(2), 1983, 389-401: the
lexicographic maximin of gains, each divided by the party's largest gain. The set, the hull of (0, 0, 0), (1, 0, 1) and
(0, 1, 1), is the usual example (after Roth 1979) of equal shares that leave everything on the table. The papers were
not at hand; the solutions follow from the definition by the arithmetic shown.

Where it differs from its source: the edge is cut into ten steps, and the point of no agreement is an option.
"""

from __future__ import annotations

import json

from literature.menu import chosen, deal_of, menu_text


def edge() -> str:
    values = {
        "one": {"0": 0, "10": 100, "nothing": 0},
        "two": {"0": 100, "10": 0, "nothing": 0},
        "three": {"0": 100, "10": 100, "nothing": 0},
    }
    stances = {name: {"weights": {"t": 1}, "values": {"t": given}, "no_deal": 0} for name, given in values.items()}
    issues = {"t": {"from": 0, "to": 10, "step": 1, "also": ["nothing"]}}
    return json.dumps({"case": "Edge", "parties": [*stances], "issues": issues, "preferences": stances})


def test_equal_shares_would_leave_everything_on_the_table():
    # In the hull the third gains what the two others gain together, so equal shares are (0, 0, 0) only. The maximin
    # is reached at (1/2, 1/2, 1) and is efficient.
    deal = deal_of(edge())
    assert deal.ideal == {"one": 100, "two": 100, "three": 100}
    (outcome,) = deal.solutions.kalai_smorodinsky
    assert outcome.package == {"t": 5}
    assert outcome.utility == {"one": 50, "two": 50, "three": 100}


# Every party's largest gain is 100, so that shares are points.
ENDS = {"mine": (100, 0, 0), "yours": (0, 100, 0), "hers": (0, 0, 100)}


def test_the_second_smallest_share_decides_between_equal_smallest_ones():
    # Sorted: (50, 60, 90), (50, 70, 71), (49, 100, 100).
    points = ENDS | {"a": (50, 60, 90), "b": (71, 50, 70), "c": (99, 49, 99)}
    assert chosen(deal_of(menu_text(points)).solutions.kalai_smorodinsky, "deal") == ["b"]


def test_the_largest_share_decides_last_and_true_ties_stay():
    points = ENDS | {"a": (50, 70, 80), "b": (81, 50, 70), "c": (70, 81, 50)}
    assert chosen(deal_of(menu_text(points)).solutions.kalai_smorodinsky, "deal") == ["b", "c"]


def test_shares_not_points_are_compared():
    # The third can have 40 at most: shares are (50, 60, 100) for a and (55, 60, 50) for b, so that a has the larger
    # second one. By points the least are 40 and 20.
    points = {"mine": (100, 0, 0), "yours": (0, 100, 0), "a": (50, 60, 40), "b": (55, 60, 20)}
    deal = deal_of(menu_text(points))
    assert chosen(deal.solutions.kalai_smorodinsky, "deal") == ["a"]
    # Increase the third's gain in b to 22: shares (55, 60, 55), the smallest is now larger, in points it is not.
    deal = deal_of(menu_text(points | {"b": (55, 60, 22)}))
    assert chosen(deal.solutions.kalai_smorodinsky, "deal") == ["b"]
    assert chosen(deal.solutions.egalitarian, "deal") == ["a"]
