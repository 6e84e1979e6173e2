"""How faults are shown: place, source line, caret, remedy, count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.samples import DEAL, FAULTY, NO_DEAL, Run, Write
from detente import catalog
from detente.errors import Fault
from detente.report import fault_lines


def fault(line: int = 1, column: int = 1, severity: str = "error", remedy: str = "Mend it.") -> Fault:
    return Fault("code", "talks.yaml", line, column, "x", "It is wrong.", remedy, severity)  # pyright: ignore[reportArgumentType]


def shown(faults: list[Fault], line: str | None) -> list[str]:
    return [text for text, _ in fault_lines(faults, lambda _file, _line: line)]


def test_check_prints_faults_on_the_output_with_their_source(detente: Run, case: Write):
    file = case(FAULTY)
    ran = detente("check", file)
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].startswith(f"{file}:8:15: error: ")
    assert lines[1] == "    8 |     weights: {wgae: 60, shifts: 40}"
    assert lines[2] == "      |               ^"
    assert lines[3].startswith("  ")
    assert "wage" in lines[3]
    assert lines[-1].endswith("error.") or lines[-1].endswith("errors.")


def test_a_fault_in_a_table_is_shown_with_the_line_of_the_table(detente: Run, case: Write):
    file = case(
        "case: Talks\nparties: [union]\nissues: {shifts: [fixed, rotating]}\n"
        "preferences:\n  union: {file: union.csv, no_deal: 40}\n"
    )
    file.with_name("union.csv").write_text("issue,option,weight,value\nshifts,,1,fixed > rotated\n", encoding="utf-8")
    assert detente("check", file).out.splitlines()[:3] == [
        f"{file.with_name('union.csv')}:2:11: error: The issue `shifts` has no option `rotated`.",
        "    2 | shifts,,1,fixed > rotated",
        "      |           ^",
    ]


def test_check_without_findings_says_so(detente: Run, case: Write):
    file = case(DEAL)
    ran = detente("check", file)
    assert (ran.code, ran.out) == (0, f"{file}: nothing to complain about.\n")


def test_warnings_alone_are_no_failure(detente: Run, case: Write):
    ran = detente("check", case(NO_DEAL))
    assert ran.code == 0
    assert ran.out.endswith("\n2 warnings.\n")
    assert ": warning: " in ran.out


def test_check_json_is_the_documented_list(detente: Run, case: Write):
    ran = detente("check", case(FAULTY), "--json")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert found
    assert {tuple(each) for each in found} == {
        ("code", "file", "line", "column", "path", "message", "remedy", "severity")
    }
    assert found[0]["line"] == 8


def test_check_json_without_findings_is_an_empty_list(detente: Run):
    ran = detente("check", "wage-talks", "--json")
    assert (ran.code, json.loads(ran.out)) == (0, [])


def test_at_most_fifty_are_shown_and_the_rest_counted():
    lines = shown([fault(line=i + 1) for i in range(57)], None)
    assert sum(": error: " in line for line in lines) == 50
    assert lines[-2:] == ["... and 7 more.", "57 errors."]


def test_errors_and_warnings_are_counted_apart():
    lines = shown([fault(), fault(severity="warning"), fault(severity="warning")], None)
    assert lines[-1] == "1 error, 2 warnings."


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        pytest.param("a: b", 4, ["    1 | a: b", "      |    ^"], id="plain"),
        pytest.param("a: b", 5, ["    1 | a: b", "      |     ^"], id="after the end"),
        pytest.param("\ta: b", 2, ["    1 |  a: b", "      |  ^"], id="tab"),
        pytest.param("名前: b", 5, ["    1 | 名前: b", "      |       ^"], id="wide characters"),
        pytest.param("   ", 1, [], id="blank line"),
    ],
)
def test_the_caret_stands_below_the_column(line: str, column: int, expected: list[str]):
    assert shown([fault(column=column)], line)[1:-2] == expected


def test_a_long_line_is_cut_around_the_column():
    source = "x" * 300 + "!" + "y" * 300
    text, caret = shown([fault(column=301)], source)[1:3]
    assert len(text) <= 80
    assert text.startswith("    1 | ...x")
    assert text.endswith("y...")
    assert text[caret.index("^")] == "!"


def test_no_source_no_line():
    assert shown([fault()], None) == ["talks.yaml:1:1: error: It is wrong.", "  Mend it.", "1 error."]


def test_what_a_case_writes_cannot_steer_the_terminal(detente: Run, case: Write):
    ran = detente("analyse", case(DEAL.replace("case: Two issues", 'case: "Two \\e[31missues\\u202e"')))
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out + ran.err


def test_warnings_of_a_shipped_case_show_its_text(detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("ampo-vs-city.yaml").write_text("something else\n" * 200, encoding="utf-8")
    ran = detente("check", "ampo-vs-city")
    assert ran.out.startswith("catalog:ampo-vs-city:")
    place, line = ran.out.splitlines()[:2]
    number = int(place.split(":")[2])
    with catalog.path("ampo-vs-city") as file:
        source = file.read_text(encoding="utf-8").splitlines()[number - 1]
    assert source.strip()[:30] in line


def test_a_file_in_another_encoding_is_a_fault_not_a_crash(detente: Run, tmp_path: Path):
    file = tmp_path / "talks.yaml"
    file.write_bytes(DEAL.replace("Two issues", "Zwei Stück").encode("latin-1"))
    ran = detente("check", file)
    assert ran.code == 1
    assert f"{file}:1:" in ran.out
