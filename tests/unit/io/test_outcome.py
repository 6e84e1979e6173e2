from __future__ import annotations

from pathlib import Path

import pytest

from detente.case import Aftermath, Happening, Provenance, Source, parse_date
from detente.errors import LimitError
from detente.io import find_faults, read_text
from fuzz.seeds import EVERYTHING, MINIMAL


def dated(outcome: str) -> str:
    issues = "issues: {x: {options: [l, r], status_quo: l}, y: {from: 0, to: 2, step: 1, status_quo: 0}}\n"
    lines = [issues if line.startswith("issues:") else line for line in MINIMAL.splitlines(keepends=True)]
    return "".join(["as_of: 2025-03-17\n", *lines, f"outcome: {outcome}\n"])


def test_every_key_of_an_outcome_is_read() -> None:
    day = parse_date("2025-03-20")
    assert read_text(EVERYTHING).case.outcome == Aftermath(
        "partial",
        "They met half way.",
        {"wage": "3.5", "place": "there"},
        "a bonus",
        (Happening("signed", day, ("S3", "S1")), Happening("paid")),
        {"S3": Source("S3", "Contract", day, "https://example.org/c")},
        Provenance(("S3",), note="read"),
    )


def test_an_empty_section_counts_as_absent() -> None:
    assert read_text(dated("")).case.outcome is None


def test_that_nothing_was_agreed_needs_no_package() -> None:
    outcome = read_text(dated("{agreement: none}")).case.outcome
    assert outcome == Aftermath("none")


@pytest.mark.parametrize(
    ("file", "found"),
    [pytest.param("later.pdf", [], id="there"), pytest.param("gone.pdf", ["missing-file"], id="missing")],
)
def test_the_files_of_its_sources_are_looked_for(tmp_path: Path, file: str, found: list[str]) -> None:
    (tmp_path / "later.pdf").touch()
    case = tmp_path / "case.yaml"
    case.write_text(
        dated(f"{{agreement: none, facts: [{{what: x, source: S}}], sources: {{S: {{file: {file}}}}}}}"),
        encoding="utf-8",
    )
    faults = [fault for fault in find_faults(case) if fault.path.startswith("outcome")]
    assert [fault.code for fault in faults] == found


def test_the_files_of_its_sources_stay_in_the_folder_of_the_case(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(dated("{agreement: none, sources: {S: {file: ../secret.pdf}}}"), encoding="utf-8")
    with pytest.raises(LimitError, match="lies elsewhere"):
        find_faults(case)
