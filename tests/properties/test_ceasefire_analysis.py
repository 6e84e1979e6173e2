"""Ceasefires of random cases: rows add up, and the answer is that of the solver on the calendar by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analyses.ceasefire import analyse_ceasefire
from detente.catalog.past import past_ceasefires
from detente.ensemble import DrawnNumbers, Draws
from detente.ensemble.ceasefires import draw_ceasefire
from detente.problem.ceasefires import Truce, central_number
from detente.results.ceasefire import COURSE
from detente.solvers.ceasefire.chain import curve, outcome
from truces import random_case

TABLE = past_ceasefires()
SEEDS = st.integers(0, 10_000)


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS)
def test_the_seven_states_add_up_to_one_on_every_day(seed: int):
    found = analyse_ceasefire(random_case(seed), TABLE, Draws(0, 5))
    for day in found.curve:
        assert sum(share.central for share in day.shares.values()) == pytest.approx(1, abs=1e-9)
        assert all(-1e-12 <= share.central <= 1 + 1e-12 for share in day.shares.values())
    assert 0 <= found.days_in_force.central <= 40 + 1e-9


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS)
def test_the_answer_is_that_of_the_solver(seed: int):
    case = random_case(seed)
    found = analyse_ceasefire(case, TABLE, Draws(7, 20))
    truce = Truce.of(case)
    central, drawn = truce.calendar(central_number), draw_ceasefire(truce, DrawnNumbers(Draws(7, 20)))
    shares, over = curve(central, 40).shares, curve(drawn, 40).shares
    for day in (0, 1, 15, 40):
        told = found.curve[day].shares
        assert [told[state].central for state in COURSE] == shares[day].tolist()
        assert [told[state].high for state in COURSE] == np.quantile(over[:, day], 0.95, axis=0).tolist()
    assert found.days_in_force.central == float(outcome(central, 40).in_force)
    assert found.days_in_force.middle == float(np.median(outcome(drawn, 40).in_force))
    for name in case.ceasefire.measures if case.ceasefire else ():
        after = outcome(truce.calendar(central_number, [name]), 40)
        told = next(each for each in found.measures if each.name == name).adds
        assert told.days.central == float(after.in_force - outcome(central, 40).in_force)


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS)
def test_draws_of_ranges_without_width_are_the_central_values(seed: int):
    found = analyse_ceasefire(random_case(seed, ranges=False), TABLE, Draws(0, 3))
    spread = [found.days_in_force, *(share for day in found.curve for share in day.shares.values())]
    for number in spread:
        assert (number.low, number.middle, number.high) == pytest.approx((number.central,) * 3, abs=1e-12)


@settings(max_examples=5, deadline=None)
@given(seed=SEEDS)
def test_the_same_draws_give_the_same_answer_to_the_bit(seed: int):
    one, other = (analyse_ceasefire(random_case(seed), TABLE, Draws(1, 30)) for _ in range(2))
    assert one == other


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS)
def test_what_is_promised_is_kept_in_every_draw(seed: int):
    found = analyse_ceasefire(random_case(seed), TABLE, Draws(0, 20))
    every = [each.adds for each in (*found.measures, *found.changes)]
    for adds in every:
        if "in_force" in adds.promised:
            assert adds.days.central >= -1e-9
            assert adds.days.low is not None
            assert adds.days.low >= -1e-9
        if "collapsed" in adds.promised:
            assert adds.collapsed.central <= 1e-9
            assert adds.collapsed.high is not None
            assert adds.collapsed.high <= 1e-9
