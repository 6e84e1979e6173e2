"""What holds of every case, whatever its numbers: the axioms of the solutions, and what order must not change.

Sources: Nash 1950 (scale invariance, symmetry, efficiency, independence of irrelevant alternatives); Kalai and
Smorodinsky 1975 (scale invariance, symmetry); here for finite sets, with every tie.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from detente.analyses import analyse_deal
from detente.case import Condition, Rule, option_text
from oracle.brute import Truth
from oracle.generate import samples
from oracle.transform import both_ways, reordered, rescaled

if TYPE_CHECKING:
    from random import Random

    from detente.results import Deal, Outcome
    from oracle.generate import Sample

SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
SEVERAL = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

Points = frozenset[tuple[str, Fraction]]


def points(deal: Deal, outcome: Outcome) -> Points:
    return frozenset((party, outcome.utility[party]) for party in deal.counted)


def packages_of(deal: Deal, name: str) -> list[tuple[dict[str, object], int]]:
    outcomes: tuple[Outcome, ...] = getattr(deal.solutions, name)
    return [(dict(outcome.package), outcome.packages) for outcome in outcomes]


def vectors_of(deal: Deal, name: str) -> set[tuple[Fraction, ...]]:
    outcomes: tuple[Outcome, ...] = getattr(deal.solutions, name)
    return {tuple(outcome.utility[party] for party in deal.counted) for outcome in outcomes}


@SEVERAL
@given(
    samples(),
    st.data(),
    st.sampled_from([Fraction(1, 3), Fraction(2, 7), Fraction(3), Fraction(17, 10)]),
    st.integers(-30, 40),
)
def test_a_partys_scale_does_not_matter_to_nash_and_kalai_smorodinsky(
    sample: Sample, data: st.DataObject, factor: Fraction, shift: int
) -> None:
    deal = analyse_deal(sample.case, count=sample.count)
    party = data.draw(st.sampled_from(deal.counted))
    again = analyse_deal(rescaled(sample.case, party, factor, Fraction(shift)), count=sample.count)
    assert again.zopa == deal.zopa
    assert again.frontier.size == deal.frontier.size
    assert again.opposition == pytest.approx(deal.opposition)
    assert again.zero_sumness.value == pytest.approx(deal.zero_sumness.value)
    assert again.solutions.left_out == deal.solutions.left_out
    for name in ("nash", "kalai_smorodinsky"):
        assert packages_of(again, name) == packages_of(deal, name)
    for party_, ideal in deal.ideal.items():
        assert again.ideal[party_] == (factor * ideal + shift if party_ == party else ideal)


@SEVERAL
@given(samples(outcomes=12))
def test_mirrored_parties_get_mirrored_solutions(sample: Sample) -> None:
    first, second, *_ = [*(name for name, party in sample.case.parties.items() if party.role == "principal"), "", ""]
    assume(second)
    deal = analyse_deal(both_ways(sample.case, first, second))
    assert deal.ideal.get(first) == deal.ideal.get(second)
    for name in SOLUTIONS:
        found = vectors_of(deal, name)
        assert found == {(v, u) for u, v in found}


def summary(deal: Deal) -> dict[str, object]:
    """Return what must not depend on the order in which a case lists its parts."""
    solutions = {
        name: {points(deal, outcome): outcome.packages for outcome in getattr(deal.solutions, name)}
        for name in SOLUTIONS
    }
    return {
        **solutions,
        "frontier": {points(deal, point): (point.packages, point.acceptable) for point in deal.frontier.points},
        "acceptable frontier": {points(deal, point): point.packages for point in deal.acceptable_frontier.points},
        "facts": (deal.zopa, deal.space, deal.ideal, deal.acceptable_ideal, deal.no_deal),
        "left out": set(deal.solutions.left_out),
        "opposition": deal.opposition,
        "proposals": {
            name: (given.completions, given.possible, given.necessary, given.low, given.high)
            for name, given in deal.proposals.items()
        },
        "firm only": deal.firm_only and {points(deal, point) for point in deal.firm_only.acceptable_frontier.points},
    }


@SEVERAL
@given(samples(), st.randoms(use_true_random=False))
def test_the_order_of_parties_issues_and_options_does_not_matter(sample: Sample, rng: Random) -> None:
    deal = analyse_deal(sample.case, count=sample.count)
    again = analyse_deal(reordered(rng, sample.case), count=sample.count)
    assert summary(again) == summary(deal)
    assert again.zero_sumness.value == pytest.approx(deal.zero_sumness.value)
    assert again.zero_sumness.by_issue == pytest.approx(deal.zero_sumness.by_issue)


@SEVERAL
@given(samples(), st.data())
def test_nash_egalitarian_and_utilitarian_ignore_irrelevant_alternatives(sample: Sample, data: st.DataObject) -> None:
    truth = Truth(sample.case, sample.count)
    deal = analyse_deal(sample.case, count=sample.count)
    chosen = {vector for name in ("nash", "egalitarian", "utilitarian") for vector in vectors_of(deal, name)}
    idle = [x for x in truth.acceptable if truth.vector(x) not in chosen]
    assume(idle and not deal.solutions.nash_by_leximin)
    dropped = truth.named(data.draw(st.sampled_from(idle)))
    never = Rule("simplification", never=Condition({name: (option_text(o),) for name, o in dropped.items()}))
    again = analyse_deal(replace(sample.case, rules=(*sample.case.rules, never)), count=sample.count)
    for name in ("nash", "egalitarian", "utilitarian"):
        assert vectors_of(again, name) == vectors_of(deal, name)


@SEVERAL
@given(samples())
def test_solutions_are_efficient_and_worth_at_least_no_deal(sample: Sample) -> None:
    deal = analyse_deal(sample.case, count=sample.count)
    efficient = {points(deal, point) for point in deal.acceptable_frontier.points}
    for name in SOLUTIONS:
        outcomes: tuple[Outcome, ...] = getattr(deal.solutions, name)
        assert bool(outcomes) == deal.zopa
        for outcome in outcomes:
            assert points(deal, outcome) in efficient
            assert outcome.acceptable
            assert all(outcome.gain[party] >= 0 for party in deal.consenting)
