"""The report: what each section says, for deals, no deals, with draws and without."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from detente import catalog
from detente.case import Case, Estimate, Provenance, red_line_paths
from detente.report.html.answer import answer_of
from detente.report.html.asking import question_words
from detente.report.html.cards import cards_of
from detente.report.html.common import Subject
from detente.report.html.dealspace import deal_space_of
from detente.report.html.matters import matters_of
from detente.report.html.numbers import numbers_section_of
from detente.report.html.page import CONTENTS, command_of, report
from detente.report.html.robustness import robustness_of
from detente.report.html.terms import Stage
from detente.report.html.valued import valued_of
from detente.report.html.wants import wants_of
from detente.report.words import gain
from detente.results import Analysis, GainEffect, Influence, Sobol, Uncertainty
from detente.workspace import analyse, open_case

RIVER = """\
case: Three share a river
parties: [upstream, midland, delta]
issues:
  release: {from: 10, to: 30, step: 10, unit: "% of flow", status_quo: 10}
  payment: {from: 0, to: 40, step: 20, status_quo: 0}
preferences:
  upstream: {weights: {release: 50, payment: 50}, values: {release: {10: 100, 30: 0}, payment: {0: 0, 40: 100}},
    no_deal: 45..70}
  midland: {weights: {release: 60, payment: 40}, values: {release: {10: 0, 30: 100}, payment: {0: 100, 40: 0}},
    no_deal: 40..60}
  delta: {weights: {release: 70, payment: 30}, values: {release: {10: 0, 30: 100}, payment: {0: 100, 40: 0}},
    no_deal: 30..60}
"""

BRIDGE = """\
case: A bridge
parties: [north, south]
issues:
  toll: {from: 0, to: 4, step: 1, unit: EUR, status_quo: 0}
  lanes: [two, four]
preferences:
  north: {weights: {toll: 50, lanes: 50}, values: {toll: {0: 100, 4: 0}, lanes: {two: 0, four: 100}}, no_deal: 20..30}
  south: {weights: {toll: 50, lanes: 50}, values: {toll: {0: 0, 4: 100}, lanes: {two: 100, four: 0}}, no_deal: 20..30}
red_lines:
  - {party: north, never: {lanes: two}}
  - {party: south, never: {lanes: four, toll: 0..3}, basis: assessed, firm: 0.6..0.9}
rules:
  - {never: {toll: 4}, kind: simplification}
"""


FRONT = Influence(
    "drivers.front",
    1.0,
    1.0,
    1.0,
    1.0,
    0.0,
    clear=False,
    gains={"Russia": GainEffect(28.0, 7.0, 0.7), "Ukraine": GainEffect(18.0, 36.0, 0.6)},
)


@cache
def analysed(name: str, draws: int = 150) -> Subject:
    opened = open_case(name)
    return Subject(opened.case, analyse(opened, draws=draws), f"detente analyse {name}")


@cache
def page(name: str, draws: int = 150) -> str:
    subject = analysed(name, draws)
    return report(subject.case, subject.analysis, name, version="1.2.3")


def with_draws(subject: Subject, **changes: object) -> Subject:
    draws = subject.draws
    assert draws is not None
    changed: Uncertainty = replace(draws, **changes)  # pyright: ignore[reportArgumentType]
    return replace(subject, analysis=replace(subject.analysis, uncertainty=changed))


def of_text(text: str, tmp_path_factory: pytest.TempPathFactory, draws: int = 150) -> Subject:
    file = tmp_path_factory.mktemp("case") / "talks.yaml"
    file.write_text(text, encoding="utf-8")
    opened = open_case(file)
    return Subject(opened.case, analyse(opened, draws=draws), "detente analyse talks.yaml")


@pytest.mark.parametrize(
    ("zopa", "found", "headline"),
    [
        (True, 150, "On these moderate-confidence estimates there is room for a deal."),
        (
            True,
            40,
            (
                "At the central values of these moderate-confidence estimates there is room for a deal, but not in "
                "every draw."
            ),
        ),
        (
            False,
            40,
            (
                "At the central values of these moderate-confidence estimates there is no room for a deal, though in "
                "some draws there is."
            ),
        ),
        (False, 0, "On these moderate-confidence estimates there is no room for a deal."),
    ],
)
def test_the_headline_keeps_central_values_and_draws_apart(zopa: bool, found: int, headline: str):
    subject = with_draws(analysed("wage-talks"), zopa_draws=found)
    deal = replace(subject.analysis.deal, zopa=zopa)
    assert answer_of(replace(subject, analysis=replace(subject.analysis, deal=deal))).headline == headline


def test_without_draws_the_first_screen_says_so():
    answer = answer_of(analysed("wage-talks", 0))
    assert answer.headline == "At the central values of these moderate-confidence estimates there is room for a deal."
    assert answer.found == "No draws of the estimates were made, so nothing is said here of how far the answer holds."
    assert "draws" not in answer.estimates
    assert not any(side.span or side.accepts for package in answer.packages for side in package.gains)
    assert len(answer.questions) == 3


WORST = "every estimate at the worst end of its range"


def test_a_zone_in_every_draw_is_not_a_package_for_all_values():
    subject = with_draws(analysed("wage-talks"), some_necessary=False, packages=())
    assert subject.draws is not None
    zone = "If the estimates are right within their ranges: some deal is possible in all 150 draws, not always the same one"
    assert answer_of(subject).found == f"{zone}."
    zone = zone.removesuffix(", not always the same one")
    told = f"{zone}; A is acceptable to all in 150 of 150 further draws, the most of {subject.draws.candidates} tried"
    none = answer_of(all_of_it(analysed("wage-talks"), necessary=False)).found
    assert none == f"{told}; none found is acceptable with {WORST}."
    three = answer_of(all_of_it(analysed("wage-talks"), necessary=True)).found
    assert three == f"{told}; A, B and C are acceptable even with {WORST}."


def all_of_it(subject: Subject, *, necessary: bool) -> Subject:
    assert subject.draws is not None
    packages = tuple(replace(candidate, necessary=necessary) for candidate in subject.draws.packages)
    return with_draws(subject, packages=packages, some_necessary=necessary)


def test_a_package_that_more_draws_accept_is_told_below_the_others():
    subject = analysed("wage-talks")
    assert subject.draws is not None
    packages = tuple(
        replace(candidate, share=0.9 if "package A" in candidate.labels else 0.8)
        for candidate in subject.draws.packages
    )
    other = replace(packages[0], labels=("drawn",), share=1.0)
    assert not answer_of(with_draws(subject, packages=packages)).widest
    answer = answer_of(with_draws(subject, packages=(other, *packages)))
    assert answer.widest.startswith("★ Accepted in all 150 draws: wage: ")
    assert answer.widest_card == "widest"
    assert "A is acceptable to all in 135 of 150 further draws, ★ in 150, the most of" in answer.found
    tied = answer_of(with_draws(subject, packages=(other, replace(other, labels=("nash",)), *packages)))
    assert tied.widest.startswith("★ One of several accepted in all 150 draws: wage: ")
    proposed = replace(other, labels=("proposal company's offer",))
    answer = answer_of(with_draws(subject, packages=(proposed, *packages)))
    assert answer.widest.startswith("★ The proposal “company's offer”: Accepted in all 150 draws: ")
    assert answer.widest_card == "packages"


def test_whose_the_estimates_are_is_said_first():
    illustrative = answer_of(analysed("wage-talks")).estimates
    assert illustrative == (
        "The estimates are illustrative, analyst-assigned; shares of draws describe them, not the world (35 "
        "estimates have no range and were not varied)."
    )
    named = answer_of(analysed("ampo-vs-city", 0)).estimates
    assert named.startswith("The estimates are by Raiffa 1982, as coded in GENIUS")
    assert "confidence not stated" not in illustrative


def test_estimates_that_are_marked_otherwise_are_not_covered_up(tmp_path_factory: pytest.TempPathFactory):
    assert (
        answer_of(of_text(RIVER, tmp_path_factory, 0)).estimates
        == "The estimates are the analyst’s, confidence not stated."
    )
    marked = RIVER.replace("no_deal: 45..70", "no_deal: {is: 45..70, confidence: low}")
    told = answer_of(of_text(marked, tmp_path_factory, 0)).estimates
    assert told == "The estimates are the analyst’s, confidence not stated, unless marked otherwise."


def test_placeholders_are_no_finding(tmp_path_factory: pytest.TempPathFactory):
    text = RIVER.replace("case: Three share a river", "case: {title: Three share a river, by: placeholder}")
    told = answer_of(of_text(text, tmp_path_factory, 0)).estimates
    assert told == "The numbers are placeholders: this is not a finding."


def test_what_the_packages_share_is_told_heaviest_first():
    subject = analysed("ukraine-2025", 40)
    deal = subject.analysis.deal
    answer = answer_of(subject)
    first, second, third = (package.outcome.package for package in deal.discussed)

    def stake(issue: str) -> float:
        return max(float(deal.stakes[party][issue].points) for party in deal.consenting)

    told = [term.partition(":")[0] for term in answer.common.split("; ")[:-1]]
    assert len(told) == 7
    assert told == sorted(told, key=stake, reverse=True)
    assert all(first[issue] == second[issue] == third[issue] for issue in told)
    shown = [row.issue for row in answer.rows]
    assert shown == sorted(shown, key=stake, reverse=True)


def test_who_must_agree_stands_apart_from_who_is_affected():
    made = page("ukraine-2025", 40)
    assert "<dt>Must agree</dt><dd>Russia, Ukraine</dd>" in made
    assert "<dt>Must agree on own matters</dt><dd>United States, European Union</dd>" in made
    assert "<dt>Also affected, need not agree</dt><dd>France and the UK</dd>" in made
    assert "own matters" not in page("wage-talks")
    assert "need not agree" not in page("wage-talks")


def test_what_blocks_is_told_by_party_with_how_much_it_keeps_out():
    subject = analysed("wage-talks")
    blockers = {blocker.party: blocker.items for blocker in answer_of(subject).blockers}
    assert blockers.keys() == {"union", "company"}
    blocked = [point for point in subject.analysis.deal.frontier.points if point.blocked_by]
    short = sum(any(b.kind == "no_deal" and b.party == "union" for b in point.blocked_by) for point in blocked)
    assert ("value of no deal, 42.0 points", str(short)) in [(item.what, item.number) for item in blockers["union"]]
    assert "will not accept wage: 0 to 1.5 % (stated, firm 0.8)" in [item.what for item in blockers["union"]]


def test_the_deal_space_lists_everything_that_blocks():
    subject = analysed("ukraine-2025", 40)
    told = {(whose, what) for whose, what, _ in deal_space_of(subject).obstacles}
    blockers = answer_of(subject).blockers
    shown = {(blocker.party, item.what) for blocker in blockers for item in blocker.items}
    # What is long is told in whole clauses there, and in full here.
    assert shown - told == {
        (
            "Russia",
            "will not accept control: line of contact or 2 others, alliance: door stays open (stated, firm 0.65)",
        )
    }
    assert any(what.startswith("will not accept control: line of contact or Donetsk") for _, what in told)
    assert len(told) == sum(
        len(blocker.items) + (int(blocker.more.split()[0]) if blocker.more else 0) for blocker in blockers
    )


def test_influences_that_tell_are_asked_first():
    telling = (
        Influence("preferences.union.no_deal", 0.9, 0.2, 1.0, 0.6, 0.1, clear=True),
        Influence("preferences.union.weights.wage", 0.6, 0.55, 1.0, 1.0, 0.0, clear=False),
    )
    subject = with_draws(analysed("wage-talks"), influences=telling)
    questions = answer_of(subject).questions
    assert questions[0].what == "What having no deal is worth to union"
    assert "90 of 100 draws where this is lowest" in questions[0].why
    assert not any("wage" in question.what for question in questions if "red line" not in question.what)
    assert len({question.what for question in questions}) == 3
    matters = matters_of(subject)
    assert [(one.rank, one.name, one.now, one.package) for one in matters.telling] == [
        (1, "No-deal value of union", "38 to 46", "90 → 20")
    ]
    assert matters.title == "The number worth discussing"
    assert "1 other moves nothing visibly" in matters.rest


def test_no_more_than_fifteen_numbers_are_worth_discussing():
    many = tuple(Influence("preferences.union.no_deal", 0.9, 0.2, 1.0, 0.6, 0.1, clear=True) for _ in range(20))
    matters = matters_of(with_draws(analysed("wage-talks"), influences=many))
    assert len(matters.telling) == 15
    assert matters.title == "The fifteen numbers worth discussing"
    assert "5 further numbers" in matters.rest


def moving(path: str, union: float, company: float = 0.0, *, clear: bool = False) -> Influence:
    gains = {"union": GainEffect(3.0, -1.0, union), "company": GainEffect(2.0, 2.1, company)}
    return Influence(path, 0.9, 0.2, 1.0, 0.6, 0.1, clear=clear, gains=gains)


def test_numbers_that_move_gains_come_after_those_that_move_a_verdict():
    found = (
        moving("preferences.union.no_deal", 0.3, clear=True),
        moving("preferences.union.weights.wage", 0.2),
        moving("preferences.company.weights.wage", 0.0, 0.4),
        moving("preferences.company.no_deal", 0.01, 0.02),
    )
    matters = matters_of(with_draws(analysed("wage-talks"), influences=found))
    assert [(one.name, one.package, one.variance) for one in matters.telling] == [
        ("No-deal value of union", "90 → 20", "30 %"),
        ("Weight of wage to company", "–", "40 %"),
        ("Weight of wage to union", "–", "20 %"),
    ]
    assert matters.telling[0].gains == ("+3.0 → −1.0", "+2.0 → +2.1")
    assert matters.title == "The three numbers worth discussing"
    assert "1 other moves nothing visibly" in matters.rest
    assert matters.verdicts
    assert matters.movers


def test_a_question_on_one_option_names_it_with_its_unit():
    case = analysed("wage-talks").case
    assert question_words(case, "preferences.union.values.wage.3") == "What wage 3 % is worth to union"
    never = next(path for path in red_line_paths(case) if path.startswith("red_lines.union."))
    assert question_words(case, f"{never}.meant") == "Whether union means that it will not accept wage: 0 to 1.5 %"


def test_where_no_verdict_moves_the_gains_are_told_and_asked_about():
    found = (moving("preferences.union.no_deal", 0.3), moving("preferences.company.weights.shifts", 0.0, 0.4))
    subject = with_draws(analysed("wage-talks"), influences=found)
    matters = matters_of(subject)
    assert matters.lead.startswith("No single number decides the verdict")
    assert not matters.verdicts
    assert [one.name for one in matters.telling] == ["Weight of shifts to company", "No-deal value of union"]
    questions = answer_of(subject).questions
    assert [(question.what, question.why) for question in questions[:2]] == [
        (
            "How much weight company gives to shifts",
            "A gives company +2.0 if this is low, +2.1 if high (40 % of the variance)",
        ),
        (
            "What having no deal is worth to union",
            "A gives union +3.0 if this is low, −1.0 if high (30 % of the variance), as holding out is then worth more",
        ),
    ]
    assert len({question.what for question in questions}) == 3


def test_few_draws_show_only_what_they_cannot_make_themselves():
    found = (moving("preferences.union.no_deal", 0.3), moving("preferences.union.weights.wage", 0.1))
    subject = with_draws(analysed("wage-talks"), influences=found)
    assert subject.draws
    assert [one.name for one in matters_of(subject).telling] == ["No-deal value of union"]
    more = with_draws(subject, draws=1000)
    assert len(matters_of(more).telling) == 2


def test_numbers_that_move_together_are_counted_and_told():
    (driver, *_) = matters_of(with_draws(analysed("ukraine-2025", 40), influences=(FRONT,))).telling
    assert (driver.name, driver.whose) == ("How the front moves over the next six months", "Russia and Ukraine")
    assert re.fullmatch(r"\d+ numbers", driver.now)
    assert re.search(r"; and \d+ more$", driver.together)


def test_a_driver_is_asked_about_in_the_words_of_its_note():
    first, *learned = answer_of(with_draws(analysed("ukraine-2025", 40), influences=(FRONT,))).questions
    assert first.what == "Watch: how the front moves over the next six months, from worst to best for Russia"
    assert first.why == "A gives Russia +28.0 if this is low, +7.0 if high (70 % of the variance)"
    assert first.watched
    assert len(learned) == 2
    assert not any(question.watched for question in learned)


@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_there_are_three_things_to_find_out(name: str):
    questions = answer_of(analysed(name, 40)).questions
    assert len({question.what for question in questions}) == 3


def test_cards_keep_proposals_and_packages_apart():
    cards = cards_of(analysed("wage-talks"))
    assert [card.letter for card in cards.packages] == ["A", "B", "C"]
    assert [(card.title, card.verdict) for card in cards.proposals] == [
        ("company's offer", "not acceptable at the central values"),
        ("union's outline", "acceptable at the central values with what is left open filled in as shown"),
    ]
    offer, outline = cards.proposals
    assert outline.filled == "4 of 6 terms filled in by the program, as suits all sides best"
    assert not offer.filled
    assert offer.made == "By company, 6 May 2025"
    assert [(answer.party, answer.answer) for answer in offer.responses] == [("union", "rejected it, 6 May 2025")]
    assert offer.gains[0].loses
    assert any("Union will not accept wage: 0 to 1.5 %" in words for words in offer.blocked)


def test_the_most_widely_acceptable_is_judged_as_the_others_are():
    draws = analysed("wage-talks").draws
    assert draws is not None
    assert draws.best is not None
    unnamed = tuple(replace(candidate, labels=("drawn",)) for candidate in draws.packages)
    subject = with_draws(analysed("wage-talks"), packages=unnamed)
    star = cards_of(subject).packages[-1]
    assert (star.letter, star.kind) == ("★", "yes")
    assert star.verdict == "acceptable at the central values"
    assert star.accepted == "150 of 150 draws"
    assert [side.central for side in star.gains] == [gain(draws.best.gain[side.party]) for side in star.gains]
    assert robustness_of(subject).rows[0].name == "★"


def test_bold_terms_differ_among_all_cards():
    cards = cards_of(analysed("ukraine-2025", 40)).packages
    terms = [{term.issue: term for stage in card.stages for term in stage.terms} for card in cards]
    for issue in terms[0]:
        if not all(issue in each for each in terms):
            continue
        options = {each[issue].option for each in terms}
        assert {each[issue].differs for each in terms} == {len(options) > 1}


def test_terms_that_the_program_filled_in_stand_apart_from_those_proposed():
    subject = analysed("wage-talks")
    result = subject.analysis.deal.proposals["union's outline"]
    outline = next(card for card in cards_of(subject).proposals if card.filled)

    def told(stages: tuple[Stage, ...]) -> set[str]:
        return {name for stage in stages for name in (*(t.issue for t in stage.terms), *stage.kept.split(", ")) if name}

    assert told(outline.filled_in) == set(result.open_issues)
    assert told(outline.stages) == set(subject.case.issues) - set(result.open_issues)
    made = page("wage-talks")
    assert made.count('<div class="by-program">') == 1
    proposed = made.index(">On the table<")
    assert made.index("<dt>wage</dt>", proposed) < made.index('<div class="by-program">')


def test_what_fills_in_a_proposal_does_not_equal_it():
    subject = analysed("wage-talks")
    assert subject.draws is not None
    both = tuple(
        replace(each, labels=(*each.labels, "proposal union's outline", "proposal company's offer"))
        if "package A" in each.labels
        else replace(each, labels=tuple(label for label in each.labels if not label.startswith("proposal ")))
        for each in subject.draws.packages
    )
    names = [row.name for row in robustness_of(with_draws(subject, packages=both)).rows]
    assert names[0] == "Package A = company's offer (completes union's outline)"


def test_a_stake_of_which_nothing_is_known_is_not_shown_as_nothing(tmp_path_factory: pytest.TempPathFactory):
    text = RIVER.replace(
        "values: {release: {10: 100, 30: 0}, payment: {0: 0, 40: 100}}",
        "values: {release: unknown, payment: {0: 0, 40: 100}}",
    )
    first, *_ = valued_of(of_text(text, tmp_path_factory, 60)).rows
    assert first.stakes[0] is not None
    assert (first.stakes[0].points, first.stakes[0].shade) == ("unknown", 0)
    assert first.stakes[0].span


def test_a_card_shows_what_differs_first():
    for card in cards_of(analysed("wage-talks")).packages:
        flags = [term.differs for stage in card.stages for term in stage.terms]
        assert flags == sorted(flags, reverse=True)
        assert any(flags)


def test_terms_are_grouped_by_stage():
    titles = {stage.title for card in cards_of(analysed("ukraine-2025", 40)).packages for stage in card.stages}
    assert titles == {"First step", "Settlement"}


def test_robustness_puts_lettered_packages_first():
    holds = robustness_of(analysed("wage-talks"))
    assert [row.name for row in holds.rows] == [
        "Package A",
        "Package B",
        "Package C",
        "union's outline",
        "company's offer",
    ]
    assert holds.rows[-1].everyone == "0"
    assert [name for name, *_ in holds.solutions] == [
        "Nash, anew in every draw",
        "Kalai-Smorodinsky, anew in every draw",
    ]
    assert [name for name, *_ in holds.comparing] == [
        "Egalitarian, anew in every draw",
        "Utilitarian, anew in every draw",
    ]


def test_solutions_that_compare_points_stand_apart():
    space = deal_space_of(analysed("wage-talks"))
    assert {entry.name for entry in space.solutions} == {"Nash", "Kalai-Smorodinsky"}
    assert {entry.name for entry in space.comparing} == {"Egalitarian", "Utilitarian"}


def test_the_parts_of_the_zero_sumness_add_up_to_the_whole():
    subject = analysed("ukraine-2025", 40)
    *parts, (last, whole) = deal_space_of(subject).shares
    assert last == "the whole"
    assert len(parts) == len(subject.case.issues) + sum(
        linkage.party in subject.analysis.deal.counted for linkage in subject.case.linkages
    )
    numbers = [float(part.replace("−", "-")) for _, part in parts]
    assert sum(numbers) == pytest.approx(float(whole), abs=0.005 * (len(parts) + 1))
    assert sum(numbers[: len(subject.case.issues)]) < float(whole) - 0.1


def test_what_a_rule_excludes_says_why_it_has_no_draws():
    card = next(card for card in cards_of(analysed("ukraine-2025", 40)).proposals if "27 February" in card.title)
    assert card.made == "By Russia, 27 February 2025"
    assert not card.accepted
    assert "A rule of the case excludes it, so it was not tried over the draws." in card.notes
    without = cards_of(analysed("ukraine-2025", 40)).without_range
    assert without.startswith("Without a range: Russia, 27 February. A rule of the case excludes it")
    assert not cards_of(analysed("wage-talks")).without_range


def test_three_sides_get_a_picture_for_each_pair(tmp_path_factory: pytest.TempPathFactory):
    space = deal_space_of(of_text(RIVER, tmp_path_factory, 20))
    assert [caption for caption, _ in space.pictures] == [
        "What packages give upstream and midland",
        "What packages give upstream and delta",
        "What packages give midland and delta",
    ]


def test_more_sides_get_a_line_each(tmp_path_factory: pytest.TempPathFactory):
    coast = re.search(r"  delta: (?:.|\n)*", RIVER)
    assert coast
    four = RIVER.replace("delta]", "delta, coast]") + coast[0].replace("delta", "coast")
    space = deal_space_of(of_text(four, tmp_path_factory, 20))
    assert [caption for caption, _ in space.pictures] == ["Each side on a line of its own"]
    assert not space.paired


def test_without_a_deal_the_conflict_is_named(tmp_path_factory: pytest.TempPathFactory):
    subject = of_text(RIVER.replace("45..70", "85..95"), tmp_path_factory)
    assert not subject.analysis.deal.zopa
    answer = answer_of(subject)
    assert answer.headline == "On these estimates there is no room for a deal."
    assert answer.packages_title == "What comes nearest"
    assert answer.questions_lead == "First what stands in the way:"
    assert answer.questions[0].what == "What is having no deal worth to upstream?"
    assert len(answer.conflicts) == len(subject.analysis.deal.conflicts) == 2
    made = report(subject.case, subject.analysis, "talks.yaml", version="1")
    assert "What comes nearest" in made


HARBOUR = """\
case: Harbour wages
parties: [union, company, city]
issues:
  wage: {from: 0, to: 8, step: 1, unit: "%"}
  shifts: [fixed, rotating]
  jobs: [kept, as the law says]
preferences:
  union: {weights: {wage: 50, shifts: 20, jobs: 30}, values: {wage: {0: 0, 8: 100}, shifts: {fixed: 100, rotating: 0},
    jobs: {kept: 100, as the law says: 0}}, no_deal: 70..80}
  company: {weights: {wage: 70, shifts: 15, jobs: 15}, values: {wage: {0: 100, 8: 0}, shifts: {fixed: 0, rotating: 100},
    jobs: {kept: 0, as the law says: 100}}, no_deal: 45..55}
  city: {weights: {wage: 50, shifts: 10, jobs: 40}, values: {wage: {0: 100, 8: 0}, shifts: {fixed: 50, rotating: 100},
    jobs: {kept: 100, as the law says: 0}}, no_deal: 20..30}
red_lines:
  - {party: company, never: {jobs: kept}, basis: stated, firm: 0.7}
  - {party: city, never: {shifts: fixed}, basis: assessed, firm: 0.4}
"""


def test_several_conflicts_stay_apart_and_what_all_share_is_asked_first(tmp_path_factory: pytest.TempPathFactory):
    subject = of_text(HARBOUR, tmp_path_factory)
    deal = subject.analysis.deal
    members = [{(block.kind, block.party) for block in conflict.members} for conflict in deal.conflicts]
    assert members == [
        {("no_deal", "union"), ("red_line", "company")},
        {("no_deal", "union"), ("no_deal", "company")},
    ]
    answer = answer_of(subject)
    assert answer.blockers == ()
    assert answer.blocks_lead == (
        "2 sets of demands that cannot hold together. In both: the no-deal value of union; if it alone were "
        "different, there would be a deal."
    )
    assert answer.conflicts == (
        ("1 of 2", "Company will not accept jobs: kept (stated, firm 0.7)"),
        ("2 of 2", "The no-deal value of company"),
    )
    assert answer.ways_title == "There would be a deal if"
    assert answer.ways_out == (
        "no deal were worth at least 43.8 points less to union",
        (
            "or no deal were worth at least 35.0 points less to company; and company accepted jobs: kept (red line, "
            "stated, firm 0.7)"
        ),
    )
    asked = [(question.what, question.why) for question in answer.questions]
    assert asked[0] == (
        "What is having no deal worth to union?",
        "it is given as 70 to 80; if it alone were different, there would be a deal",
    )
    assert asked[1][1].endswith("if it and one other were different, there would be a deal")
    assert [number for *_, number in deal_space_of(subject).obstacles] == ["2", "1", "1"]


def test_a_number_without_a_range_that_blocks_is_asked_about_first(tmp_path_factory: pytest.TempPathFactory):
    subject = of_text(RIVER.replace("45..70", "95"), tmp_path_factory)
    first, *_ = answer_of(subject).questions
    assert first.what == "Is having no deal really worth 95 points to upstream?"
    assert first.why == "it is given without a range; if it alone were different, there would be a deal"


def test_where_nothing_comes_near_the_rules_and_red_lines_are_asked_about(tmp_path_factory: pytest.TempPathFactory):
    subject = of_text(BRIDGE, tmp_path_factory)
    answer = answer_of(subject)
    assert answer.packages == ()
    assert {(question.what, question.why) for question in answer.questions} == {
        (
            "Must this hold: no package has toll: 4 EUR?",
            "simplification by the analyst; if it alone were different, there would be a deal",
        ),
        (
            "Does south mean that it will not accept lanes: four, toll: 0 to 3 EUR?",
            "assessed, firmness 0.6 to 0.9; if it alone were different, there would be a deal",
        ),
        (
            "Does north mean that it will not accept lanes: two?",
            "own, firmness 1; if it alone were different, there would be a deal",
        ),
    }
    assert {blocker.party for blocker in answer.blockers} == {"Rules of the case", "south", "north"}
    assert answer.widest.startswith("★ None compared is accepted in more draws (")
    made = report(subject.case, subject.analysis, "talks.yaml", version="1")
    assert '<a href="#widest">card below</a>' in made
    assert 'id="widest"' in made


def test_stakes_carry_their_range():
    valued = valued_of(analysed("wage-talks"))
    wage = next(row for row in valued.rows if row.issue == "wage")
    union = wage.stakes[valued.parties.index("union")]
    assert union is not None
    assert union.points == "39.6"
    assert re.fullmatch(r"3\d\.\d–4\d\.\d", union.span)
    assert ("wage", "union", "8 %", "0 %") in valued.options


def test_each_side_is_shaded_by_its_own_largest_stake():
    valued = valued_of(analysed("ukraine-2025", 40))
    for position in range(len(valued.parties)):
        column = [row.stakes[position] for row in valued.rows]
        known = sorted((float(stake.points), stake.shade) for stake in column if stake and stake.points != "unknown")
        assert known[-1][1] == 5
        assert [dark for _, dark in known] == sorted(dark for _, dark in known)


def test_a_stake_that_only_the_draws_know_says_why():
    valued = valued_of(analysed("ukraine-2025", 40))
    unknown = [(issue, party) for issue, party, best, _ in valued.options if best.startswith("unknown")]
    assert unknown
    for issue, party in unknown:
        row = next(row for row in valued.rows if row.issue == issue)
        stake = row.stakes[valued.parties.index(party)]
        assert stake is not None
        assert stake.points == "unknown"


def test_red_lines_and_numbers_name_units_and_causes():
    subject = analysed("ukraine-2025", 40)
    unit = subject.case.issues["force limit"].unit
    assert any(f"force limit: 200 to 400 {unit}" in line.never for line in wants_of(subject).refusals)
    given = [
        number.value
        for party in numbers_section_of(subject).parties
        for group in party.groups
        for number in group.numbers
    ]
    assert [words for words in given if words.endswith("; moves with “How the front moves over the next six months”")]
    assert not [words for words in given if "us_aid" in words]


def test_every_number_of_the_case_is_listed_once():
    section = numbers_section_of(analysed("wage-talks"))
    union = next(party for party in section.parties if party.party == "union")
    assert union.count == sum(len(group.numbers) for group in union.groups)
    assert section.lead.startswith(f"All {sum(party.count for party in section.parties)} numbers of the case, ")
    wage = next(group for group in union.groups if group.title == "wage")
    assert [(number.what, number.value) for number in wage.numbers] == [
        ("weight", "36 to 44"),
        ("0 %", "0"),
        ("3 %", "55 to 65"),
        ("8 %", "100"),
    ]
    assert wage.reason.startswith("The first points of pay")
    assert union.usual == "unless a row says otherwise: set by illustrative, analyst-assigned, confidence moderate"


def test_what_may_follow_a_first_step_is_listed_with_its_source():
    subject = analysed("wage-talks")
    then = Estimate(Fraction(0), Fraction(10), provenance=Provenance(note="Talks on pensions would start."))
    hopeful = replace(subject.case.preferences["union"], then=then)
    case = replace(subject.case, preferences={**subject.case.preferences, "union": hopeful})
    union = next(p for p in numbers_section_of(replace(subject, case=case)).parties if p.party == "union")
    (number,) = next(group for group in union.groups if group.title == "After a first step").numbers
    expected = ("worth of what may follow", "0 to 10", "Talks on pensions would start.")
    assert (number.what, number.value, number.note) == expected
    asked = "What it is worth to union that more may follow a first step"
    assert question_words(case, "preferences.union.then") == asked


@pytest.mark.parametrize("draws", [0, 150])
def test_the_page_has_every_section_and_no_other(draws: int):
    made = page("wage-talks", draws)
    optional = {"since", "deciders", "kept", "home", "levers", "stands", "truce"}
    anchors = [anchor for anchor, _ in CONTENTS if anchor not in optional]
    assert re.findall(r'<h2 id="([a-z]+)"', made) == anchors
    assert [anchor for anchor in anchors if f'href="#{anchor}"' not in made] == []


@pytest.mark.parametrize("draws", [0, 150])
def test_ids_are_unique_and_links_lead_somewhere(draws: int):
    made = page("wage-talks", draws)
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', made)) <= set(ids)
    assert not re.findall(r'(?:href|src)="(?!#)', made)


def test_names_in_a_case_are_never_markup(tmp_path_factory: pytest.TempPathFactory):
    text = RIVER.replace("upstream", "'<i>up</i> & \"away\"'").replace("Three share", "<script>Three</script> share")
    subject = of_text(text, tmp_path_factory, 20)
    made = report(subject.case, subject.analysis, "talks.yaml", version="1")
    assert "<script" not in made
    assert "<i>up" not in made
    assert "&lt;i&gt;up&lt;/i&gt; &amp;" in made


def test_the_same_analysis_gives_the_same_page():
    subject = analysed("wage-talks")
    assert report(subject.case, subject.analysis, "wage-talks", version="1.2.3") == page("wage-talks")


def test_the_command_makes_the_same_analysis():
    subject = analysed("wage-talks")
    command = command_of(replace(subject.analysis, seed=7), subject.case, "my talks.yaml")
    assert command == "detente analyse 'my talks.yaml' --draws 150 --seed 7 --report report.html"
    none: Analysis = analysed("wage-talks", 0).analysis
    case: Case = subject.case
    assert command_of(none, case, "wage-talks") == "detente analyse wage-talks --draws 0 --report report.html"


def test_sobol_indices_are_shown_and_asked_for_again():
    found = (Sobol("preferences.union.no_deal", 0.5, 0.02, None, None),)
    subject = with_draws(analysed("wage-talks"), sobol=found)
    assert matters_of(subject).variance == (("No-deal value of union", "0.50 ± 0.02", "–"),)
    assert " --sobol " in command_of(subject.analysis, subject.case, "wage-talks")
    assert matters_of(analysed("wage-talks")).variance == ()
    assert "--sobol" not in command_of(analysed("wage-talks").analysis, subject.case, "wage-talks")
    made = report(subject.case, subject.analysis, "wage-talks", version="1")
    assert "How much of the variance goes with which number" in made


def test_what_a_proposal_leaves_open_is_not_shown_as_its_terms():
    outline = next(entry for entry in deal_space_of(analysed("wage-talks")).entries if entry.name == "union's outline")
    assert outline.verdict == "depends"
    assert outline.terms == (
        "Wage: 4 %; job security: one year's notice; 4 issues left open, drawn as suits all sides best."
    )


def test_without_a_deal_no_package_is_named_the_most_widely_acceptable(tmp_path_factory: pytest.TempPathFactory):
    subject = of_text(RIVER.replace("45..70", "85..95"), tmp_path_factory)
    assert subject.draws is not None
    assert subject.draws.packages
    found = answer_of(subject).found
    assert found.startswith(
        "If the estimates are right within their ranges: no deal is possible in any of 150 draws; none of the "
    )
    assert found.endswith("compared is acceptable to all in any of 150 further draws.")
    made = report(subject.case, subject.analysis, "talks.yaml", version="1")
    assert "efficient and acceptable to all" not in made
