from __future__ import annotations

import dataclasses
import hashlib
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case import Brackets, Estimate, Provenance, format_number
from detente.errors import CaseError, LimitError, UsageError
from detente.io import CaseFile, find_faults, read_case, read_text
from fuzz.seeds import EVERYTHING, MINIMAL


@pytest.fixture(scope="module")
def everything() -> CaseFile:
    return read_text(EVERYTHING, "everything.yaml")


def test_a_case_that_uses_every_form_is_read(everything: CaseFile) -> None:
    case = everything.case
    assert (case.title, case.provenance.by, case.provenance.confidence) == ("Every form", "team", "low")
    assert case.consenting == ("A", "B")
    assert case.known == ("A", "B", "O")
    onlooker = case.preferences["O"]
    assert str(onlooker.weight_order) == "wage > term, place"
    assert onlooker.weight_order is not None
    assert onlooker.weight_order.provenance == Provenance(("S1",), "team", "low", "as told")
    assert str(onlooker.values["wage"].order) == "no limit > 8 = 4 > 0"
    assert onlooker.values["term"].order is not None
    assert onlooker.values["term"].order.provenance.sources == ("S2",)
    assert onlooker.values["place"].points["here"].central == 100
    assert [format_number(o) if isinstance(o, Fraction) else o for o in case.issues["wage"].options][-2:] == [
        "8",
        "no limit",
    ]
    assert len(case.issues["wage"].options) == 18
    assert case.issues["term"].status_quo == "one"
    assert (case.issues["term"].stage, case.issues["wage"].stage) == ("first", "")
    assert case.rules[0].never is not None
    assert case.rules[0].never.picks == {"wage": ("6..8",), "term": ("one", "two")}
    assert case.rules[1].kind == "simplification"
    assert case.preferences["A"].values["place"].unknown
    assert case.preferences["A"].values["term"].points["two"].against
    assert isinstance(case.preferences["A"].no_deal, Brackets)
    inherited = Provenance(("S1",), "team", "low")
    assert case.preferences["B"].no_deal == Estimate(Fraction(30), Fraction(40), provenance=inherited)
    assert case.preferences["M"].unknown
    assert case.linkages[0].adds.provenance.note == "both"
    assert case.red_lines[0].firm.high == Fraction(9, 10)
    assert case.red_lines[1].firm.low == 1
    first = case.proposals["First"]
    assert (first.by, first.rest, str(first.on)) == (("A", "M"), "open", "2025-03-11")
    assert [(r.party, r.answer) for r in first.responses] == [("B", "conditional"), ("A", "accepted")]


def test_numbers_inherit_their_provenance(everything: CaseFile) -> None:
    preferences = everything.case.preferences
    assert preferences["A"].weights["wage"].provenance.by == "analyst"
    assert preferences["A"].weights["term"].provenance.by == "me"
    assert preferences["A"].weights["term"].provenance.confidence == "high"
    assert preferences["B"].weights["wage"].provenance.sources == ("S1",)
    assert preferences["B"].weights["wage"].provenance.note == ""


def test_the_result_is_frozen_and_hashed(everything: CaseFile) -> None:
    assert everything.sha256 == hashlib.sha256(EVERYTHING.encode()).hexdigest()
    assert everything.name == "everything.yaml"
    with pytest.raises(dataclasses.FrozenInstanceError):
        everything.name = "other"  # pyright: ignore[reportAttributeAccessIssue]


def test_places_lead_back_to_the_text(everything: CaseFile) -> None:
    line, column = everything.place(("preferences", "B", "weights", "term"))
    assert EVERYTHING.splitlines()[line - 1][column - 1 :].startswith("2.5")


def test_a_byte_order_mark_changes_the_hash_and_nothing_else() -> None:
    marked = b"\xef\xbb\xbf" + MINIMAL.encode()
    assert read_text(marked).case == read_text(MINIMAL).case
    assert read_text(marked).sha256 == hashlib.sha256(marked).hexdigest()


def test_half_a_surrogate_pair_is_a_fault() -> None:
    with pytest.raises(CaseError, match="not UTF-8"):
        read_text(MINIMAL + "# \ud800")


def test_null_is_a_name_where_a_name_is_meant() -> None:
    text = MINIMAL.replace("[l, r]", "[l, null]").replace("r: 100", "null: 100").replace("r: 0", "null: 0")
    assert read_text(text).case.issues["x"].options == ("l", "null")


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_optional_entries_may_be_left_empty(nothing: str) -> None:
    text = MINIMAL + f"rules: {nothing}\nsources: {nothing}\nas_of: {nothing}\n"
    assert (
        read_text(text.replace("parties: [a, b]", f"parties: {{a: {nothing} , b: {{title: {nothing} }}}}")).case.as_of
        is None
    )


def test_a_file_and_a_folder_are_the_same_case(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    assert read_case(tmp_path).case == read_case(file).case
    assert read_case(tmp_path).name == str(file)
    assert find_faults(tmp_path) == ()


def test_missing_files_and_folders_are_wrong_usage(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml", tmp_path / ("x" * 300), tmp_path / "a\0b"):
        with pytest.raises(UsageError):
            read_case(path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a device file")
def test_a_device_is_not_a_case() -> None:
    with pytest.raises(UsageError, match="regular file"):
        read_case(Path("/dev/zero"))


def test_faults_are_raised_with_warnings_in_file_order() -> None:
    text = MINIMAL.replace("{l: 0, r: 100}", "{l: 10, r: 100}").replace("no_deal: 20}\n  b", "no_deal: x}\n  b")
    text = text.replace("weights: {x: 2, y: 1}", "weights: {x: 2, y: -1}").replace(
        "y: {0: 100, 2: 0}", "y: {0: 100, 3: 0}"
    )
    with pytest.raises(CaseError) as caught:
        read_text(text + "sources: {S: {title: T}}\n", "x.yaml")
    places = [(fault.line, fault.column) for fault in caught.value.faults]
    assert places == sorted(places)
    assert {fault.file for fault in caught.value.faults} == {"x.yaml"}
    assert [fault.code for fault in caught.value.faults] == ["not-a-number", "out-of-bounds"]


def test_an_entry_left_out_does_not_shift_the_positions_of_others() -> None:
    text = MINIMAL + "rules:\n  - {never: 5}\n  - {never: {x: l}}\n  - {never: {x: q}}\n"
    with pytest.raises(CaseError) as caught:
        read_text(text)
    assert [(fault.path, fault.line) for fault in caught.value.faults] == [
        ("rules[0].never", 8),
        ("rules[2].never.x", 10),
    ]


def test_more_faults_than_anyone_reads_are_counted_out() -> None:
    with pytest.raises(CaseError) as caught:
        read_text(MINIMAL + "rules:\n" + "  - {never: {x: q}}\n" * 2_000)
    assert len(caught.value.faults) == 501
    assert caught.value.faults[-1].code == "more-faults"


def with_source(file: str) -> str:
    return f"{MINIMAL}sources:\n  S: {{title: T, file: '{file}'}}\n".replace(
        "case: Small", "case: {title: Small, source: S}"
    )


@pytest.mark.parametrize("file", ["../x.pdf", "/etc/passwd", "C:\\x.pdf", "a/../../x", "\\\\server\\x", "..\\x", "C:x"])
def test_source_files_outside_the_folder_are_over_the_limit(file: str) -> None:
    with pytest.raises(LimitError, match="own folder"):
        read_text(with_source(file))


def test_source_files_are_looked_for_on_disk_only(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(with_source("sources/x.pdf"), encoding="utf-8")
    assert read_text(with_source("sources/x.pdf")).faults == ()
    assert [fault.code for fault in find_faults(case)] == ["missing-file"]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "x.pdf").write_bytes(b"x")
    assert find_faults(case) == ()


@pytest.mark.parametrize("file", ["x" * 300, ".", "sources"])
def test_what_is_no_file_is_missing(file: str, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "case.yaml").write_text(with_source(file), encoding="utf-8")
    assert [fault.code for fault in find_faults(tmp_path)] == ["missing-file"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_that_leave_the_folder_are_over_the_limit(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    (folder / "inside").write_bytes(b"x")
    (folder / "leaves").symlink_to(tmp_path / "secret")
    (folder / "stays").symlink_to("inside")
    (folder / "circle").symlink_to("circle")
    for name, code in (("stays", None), ("circle", "missing-file")):
        (folder / "case.yaml").write_text(with_source(name), encoding="utf-8")
        assert [fault.code for fault in find_faults(folder)] == ([code] if code else [])
    (folder / "case.yaml").write_text(with_source("leaves"), encoding="utf-8")
    with pytest.raises(LimitError, match="link"):
        read_case(folder)


def listing(names: list[str]) -> str:
    return "[" + ", ".join(names) + "]"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        (MINIMAL.replace("[a, b]", listing([f"p{i}" for i in range(65)])), "65 parties"),
        (MINIMAL.replace("[l, r]", listing([f"o{i}" for i in range(10_002)])), "10,002 options"),
        (MINIMAL.replace("to: 2, step: 1", "to: 1, step: 0.00001"), "100,001 options"),
        (MINIMAL + "linkages:\n" + "  - {party: a, when: {x: l}, adds: 1}\n" * 5_001, "5,001 rules"),
        (MINIMAL + "proposals:\n" + "".join(f"  p{i}: {{package: {{x: l}}}}\n" for i in range(501)), "501 proposals"),
        (
            "case: x\nparties: [a]\npreferences: {}\nissues:\n" + "".join(f"  i{i}: [a]\n" for i in range(201)),
            "201 issues",
        ),
        (
            "case: x\nparties: [a]\npreferences: {}\nissues:\n"
            + "".join(f"  i{i}: {{from: 0, to: 1, step: 0.0002}}\n" for i in range(21)),
            "100,000 options",
        ),
        (MINIMAL.replace("[a, b]", listing(list("abcdefghi"))), "consent of 9 parties"),
    ],
    ids=lambda value: value if len(value) < 40 else "text",
)
def test_limits_name_themselves(text: str, limit: str) -> None:
    with pytest.raises(LimitError, match=limit):
        read_text(text)


def test_the_greatest_allowed_grid_is_read() -> None:
    text = MINIMAL.replace("to: 2, step: 1", "to: 1, step: 0.0001").replace("2: 100", "1: 100").replace("2: 0", "1: 0")
    assert len(read_text(text).case.issues["y"].options) == 10_001


@pytest.mark.parametrize("form", [">\n  Wage\n\n  talks", "|\n  Wage\n  talks", '"Wage \\n talks\\n"', "Wage\n  talks"])
def test_a_title_over_several_lines_is_one_line(form: str) -> None:
    assert read_text(MINIMAL.replace("case: Small", f"case: {form}")).case.title == "Wage talks"


def test_texts_that_are_printed_on_one_line_are_folded_and_longer_ones_keep_their_paragraphs() -> None:
    two = "|\n{}one\n{}two\n"
    text = f"""\
case: {{title: T, by: "a\\nb"}}
sources:
  S:
    title: {two.format(" " * 6, " " * 6)}
    publisher: {two.format(" " * 6, " " * 6)}
    quote: {two.format(" " * 6, " " * 6)}
parties:
  p:
    title: {two.format(" " * 6, " " * 6)}
    interests: {two.format(" " * 6, " " * 6)}
issues:
  i:
    from: 0
    to: 1
    step: 1
    unit: "EUR\\u00A0m\\n"
    title: {two.format(" " * 6, " " * 6)}
    note: {two.format(" " * 6, " " * 6)}
preferences:
  p: {{weights: {{i: 1}}, values: {{i: {{0: 0, 1: 100}}}}, no_deal: 5, source: S, reasons: {{i: "one\\ntwo"}}}}
proposals:
  o:
    package: {{i: 1}}
    title: {two.format(" " * 6, " " * 6)}
"""
    case = read_text(text).case
    assert case.provenance.by == "a b"
    assert (case.sources["S"].title, case.sources["S"].publisher) == ("one two", "one two")
    assert case.sources["S"].quote == "one\ntwo\n"
    assert (case.parties["p"].title, case.parties["p"].interests) == ("one two", "one\ntwo\n")
    assert (case.issues["i"].unit, case.issues["i"].title) == ("EUR\u00a0m", "one two")
    assert case.issues["i"].note == "one\ntwo\n"
    assert case.preferences["p"].reasons["i"] == "one two"
    assert case.proposals["o"].title == "one two"


COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


def test_a_name_is_the_same_however_its_accents_are_written() -> None:
    text = MINIMAL.replace("[a, b]", f"[{COMPOSED}, b]").replace("  a: {", f"  {DECOMPOSED}: {{")
    text = text.replace("x: [l, r]", f"x: [{DECOMPOSED}, r]").replace("x: {l:", f"x: {{{COMPOSED}:")
    case = read_text(text).case
    assert tuple(case.parties) == tuple(case.preferences) == (COMPOSED, "b")
    assert case.issues["x"].options == (COMPOSED, "r")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("parties: [a, b]", f"parties: [a, b, {COMPOSED}, {DECOMPOSED}]", "repeated-name"),
        ("parties: [a, b]", f"parties: {{a: , b: , {COMPOSED}: , {DECOMPOSED}: }}", "duplicate-key"),
        ("x: [l, r]", f"x: [l, r, {COMPOSED}, {DECOMPOSED}]", "repeated-option"),
    ],
)
def test_names_that_look_the_same_are_the_same(old: str, new: str, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_text(MINIMAL.replace(old, new))
    assert code in [fault.code for fault in caught.value.faults]
