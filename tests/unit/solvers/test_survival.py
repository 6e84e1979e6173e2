"""The Kaplan-Meier estimate against its definition, and drawings of clusters against all drawings there are."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.solvers.survival import at_risk, between, cluster_weights, kaplan_meier, shares

CASES = st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.integers(0, 3)), min_size=1, max_size=12)


def by_definition(cases: list[tuple[int, bool]], day: int) -> Fraction:
    share = Fraction(1)
    for time in range(day + 1):
        risk = sum(length >= time for length, _ in cases)
        gone = sum(length == time and ended for length, ended in cases)
        if gone:
            share *= Fraction(risk - gone, risk)
    return share


@given(CASES)
def test_it_is_the_product_over_days(cases: list[tuple[int, bool, int]]):
    days = np.array([float(length) for length, _, _ in cases])
    ended = np.array([each for _, each, _ in cases])
    plain = [(length, each) for length, each, _ in cases]
    found = kaplan_meier(days, ended, np.arange(14.0))
    assert found.tolist() == pytest.approx([float(by_definition(plain, day)) for day in range(14)])
    assert at_risk(days, np.arange(14.0)).tolist() == [sum(length >= day for length, _ in plain) for day in range(14)]


@given(CASES)
def test_a_weight_is_as_many_cases(cases: list[tuple[int, bool, int]]):
    days = np.array([float(length) for length, _, _ in cases])
    ended = np.array([each for _, each, _ in cases])
    weights = np.array([[float(each) for _, _, each in cases]])
    repeated = [(length, each) for length, each, times in cases for _ in range(times)]
    (found,) = kaplan_meier(days, ended, np.arange(14.0), weights)
    if repeated:
        assert found.tolist() == pytest.approx([float(by_definition(repeated, day)) for day in range(14)])
    else:
        assert np.isnan(found).all()


def test_remission_times_of_freireich_1963():
    """The 21 children with 6-MP, whose published estimates at 6, 10 and 23 weeks are 0.857, 0.753 and 0.448."""
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    found = kaplan_meier(np.array(weeks, float), np.array(relapsed, bool), np.array([6.0, 10.0, 23.0]))
    assert found.round(3).tolist() == [0.857, 0.753, 0.448]


def test_drawings_are_all_drawings_of_clusters():
    clusters = np.array([0, 0, 1, 2, 2, 2])
    hits = np.array([True, False, True, False, False, True])
    known = np.array([True, True, True, True, False, True])
    weights = cluster_weights(clusters, 40_000, np.random.default_rng(1))
    assert set(weights[:, clusters == 1].sum(axis=1)) == {0, 1, 2, 3}
    found = shares(hits, known, weights)
    exact = [
        sum(sum(hits[i] and known[i] for i in np.flatnonzero(clusters == c)) for c in drawn)
        / sum(sum(known[i] for i in np.flatnonzero(clusters == c)) for c in drawn)
        for drawn in itertools.product(range(3), repeat=3)
    ]
    for level in (0.3, 0.5, 0.7):
        assert (found <= level).mean() == pytest.approx(np.mean(np.array(exact) <= level), abs=0.015)
    assert between(found)[0] == pytest.approx(min(exact))


def test_what_is_not_a_number_is_left_out():
    values = np.array([np.nan, *np.linspace(0, 1, 41)])
    assert between(values).tolist() == pytest.approx([0.025, 0.975])
