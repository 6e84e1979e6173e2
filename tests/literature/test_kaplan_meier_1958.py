"""The share without an event, where some go out of sight before (Kaplan and Meier 1958).

Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, Journal of the American
Statistical Association 53(282), 1958, 457-481. The product-limit estimate multiplies, over the times of events, the
share of those in sight that have none; without losses it is the plain share. The paper was not at hand; no number of it
is asserted, and the eight cases below are calculated by hand.

Where it differs from its source: beside the estimate from cases stands that which a chain of states implies, in which
ceasefires that lapse or are superseded are what goes out of sight.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from detente.analyses.ceasefire import analyse_ceasefire
from detente.case import Ceasefire, CeasefireTerm
from detente.catalog.past import past_ceasefires
from detente.ensemble import Draws
from detente.solvers.survival import kaplan_meier
from truces import between, case_of

DAYS = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])


def test_eight_cases_by_hand():
    ended = np.array([True, False, False, True, True, False, True, False])
    # In sight just before the events: 8, 5, 4 and 2.
    steps = [Fraction(7, 8), Fraction(4, 5), Fraction(3, 4), Fraction(1, 2)]
    expected = np.cumprod([float(step) for step in steps])
    found = kaplan_meier(DAYS, ended, np.array([1.0, 4.0, 5.0, 7.0]))
    assert found == pytest.approx(expected)
    assert found[-1] == pytest.approx(21 / 80)


def test_without_losses_it_is_the_plain_share():
    found = kaplan_meier(DAYS, np.ones(8, dtype=np.bool_), DAYS)
    assert found == pytest.approx(1 - np.arange(1, 9) / 8)


@pytest.mark.parametrize("renewal", [0.0, 0.3, 1.0])
def test_what_lapses_goes_out_of_sight_so_that_the_share_is_that_of_collapse_alone(renewal: float):
    rates = {"collapse": between(0.02), "renewal": between(renewal), "supersession": between(0.05)}
    case = case_of(Ceasefire(rates=rates, term=CeasefireTerm(30), horizon=60))
    found = analyse_ceasefire(case, past_ceasefires(), Draws(0, 0))
    for each in found.reference.days:
        if each.model is None:
            assert renewal == 0
            assert each.day > 30
        else:
            # Superseded within a day, some can no longer collapse on it: a rest of at most half the other rate.
            assert each.model.central == pytest.approx(np.exp(-0.02 * each.day), abs=0.02 * 0.05 * each.day)
