"""Rates and their generator, stakes, and the calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detente.errors import UsageError
from detente.solvers.ceasefire.chain import curve
from detente.solvers.ceasefire.dates import Calendar, Phase, Renewal, Term, repeated
from detente.solvers.ceasefire.rates import CHANCES, NUMBERS, Rates, generator, straining
from detente.solvers.ceasefire.stakes import Stakes, critical_discount


def test_every_rate_stands_where_the_definitions_put_it():
    rates = Rates(
        accident=1,
        violation=[0.5, 0.25],
        detection=0.5,
        attribution=0.25,
        strain_accident=0.125,
        strain_violation=1,
        strain_unexplained=0.5,
        resolution=2,
        retaliation=3,
        resumption=4,
        collapse_holding=5,
        collapse_strained=6,
        collapse_suspended=7,
        supersession_holding=8,
        supersession_strained=9,
        supersession_suspended=10,
    )
    accidents = 1 * 0.5 * (0.25 * 0.125 + 0.75 * 0.5)
    violations = 0.75 * 0.5 * (0.25 * 1 + 0.75 * 0.5)
    assert straining(rates).by_accidents == accidents
    assert straining(rates).by_violations == violations
    strain = accidents + violations
    assert generator(rates).tolist() == [
        [-strain - 13, strain, 0, 8, 5],
        [2, -20, 3, 9, 6],
        [4, 0, -21, 10, 7],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
    ]


def test_numbers_draws_and_sides_go_together():
    assert Rates().shape == ()
    assert Rates(violation=[0.1, 0.2]).shape == ()
    assert Rates(violation=np.full((4, 2), 0.1)).shape == (4,)
    assert Rates(accident=np.full(4, 0.1), violation=[0.1, 0.2, 0.3]).shape == (4,)
    assert Rates(violation=0.3, stakes=Stakes(gain=[1, 2], loss=3)).shape == ()
    assert Rates(violation=0.3, stakes=Stakes(gain=np.ones((4, 2)), loss=3)).shape == (4,)
    assert generator(Rates(accident=np.full(4, 0.1))).shape == (4, 5, 5)


@pytest.mark.parametrize("name", [*NUMBERS, "violation"])
@pytest.mark.parametrize("value", [-0.1, np.nan, np.inf, [0.2, -0.1]])
def test_a_rate_below_0_or_beyond_all_numbers_is_refused(name: str, value: Any):
    given: dict[str, Any] = {name: value}
    with pytest.raises(UsageError, match=name):
        Rates(**given)


@pytest.mark.parametrize("name", CHANCES)
def test_a_chance_above_1_is_refused(name: str):
    given: dict[str, Any] = {name: 1.01}
    with pytest.raises(UsageError, match=r"in \[0, 1\]"):
        Rates(**given)


def test_draws_that_do_not_fit_are_refused():
    with pytest.raises(UsageError, match="do not fit"):
        Rates(accident=[0.1, 0.2], detection=[0.1, 0.2, 0.3])
    with pytest.raises(UsageError, match="one for each draw"):
        Rates(accident=[[0.1, 0.2]])
    with pytest.raises(UsageError, match="do not fit"):
        Calendar((Phase(Rates(accident=[0.1, 0.2]), 5), Phase(Rates(accident=[0.1, 0.2, 0.3]))))


def test_a_side_violates_where_its_gain_exceeds_what_it_would_lose():
    stakes = Stakes(gain=[3, 5, -1], loss=[10, 10, 0])
    assert stakes.used(0.4).tolist() == [0, 1, 0]
    assert stakes.used([0.2, 0.6]).tolist() == [[1, 1, 0], [0, 0, 0]]
    smooth = replace(stakes, scale=[1, 1, 0])
    assert smooth.used(0.4) == pytest.approx([1 / (1 + np.exp(1)), 1 / (1 + np.exp(-1)), 0])
    # Far out the logistic curve must neither overflow nor leave [0, 1].
    assert Stakes(gain=[-1e6, 1e6], loss=0, scale=1).used(0.5).tolist() == [0, 1]


def test_the_step_is_the_limit_of_the_logit():
    rng = np.random.default_rng(0)
    gain, loss = rng.uniform(0, 5, (50, 3)), rng.uniform(0, 10, (50, 3))
    step = Stakes(gain=gain, loss=loss).used(0.5)
    assert Stakes(gain=gain, loss=loss, scale=1e-6).used(0.5) == pytest.approx(step, abs=1e-9)
    assert 0.2 < step.mean() < 0.8


def test_stakes_make_violations_rarer_where_they_are_noticed_and_named():
    rates = Rates(violation=[1, 1], detection=0.5, attribution=0.5, strain_violation=1, strain_unexplained=1)
    assert straining(rates).total == 1
    assert straining(replace(rates, stakes=Stakes(gain=[2, 4], loss=10))).total == 0.5
    assert straining(replace(rates, attribution=1, stakes=Stakes(gain=[2, 4], loss=10))).total == 0
    assert straining(replace(rates, attribution=0, stakes=Stakes(gain=[2, 4], loss=10))).total == 1


@pytest.mark.parametrize(("name", "value"), [("loss", -1), ("scale", -1), ("gain", np.nan), ("loss", np.inf)])
def test_impossible_stakes_are_refused(name: str, value: float):
    with pytest.raises(UsageError, match=name):
        Stakes(**{"gain": 1, "loss": 1, name: value})


def test_at_the_critical_discount_factor_a_violation_just_pays():
    rng = np.random.default_rng(1)
    gain, loss, caught = rng.uniform(0.1, 5, 40), rng.uniform(0.1, 5, 40), rng.uniform(0.1, 1, 40)
    factor = critical_discount(gain, loss, caught)
    later = np.array([sum(d**k for k in range(1, 20_000)) for d in factor.tolist()])
    assert caught * loss * later == pytest.approx(gain, rel=1e-9)


def test_the_critical_discount_factor_has_ends():
    assert critical_discount([0, -2, 3, 3], [1, 1, 0, 1], [1, 1, 1, 0]).tolist() == [0, 0, 1, 1]
    with pytest.raises(UsageError):
        critical_discount(1, -1)
    with pytest.raises(UsageError):
        critical_discount(1, 1, 1.5)


@pytest.mark.parametrize(
    ("phases", "terms", "reason"),
    [
        pytest.param((), (), "last phase", id="no-phase"),
        pytest.param((Phase(Rates(), 5),), (), "last phase", id="last-phase-ends"),
        pytest.param((Phase(Rates()), Phase(Rates())), (), "last phase", id="first-phase-has-no-end"),
        pytest.param((Phase(Rates(), 5), Phase(Rates(), 5), Phase(Rates())), (), "ascending", id="equal-days"),
        pytest.param((Phase(Rates(), 0), Phase(Rates())), (), "ascending", id="ends-at-the-start"),
        pytest.param((Phase(Rates()),), (Term(0),), "at least one day", id="no-days"),
        pytest.param((Phase(Rates()),), (Term(5), Term(5)), "how it is renewed", id="term-after-the-last"),
        pytest.param((Phase(Rates()),), (Term(None), Term(5)), "how it is renewed", id="term-after-no-end"),
        pytest.param((Phase(Rates()),), (Term(None, Renewal(1, 1, 1)),), "without an end", id="renewed-without-end"),
    ],
)
def test_impossible_calendars_are_refused(phases: tuple[Phase, ...], terms: tuple[Term, ...], reason: str):
    with pytest.raises(UsageError, match=reason):
        Calendar(phases, terms)


def test_impossible_renewals_and_starts_are_refused():
    with pytest.raises(UsageError, match="renewal"):
        Renewal(1.1, 0, 0)
    with pytest.raises(UsageError, match="one for each draw"):
        Calendar((Phase(Rates()),), (Term(5, Renewal([[0.5, 0.6]], 0, 0)),))
    with pytest.raises(UsageError, match="at least one term"):
        repeated(5, Renewal(1, 1, 1), 0)
    for start in (-1, 3):
        with pytest.raises(UsageError, match="starts"):
            Calendar((Phase(Rates()),), start=start)


def test_dates_follow_the_terms():
    renewal = Renewal(1, 1, 1)
    phases = (Phase(Rates()),)
    assert [day for day, _ in Calendar(phases).dates(100)] == []
    assert [day for day, _ in Calendar(phases, (Term(30, renewal),)).dates(100)] == [30, 60, 90]
    assert [day for day, _ in Calendar(phases, repeated(30, renewal, 2)).dates(100)] == [30, 60]
    assert [day for day, _ in Calendar(phases, (Term(30, renewal), Term(None))).dates(100)] == [30]
    assert [day for day, _ in Calendar(phases, (Term(30, renewal), Term(70))).dates(100)] == [30, 100]


@pytest.mark.parametrize("since", [0, 4, 5, 9, 10, 40])
def test_rates_revised_from_a_day_on_leave_the_days_before(since: int):
    phases = (Phase(Rates(collapse_holding=0.1), 5), Phase(Rates(collapse_holding=0.2), 10), Phase(Rates()))
    calendar = Calendar(phases)
    revised = calendar.revised(lambda rates: replace(rates, supersession_holding=0.5), since)
    for day in range(50):
        before, after = calendar.phases[calendar.phase(day)].rates, revised.phases[revised.phase(day)].rates
        assert after.collapse_holding == before.collapse_holding
        assert after.supersession_holding == (0.5 if day >= since else 0)
    both = curve(calendar, 50).shares, curve(revised, 50).shares
    assert both[0][: since + 1] == pytest.approx(both[1][: since + 1], abs=1e-15)


def test_rates_are_not_revised_before_the_start():
    with pytest.raises(UsageError, match="before the start"):
        Calendar((Phase(Rates()),)).revised(lambda rates: rates, -1)
