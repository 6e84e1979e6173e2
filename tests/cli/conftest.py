"""Running the program: in this process where that is enough, as a program of its own where streams matter."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cli.samples import PROGRAM, Ran, Run, Write
from detente.cli import main


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of the developer's terminal into the tests."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "DETENTE_DEBUG", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def detente(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command in this process."""

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def program() -> Run:
    """Return a function that runs a command as a program of its own."""

    def run(*arguments: object, **environment: str) -> Ran:
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            capture_output=True,
            env=os.environ | {"PYTHONUTF8": "1"} | environment,
            check=False,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def case(tmp_path: Path) -> Write:
    """Return a function that writes a case file."""

    def write(text: str) -> Path:
        file = tmp_path / "talks.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write
