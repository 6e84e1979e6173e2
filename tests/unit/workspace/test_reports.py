"""Reports as files: over an earlier report, and over nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import UsageError
from detente.workspace import CaseFile, analyse, open_case, report, report_target, write_report


@pytest.fixture(scope="module")
def opened() -> CaseFile:
    return open_case("wage-talks")


def test_a_report_is_written_and_replaced(opened: CaseFile, tmp_path: Path):
    analysis = analyse(opened, draws=0)
    file = tmp_path / "talks.html"
    assert write_report(opened, analysis, file) == file
    first = file.read_text(encoding="utf-8")
    assert first == report(opened, analysis)
    file.write_text(first.replace("Wage talks", "Old talks"), encoding="utf-8")
    write_report(opened, analysis, file)
    assert file.read_text(encoding="utf-8") == first
    assert [each.name for each in tmp_path.iterdir()] == ["talks.html"]


@pytest.mark.parametrize("text", ["", "<!doctype html><title>Mine</title>", "\udcff"])
def test_no_other_file_is_replaced(text: str, tmp_path: Path):
    file = tmp_path / "mine.html"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match="was left as it is"):
        report_target(file)


@pytest.mark.parametrize("name", ["talks.yaml", "talks", "talks.html.txt"])
def test_a_report_is_named_as_a_page(name: str, tmp_path: Path):
    with pytest.raises(UsageError, match="not named as one"):
        report_target(tmp_path / name)


@pytest.mark.parametrize(("name", "message"), [(".", "is a folder"), ("none/talks.html", "no folder")])
def test_a_report_needs_a_place(name: str, message: str, tmp_path: Path):
    with pytest.raises(UsageError, match=message):
        report_target(tmp_path / name)


def test_a_report_tells_no_folder_of_the_machine(tmp_path: Path):
    file = tmp_path / "talks.yaml"
    file.write_text(
        "case: Talks\nparties: [a, b]\nissues: {x: [l, r]}\npreferences:\n"
        "  a: {weights: {x: 1}, values: {x: {l: 0, r: 100}}, no_deal: 10}\n"
        "  b: {weights: {x: 1}, values: {x: {l: 0, r: 100}}, no_deal: 10}\n",
        encoding="utf-8",
    )
    case = open_case(file)
    made = report(case, analyse(case, draws=0))
    assert str(tmp_path) not in made
    assert "detente analyse talks.yaml" in made
