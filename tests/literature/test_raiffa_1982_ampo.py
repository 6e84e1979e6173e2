"""AMPO against the City (Raiffa 1982), by full enumeration of its 1,944,000 packages.

Source: Howard Raiffa, The Art and Science of Negotiation, Harvard University Press, 1982; the weights and values of
both sides as coded in the GENIUS domain of that name. The enumeration reads the figures from the table in
``tests/data`` and shares no code with the engine. In thousandths of a point everything is a whole number.

Where it differs from its source: the source gives no no-deal values, so nothing there can be compared with the
acceptable packages and the Nash package found here; both calculations take the central values of our own ranges.
Published accounts of the domain give utilities as shares of 1, which are these points divided by 100.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from detente import catalog
from detente.analyses import analyse_deal
from detente.case import Case, Option, option_text
from detente.io import read_case
from detente.results import Deal, Outcome

TABLE = Path(__file__).parents[1] / "data" / "ampo_vs_city.csv"
PARTIES = ("AMPO", "City")
NO_DEAL = {"AMPO": 35, "City": 55}
Points = tuple[int, int]


@dataclass(frozen=True)
class Enumeration:
    """Every package's points in thousandths, and the worth of each option to both sides."""

    options: Mapping[str, Mapping[str, Points]]
    points: NDArray[np.int64]

    def of(self, package: Mapping[str, Option]) -> Points:
        """Return what a package is worth to both sides."""
        worth = [self.options[issue][option_text(option)] for issue, option in package.items()]
        return sum(each[0] for each in worth), sum(each[1] for each in worth)


def efficient(points: NDArray[np.int64]) -> dict[Points, int]:
    """Return the non-dominated rows, best for the first side first, each with how often it occurs."""
    # One number per row sorts faster than the rows: no total exceeds 100,000.
    keys, counts = np.unique(points[:, 0] * 1_000_000 + points[:, 1], return_counts=True)
    vectors = np.stack(np.divmod(keys, 1_000_000), axis=1)
    found: dict[Points, int] = {}
    best = -1
    for (first, second), count in zip(vectors[::-1].tolist(), counts[::-1].tolist(), strict=True):
        if second > best:
            best = second
            found[(first, second)] = count
    return found


def thousandths(outcome: Outcome) -> Points:
    first, second = (outcome.utility[party] * 1000 for party in PARTIES)
    assert first.denominator == second.denominator == 1
    return int(first), int(second)


def counted(outcomes: Iterable[Outcome]) -> dict[Points, int]:
    return {thousandths(outcome): outcome.packages for outcome in outcomes}


@pytest.fixture(scope="module")
def everything() -> Enumeration:
    options: dict[str, dict[str, Points]] = {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            worth = [Fraction(row[f"{side}_weight"]) * int(row[f"{side}_value"]) * 1000 for side in ("ampo", "city")]
            assert all(each.denominator == 1 for each in worth)
            options.setdefault(row["issue"], {})[row["option"]] = (int(worth[0]), int(worth[1]))
    points = np.zeros((1, 2), dtype=np.int64)
    for issue in options.values():
        table = np.array(list(issue.values()), dtype=np.int64)
        points = (points[:, None, :] + table[None, :, :]).reshape(-1, 2)
    return Enumeration(options, points)


@pytest.fixture(scope="module")
def case() -> Case:
    with catalog.path("ampo-vs-city") as file:
        return read_case(file).case


@pytest.fixture(scope="module")
def deal(case: Case) -> Deal:
    return analyse_deal(case)


def test_the_number_of_packages(everything: Enumeration, deal: Deal):
    assert len(everything.points) == deal.space.outcomes == deal.space.feasible == 1_944_000


def test_the_no_deal_values_are_the_middles_of_our_ranges(deal: Deal):
    assert deal.no_deal == NO_DEAL


def test_the_best_each_side_can_hope_for(everything: Enumeration, deal: Deal):
    best = everything.points.max(axis=0)
    assert [deal.ideal[party] * 1000 for party in PARTIES] == best.tolist()


def test_the_efficient_packages(everything: Enumeration, deal: Deal):
    expected = efficient(everything.points)
    assert deal.exact
    assert deal.frontier.size == len(expected)
    assert list(counted(deal.frontier.points).items()) == list(expected.items())
    for outcome in deal.frontier.points:
        assert everything.of(outcome.package) == thousandths(outcome)


def test_the_acceptable_efficient_packages(everything: Enumeration, deal: Deal):
    enough = np.array([NO_DEAL[party] * 1000 for party in PARTIES])
    expected = efficient(everything.points[(everything.points >= enough).all(axis=1)])
    assert deal.zopa
    assert list(counted(deal.acceptable_frontier.points).items()) == list(expected.items())


def test_the_nash_package(everything: Enumeration, deal: Deal):
    gains = everything.points - np.array([NO_DEAL[party] * 1000 for party in PARTIES])
    gains = gains[(gains >= 0).all(axis=1)]
    products = gains[:, 0] * gains[:, 1]  # at most 10^10, far below 2^63
    best = gains[products == products.max()]
    expected = {(first + 35_000, second + 55_000) for first, second in best.tolist()}
    assert {thousandths(outcome) for outcome in deal.solutions.nash} == expected
    assert sum(outcome.packages for outcome in deal.solutions.nash) == len(best)
    for outcome in deal.solutions.nash:
        for package in (outcome.package, *outcome.more):
            assert everything.of(package) == thousandths(outcome)


def test_the_kalai_smorodinsky_package(everything: Enumeration, deal: Deal):
    gains = everything.points - np.array([NO_DEAL[party] * 1000 for party in PARTIES])
    gains = gains[(gains >= 0).all(axis=1)]
    largest = gains.max(axis=0)
    # Shares of the largest gains, brought to a common denominator: whole numbers again.
    shares = np.sort(gains * largest[::-1], axis=1)
    worse = shares[:, 0].max()
    better = shares[shares[:, 0] == worse, 1].max()
    best = gains[(shares[:, 0] == worse) & (shares[:, 1] == better)]
    expected = {(first + 35_000, second + 55_000) for first, second in best.tolist()}
    assert {thousandths(outcome) for outcome in deal.solutions.kalai_smorodinsky} == expected


def test_efficient_packages_avoid_what_nobody_values(deal: Deal):
    for outcome in deal.frontier.points:
        assert outcome.package["Increase in Vacation More Than Five Years"] in {"0 days", "3 days", "3+ days"}
        assert outcome.package["Police Civilian Review Board"] in {"Disband", "No police, no vote change"}
