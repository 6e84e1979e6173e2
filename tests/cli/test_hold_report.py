"""``hold --report``: which situations would hold, as a page beside the answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from cli.samples import Run
from detente.cli import options
from fuzz.seeds import CEASEFIRE_ALONE, EVERYTHING
from truces import TALKS


def test_the_answer_is_printed_and_the_page_is_told(detente: Run, tmp_path: Path):
    file = tmp_path / "cuba.html"
    ran = detente("hold", "cuba-1962", "--report", file)
    assert (ran.code, ran.err) == (0, f"Wrote {file}.\n")
    assert ran.out == detente("hold", "cuba-1962").out
    page = file.read_text(encoding="utf-8")
    assert "<h1>The Cuban missile crisis, 1962</h1>" in page
    assert "detente hold cuba-1962 --report report.html" in page


def test_the_page_names_the_options_that_were_given(detente: Run, tmp_path: Path):
    file = tmp_path / "elmira.html"
    options = ["--concept", "nash", "--concept", "seq", "--rule", "single", "--bloc", "ministry, Uniroyal"]
    assert detente("hold", "elmira-1991", *options, "--report", file).code == 0
    page = file.read_text(encoding="utf-8")
    again = "detente hold elmira-1991 --concept nash --concept seq --rule single --bloc &#39;ministry, Uniroyal&#39;"
    assert f"{again} --report report.html" in page


def test_the_json_stays_alone_on_the_output(detente: Run, tmp_path: Path):
    ran = detente("hold", "cuba-1962", "--json", "--report", tmp_path / "cuba.html")
    assert json.loads(ran.out)["hold"]["moves"]["today"] == "0"
    assert (tmp_path / "cuba.html").is_file()


@pytest.mark.parametrize("name", ["", ".", "cuba.yaml", "none/cuba.html"])
def test_a_place_that_will_not_do_is_refused_before_the_work(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.chdir(tmp_path)
    ran = detente("hold", "cuba-1962", "--report", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: ")
    assert not list(tmp_path.iterdir())


def test_another_file_is_left_as_it_is(detente: Run, tmp_path: Path):
    file = tmp_path / "notes.html"
    file.write_text("<!doctype html><p>mine</p>", encoding="utf-8")
    ran = detente("hold", "cuba-1962", "--report", file)
    assert (ran.code, ran.out) == (2, "")
    assert file.read_text(encoding="utf-8") == "<!doctype html><p>mine</p>"


def test_a_case_without_moves_makes_no_page(detente: Run, tmp_path: Path):
    file = tmp_path / "talks.html"
    assert detente("hold", "wage-talks", "--report", file).code == 1
    assert not file.exists()


@pytest.mark.parametrize(
    ("text", "sections"),
    [(CEASEFIRE_ALONE, ["truce", "numbers", "method"]), (EVERYTHING, ["stands", "truce", "numbers", "method"])],
    ids=["ceasefire alone", "moves and ceasefire"],
)
def test_a_ceasefire_has_its_page_alone_and_beside_moves(detente: Run, tmp_path: Path, text: str, sections: list[str]):
    case, file = tmp_path / "truce.yaml", tmp_path / "truce.html"
    case.write_text(text, encoding="utf-8")
    ran = detente("hold", case, "--report", file)
    assert (ran.code, ran.err) == (0, f"Wrote {file}.\n")
    assert ran.out == detente("hold", case).out
    assert re.findall(r'<h2 id="([a-z]+)"', file.read_text(encoding="utf-8")) == sections


def test_the_page_of_a_ceasefire_names_the_package_that_was_asked_about(detente: Run, tmp_path: Path):
    case, file = tmp_path / "talks.yaml", tmp_path / "talks.html"
    case.write_text(TALKS, encoding="utf-8")
    assert detente("hold", case, "--package", "First offer", "--draws", "20", "--report", file).code == 0
    page = file.read_text(encoding="utf-8")
    assert "on the terms of First offer" in page
    assert "--package &#39;First offer&#39; --draws 20 --report report.html" in page


def test_a_report_of_an_analysis_with_moves_has_the_section(detente: Run, tmp_path: Path):
    file = tmp_path / "ukraine.html"
    assert detente("analyse", "ukraine-2025", "--draws", "0", "--report", file).code == 0
    page = file.read_text(encoding="utf-8")
    assert '<a href="#stands">Would it hold</a>' in page
    assert page.index('id="levers"') < page.index('id="stands"') < page.index('id="matters"')
    assert detente("analyse", "wage-talks", "--draws", "0", "--report", file).code == 0
    assert 'id="stands"' not in file.read_text(encoding="utf-8")


def test_options_are_told_as_they_would_be_typed_again():
    @click.command()
    @click.option("--all", "everything", is_flag=True)
    @click.option("--quick", is_flag=True)
    @click.option("--rule", default="none")
    @click.option("--name", multiple=True)
    @click.option("--draws", type=int)
    @click.option("--out", "page")
    @click.argument("case")
    def command(**_: object) -> tuple[str, ...]:
        return options.given(click.get_current_context(), {"page"})

    def told(*words: str) -> tuple[str, ...]:
        found: tuple[str, ...] = command.main([*words, "talks"], standalone_mode=False)
        return found

    assert told() == told("--out", "x.html") == ()
    assert told("--name", "a b", "--all", "--name", "c") == ("--all", "--name", "a b", "--name", "c")
    assert told("--draws", "0", "--rule", "single") == ("--rule", "single", "--draws", "0")
