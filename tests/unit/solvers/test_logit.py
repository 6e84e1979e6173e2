"""The logit against closed forms, another optimiser, and polls simulated with known coefficients."""

from __future__ import annotations

from importlib import import_module
from itertools import combinations
from math import log
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.solvers.logit import Logit, NoLogit, fit_logit

Floats = NDArray[np.float64]

NORMAL_95 = 1.959963984540054


def fitted(*data: Any, **options: bool) -> Logit:
    found = fit_logit(*data, **options)
    assert isinstance(found, Logit)
    return found


def poll(seed: int) -> tuple[Floats, Floats, Floats]:
    """Return shares, sizes and attributes: a constant and up to four others, some of them products."""
    rng = np.random.default_rng(seed)
    width = int(rng.integers(1, 5))
    rows = int(rng.integers(width + 2, 30))
    attributes = np.column_stack([np.ones(rows), rng.normal(0, rng.choice([0.01, 1, 50]), (rows, width))])
    if width > 1:
        attributes[:, 2] = attributes[:, 1] * rng.integers(0, 2, rows)
        attributes[:2, 2] = attributes[:2, 1] * [1, 0]
    size = rng.integers(1, 2000, rows).astype(float)
    chance = rng.uniform(0.05, 0.95, rows)
    return rng.binomial(size.astype(int), chance) / size, size, attributes


def log_likelihood(coefficients: Floats, share: Floats, size: Floats, attributes: Floats) -> float:
    total = 0.0
    for yes, asked, row in zip(share, size, attributes, strict=True):
        odds = float(np.exp(row @ coefficients))
        total += asked * (yes * log(odds / (1 + odds)) + (1 - yes) * log(1 / (1 + odds)))
    return total


@pytest.mark.parametrize("seed", range(60))
def test_the_likelihood_is_flat_at_the_coefficients(seed: int):
    share, size, attributes = poll(seed)
    found = fit_logit(share, size, attributes)
    if isinstance(found, NoLogit):
        assert found.reason == "separated"
        return
    chance = 1 / (1 + np.exp(-attributes @ found.coefficients))
    slope = attributes.T @ (size * (share - chance))
    assert slope == pytest.approx(0, abs=1e-7 * size.sum() * np.abs(attributes).max())
    assert found.log_likelihood == pytest.approx(log_likelihood(found.coefficients, share, size, attributes))


def test_hardly_any_of_those_polls_is_separated():
    assert sum(isinstance(fit_logit(*poll(seed)), NoLogit) for seed in range(60)) <= 3


@pytest.mark.parametrize("seed", range(60, 90))
def test_coefficients_equal_those_of_another_optimiser(seed: int):
    share, size, attributes = poll(seed)
    found = fitted(share, size, attributes)
    units = np.abs(attributes).max(axis=0)

    def fun(scaled: Floats) -> float:
        logits = attributes @ (scaled / units)
        return float((size * (np.logaddexp(0, logits) - share * logits)).sum() / size.sum())

    optimize: Any = import_module("scipy.optimize")
    other = optimize.minimize(fun, np.zeros(len(units)), method="BFGS", options={"gtol": 1e-9})
    assert found.coefficients * units == pytest.approx(other.x, abs=2e-3, rel=2e-3)
    assert -found.log_likelihood <= other.fun * size.sum() * (1 + 1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_the_covariance_is_the_inverse_of_the_curvature(seed: int):
    share, size, attributes = poll(seed + 200)
    found = fitted(share, size, attributes)
    units = found.standard_errors
    width = len(units)
    reach = 1e-3
    curvature = np.empty((width, width))
    for i in range(width):
        for j in range(width):
            total = 0.0
            for up in (1, -1):
                for right in (1, -1):
                    moved = found.coefficients.copy()
                    moved[i] += up * reach * units[i]
                    moved[j] += right * reach * units[j]
                    logits = attributes @ moved
                    total += up * right * float((size * (share * logits - np.logaddexp(0, logits))).sum())
            curvature[i, j] = -total / (4 * reach**2 * units[i] * units[j])
    identity = found.covariance @ curvature
    assert identity * np.outer(1 / units, units) == pytest.approx(np.eye(width), abs=0.02)


def test_a_constant_alone_is_the_pooled_share():
    found = fitted([0.2, 0.5], [300, 100], [[1], [1]])
    share = (0.2 * 300 + 0.5 * 100) / 400
    assert found.coefficients[0] == pytest.approx(log(share / (1 - share)), abs=1e-12)
    assert found.standard_errors[0] == pytest.approx((400 * share * (1 - share)) ** -0.5)


def test_a_difference_of_groups_is_the_logarithm_of_their_odds_ratio():
    found = fitted([0.2, 0.3, 0.6, 0.4], [50, 150, 80, 120], [[1, 0], [1, 0], [1, 1], [1, 1]])
    yes, no = np.array([55, 96]), np.array([145, 104])
    assert found.coefficients[1] == pytest.approx(log(yes[1] * no[0] / (no[1] * yes[0])), abs=1e-12)
    # Woolf 1955.
    assert found.standard_errors[1] == pytest.approx((1 / yes + 1 / no).sum() ** 0.5)


@pytest.mark.parametrize("seed", range(10))
def test_other_units_of_the_attributes_say_the_same(seed: int):
    rng = np.random.default_rng(seed)
    share, size, attributes = poll(seed + 300)
    width: int = attributes.shape[1]
    turn = rng.normal(size=(width, width)) * np.exp(rng.uniform(-9, 9, width))
    one, other = fitted(share, size, attributes), fitted(share, size, attributes @ turn)
    assert turn @ other.coefficients == pytest.approx(one.coefficients, rel=1e-6, abs=1e-6)
    assert turn @ other.covariance @ turn.T == pytest.approx(one.covariance, rel=1e-6, abs=1e-9)
    assert other.log_likelihood == pytest.approx(one.log_likelihood)
    assert other.dispersion == pytest.approx(one.dispersion)


def test_more_rows_than_coefficients_are_needed():
    assert fit_logit([0.3, 0.6], [10, 10], [[1, 0], [1, 1]]) == NoLogit("rows")
    assert fit_logit([0.3], [10], [[1, 0]]) == NoLogit("rows")


def test_attributes_that_always_go_together_cannot_be_told_apart():
    attributes = [[1, 0, 0], [1, 1, 1e-6], [1, 2, 2e-6], [1, 3, 3e-6]]
    assert fit_logit([0.3, 0.4, 0.5, 0.6], [10] * 4, attributes) == NoLogit("rank")
    assert fit_logit([0.3, 0.4, 0.5], [10] * 3, [[1, 0], [1, 0], [1, 0]]) == NoLogit("rank")
    # A package polled again and again is still one package.
    assert fit_logit([0.3, 0.4, 0.5], [10] * 3, [[1, 2], [1, 2], [1, 2]]) == NoLogit("rank")


def parted(share: Floats, attribute: Floats) -> bool:
    """Return whether one attribute parts yes from no; those who are of two minds stand on both sides."""
    yes, no = attribute[share > 0], attribute[share < 1]
    if not len(yes) or not len(no):
        return True
    return bool(no.max() <= yes.min() or yes.max() <= no.min())


@pytest.mark.parametrize("seed", range(200))
def test_separation_is_found_where_a_line_parts_the_answers_and_only_there(seed: int):
    rng = np.random.default_rng(seed)
    rows = int(rng.integers(3, 7))
    attribute = rng.integers(0, 5, rows).astype(float)
    attribute[:2] = [0, 4]
    share = rng.choice([0, 1, 0.5], rows, p=[0.4, 0.4, 0.2])
    found = fit_logit(share, np.full(rows, 20.0), np.column_stack([np.ones(rows), attribute]))
    assert (found == NoLogit("separated")) == parted(share, attribute)
    assert isinstance(found, Logit) or found.reason == "separated"


def parted_by_a_plane(share: Floats, attributes: NDArray[np.int64]) -> bool:
    """Return whether some plane through the origin parts the answers: an edge of their cone is where two rows meet."""
    for one, other in combinations(attributes, 2):
        border = np.cross(one, other)
        for sides in (attributes @ border, -attributes @ border):
            wrong = ((share > 0) & (sides < 0)) | ((share < 1) & (sides > 0))
            if sides.any() and not wrong.any():
                return True
    return False


@pytest.mark.parametrize("seed", range(200))
def test_separation_by_two_attributes_together_is_found_and_nothing_else(seed: int):
    rng = np.random.default_rng(seed)
    rows = int(rng.integers(4, 12))
    attributes = np.column_stack([np.ones(rows, dtype=np.int64), rng.integers(-3, 4, (rows, 2))])
    attributes[:3, 1:] = [[0, 0], [1, 0], [0, 1]]
    share = rng.choice([0, 1, 0.25], rows, p=[0.45, 0.45, 0.1])
    if seed % 2:
        # A line that parts them, apart from a few.
        share = np.where(attributes @ rng.normal(size=3) > 0, 1.0, 0.0)
        share[rng.random(rows) < 0.1] = 0.5
    found = fit_logit(share, np.full(rows, 20.0), attributes)
    assert (found == NoLogit("separated")) == parted_by_a_plane(share, attributes)
    assert isinstance(found, Logit) or found.reason == "separated"


def test_a_row_without_any_attribute_parts_nothing():
    # The second attribute's rows are all yes; the row of zeros is even whatever the coefficients are.
    assert fit_logit([1, 0.5, 1], [9, 9, 9], [[0, 0], [1, 0], [1, 1]]) == NoLogit("separated")
    assert isinstance(fit_logit([1, 0.5, 0.7], [9, 9, 9], [[0, 0], [1, 0], [1, 1]]), Logit)


def test_a_maximum_out_of_reach_is_said_to_be_so():
    assert fit_logit([1e-250, 1e-300], [10, 10], [[1], [1]]) == NoLogit("steps")
    assert fit_logit([0.5, 0.4, 1e-300], [10] * 3, [[1, 0], [1, 0], [1, 1]]) == NoLogit("steps")


def test_dispersion_is_pearsons_chi_square_over_the_rows_left():
    share, size, attributes = poll(7)
    found = fitted(share, size, attributes)
    chance = 1 / (1 + np.exp(-attributes @ found.coefficients))
    yes, expected = share * size, chance * size
    square = ((yes - expected) ** 2 / expected + (yes - expected) ** 2 / (size - expected)).sum()
    assert found.dispersion == pytest.approx(square / (len(share) - attributes.shape[1]))


def test_scatter_widens_the_covariance_and_its_lack_does_not_narrow_it():
    attributes = [[1, 0], [1, 0], [1, 1], [1, 1]]
    wide = ([0.2, 0.4, 0.5, 0.7], [1000] * 4, attributes)
    raw, scaled = fitted(*wide), fitted(*wide, dispersed=True)
    assert raw.dispersion > 10
    assert scaled.covariance == pytest.approx(raw.covariance * raw.dispersion)
    assert scaled.coefficients == pytest.approx(raw.coefficients)
    still = ([0.3, 0.3, 0.6, 0.6], [1000] * 4, attributes)
    assert fitted(*still).dispersion < 1
    assert fitted(*still, dispersed=True).covariance == pytest.approx(fitted(*still).covariance)


PLANTED = np.array([0.4, -1.1, 0.8, 0.6])


def coverage(*, scatter: float, dispersed: bool) -> list[int]:
    """Return how often, in 200 simulated polls, the 95% interval of each coefficient holds the planted one."""
    rng = np.random.default_rng(2025)
    holds = np.zeros(len(PLANTED), dtype=int)
    for _ in range(200):
        guarantee, land = rng.integers(0, 2, 24), rng.uniform(-1, 1, 24)
        attributes = np.column_stack([np.ones(24), guarantee, land, guarantee * land])
        size = rng.integers(400, 1200, 24)
        chance = 1 / (1 + np.exp(-(attributes @ PLANTED)))
        if scatter:
            # Of beta shape, with a variance that binomial samples of this size would have, times `scatter`.
            weight = (size - 1) / scatter - 1
            chance = rng.beta(chance * weight, (1 - chance) * weight)
        found = fitted(rng.binomial(size, chance) / size, size, attributes, dispersed=dispersed)
        holds += np.abs(found.coefficients - PLANTED) <= NORMAL_95 * found.standard_errors
    return holds.tolist()


@pytest.mark.parametrize("dispersed", [False, True])
def test_intervals_hold_the_planted_coefficients_as_often_as_they_say(dispersed: bool):
    assert all(180 <= often <= 198 for often in coverage(scatter=0, dispersed=dispersed))


def test_polls_that_scatter_more_need_the_wider_intervals():
    assert all(often < 170 for often in coverage(scatter=3, dispersed=False))
    assert all(180 <= often <= 198 for often in coverage(scatter=3, dispersed=True))
