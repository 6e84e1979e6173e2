"""The case of Camp David: its dates, its marks, and what its page says about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from detente.analyses import analyse_back_test, analyse_deal
from detente.case import Case, StatusQuoPlus, format_number
from detente.results import BackTest, Deal

PAGE = Path(__file__).parents[3] / "docs" / "cases" / "camp-david-1978.md"
CASE = "camp-david-1978"
SETTLEMENTS = "Sinai settlements"


def test_it_speaks_of_the_eve_of_the_summit(case: Case):
    assert case.as_of is not None
    assert case.as_of.last == date(1978, 9, 4)
    dated = [source.date for source in case.sources.values()]
    dated += [proposal.on for proposal in case.proposals.values()]
    dated += [response.on for proposal in case.proposals.values() for response in proposal.responses]
    for span in dated:
        assert span is not None
        assert span.last <= case.as_of.last


def test_only_the_outcome_knows_more_and_all_its_facts_are_cited(case: Case):
    outcome = case.outcome
    assert outcome is not None
    for fact in outcome.facts:
        assert fact.on is not None
        assert fact.on.first >= date(1978, 9, 5)
        assert fact.sources
    for source in outcome.sources.values():
        assert source.title
        assert source.url
        assert source.date is not None
        assert source.date.last >= date(1978, 9, 5)


def test_it_has_the_issues_and_the_parties_that_the_page_names(case: Case):
    assert len(case.issues) == 15
    assert case.consenting == ("Egypt", "Israel")
    assert [case.parties[name].role for name in ("United States", "Jordan", "Palestinians")] == [
        "mediator",
        "observer",
        "observer",
    ]
    assert all(issue.status_quo_position is not None for issue in case.issues.values())
    for party in case.known:
        assert isinstance(case.preferences[party].no_deal, StatusQuoPlus)


def test_a_public_line_is_never_taken_for_certain_and_has_its_source(case: Case):
    for line in case.red_lines:
        assert line.basis in {"stated", "assessed"}
        assert line.firm.low < 1
        assert line.provenance.sources


def test_the_packages_worth_discussing_keep_the_settlements_under_egyptian_law(deal: Deal):
    assert deal.zopa
    assert len(deal.discussed) == 3
    for package in deal.discussed:
        assert package.outcome.package[SETTLEMENTS] == "stay under Egyptian law"
        assert package.outcome.package["Sinai withdrawal"] == "all of Sinai"


def test_the_accords_break_one_red_line_and_nothing_else(case: Case, back_test: BackTest):
    assert back_test.outcome is not None
    assert back_test.listed == "part"
    (block,) = back_test.outcome.blocked_by
    assert (block.kind, block.party, block.position) == ("red_line", "Israel", 0)
    firm = case.red_lines[0].firm
    page = PAGE.read_text(encoding="utf-8")
    assert f"a firmness of {format_number(firm.low)} to {format_number(firm.high)}" in page
    assert format_number(1 - firm.central) == "0.4", "two draws of five"


def test_without_that_line_both_sides_gain(case: Case):
    bare = replace(case, red_lines=case.red_lines[1:])
    found = analyse_back_test(bare, analyse_deal(replace(bare, outcome=None)))
    assert found is not None
    assert found.outcome is not None
    assert found.outcome.acceptable
    assert all(found.outcome.gain[party] > 0 for party in ("Egypt", "Israel"))


def test_a_better_package_was_listed(back_test: BackTest):
    assert back_test.outcome is not None
    better = back_test.better[0]
    assert better.acceptable
    assert better.package[SETTLEMENTS] == "stay under Egyptian law"
    assert better.package["withdrawal time"] == 18
    assert better.package["American help"] == "airfields and aid to both"
    for party in ("Egypt", "Israel"):
        assert better.utility[party] > back_test.outcome.utility[party]
