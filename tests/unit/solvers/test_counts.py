"""Rates from counts: against the definitions of the intervals, by simulation, and updates against a grid."""

from __future__ import annotations

import math

import numpy as np
import pytest

from detente.solvers.counts import Gamma, gamma_between, rate_interval, ratio_interval

TAIL = 0.025


def poisson_at_most(count: int, mean: float) -> float:
    return sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(count + 1))


def binomial_at_most(count: int, number: int, share: float) -> float:
    return sum(math.comb(number, k) * share**k * (1 - share) ** (number - k) for k in range(count + 1))


@pytest.mark.parametrize("count", [0, 1, 2, 7, 30, 101, 400])
@pytest.mark.parametrize("exposure", [0.5, 1, 23])
def test_at_the_ends_of_the_interval_the_count_is_just_in_the_tails(count: int, exposure: float):
    low, high = rate_interval(count, exposure)
    assert poisson_at_most(count, high * exposure) == pytest.approx(TAIL)
    if count:
        assert 1 - poisson_at_most(count - 1, low * exposure) == pytest.approx(TAIL)
    else:
        assert low == 0
        assert high * exposure == pytest.approx(-math.log(TAIL))


@pytest.mark.parametrize(("count", "ends"), [(5, (1.62, 11.67)), (10, (4.80, 18.39)), (20, (12.22, 30.89))])
def test_tabulated_ends(count: int, ends: tuple[float, float]):
    """As in tables of the interval in print."""
    assert [round(end, 2) for end in rate_interval(count, 1)] == pytest.approx(ends, abs=0.005)


@pytest.mark.parametrize("mean", [0.3, 1.7, 6.2, 25.0])
def test_the_interval_holds_the_rate_at_least_as_often_as_it_says(mean: float):
    generator = np.random.default_rng(3)
    drawn, times = np.unique(generator.poisson(mean, 20_000), return_counts=True)
    held = sum(
        int(number)
        for count, number in zip(drawn, times, strict=True)
        if (ends := rate_interval(int(count), 4))[0] <= mean / 4 <= ends[1]
    )
    assert 0.95 - 0.005 <= held / 20_000 < 1


@pytest.mark.parametrize(("count", "other"), [(1, 1), (4, 9), (12, 3), (0, 5), (40, 60)])
def test_at_the_ends_of_a_ratio_the_split_of_the_sum_is_just_in_the_tails(count: int, other: int):
    exposure, other_exposure = 3.0, 7.0
    low, high = ratio_interval(count, exposure, other, other_exposure)
    share = high * exposure / (high * exposure + other_exposure)
    assert binomial_at_most(count, count + other, share) == pytest.approx(TAIL)
    share = low * exposure / (low * exposure + other_exposure)
    if count:
        assert 1 - binomial_at_most(count - 1, count + other, share) == pytest.approx(TAIL)
    else:
        assert low == 0


def test_a_ratio_turned_round_is_its_inverse():
    low, high = ratio_interval(4, 3.0, 9, 7.0)
    turned = ratio_interval(9, 7.0, 4, 3.0)
    assert turned == pytest.approx((1 / high, 1 / low))


@pytest.mark.parametrize(("count", "other", "low"), [(0, 0, 0.0), (3, 0, 0.4132)])
def test_over_nothing_a_ratio_has_no_upper_end(count: int, other: int, low: float):
    found = ratio_interval(count, 1.0, other, 1.0)
    assert found[1] == math.inf
    assert found[0] == pytest.approx(low, abs=1e-3)


def test_a_ratio_holds_the_true_one_at_least_as_often_as_it_says():
    generator = np.random.default_rng(5)
    first, second = generator.poisson(6.0, 4_000), generator.poisson(10.0, 4_000)
    pairs, times = np.unique(np.stack([first, second]), axis=1, return_counts=True)
    held = 0
    for (one, two), number in zip(pairs.T, times, strict=True):
        low, high = ratio_interval(int(one), 2.0, int(two), 5.0)
        held += int(number) * (low <= (6 / 2) / (10 / 5) <= high)
    assert 0.95 - 0.01 <= held / 4_000 < 1


@pytest.mark.parametrize(
    ("prior", "count", "exposure"),
    [(Gamma(2.0, 4.0), 7, 10.0), (Gamma(0.5, 0.1), 0, 3.0), (Gamma(30.0, 8.0), 101, 28.0)],
)
def test_an_update_is_the_posterior_on_a_grid(prior: Gamma, count: int, exposure: float):
    after = prior.updated(count, exposure)
    edge = after.between(1 - 1e-9)[1]
    # Even in the logarithm of the rate, which puts one more power of the rate into the density.
    rates = np.geomspace(edge * 1e-14, edge, 400_000)
    log = (prior.shape + count) * np.log(rates) - (prior.rate + exposure) * rates
    grid = np.exp(log - log.max())
    grid /= grid.sum()
    assert after.mean == pytest.approx(float(grid @ rates), rel=1e-3)
    low, high = after.between()
    below = np.cumsum(grid)
    assert below[np.searchsorted(rates, low)] == pytest.approx(TAIL, abs=2e-3)
    assert below[np.searchsorted(rates, high)] == pytest.approx(1 - TAIL, abs=2e-3)
    # The prediction is the Poisson chance of each number, averaged over the posterior.
    ahead = 2.5
    averaged = [
        float(grid @ np.exp(-rates * ahead + k * np.log(rates * ahead) - math.lgamma(k + 1))) for k in range(12)
    ]
    assert after.predicted(ahead, 11).tolist() == pytest.approx(averaged, rel=2e-3, abs=1e-9)


def test_two_updates_are_one():
    assert Gamma(1.5, 2.0).updated(3, 4.0).updated(5, 6.0) == Gamma(1.5, 2.0).updated(8, 10.0)


@pytest.mark.parametrize("prior", [Gamma(2.5, 3.0), Gamma(0.3, 2.0), Gamma(400.0, 10.0)])
def test_a_predicted_range_leaves_at_most_half_the_rest_on_each_side(prior: Gamma):
    low, high = prior.predicted_between(4.0)
    chances = prior.predicted(4.0, high + 1)
    assert chances[:low].sum() <= TAIL < chances[: low + 1].sum()
    assert chances[:high].sum() < 1 - TAIL <= chances[: high + 1].sum()
    whole = prior.predicted(4.0, 5_000)
    assert whole.sum() == pytest.approx(1)
    assert float(whole @ np.arange(5_001)) == pytest.approx(prior.mean * 4)


@pytest.mark.parametrize(
    ("low", "high", "level"), [(0.5, 2.0, 0.9), (0.001, 4.0, 0.8), (20.0, 21.0, 0.95), (1e-9, 1.0, 0.9)]
)
def test_a_gamma_has_the_range_it_was_made_of(low: float, high: float, level: float):
    assert gamma_between(low, high, level).between(level) == pytest.approx((low, high), rel=1e-6)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (2, 1), (1, 1), (1, 1.00001), (1e-300, 1e300)])
def test_what_is_no_range_has_no_gamma(low: float, high: float):
    with pytest.raises(ValueError, match="no "):
        gamma_between(low, high)
