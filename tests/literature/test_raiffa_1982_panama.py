"""Panama Canal, 1974 (Raiffa 1982), by a dynamic programme over whole numbers.

Source: Howard Raiffa, The Art and Science of Negotiation, Harvard University Press, 1982: ten issues and the weights
of both sides. The programme below adds the issues one by one and keeps, for every total that the United States can
reach, the largest total left to Panama; it writes the weights and grids out again and shares no code with the engine.

Where it differs from its source: the weights are as we recall them and were not checked against the book; Raiffa's
options and values are not reproduced (grids and linear values are ours), nor does he give the no-deal values used
here. So the packages found are those of our case, and only the order in which issues should be conceded, which
depends on the weights alone, can be compared with what the book teaches.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente import catalog
from detente.analyses import analyse_deal
from detente.case import Case
from detente.io import read_case
from detente.results import Deal, Outcome

PARTIES = ("United States", "Panama")
# Issue: weight of either side in hundredths, number of steps from the best for the United States to the worst.
ISSUES = {
    "defence rights": (22, 9, 10),
    "use rights": (22, 15, 10),
    "land and water": (15, 15, 10),
    "expansion rights": (14, 3, 4),
    "duration": (11, 15, 6),
    "expansion routes": (6, 5, 2),
    "compensation": (4, 11, 9),
    "jurisdiction": (2, 7, 5),
    "US military rights": (2, 7, 5),
    "defence role of Panama": (2, 13, 5),
}
SCALE = 180  # a common multiple of the numbers of steps: points times SCALE are whole
NO_DEAL = (46 * SCALE, Fraction(55, 2) * SCALE)
Points = tuple[int, int]


def best_for_panama() -> dict[int, tuple[int, int]]:
    """Return, for every total of the United States, Panama's largest one and how many packages reach both."""
    totals = {0: (0, 1)}
    for american, panamanian, steps in ISSUES.values():
        merged: dict[int, tuple[int, int]] = {}
        for first, (second, ways) in totals.items():
            for given in range(steps + 1):
                kept = steps - given
                key = first + american * kept * SCALE // steps
                value = second + panamanian * given * SCALE // steps
                best, count = merged.get(key, (-1, 0))
                if value > best:
                    merged[key] = (value, ways)
                elif value == best:
                    merged[key] = (value, count + ways)
        totals = merged
    return totals


def whole(outcome: Outcome) -> Points:
    first, second = (outcome.utility[party] * SCALE for party in PARTIES)
    assert first.denominator == second.denominator == 1
    return int(first), int(second)


@pytest.fixture(scope="module")
def efficient() -> dict[Points, int]:
    found: dict[Points, int] = {}
    best = -1
    for first, (second, ways) in sorted(best_for_panama().items(), reverse=True):
        if second > best:
            best = second
            found[(first, second)] = ways
    return found


@pytest.fixture(scope="module")
def case() -> Case:
    with catalog.path("panama-canal-1974") as file:
        return read_case(file).case


@pytest.fixture(scope="module")
def deal(case: Case) -> Deal:
    return analyse_deal(case)


def test_the_case_has_the_weights_as_recalled(case: Case):
    for party, side in zip(PARTIES, (0, 1), strict=True):
        weights = case.preferences[party].weights
        assert {issue: estimate.central * 100 for issue, estimate in weights.items()} == {
            issue: given[side] for issue, given in ISSUES.items()
        }
        assert sum(estimate.central for estimate in weights.values()) == 1


def test_the_efficient_packages(efficient: dict[Points, int], deal: Deal):
    assert deal.exact
    assert deal.frontier.size == len(efficient)
    shown = {whole(outcome): outcome.packages for outcome in deal.frontier.points}
    assert shown.items() <= efficient.items()
    assert len(shown) == min(len(efficient), len(deal.frontier.points)) > 1


def test_the_acceptable_efficient_packages(efficient: dict[Points, int], deal: Deal):
    expected = {
        points: ways for points, ways in efficient.items() if points[0] >= NO_DEAL[0] and points[1] >= NO_DEAL[1]
    }
    assert deal.zopa
    assert deal.acceptable_frontier.size == len(expected)
    shown = {whole(outcome): outcome.packages for outcome in deal.acceptable_frontier.points}
    assert shown.items() <= expected.items()


def test_the_nash_package(efficient: dict[Points, int], deal: Deal):
    products = {
        points: (points[0] - NO_DEAL[0]) * (points[1] - NO_DEAL[1])
        for points in efficient
        if points[0] >= NO_DEAL[0] and points[1] >= NO_DEAL[1]
    }
    best = max(products.values())
    expected = {points: efficient[points] for points, product in products.items() if product == best}
    assert {whole(outcome): outcome.packages for outcome in deal.solutions.nash} == expected


def test_conceding_in_the_order_of_the_ratios_of_the_weights_is_efficient(efficient: dict[Points, int]):
    # With linear values the United States should give up first what costs it least per point that Panama gains.
    american = panamanian = 0
    corners = [(sum(us for us, _, _ in ISSUES.values()) * SCALE, 0)]
    for us, panama, _ in sorted(ISSUES.values(), key=lambda given: Fraction(given[0], given[1])):
        american += us
        panamanian += panama
        corners.append(((100 - american) * SCALE, panamanian * SCALE))
    assert corners[0] == (100 * SCALE, 0)
    assert corners[-1] == (0, 100 * SCALE)
    assert set(corners) <= efficient.keys()


def test_a_corner_package_of_the_engine_concedes_the_cheap_issues_first(deal: Deal, efficient: dict[Points, int]):
    # US military rights, jurisdiction and the defence role of Panama cost the United States least.
    cheap = {"defence role of Panama": 100, "jurisdiction": 0, "US military rights": 100}
    corner = ((100 - 6) * SCALE, 27 * SCALE)
    assert efficient[corner] == 1
    package = next(outcome.package for outcome in deal.frontier.points if whole(outcome) == corner)
    assert {issue: package[issue] for issue in cheap} == cheap
    assert package["defence rights"] == 0
