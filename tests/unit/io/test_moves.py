"""The section `moves` as it is read, written back and named in faults."""

from __future__ import annotations

from typing import cast

import pytest

from detente.case import (
    Arc,
    CommonMoves,
    Count,
    Implied,
    MoveOption,
    Moves,
    Pattern,
    Provenance,
    Statement,
    parse_statement,
)
from detente.case.moves import UnderLevers
from detente.errors import CaseError, LimitError
from detente.io import read_text
from detente.io.changing import replaced
from detente.io.nodes import plain
from detente.io.reading import MAX_CONSENTING
from detente.io.writing import written_out
from fuzz.seeds import EVERYTHING, MINIMAL, MOVES_ALONE


def moves_of(text: str) -> Moves:
    moves = read_text(text).case.moves
    assert moves is not None
    return moves


def test_options_are_read_with_everything_about_them():
    assert moves_of(EVERYTHING) == Moves(
        players=("A", "B", "M"),
        options=(
            MoveOption("A", "strike", "forward"),
            MoveOption("A", "accept"),
            MoveOption("B", "yield"),
            MoveOption("B", "accept"),
            MoveOption("M", "push hard", "back"),
        ),
        infeasible=(
            Pattern(says={"A.accept": True, "strike": True}),
            Pattern("Y---Y"),
            parse_statement('strike and not (push hard or "B.accept") and yield'),
            Count("at_most_one", ("yield", "B.accept")),
            Count("at_least_one", ("strike", "yield", "B.accept")),
            Implied(Pattern(says={"strike": True}), parse_statement("B.accept if yield")),
            Implied(Pattern("-Y---"), Pattern(says={"yield": True})),
        ),
        merged={"open war": parse_statement("strike")},
        common=(
            CommonMoves(("A", "M"), (Arc("4", "8"),)),
            CommonMoves(("B", "M"), (Arc("NNYNY", "24", both=True),)),
        ),
        ranking={"M": (("open war",), ("8", "4"), ("6",), ("A.accept; yield; push hard",), ("20",), ("24",))},
        statements={
            "A": tuple(
                map(
                    parse_statement,
                    ("strike or (not B.accept iff yield)", "A.accept or (not yield)", "push hard or strike"),
                )
            )
        },
        packages={"A.accept and not strike": {"term": "three", "place": "there"}, "NN-Y-": "First"},
        unknown={"A": (("4", "8"),), "B": (("open war", "24"),)},
        today="B.accept; push hard",
        target="22",
        watch=("open war", "NNYNN"),
        provenance=Provenance(("S1",), "team", "low", "as told"),
        with_levers=(
            UnderLevers(("Fund",), {"A": (parse_statement("not strike"), parse_statement("A.accept iff yield"))}),
            UnderLevers(
                ("Grant", "Fund"),
                ranking={"M": (("20",), ("24",), ("8", "4"), ("6",), ("open war",), ("A.accept; yield; push hard",))},
            ),
        ),
    )


def test_states_one_by_one_are_read_with_their_moves():
    moves = moves_of(MOVES_ALONE)
    assert moves.states == {"idle": "As it is", "on": "Running", "off": "off"}
    assert moves.graph == {"a": (Arc("idle", "on"), Arc("on", "off", both=True)), "b": (Arc("idle", "off"),)}
    assert moves.common == (CommonMoves(("a", "b"), (Arc("off", "idle"),)),)
    assert moves.ranking == {"a": (("on",), ("idle", "off")), "b": (("off",), ("on",), ("idle",))}
    assert (moves.today, moves.target, moves.watch) == ("idle", "", ("on",))


def test_a_number_of_states_counts_from_one():
    text = "case: c\nparties: [a]\nmoves: {states: 3, graph: {a: [[1, 3]]}, ranking: {a: [1, [2, 3]]}}\n"
    assert moves_of(text).states == {"1": "1", "2": "2", "3": "3"}


def test_all_parties_are_players_where_none_are_named():
    assert moves_of(
        MOVES_ALONE.replace("  players: [a, b]\n", "").replace(
            "[off, [on], idle]}", "[off, on, idle], watcher: [on, off, idle]}"
        )
    ).players == (
        "a",
        "b",
        "watcher",
    )


def test_moves_alone_need_neither_issues_nor_preferences():
    read = read_text(MOVES_ALONE)
    assert not read.case.issues
    assert not read.faults


@pytest.mark.parametrize("section", ["issues: {x: [l, r]}", "preferences: {a: unknown}", "isues: {x: [l, r]}"])
def test_one_of_the_two_asks_for_the_other(section: str):
    with pytest.raises(CaseError) as raised:
        read_text(MOVES_ALONE + section + "\n")
    assert {"missing-section", "unknown-key"} & {fault.code for fault in raised.value.faults}


@pytest.mark.parametrize("section", ["moves", "ceasefire"])
@pytest.mark.parametrize("nothing", ["", " null", " ~"])
def test_a_case_of_moves_or_of_a_ceasefire_that_are_left_empty_says_so_alone(section: str, nothing: str):
    with pytest.raises(CaseError) as raised:
        read_text(f"case: c\nparties: [a]\n{section}:{nothing}\n")
    (fault,) = raised.value.faults
    assert (fault.code, fault.path, fault.line) == ("empty", section, 3)
    assert fault.message == f"The section `{section}` is empty."
    assert "`issues` and `preferences`" in fault.remedy


def test_moves_left_empty_beside_issues_are_none():
    assert read_text(MINIMAL + "moves:\n").case.moves is None
    assert read_text(MOVES_ALONE + "ceasefire:\n").case.ceasefire is None


def test_moves_left_empty_beside_issues_do_not_stand_for_preferences():
    with pytest.raises(CaseError) as raised:
        read_text("case: c\nparties: [a]\nissues: {x: [l, r]}\nmoves:\n")
    assert [(fault.code, fault.path) for fault in raised.value.faults] == [("missing-section", "preferences")]


def test_any_number_of_parties_may_move():
    names = [f"p{i}" for i in range(MAX_CONSENTING + 1)]
    ranking = ", ".join(f"{name}: [1, 2]" for name in names)
    text = f"case: c\nparties: [{', '.join(names)}]\nmoves: {{states: 2, graph: {{p0: [[1, 2]]}}, ranking: {{{ranking}}}}}\n"
    assert moves_of(text).players == tuple(names)


@pytest.mark.parametrize("text", [EVERYTHING, MOVES_ALONE], ids=["options", "states"])
def test_what_is_written_back_reads_the_same(text: str):
    read = read_text(text)
    assert read_text(written_out(plain(read.root))).case == read.case


def test_a_part_of_the_moves_can_be_replaced():
    read = read_text(EVERYTHING)
    assert cast("Moves", replaced(read, {"moves.today": "24"}).case.moves).today == "24"
    changed = replaced(read, {"moves.options.A.strike": "both"}).case.moves
    assert changed is not None
    assert changed.options[0] == MoveOption("A", "strike", "both")
    with pytest.raises(CaseError, match=r"moves\.today: There is no state `peace`"):
        replaced(read, {"moves.today": "peace"})


def test_a_statement_keeps_its_text():
    wants = moves_of(EVERYTHING).statements["A"]
    assert all(isinstance(want, Statement) for want in wants)
    assert str(wants[0]) == "strike or (not B.accept iff yield)"


def test_a_fault_names_its_place():
    text = MOVES_ALONE.replace("[on, off, both]", "[on, of, both]")
    with pytest.raises(CaseError) as raised:
        read_text(text)
    (fault,) = raised.value.faults
    line = text.splitlines()[fault.line - 1]
    assert line[fault.column - 1 :].startswith("of, both")
    assert (fault.code, fault.path) == ("unknown-state", "moves.graph.a[1][1]")
    assert fault.remedy == "Did you mean `off`?"


@pytest.mark.parametrize("name", ["3", "none", "YNN", "a;b"])
def test_an_option_of_a_bad_name_is_shown_where_the_name_stands(name: str):
    text = f"case: c\nparties: [a]\nmoves:\n  options:\n    a:\n      {name}: both\n      b: bth\n  statements: {{a: [b]}}\n"
    with pytest.raises(CaseError) as raised:
        read_text(text)
    assert [(fault.code, fault.line, fault.column) for fault in raised.value.faults] == [
        ("bad-name", 6, 7),
        ("not-a-choice", 7, 10),
    ]


@pytest.mark.parametrize(
    "given",
    [
        "states: {LONG: x, b: y}\n  graph: {a: [[b, b]]}\n  ranking: {a: [b]}",
        "options: {a: [b]}\n  statements: {LONG: [b]}",
        "options: {a: [b]}\n  coalesce: {LONG: b}\n  statements: {a: [b]}",
        "options: {LONG: [b]}\n  statements: {a: [b]}",
    ],
    ids=["state", "player of statements", "merged states", "player of options"],
)
def test_a_name_too_long_is_shown_where_it_stands(given: str):
    text = f"case: c\nparties: [a]\nmoves:\n  {given}\n".replace("LONG", "x" * 100)
    with pytest.raises(CaseError) as raised:
        read_text(text)
    (fault,) = (fault for fault in raised.value.faults if fault.code == "bad-name")
    assert text.splitlines()[fault.line - 1][fault.column - 1 :].startswith("x" * 100)


def test_the_limits_on_options_and_states_are_limits():
    options = ", ".join(f"o{i}" for i in range(21))
    text = f"case: c\nparties: [a]\nmoves: {{options: {{a: [{options}]}}, statements: {{a: [o1]}}}}\n"
    with pytest.raises(LimitError, match="2,097,152 states and the limit is 1,048,576"):
        read_text(text)
    read_text(text.replace("{options", "{infeasible: [o0], options"))
