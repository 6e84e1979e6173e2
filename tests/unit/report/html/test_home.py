"""The sections on ratification and leverage: what they single out, and what they leave out."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from markupsafe import escape

from detente.report.home import blocking_words, changing_words, helping, helping_words, standing_words
from detente.report.html.answer import answer_of
from detente.report.html.common import Subject
from detente.report.html.home import home_of
from detente.report.html.levers import levers_of
from detente.report.html.page import report
from detente.results import (
    BlocVote,
    BreakEven,
    Leverage,
    MovedPackage,
    Push,
    Ratification,
    RatifiedPackage,
    Spread,
    Tightened,
    Vote,
    ZopaUnder,
)
from detente.workspace import analyse, open_case


@cache
def subject(draws: int = 100) -> Subject:
    opened = open_case("wage-vote")
    return Subject(opened.case, analyse(opened, draws=draws, seed=1), "detente analyse wage-vote")


def ratification(draws: int = 100) -> Ratification:
    found = subject(draws).analysis.ratification
    assert found is not None
    return found


def leverage(draws: int = 100) -> Leverage:
    found = subject(draws).analysis.leverage
    assert found is not None
    return found


def with_results(**changes: object) -> Subject:
    given = subject()
    return replace(given, analysis=replace(given.analysis, **changes))  # pyright: ignore[reportArgumentType]


def page(of: Subject) -> str:
    return report(of.case, of.analysis, "wage-vote", version="1.2.3")


def section(made: str, anchor: str) -> str:
    return made.partition(f'<section aria-labelledby="{anchor}">')[2].partition("</section>")[0]


def vote(ratifier: str, yes: float, *blocs: BlocVote, needed: bool = True) -> Vote:
    return Vote(ratifier, needed, yes, yes, blocs)


def with_votes(package: RatifiedPackage, *votes: Vote) -> RatifiedPackage:
    return replace(package, votes={each.ratifier: each for each in votes})


BLOCS = (
    BlocVote("machine shop", 10.0, 0.9, 0.6),
    BlocVote("night crew", -2.04, 0.3, 0.4),
    BlocVote("office", 0.04, 0.5, 0.1),
)
SURE = vote("board", 1.0, BlocVote("family", 5.0, 1.0, 1.0))


def test_the_bloc_is_named_whose_yes_would_add_most_and_not_the_one_that_decides_most():
    package = with_votes(ratification().packages[0], vote("members", 0.6, *BLOCS), SURE)
    assert blocking_words(ratification(), package) == (
        "members is least ready to pass it: its yes is 0.60 on average; it hangs most on night crew "
        "(2.0 points below no deal; 110 of 260 seats)"
    )
    assert changing_words(ratification(), package, subject().analysis.deal).endswith(
        "; 2.0 points more would bring night crew to even with no deal"
    )


def test_of_a_bloc_above_no_deal_its_yes_is_told_and_no_points_are_missing():
    package = with_votes(ratification().packages[0], vote("members", 0.6, replace(BLOCS[1], above=2.0)), SURE)
    assert blocking_words(ratification(), package).endswith(
        "it hangs most on night crew (110 of 260 seats; its yes 0.30)"
    )
    assert "points more" not in changing_words(ratification(), package, subject().analysis.deal)


def test_a_ratifier_that_is_not_asked_blocks_nothing():
    first = ratification().packages[0]
    package = with_votes(first, vote("members", 0.0, needed=False), vote("board", 0.9, BlocVote("family", 1.0, 0.9, 1)))
    assert blocking_words(ratification(), package).startswith("board is least ready")
    unasked = with_votes(first, vote("members", 1.0, needed=False), vote("board", 1.0, needed=False))
    assert blocking_words(ratification(), unasked) == "nobody at home has to confirm it"
    assert blocking_words(ratification(), with_votes(first, SURE)) == "everybody asked at home surely says yes"


@pytest.mark.parametrize(
    ("above", "words"),
    [(-0.37, "0.4 points below no deal"), (3.0, "3.0 points above no deal"), (None, "polled at 0.48")],
)
def test_where_a_bloc_stands(above: float | None, words: str):
    assert standing_words(BlocVote("night crew", above, 0.48, 0.2)) == words


def test_another_package_is_named_only_where_it_is_signed_and_passed_more_often():
    found, deal = ratification(), subject().analysis.deal
    first, outline = found.packages
    assert found.best is not None
    better = replace(found, best=replace(outline, whole=0.9), packages=(replace(first, whole=0.2), outline))
    assert "“company's outline” is signed and passed more often (0.90, not 0.20)" in changing_words(
        better, better.packages[0], deal
    )
    equal = replace(found, best=replace(outline, whole=first.whole))
    assert "no package tried is signed and passed more often" in changing_words(equal, first, deal)
    assert "on average" in changing_words(equal, first, deal)
    assert "on average" not in changing_words(replace(equal, draws=0), first, deal)


def test_the_least_ready_of_each_package_stands_out_and_shades_grow_with_doubt():
    first, outline = ratification().packages
    votes = (vote("members", 0.99, *BLOCS), vote("board", 0.4, BlocVote("family", 1, 0.4, 1)))
    unasked = (vote("members", 0.7, *BLOCS), vote("board", 1.0, needed=False))
    changed = replace(ratification(), packages=(with_votes(first, *votes), with_votes(outline, *unasked)))
    home = home_of(with_results(ratification=changed))
    assert home is not None
    told = {row.name: [(cell.text, cell.shade, cell.least) for cell in row.cells] for row in home.rows}
    assert told == {
        "members": [("0.99", 0, False), ("0.70", 2, True)],
        "board": [("0.40", 3, True), ("not asked", 0, False)],
    }


def test_who_changes_the_outcome_soonest_by_asking_for_more_comes_first():
    found = ratification()
    gains = ({"union": Fraction(4), "company": Fraction(5)}, {"union": Fraction(6), "company": Fraction(1)})
    steps = [
        Tightened("members", Fraction(0), gains[0]),
        Tightened("members", Fraction(2), gains[0]),
        Tightened("members", Fraction(4), {}),
        Tightened("board", Fraction(0), gains[0]),
        Tightened("board", Fraction(2), gains[1]),
    ]
    home = home_of(with_results(ratification=replace(found, tightened=tuple(steps))))
    assert home is not None
    assert [each.name for each in home.tightened] == ["board", "members"]
    assert home.tightened[1].rows[-1] == ("4.0", "no deal passes", "no deal passes")
    assert home.untouched == ""
    still = home_of(with_results(ratification=replace(found, tightened=(*steps[:2], *steps[3:]))))
    assert still is not None
    assert still.untouched == "Asking for more changes nothing here for members."


def test_an_order_that_costs_somebody_says_whom():
    home = home_of(subject())
    assert home is not None
    order = home.packages[0].order
    assert order is not None
    assert ("board", "a vote") in order.steps
    assert order.drops.endswith("union by 1.0 of its points.")
    first, outline = ratification().packages
    assert first.order is not None
    spared = replace(ratification(), packages=(replace(first, order=replace(first.order, drops={})), outline))
    home = home_of(with_results(ratification=spared))
    assert home is not None
    assert home.packages[0].order is not None
    assert home.packages[0].order.drops.startswith("On the way nobody falls below")


def test_without_sections_the_page_says_nothing_of_them():
    bare = with_results(ratification=None, leverage=None)
    assert home_of(bare) is None
    assert levers_of(bare) is None
    answer = answer_of(bare)
    assert (answer.blocks_home, answer.would_change, answer.pulls) == ("", "", "")
    assert not any(package.passed for package in answer.packages)
    made = page(bare)
    assert not re.search(r"Who blocks at home|What would change it|What would move them|href=\"#(home|levers)\"", made)


def test_the_first_screen_says_who_blocks_at_home_and_what_would_change_it():
    first = section(page(subject()), "answer")
    answer = answer_of(subject())
    assert answer.blocks_home.startswith("A: board is least ready to pass it")
    assert [package.passed for package in answer.packages] == [f"{ratification().packages[0].whole:.2f}"]
    assert "signed and passed</th>" in first.partition("draws all accept")[2].partition("terms-of")[0]
    for words in ("Who blocks at home", "What would change it", answer.blocks_home, answer.pulls):
        assert escape(words) in first


def test_levers_alone_have_a_line_of_their_own():
    first = section(page(with_results(ratification=None)), "answer")
    assert "What would move them" in first
    assert "Who blocks at home" not in first


PUSH = Push({"strike fund": "open strike"}, {"union": Fraction(8)}, 0.9, {"union": 0.9, "company": 1.0})


def moved(**changes: object) -> MovedPackage:
    return replace(leverage().packages[0], **changes)  # pyright: ignore[reportArgumentType]


def test_the_lever_that_helps_most_is_named_with_whom_it_loses_and_what_it_breaks():
    package = moved(share=0.5, singly=(PUSH, replace(PUSH, levers={"arbitration": "on"}, share=0.6)))
    assert helping(package) is PUSH
    assert helping_words(leverage(), package) == ("strike fund (open strike): all accept in 90 of 100 draws, not 50")
    costly = replace(PUSH, loses=("company",), norms=("peace clause",))
    words = helping_words(leverage(), replace(package, singly=(costly,)))
    assert words.endswith(", loses company in some, breaks a norm (peace clause)")
    idle = replace(package, singly=(replace(PUSH, share=0.5),))
    assert helping_words(leverage(), idle) == "no single lever makes all accept more often"


def test_pressure_says_none_needed_red_line_and_not_asked():
    drawn = Spread(0, 0, 0, 0, 0)
    parties = (
        BreakEven("union", None, None, ((0.0, 0.0), (50.0, 0.0))),
        BreakEven("company", Fraction(17, 3), drawn, ((0.0, 0.2), (50.0, 1.0))),
    )
    bare: dict[str, object] = {"singly": (), "staircases": (), "together": ()}
    packages = (moved(break_even=parties, **bare), moved(break_even=parties[1:], **bare))
    found = levers_of(with_results(leverage=replace(leverage(), packages=packages)))
    assert found is not None
    assert [row.parties for row in found.pressures] == [("red line", "5.7"), ("not asked", "5.7")]


def test_norms_that_the_package_breaks_by_itself_are_not_laid_to_the_levers():
    package = leverage().packages[0]
    nothing = package.staircases[0].steps[0]
    assert nothing.levers == {}
    steps = (replace(nothing, norms=("fair pay",)), replace(PUSH, norms=("fair pay", "peace clause")))
    changed = moved(
        staircases=(replace(package.staircases[0], steps=steps),),
        singly=(replace(PUSH, norms=("fair pay", "peace clause")),),
        together=(),
    )
    of = with_results(leverage=replace(leverage(), packages=(changed,)))
    found = levers_of(of)
    assert found is not None
    (told,) = found.open
    assert told.norms == "fair pay"
    assert [pull.norms for pull in told.singly] == ["peace clause"]
    made = section(page(of), "levers")
    assert made.count("breaks: peace clause") == 2
    assert made.count("breaks: fair pay") == 1


def test_levers_that_change_nothing_are_folded_and_those_that_backfire_are_not():
    package = leverage().packages[0]
    accepts = {each.party: each.curve[0][1] for each in package.break_even}
    idle = replace(PUSH, share=package.share, accepts=accepts)
    backfires = replace(idle, accepts={**accepts, "company": accepts["company"] - 0.1}, loses=("company",))
    found = levers_of(with_results(leverage=replace(leverage(), packages=(moved(singly=(idle, backfires)),))))
    assert found is not None
    (told,) = found.open
    assert [pull.loses for pull in told.singly] == ["company"]
    assert [pull.accepts[1][1] for pull in told.singly] == ["−10"]
    assert len(told.idle) == 1


def test_where_levers_change_nothing_of_whether_a_deal_exists_there_is_a_sentence_and_no_picture():
    zones = (ZopaUnder("nothing", {}, zopa=True, share=1.0), ZopaUnder("everything", {}, zopa=True, share=1.0))
    found = levers_of(with_results(leverage=replace(leverage(), zopa=zones)))
    assert found is not None
    assert found.zones == ()
    assert found.zone_picture == ""
    assert found.zone_lead.startswith("With or without levers a deal exists at the central values")


def test_without_draws_there_are_words_for_shares_and_no_pictures_of_them():
    of = subject(0)
    found, home = levers_of(of), home_of(of)
    assert found is not None
    assert home is not None
    assert {found.zone_picture, *(each.pressed + each.stairs for each in found.open)} == {""}
    assert {row.everyone for row in found.pressures} <= {"yes", "no"}
    assert set(home.signing) <= {"yes", "no"}
    text = re.sub(r"<[^>]+>", " ", section(page(of), "home") + section(page(of), "levers"))
    assert not re.search(r"\bof 0\b|\b\d+ draws", text)


def test_how_issues_could_be_divided_ends_with_the_way_that_compares_points_and_its_warning():
    division = leverage().division
    assert division is not None
    found = levers_of(subject())
    assert found is not None
    divided = found.divided
    assert divided is not None
    assert [row[0] for row in divided.rows] == [item.issue for item in division.items]
    assert [row[-1] for row in divided.rows] == [division.leximin.winners[item.issue] for item in division.items]
    shared = division.adjusted_winner
    assert shared is not None
    assert shared.split is not None
    split = next(row[1] for row in divided.rows if row[0] == shared.split.issue)
    assert split == "split: union 49.5 % and company 50.5 %; nearest: 3 %"
    assert divided.heads[-1] == "most even"
    made = section(page(subject()), "levers")
    assert made.index(divided.told[-1][1].partition(",")[0]) < made.index("The last way compares points")
    bare = with_results(leverage=replace(leverage(), division=None))
    assert "If the issues were divided" not in page(bare)


def test_compensation_comes_with_the_warning_and_only_where_somebody_falls_short():
    made = section(page(subject()), "levers")
    assert made.index("cannot be compared: what one side could give up") < made.index("could give and still accept")
    whole = tuple(replace(each, compensation={}) for each in leverage().packages)
    assert "could give" not in section(page(with_results(leverage=replace(leverage(), packages=whole))), "levers")
