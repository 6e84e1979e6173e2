"""The developer's commands: what they answer when something is in the way."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from architecture.tree import ROOT


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a fresh dev.py whose virtual environment is nowhere yet, and which starts no program."""
    specification = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    return module


def record(dev: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Let dev.py note its commands instead of running them."""
    commands: list[tuple[str, ...]] = []

    def note(*command: str, **variables: str) -> None:
        commands.append(command)
        assert ("PIP_CONSTRAINT" in variables) == ("install" in command)
        if "venv" in command:
            dev.VENV.mkdir()
            monkeypatch.setattr(dev, "venv_works", lambda: True)

    monkeypatch.setattr(dev, "run", note)
    return commands


@pytest.mark.parametrize(
    ("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False), ((4, 11), False)]
)
def test_which_pythons_fit(dev: Any, version: tuple[int, int], fits: bool):
    assert dev.python_fits(*version) is fits


def test_the_range_of_pythons_is_the_package_s(dev: Any):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">=3.{dev.OLDEST[1]},<3.{dev.NEWEST[1] + 1}"' in text


def test_a_python_that_does_not_fit_is_told_what_to_do(
    dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(dev, "OLDEST", (3, 15))
    assert dev.main(["docs"]) == 1
    assert "make PYTHON=" in capsys.readouterr().err


def test_a_python_without_venv_is_told_the_package_to_install(
    dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delitem(sys.modules, "ensurepip", raising=False)
    monkeypatch.setattr(sys, "path", [])
    assert dev.main(["test"]) == 1
    assert "sudo apt install python3-venv" in capsys.readouterr().err


def test_an_unknown_command_is_wrong_usage(dev: Any, capsys: pytest.CaptureFixture[str]):
    assert dev.main(["tset"]) == 2
    assert "tset" in capsys.readouterr().err


def test_without_a_command_all_are_listed(dev: Any, capsys: pytest.CaptureFixture[str]):
    assert dev.main([]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in dev.COMMANDS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"help {' '.join(dev.COMMANDS)}:" in makefile


def test_what_is_installed_already_is_not_installed_again(dev: Any, monkeypatch: pytest.MonkeyPatch):
    commands = record(dev, monkeypatch)
    dev.install(development=False)
    assert [command[-1] for command in commands] == [str(dev.VENV), "."]
    dev.install(development=False)
    assert len(commands) == 2
    dev.install(development=True)
    assert commands[2][-1] == ".[dev]"
    dev.install(development=True)
    dev.install(development=False)
    assert len(commands) == 3


def test_new_pins_are_installed(dev: Any, monkeypatch: pytest.MonkeyPatch):
    commands = record(dev, monkeypatch)
    dev.install(development=True)
    monkeypatch.setattr(dev, "fingerprint", lambda: "other")
    dev.install(development=True)
    assert [command[-1] for command in commands] == [str(dev.VENV), ".[dev]", ".[dev]"]


def test_a_failed_install_is_not_taken_for_a_finished_one(dev: Any, monkeypatch: pytest.MonkeyPatch):
    dev.VENV.mkdir()
    monkeypatch.setattr(dev, "venv_works", lambda: True)

    def fail(*command: str, **variables: str) -> None:
        raise SystemExit(7)

    monkeypatch.setattr(dev, "run", fail)
    with pytest.raises(SystemExit, match="7"):
        dev.install(development=True)
    assert not list(dev.VENV.iterdir())


def test_a_failing_tool_gives_its_exit_code(dev: Any):
    with pytest.raises(SystemExit) as stopped:
        dev.run(sys.executable, "-c", "raise SystemExit(3)")
    assert stopped.value.code == 3


def test_the_script_itself_starts(dev: Any):
    done = subprocess.run([sys.executable, str(ROOT / "dev.py"), "help"], capture_output=True, text=True, check=True)
    assert "demo" in done.stdout
