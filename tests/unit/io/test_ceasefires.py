"""The ceasefire data of a user: counts that were made by hand, what is unknown, and every fault with its place."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from detente.analyses.reference import LAST_DAY, analyse_reference
from detente.case.past import PastCeasefire
from detente.errors import CaseError, LimitError, UsageError
from detente.io.ceasefire_fields import ENDS, FIELDS
from detente.io.ceasefires import read_ceasefires
from detente.results.reference import Ends, ReferenceClass
from unit.io.formats.workbook import workbook

FILE = Path(__file__).resolve().parents[2] / "data" / "ceasefires-made-up.csv"
TEXT = FILE.read_text(encoding="utf-8")
CODES = {
    ("outcome", code): meaning
    for code, meaning in {
        "1": "expired",
        "2": "violent",
        "3": "extended",
        "4": "in_force",
        "5": "never",
        "9": "unknown",
    }.items()
}
LOADED = read_ceasefires(FILE, LAST_DAY, codes=CODES)
TABLE = analyse_reference(LOADED.ceasefires, "made up", resamples=400)
CLASSES = {each.name: each for each in TABLE.classes}
THIRTY = CLASSES["term of 28-31 days, agreed by several sides"]
OPEN = CLASSES["no term, general, agreed by several sides"]


def faults(tmp_path: Path, text: str, **options: object) -> list[tuple[str, int, int, str]]:
    file = tmp_path / "copy.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as raised:
        read_ceasefires(file, LAST_DAY, **{"codes": CODES, **options})  # type: ignore[arg-type]
    return [(each.code, each.line, each.column, f"{each.message} {each.remedy}") for each in raised.value.faults]


def test_rows_of_one_ceasefire_are_one():
    assert len(LOADED.ceasefires) == TABLE.total == 13
    assert TABLE.unknown == 2
    assert LOADED.ceasefires[0] == PastCeasefire(
        "Aland", date(2000, 1, 1), date(2000, 1, 31), "extended", False, 30, True, False, False, True
    )


def test_the_notes_say_what_was_assumed():
    told = " ".join(LOADED.notes)
    assert "26 rows of 13 ceasefires" in told
    assert "`fixed` and `fixed_time`" in told
    assert "3 terms are not in days, weeks or months and count as unknown: `until spring` in line 22," in told
    assert "The rows of 1 ceasefires differ in `implement`" in told


@pytest.mark.parametrize(
    ("name", "ends", "countries"),
    [
        ("term of 28-31 days, agreed by several sides", Ends(1, 1, 1, 1, 0, 1), 3),
        ("term of 28-31 days, declared by one side", Ends(0, 1, 0, 0, 0, 0), 1),
        ("term of 1-3 days, agreed by several sides", Ends(0, 0, 0, 0, 0, 0), 0),
        ("no term, general, agreed by several sides", Ends(0, 1, 0, 1, 1, 1), 3),
        ("no term, general, agreed by several sides, with a mechanism", Ends(0, 0, 0, 0, 1, 0), 1),
        ("no term, general, agreed by several sides, without a mechanism", Ends(0, 1, 0, 0, 0, 0), 1),
        ("partial, agreed by several sides", Ends(0, 2, 0, 0, 0, 0), 2),
        ("Ukraine 2014-2020, all", Ends(0, 1, 0, 0, 0, 0), 1),
    ],
)
def test_the_counts_are_those_made_by_hand(name: str, ends: Ends, countries: int):
    assert (CLASSES[name].ends, CLASSES[name].countries) == (ends, countries)


def test_every_class_that_ships_is_made():
    from detente.catalog import past_ceasefires  # noqa: PLC0415

    def kind(each: ReferenceClass) -> tuple[object, ...]:
        return each.name, each.term, each.sides, each.scope, each.mechanism, each.open_ended, each.country

    assert [kind(each) for each in TABLE.classes] == [kind(each) for each in past_ceasefires().classes]


def test_shares_and_bounds_are_those_made_by_hand():
    assert (THIRTY.failed_share, THIRTY.failed_bounds) == (2 / 4, (2 / 5, 3 / 5))
    assert (THIRTY.extended_share, THIRTY.extended_bounds) == (1 / 4, (1 / 5, 2 / 5))
    empty = CLASSES["term of 1-3 days, agreed by several sides"]
    assert (empty.failed_share, empty.failed_bounds, empty.median_days, dict(empty.no_violent_end)) == (None,) * 3 + (
        {},
    )


def test_days_without_a_violent_end_are_those_made_by_hand():
    """Of 30, 10 and 30 days the second ended in violence; of 730 (still in force), 100 and 20 days the second."""
    assert (THIRTY.dated, THIRTY.median_days) == (3, 30)
    assert dict(THIRTY.no_violent_end) == pytest.approx({7: 1, 14: 2 / 3, 30: 2 / 3, 60: 2 / 3, 90: 2 / 3, 180: 2 / 3})
    assert dict(THIRTY.at_risk) == {7: 3, 14: 2, 30: 2, 60: 0, 90: 0, 180: 0}
    assert (OPEN.dated, OPEN.median_days) == (3, 100)
    assert dict(OPEN.no_violent_end) == pytest.approx({7: 1, 14: 1, 30: 1, 60: 1, 90: 1, 180: 1 / 2})


def test_whole_countries_are_drawn():
    """Of the 27 equally frequent drawings of three countries, one has the first alone, and one each of the others."""
    assert THIRTY.failed_between == (0, 1)
    assert THIRTY.extended_between == (0, 1 / 2)
    assert THIRTY.no_violent_end_between[14][0] == pytest.approx(1 / 2)
    one = CLASSES["Ukraine 2014-2020, all"]
    assert (one.failed_between, dict(one.no_violent_end_between)) == (None, {})


def test_the_same_seed_gives_the_same_bounds():
    again = analyse_reference(LOADED.ceasefires, "made up", resamples=400)
    assert again == TABLE
    assert analyse_reference(LOADED.ceasefires, "made up", resamples=400, seed=1) != TABLE


def test_columns_may_have_other_names_and_sides_may_be_coded(tmp_path: Path):
    lines = TEXT.replace("uniq_id", "identifier").splitlines()
    # Lines within a quotation hold no row of their own.
    sided = [f"{line},{'side' if not number else 1 + (line[:2] != 'c6')}" for number, line in enumerate(lines)]
    text = "\n".join(line.rpartition(",")[0] if "over after" in line else line for line in sided)
    file = tmp_path / "copy.csv"
    file.write_text(text, encoding="utf-8")
    codes = CODES | {("sides", "1"): "one", ("sides", "2"): "several"}
    loaded = read_ceasefires(file, LAST_DAY, {"ceasefire": "identifier", "sides": "side"}, codes)
    assert loaded.ceasefires == LOADED.ceasefires
    assert not any("rows of two or more sides" in note for note in loaded.notes)


def test_a_semicolon_file_in_another_encoding_is_read_and_that_is_noted(tmp_path: Path):
    text = TEXT.replace("thirty days, extended", "thirty days").replace(",", ";").replace("Aland", "Åland")
    file = tmp_path / "copy.csv"
    file.write_bytes(text.encode("cp1252"))
    loaded = read_ceasefires(file, LAST_DAY, codes=CODES)
    assert loaded.ceasefires[0].country == "Åland"
    assert any("Windows-1252" in note for note in loaded.notes)


def test_unexplained_codes_are_one_fault_each_at_their_first_place(tmp_path: Path):
    found = faults(tmp_path, TEXT, codes={key: value for key, value in CODES.items() if key[1] not in "35"})
    assert [each[:3] for each in found] == [("unknown-code", 2, 40), ("unknown-code", 11, 36)]
    assert "What `3` means in the column `ended` is not known (4 rows, first here)." in found[0][3]
    assert "--code outcome:3=MEANING" in found[0][3]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "says"),
    [
        ("c1,Aland,Front,2000,1,1,2000,1,31", "c1,Aland,Front,2000,1,1,2000,1,32", "dates", 3, "no day 2000-01-32"),
        ("c1,Aland,Front,2000,1,1,2000,1,31", "c1,Aland,Front,2000,1,1,1999,1,31", "dates", 3, "before it took effect"),
        ("c1,Aland,Front,2000,1,1,2000,1,31", "c1,Aland,Front,2000,1,1,2021,1,31", "dates", 3, "--until"),
        ("c1,Aland,Front,2000,1,1", "c1,Aland,Front,MM,1,1", "number", 3, "`MM` is no year"),
        ("c1,Aland,Front", ",Aland,Front", "empty", 3, "of no ceasefire"),
        ("c1,Aland,Front", "c1,Bland,Front", "contradiction", 3, "in two countries"),
        (
            "c5,Cland,Army,0,0,0,-1,-1,-1,5,1,31.0,0",
            "c5,Cland,Army,0,0,0,-1,-1,-1,5,1,31.0,7",
            "unknown-code",
            12,
            "`7`",
        ),
        ("ended,", "endedd,", "missing-column", 1, "Did you mean `endedd`?"),
        ("comment", "ended", "unknown-column", 1, "stands twice"),
        ('extended"\n', "extended\n", "foreign", 4, "text after the closing"),
    ],
)
def test_every_fault_has_its_place(tmp_path: Path, old: str, new: str, code: str, line: int, says: str):
    assert TEXT.count(old) >= 1
    (found,) = faults(tmp_path, TEXT.replace(old, new, 1))
    assert (found[0], found[1]) == (code, line)
    assert says in found[3]


def test_several_faults_are_told_at_once(tmp_path: Path):
    text = TEXT.replace("2000,1,31", "2000,1,32").replace("c3,Bland,Government,2002", "c3,Bland,Government,x")
    assert [each[1] for each in faults(tmp_path, text)] == [2, 3, 7]


def test_a_file_without_rows_or_text(tmp_path: Path):
    assert faults(tmp_path, TEXT.splitlines()[0])[0][:2] == ("empty", 1)
    assert faults(tmp_path, "")[0][:2] == ("empty", 1)


def test_another_file_is_one_fault(tmp_path: Path):
    (found,) = faults(tmp_path, "issue,option,value\nwage,1,2\n")
    assert (found[0], found[1]) == ("missing-column", 1)
    assert "No column of the ceasefire data" in found[3]


def test_wrong_options_are_wrong_usage():
    with pytest.raises(UsageError, match=r"no field 'outcom'.*outcome"):
        read_ceasefires(FILE, LAST_DAY, {"outcom": "ended"})
    with pytest.raises(UsageError, match="has no codes"):
        read_ceasefires(FILE, LAST_DAY, codes={("country", "1"): "yes"})
    with pytest.raises(UsageError, match="'war' is no meaning of 'outcome'"):
        read_ceasefires(FILE, LAST_DAY, codes={("outcome", "1"): "war"})


def test_too_many_rows_are_a_limit(tmp_path: Path):
    head, row = TEXT.splitlines()[0], TEXT.splitlines()[2]
    file = tmp_path / "copy.csv"
    file.write_text("\n".join([head, *[row] * 20_001]), encoding="utf-8")
    with pytest.raises(LimitError, match="20,000"):
        read_ceasefires(file, LAST_DAY, codes=CODES)


def test_too_many_ceasefires_are_a_limit():
    with pytest.raises(LimitError, match="10,000"):
        analyse_reference([LOADED.ceasefires[0]] * 10_001, "many")


def test_ends_without_days_count_by_their_order(tmp_path: Path):
    lines = TEXT.splitlines()
    for position, worse in enumerate(ENDS[:-1]):
        for better in ENDS[position + 1 :]:
            rows = [
                f"c1,Aland,{side},-1,-1,-1,-1,-1,-1,{end},1,30,0,0,0,1," for side, end in (("a", better), ("b", worse))
            ]
            file = tmp_path / "copy.csv"
            file.write_text("\n".join([lines[0], *rows]), encoding="utf-8")
            assert read_ceasefires(file, LAST_DAY).ceasefires[0].end == worse


def test_every_field_that_is_assumed_is_named_as_such():
    assert [name for name, each in FIELDS.items() if not each.established] == ["fixed", "term"]


def test_a_workbook_is_read_as_its_table_is(tmp_path: Path):
    """As spreadsheets store it: numbers as numbers, and empty cells not at all."""
    rows = [
        [float(text) if re.fullmatch(r"-?\d+", text) else text or None for text in row]
        for row in csv.reader(TEXT.splitlines(keepends=True))
    ]
    file = tmp_path / "copy.xlsx"
    file.write_bytes(workbook({"data": rows, "codebook": [["cell"]]}))
    assert read_ceasefires(file, LAST_DAY, codes=CODES).ceasefires == LOADED.ceasefires
