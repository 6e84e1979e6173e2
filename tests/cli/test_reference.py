"""``reference``: the shipped table, a table from a copy of the data, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cli.samples import Run
from detente.report import past_ceasefires, write
from detente.report.past import class_words
from detente.results.reference import ReferenceTable
from detente.workspace import reference, reference_document_of, reference_schema

DATA = Path(__file__).parents[1] / "data" / "ceasefires-made-up.csv"
MEANINGS = {1: "expired", 2: "violent", 3: "extended", 4: "in_force", 5: "never", 9: "unknown"}
CODES = [word for code, end in MEANINGS.items() for word in ("--code", f"outcome:{code}={end}")]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_the_shipped_table_stands_with_its_caveats(detente: Run):
    shown = detente("reference")
    assert (shown.code, shown.err) == (0, "")
    text = squeezed(shown.out)
    assert all(squeezed(caveat) in text for caveat in reference().caveats)
    assert text.index(reference().caveats[0][:40]) < text.index("HOW THEY ENDED")
    assert "7 (2-22) 62 (44-77)" in text
    assert "10.1177/00220027221129195" in text
    assert max(map(len, shown.out.splitlines())) <= 80


def test_a_copy_of_the_data_makes_the_table(detente: Run):
    shown = detente("reference", DATA, *CODES)
    assert (shown.code, shown.err) == (0, "")
    text = squeezed(shown.out)
    assert "13 ceasefires are in the data; the end of 2 is unknown." in text
    assert "No class counts the same" in text
    assert "50 (15-85) 25 (5-70)" in text
    assert "Counted from ceasefires-made-up.csv, read as a copy of the ETH/PRIO Civil Conflict Ceasefire data (" in text
    assert "our own aggregation" not in text


def test_what_stands_beside_a_copy_speaks_of_its_own_numbers(detente: Run):
    """The share of unknown ends is that of the file, and not of the data behind the shipped table."""
    said = "For 15% of the 13 ceasefires it is not known how they ended, so every share has a second range."
    text = squeezed(detente("reference", DATA, *CODES).out)
    assert said in text
    assert "2,203" not in text
    found = json.loads(detente("reference", DATA, *CODES, "--json").out)["reference"]
    assert found["caveats"][-1] == said
    assert "2,203" not in json.dumps(found)
    assert "our own aggregation" not in found["source"]


def validator() -> Any:
    schema = reference_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    closed = json.loads(json.dumps(schema))
    for part in (closed, closed["properties"]["reference"], *closed["$defs"].values()):
        part["additionalProperties"] = False
    return jsonschema.Draft202012Validator(closed)


@pytest.mark.parametrize("arguments", [(), (DATA, *CODES)], ids=["shipped", "made"])
def test_the_json_follows_its_schema(detente: Run, arguments: tuple[object, ...]):
    document = json.loads(detente("reference", *arguments, "--json").out)
    validator().validate(document)
    keys = list(reference_schema()["$defs"]["reference_class"]["properties"])
    assert all(list(each) == keys for each in document["reference"]["classes"])
    assert json.loads(detente("schema", "--reference").out) == reference_schema()


def test_the_json_is_what_python_gives(detente: Run):
    made = reference(DATA, codes=[f"outcome:{code}={end}" for code, end in MEANINGS.items()], seed=7)
    shown = json.loads(detente("reference", DATA, *CODES, "--seed", 7, "--json").out)
    assert shown == json.loads(json.dumps(reference_document_of(made)))
    assert shown["reference"]["seed"] == 7


def test_the_table_goes_to_a_file_that_stays_unless_it_may_be_replaced(detente: Run, tmp_path: Path):
    file = tmp_path / "classes.csv"
    ran = detente("reference", DATA, *CODES, "--csv", file)
    assert (ran.code, ran.out, ran.err) == (0, "", f"Wrote {file}.\n")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert (rows[0]["violent"], rows[0]["no_violent_end_14"]) == ("1", "0.667")
    again = detente("reference", "--csv", file)
    assert again.code == 2
    assert "exists already" in again.err
    assert detente("reference", "--csv", file, "--force").code == 0
    assert file.read_text(encoding="utf-8") != "".join(",".join(row.values()) for row in rows)


def test_a_file_with_faults_writes_nothing(detente: Run, tmp_path: Path):
    file = tmp_path / "classes.csv"
    ran = detente("reference", DATA, "--csv", file)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("is not known") == len(MEANINGS)
    assert "ceasefires-made-up.csv:2:40" in ran.err
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--code", "outcome:1=expired"], "none is named"),
        (["--until", "2021-01-01"], "none is named"),
        (["none.csv"], "There is no file 'none.csv'"),
        ([DATA, "--until", "soon"], "'soon' is no day"),
        ([DATA, "--column", "outcome"], "names no column"),
        ([DATA, "--code", "outcome=1"], "explains no code"),
        ([DATA, "--code", "outcome:1=war"], "no meaning"),
        (
            [DATA, *CODES, "--code", "outcome:3=never"],
            "--code says two things of outcome:3: 'extended' and 'never'. Keep one of them.",
        ),
        ([DATA, *CODES, "--code", " outcome: 3.0 = never"], "--code says two things of outcome:3:"),
        ([DATA, "--code", "outcome:X=never", "--code", "outcome:x=violent"], "two things of outcome:x"),
        (
            [DATA, *CODES, "--column", "outcome=a", "--column", "outcome=b"],
            "--column says two things of outcome: 'a' and 'b'. Keep one of them.",
        ),
        (["."], "'.' is a folder. Name a file in it"),
        (["--force"], "--csv"),
        (["--json", "--csv", "out.csv"], "One form at a time"),
        (["--csv", "."], "no name of a file"),
        (["--csv", "nowhere/out.csv"], "no folder nowhere"),
    ],
    ids=str,
)
def test_wrong_usage_is_told(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object], says: str
):
    monkeypatch.chdir(tmp_path)
    ran = detente("reference", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert not list(tmp_path.iterdir())


def test_the_same_thing_said_twice_is_no_contradiction(detente: Run):
    once, twice = (detente("reference", DATA, *CODES, *more) for more in ([], ["--code", "outcome:3=extended"]))
    assert (twice.code, twice.out, twice.err) == (0, once.out, "")


def test_a_code_may_be_written_as_the_file_writes_a_whole_number(detente: Run):
    codes = [each.replace("outcome:3=", "outcome:3.0=") for each in CODES]
    assert detente("reference", DATA, *codes).out == detente("reference", DATA, *CODES).out


def test_a_code_that_stands_nowhere_is_told_and_changes_nothing(detente: Run, tmp_path: Path):
    more = ["--code", "outcome:7=expired", "--code", "sides:2=several"]
    told = "Note: the file has no code outcome:7 or sides:2, so that what --code says of them changes nothing.\n"
    plain, ran = (detente("reference", DATA, *CODES, *rest) for rest in ([], more))
    assert (ran.code, ran.out, ran.err) == (0, plain.out, told)
    document = detente("reference", DATA, *CODES, *more, "--json")
    assert document.err == told
    assert json.loads(document.out)["reference"]["unused"] == ["outcome:7", "sides:2"]
    table = detente("reference", DATA, *CODES, *more[:2], "--csv", tmp_path / "classes.csv")
    assert table.err.startswith(
        "Note: the file has no code outcome:7, so that what --code says of it changes nothing.\n"
    )
    assert json.loads(detente("reference", "--json").out)["reference"]["unused"] == []


def test_a_later_last_day_lets_later_ends_in(detente: Run, tmp_path: Path):
    file = tmp_path / "copy.csv"
    file.write_text(DATA.read_text(encoding="utf-8").replace("2000,1,31", "2021,1,31"), encoding="utf-8")
    assert detente("reference", file, *CODES).code == 1
    shown = detente("reference", file, *CODES, "--until", "2021-12-31", "--json")
    assert shown.code == 0
    assert json.loads(shown.out)["reference"]["last_day"] == "2021-12-31"


def test_classes_that_count_the_same_are_counted():
    shipped = reference()
    some = replace(shipped, total=1, unknown=0, differs=tuple(each.name for each in shipped.classes[:2]))
    text = squeezed(shown(some))
    assert "9 of 11 classes count the same" in text
    assert "Different: term of 28-31 days, agreed by several sides; term of 28-31 days, declared by one side." in text
    assert "All classes count the same" in squeezed(shown(replace(some, differs=())))


def shown(table: ReferenceTable) -> str:
    stream = io.StringIO()
    write(past_ceasefires(table), stream)
    return stream.getvalue()


def test_a_class_is_told_in_a_sentence():
    first = reference().classes[0]
    assert class_words(first) == (
        "Term of 28-31 days, agreed by several sides: 35 in 19 countries. Of the 29 whose end is known, 2 failed "
        "(7%, 95% 2-22%); of all, 6-23%."
    )
    none = replace(first, ends=replace(first.ends, never=0, violent=0, expired=0, extended=0, in_force=0))
    assert class_words(none).endswith("of none of the 6 is the end known.")
