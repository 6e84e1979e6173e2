"""`detente hold`: which situations would hold, in words, as JSON, and what it says of cases that it cannot answer."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cli.samples import Run, Write
from cli.test_json import closed
from detente.workspace import analyse, document_of, hold, hold_document_of, hold_schema

CASES = ("cuba-1962", "elmira-1991", "prisoners-dilemma", "syria-iraq-1975", "us-north-korea-2017")
"""The cases of the catalogue that hold moves alone."""


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("rule", ["no-consecutive", "each-once", "single"])
def test_the_document_is_as_its_schema_says(name: str, rule: str):
    document = hold_document_of(hold(name, rule=rule))
    jsonschema.validate(document, closed(hold_schema()))
    moves = document["hold"]["moves"]
    known = {state["id"] for state in moves["states"]}
    assert len(known) == moves["count"]
    for own in moves["stable"].values():
        assert all(set(ids) <= known for ids in own.values())
        assert set(own["nash"]) <= set(own["sseq"]) <= set(own["seq"]) & set(own["smr"])
        assert set(own["seq"]) | set(own["smr"]) <= set(own["gmr"])
    for concept, ids in moves["equilibria"].items():
        stable = [own[concept] for own in moves["stable"].values()]
        assert ids == [each["id"] for each in moves["states"] if all(each["id"] in one for one in stable)]
        assert moves["equilibria_found"][concept] == len(ids)


@pytest.mark.parametrize(
    ("name", "concept", "expected"),
    [
        ("cuba-1962", "seq", {"withdraw", "blockade; withdraw"}),
        ("cuba-1962", "nash", set[str]()),
        ("elmira-1991", "nash", {"delay; insist", "modify; accept; insist", "plant abandoned"}),
        (
            "elmira-1991",
            "gmr",
            {"delay", "delay; insist", "modify; accept", "modify; accept; insist", "plant abandoned"},
        ),
    ],
)
def test_published_equilibria_are_found(name: str, concept: str, expected: set[str]):
    found = hold(name, [concept]).moves
    assert {found.shown[key].label for key in found.equilibria[concept]} == expected
    assert found.concepts == (concept,)


def test_the_words_say_where_it_rests_why_and_how_it_comes_about(detente: Run):
    ran = detente("hold", "cuba-1962", "--all")
    assert ran.code == 0
    shown = words(ran.out)
    for heading in ("WHERE IT COULD REST", "WHY 4 WOULD HOLD withdraw"):
        assert heading in shown
    assert "has no better situation to move to." in shown
    assert "it would not pay: were it to give up “withdraw”" in shown
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_certificates_can_be_followed_move_by_move():
    for name in CASES:
        found = hold(name).moves
        for proof in found.proofs:
            place = {key: each.ranks[proof.player] for key, each in found.shown.items()}
            for reply in proof.replies:
                assert place[reply.to] < place[proof.state]
                if proof.stable:
                    end = reply.path[-1].to
                    assert place[end] >= place[proof.state]
                    assert all(step.player != proof.player for step in reply.path)
                    if reply.escape is not None:
                        assert place[reply.escape] >= place[proof.state]


def test_a_way_begins_today_and_ends_where_it_should(case: Write, detente: Run):
    text = """\
    case: A pump
    as_of: 2025-01-01
    parties: {town: {}, farm: {}}
    moves:
      options: {town: {open: both}, farm: {pay: forward}}
      ranking:
        town: [3, 2, 0, 1]
        farm: [1, 3, 0, 2]
      today: 0
      target: 3
    """
    text = "\n".join(line.removeprefix("    ") for line in text.splitlines())
    found = json.loads(detente("hold", case(text), "--json").out)["hold"]["moves"]
    (way,) = (each for each in found["paths"] if each["to"] == "3")
    assert way["moves"][-1]["to"] == "3"
    assert way["improving"] is None or way["improving"][-1]["to"] == "3"
    shown = words(detente("hold", case(text)).out)
    assert "HOW IT COULD COME ABOUT" in shown


def test_a_case_without_moves_is_told_what_it_lacks(detente: Run):
    ran = detente("hold", "wage-talks")
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert "`moves`" in line


def test_wrong_names_are_wrong_usage(detente: Run):
    assert detente("hold", "cuba-1962", "--concept", "nashh").code == 2
    assert detente("hold", "cuba-1962", "--rule", "twice").code == 2


def test_an_analysis_of_a_case_with_moves_has_all_of_it_too():
    analysis = analyse("ukraine-2025", draws=0)
    document = document_of(analysis)
    assert document["hold"] == hold_document_of(hold("ukraine-2025", draws=0))["hold"]
    assert document_of(analyse("wage-talks", draws=0))["hold"] is None


def test_a_concept_that_a_case_does_not_allow_is_refused_and_not_answered_with_none(
    detente: Run, monkeypatch: pytest.MonkeyPatch
):
    ran = detente("hold", "elmira-1991", "--concept", "sim")
    assert (ran.code, ran.out) == (2, "")
    assert "Simultaneous answers" in ran.err
    assert "sim" not in hold("elmira-1991").moves.concepts
    # Where there are too many of them, the other concepts are still answered.
    monkeypatch.setattr("detente.solvers.moves.sim.MOST_COMBINATIONS", 1)
    assert hold("cuba-1962").moves.concepts == ("nash", "gmr", "smr", "seq", "sseq", "non-myopic")
    assert detente("hold", "cuba-1962", "--concept", "sim").code == 2


def test_the_schema_is_printed(detente: Run):
    assert json.loads(detente("schema", "--holding").out) == hold_schema()
