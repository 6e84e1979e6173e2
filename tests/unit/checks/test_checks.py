from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente import catalog
from detente.case import Case
from detente.checks import (
    CHECKS,
    Check,
    Finding,
    ceasefire,
    ceasefire_numbers,
    dates,
    kept,
    levers,
    moves,
    moves_levers,
    moves_preferences,
    moves_repeated,
    names,
    no_deal,
    outcome,
    preferences,
    ratifiers,
    run,
    tables,
    unused,
)
from detente.checks.words import did_you_mean, listed, quoted, suggest
from detente.errors import LimitError
from detente.io import read_case, read_text
from detente.io.reading import read_bytes
from fuzz.seeds import EVERYTHING, MINIMAL
from golden.malformed_output import cases


def damaged_cases() -> list[Case]:
    found: list[Case] = []
    for path in cases():
        try:
            reading = read_bytes(path.read_bytes(), path.name, None)
        except LimitError:
            continue
        if reading.case is not None:
            found.append(reading.case)
    return found


DAMAGED = damaged_cases()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_each_check_finds_its_defect_in_some_malformed_case_and_nothing_in_a_good_one(check: Check) -> None:
    found = [finding for case in DAMAGED for finding in check.find(case)]
    assert found
    for finding in found:
        assert finding.message.endswith(".")
        assert finding.remedy.endswith((".", "?"))
        assert finding.path
    assert list(check.find(read_text(EVERYTHING).case)) == []
    assert (check.find.__doc__ or "").startswith("Find ")


def test_checks_are_listed_once_and_all() -> None:
    registered = [check.name for check in CHECKS]
    assert len(registered) == len(set(registered))
    offered = {
        name.replace("_", "-")
        for module in (
            ceasefire,
            ceasefire_numbers,
            dates,
            kept,
            levers,
            moves,
            moves_levers,
            moves_preferences,
            moves_repeated,
            names,
            no_deal,
            outcome,
            preferences,
            ratifiers,
            tables,
            unused,
        )
        for name in module.__all__
    }
    assert offered == set(registered)


def codes(case: Case, without: frozenset[str] = frozenset()) -> list[str]:
    return [finding.code for finding in run(case, without)]


def small(*pairs: tuple[str, str], add: str = "") -> Case:
    text = MINIMAL
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    reading = read_bytes((text + add).encode(), "small.yaml", None)
    assert reading.case is not None
    return reading.case


def test_a_good_case_has_no_findings() -> None:
    assert run(small()) == ()


def test_a_case_made_by_hand_can_be_checked() -> None:
    case = replace(small(), parties={})
    assert {"unknown-party"} <= set(codes(case))


def test_checks_that_an_absent_section_would_mislead_are_left_out() -> None:
    case = replace(small(), issues={})
    assert "unknown-issue" in codes(case)
    assert codes(case, frozenset({"issues"})) == []


def test_an_observer_needs_no_preferences() -> None:
    assert codes(small(("[a, b]", "{a: , b: , o: {role: observer}}"))) == []


def test_an_unknown_weight_keeps_weights_from_being_all_zero() -> None:
    assert codes(small(("weights: {x: 1, y: 2}", "weights: {x: 0, y: unknown}"))) == []
    assert "zero-weights" in codes(small(("weights: {x: 1, y: 2}", "weights: {x: 0, y: 0}")))


def test_a_weight_of_zero_needs_no_values() -> None:
    assert codes(small(("weights: {x: 1, y: 2}", "weights: {x: 0, y: 2}"), ("x: {l: 0, r: 100}, ", ""))) == []
    assert codes(small(("x: {l: 0, r: 100}, ", ""))) == ["missing-values"]


def test_unknown_values_need_no_span() -> None:
    assert codes(small(("{l: 0, r: 100}", "{l: unknown, r: 80}"))) == []
    assert codes(small(("{l: 0, r: 100}", "{l: 0, r: 80}"))) == ["values-without-span"]


def test_a_range_is_judged_by_its_middle() -> None:
    assert codes(small(("{l: 0, r: 100}", "{l: 0, r: 90..100}"))) == ["values-without-span"]


OFFER = "proposals:\n  p:\n    on: 2025-01-01\n    package: {{x: {x}, y: {y}}}\n    responses: {{a: {answer}}}\n"


@pytest.mark.parametrize(
    ("x", "y", "answer", "expected"),
    [
        # a weighs x 1 and y 2: {r, 0} is worth 33 1/3, {l, 0} nothing, {r, 2} everything; no deal is worth 20.
        ("l", 0, "accepted", ["no-deal-against-response"]),
        ("r", 0, "accepted", []),
        ("r", 2, "rejected", ["no-deal-against-response"]),
        ("l", 0, "rejected", []),
    ],
)
def test_answers_are_compared_with_no_deal(x: str, y: int, answer: str, expected: list[str]) -> None:
    assert codes(small(add=OFFER.format(x=x, y=y, answer=answer))) == expected


def test_a_red_line_explains_a_refusal() -> None:
    line = "red_lines:\n  - {party: a, never: {y: 2}}\n"
    assert codes(small(add=OFFER.format(x="r", y=2, answer="rejected") + line)) == []


def test_a_linkage_counts_in_a_refusal() -> None:
    linkage = "linkages:\n  - {party: a, when: {x: r, y: 1..2}, adds: -90}\n"
    assert codes(small(add=OFFER.format(x="r", y=2, answer="rejected") + linkage)) == []


def test_an_undated_answer_is_no_evidence() -> None:
    assert codes(small(add=OFFER.format(x="l", y=0, answer="accepted").replace("    on: 2025-01-01\n", ""))) == []


def test_an_open_proposal_is_no_evidence() -> None:
    add = OFFER.format(x="l", y=0, answer="accepted").replace("y: 0", "").replace("x: l, ", "x: l")
    assert codes(small(add=add)) == []


def test_a_threshold_near_the_status_quo_is_no_finding() -> None:
    quo = ("issues: {x: [l, r], y: {", "issues: {x: {options: [l, r], status_quo: l}, y: {status_quo: 0, ")
    assert codes(small(quo)) == ["no-deal-against-status-quo"]  # b would lose 80 points by an agreement on nothing
    assert codes(small(quo, ("no_deal: 20}\n  b", "no_deal: 25}\n  b"))) == ["no-deal-against-status-quo"]
    assert codes(small(quo, ("no_deal: 20}\n  b", "no_deal: 26}\n  b"))) == ["no-deal-against-status-quo"] * 2


def test_brackets_may_meet_but_not_cross() -> None:
    brackets = "no_deal: {{better_than: [{{x: {low}, y: 0}}], worse_than: [{{x: {high}, y: 0}}]}}}}\n  b"
    old = "no_deal: 20}\n  b"
    assert codes(small((old, brackets.format(low="l", high="r")))) == []
    assert codes(small((old, brackets.format(low="r", high="r")))) == []
    assert codes(small((old, brackets.format(low="r", high="l")))) == ["contradicting-brackets"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2025-03-17", []), ("2025-03-01..2025-03-17", []), ("2025-03", ["hindsight"]), ("2025-03-18", ["hindsight"])],
)
def test_what_may_be_later_is_hindsight(date: str, expected: list[str]) -> None:
    add = f"as_of: 2025-03-17\nsources: {{S: {{date: {date}}}}}\n"
    assert codes(small(("case: Small", "case: {title: Small, source: S}"), add=add)) == expected


def test_a_source_is_used_wherever_it_is_cited() -> None:
    for place in (
        "rules:\n  - {never: {x: l}, source: S}\n",
        "red_lines:\n  - {party: a, never: {x: l}, source: [S]}\n",
    ):
        assert codes(small(add="sources: {S: {title: T}}\n" + place)) == []


@pytest.mark.parametrize(
    ("no_deal", "linkage", "expected"),
    [
        ("0", "", []),
        ("100", "", []),
        ("101", "", ["no-deal-out-of-reach"]),
        ("-1", "", ["no-deal-out-of-reach"]),
        ("90..110", "", []),
        ("101", "0..1", []),
        ("101", "-1..0", ["no-deal-out-of-reach"]),
        ("-1", "-1..0", []),
        ("-1", "1", ["no-deal-out-of-reach"]),
    ],
)
def test_a_threshold_beyond_every_package_is_doubted(no_deal: str, linkage: str, expected: list[str]) -> None:
    add = f"linkages:\n  - {{party: a, when: {{x: r, y: 2}}, adds: {linkage}}}\n" if linkage else ""
    assert codes(small(("no_deal: 20}\n  b", f"no_deal: {no_deal}}}\n  b"), add=add)) == expected


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("", []),
        ("{consent: not required}", ["red-line-does-not-bind"]),
        ("{role: mediator, consent: required}", []),
        ("{role: mediator}", ["red-line-does-not-bind"]),
    ],
)
def test_only_red_lines_of_those_who_consent_bind(about: str, expected: list[str]) -> None:
    line = "red_lines:\n  - {party: a, never: {x: l}}\n"
    assert codes(small(("[a, b]", f"{{a: {about}, b: }}"), add=line)) == expected


@pytest.mark.parametrize("name", catalog.names())
def test_every_red_line_of_a_shipped_case_binds(name: str) -> None:
    with catalog.path(name) as file:
        assert {"red-line-does-not-bind", "no-deal-out-of-reach"}.isdisjoint(codes(read_case(file).case))


def test_a_mediator_alone_makes_no_deal() -> None:
    mediator = "{role: mediator, consent: required}"
    assert codes(small(("[a, b]", f"{{a: , b: {mediator}}}"))) == []
    assert codes(small(("[a, b]", f"{{a: {{role: observer}}, b: {mediator}}}"))) == ["no-consent"]
    assert codes(small(("[a, b]", f"{{a: {mediator}, b: {mediator}}}"))) == ["no-consent"]


def test_what_is_inherited_is_reported_where_it_is_written() -> None:
    case = small(("case: Small", "case: {title: Small, source: Nowhere}"))
    assert run(case) == (
        Finding("unknown-source", ("case", "source"), "There is no source `Nowhere`.", "Declare it under `sources`."),
    )


def test_words() -> None:
    assert suggest("Union", ["union"]) == "union"
    assert suggest("xyz", ["union"]) is None
    assert suggest("option 21", [f"option {i}" for i in range(1000)]) is not None
    assert did_you_mean("x", [], "Nothing.") == "Nothing."
    assert listed([]) == "nothing"
    assert listed(map(str, range(20))).endswith("or 13 more")
    assert quoted("a\x1b[31m\nb") == "`a [31m b`"
    assert len(quoted("x" * 500)) == 62


def test_paths_of_findings_exist(tmp_path: Path) -> None:
    for case in DAMAGED:
        for finding in run(case):
            assert finding.path[0] in {
                "case",
                "kept",
                "ceasefire",
                "sources",
                "drivers",
                "parties",
                "issues",
                "preferences",
                "linkages",
                "red_lines",
                "rules",
                "proposals",
                "tables",
                "clocks",
                "commitments",
                "ratifiers",
                "levers",
                "norms",
                "moves",
                "outcome",
            }


def moving(text: str) -> list[tuple[str, str]]:
    reading = read_bytes(f"case: c\nparties: [a, b]\nmoves:\n{text}".encode(), "moves.yaml", None)
    return [(fault.code, fault.path.removeprefix("moves.")) for fault in reading.faults]


STATES = """\
  states: {1: peace, 2: war}
  graph: {a: [[1, 2]], b: [[2, 1]]}
  ranking: {a: [1, 2], b: [2, 1]}
"""
OPTIONS = """\
  options: {a: [accept, strike], b: [accept]}
  statements: {a: [strike, a.accept and not strike], b: [not b.accept]}
"""


def test_states_that_could_be_taken_for_each_other_are_found():
    assert moving(STATES) == []
    assert moving(STATES.replace("war", "peace")) == [("label-given-twice", "states.2")]
    assert moving(STATES.replace("war", "1")) == [("label-like-id", "states.2")]
    assert moving(STATES.replace("1: peace", "1: 1")) == []
    assert moving(STATES.replace("1: peace, 2: war", "1: 2, 2: 1")) == [
        ("label-like-id", "states.1"),
        ("label-like-id", "states.2"),
    ]


def test_statements_are_found_again_however_options_are_named_and_parts_stand():
    assert moving(OPTIONS) == []
    for again in ("strike", "a.strike", '"strike"'):
        assert moving(OPTIONS.replace("[strike", f"[strike, {again}")) == [("repeated-statement", "statements.a[1]")]
    twice = OPTIONS.replace("not strike]", "not strike, not a.strike and a.accept]")
    assert moving(twice) == [("repeated-statement", "statements.a[2]")]
    assert moving(OPTIONS.replace("[strike", "[strike, not strike")) == []
    assert moving(OPTIONS.replace("[strike", "[strike if a.accept, a.accept if strike")) == []
    assert moving(OPTIONS.replace("[strike", "[strike iff a.accept, a.accept iff strike")) == [
        ("repeated-statement", "statements.a[1]")
    ]


def test_a_statement_may_come_again_under_levers_where_it_counts_for_more():
    levers = "levers: {fund: {wielder: a, effects: [{party: b, on: no_deal, by: -2}]}}\n"
    text = OPTIONS + "  with_levers: [{levers: fund, statements: {a: [a.accept and not strike]}}]\n" + levers
    assert "repeated-statement" not in [code for code, _ in moving(text)]
    twice = text.replace("{a: [a.accept", "{a: [strike, strike, a.accept")
    assert ("repeated-statement", "with_levers[0].statements.a[1]") in moving(twice)


@pytest.mark.parametrize("pair", ["[1, 2]", "[2, 1]", "[war, peace]"])
def test_a_pair_in_doubt_is_found_again_in_either_order(pair: str):
    assert moving(f"{STATES}  unknown: {{a: [[1, 2]], b: [{pair}]}}\n") == []
    assert moving(f"{STATES}  unknown: {{a: [[1, 2], {pair}]}}\n") == [("repeated-pair", "unknown.a[1]")]
    assert moving(f"{STATES}  unknown: {{a: [[1, 1], [1, 1]]}}\n") == [
        ("unknown-pair-of-one", "unknown.a[0]"),
        ("unknown-pair-of-one", "unknown.a[1]"),
    ]


def test_a_state_is_watched_once():
    assert moving(f"{STATES}  watch: [1, 2]\n") == []
    assert moving(f"{STATES}  watch: [1, 2, 1]\n") == [("watched-twice", "watch[2]")]
    assert moving(f"{OPTIONS}  watch: [none, 0, 1]\n") == [("watched-twice", "watch[1]")]


def test_common_moves_of_one_player_belong_under_graph_where_there_is_one():
    assert moving(f"{STATES}  common: [{{by: [a, b], moves: [[1, 2]]}}]\n")[0] == (
        "repeated-move",
        "common[0].moves[0]",
    )
    alone = "  common: [{by: b, moves: [[1, 2]]}]\n"
    assert moving(STATES + alone) == [("common-of-one", "common[0].by")]
    assert moving(OPTIONS + alone) == []


def test_an_empty_label_of_a_state_is_refused():
    assert moving(STATES.replace("peace", '""')) == [("empty", "states.1")]
    assert moving(STATES.replace("peace", "")) == []
