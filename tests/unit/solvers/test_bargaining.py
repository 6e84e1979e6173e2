"""Solutions over finite sets against exact arithmetic on every row."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.solvers.bargaining import leximin, maximin_shares, nash_product, total
from detente.solvers.network import integer_array


@st.composite
def gains(draw: st.DrawFn) -> list[list[int]]:
    parties = draw(st.integers(1, 4))
    entry = st.integers(0, draw(st.sampled_from([1, 4, 10**6, 10**25])))
    return draw(st.lists(st.lists(entry, min_size=parties, max_size=parties), min_size=1, max_size=12))


def best(rows: list[list[int]], score: list[Fraction] | list[list[Fraction]]) -> list[int]:
    top = max(score)  # type: ignore[type-var]
    return [i for i in range(len(rows)) if score[i] == top]


@given(gains())
def test_nash_is_the_greatest_product_of_those_who_can_gain(rows: list[list[int]]) -> None:
    able = [j for j in range(len(rows[0])) if any(row[j] for row in rows)]
    products = [Fraction(prod(row[j] for j in able)) for row in rows]
    found, by_leximin = nash_product(integer_array(rows))
    if not able:
        assert found.tolist() == list(range(len(rows)))
    elif max(products) == 0:
        assert by_leximin
        assert found.tolist() == maximin_shares(integer_array(rows)).tolist()
    else:
        assert not by_leximin
        assert found.tolist() == best(rows, products)


@given(gains())
def test_kalai_smorodinsky_is_the_lexicographic_maximin_of_shares(rows: list[list[int]]) -> None:
    tops = [max(row[j] for row in rows) for j in range(len(rows[0]))]
    able = [j for j, top in enumerate(tops) if top]
    shares = [sorted(Fraction(row[j], tops[j]) for j in able) for row in rows]
    assert maximin_shares(integer_array(rows)).tolist() == best(rows, shares)


@given(gains(), st.lists(st.integers(1, 10**9), min_size=4, max_size=4))
def test_egalitarian_and_utilitarian_in_common_points(rows: list[list[int]], units: list[int]) -> None:
    own = units[: len(rows[0])]
    points = [[Fraction(g, unit) for g, unit in zip(row, own, strict=True)] for row in rows]
    table = integer_array(rows)
    assert leximin(table, own).tolist() == best(rows, [sorted(row) for row in points])
    assert total(table, own).tolist() == best(rows, [sum(row, start=Fraction(0)) for row in points])


def test_products_too_close_for_floats_are_told_apart() -> None:
    n = 10**12
    table = np.array([[n, n], [n - 1, n + 1], [n + 1, n - 1]])
    assert nash_product(table)[0].tolist() == [0]
