"""The page on AMPO against the City says what the analysis says."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from detente.analyses import analyse_deal
from detente.case import Case, Estimate
from detente.results import Deal

CASE = "ampo-vs-city"
PAGE = Path(__file__).parents[3] / "docs" / "cases" / "ampo-vs-city.md"


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, its own head first."""
    section = PAGE.read_text(encoding="utf-8").split(heading, maxsplit=1)[1]
    table = re.split(r"\n\n", section[section.index("\n|") + 1 :], maxsplit=1)[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return [lines[0], *lines[2:]]


def written(points: Fraction) -> str:
    return f"{float(points):.1f}"


def with_no_deal(case: Case, ampo: Fraction | int, city: Fraction | int) -> Deal:
    values = {"AMPO": ampo, "City": city}
    changed = {
        party: replace(preferences, no_deal=Estimate.point(values[party]))
        for party, preferences in case.preferences.items()
    }
    return analyse_deal(replace(case, preferences=changed))


def test_the_table_of_where_a_deal_exists(case: Case):
    _, *table = rows("### Does a deal exist?")
    assert len(table) == 8
    for ampo, most in table:
        points = with_no_deal(case, int(ampo), 0).acceptable_frontier.points
        limit = max(outcome.utility["City"] for outcome in points)
        assert written(limit) == most
        assert with_no_deal(case, int(ampo), limit).zopa
        assert not with_no_deal(case, int(ampo), limit + Fraction(1, 1000)).zopa


def test_the_table_of_nash_packages(case: Case):
    (_, *columns), *table = rows("### Which package is the Nash package?")
    assert (len(table), len(columns)) == (5, 5)
    for ampo, *cells in table:
        for city, cell in zip(columns, cells, strict=True):
            nash = with_no_deal(case, int(ampo), int(city)).solutions.nash
            pairs = [f"{written(each.utility['AMPO'])} / {written(each.utility['City'])}" for each in nash]
            assert cell == ("; ".join(pairs) or "no deal")


def test_our_ranges_and_what_follows_from_them(case: Case):
    page = PAGE.read_text(encoding="utf-8")
    ends: list[tuple[int, int]] = []
    for party in ("AMPO", "City"):
        no_deal = case.preferences[party].no_deal
        assert isinstance(no_deal, Estimate)
        ends.append((int(no_deal.low), int(no_deal.high)))
    (ampo_low, ampo_high), (city_low, city_high) = ends
    assert f"{ampo_low} to {ampo_high} for AMPO and {city_low} to {city_high} for the City" in page
    # The hardest corner decides: lower no-deal values only add packages.
    assert with_no_deal(case, ampo_high, city_high).zopa


def test_the_package_the_page_names(case: Case):
    deal = analyse_deal(case)
    assert "193 different pairs of points are efficient" in PAGE.read_text(encoding="utf-8")
    assert deal.frontier.size == 193
    (nash,) = deal.solutions.nash
    won = {
        "Increase in starting salaries": Fraction(1000),
        "Increase in Max. Salary": "800+",
        "Two-Man Patrols": "100%",
    }
    conceded = {issue: "0 days" for issue in case.issues if "Vacation" in issue} | {
        "Reinstatement": "No",
        "Rank of Corporal": "No",
        "Increase Number of Sergeants": Fraction(0),
        "Commissioner Daniels": "Keep",
        "Police Civilian Review Board": "No police, no vote change",
    }
    assert nash.package == won | conceded
