"""``analyse --report``: a page beside the answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.samples import Run


def test_the_brief_is_printed_and_the_page_is_told(detente: Run, tmp_path: Path):
    file = tmp_path / "talks.html"
    ran = detente("analyse", "wage-talks", "--draws", "20", "--report", file)
    assert (ran.code, ran.err) == (0, f"Wrote {file}.\n")
    assert ran.out == detente("analyse", "wage-talks", "--draws", "20").out
    page = file.read_text(encoding="utf-8")
    assert "On these moderate-confidence estimates there is room for a deal." in page
    assert "detente analyse wage-talks --draws 20 --seed 0 --report report.html" in page


def test_the_json_stays_alone_on_the_output(detente: Run, tmp_path: Path):
    ran = detente("analyse", "wage-talks", "--draws", "0", "--json", "--report", tmp_path / "talks.html")
    assert json.loads(ran.out)["deal"]["zopa"] is True
    assert (tmp_path / "talks.html").is_file()


@pytest.mark.parametrize("name", ["", ".", "talks.yaml", "none/talks.html"])
def test_a_place_that_will_not_do_is_refused_before_the_work(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.chdir(tmp_path)
    ran = detente("analyse", "wage-talks", "--report", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: ")
    assert not list(tmp_path.iterdir())


def test_a_page_that_cannot_be_written_leaves_the_answer(detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ran = detente("analyse", "wage-talks", "--draws", "0", "--report", tmp_path / "talks.html")
    assert ran.code == 2
    assert "zone of possible agreement" in ran.out
    assert "talks.html: No space left on device" in ran.err
    assert not list(tmp_path.iterdir())
