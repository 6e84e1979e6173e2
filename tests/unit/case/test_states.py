"""Names of states: each leads to its state, and each state is called by the options taken in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case import MAX_STATES, MoveOption, Moves, Pattern, StateSpace, parse_statement
from detente.errors import LimitError

NAMES = ("stall", "push Russia", "accept", "refuse")
STATEMENTS = st.tuples(st.sampled_from(NAMES), st.sampled_from(["and", "or", "if", "iff"]), st.sampled_from(NAMES)).map(
    lambda parts: parse_statement(f"{parts[0]} {parts[1]} not {parts[2]}")
)
PATTERNS = st.builds(Pattern, st.text("YN-", min_size=4, max_size=4))


def space(*infeasible: object, **merged: object) -> StateSpace:
    return StateSpace(Moves(("a", "b"), OPTIONS, infeasible, merged))  # pyright: ignore[reportArgumentType]


OPTIONS = (
    MoveOption("a", "stall"),
    MoveOption("a", "push Russia"),
    MoveOption("a", "accept"),
    MoveOption("b", "refuse"),
)


@given(st.lists(st.one_of(STATEMENTS, PATTERNS), max_size=2), st.lists(PATTERNS, max_size=1))
def test_numbers_signs_and_labels_lead_to_the_same_state(infeasible: list[object], merged: list[object]):
    found = space(*infeasible, **dict(zip(["at war"], merged, strict=False)))
    states = list(found.each(found.states))
    assert len(states) == found.count
    assert states == sorted(states)
    for number in range(16):
        signs = "".join("Y" if number >> k & 1 else "N" for k in range(4))
        taken = "; ".join(name for k, name in enumerate(NAMES) if number >> k & 1) or "none"
        sought = {found.find(text) for text in (str(number), signs, taken)}
        assert len(sought) == 1
        (one,) = sought
        if found.feasible >> number & 1:
            assert one.state in states
            assert one.state == number or found.label(one.state) == "at war"
            assert found.members(one.state) >> number & 1
        else:
            assert one.why == "infeasible"
    for state in states:
        assert found.find(found.label(state)).state == state


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("16", "unknown"),
        ("-1", "unknown"),
        ("", "length"),
        ("YN", "length"),
        ("YNN-", "several"),
        ("YY--", "infeasible"),
        ("3", "infeasible"),
        ("stall; push Russia", "infeasible"),
        ("stall; nothing", "unknown"),
        ("stall;", "unknown"),
        ("Stall", "unknown"),
        ("²", "unknown"),
    ],
)
def test_what_names_no_state_says_why(text: str, why: str):
    assert space(parse_statement("stall and push Russia")).find(text).why == why


def test_options_may_stand_in_any_order_with_any_spaces():
    assert space().find("refuse;  push   Russia ;stall") == space().find("11")


def test_signs_with_dashes_name_merged_states():
    found = space(war=parse_statement("stall"))
    assert found.find("Y---") == found.find("war") == found.find("1")
    assert found.find("YY--").state == 1
    assert found.find("-Y--").why == "several"


def test_options_of_one_name_are_told_apart():
    moves = Moves(("a", "b"), (MoveOption("a", "accept"), MoveOption("b", "accept")))
    found = StateSpace(moves)
    assert [found.label(state) for state in range(4)] == ["none", "a.accept", "b.accept", "a.accept; b.accept"]
    assert found.find("accept").why == "unknown"
    assert found.find("b.accept").state == 2


def test_a_state_given_by_itself_is_named_by_its_id_or_by_its_label():
    found = StateSpace(Moves(("a",), states={"1": "peace", "2": "war", "war": "truce", "4": "talks", "5": "talks"}))
    assert [found.find(text).state for text in ("1", "peace", "2", "war", "truce", "4")] == [0, 0, 1, 2, 2, 3]
    assert found.find("talks").why == "several"
    assert found.find("Peace").why == "unknown"


def test_what_describes_states_is_a_name_signs_or_a_statement():
    found = space(parse_statement("stall and push Russia"), war=parse_statement("refuse"))
    assert list(found.each(found.sought("stall") or 0)) == [1, 5, 9, 13]
    assert list(found.each(found.sought("Y-N-") or 0)) == [1, 9]
    assert list(found.each(found.sought("war") or 0)) == [8, 9, 10, 12, 13, 14]
    assert list(found.each(found.sought("stall; accept") or 0)) == [5]
    assert list(found.each(found.sought("none") or 0)) == [0]
    assert list(found.each(found.sought("6") or 0)) == [6]
    assert found.sought("3") is None
    assert found.sought("stall or") is None


def test_a_part_of_merged_states_is_noticed():
    found = space(war=parse_statement("refuse"))
    assert found.splits(found.sought("refuse and stall") or 0) == "war"
    assert not found.splits(found.sought("refuse") or 0)
    assert not found.splits(found.sought("not refuse") or 0)


def test_limits_name_themselves():
    with pytest.raises(LimitError, match="25 options and the limit is 24"):
        StateSpace(Moves(("a",), tuple(MoveOption("a", f"o{k}") for k in range(25))))
    assert StateSpace(Moves(("a",), tuple(MoveOption("a", f"o{k}") for k in range(20)))).count == MAX_STATES
    with pytest.raises(LimitError, match="2,097,152 states"):
        StateSpace(Moves(("a",), tuple(MoveOption("a", f"o{k}") for k in range(21))))
