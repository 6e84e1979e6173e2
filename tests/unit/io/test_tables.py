"""Weights and values in a table beside the case."""

from __future__ import annotations

import hashlib
from random import Random
from typing import TYPE_CHECKING

import pytest

from detente.case import Provenance
from detente.errors import CaseError, LimitError
from detente.io import find_faults, read_case, read_text
from detente.io.delimited import read_grid
from detente.io.tables import MAX_ROWS, MAX_TABLE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

CASE = """\
case: Wage talks
parties: [union, company]
issues:
  wage: {from: 0, to: 8, step: 0.5}
  term: [one year, two years, three years]
  shifts: [fixed, rotating]
sources: {acc: {title: Accounts}}
preferences:
  union:
    by: analyst
    file: union.csv
    no_deal: 35..45
  company:
    weights: wage > term, shifts
    values: {wage: {0: 100, 8: 0}, term: three years > two years > one year, shifts: rotating > fixed}
    no_deal: 30
"""

IN_THE_CASE = """\
    weights: {wage: {is: 50..70, source: acc, confidence: low, note: "prices, rose"}, term: 15, shifts: unknown}
    values:
      wage: {0: {is: 0, source: acc, confidence: low, note: "prices, rose"}, 8: 100}
      term: one year > two years = three years
      shifts: {fixed: best, rotating: worst}
"""

TABLE = """\
issue,option,weight,value,source,confidence,note
wage,0,50..70,0,acc,low,"prices, rose"
wage,8,,100

term,,15,one year > two years = three years,,,
shifts,,unknown,,,,
shifts,fixed,,best,,,
shifts, rotating ,,worst,,,
"""

SEMICOLONS = TABLE.replace(",", ";").replace("prices;", "prices,")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "union.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def codes(path: Path) -> list[str]:
    return [fault.code for fault in find_faults(path)]


def test_a_table_reads_like_the_same_numbers_in_the_case(folder: Path) -> None:
    written_out = read_text(CASE.replace("    file: union.csv\n", IN_THE_CASE))
    read = read_case(folder)
    assert read.case == written_out.case
    assert read.faults == written_out.faults == ()
    wage = read.case.preferences["union"].weights["wage"]
    assert wage.provenance == Provenance(("acc",), "analyst", "low", "prices, rose")


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode("utf-8-sig"),
        TABLE.replace("\n", "\r\n").encode(),
        SEMICOLONS.encode(),
        TABLE.replace("acc", '"acc"').replace("wage", ' "wage"').encode(),
        TABLE.rstrip("\n").encode(),
        TABLE.upper().split("\n")[0].encode() + TABLE[TABLE.index("\n") :].encode(),
        TABLE.replace("wage,8,,100\n", "wage,8,,100,,,\n").replace("\n", ",,\n").encode(),
        ("sep=;\n" + SEMICOLONS).encode("utf-8-sig"),
        ('"SEP=;"\r\n' + SEMICOLONS.replace("\n", "\r\n")).encode(),
        ("sep=;;;;;;\n" + SEMICOLONS).encode(),
        ("sep=,\n" + TABLE).encode(),
        ("\n\n" + SEMICOLONS).encode(),
    ],
    ids=[
        "byte-order mark",
        "two-byte line ends",
        "semicolons",
        "quotation marks",
        "no last line end",
        "capitals",
        "empty columns at the end",
        "the separator said",
        "the separator said in quotation marks",
        "the separator said and cells filled up",
        "commas said",
        "empty lines first",
    ],
)
def test_what_spreadsheets_make_of_it_reads_the_same(folder: Path, data: bytes) -> None:
    before = read_case(folder).case
    (folder / "union.csv").write_bytes(data)
    assert read_case(folder).case == before


def test_columns_may_come_in_any_order_and_be_absent(folder: Path) -> None:
    (folder / "union.csv").write_text("value,option,issue\n0,0,wage\n100,8,wage\n", encoding="utf-8")
    text = CASE.replace(
        "    file: union.csv\n", "    file: union.csv\n    weights: wage > term > shifts\n    values: {V}\n"
    )
    text = text.replace("{V}", "{term: unknown, shifts: fixed > rotating}")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    stance = read_case(folder).case.preferences["union"]
    assert set(stance.values) == {"wage", "term", "shifts"}
    assert str(stance.weight_order) == "wage > term > shifts"


def test_the_hash_of_the_case_changes_with_a_table(folder: Path) -> None:
    before = read_case(folder).sha256
    assert read_case(folder / "case.yaml").sha256 == before
    lines = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("case.yaml", "union.csv")]
    assert before == hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    (folder / "union.csv").write_text(TABLE.replace("term,,15", "term,,16"), encoding="utf-8")
    assert read_case(folder).sha256 != before


def test_the_hash_of_a_case_without_tables_is_that_of_its_bytes() -> None:
    text = CASE.replace("    file: union.csv\n", IN_THE_CASE)
    assert read_text(text).sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_faults_of_both_files_are_told_with_their_own_lines(folder: Path) -> None:
    (folder / "case.yaml").write_text(CASE.replace("no_deal: 30", "no_deal: thirty"), encoding="utf-8")
    (folder / "union.csv").write_text(TABLE.replace("worst", "20..0"), encoding="utf-8")
    faults = find_faults(folder)
    assert [(f.file, f.line, f.column, f.code, f.path) for f in faults] == [
        (str(folder / "case.yaml"), 16, 14, "not-a-number", "preferences.company.no_deal"),
        (str(folder / "union.csv"), 8, 20, "range-reversed", "preferences.union.values.shifts.rotating"),
    ]


@pytest.mark.parametrize(
    ("table", "place", "message"),
    [
        ("issue,value,,\nwage,,,\nterm,unknown,,now\n", (2, 1, "empty"), "The row has neither a weight nor a value."),
        (
            "issue,value,,\nwage,unknown,,\nterm,unknown,,now\n",
            (3, 15, "too-many-cells"),
            "The text stands in a column that has no name in the first line.",
        ),
        (
            "issue,value\nwage,unknown,,,\nterm,unknown,,now,,\n",
            (3, 15, "too-many-cells"),
            "The row has 4 cells and the first line 2.",
        ),
        ("sep=;\nissue;value\n;ten\n", (3, 1, "empty"), "The row names no issue."),
        ("sep=|\nissue|value\nwage|10\n", (1, 5, "unknown-separator"), "The cells are said to be separated by `|`."),
        ("sep=\t\nissue\tvalue\n", (1, 5, "unknown-separator"), "The cells are said to be separated by tabs."),
        ("sep=,\n", (1, 1, "empty"), "The table is empty."),
    ],
    ids=["row", "column without a name", "more than the columns", "behind sep", "bar", "tab", "nothing behind sep"],
)
def test_faults_beside_what_spreadsheets_add_keep_their_places(
    folder: Path, table: str, place: tuple[int, int, str], message: str
) -> None:
    (folder / "union.csv").write_text(table, encoding="utf-8")
    first = next(fault for fault in find_faults(folder) if fault.file.endswith(".csv"))
    assert (first.line, first.column, first.code) == place
    assert first.message == message


def test_a_case_that_is_no_file_has_no_tables() -> None:
    with pytest.raises(CaseError) as caught:
        read_text(CASE)
    assert [fault.code for fault in caught.value.faults] == ["missing-file"]


@pytest.mark.parametrize("name", ["../union.csv", "/union.csv", "C:\\union.csv", "sub/../../union.csv"])
def test_a_table_elsewhere_is_refused(folder: Path, name: str) -> None:
    (folder / "case.yaml").write_text(CASE.replace("union.csv", f"'{name}'"), encoding="utf-8")
    with pytest.raises(LimitError, match="own folder"):
        find_faults(folder)


def test_a_table_that_is_a_link_to_elsewhere_is_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "union.csv"
    (folder / "union.csv").rename(elsewhere)
    (folder / "union.csv").symlink_to(elsewhere)
    with pytest.raises(LimitError, match="link to elsewhere"):
        find_faults(folder)


def test_a_table_may_stand_in_a_folder_of_the_case(folder: Path) -> None:
    (folder / "tables").mkdir()
    (folder / "union.csv").rename(folder / "tables" / "union.csv")
    (folder / "case.yaml").write_text(CASE.replace("union.csv", "tables/union.csv"), encoding="utf-8")
    assert codes(folder) == []


def test_tables_have_limits(folder: Path) -> None:
    (folder / "union.csv").write_text(TABLE + "wage,1,,10\n" * MAX_ROWS, encoding="utf-8")
    with pytest.raises(LimitError, match="rows"):
        find_faults(folder)
    (folder / "union.csv").write_text(TABLE + " " * MAX_TABLE_BYTES, encoding="utf-8")
    with pytest.raises(LimitError, match="bytes"):
        find_faults(folder)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_table_is_told_and_never_crashes(folder: Path, seed: int) -> None:
    rng = Random(seed)
    pieces = [
        b'"',
        b",",
        b";",
        b"\n",
        b"\r",
        b"\t",
        b"\xff",
        b"\x00",
        b"=",
        b">",
        b"<",
        b"unknown",
        b"..",
        b"-",
        b"9" * 50,
    ]
    seen: set[bool] = set()
    for _ in range(100):
        data = bytearray(TABLE.encode())
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(data))
            data[at : at + rng.randint(0, 3)] = rng.choice(pieces)
        (folder / "union.csv").write_bytes(data)
        faults = find_faults(folder)
        lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for fault in faults:
            if fault.file.endswith(".csv"):
                assert 1 <= fault.line <= len(lines)
                assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
        seen.add(bool(faults))
    assert True in seen


def test_cells_know_where_they_stand() -> None:
    grid = read_grid('a,"b ""c""\nd", e\n\n,,"f"', ())
    assert [[(cell.text, cell.line, cell.column) for cell in row] for row in grid.rows] == [
        [("a", 1, 1), ('b "c"\nd', 1, 3), ("e", 2, 5)],
        [("", 4, 1), ("", 4, 2), ("f", 4, 3)],
    ]
    assert grid.faults == []
