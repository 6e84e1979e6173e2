"""Scoring sheets as people keep them, in CSV and XLSX."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from detente.case import Case, Estimate, utility
from detente.errors import CaseError, DetenteError, LimitError
from detente.io import read_text
from detente.workspace import convert
from unit.io.formats.damage import damaged
from unit.io.formats.workbook import Entry, workbook

ROWS: list[list[Entry]] = [
    ["Joint office", None, None, None],
    [],
    ["Topic", "Choice", "Points for mill", "Weight of mill", "valley (0-10)", "Remarks"],
    ["dam", "low", 0, 0.6, 3, "as in 2020"],
    [None, "high", 100, None, 0],
    ["noise", "day", 12.5, 0.1, 2.5],
    [None, "night", 0, None, 7],
    ["Reservation", None, 25, None, 4],
]


def case_of(file: Path) -> Case:
    return read_text(convert([file]).files[""]).case


def worth(case: Case, party: str, *options: str) -> float:
    package = {name: issue.positions(pick)[0] for (name, issue), pick in zip(case.issues.items(), options, strict=True)}
    found = utility(case, party, package)
    assert found is not None
    return float(found)


def test_a_workbook_reads_as_the_table_that_it_shows(tmp_path: Path):
    file = tmp_path / "office.xlsx"
    file.write_bytes(workbook({"Notes": [["nothing", "here"]], "Scores": ROWS, "Old": ROWS}, hidden=["Old"]))
    case = case_of(file)
    assert list(case.parties) == ["mill", "valley"]
    assert worth(case, "mill", "high", "day") == pytest.approx((0.6 * 100 + 0.1 * 12.5) / 0.7, abs=1e-9)
    assert worth(case, "valley", "low", "night") == pytest.approx(100, abs=1e-9)
    assert worth(case, "valley", "high", "day") == pytest.approx(25, abs=1e-9)
    no_deal = case.preferences["valley"].no_deal
    assert isinstance(no_deal, Estimate)
    assert float(no_deal.central) == pytest.approx(40, abs=1e-9)


def test_the_same_table_in_csv_says_the_same(tmp_path: Path):
    book, table = tmp_path / "office.xlsx", tmp_path / "office.csv"
    book.write_bytes(workbook({"Scores": ROWS}))
    lines = [",".join("" if entry is None else str(entry) for entry in row) for row in ROWS]
    table.write_text("\n".join(lines), encoding="utf-8")
    assert case_of(book) == case_of(table)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str):
    text = "issue,option,Müller,Åse\nDämme,größer,60,0\n,kleiner,0,30\nLärm,nachts,0,70\n,tags,40,0\n"
    file = tmp_path / "t.csv"
    file.write_bytes(text.replace(",", separator).encode(encoding))
    case = case_of(file)
    assert list(case.parties) == ["Müller", "Åse"]
    assert worth(case, "Müller", "größer", "tags") == 100
    assert worth(case, "Åse", "kleiner", "tags") == 30


def test_one_table_a_party_in_files_of_its_own(tmp_path: Path):
    for name, rows in {"north": "dam,low,3,10\ndam,high,,90\n", "south": "dam,low,1,80\ndam,high,,0\n"}.items():
        (tmp_path / f"{name}.csv").write_text(f"issue,option,weight,value\n{rows}", encoding="utf-8")
    case = case_of(tmp_path)
    assert list(case.parties) == ["north", "south"]
    assert worth(case, "north", "high") == 90


def test_one_sheet_a_party(tmp_path: Path):
    file = tmp_path / "book.xlsx"
    rows: list[list[Entry]] = [["issue", "option", "points"], ["dam", "low", 100], ["dam", "high", 50]]
    file.write_bytes(workbook({"north": rows, "south": [*rows[:1], ["dam", "low", 0], ["dam", "high", 100]]}))
    case = case_of(file)
    assert list(case.parties) == ["north", "south"]
    assert worth(case, "north", "high") == 50


def test_issues_and_options_may_be_called_like_other_rows(tmp_path: Path):
    file = tmp_path / "t.csv"
    file.write_text(
        "issue,option,A\namnesty,none,0\n,total,60\nreservation of seats,few,40\n,many,10\nno deal,,30\ntotal,,99\n",
        encoding="utf-8",
    )
    case = case_of(file)
    assert case.issues["amnesty"].options == ("none", "total")
    assert case.issues["reservation of seats"].options == ("few", "many")
    assert worth(case, "A", "total", "many") == 70


def test_negative_points_are_stretched(tmp_path: Path):
    file = tmp_path / "t.csv"
    file.write_text("issue,option,A\ndam,low,-10\n,high,30\nnoise,day,0\n,night,60\nno deal,,0\n", encoding="utf-8")
    made = convert([file])
    case = read_text(made.files[""]).case
    assert worth(case, "A", "low", "day") == 0
    assert worth(case, "A", "high", "day") == pytest.approx(40, abs=1e-9)
    assert any("stretched" in remark for remark in made.remarks)
    no_deal = case.preferences["A"].no_deal
    assert isinstance(no_deal, Estimate)
    assert float(no_deal.central) == pytest.approx(10, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("issue,option,A\ndam,low,4\ndam,low,5\n", "`dam` has `low` twice", 3),
        ("issue,option,A weight,A\ndam,low,1,4\ndam,high,2,5\n", "given twice, differently", 3),
        ("issue,option,A weight,A\ndam,low,,4\n", "gives no weight to `dam`", 2),
        ("issue,option,weight,A,B\ndam,low,1,4,5\n", "does not say whose `weight`", 1),
        ("issue,option,A\ndam,low,4\ndam,high,40-60\n", "`40-60` is not a plain number", 3),
        ("issue,option,A\ndam,low,4\ndam,high,40..60\n", "and no weights", 1),
        ("issue,option,A weight,A (of 10)\ndam,low,1,4\ndam,high,,40..60\n", "which need points of 0 to 100", 1),
        ("issue,option,A,A\ndam,low,4,5\n", "Two columns are headed", 1),
        ("issue,option,A weight,B\ndam,low,4,5\n", "no column of what options are worth to `A`", 1),
        ('issue,option,A\ndam,"low,4\n', "never closed", 2),
        ("issue,option,A\n,low,4\n", "under no issue", 2),
        ("issue,option,A\ndam,low,=B2\n", "No column below the head holds numbers", 1),
        ("issue,option,A\ndam,low,4\nnoise,,day > night\n", "`noise` has no options", 3),
        ("issue,option,A\ndam,low,4\ndam,,30\n", "`30` stands for a whole issue", 3),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(tmp_path: Path, text: str, said: str, line: int):
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        convert([file])
    (fault,) = caught.value.faults
    assert said in fault.message
    assert fault.line == line
    assert fault.remedy


@pytest.mark.parametrize("damage", ["cut", "no book", "bomb", "not XML"])
def test_a_damaged_workbook_is_told(tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch):
    data = workbook({"Scores": ROWS})
    file = tmp_path / "t.xlsx"
    match damage:
        case "cut":
            data = data[: len(data) // 2]
        case "no book":
            data = data.replace(b"workbook.xml", b"wrongbook.xm")
        case "not XML":
            data = workbook({"Scores": ROWS}).replace(b"PK\x05\x06", b"PK\x05\x07")
        case _:
            monkeypatch.setattr("detente.io.formats.xlsx._MAX_PART_BYTES", 100)
    file.write_bytes(data)
    with pytest.raises(LimitError if damage == "bomb" else CaseError):
        convert([file])


@pytest.mark.parametrize("target", ["", "..", "../../other.xml", "worksheets/other.xml", "#"])
def test_a_sheet_that_is_not_where_the_workbook_says_is_told(tmp_path: Path, target: str):
    file = tmp_path / "t.xlsx"
    file.write_bytes(workbook({"Scores": ROWS}, target=target))
    with pytest.raises(CaseError) as caught:
        convert([file])
    (fault,) = caught.value.faults
    assert fault.message == "The sheet `Scores` is not where the workbook says that it is."
    assert fault.remedy == "Save it again as .xlsx, or as CSV."


def test_a_workbook_without_anything_to_see_is_told(tmp_path: Path):
    file = tmp_path / "t.xlsx"
    for data in (workbook({"Scores": []}), workbook({"Scores": ROWS}, hidden=["Scores"])):
        file.write_bytes(data)
        with pytest.raises(CaseError) as caught:
            convert([file])
        assert caught.value.faults[0].message == "No visible sheet of the workbook has anything in it."


def test_damaged_workbooks_end_in_a_case_or_in_our_own_words(tmp_path: Path):
    rng, data, file = Random(4), workbook({"Scores": ROWS}), tmp_path / "t.xlsx"
    refused = 0
    for _ in range(400):
        file.write_bytes(damaged(rng, data))
        try:
            convert([file])
        except DetenteError:
            refused += 1
    assert refused > 100
