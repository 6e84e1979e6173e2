"""``new`` and ``catalog copy``: whole files, and never over an existing one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli.samples import Run
from detente import catalog


@pytest.mark.parametrize("template", catalog.templates())
def test_a_new_case_can_be_analysed_at_once(detente: Run, tmp_path: Path, template: str):
    file = tmp_path / "talks.yaml"
    made = detente("new", "--template", template, file)
    assert (made.code, made.out) == (0, "")
    assert str(file) in made.err
    assert detente("check", file).code == 0
    assert detente("analyse", file).code == 0
    assert [each.name for each in tmp_path.iterdir()] == ["talks.yaml"]


def test_a_new_case_in_a_folder_is_its_case(detente: Run, tmp_path: Path):
    made = detente("new", tmp_path)
    assert (made.code, made.out) == (0, "")
    assert f"Wrote {tmp_path / 'case.yaml'}." in made.err
    assert detente("check", tmp_path).code == 0
    (tmp_path / "case.yaml").write_text("mine", encoding="utf-8")
    again = detente("new", "--template", "territory", tmp_path)
    assert (again.code, again.out) == (2, "")
    assert f"{tmp_path / 'case.yaml'} exists already" in again.err
    assert (tmp_path / "case.yaml").read_text(encoding="utf-8") == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["case.yaml"]


@pytest.mark.parametrize("arguments", [("new",), ("catalog", "copy", "wage-talks")], ids=" ".join)
def test_an_existing_file_is_left_as_it_is(detente: Run, tmp_path: Path, arguments: tuple[str, ...]):
    file = tmp_path / "talks.yaml"
    file.write_text("mine", encoding="utf-8")
    ran = detente(*arguments, file)
    assert ran.code == 2
    assert "exists already" in ran.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["talks.yaml"]


@pytest.mark.parametrize("arguments", [("new",), ("catalog", "copy", "wage-talks")], ids=" ".join)
def test_a_missing_folder_is_wrong_usage(detente: Run, tmp_path: Path, arguments: tuple[str, ...]):
    ran = detente(*arguments, tmp_path / "none" / "talks.yaml")
    assert ran.code == 2
    assert "folder" in ran.err


@pytest.mark.parametrize("arguments", [("new",), ("catalog", "copy", "wage-talks")], ids=" ".join)
@pytest.mark.parametrize(("name", "said"), [("", "is empty"), (" ", "is empty"), ("a/", "There is no folder 'a/'")])
def test_a_name_of_no_file_makes_none(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], name: str, said: str
):
    monkeypatch.chdir(tmp_path)
    ran = detente(*arguments, name)
    assert ran.code == 2
    assert said in ran.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("my talks.yaml", "detente check 'my talks.yaml'\n"),
        ("-x.yaml", "detente check ./-x.yaml\n"),
        ("talks.yaml", "detente check talks.yaml\n"),
    ],
)
def test_the_next_step_can_be_pasted(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, step: str
):
    monkeypatch.chdir(tmp_path)
    assert detente("new", "--", name).err.endswith(step)
    assert detente("check", "--", name).code == 0


def test_a_failed_write_leaves_nothing(detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "talks.yaml"))

    monkeypatch.setattr("os.fsync", full)
    ran = detente("new", tmp_path / "talks.yaml")
    assert ran.code == 2
    assert "No space left on device" in ran.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [("new",), ("catalog", "copy", "wage-talks")], ids=" ".join)
def test_a_folder_that_takes_no_file_is_told_by_the_name_given(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
):
    plain = Path.open

    def closed(self: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if "x" in mode:
            raise PermissionError(13, "Permission denied", str(self))
        return plain(self, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", closed)
    ran = detente(*arguments, tmp_path / "talks.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"Error: {tmp_path / 'talks.yaml'}: Permission denied.\n"


def test_a_copy_is_the_shipped_text(detente: Run, tmp_path: Path):
    file = tmp_path / "mine.yaml"
    assert detente("catalog", "copy", "ukraine-2025", file).code == 0
    assert file.read_text(encoding="utf-8") == detente("catalog", "show", "ukraine-2025").out
    assert detente("analyse", file).code == 0


def test_the_catalogue_lists_every_case(detente: Run):
    shown = detente("catalog", "list").out
    assert all(f"\n  {name} " in shown for name in catalog.names())


@pytest.mark.parametrize("name", catalog.names())
def test_about_a_case(detente: Run, name: str):
    shown = " ".join(detente("catalog", "show", name, "--about").out.split())
    entry = catalog.entry(name)
    assert entry.citation in shown
    assert entry.licence in shown
