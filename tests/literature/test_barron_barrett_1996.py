"""Rank-order centroid weights (Barron and Barrett 1996).

Source: F. Hutton Barron and Bruce E. Barrett, Decision quality using ranked attribute weights, Management Science
42(11), 1996, 1515-1523; the weights were proposed by Barron in 1992 and used by Edwards and Barron in 1994. The i-th of n
weights in order is (1/n) (1/i + ... + 1/n), the centroid of all weights of sum 1 in that order. The table is the usual
one to four decimals, as recalled (the papers were not at hand; the row of four agrees with a later account that
prints it to two decimals), and is checked against the definition before it is used.

Where it differs from its source: nothing, for a strict order. Ties and issues of unknown order are ours.
"""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest

from detente.case import Rank, WeightOrder
from detente.ensemble import Draws
from detente.ensemble.orders import ordered_weights
from literature.menu import deal_of

TABLE = {
    2: (0.7500, 0.2500),
    3: (0.6111, 0.2778, 0.1111),
    4: (0.5208, 0.2708, 0.1458, 0.0625),
    5: (0.4567, 0.2567, 0.1567, 0.0900, 0.0400),
    6: (0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278),
    7: (0.3704, 0.2276, 0.1561, 0.1085, 0.0728, 0.0442, 0.0204),
    8: (0.3397, 0.2147, 0.1522, 0.1106, 0.0793, 0.0543, 0.0335, 0.0156),
    9: (0.3143, 0.2032, 0.1477, 0.1106, 0.0828, 0.0606, 0.0421, 0.0262, 0.0123),
    10: (0.2929, 0.1929, 0.1429, 0.1096, 0.0846, 0.0646, 0.0479, 0.0336, 0.0211, 0.0100),
}


def names(count: int) -> list[str]:
    return [f"issue {i}" for i in range(1, count + 1)]


def strict(count: int) -> WeightOrder:
    return WeightOrder(tuple(Rank((name,)) for name in names(count)))


def centroid(count: int) -> list[Fraction]:
    """Return the mean of the corners of the ordered simplex: the first k weigh 1/k each, for every k."""
    corners = [[Fraction(i < k, k) for i in range(count)] for k in range(1, count + 1)]
    return [sum(column, Fraction(0)) / count for column in zip(*corners, strict=True)]


@pytest.mark.parametrize("count", TABLE)
def test_the_table_follows_from_the_definition(count: int):
    assert [float(weight) for weight in centroid(count)] == pytest.approx(TABLE[count], abs=0.5e-4)
    assert centroid(count) == [
        sum((Fraction(1, count * j) for j in range(i, count + 1)), Fraction(0)) for i in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", TABLE)
def test_an_order_in_a_case_weighs_as_in_the_table(count: int):
    values = {name: {"l": 0, "r": 100} for name in names(count)}
    stances = {
        "one": {"weights": " > ".join(names(count)), "values": values, "no_deal": 0},
        "two": {"weights": " > ".join(reversed(names(count))), "values": values, "no_deal": 0},
    }
    issues = {name: ["l", "r"] for name in names(count)}
    deal = deal_of(json.dumps({"case": "x", "parties": [*stances], "issues": issues, "preferences": stances}))
    for party, order in (("one", names(count)), ("two", names(count)[::-1])):
        points = [deal.stakes[party][name].points for name in order]
        assert [float(each) / 100 for each in points] == pytest.approx(TABLE[count], abs=0.5e-4)
        assert sum(points) == 100


@pytest.mark.parametrize("count", [2, 3, 5, 10])
def test_weights_drawn_in_an_order_have_the_centroid_as_their_mean(count: int):
    draws = Draws(11, 4000)
    weights = ordered_weights(strict(count), {name: draws.column(name) for name in names(count)})
    drawn = np.stack([weights[name] for name in names(count)])
    errors = drawn.std(axis=1, ddof=1) / np.sqrt(draws.count)
    assert (np.abs(drawn.mean(axis=1) - np.array(TABLE[count])) < 4 * errors + 0.5e-4).all()
    assert (np.diff(drawn, axis=0) <= 0).all()
