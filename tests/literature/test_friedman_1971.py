"""How patient one must be not to break what is kept as long as nobody breaks it (Friedman 1971).

Source: James W. Friedman, A non-cooperative equilibrium for supergames, Review of Economic Studies 38(1), 1971, 1-12: who
breaks it gains once and has less in every later period; it does not pay from some discount factor on. In the repeated
prisoner's dilemma, with the payoffs T for breaking, R for keeping and P afterwards, that factor is (T - R) / (T - P). The
paper was not at hand; no number of it is asserted, and sums are written out.

Where it differs from its source: a violation is noticed and its author named by a chance, as in Green and Porter (1984),
and ends the ceasefire only then. One violation alone is weighed against none, and the loss of a party's `stakes` is taken
for what it loses on every later day.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from detente.analyses.ceasefire import analyse_ceasefire
from detente.case import Ceasefire, CeasefireStakes, CeasefireTerm, Estimate
from detente.catalog import past_ceasefires
from detente.ensemble import Draws
from detente.solvers.ceasefire.stakes import critical_discount
from truces import between, case_of


@pytest.mark.parametrize(("t", "r", "p"), [(5, 3, 1), (10, 6, 2), (4, 3, 0), (100, 1, 0)])
def test_the_dilemma(t: int, r: int, p: int):
    assert float(critical_discount(t - r, r - p)) == pytest.approx((t - r) / (t - p))


@pytest.mark.parametrize(("gain", "loss", "caught"), [(3.0, 1.0, 0.5), (5.0, 12.5, 0.09), (0.2, 9.0, 1.0)])
def test_at_the_factor_a_violation_gains_as_much_as_it_loses_later(gain: float, loss: float, caught: float):
    factor = float(critical_discount(gain, loss, caught))
    later = sum(factor**day for day in range(1, 20_000))
    assert caught * loss * later == pytest.approx(gain)


def test_the_factor_of_a_party_is_that_of_its_stakes_and_of_what_is_found_out():
    truce = Ceasefire(
        rates={"detection": between(0.5), "attribution": between(0.4), "collapse": between(0.01)},
        violation={"north": between(0.1), "south": between(0.1)},
        stakes={"south": CeasefireStakes(Estimate.point(3), Estimate.point(10))},
    )
    (found,) = analyse_ceasefire(case_of(truce), past_ceasefires(), Draws(0, 0)).patience
    assert found.party == "south"
    assert found.factor.central == pytest.approx(float(Fraction(3) / (3 + Fraction(1, 2) * Fraction(2, 5) * 10)))
    # A term is left out of it.
    ending = replace(truce, term=CeasefireTerm(5, most=1))
    assert analyse_ceasefire(case_of(ending), past_ceasefires(), Draws(0, 0)).patience == (found,)
