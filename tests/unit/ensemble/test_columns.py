"""Columns of a Latin hypercube, and estimates at their quantiles."""

from __future__ import annotations

import os
from fractions import Fraction

import numpy as np
import pytest

from detente.case import Estimate
from detente.ensemble import Crew, Draws, blocks_of, drawn, over_blocks

EVENLY = (np.arange(20_000) + 0.5) / 20_000


def three_point(low: int, likely: int, high: int) -> Estimate:
    return Estimate(Fraction(low), Fraction(high), likely=Fraction(likely))


@pytest.mark.parametrize("count", [1, 2, 7, 250, 1000])
def test_a_column_has_one_number_in_every_stratum(count: int) -> None:
    column = Draws(3, count).column("preferences.union.no_deal")
    assert column.shape == (count,)
    assert sorted(np.floor(column * count).tolist()) == list(range(count))
    assert (column > 0).all()
    assert (column < 1).all()


def test_a_column_depends_on_seed_count_and_name_only() -> None:
    draws = Draws(3, 50)
    alone = draws.column("wage")
    assert [draws.column(name).tolist() for name in ("term", "wage")][1] == alone.tolist()
    assert Draws(3, 50).column("wage").tolist() == alone.tolist()
    others = (Draws(4, 50).column("wage"), draws.column("term"), Draws(3, 51).column("wage")[:50])
    assert all(not np.array_equal(other, alone) for other in others)


def test_columns_of_different_names_are_not_in_the_same_order() -> None:
    # With 1000 draws a correlation of independent columns is within 0.1 by three standard deviations.
    draws = Draws(1, 1000)
    columns = np.array([draws.column(f"name {i}") for i in range(12)])
    assert np.abs(np.corrcoef(columns) - np.eye(12)).max() < 0.12


def test_a_range_is_uniform_and_a_point_is_itself() -> None:
    quantiles = np.array([0.0, 0.25, 1.0])
    assert drawn(Estimate(Fraction(-5), Fraction(15)), quantiles).tolist() == [-5.0, 0.0, 15.0]
    assert drawn(Estimate.point(7), quantiles).tolist() == [7.0, 7.0, 7.0]
    assert drawn(three_point(7, 7, 7), quantiles).tolist() == [7.0, 7.0, 7.0]


@pytest.mark.parametrize(
    ("low", "likely", "high"), [(0, 50, 100), (0, 0, 100), (0, 100, 100), (20, 30, 80), (-15, -10, 5)]
)
def test_a_three_point_estimate_has_the_moments_of_pert(low: int, likely: int, high: int) -> None:
    values = drawn(three_point(low, likely, high), EVENLY)
    mean = (low + 4 * likely + high) / 6
    width = high - low
    # Midpoints of 20,000 strata miss the moments of a bounded density by far less than a ten-thousandth of its width.
    assert values.mean() == pytest.approx(mean, abs=1e-4 * width)
    assert values.var() == pytest.approx((mean - low) * (high - mean) / 7, abs=1e-4 * width**2)
    assert (np.diff(values) > 0).all()
    assert values[0] >= low
    assert values[-1] <= high


def test_a_symmetric_three_point_estimate_has_its_median_at_the_likely_value() -> None:
    assert drawn(three_point(0, 50, 100), np.array([0.5])).tolist() == [pytest.approx(50, abs=1e-9)]


@pytest.mark.parametrize(("count", "size"), [(0, 4), (1, 4), (4, 4), (5, 4), (1000, 250), (1001, 250)])
def test_blocks_cover_every_draw_once_in_order(count: int, size: int) -> None:
    blocks = blocks_of(count, size)
    assert [draw for block in blocks for draw in range(count)[block]] == list(range(count))
    assert all(0 < block.stop - block.start <= size for block in blocks)


def _last(block: slice) -> int:
    return int(block.stop)


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_block_order_whatever_the_number_of_workers(workers: int) -> None:
    assert list(over_blocks(_last, blocks_of(35, 10), Crew(workers))) == [10, 20, 30, 35]


def _fails_at_20(block: slice) -> int:
    if block.start == 20:
        raise ValueError("block 20")
    return int(block.stop)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failing_block_stops_the_run_with_its_own_error(workers: int) -> None:
    answers = over_blocks(_fails_at_20, blocks_of(35, 10), Crew(workers))
    assert [next(answers), next(answers)] == [10, 20]
    with pytest.raises(ValueError, match="block 20"):
        next(answers)


def test_workers_are_started_unasked_where_the_first_block_took_long() -> None:
    assert {pid for _, pid in over_blocks(_who, blocks_of(35, 10), Crew(2, 1e9))} == {os.getpid()}
    answers = list(over_blocks(_who, blocks_of(35, 10), Crew(2, 1e-12)))
    assert [stop for stop, _ in answers] == [10, 20, 30, 35]
    assert answers[0][1] == os.getpid()
    assert os.getpid() not in {pid for _, pid in answers[1:]}


def _who(block: slice) -> tuple[int, int]:
    return int(block.stop), os.getpid()
