"""What moves the verdicts."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from detente.analyses import analyse_deal
from detente.analyses.influence import BINS, evpi, influences
from detente.analyses.uncertainty import analyse_uncertainty
from detente.case import Case, Estimate, Issue, Party, Preferences, Values
from detente.ensemble import Draws

COUNT = 1000
COLUMNS = {name: Draws(1, COUNT).column(name) for name in ("front", "noise", "wage")}


def between(low: int, high: int) -> Estimate:
    return Estimate(Fraction(low), Fraction(high))


@pytest.mark.parametrize(("share", "expected"), [(0, 0), (1, 0), (0.25, 0.25), (0.5, 0.5), (0.75, 0.25)])
def test_evpi_is_the_chance_of_a_wrong_verdict(share: float, expected: float) -> None:
    assert evpi(share) == expected


@pytest.mark.parametrize("upwards", [True, False])
def test_a_number_that_decides_alone_comes_first_and_is_worth_all_there_is(*, upwards: bool) -> None:
    front = COLUMNS["front"]
    holds = front > 0.6 if upwards else front < 0.4
    first, *others = influences(COLUMNS, holds, holds, COLUMNS, {})
    assert first.path == "front"
    assert (first.low, first.high) == ((0, 1) if upwards else (1, 0))
    assert (first.zopa_low, first.zopa_high) == (first.low, first.high)
    # The verdict changes between two of the five bins, so every bin knows it.
    assert first.evppi == pytest.approx(evpi(0.4))
    for other in others:
        assert other.evppi < 0.02
        assert abs(other.high - other.low) < 0.15


def test_a_change_inside_a_bin_is_worth_a_little_less() -> None:
    holds = COLUMNS["front"] > 0.5
    first = influences(COLUMNS, holds, holds, COLUMNS, {})[0]
    # The middle fifth holds the change: half of it is unknown still.
    assert first.evppi == pytest.approx(0.5 - 0.5 / BINS)


def test_the_zone_orders_numbers_that_do_not_move_the_best_candidate() -> None:
    never = np.zeros(COUNT, dtype=np.bool_)
    found = influences(COLUMNS, never, COLUMNS["wage"] > 0.2, COLUMNS, {})
    assert found[0].path == "wage"
    assert {one.evppi for one in found} == {0}
    same = influences(COLUMNS, never, never, COLUMNS, {})
    assert [one.path for one in same] == sorted(COLUMNS)


def test_each_verdict_is_read_against_its_own_draws() -> None:
    other = {name: Draws(2, COUNT).column(name) for name in COLUMNS}
    first = influences(COLUMNS, COLUMNS["front"] > 0.6, other["front"] > 0.6, other, {})[0]
    assert (first.path, first.zopa_low, first.zopa_high) == ("front", 0, 1)


@pytest.mark.parametrize("count", [1, 2, 4, 5, 6])
def test_few_draws_give_numbers_all_the_same(count: int) -> None:
    column = Draws(1, count).column("front")
    holds = column > 0.5
    (found,) = influences({"front": column}, holds, holds, {"front": column}, {})
    assert found.low == float(holds[np.argmin(column)])
    assert found.high == float(holds[np.argmax(column)]) or count > BINS
    assert 0 <= found.evppi <= 0.5


@pytest.mark.parametrize("count", [20, 50, 103, 1000])
def test_learning_less_than_half_a_draw_is_worth_nothing(count: int) -> None:
    rng = np.random.default_rng(count)
    column = np.arange(count) / count
    worth = {
        influences({"x": column}, holds, holds, {"x": column}, {})[0].evppi
        for holds in (rng.random((300, count)) < rng.random((300, 1)) ** 0.3)
    }
    assert 0.0 in worth
    assert min(worth - {0.0}, default=1.0) >= 0.5 / count


def test_no_inputs_no_influences() -> None:
    holds = np.ones(4, dtype=np.bool_)
    assert influences({}, holds, holds, {}, {}) == ()


def one_decides() -> Case:
    """Return a case in which only the seller's no-deal value decides whether there is a zone."""
    price = Issue("price", ("low", "high"))
    values = {
        "Buyer": Values({"low": between(90, 100), "high": between(40, 60)}),
        "Seller": Values({"low": Estimate.point(0), "high": Estimate.point(60)}),
    }
    no_deal = {"Buyer": between(0, 20), "Seller": between(0, 100)}
    stances = {
        name: Preferences(name, {"price": Estimate.point(1)}, {"price": values[name]}, no_deal[name]) for name in values
    }
    return Case("One decides", {name: Party(name) for name in values}, {"price": price}, stances)


def test_the_number_that_decides_a_case_leads_its_influences() -> None:
    case = one_decides()
    found = analyse_uncertainty(case, analyse_deal(case), draws=500, seed=3)
    first, *others = found.influences
    assert first.path == "preferences.Seller.no_deal"
    assert (first.low, first.high, first.zopa_low, first.zopa_high) == (1, 0, 1, 0)
    assert found.zopa_share == 0.6
    assert first.evppi == pytest.approx(found.evpi) == pytest.approx(0.4)
    assert len(others) == 3
    assert all(other.evppi < 0.03 for other in others)


def test_gains_tell_what_moves_them_where_no_verdict_does() -> None:
    rng = np.random.default_rng(3)
    draws = 4000
    columns = {name: rng.permutation((np.arange(draws) + 0.5) / draws) for name in ("wide", "narrow", "idle")}
    always = np.ones(draws, dtype=np.bool_)
    gain = 30 * columns["wide"] - 10 * columns["narrow"]
    found = influences(columns, always, always, columns, {"union": gain})
    assert [one.path for one in found] == ["wide", "narrow", "idle"]
    # Of a sum of independent uniform numbers each explains its squared width; fifths see 24/25 of that.
    wide, narrow, idle = (one.gains["union"] for one in found)
    assert wide.explains == pytest.approx(0.96 * 900 / 1000, abs=0.01)
    assert narrow.explains == pytest.approx(0.96 * 100 / 1000, abs=0.01)
    assert idle.explains < 0.01
    assert wide.high - wide.low == pytest.approx(0.8 * 30, abs=0.5)
    assert narrow.high - narrow.low == pytest.approx(-0.8 * 10, abs=0.5)
    assert found[0].explains == wide.explains


def test_what_moves_a_verdict_goes_before_what_moves_a_gain() -> None:
    rng = np.random.default_rng(4)
    draws = 2000
    columns = {name: rng.permutation((np.arange(draws) + 0.5) / draws) for name in ("verdict", "gain")}
    found = influences(columns, columns["verdict"] > 0.7, columns["verdict"] > 0.7, columns, {"union": columns["gain"]})
    assert [(one.path, one.clear) for one in found] == [("verdict", True), ("gain", False)]
