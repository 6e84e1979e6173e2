"""Cases that tell of a ceasefire, and have nothing to deal over."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.samples import Run
from detente import notebook
from detente.errors import UsageError
from detente.io import read_text
from detente.workspace.seating import require_issues
from fuzz.seeds import CEASEFIRE_ALONE, MOVES_ALONE


@pytest.fixture
def truce(tmp_path: Path) -> str:
    file = tmp_path / "truce.yaml"
    file.write_text(CEASEFIRE_ALONE)
    return str(file)


def test_it_is_checked(detente: Run, truce: str):
    assert detente("check", truce).code == 0


@pytest.mark.parametrize("command", ["analyse", "ratify", "move", "sheet"])
def test_the_commands_say_so_in_one_line(detente: Run, truce: str, command: str):
    ran = detente(command, truce)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "The case has a `ceasefire` and no `issues`: there is nothing to deal over." in ran.err
    assert "`detente hold` tells whether it would hold." in ran.err


def test_moves_beside_it_are_named_first():
    text = MOVES_ALONE + "ceasefire: {rates: {collapse: 0.01}}\n"
    with pytest.raises(UsageError, match=r"has `moves` and a `ceasefire` and no `issues`.*which of its situations"):
        require_issues(read_text(text).case)


def test_a_notebook_shows_what_its_terms_say(truce: str):
    opened = notebook.read(truce)
    assert repr(opened) == "<case 'Truce': 2 parties, no issues, a ceasefire>"
    page = opened._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert "start: 1953-07-27" in page
    assert "term: no end" in page
