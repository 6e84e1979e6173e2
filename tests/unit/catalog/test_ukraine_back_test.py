"""The page on what happened after 17 March 2025 says what the analysis says."""

from __future__ import annotations

from datetime import date

from detente.case import Case
from detente.results import BackTest, Deal

CASE = "ukraine-2025"


def test_the_dates_of_what_happened(case: Case):
    outcome = case.outcome
    assert outcome is not None
    days = {source: fact.on for fact in outcome.facts for source in fact.sources}
    assert {name: str(day) for name, day in days.items()} == {
        "F18": "2025-03-18",
        "F19": "2025-03-18",
        "F20": "2025-03-19",
        "F22": "2025-03-19",
        "F23": "2025-03-25",
        "F24": "2025-03-25",
        "F26": "2025-04-16",
        "F27": "2025-04-18",
        "F28": "2025-04-17",
    }
    assert days.keys() == outcome.sources.keys()
    for source in outcome.sources.values():
        assert source.url
        assert source.date is not None
        assert source.date.first >= date(2025, 3, 18)


def test_it_was_on_the_menu_but_for_its_text_and_its_first_day(case: Case, back_test: BackTest):
    assert (back_test.agreement, back_test.listed) == ("partial", "part")
    assert "no joint text" in back_test.not_listed
    assert back_test.outcome is not None
    moved = {
        issue: option
        for issue, option in back_test.outcome.package.items()
        if option != case.issues[issue].status_quo and case.issues[issue].status_quo != str(option)
    }
    assert moved == {"truce scope": "energy and infrastructure", "truce term": "30 days extendable"}


def test_the_full_truce_left_russia_below_no_deal_and_ukraine_above_it(deal: Deal):
    full = deal.proposals["Jeddah, 30 days"].outcome
    assert full is not None
    assert full.package["aid"] == "continues"
    assert full.gain["Russia"] < 0 < full.gain["Ukraine"]


def test_the_small_truce_was_close_and_on_the_wrong_side(deal: Deal, back_test: BackTest):
    assert back_test.outcome is not None
    assert [(block.kind, block.party) for block in back_test.outcome.blocked_by] == [("no_deal", "Russia")]
    assert -3 < back_test.outcome.gain["Russia"] < 0 < back_test.outcome.gain["Ukraine"]
    (full,) = [each for each in back_test.comparisons if each.name == "Jeddah, 30 days"]
    assert full.change["Russia"] > 0 > full.change["Ukraine"]
    assert deal.zopa
    assert back_test.better
