"""The axioms of the solutions, over lotteries where the sources state them, and where a finite set breaks one.

Sources: Nash 1950 (scale invariance, symmetry, efficiency, independence of irrelevant alternatives); Kalai and
Smorodinsky 1975 (individual monotonicity in place of independence); Kalai 1977 (monotonicity of the egalitarian
solution). The axioms of the discrete solutions are held against whole cases in `test_axioms.py`; this file speaks of
vectors of gains.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.solvers.bargaining import maximin_shares, nash_product
from detente.solvers.lottery import Mixture, even_mixture, nash_mixture, share_mixture

Vector = tuple[int, ...]
PARTIES = st.integers(2, 4)
SOLUTIONS = {"nash": nash_mixture, "kalai_smorodinsky": share_mixture}


@st.composite
def sets(draw: st.DrawFn, parties: int | None = None) -> list[Vector]:
    """Return vectors of gains in which every party can gain."""
    count = parties or draw(PARTIES)
    found = draw(st.lists(st.tuples(*[st.integers(0, 12)] * count), min_size=1, max_size=12))
    assume(all(max(column) > 0 for column in zip(*found, strict=True)))
    return found


def means(points: list[Vector], mixture: Mixture) -> list[Fraction]:
    return [
        sum((weight * points[row][j] for row, weight in mixture.weights.items()), start=Fraction(0))
        for j in range(len(points[0]))
    ]


def same(found: list[Fraction], wanted: list[Fraction]) -> bool:
    """Return whether means agree: exactly, but for the rounded weights of three and more parties."""
    return [float(entry) for entry in found] == pytest.approx([float(entry) for entry in wanted], rel=1e-5, abs=1e-5)


@given(sets(), st.sampled_from(sorted(SOLUTIONS)), st.lists(st.integers(1, 9), min_size=4, max_size=4))
def test_scale_invariance(points: list[Vector], name: str, factors: list[int]) -> None:
    own = factors[: len(points[0])]
    scaled = [tuple(g * f for g, f in zip(point, own, strict=True)) for point in points]
    found = means(scaled, SOLUTIONS[name](np.array(scaled)))
    again = means(points, SOLUTIONS[name](np.array(points)))
    assert same([mean / f for mean, f in zip(found, own, strict=True)], again)


@given(sets(parties=2), st.sampled_from(sorted(SOLUTIONS)))
def test_symmetry_gives_both_the_same(points: list[Vector], name: str) -> None:
    mirrored = points + [(b, a) for a, b in points]
    first, second = means(mirrored, SOLUTIONS[name](np.array(mirrored)))
    assert first == second


@given(sets(parties=3), st.sampled_from(sorted(SOLUTIONS)))
def test_symmetry_of_three(points: list[Vector], name: str) -> None:
    turned = [tuple(point[(j + k) % 3] for j in range(3)) for point in points for k in range(3)]
    found = means(turned, SOLUTIONS[name](np.array(turned)))
    assert same(found, [found[0]] * 3)


def dominated(points: list[Vector], at: list[Fraction]) -> bool:
    """Return whether some lottery gives every party at least as much, and one more, by way of the Nash product.

    Gains of lotteries that are no worse than `at` for anybody form a convex set; its most even point above `at`
    rises above zero exactly where every party can have more.
    """
    shared = int(np.lcm.reduce([entry.denominator for entry in at]))
    above = [tuple(int(g * shared - entry * shared) for g, entry in zip(point, at, strict=True)) for point in points]
    least = min(min(row) for row in above)
    shifted = np.array([[entry - least for entry in row] for row in above], dtype=object)
    found = means([tuple(row) for row in shifted.tolist()], even_mixture(shifted, [1] * len(at)))
    return min(found) + least > 0


@given(sets(), st.sampled_from(sorted(SOLUTIONS)))
def test_no_lottery_is_better_for_everybody(points: list[Vector], name: str) -> None:
    mixture = SOLUTIONS[name](np.array(points))
    if mixture.excess == 0:
        assert not dominated(points, means(points, mixture))


@given(sets(), st.data())
def test_independence_of_irrelevant_alternatives_for_nash(points: list[Vector], data: st.DataObject) -> None:
    mixture = nash_mixture(np.array(points))
    idle = [row for row in range(len(points)) if row not in mixture.weights]
    gone = data.draw(st.sets(st.sampled_from(idle))) if idle else set[int]()
    fewer = [point for row, point in enumerate(points) if row not in gone]
    assert same(means(fewer, nash_mixture(np.array(fewer))), means(points, mixture))


@given(sets(parties=2), sets(parties=2))
def test_individual_monotonicity_for_kalai_smorodinsky(points: list[Vector], more: list[Vector]) -> None:
    """Where a larger set leaves the first party's largest gain as it was, the second party does not lose."""
    most = max(a for a, _ in points)
    larger = points + [(min(a, most), b) for a, b in more]
    assert means(larger, share_mixture(np.array(larger)))[1] >= means(points, share_mixture(np.array(points)))[1]


@given(sets(), sets(parties=4))
def test_monotonicity_of_the_egalitarian_solution(points: list[Vector], more: list[Vector]) -> None:
    """In a larger set the least gain is never smaller."""
    count = len(points[0])
    larger = points + [point[:count] for point in more]
    before = means(points, even_mixture(np.array(points), [1] * count))
    assert min(means(larger, even_mixture(np.array(larger), [1] * count))) >= min(before)


@given(sets())
def test_a_lottery_is_never_worse_than_a_package(points: list[Vector]) -> None:
    gains = np.array(points)
    product = prod(means(points, nash_mixture(gains))) * (1 + nash_mixture(gains).excess)
    assert product >= max(prod(point) for point in points)
    tops = [max(column) for column in zip(*points, strict=True)]
    shares = [mean / top for mean, top in zip(means(points, share_mixture(gains)), tops, strict=True)]
    assert min(shares) >= max(min(Fraction(g, top) for g, top in zip(point, tops, strict=True)) for point in points)


def chosen(points: list[Vector], rows: list[int]) -> set[Vector]:
    return {points[row] for row in rows}


def test_a_finite_set_breaks_symmetry_by_a_tie() -> None:
    """Nobody favours either of two mirrored packages: both are returned, and a lottery halves the difference."""
    points = [(1, 5), (5, 1)]
    assert chosen(points, nash_product(np.array(points))[0].tolist()) == set(points)
    assert means(points, nash_mixture(np.array(points))) == [3, 3]


def test_a_finite_set_breaks_individual_monotonicity() -> None:
    """A new package leaves both largest gains as they were, and the second party gets less than before.

    Of largest gains of 10 and 9, (3, 6) has shares of 3/10 and 2/3 and (5, 5) has 1/2 and 5/9: its least share is
    larger. Where lotteries are allowed the second party had no more than that before.
    """
    before = [(10, 0), (3, 6), (0, 9)]
    after = [*before, (5, 5)]
    assert chosen(before, maximin_shares(np.array(before)).tolist()) == {(3, 6)}
    assert chosen(after, maximin_shares(np.array(after)).tolist()) == {(5, 5)}
    assert means(after, share_mixture(np.array(after)))[1] >= means(before, share_mixture(np.array(before)))[1]


def test_kalai_smorodinsky_is_not_independent_of_irrelevant_alternatives() -> None:
    """Without (0, 6) the even split is there still, but the second party's largest gain is only 3."""
    points, fewer = [(6, 0), (3, 3), (0, 6)], [(6, 0), (3, 3)]
    assert means(points, share_mixture(np.array(points))) == [3, 3]
    assert means(fewer, share_mixture(np.array(fewer))) == [4, 2]
    assert means(points, nash_mixture(np.array(points))) == means(fewer, nash_mixture(np.array(fewer))) == [3, 3]
