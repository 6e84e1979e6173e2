"""The catalogue's loader: names, loans, copies."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from detente import catalog
from detente.errors import UsageError

EVERY_CASE = catalog.names()
EVERY_TEMPLATE = catalog.templates()


def test_every_shipped_file_is_listed_and_every_listed_file_is_shipped():
    root = files("detente.catalog")
    for folder, listed in (("cases", EVERY_CASE), ("templates", EVERY_TEMPLATE)):
        shipped = {each.name for each in (root / folder).iterdir()}
        assert shipped == {f"{name}.yaml" for name in listed}


def test_names_are_listed_once():
    assert len(set(EVERY_CASE)) == len(EVERY_CASE)
    assert len(set(EVERY_TEMPLATE)) == len(EVERY_TEMPLATE)


@pytest.mark.parametrize("entry", [*catalog.ENTRIES, *catalog.TEMPLATES], ids=lambda entry: entry.name)
def test_an_entry_says_what_where_from_and_under_which_licence(entry: catalog.Entry):
    assert entry.title
    assert entry.citation
    assert entry.licence
    assert entry.description.endswith(".")
    assert "\n" not in entry.description
    assert len(entry.description) <= 100, "one line of a listing"


def test_an_unknown_name_is_answered_with_the_nearest_one():
    with pytest.raises(UsageError, match="Did you mean 'wage-talks'"):
        catalog.entry("wage-talk")
    with pytest.raises(UsageError, match="There are: wage, territory, blank"):
        catalog.template("zzzzzz")


def test_a_loan_holds_the_case():
    with catalog.path("wage-talks") as file:
        assert "case:" in file.read_text(encoding="utf-8")
    with catalog.template_path("blank") as file:
        assert "case:" in file.read_text(encoding="utf-8")


def test_a_copy_is_byte_for_byte_and_leaves_nothing_else(tmp_path: Path):
    made = catalog.copy("ukraine-2025", tmp_path / "mine.yaml")
    with catalog.path("ukraine-2025") as original:
        assert made.read_bytes() == original.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_copy_into_a_folder_takes_the_name_of_the_case(tmp_path: Path):
    assert catalog.copy("wage-talks", tmp_path) == tmp_path / "wage-talks.yaml"


def test_a_template_in_a_folder_is_the_case_of_that_folder(tmp_path: Path):
    assert catalog.copy_template("wage", tmp_path) == tmp_path / "case.yaml"


def test_an_existing_file_is_refused_and_left_as_it_is(tmp_path: Path):
    target = tmp_path / "mine.yaml"
    target.write_text("precious", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        catalog.copy("wage-talks", target)
    with pytest.raises(UsageError, match="exists already"):
        catalog.copy_template("wage", target)
    assert target.read_text(encoding="utf-8") == "precious"
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_file_made_by_someone_else_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "mine.yaml"
    flush = os.fsync

    def interfere(handle: int) -> None:
        target.write_text("theirs", encoding="utf-8")
        flush(handle)

    monkeypatch.setattr(os, "fsync", interfere)
    with pytest.raises(UsageError, match="exists already"):
        catalog.copy("wage-talks", target)
    assert target.read_text(encoding="utf-8") == "theirs"
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="renames instead of linking")
def test_a_file_system_without_hard_links_gets_its_copy_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(_self: Path, _other: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    made = catalog.copy("wage-talks", tmp_path / "mine.yaml")
    with catalog.path("wage-talks") as original:
        assert made.read_bytes() == original.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege")
def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path):
    target = tmp_path / "mine.yaml"
    target.symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(UsageError, match="exists already"):
        catalog.copy("wage-talks", target)
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_missing_folder_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="There is no folder"):
        catalog.copy("wage-talks", tmp_path / "absent" / "mine.yaml")
