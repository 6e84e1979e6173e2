"""Votes against enumeration: every pattern of bloc positions, and exact binomials for the seats."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.solvers import seats as solver
from detente.solvers.seats import no_veto_probability, pass_probability, referendum_share, seat_distribution

CLOSE = 1e-12


def binomial(trials: int, chance: Fraction) -> list[Fraction]:
    return [comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(trials + 1)]


def enumerated(chances: list[float], seats: list[int], discipline: list[float]) -> list[Fraction]:
    """Return the chance of each number of yes votes, from every pattern and every way in which its seats may vote."""
    found = [Fraction(0)] * (sum(seats) + 1)
    for pattern in product((True, False), repeat=len(seats)):
        weight = Fraction(1)
        parts: list[list[Fraction]] = []
        for yes, chance, number, follows in zip(pattern, chances, seats, discipline, strict=True):
            weight *= Fraction(chance) if yes else 1 - Fraction(chance)
            parts.append(binomial(number, Fraction(follows) if yes else 1 - Fraction(follows)))
        for votes in product(*(range(number + 1) for number in seats)):
            share = weight
            for part, count in zip(parts, votes, strict=True):
                share *= part[count]
            found[sum(votes)] += share
    return found


def passing(distribution: list[Fraction], needed: int) -> float:
    return float(sum(distribution[max(needed, 0) :], Fraction(0)))


CHANCES = st.sampled_from([0.0, 1.0, 0.5, 0.3, 1e-9]) | st.floats(0, 1)
DISCIPLINES = st.sampled_from([0.5, 1.0]) | st.floats(0.5, 1)
BLOCS = st.lists(st.tuples(CHANCES, st.integers(0, 3), DISCIPLINES), max_size=4)


@given(BLOCS)
def test_the_distribution_equals_enumeration(blocs: list[tuple[float, int, float]]):
    chances, seats, discipline = [bloc[0] for bloc in blocs], [bloc[1] for bloc in blocs], [bloc[2] for bloc in blocs]
    found = seat_distribution(chances, seats, discipline)
    wanted = enumerated(chances, seats, discipline)
    assert found == pytest.approx([float(each) for each in wanted], abs=CLOSE)
    # What cannot happen has no chance at all.
    assert all(chance == 0 for chance, exact in zip(found, wanted, strict=True) if exact == 0)


def always(by_table: bool) -> Callable[..., bool]:
    def answer(*_: object) -> bool:
        return by_table

    return answer


@given(BLOCS, st.lists(CHANCES, min_size=4, max_size=4), st.integers(-1, 14))
def test_passing_equals_enumeration_by_either_way(
    blocs: list[tuple[float, int, float]], others: list[float], needed: int
):
    seats, discipline = [bloc[1] for bloc in blocs], [bloc[2] for bloc in blocs]
    rows = [[bloc[0] for bloc in blocs], others[: len(blocs)]]
    wanted = [passing(enumerated(row, seats, discipline), needed) for row in rows]
    for by_table in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(solver, "_by_table", always(by_table))
            found = pass_probability(np.array(rows).reshape(2, -1), seats, discipline, needed)
        assert found == pytest.approx(wanted, abs=CLOSE)
        assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize("by_table", [True, False])
def test_each_row_has_the_discipline_of_its_draw(monkeypatch: pytest.MonkeyPatch, by_table: bool):
    monkeypatch.setattr(solver, "_by_table", always(by_table))
    # Small chunks, so that rows of one draw and draws of one block fall into several.
    for name in ("_CHUNK", "_TABLES", "_ROWS"):
        monkeypatch.setattr(solver, name, 7)
    rng = np.random.default_rng(3)
    chances, draw = rng.random((60, 3)), rng.integers(0, 9, 60)
    # Some draws are alike, and some have no row.
    discipline = rng.uniform(0.5, 1, (12, 3))
    discipline[4] = discipline[7]
    found = pass_probability(chances, [2, 3, 1], discipline, 4, draw)
    wanted = [
        passing(enumerated(row.tolist(), [2, 3, 1], discipline[place].tolist()), 4)
        for row, place in zip(chances, draw, strict=True)
    ]
    assert found == pytest.approx(wanted, abs=CLOSE)


@pytest.mark.parametrize(("blocs", "total"), [(2, 450), (8, 450), (8, 2980), (17, 100), (27, 27), (30, 450)])
def test_large_votes_equal_the_sum_of_their_distribution_and_of_exact_fractions(blocs: int, total: int):
    rng = np.random.default_rng(blocs)
    seats = [total // blocs + (place < total % blocs) for place in range(blocs)]
    chances, discipline = rng.random((5, blocs)), rng.uniform(0.5, 1, blocs)
    needed = total // 2 + 1
    found = pass_probability(chances, seats, discipline, needed)
    for row, chance in zip(chances, found, strict=True):
        distribution = seat_distribution(row, seats, discipline)
        assert distribution.sum() == pytest.approx(1, abs=CLOSE)
        assert chance == pytest.approx(distribution[needed:].sum(), abs=CLOSE)


def test_two_large_blocs_equal_exact_fractions():
    # Every pattern, with the tail of two exact binomials.
    chances, seats, discipline, needed = [0.6, 0.25], [300, 150], [0.75, 0.875], 226
    wanted = Fraction(0)
    for first, second in product((True, False), repeat=2):
        weight = (Fraction(3, 5) if first else Fraction(2, 5)) * (Fraction(1, 4) if second else Fraction(3, 4))
        one = binomial(300, Fraction(3, 4) if first else Fraction(1, 4))
        other = binomial(150, Fraction(7, 8) if second else Fraction(1, 8))
        tail = [sum(other[count:], Fraction(0)) for count in range(152)]
        wanted += weight * sum(share * tail[min(max(needed - count, 0), 151)] for count, share in enumerate(one))
    assert pass_probability([chances], seats, discipline, needed)[0] == pytest.approx(float(wanted), abs=CLOSE)


def test_full_discipline_is_a_weighted_vote():
    # Who has 3 of 5 seats decides alone.
    assert pass_probability([[1, 0, 0], [0, 1, 1]], [3, 1, 1], [1, 1, 1], 3).tolist() == [1, 0]


def test_half_discipline_is_a_toss_of_coins_whatever_blocs_say():
    found = pass_probability(np.random.default_rng(0).random((20, 3)), [3, 3, 3], [0.5, 0.5, 0.5], 5)
    assert found == pytest.approx([0.5] * 20, abs=CLOSE)


@pytest.mark.parametrize("needed", [-3, 0, 1, 5, 6, 100])
def test_what_is_trivial_or_impossible_is_so(needed: int):
    chances = np.random.default_rng(1).random((10, 2))
    found = pass_probability(chances, [2, 3], [0.9, 0.7], needed)
    if needed <= 0:
        assert found == pytest.approx([1] * 10, abs=CLOSE)
    elif needed > 5:
        assert (found == 0).all()
    else:
        assert ((found > 0) & (found < 1)).all()


def test_a_blocs_weight_is_the_difference_between_its_yes_and_its_no():
    rng = np.random.default_rng(5)
    chances, seats, discipline = rng.random((1, 4)), [4, 2, 2, 1], rng.uniform(0.5, 1, 4)
    for bloc in range(4):
        yes, no = chances.copy(), chances.copy()
        yes[0, bloc], no[0, bloc] = 1, 0
        up, down = (pass_probability(each, seats, discipline, 5)[0] for each in (yes, no))
        part = chances[0, bloc]
        assert up >= down
        assert pass_probability(chances, seats, discipline, 5)[0] == pytest.approx(part * up + (1 - part) * down)


def test_more_yes_and_fewer_needed_never_do_harm():
    rng = np.random.default_rng(6)
    low = rng.random((200, 5))
    high = low + (1 - low) * rng.random((200, 5))
    seats, discipline = [5, 9, 2, 7, 1], rng.uniform(0.5, 1, 5)
    by_needed = [pass_probability(low, seats, discipline, needed) for needed in range(26)]
    assert all((one >= other - CLOSE).all() for one, other in pairwise(by_needed))
    assert (pass_probability(high, seats, discipline, 13) >= by_needed[13] - CLOSE).all()


def test_no_rows_give_no_chances():
    assert pass_probability(np.empty((0, 2)), [1, 1], [1, 1], 1).shape == (0,)


def test_draws_and_their_disciplines_are_given_together():
    with pytest.raises(ValueError, match="goes with"):
        pass_probability([[0.5]], [1], [[1.0]], 1)
    with pytest.raises(ValueError, match="goes with"):
        pass_probability([[0.5]], [1], [1.0], 1, np.array([0]))


def test_a_referendum_adds_up_voters_whatever_their_weights_add_up_to():
    chances = np.array([[0.2, 0.6], [1.0, 0.0]])
    assert referendum_share(chances, [0.25, 0.75]) == pytest.approx([0.5, 0.25])
    assert referendum_share(chances, [25, 75]) == pytest.approx([0.5, 0.25])
    # Turnout may differ from draw to draw.
    assert referendum_share(chances, [[1, 1], [3, 1]]) == pytest.approx([0.4, 0.75])


def test_a_vote_that_needs_all_seats_is_a_veto_of_each():
    chances = np.random.default_rng(8).random((30, 5))
    assert no_veto_probability(chances) == pytest.approx(pass_probability(chances, [1] * 5, [1.0] * 5, 5))
    assert no_veto_probability(np.empty((2, 0))).tolist() == [1, 1]
