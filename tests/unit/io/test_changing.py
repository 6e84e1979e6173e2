"""Parts of a case replaced by path: read by the rules of a file, with the messages of a file."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from cli.samples import DEAL
from detente import catalog
from detente.case import Estimate
from detente.errors import CaseError, UsageError
from detente.io import CaseFile, read_case, read_text
from detente.io.changing import parse_path, replaced
from detente.io.nodes import Nothing, plain
from detente.io.parse import parse
from detente.io.writing import written_out


def deal() -> CaseFile:
    return read_text(DEAL + "red_lines:\n  - {party: union, never: {wage: 0}}\n  - {party: union, never: {wage: 1}}\n")


@pytest.mark.parametrize("name", catalog.names())
def test_a_case_written_out_again_is_the_same_case(name: str):
    with catalog.path(name) as file:
        opened = read_case(file)
    again = replaced(opened, {})
    assert again.case == opened.case
    assert plain(again.root) == plain(opened.root)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a: b",
        "- a",
        "#",
        "null",
        "~",
        "{",
        "[1]",
        '"',
        "'",
        "two\nlines",
        "\\",
        "é",
        "yes",
        "1_000",
        "=",
        "a ",
        "&a",
        "*a",
        "!t",
        "%",
        "?",
        "| x",
    ],
)
def test_any_text_is_written_so_that_it_reads_as_itself(text: str):
    tree = {"case": {"title": "T", "summary": text, text.strip() or "k": [text, {text.strip() or "k": text}]}}
    read = parse(written_out(tree))
    assert read.root is not None
    assert plain(read.root) == tree


def test_nothing_stays_nothing():
    tree = {"parties": {"union": Nothing("null"), "company": None}}
    assert written_out(tree) == "parties:\n  union: null\n  company:\n"


def test_numbers_options_and_lists_are_replaced():
    case = replaced(
        deal(),
        {
            "preferences.union.no_deal": "40..50",
            "preferences.company.weights.wage": 12.5,
            "issues.shifts.options": ["fixed", "rotating", "mixed"],
            "preferences.union.values.shifts.mixed": 50,
            "preferences.company.values.shifts": {"fixed": 0, "mixed": Fraction(1, 2), "rotating": 100},
            "red_lines[1]": None,
            "proposals.middle.package": {"wage": 2},
        },
    ).case
    assert case.preferences["union"].no_deal == Estimate(Fraction(40), Fraction(50))
    assert case.preferences["company"].weights["wage"] == Estimate.point(Fraction(25, 2))
    assert case.issues["shifts"].options == ("fixed", "rotating", "mixed")
    assert len(case.red_lines) == 1
    assert case.proposals["middle"].package == {"wage": "2"}


def test_the_first_case_stays_as_it_was():
    before = deal()
    text = before.text
    replaced(before, {"preferences.union.no_deal": 90})
    assert before.text == text
    assert before.case == deal().case


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("preferences.union.no_deal", "40-50", r"preferences\.union\.no_deal: .*Write the range as `40\.\.50`"),
        ("preferences.union.weights.wgae", 5, "preferences.union.weights.wgae: There is no issue `wgae`. Did you mean"),
        ("red_lines[0].never.wage", 9, r"red_lines\[0\]\.never\.wage"),
        ("parties", None, "The section `parties` is missing"),
    ],
)
def test_what_a_file_may_not_say_is_refused_with_its_path(path: str, value: object, said: str):
    with pytest.raises(CaseError, match=said):
        replaced(deal(), {path: value})


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("preferences.union.no_deal.x", 4, "preferences.union.no_deal is a single value"),
        ("red_lines[4]", {}, "red_lines has 2 items"),
        ("red_lines.wage", {}, "name an item by its number"),
        ("preferences[0]", {}, "preferences is a mapping"),
        ("preferences.unoin", None, "Did you mean 'union'"),
        ("red_lines[9]", None, "nothing at red_lines"),
        ("a..b", 1, "is no path"),
        ("", 1, "The path is empty"),
        ("case", float("nan"), "cannot become nan"),
        ("case", object(), "cannot become"),
    ],
)
def test_a_path_to_nowhere_says_so(path: str, value: object, said: str):
    with pytest.raises(UsageError, match=said):
        replaced(deal(), {path: value})


def test_keys_with_dots_need_no_quotation_marks_where_they_stand():
    tree = {"values": {"wage": {"0.5": "1", "0": "0"}}}
    assert parse_path(tree, "values.wage.0.5") == ("values", "wage", "0.5")
    assert parse_path(tree, 'values.wage."1.5"') == ("values", "wage", "1.5")


def test_the_tables_beside_a_case_are_read_again(tmp_path: Path):
    (tmp_path / "union.csv").write_text(
        "issue,weight,option,value\nwage,60,0,0\nwage,,4,100\nshifts,40,fixed,100\nshifts,,rotating,0\n",
        encoding="utf-8",
    )
    text = DEAL.replace("    weights: {wage: 60, shifts: 40}\n", "    file: union.csv\n").replace(
        "    values: {wage: {0: 0, 4: 100}, shifts: {fixed: 100, rotating: 0}}\n", ""
    )
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    opened = read_case(tmp_path)
    again = replaced(opened, {"preferences.union.no_deal": 30})
    assert again.case.preferences["union"].weights == opened.case.preferences["union"].weights
    assert opened.case.preferences["union"].weights["wage"] == Estimate.point(60)
