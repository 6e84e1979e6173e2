"""Statements: every text means what its parentheses say, or is refused with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any, TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.case import Statement, StatementError, parse_statement
from detente.case.statement import Denied, Formula, Joined, Said

NAMES: tuple[str, ...] = ("a", "push hard", "US.strike", "it's", "aid and trade")
Tree: TypeAlias = Any
STRENGTH = {"not": 4, "and": 3, "or": 2, "if": 1, "iff": 1}
MEANS: Mapping[str, Callable[[bool, bool], bool]] = {
    "and": lambda a, b: a and b,
    "or": lambda a, b: a or b,
    "if": lambda a, b: a or not b,
    "iff": lambda a, b: a == b,
}
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.sampled_from(NAMES),
    lambda part: st.one_of(
        st.tuples(st.just("not"), part), st.tuples(st.sampled_from(["and", "or", "if", "iff"]), part, part)
    ),
    max_leaves=12,
)


def holds(tree: Tree, taken: Mapping[str, bool]) -> bool:
    if isinstance(tree, str):
        return taken[tree]
    if tree[0] == "not":
        return not holds(tree[1], taken)
    return MEANS[tree[0]](holds(tree[1], taken), holds(tree[2], taken))


def reads(formula: Formula, taken: Mapping[str, bool]) -> bool:
    match formula:
        case Said():
            return taken[formula.option]
        case Denied():
            return not reads(formula.of, taken)
        case Joined():
            values = [reads(part, taken) for part in formula.parts]
            if formula.sign in ("and", "or"):
                return all(values) if formula.sign == "and" else any(values)
            return MEANS[formula.sign](*values)


def sparing(tree: Tree) -> str:
    """Write a tree with those parentheses only that its signs need."""
    if isinstance(tree, str):
        return f'"{tree}"' if " and " in tree else tree
    sign, *parts = tree
    texts = [
        f"({sparing(part)})"
        if not isinstance(part, str)
        and (STRENGTH[part[0]] < STRENGTH[sign] or (STRENGTH[sign] == 1 and STRENGTH[part[0]] == 1))
        else sparing(part)
        for part in parts
    ]
    return f"not {texts[0]}" if sign == "not" else f"{texts[0]} {sign} {texts[1]}"


def lavish(tree: Tree) -> str:
    """Write a tree with parentheses around all, capital signs and spaces to spare."""
    if isinstance(tree, str):
        return f"('{tree}')" if "'" not in tree else f'("{tree}")'
    sign, *parts = tree
    return f"(NOT{lavish(parts[0])})" if sign == "not" else f"({lavish(parts[0])}  {sign.upper()}\t{lavish(parts[1])} )"


@given(TREES)
def test_a_text_means_what_its_parentheses_say(tree: Tree):
    few, many = parse_statement(sparing(tree)).formula, parse_statement(lavish(tree)).formula
    for values in product([False, True], repeat=len(NAMES)):
        taken = dict(zip(NAMES, values, strict=True))
        assert reads(few, taken) == reads(many, taken) == holds(tree, taken)


def tried(text: str) -> tuple[Statement | None, StatementError | None]:
    try:
        return parse_statement(text), None
    except StatementError as error:
        return None, error


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(["(", ")", "not", "and", "if", "a", "b c", '"', "'", " "]), max_size=20).map(" ".join),
    )
)
@example("")
@example("(" * 2_000)
@example("not " * 400 + "a")
@example("!a")
def test_any_text_is_a_statement_or_is_refused_with_a_place(text: str):
    statement, error = tried(text)
    if error is not None:
        assert 1 <= error.column <= len(text) + 1
        assert error.message.endswith(".")
        assert error.remedy.endswith(".")
        return
    assert statement is not None
    assert statement.text == text
    for said in statement.names:
        start = text[said.column - 1 :].lstrip("'\"").lstrip()
        assert start.startswith(said.option.split()[0])


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 1, "ends at character 1"),
        ("a and", 6, "ends at character 6"),
        ("a b (c)", 5, "`(` stands at character 5"),
        ("not", 4, "ends at character 4"),
        ("(a or b", 1, "parenthesis at character 1 is not closed"),
        ("a if b iff c", 8, "second `iff` stands at character 8"),
        ("a && b", 3, "`&&` at character 3"),
        ("~a", 1, "`~a` at character 1"),
        ("a or 'b", 6, "quotation mark at character 6"),
        ('"a" b', 5, "`b` stands at character 5"),
    ],
)
def test_a_fault_says_where_it_is(text: str, column: int, says: str):
    with pytest.raises(StatementError) as raised:
        parse_statement(text)
    assert raised.value.column == column
    assert says in raised.value.message


def test_a_statement_too_long_is_refused():
    with pytest.raises(StatementError, match="3,000 characters"):
        parse_statement("a" * 3_000)
