"""The page on what happened after 17 March 2025 says what the analysis says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from detente import catalog
from detente.analyses import analyse_back_test, analyse_deal
from detente.case import Case
from detente.io import read_case
from detente.results import BackTest, Deal


@cache
def opened() -> Case:
    with catalog.path("ukraine-2025") as file:
        return read_case(file).case


@cache
def answered() -> tuple[Deal, BackTest]:
    case = opened()
    deal = analyse_deal(replace(case, outcome=None))
    found = analyse_back_test(case, deal)
    assert found is not None
    return deal, found


def test_the_dates_of_what_happened():
    outcome = opened().outcome
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


def test_it_was_on_the_menu_but_for_its_text_and_its_first_day():
    _, found = answered()
    assert (found.agreement, found.listed) == ("partial", "part")
    assert "no joint text" in found.not_listed
    assert found.outcome is not None
    moved = {
        issue: option
        for issue, option in found.outcome.package.items()
        if option != opened().issues[issue].status_quo and opened().issues[issue].status_quo != str(option)
    }
    assert moved == {"truce scope": "energy and infrastructure", "truce term": "30 days extendable"}


def test_the_full_truce_left_russia_below_no_deal_and_ukraine_above_it():
    deal, _ = answered()
    full = deal.proposals["Jeddah, 30 days"].outcome
    assert full is not None
    assert full.package["aid"] == "continues"
    assert full.gain["Russia"] < 0 < full.gain["Ukraine"]


def test_the_small_truce_was_close_and_on_the_wrong_side():
    deal, found = answered()
    assert found.outcome is not None
    assert [(block.kind, block.party) for block in found.outcome.blocked_by] == [("no_deal", "Russia")]
    assert -3 < found.outcome.gain["Russia"] < 0 < found.outcome.gain["Ukraine"]
    (full,) = [each for each in found.comparisons if each.name == "Jeddah, 30 days"]
    assert full.change["Russia"] > 0 > full.change["Ukraine"]
    assert deal.zopa
    assert found.better
