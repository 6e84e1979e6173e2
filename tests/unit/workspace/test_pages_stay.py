"""Nothing but a web page is ever replaced by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente import UsageError
from detente.workspace import write_page


def test_a_case_is_not_replaced_by_its_own_sheet(tmp_path: Path):
    case = tmp_path / "talks.yaml"
    case.write_text("case: Talks\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is no web page"):
        write_page("<!doctype html>", case, overwrite=True)
    assert case.read_text(encoding="utf-8") == "case: Talks\n"


def test_an_earlier_page_is_replaced(tmp_path: Path):
    page = tmp_path / "talks.html"
    page.write_text("<!DOCTYPE html>old", encoding="utf-8")
    write_page("<!doctype html>new", page, overwrite=True)
    assert page.read_text(encoding="utf-8") == "<!doctype html>new"
