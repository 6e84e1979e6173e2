"""The case of March 2025 holds its facts, gives a reason for every number, and says what it is meant to say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from detente import catalog
from detente.analyses import analyse_deal
from detente.case import Case, Condition, Estimate, Provenance, Rule, StatusQuoPlus, option_text, parse_date
from detente.errors import CaseError
from detente.io import read_text
from detente.results import Deal

CASE = "ukraine-2025"
DATA = Path(__file__).parents[2] / "data"
ILLUSTRATIVE = "illustrative, analyst-assigned"
NO_TRUCE = "truce scope: no truce"
DAY = date(2025, 3, 17)


def written() -> str:
    """Return the text of the case without what came later."""
    with catalog.path("ukraine-2025") as file:
        return re.split(r"(?m)^outcome:", file.read_text(encoding="utf-8"))[0]


def holds(case: Case, condition: Condition, package: dict[str, str]) -> bool:
    """Return whether a package meets a condition."""
    return all(
        any(
            set(case.issues[issue].positions(package[issue])) <= set(case.issues[issue].positions(pick))
            for pick in picks
        )
        for issue, picks in condition.picks.items()
    )


def status_quo(case: Case) -> dict[str, str]:
    return {name: issue.status_quo or "" for name, issue in case.issues.items()}


class TestFacts:
    def test_sources_of_the_fact_base_are_as_there(self, case: Case):
        facts = {fact["id"]: fact for fact in json.loads((DATA / "march2025_facts.json").read_text("utf-8"))["facts"]}
        cited = {name: source for name, source in case.sources.items() if name.startswith("F")}
        assert cited.keys() == facts.keys() - {"F14"}, "F14 can only be dated to a span that ends after the day"
        for name, source in cited.items():
            assert source.date == parse_date(facts[name]["date"])
            assert source.url == facts[name]["source_url"]

    def test_every_source_says_where_and_when_and_when_it_was_read(self, case: Case):
        for source in case.sources.values():
            assert source.title
            assert source.date
            assert source.date.last <= date(2025, 3, 17)
            assert source.url.startswith(("https://", "http://"))
            assert source.accessed
        assert len({source.url for source in case.sources.values()}) == len(case.sources)

    def test_no_date_in_the_text_is_later_except_when_a_page_was_read(self):
        for line in re.split(r"(?m)^tables:", written())[0].splitlines():
            if not line.strip().startswith("accessed:"):
                assert all(date.fromisoformat(day) <= date(2025, 3, 17) for day in re.findall(r"\d{4}-\d\d-\d\d", line))

    def test_what_is_later_was_announced_or_fixed_by_then(self, case: Case):
        later = {name: str(table.on) for name, table in case.tables.items() if table.on and table.on.last > DAY}
        assert later == {"US-Russia call": "2025-03-18"}
        assert {name: str(clock.on) for name, clock in case.clocks.items()} == {
            "European listings": "2025-09-15",
            "European economic sanctions": "2025-07-31",
            "Martial law": "2025-05-09",
            "New START": "2026-02-01..2026-02-28",
        }
        for planned in (*case.tables.values(), *case.clocks.values()):
            assert planned.provenance.sources
            for name in planned.provenance.sources:
                told = case.sources[name].date
                assert told is not None
                assert told.last <= DAY

    def test_a_day_earlier_the_last_statements_are_hindsight(self):
        with pytest.raises(CaseError) as error:
            read_text(written().replace("as_of: 2025-03-17", "as_of: 2025-03-16"), "earlier.yaml")
        found = [fault for fault in error.value.faults if fault.code == "hindsight"]
        assert {re.findall(r"[FS]\d\d", fault.path)[0] for fault in found if "sources" in fault.path} == {"F15", "S16"}

    def test_a_truce_on_energy_alone_stands_in_a_source_of_the_year_before(self, case: Case):
        note = case.issues["truce scope"].note
        assert "Energy and infrastructure alone" in note
        assert "S01" in note
        assert "S02" in note
        assert [str(case.sources[name].date) for name in ("S01", "S02")] == ["2024-08-17", "2024-10-30"]

    def test_the_sources_named_in_notes_exist(self, case: Case):
        assert set(re.findall(r"\b[FS]\d\d\b", written())) == {name for name in case.sources if name != "KIIS"}


def _numbers(case: Case) -> Iterator[tuple[Provenance, str]]:
    """Yield where each number comes from, and the reason written for it."""
    for preferences in case.preferences.values():
        for issue, weight in preferences.weights.items():
            yield weight.provenance, preferences.reasons[issue]
        for issue, values in preferences.values.items():
            for estimate in values.points.values():
                yield estimate.provenance, preferences.reasons[issue]
        if isinstance(preferences.no_deal, StatusQuoPlus):
            yield preferences.no_deal.plus.provenance, preferences.no_deal.plus.provenance.note
        if preferences.then is not None:
            yield preferences.then.provenance, preferences.then.provenance.note
    for linkage in case.linkages:
        yield linkage.adds.provenance, linkage.adds.provenance.note
    for line in case.red_lines:
        yield line.firm.provenance, line.provenance.note or ", ".join(line.provenance.sources)


class TestNumbers:
    def test_each_is_marked_as_ours_and_has_a_reason(self, case: Case):
        numbers = list(_numbers(case))
        assert len(numbers) > 400
        for provenance, reason in numbers:
            assert provenance.by == ILLUSTRATIVE
            assert provenance.confidence == "low"
            assert reason

    def test_what_can_be_argued_from_a_source_cites_it(self, case: Case):
        for party in ("Russia", "Ukraine"):
            weights = case.preferences[party].weights
            heavy = [name for name, weight in weights.items() if weight.high >= 8]
            assert [name for name in heavy if not weights[name].provenance.sources] == []
        for line in case.red_lines:
            assert line.provenance.sources

    def test_what_follows_no_deal_moves_both_ways_with_the_drivers(self, case: Case):
        ways = {party: case.preferences[party].no_deal for party in case.consenting}
        for party, against in (("Russia", True), ("Ukraine", False)):
            no_deal = ways[party]
            assert isinstance(no_deal, StatusQuoPlus)
            assert (no_deal.plus.driver, no_deal.plus.against) == ("us_aid", against)
            assert no_deal.plus.low < 0 < no_deal.plus.high
        moved = [each for each in case.linkages if each.adds.driver == "front"]
        assert {(each.party, each.adds.against) for each in moved} == {("Russia", False), ("Ukraine", True)}
        assert all(isinstance(each.adds, Estimate) for each in moved)


class TestShape:
    def test_first_steps_and_final_ones_are_told_apart(self, case: Case):
        stages = [issue.stage for issue in case.issues.values()]
        assert (stages.count("first"), stages.count("final"), len(stages)) == (12, 14, 26)
        assert stages == sorted(stages, key=["first", "final"].index)
        assert "Twelve issues belong to a first step and fourteen to a final settlement" in " ".join(
            case.summary.split()
        )
        assert all(issue.status_quo_position is not None for issue in case.issues.values())

    def test_who_consents_and_who_looks_on(self, case: Case):
        assert case.consenting == ("Russia", "Ukraine")
        assert case.known == ("Russia", "Ukraine", "United States", "European Union")
        roles = {name: party.role for name, party in case.parties.items()}
        assert (roles["United States"], roles["European Union"]) == ("mediator", "observer")
        assert all(party.interests and party.fears and party.mandate for party in case.parties.values())

    def test_who_decides_what_is_said_where_it_is_not_the_two_principals(self, case: Case):
        decided = {name: set(issue.decided_by) for name, issue in case.issues.items() if issue.decided_by}
        assert decided == {
            "aid": {"United States"},
            "consultation": {"Russia", "United States"},
            "diplomatic property": {"Russia", "United States"},
            "flights": {"Russia", "United States"},
            "minerals": {"Ukraine", "United States"},
            "guarantees": {"Ukraine", "United States", "European Union"},
            "alliance": {"Ukraine", "United States"},
            "EU path": {"Ukraine", "European Union"},
            "US sanctions": {"United States"},
            "EU sanctions": {"European Union"},
            "frozen assets": {"European Union"},
            "reconstruction": {"United States", "European Union"},
            "arms control": {"Russia", "United States"},
        }
        assert case.deciding == case.known

    def test_every_table_takes_a_truce_as_given_since_nothing_else_is_a_deal_here(self, case: Case):
        (rule,) = (rule for rule in case.rules if str(rule.never) == NO_TRUCE)
        assert rule.never is not None
        for table in case.tables.values():
            assert not holds(case, rule.never, status_quo(case) | dict(table.given))

    def test_doing_nothing_breaks_no_red_line_and_one_rule_the_one_that_asks_for_a_truce(self, case: Case):
        nothing = status_quo(case)
        assert not [line for line in case.red_lines if holds(case, line.never, nothing)]
        broken = [
            rule
            for rule in case.rules
            if (rule.never and holds(case, rule.never, nothing))
            or (rule.when and rule.needs and holds(case, rule.when, nothing) and not holds(case, rule.needs, nothing))
        ]
        assert [(str(rule.never), rule.kind) for rule in broken] == [(NO_TRUCE, "simplification")]

    def test_legal_rules_name_the_law(self, case: Case):
        legal = [rule for rule in case.rules if rule.kind == "legal"]
        assert len(legal) == 2
        assert all("S22" in rule.provenance.sources for rule in legal)

    def test_a_stated_red_line_is_never_taken_for_certain(self, case: Case):
        assert {line.basis for line in case.red_lines} == {"stated", "assessed"}
        assert all(line.firm.low < 1 for line in case.red_lines)
        assert [str(line.never) for line in case.red_lines if line.sacred] == ["recognition: Ukraine recognises"]

    def test_no_red_line_touches_a_first_step(self, case: Case):
        assert {case.issues[name].stage for line in case.red_lines for name in line.never.picks} == {"final"}

    @pytest.mark.parametrize("position", range(12))
    def test_a_red_line_forbids_something_that_the_rules_allow(self, case: Case, position: int):
        line = case.red_lines[position]
        forced = tuple(
            Rule(
                "logical",
                never=Condition({name: tuple(option_text(o) for o in issue.options if option_text(o) not in kept)}),
            )
            for name, picks in line.never.picks.items()
            for issue in [case.issues[name]]
            for kept in [{option_text(issue.options[i]) for pick in picks for i in issue.positions(pick)}]
        )
        bare = replace(case, rules=case.rules + forced, proposals={}, red_lines=())
        assert analyse_deal(bare).space.feasible > 0
        assert not analyse_deal(replace(bare, red_lines=(line,))).zopa

    def test_all_red_lines_are_tested(self, case: Case):
        assert len(case.red_lines) == 12


class TestAnswers:
    def test_dropping_the_red_lines_that_are_not_firm_is_shown_apart(self, case: Case, deal: Deal):
        loose = tuple(i for i, line in enumerate(case.red_lines) if line.firm.central < Fraction(1, 2))
        assert loose
        assert deal.firm_only is not None
        assert deal.firm_only.dropped == loose

    def test_the_proposals_on_record(self, case: Case):
        days = {name: str(proposal.on) for name, proposal in case.proposals.items()}
        assert days == {
            "Jeddah, 30 days": "2025-03-11",
            "Russia, 13 March": "2025-03-13",
            "Land and power plants": "2025-03-16",
            "Franco-British month": "2025-03-02",
            "Russia, 27 February": "2025-02-27",
            "Russia, June 2024": "2024-06-14",
            "Istanbul, 2022": "2022-03-29",
        }
        answers = {each.party: each for each in case.proposals["Jeddah, 30 days"].responses}
        assert answers["Ukraine"].answer == "accepted"
        assert answers["Russia"].answer == "conditional"
        for proposal in case.proposals.values():
            assert proposal.provenance.sources
            assert all(response.on and response.provenance.sources for response in proposal.responses)

    def test_dated_answers_agree_with_the_points(self, deal: Deal):
        jeddah, june = deal.proposals["Jeddah, 30 days"].outcome, deal.proposals["Russia, June 2024"].outcome
        assert jeddah
        assert june
        assert jeddah.gain["Ukraine"] > 0 > jeddah.gain["Russia"], "accepted, and accepted only on terms"
        assert june.gain["Ukraine"] < 0 < june.gain["Russia"], "denounced, and its author's own"

    def test_a_package_without_a_truce_is_no_deal(self, deal: Deal):
        sites = deal.proposals["Russia, 27 February"].outcome
        assert sites
        assert {block.kind for block in sites.blocked_by} == {"rule"}

    @pytest.mark.parametrize("others", [("United States",), ("United States", "European Union")])
    def test_more_consents_leave_a_case_that_can_be_answered(self, case: Case, deal: Deal, others: tuple[str, ...]):
        parties = {
            name: replace(party, consent=party.consent or name in others) for name, party in case.parties.items()
        }
        asked = analyse_deal(replace(case, parties=parties, proposals={}))
        assert asked.consenting == case.deciding, "asked for what they decide in any case"
        assert asked.zopa
        assert asked.acceptable_frontier.size >= deal.acceptable_frontier.size
        # Their points do not become objectives: one mediates, the other is an observer (rule D4).
        assert asked.counted == deal.counted
