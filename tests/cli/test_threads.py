"""One thread of linear algebra, for the program itself and where nothing else is asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from cli.samples import Run

THREADS = "OPENBLAS_NUM_THREADS"
SHOW = f"import os, sys; from detente.cli import main; sys.argv[1:] = ['--version']; main(); print(os.environ['{THREADS}'])"


@pytest.mark.parametrize(("asked", "expected"), [(None, "1"), ("3", "3")], ids=["silent", "three"])
def test_the_program_takes_one_unless_told_otherwise(asked: str | None, expected: str):
    environment = {name: value for name, value in os.environ.items() if name != THREADS}
    if asked is not None:
        environment[THREADS] = asked
    done = subprocess.run(
        [sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == expected


def test_a_program_that_calls_it_keeps_its_environment(detente: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(THREADS, raising=False)
    assert detente("--version").code == 0
    assert THREADS not in os.environ
