"""Numbers drawn by order against the exact moments and marginal distributions of the ordered simplex."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product
from math import comb, sqrt
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.case import Case, Estimate, Issue, OptionOrder, Party, Preferences, Rank, Values, WeightOrder, numbers_of
from detente.ensemble import UNIT, Draws, draw_case
from detente.ensemble.orders import ordered_points, ordered_weights
from detente.problem import compile_case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

COUNT = 20_000
TEN = WeightOrder(tuple(Rank((f"issue {i}",)) for i in range(10)))
ORDERS = {
    "ten issues": TEN,
    "two": WeightOrder((Rank(("a",)), Rank(("b",)))),
    "tie above": WeightOrder((Rank(("a", "b", "c"), tied=True), Rank(("d",)))),
    "tie below": WeightOrder((Rank(("a",)), Rank(("b", "c"), tied=True))),
    "ties of several sizes": WeightOrder(
        (Rank(("a", "b"), tied=True), Rank(("c",)), Rank(("d", "e", "f"), tied=True), Rank(("g",)))
    ),
    "nothing known": WeightOrder((Rank(("a", "b", "c", "d")),)),
    "groups": WeightOrder((Rank(("a", "b")), Rank(("c", "d", "e")))),
    "groups and a tie": WeightOrder((Rank(("a", "b")), Rank(("c", "d"), tied=True), Rank(("e", "f", "g")))),
}


def extensions(order: WeightOrder) -> list[list[tuple[str, ...]]]:
    """Return every strict order of issues, and of tied issues as one, that an order allows."""
    ways = [
        [[rank.issues]] if rank.tied else [[(issue,) for issue in way] for way in permutations(rank.issues)]
        for rank in order.ranks
    ]
    return [[part for rank in way for part in rank] for way in product(*ways)]


def exact_moments(order: WeightOrder) -> tuple[Floats, Floats]:
    """Return mean and covariance of a uniform point among all weights of sum 1 in an order.

    For one extension they form a simplex; a uniform point has barycentric coordinates of which each has mean 1/m, and
    each two the mean product (1 + equal)/(m (m + 1)). The extensions of one order have equal volume here.
    """
    names = list(order.rank_of)
    mean = np.zeros(len(names))
    second = np.zeros((len(names), len(names)))
    ways = extensions(order)
    for parts in ways:
        corners = np.array(
            [
                [1 / sum(map(len, parts[:k])) if any(name in part for part in parts[:k]) else 0.0 for name in names]
                for k in range(1, len(parts) + 1)
            ]
        )
        m = len(parts)
        mean += corners.mean(axis=0) / len(ways)
        products = (np.ones((m, m)) + np.eye(m)) / (m * (m + 1))
        second += corners.T @ products @ corners / len(ways)
    return mean, second - np.outer(mean, mean)


def largest_at_most(x: Floats, count: int) -> Floats:
    """Return the chance that the largest of uniform weights of sum 1 is at most x (Whitworth 1897)."""
    terms = [(-1) ** j * comb(count, j) * np.maximum(1 - j * x, 0.0) ** (count - 1) for j in range(count + 1)]
    return np.sum(terms, axis=0)


def smallest_at_most(x: Floats, count: int) -> Floats:
    """Return the chance that the smallest is at most x: scaled, it is the smallest of all parts at once."""
    return 1 - np.maximum(1 - count * x, 0.0) ** (count - 1)


def distance(sample: Floats, distribution: Callable[[Floats], Floats]) -> float:
    """Return the Kolmogorov-Smirnov distance."""
    ordered = np.sort(sample)
    steps = np.arange(len(ordered) + 1) / len(ordered)
    at = distribution(ordered)
    return float(max(np.abs(at - steps[1:]).max(), np.abs(at - steps[:-1]).max()))


def worst_error(weights: Mapping[str, Floats], order: WeightOrder) -> float:
    """Return the largest error of a mean or covariance, in standard errors of independent draws.

    The standard error of a covariance is bounded with the kurtosis of an exponential number, 9.
    """
    drawn = np.stack([weights[name] for name in order.rank_of])
    mean, covariance = exact_moments(order)
    deviations = np.sqrt(np.diag(covariance))
    of_means = np.abs(drawn.mean(axis=1) - mean) / (deviations / sqrt(COUNT))
    of_covariances = np.abs(np.cov(drawn) - covariance) / (np.outer(deviations, deviations) * sqrt(8 / COUNT))
    return float(max(of_means.max(), of_covariances.max()))


def columns(order: WeightOrder, seed: int = 7) -> dict[str, Floats]:
    draws = Draws(seed, COUNT)
    return {name: draws.column(name) for name in order.rank_of}


@pytest.mark.parametrize("name", ORDERS)
def test_weights_in_an_order_have_the_exact_moments(name: str) -> None:
    order = ORDERS[name]
    weights = ordered_weights(order, columns(order))
    assert np.allclose(sum(weights.values()), 1.0)
    assert worst_error(weights, order) < 4.5


@pytest.mark.parametrize("name", ORDERS)
def test_the_central_weights_are_the_exact_mean(name: str) -> None:
    mean, _ = exact_moments(ORDERS[name])
    assert [float(weight) for weight in ORDERS[name].central.values()] == pytest.approx(mean.tolist(), abs=1e-12)
    assert sum(ORDERS[name].central.values()) == 1


def test_largest_and_smallest_of_ten_have_their_distributions() -> None:
    weights = ordered_weights(TEN, columns(TEN))
    # Exceeded by one set of independent draws in a thousand.
    limit = 1.95 / sqrt(COUNT)
    assert distance(weights["issue 0"], lambda x: largest_at_most(x, 10)) < limit
    assert distance(weights["issue 9"], lambda x: smallest_at_most(x, 10)) < limit


def sorted_uniforms(order: WeightOrder) -> dict[str, Floats]:
    numbers = -np.sort(-np.stack(list(columns(order).values())), axis=0)
    return dict(zip(order.rank_of, numbers / numbers.sum(axis=0), strict=True))


def broken_stick(order: WeightOrder) -> dict[str, Floats]:
    """Return uniform numbers each of which breaks what the last one left, sorted."""
    parts: list[Floats] = []
    left = np.ones(COUNT)
    for column in list(columns(order).values())[:-1]:
        parts.append(left * column)
        left = left * (1 - column)
    numbers = -np.sort(-np.stack([*parts, left]), axis=0)
    return dict(zip(order.rank_of, numbers, strict=True))


@pytest.mark.parametrize("sampler", [sorted_uniforms, broken_stick])
def test_plausible_wrong_samplers_are_told_apart(sampler: Callable[[WeightOrder], dict[str, Floats]]) -> None:
    assert worst_error(sampler(TEN), TEN) > 20
    assert distance(sampler(TEN)["issue 0"], lambda x: largest_at_most(x, 10)) > 10 / sqrt(COUNT)


def test_a_tie_is_not_the_mean_of_two_places() -> None:
    order = ORDERS["tie below"]
    strict = ordered_weights(WeightOrder((Rank(("a",)), Rank(("b",)), Rank(("c",)))), columns(order))
    even = (strict["b"] + strict["c"]) / 2
    assert worst_error({"a": strict["a"], "b": even, "c": even}, order) > 20


@pytest.mark.parametrize("name", ORDERS)
def test_every_draw_keeps_the_order(name: str) -> None:
    order = ORDERS[name]
    weights = ordered_weights(order, columns(order))
    for above, below in zip(order.ranks, order.ranks[1:], strict=False):
        least = np.min([weights[issue] for issue in above.issues], axis=0)
        assert (least >= np.max([weights[issue] for issue in below.issues], axis=0)).all()
    for rank in order.ranks:
        if rank.tied:
            assert all((weights[issue] == weights[rank.issues[0]]).all() for issue in rank.issues)


def test_points_between_best_and_worst_are_order_statistics() -> None:
    order = OptionOrder(tuple((letter,) for letter in "abcdef"))
    draws = Draws(3, COUNT)
    points = ordered_points(order, [draws.column(letter) for letter in "bcde"])
    assert (np.diff(points, axis=0) <= 0).all()
    # Of four uniform numbers the k-th from below has mean k/5; the covariance of j-th and k-th is j (5 - k)/150.
    ranks = np.array([4, 3, 2, 1])
    exact = np.minimum.outer(ranks, ranks) * (5 - np.maximum.outer(ranks, ranks)) / 150
    assert points.mean(axis=1) / 100 == pytest.approx(ranks / 5, abs=4.5 * sqrt(exact.max() / COUNT))
    assert np.cov(points / 100) == pytest.approx(exact, abs=4.5 * exact.max() * sqrt(2 / COUNT))
    assert distance(points[0] / 100, lambda x: x**4) < 1.95 / sqrt(COUNT)
    assert [float(order.central(level)) for level in range(6)] == [100, 80, 60, 40, 20, 0]


def ordered_case() -> Case:
    """Return a case in which everything that can be an order is one."""
    issues = {
        "plant": Issue("plant", ("ours", "shared", "leased", "theirs")),
        "land": Issue("land", (Fraction(0), Fraction(1), Fraction(2), Fraction(4), "all")),
        "aid": Issue("aid", ("none", "some")),
    }
    values = {
        "plant": Values({}, order=OptionOrder((("ours",), ("shared", "leased"), ("theirs",)))),
        "land": Values({}, order=OptionOrder((("all",), ("4",), ("1",), ("0",)))),
        "aid": Values({}, order=OptionOrder((("some",), ("none",)))),
    }
    order = WeightOrder((Rank(("plant",)), Rank(("aid", "land"), tied=True)))
    stance = Preferences("Avon", values=values, no_deal=Estimate.point(40), weight_order=order)
    return Case("A made-up case", {"Avon": Party("Avon")}, issues, {"Avon": stance})


def test_a_drawn_case_reads_orders() -> None:
    drawn = draw_case(compile_case(ordered_case()), Draws(1, 500))
    tables = {name: table / UNIT for name, table in drawn.tables["Avon"].items()}
    weights = {
        "plant": tables["plant"][:, 0] / 100,
        "aid": tables["aid"][:, 1] / 100,
        "land": tables["land"][:, 4] / 100,
    }
    assert np.allclose(sum(weights.values()), 1, atol=1e-6)
    assert (weights["plant"] >= weights["aid"]).all()
    assert np.allclose(weights["aid"], weights["land"], atol=1e-6)
    assert (tables["plant"][:, 1] == tables["plant"][:, 2]).all()
    assert not tables["plant"][:, 3].any()
    assert np.allclose(tables["land"][:, 2], (2 * tables["land"][:, 1] + tables["land"][:, 3]) / 3, atol=1e-5)


def test_every_number_names_the_column_it_is_drawn_by() -> None:
    case = ordered_case()
    drawn = draw_case(compile_case(case), Draws(1, 50))
    assert drawn.inputs.keys() == {number.drawn_by for number in numbers_of(case) if number.drawn_by}
    assert drawn.inputs.keys() == {
        "preferences.Avon.weights.plant",
        "preferences.Avon.weights.aid = land",
        "preferences.Avon.values.plant.shared = leased",
        "preferences.Avon.values.land.4",
        "preferences.Avon.values.land.1",
    }


def test_what_is_certain_in_an_order_is_no_input() -> None:
    case = ordered_case()
    tied = WeightOrder((Rank(("plant", "aid", "land"), tied=True),))
    values = {"aid": case.preferences["Avon"].values["aid"]}
    issues = {"aid": case.issues["aid"]}
    stance = Preferences("Avon", values=values, no_deal=Estimate.point(40), weight_order=WeightOrder((Rank(("aid",)),)))
    single = Case("A made-up case", case.parties, issues, {"Avon": stance})
    assert not draw_case(compile_case(single), Draws(1, 5)).inputs
    assert [number.words for number in numbers_of(single)][:3] == ["place 1 of 1", "100, the best", "0, the worst"]
    even = ordered_weights(tied, columns(tied))
    assert all(np.allclose(weight, 1 / 3) for weight in even.values())
