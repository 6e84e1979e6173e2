"""What `detente hold` says of how sure it is: in words, as JSON, and over draws."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import Any

import jsonschema
import pytest

from cli.samples import DEAL, Run, Write
from cli.test_json import closed
from detente.workspace import analyse, document_of, hold, hold_document_of, hold_schema
from unit.analyses.test_hold_steady import MOVES

CASES = ("cuba-1962", "elmira-1991", "prisoners-dilemma", "syria-iraq-1975", "ukraine-2025", "us-north-korea-2017")
"""The cases of the catalogue that have moves."""

KEYS = ["state", "kind", "seed", "tried", "kept", "broken_by", "made_by"]


def words(text: str) -> str:
    return " ".join(text.split())


def entries(document: Any) -> list[Any]:
    return document["hold"]["moves"]["robustness"]


@pytest.mark.parametrize("name", CASES)
def test_the_document_says_what_its_schema_does(name: str):
    document = hold_document_of(hold(name))
    jsonschema.validate(document, closed(hold_schema()))
    moves = document["hold"]["moves"]
    known = {state["id"] for state in moves["states"]}
    assert {entry["state"] for entry in entries(document)} == {
        *moves["explained"],
        *([moves["target"]] if moves["target"] else []),
    }
    named: Counter[str] = Counter()
    for entry in entries(document):
        assert list(entry) == KEYS
        assert list(entry["kept"]) == ["nash", "sseq", "seq", "smr", "gmr"]
        kept = entry["kept"]
        assert all(kept[strict] <= kept[weak] for strict, weak in pairwise(("nash", "sseq", "seq", "gmr")))
        assert kept["sseq"] <= kept["smr"] <= kept["gmr"] <= entry["tried"]
        held = {concept for concept, ids in moves["equilibria"].items() if entry["state"] in ids}
        for turn in entry["broken_by"]:
            assert set(turn["lost"]) <= held
        for turn in entry["made_by"]:
            assert turn["gained"]
            assert not held
        for turn in (*entry["broken_by"], *entry["made_by"]):
            assert {*turn.get("above", ()), *turn.get("below", ())} <= known
            named[entry["state"]] += 1
    assert max(named.values()) <= 5
    assert moves["not_varied"] == []


def test_the_words_name_what_would_change_it(detente: Run):
    ran = detente("hold", "ukraine-2025", "--all")
    assert ran.code == 0
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    shown = words(ran.out)
    assert "HOW SURE THAT IS in how many small variations of the case each would hold" in shown
    turned = (
        "“Russia accepts if US presses Russia” mattered more to Russia than “Russia accepts if and only if US presses"
    )
    assert f"74 holds under Nash in 487 of 490 variations. If {turned}" in shown
    assert "801 holds under Nash in all 490 variations." in shown
    assert "12, the target, would hold under GMR in 3 of 490 variations." in shown
    assert "it would hold as others would answer to their own advantage (SSEQ, SEQ, SMR and GMR)." in shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("elmira-1991", "If Uniroyal preferred “plant abandoned” to it, it would no longer hold."),
        ("elmira-1991", "If “abandon” could be chosen and given up at any time, it would no longer hold."),
        ("cuba-1962", "If “withdraw” once chosen could not be given up, it would no longer hold."),
        ("prisoners-dilemma", "If first preferred the same situation without “first.testify”, or if second"),
        ("cuba-1962", "In 2 further variations it would not hold under SSEQ either."),
        ("ukraine-2025", "In 1 further variation it would hold under GMR too."),
        ("syria-iraq-1975", "f Syria could not move from “Syria releases water” to “Syria escalates”, it would"),
        ("us-north-korea-2017", "or if “invade” once given up could not be chosen again, it would"),
    ],
)
def test_every_kind_of_change_has_words(detente: Run, name: str, expected: str):
    assert expected in words(detente("hold", name, "--all").out)


def test_draws_are_counted_where_points_say_what_is_preferred(detente: Run, case: Write):
    file = case(DEAL + MOVES)
    once, again, other = (
        json.loads(detente("hold", file, "--json", "--draws", 60, "--seed", seed).out) for seed in (3, 3, 4)
    )
    assert once == again
    jsonschema.validate(once, closed(hold_schema()))
    drawn = [entry for entry in entries(once) if entry["kind"] == "draws"]
    assert drawn
    assert {(entry["seed"], entry["tried"]) for entry in drawn} == {(3, 60)}
    assert all(entry["seed"] is None for entry in entries(once) if entry["kind"] != "draws")
    assert {entry["seed"] for entry in entries(other) if entry["kind"] == "draws"} == {4}
    assert document_of(analyse(file, draws=60, seed=3))["hold"] == once["hold"]
    shown = words(detente("hold", file, "--all").out)
    assert "of 1,000 draws of your ranges." in shown
    assert "That describes your ranges, not the world." in shown
    assert max(len(line) for line in detente("hold", file, "--all").out.splitlines()) <= 80
    assert "draws" not in {entry["kind"] for entry in entries(hold_document_of(hold(file, draws=0)))}


def test_draws_of_a_case_that_has_none_are_refused(detente: Run):
    for given in (("--draws", 10), ("--seed", 1)):
        ran = detente("hold", "cuba-1962", *given, "--all")
        assert (ran.code, ran.out) == (2, "")
        assert "nothing can be drawn" in ran.err


def test_what_was_not_tried_is_said(detente: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("detente.analyses.hold_steady.MOST_VARIED", 200)
    shown = words(detente("hold", "elmira-1991", "--all").out)
    assert "Not tried: levels. 24 variations of a model with 24 moves are more than are tried." in shown
    assert "Levels:" not in shown
    document = hold_document_of(hold("elmira-1991"))
    assert [each["kind"] for each in document["hold"]["moves"]["not_varied"]] == ["levels"]


def test_concepts_without_this_answer_are_named(detente: Run):
    shown = words(detente("hold", "cuba-1962", "--concept", "sim", "--all").out)
    assert "This is worked out for Nash, SSEQ, SEQ, SMR and GMR alone." in shown
    assert "variations." not in shown
