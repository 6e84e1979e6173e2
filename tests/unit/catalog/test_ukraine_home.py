"""Ratifiers, promises, levers and norms of March 2025: where they come from, and what the page says they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.analyses import analyse_deal
from detente.analyses.draws import explore
from detente.analyses.move import analyse_leverage
from detente.analyses.ratify import analyse_ratification
from detente.case import Case, Provenance, numbers_of
from detente.ensemble import Draws, draw_case
from detente.problem import compile_case
from detente.results import Deal, Leverage, MovedPackage, Ratification

CASE = "ukraine-2025"
PAGE = Path(__file__).parents[3] / "docs" / "cases" / "ukraine-2025.md"
ILLUSTRATIVE = "illustrative, analyst-assigned"
DAY = date(2025, 3, 17)
DRAWS = 300
JEDDAH, MONTH = "proposal Jeddah, 30 days", "proposal Franco-British month"


@pytest.fixture(scope="module")
def ratification(case: Case, deal: Deal) -> Ratification:
    found = analyse_ratification(replace(case, outcome=None), deal, draws=DRAWS)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def leverage(case: Case, deal: Deal) -> Leverage:
    found = analyse_leverage(replace(case, outcome=None), deal, draws=DRAWS)
    assert found is not None
    return found


def moved(leverage: Leverage, label: str) -> MovedPackage:
    (found,) = (package for package in leverage.packages if label in package.labels)
    return found


def _stated(case: Case) -> Iterator[tuple[str, Provenance, str]]:
    """Yield what each number stands for, where it comes from, and the reason written for it."""
    for promise in case.commitments:
        yield f"promise of {promise.party}", promise.costs.provenance, promise.provenance.note
    for ratifier in case.ratifiers.values():
        for number in (ratifier.swing, ratifier.scale):
            if number is not None:
                yield ratifier.name, number.provenance, ratifier.note
        for bloc in ratifier.blocs.values():
            reason = bloc.provenance.note if bloc.judges_as else ratifier.note
            for number in (bloc.leans, bloc.discipline):
                if number.low != number.high:
                    yield f"{ratifier.name}/{bloc.name}", number.provenance, reason
            for poll in bloc.polls:
                yield f"{ratifier.name}/{bloc.name}/{poll.package}", poll.yes.provenance, poll.provenance.note
    for lever in case.levers.values():
        yield lever.name, lever.credibility.provenance, lever.note
        for level in lever.levels.values():
            yield f"{lever.name}/{level.name}", level.cost.provenance, lever.note
            for effect in level.effects:
                yield f"{lever.name}/{level.name}/{effect.party}", effect.by.provenance, effect.by.provenance.note


class TestNumbers:
    def test_each_is_marked_as_ours_and_has_a_reason(self, case: Case):
        numbers = list(_stated(case))
        assert len(numbers) > 120
        for name, provenance, reason in numbers:
            assert provenance.by == ILLUSTRATIVE, name
            assert provenance.confidence == "low", name
            assert reason, name

    def test_none_but_shares_and_the_head_is_a_single_value(self, case: Case):
        kinds = {"swing", "scale", "leaning", "discipline", "poll", "credibility", "lever cost", "effect"}
        single = [number.path for number in numbers_of(case) if number.kind in kinds and not number.drawn_by]
        assert single == ["ratifiers.Kremlin.blocs.Kremlin.leans"], "it is the one who signs"

    def test_promises_norms_levers_and_polls_cite_a_source(self, case: Case):
        polls = [poll for r in case.ratifiers.values() for bloc in r.blocs.values() for poll in bloc.polls]
        assert len(polls) == 8
        cited = [*case.commitments, *case.norms.values(), *case.levers.values(), *case.ratifiers.values(), *polls]
        assert all(each.provenance.sources for each in cited)

    def test_nothing_is_later_than_the_day(self, case: Case):
        polls = [poll for r in case.ratifiers.values() for bloc in r.blocs.values() for poll in bloc.polls]
        for on in (*(poll.on for poll in polls), *(promise.on for promise in case.commitments)):
            assert on is not None
            assert on.last <= DAY

    def test_what_was_asked_lies_within_the_range_of_the_poll(self, case: Case):
        (asked,) = case.ratifiers["Referendum"].blocs.values()
        shares = {str(poll.package): poll.yes for poll in asked.polls}
        assert shares["control: line of contact"].low <= 39 / 100 <= shares["control: line of contact"].high
        (both,) = (poll.yes for poll in asked.polls if poll.provenance.sources == ("S32",))
        assert both.low <= (82 + 381) / 1000 <= both.high
        (audience,) = case.ratifiers["Russian public"].blocs.values()
        assert [
            (p.yes.low <= share / 100 <= p.yes.high) for p, share in zip(audience.polls, (75, 28), strict=True)
        ] == [
            True,
            True,
        ]


class TestShape:
    def test_seats_add_up_to_those_who_sit(self, case: Case):
        seats = {
            name: sum(bloc.seats for bloc in ratifier.blocs.values())
            for name, ratifier in case.ratifiers.items()
            if ratifier.rule == "vote"
        }
        assert seats == {
            "Federation Council": 2 * 89,
            "Verkhovna Rada": 400,
            "Rada by two thirds": 400,
            "Senate on sanctions": 100,
            "Senate on sites": 100,
            "Senate on a treaty": 100,
        }
        needed = {name: ratifier.needed for name, ratifier in case.ratifiers.items() if ratifier.needed is not None}
        assert needed == {
            "Verkhovna Rada": 226,
            "Rada by two thirds": 300,
            "Senate on sanctions": 34,
            "Senate on sites": 34,
            "Senate on a treaty": 67,
        }

    def test_a_vote_of_the_people_waits_for_the_end_of_martial_law(self, case: Case):
        assert case.ratifiers["Referendum"].after == ("Martial law",)
        assert case.ratifiers["Verkhovna Rada"].after == ("Referendum",)
        assert "Martial law" in case.ratifiers["Rada by two thirds"].after

    def test_no_lever_is_an_option_of_an_issue(self, case: Case):
        assert not set(case.levers) & set(case.issues)
        ways = [
            effect.on for lever in case.levers.values() for level in lever.levels.values() for effect in level.effects
        ]
        assert ways.count("no_deal") > ways.count("deal") > 0
        assert all(
            effect.when is None
            for lever in case.levers.values()
            for level in lever.levels.values()
            for effect in level.effects
        ), "what holds for some packages only is an option of theirs"

    def test_a_pause_of_aid_takes_from_one_side_and_gives_to_the_other(self, case: Case):
        for level in case.levers["aid pause"].levels.values():
            by = {effect.party: effect.by for effect in level.effects}
            assert by["Ukraine"].high < 0 < by["Russia"].low
        for level in case.levers["European arms"].levels.values():
            by = {effect.party: effect.by for effect in level.effects}
            assert by["Russia"].high < 0 < by["Ukraine"].low

    def test_both_sides_have_levers_and_the_one_that_the_law_of_war_forbids_is_flagged(
        self, case: Case, leverage: Leverage
    ):
        wielders = {lever.wielder for lever in case.levers.values()}
        assert wielders == {"Russia", "Ukraine", "United States", "European Union"}
        flagged = {row.label for row in leverage.zopa if "civilian power supply" in row.norms}
        assert flagged == {"strikes on the grid", "all of Russia", "everything"}


class TestAnswers:
    def test_promises_take_little_and_leave_a_zone_in_every_draw(self, case: Case, deal: Deal):
        own = tuple(linkage for linkage in case.linkages if not linkage.promise)
        without = analyse_deal(replace(case, linkages=own, commitments=(), proposals={}, outcome=None))
        before, after = without.solutions.nash[0].gain, deal.solutions.nash[0].gain
        assert all(0 < before[party] - after[party] < 3 for party in ("Russia", "Ukraine"))
        problem = compile_case(replace(case, outcome=None, proposals={}))
        assert explore(problem, draw_case(problem, Draws(0, 100)), slice(0, 100)).zopa.all()

    def test_no_side_takes_the_jeddah_plan_for_the_same_reason(self, leverage: Leverage):
        sides = {each.party: each for each in moved(leverage, JEDDAH).break_even}
        assert sides["Ukraine"].pressure == 0
        assert sides["Russia"].pressure is not None
        assert sides["Russia"].drawn is not None
        assert sides["Russia"].drawn.low > 5, "in no draw is it close"

    def test_pressure_on_one_side_loses_the_other(self, leverage: Leverage):
        alone = {tuple(push.levers.items()): push for push in moved(leverage, MONTH).singly}
        assert alone[(("aid pause", "arms and intelligence"),)].loses == ("Russia",)
        assert alone[(("European arms", "in place of American"),)].loses == ("Ukraine",)

    def test_little_is_left_where_threats_are_withdrawn(self, leverage: Leverage):
        (washington,) = (s for s in moved(leverage, MONTH).staircases if s.wielder == "United States")
        stays = washington.steps[-1].stays
        assert stays is not None
        assert 0 < stays < 1 / 3
        assert not any(leverage.levers[name].lasting for name in washington.steps[-1].levers)

    def test_guarantees_change_what_people_say_to_the_same_line(self, ratification: Ratification):
        votes = {package.labels[0]: package.votes["Referendum"] for package in ratification.packages}
        assert votes["package A"].blocs[0].yes > 1 / 2 > votes["proposal Russia, June 2024"].blocs[0].yes


class TestPage:
    def rows(self, heading: str) -> list[tuple[str, ...]]:
        section = PAGE.read_text(encoding="utf-8").split(f"### {heading}", maxsplit=1)[1]
        table = re.split(r"\n\n", section[section.index("\n|") + 1 :], maxsplit=1)[0]
        return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()][2:]

    def test_who_is_most_in_the_way(self, ratification: Ratification):
        found: list[tuple[str, ...]] = []
        for package in ratification.packages[:3]:
            asked = [vote for vote in package.votes.values() if vote.needed and vote.ratifier != "Kremlin"]
            least, *_ = sorted(asked, key=lambda vote: vote.drawn or 0)
            bloc = max(least.blocs, key=lambda bloc: bloc.decides)
            found.append(
                (
                    package.labels[0].removeprefix("package "),
                    f"{package.signed * DRAWS:.0f}",
                    f"{package.ratified:.2f}",
                    least.ratifier,
                    f"{least.drawn:.2f}",
                    bloc.bloc,
                )
            )
        assert self.rows("Who blocks at home") == found, "\n".join(f"| {' | '.join(row)} |" for row in found)

    def test_what_each_lever_does_alone(self, leverage: Leverage):
        found: list[tuple[str, ...]] = []
        package = moved(leverage, MONTH)
        for push in (package.staircases[0].steps[0], *package.singly):
            ((name, level),) = push.levers.items() or [("none", "")]
            stays = "" if push.stays is None else f"{push.stays * push.share * DRAWS:.0f}"
            found.append(
                (
                    f"{name}: {level}" if level and level != "on" else name,
                    f"{push.accepts['Russia'] * DRAWS:.0f}",
                    f"{push.accepts['Ukraine'] * DRAWS:.0f}",
                    f"{push.share * DRAWS:.0f}",
                    stays,
                )
            )
        assert self.rows("What would move them") == found, "\n".join(f"| {' | '.join(row)} |" for row in found)

    def test_what_it_says_of_the_jeddah_plan(self, leverage: Leverage):
        page = " ".join(PAGE.read_text(encoding="utf-8").split())
        package = moved(leverage, JEDDAH)
        (russia,) = (each for each in package.break_even if each.party == "Russia")
        assert russia.pressure is not None
        assert russia.drawn is not None
        assert f"{float(russia.pressure):.1f} points of its own" in page
        assert f"between {russia.drawn.low:.0f} and {russia.drawn.high:.0f}" in page
        best = max(push.share for push in package.together)
        assert f"in {best * DRAWS:.0f} of {DRAWS} draws" in page
        (washington,) = (s for s in package.staircases if s.wielder == "United States")
        assert f"Washington's own levers together do so in {washington.steps[-1].share * DRAWS:.0f}" in page
