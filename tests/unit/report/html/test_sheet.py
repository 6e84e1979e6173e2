"""Score sheets: what they ask, and that none holds what its reader may not see."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from detente import catalog
from detente.case import Case, Estimate, Issue, Preferences
from detente.report.html.sheet import party_sheet, sheets
from detente.workspace import open_case

CASES = catalog.names("analyse")


def open_catalogue(name: str) -> Case:
    return open_case(name).case


def page(case: Case, *parties: str, filled: bool = False) -> str:
    return sheets(case, parties, filled=filled, version="0")


def without(case: Case, *parties: str) -> Case:
    """Return a case in which nothing is known of some parties but that they exist, and no text about the case."""
    return replace(
        case,
        summary="",
        sources={},
        drivers={},
        proposals={},
        rules=(),
        parties={
            name: replace(party, interests="", fears="", mandate="", note="") for name, party in case.parties.items()
        },
        issues={name: replace(issue, note="") for name, issue in case.issues.items()},
        preferences={
            name: Preferences(name, unknown=True) if name in parties else replace(known, reasons={})
            for name, known in case.preferences.items()
        },
        linkages=tuple(each for each in case.linkages if each.party not in parties),
        red_lines=tuple(each for each in case.red_lines if each.party not in parties),
    )


@pytest.mark.parametrize("name", CASES)
def test_a_blank_sheet_does_not_depend_on_what_anybody_wants(name: str):
    case = open_catalogue(name)
    assert page(case, *case.parties) == page(without(case, *case.parties), *case.parties)


@pytest.mark.parametrize("name", CASES)
def test_a_filled_sheet_depends_on_its_own_party_only(name: str):
    case = open_catalogue(name)
    for party in case.known:
        others = [other for other in case.parties if other != party]
        own = page(case, party, filled=True)
        assert own == page(without(case, *others), party, filled=True)
        assert own != page(case, party)


@pytest.mark.parametrize("name", CASES)
def test_every_option_and_issue_is_asked_about(name: str):
    case = open_catalogue(name)
    sheet = party_sheet(case, case.consenting[0], filled=False)
    assert len(sheet.issues) == len(case.issues)
    for asked, issue in zip(sheet.issues, case.issues.values(), strict=True):
        named = {option for option in issue.options if isinstance(option, str)}
        assert named <= {option for option, _ in asked.options}
        assert all(points == "" for _, points in asked.options)
        assert len(asked.options) >= min(2, len(issue.options))


def test_filled_sheets_of_two_parties_are_never_on_one_page():
    case = open_catalogue("wage-talks")
    with pytest.raises(ValueError, match="one party"):
        page(case, "union", "company", filled=True)


def test_a_short_quantity_is_asked_about_whole_and_a_long_one_at_ends_middle_and_status_quo():
    short = Issue("days", tuple(map(Fraction, range(6))))
    long = Issue("wage", (*map(Fraction, range(101)), "no limit"), unit="%", status_quo="7")
    case = Case("Talks", {}, {"days": short, "wage": long}, {})
    case = replace(case, parties=open_catalogue("wage-talks").parties)
    days, wage = party_sheet(case, "union", filled=False).issues
    assert [option for option, _ in days.options] == ["0", "1", "2", "3", "4", "5"]
    assert [option for option, _ in wage.options] == ["0 %", "7 %", "25 %", "50 %", "75 %", "100 %", "no limit"]
    assert wage.now == "7 %"


def test_a_filled_sheet_shows_numbers_as_they_were_given():
    case = open_catalogue("wage-talks")
    union = party_sheet(case, "union", filled=True)
    wage = union.issues[0]
    assert wage.options == (("0 %", "0"), ("3 %", "55 to 65"), ("8 %", "100"))
    assert wage.weight == "36 to 44"
    assert union.no_deal == "38 to 46"
    assert union.red_lines == ("wage: 0..1.5",)
    company = party_sheet(case, "company", filled=True)
    assert company.issues[3].options[1] == ("one year's notice", "50 to 80, most likely 70")
    assert company.linkages == (("wage: 5..8, job security: no lay-offs", "−8 to −4"),)


def test_a_filled_sheet_says_what_may_follow_a_first_step_is_worth():
    case = open_catalogue("wage-talks")
    hopeful = replace(case.preferences["union"], then=Estimate(Fraction(-5), Fraction(15)))
    hoping = replace(case, preferences={**case.preferences, "union": hopeful})
    assert '<strong class="given">−5 to 15</strong> points beyond its own terms' in page(hoping, "union", filled=True)
    assert "beyond its own terms" not in page(case, "union", filled=True)


def test_an_issue_without_values_says_so():
    case = open_catalogue("wage-talks")
    union = case.preferences["union"]
    values = {name: each for name, each in union.values.items() if name != "term"}
    bare = replace(case, preferences={"union": replace(union, values=values)})
    assert party_sheet(bare, "union", filled=True).issues[1].options == (
        ("one year", "none given"),
        ("two years", "none given"),
        ("three years", "none given"),
    )


def test_text_of_the_case_is_escaped():
    case = replace(open_catalogue("wage-talks"), title="<img src=x>")
    assert "<img" not in page(case, "union")
    assert "&lt;img src=x&gt;" in page(case, "union")
