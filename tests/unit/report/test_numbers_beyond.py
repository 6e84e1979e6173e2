"""Numbers of promises, ratifiers, levers and a ceasefire in the report's words."""

from __future__ import annotations

import pytest

from detente.case import numbers_of
from detente.io import read_text
from detente.report.html.asking import question_words
from detente.report.html.sheet import party_sheet
from detente.report.words import path_words
from fuzz.seeds import EVERYTHING

CASE = read_text(EVERYTHING).case


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("commitments.B.wage: 6..8", "cost to B of breaking its promise: wage: 6 to 8"),
        ("ratifiers.House.scale", "points by which the odds of yes grow e-fold in House"),
        ("ratifiers.House.blocs.left.leans", "leaning of left (House)"),
        ("ratifiers.House.blocs.left.discipline", "discipline of left (House)"),
        ("ratifiers.People.blocs.polled.share", "share of the voters: polled (People)"),
        ("ratifiers.People.blocs.polled.polls.term: one", "share of yes among polled (People), asked about term: one"),
        ("ratifiers.People.blocs.polled.polls", "what the polls leave open about polled"),
        ("levers.Fund.credibility", "credibility of Fund"),
        ("levers.Fund.levels.half.cost", "cost of Fund, half"),
        ("levers.Fund.levels.half.effects.A.no_deal", "effect on A of Fund, half: without a deal"),
        ("ceasefire.rates.violation.A", "rate per day of violations open to A"),
        ("ceasefire.rates.renewal.holding", "chance of renewal when holding"),
        ("ceasefire.changes.term: three.times.collapse", "factor on collapse in any state (term: three)"),
        ("ceasefire.stakes.A.gain", "gain of a violation, for A"),
        (
            "ceasefire.changes.place: here or there, wage: 2..8.rates.detection",
            "chance of detection of an incident (place: here or there, wage: 2 to 8)",
        ),
    ],
)
def test_a_path_in_words(path: str, words: str) -> None:
    assert path_words(CASE, path) == words


def test_every_number_that_is_drawn_has_words_and_a_question() -> None:
    for number in numbers_of(CASE):
        for path in number.columns:
            assert path_words(CASE, path)
            assert question_words(CASE, path)


def test_a_leader_is_asked_what_its_promise_costs() -> None:
    assert question_words(CASE, "commitments.B.wage: 6..8") == (
        "What it costs B to break its promise: never wage: 6 to 8 %"
    )


def test_a_sheet_holds_the_promises_of_its_party_alone() -> None:
    assert party_sheet(CASE, "A", filled=True).promises == (("term: three", "5 to 15"),)
    assert party_sheet(CASE, "O", filled=True).promises == ()
    assert party_sheet(CASE, "A", filled=False).promises == ()
