"""Every shipped case reads, and holds what it is meant to hold."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from detente import catalog
from detente.analyses import analyse_deal
from detente.case import Case, Estimate, option_text
from detente.errors import Fault
from detente.io import read_case

DATA = Path(__file__).parents[2] / "data"
ILLUSTRATIVE = "illustrative, analyst-assigned"

# Values that do not span 0 to 100 stand in the source, and are copied as they are.
INTENDED = {
    "ampo-vs-city": {
        "preferences.AMPO.values.Increase in starting salaries",
        "preferences.AMPO.values.Increase Number of Sergeants",
        "preferences.City.values.Increase Number of Sergeants",
    }
}


@cache
def shipped(name: str) -> tuple[Case, tuple[Fault, ...]]:
    with catalog.path(name) as file:
        read = read_case(file)
    return read.case, read.faults


@cache
def template(name: str) -> tuple[Case, tuple[Fault, ...]]:
    with catalog.template_path(name) as file:
        read = read_case(file)
    return read.case, read.faults


def text(name: str) -> str:
    with catalog.path(name) as file:
        return file.read_text(encoding="utf-8")


def test_the_template_of_a_territorial_dispute_tells_stages_apart():
    issues = template("territory")[0].issues
    assert [issue.stage for issue in issues.values()] == ["first"] * 3 + ["final"] * 3
    assert not any("(" in name for name in issues)


@pytest.mark.parametrize("name", catalog.names())
def test_a_case_reads_without_a_warning_that_is_not_intended(name: str):
    case, faults = shipped(name)
    assert case.title
    assert case.summary
    assert {fault.path for fault in faults} == INTENDED.get(name, set())


@pytest.mark.parametrize("name", catalog.templates())
def test_a_template_reads_without_a_warning_and_has_a_deal_to_look_at(name: str):
    case, faults = template(name)
    assert not faults
    assert analyse_deal(case).zopa


@pytest.mark.parametrize("name", catalog.names())
def test_nothing_is_later_than_the_day_of_the_case(name: str):
    case, _ = shipped(name)
    if case.as_of is None:
        published = {"ampo-vs-city", "panama-canal-1974", *catalog.names("hold")}
        assert name in published, "only the published cases have no day"
        return
    spans = [source.date for source in case.sources.values()]
    spans += [proposal.on for proposal in case.proposals.values()]
    spans += [response.on for proposal in case.proposals.values() for response in proposal.responses]
    spans += [promise.on for promise in case.commitments]
    spans += [poll.on for each in case.ratifiers.values() for bloc in each.blocs.values() for poll in bloc.polls]
    assert spans
    for span in spans:
        assert span is not None
        assert span.last <= case.as_of.last


@pytest.mark.parametrize("name", ["wage-talks", "camp-david-1978", "ukraine-2025"])
def test_made_up_numbers_say_so(name: str):
    case, _ = shipped(name)
    for party in case.known:
        preferences = case.preferences[party]
        estimates = [*preferences.weights.values()]
        estimates += [each for values in preferences.values.values() for each in values.points.values()]
        assert {each.provenance.by for each in estimates} == {ILLUSTRATIVE}
    assert {line.firm.provenance.by for line in case.red_lines} == {ILLUSTRATIVE}
    assert ILLUSTRATIVE in case.summary


@pytest.mark.parametrize("name", ["wage-talks", "camp-david-1978", "ukraine-2025"])
def test_every_party_has_a_reason_for_every_issue(name: str):
    case, _ = shipped(name)
    for party in case.known:
        reasons = case.preferences[party].reasons
        assert list(reasons) == list(case.issues)
        assert all(reason.endswith(".") for reason in reasons.values())


class TestWageTalks:
    def test_it_shows_one_thing_of_each_kind(self):
        case, _ = shipped("wage-talks")
        assert 5 <= len(case.issues) <= 7
        assert (len(case.linkages), len(case.rules), len(case.red_lines)) == (1, 1, 1)
        assert sorted(proposal.rest for proposal in case.proposals.values()) == ["open", "status_quo"]

    def test_there_is_a_deal_with_room_for_discussion(self):
        deal = analyse_deal(shipped("wage-talks")[0])
        assert deal.zopa
        assert deal.acceptable_frontier.size >= 20
        (nash,) = deal.solutions.nash
        assert all(gain >= 10 for gain in nash.gain.values())

    def test_the_offer_breaks_the_red_line_and_the_outline_can_become_a_deal(self):
        deal = analyse_deal(shipped("wage-talks")[0])
        offer, outline = deal.proposals["company's offer"], deal.proposals["union's outline"]
        assert offer.outcome is not None
        assert "red_line" in {block.kind for block in offer.outcome.blocked_by}
        assert outline.possible
        assert not outline.necessary


class TestWageVote:
    def test_it_has_what_the_pages_on_ratification_and_leverage_show(self):
        case, _ = shipped("wage-vote")
        assert ILLUSTRATIVE.partition(",")[0] in case.summary
        assert [ratifier.of for ratifier in case.ratifiers.values()] == ["union", "company"]
        assert len(case.commitments) == 1
        assert {lever.lasting for lever in case.levers.values()} == {True, False}
        assert len({lever.wielder for lever in case.levers.values()}) == 2
        (norm,) = case.norms.values()
        assert set(norm.never.picks) <= set(case.levers)

    def test_a_majority_of_the_members_is_needed(self):
        case, _ = shipped("wage-vote")
        members = case.ratifiers["members"]
        seats = sum(bloc.seats for bloc in members.blocs.values())
        assert members.needed == seats // 2 + 1


class TestAmpo:
    def test_it_equals_the_table_figure_by_figure(self):
        case, _ = shipped("ampo-vs-city")
        with (DATA / "ampo_vs_city.csv").open(encoding="utf-8", newline="") as lines:
            expected = [tuple(row.values()) for row in csv.DictReader(lines)]
        found = [
            (
                issue.name,
                option_text(option),
                *(
                    worth
                    for side in ("AMPO", "City")
                    for worth in (
                        case.preferences[side].weights[issue.name],
                        case.preferences[side].values[issue.name].points[option_text(option)],
                    )
                ),
            )
            for issue in case.issues.values()
            for option in issue.options
        ]
        assert len(found) == len(expected)
        for (issue, option, *worth), (written_issue, written_option, *written) in zip(found, expected, strict=True):
            assert (issue, option) == (written_issue, written_option)
            for estimate, number in zip(worth, written, strict=True):
                assert isinstance(estimate, Estimate)
                assert estimate.low == estimate.high == Fraction(number)
                assert estimate.provenance.sources == ("raiffa-1982",)

    def test_the_weights_of_each_side_add_up_to_one(self):
        case, _ = shipped("ampo-vs-city")
        for preferences in case.preferences.values():
            assert sum(estimate.central for estimate in preferences.weights.values()) == 1

    def test_the_no_deal_values_are_marked_as_ours(self):
        case, _ = shipped("ampo-vs-city")
        for preferences in case.preferences.values():
            assert isinstance(preferences.no_deal, Estimate)
            assert preferences.no_deal.kind == "range"
            assert preferences.no_deal.provenance.by == ILLUSTRATIVE
            assert preferences.no_deal.provenance.sources == ("ours",)
        assert "those here are ours" in case.summary


class TestPanama:
    def test_it_says_what_is_recalled_and_what_is_ours(self):
        case, _ = shipped("panama-canal-1974")
        assert "not checked against the book" in " ".join(case.summary.split())
        for preferences in case.preferences.values():
            assert {weight.provenance.sources for weight in preferences.weights.values()} == {("raiffa-1982",)}
            points = [each for values in preferences.values.values() for each in values.points.values()]
            assert {(each.provenance.by, each.provenance.sources) for each in points} == {(ILLUSTRATIVE, ())}

    def test_what_is_best_for_one_side_is_worst_for_the_other(self):
        case, _ = shipped("panama-canal-1974")
        first, second = (case.preferences[party].values for party in ("United States", "Panama"))
        for issue in case.issues:
            points = first[issue].points
            assert points.keys() == second[issue].points.keys()
            assert all(points[option].central + second[issue].points[option].central == 100 for option in points)
