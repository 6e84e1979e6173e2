"""The notebooks of the documentation show what their cells say, and nothing of the machine that ran them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from docs.test_reference import DOCS, script

RUN = script("make_notebook")
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))


def said(notebook: dict[str, Any]) -> list[list[str]]:
    """Return what each cell prints and shows as text."""
    texts: list[list[str]] = []
    for cell in notebook["cells"]:
        outputs = cell.get("outputs", [])
        texts.append(["".join(each.get("text") or each["data"]["text/plain"]) for each in outputs])
    return texts


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_shows_what_its_cells_say(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    stored = json.loads(file.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    assert said(RUN.executed(stored)) == said(stored), "run: python docs/make_notebook.py"


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_says_nothing_of_the_machine(file: Path):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"/home/|/root|/tmp|/work|[A-Z]:\\\\|Traceback|20\d\d-\d\d-\d\dT", text)
    assert len(text) < 200_000
    assert text == RUN.text_of(json.loads(text))


def test_there_is_a_notebook_and_a_lie_in_it_is_seen():
    assert NOTEBOOKS
    cell = {"cell_type": "code", "source": ["1 + 1"], "outputs": [{"data": {"text/plain": ["3"]}}]}
    notebook: dict[str, Any] = {"cells": [cell]}
    assert said(RUN.executed(notebook)) == [["2"]]
    assert said(notebook) == [["3"]]
