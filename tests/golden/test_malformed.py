"""Malformed cases say exactly what their golden files keep (`python tests/golden/update.py` writes these anew)."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden.malformed_output import FOLDER, cases, output


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_malformed_case_says_what_is_wrong_and_what_to_write(path: Path) -> None:
    assert output(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_are_at_least_sixty_and_none_is_left_over() -> None:
    assert len(cases()) >= 60
    assert {path.stem for path in cases()} == {path.stem for path in FOLDER.glob("*.txt")}


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_nothing_is_quoted_as_nothing(path: Path) -> None:
    assert "``" not in path.with_suffix(".txt").read_text(encoding="utf-8")
