"""Pages are written whole or not at all, and over an existing file only where that is asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.errors import UsageError
from detente.workspace.pages import page_target, write_page


def test_a_page_is_written_as_utf8_with_plain_line_ends(tmp_path: Path):
    file = tmp_path / "a.html"
    assert write_page("Détente\n", file, overwrite=False) == file
    assert file.read_bytes() == "Détente\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_an_existing_file_stays_unless_it_may_be_replaced(tmp_path: Path):
    file = tmp_path / "a.html"
    file.write_text("<!doctype html>old", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        write_page("new", file, overwrite=False)
    assert file.read_text(encoding="utf-8") == "<!doctype html>old"
    write_page("new", file, overwrite=True)
    assert file.read_text(encoding="utf-8") == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_a_link_is_followed_and_stays(tmp_path: Path):
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    real.write_text("<!doctype html>old", encoding="utf-8")
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this system makes no links")
    write_page("new", link, overwrite=True)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is empty"),
        (" ", "is empty"),
        ("a\0b", "NUL"),
        ("folder", "is a folder"),
        ("none/", "is a folder"),
        ("none/a.html", "There is no folder"),
    ],
    ids=["nothing", "blank", "nul", "a-folder", "a-missing-folder", "in-a-missing-folder"],
)
def test_a_name_of_no_file_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str):
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=said):
        write_page("page", name, overwrite=True)
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_to_itself_is_refused(tmp_path: Path):
    link = tmp_path / "a.html"
    link.symlink_to(link)
    with pytest.raises(UsageError, match=r"a\.html is a link that leads to itself"):
        write_page("page", link, overwrite=True)


def test_a_folder_that_takes_no_file_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[Path] = []

    def closed(path: Path, mode: int) -> bool:
        assert mode == os.W_OK | os.X_OK
        asked.append(path)
        return False

    # Permissions themselves do not hold for those who run tests as the administrator.
    monkeypatch.setattr("os.access", closed)
    with pytest.raises(PermissionError) as caught:
        page_target(tmp_path / "a.html", overwrite=True)
    assert (caught.value.filename, asked) == (str(tmp_path / "a.html"), [tmp_path])


@pytest.mark.skipif(os.name == "nt", reason="there are no such devices")
def test_a_device_is_refused():
    with pytest.raises(UsageError, match="no regular file"):
        write_page("page", os.devnull, overwrite=True)


def test_a_failed_write_leaves_what_was_there_and_names_the_destination(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "a.html"
    file.write_text("<!doctype html>old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space") as failed:
        write_page("new", file, overwrite=True)
    assert failed.value.filename == str(file)
    assert file.read_text(encoding="utf-8") == "<!doctype html>old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]
