"""`detente hold --target`: what would make a situation hold, and what levers do, in words and as JSON."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cli.samples import Run, Write
from cli.test_json import closed
from detente.workspace import hold, hold_document_of, hold_schema

HEADING, LEVERS = "WHAT WOULD MAKE THE TARGET HOLD", "WHAT LEVERS WOULD DO"


def words(text: str) -> str:
    return " ".join(text.split())


def part(text: str, heading: str) -> str:
    """Return what stands under a heading."""
    _, _, rest = text.partition(f"\n{heading}")
    lines: list[str] = []
    for line in rest.splitlines():
        if lines and line[:1].isupper() and line.split("  ")[0].isupper():
            break
        lines.append(line)
    return words("\n".join(lines))


def test_it_says_who_would_have_to_change_its_mind_and_on_what(detente: Run):
    ran = detente("hold", "syria-iraq-1975", "--all")
    assert ran.code == 0
    shown = part(ran.out, HEADING)
    assert (
        "If Syria liked 1 (“nothing done”) and 3 (“Syria escalates”) no better than the target (of 15 pairs of "
        "situations it would then rank 3 the other way round), the target would hold, as nobody would have a better "
        "situation to move to (Nash)." in shown
    )
    assert (
        "If Syria liked 6 (“Syria escalates, Iraq attacks”) no better than the target (of 15 pairs of situations it "
        "would then rank 1 the other way round), the target would hold, as others, to their own advantage, would answer "
        "every better move, and whoever made it could not mend that (SSEQ)." in shown
    )
    # The other concepts ask for the same, and say nothing.
    assert "(SEQ)" not in shown
    assert "(GMR)" not in shown
    assert "numbers of different players cannot be compared" in shown
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_any_situation_may_be_the_target(detente: Run):
    ran = detente("hold", "cuba-1962", "--target", "air strike; withdraw", "--all")
    shown = part(ran.out, HEADING)
    assert shown.startswith("5 (“air strike; withdraw”)")
    assert "If United States liked 4 (“withdraw”) and 6 (“blockade; withdraw”) no better than the target" in shown
    assert (
        "If Soviet Union liked 2 (“blockade”) better than 6 (“blockade; withdraw”) (of 66 pairs of situations it would "
        "then rank 1 the other way round); or if" in shown
    )
    assert "It holds already under SMR." in shown
    assert (
        "United States would choose “blockade” instead of “air strike”, unless it liked 6 (“blockade; withdraw”) no better"
        in shown
    )
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_a_target_that_is_todays_situation_is_told_once(detente: Run):
    ran = detente("hold", "cuba-1962", "--target", "none", "--all")
    assert ran.out.count(HEADING) == 1
    assert "THE TARGET: " not in ran.out


def test_a_target_that_holds_needs_nothing(detente: Run):
    ran = detente("hold", "prisoners-dilemma", "--target", "3", "--concept", "nash", "--all")
    assert "Nothing has to change: it holds already, under Nash." in part(ran.out, HEADING)


@pytest.mark.parametrize(
    ("target", "said"),
    [("withdrw", "Did you mean `withdraw`?"), ("13", "cannot come about"), ("NN", "has 2 signs for 4 options")],
)
def test_a_target_that_there_is_not_is_a_wrong_argument(detente: Run, target: str, said: str):
    ran = detente("hold", "cuba-1962", "--target", target, "--all")
    assert ran.code == 2
    assert said in words(ran.err)
    assert not ran.out


def test_levers_are_told_those_first_that_make_the_target_hold(detente: Run):
    ran = detente("hold", "ukraine-2025", "--concept", "seq", "--concept", "nash", "--all")
    shown = part(ran.out, LEVERS)
    penalties, arms = shown.index("“American penalties”: the target would hold;"), shown.index("“European arms”: 586")
    assert penalties < arms
    assert "74 (“Russia stalls; Ukraine accepts; US presses Russia”) would hold no longer." in shown
    # Under SEQ both together do what the penalties do alone.
    assert "“American penalties” and “European arms”" not in shown
    assert "Tried were 3 sets of levers" in shown
    assert max(len(line) for line in ran.out.splitlines()) <= 80


LEVERED = """\
case: Strait
parties: {A: , B: , P: {role: mediator}}
issues: {fee: {from: 0, to: 10, step: 1, status_quo: 0}}
preferences:
  A: {weights: {fee: 1}, values: {fee: {0: 0, 10: 100}}, no_deal: 50}
  B: {weights: {fee: 1}, values: {fee: {0: 100, 10: 0}}, no_deal: 45}
levers:
  penalty: {wielder: P, effects: [{party: B, on: no_deal, by: -40}]}
  blockade: {wielder: P, effects: [{party: B, on: no_deal, by: -60}]}
norms: {law: {never: {blockade: on}, what: No blockade.}}
moves:
  players: [A, B]
  options: {A: [sail], B: [pay]}
  packages: {sail and pay: {fee: 7}}
"""


def test_without_a_target_levers_are_told_and_a_broken_norm_beside_them(detente: Run, case: Write):
    ran = detente("hold", case(LEVERED), "--concept", "nash", "--draws", "0", "--all")
    assert ran.code == 0, ran.err
    assert HEADING not in ran.out
    shown = part(ran.out, LEVERS)
    assert "“penalty”: 3 (“sail; pay”) would hold; 1 (“sail”) would hold no longer. -" in shown
    assert "“blockade”: 3 (“sail; pay”) would hold; 1 (“sail”) would hold no longer. This breaks “law”." in shown
    assert "“penalty” and “blockade”" not in shown


def test_levers_that_change_nothing_are_said_to(detente: Run, case: Write):
    ran = detente("hold", case(LEVERED.replace("by: -40", "by: -1").replace("by: -60", "by: 1")), "--all")
    assert "No set of penalty and blockade that was tried changes which situations hold." in part(ran.out, LEVERS)


def test_json_tells_all_of_it(detente: Run):
    ran = detente("hold", "ukraine-2025", "--json")
    document = json.loads(ran.out)
    jsonschema.validate(document, closed(hold_schema()))
    moves = document["hold"]["moves"]
    assert list(moves)[-2:] == ["inverse", "levers"]
    known = {state["id"] for state in moves["states"]}
    inverse, levers = moves["inverse"], moves["levers"]
    assert inverse["target"] == moves["target"]
    assert [wish["concept"] for wish in inverse["concepts"]] == ["nash", "sseq", "seq", "smr", "gmr"]
    for wish in inverse["concepts"]:
        assert list(wish) == ["concept", "holds", "leaving", "departures", "orders", "compared", "limit"]
        for order in wish["orders"]:
            assert set(order["swaps"]) == set(order["ranking"])
            for levels in order["ranking"].values():
                assert sorted(key for level in levels for key in level) == sorted(known)
    assert list(levers) == ["levers", "tried", "limit", "sets"]
    assert {tuple(each["levers"]) for each in levers["sets"]} == {
        ("American penalties",),
        ("European arms",),
        ("American penalties", "European arms"),
    }
    for each in levers["sets"]:
        assert list(each) == ["levers", "gained", "lost", "gained_found", "lost_found", "target", "norms"]
        for found in (each["gained"], each["lost"]):
            assert all(set(ids) <= known for ids in found.values())


def test_json_says_null_where_there_is_nothing_to_tell():
    moves = hold_document_of(hold("cuba-1962"))["hold"]["moves"]
    assert moves["inverse"] is None
    assert moves["levers"] is None


def test_that_levers_may_do_nothing_where_packages_are_judged_is_said_beside_them(detente: Run):
    said = "who accepts which package with them goes by points (detente move), and the two may differ."
    assert said in part(detente("hold", "ukraine-2025", "--all").out, LEVERS)
    assert said in words(detente("hold", "ukraine-2025").out)
