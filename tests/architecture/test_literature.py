"""Every question has a literature test, and every literature test a source."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from architecture.tree import ROOT
from detente.analyses import REGISTRY, Entry

FILES = sorted((ROOT / "tests" / "literature").glob("test_*.py"))
PAGES = sorted((ROOT / "docs" / "explanation").glob("*.md"))
SOURCES = sorted({source for entry in REGISTRY for source in entry.sources})

# Sources that hold nothing to recalculate, each with the reason.
WITHOUT = {
    "Fisher 1978": "describes the single negotiating text in words; its rounds are tried in the tests after Raiffa 1982",
    "Fortna 2003": "finds what went along with peace that lasted; it gives no rates, and its data are not shipped",
    "Kahneman and Tversky 1979": "advises in words to ask what became of others alike before one's own case is judged",
    "Tetlock 2005": "scores forecasts of events, and a share of draws is no such forecast",
    "Tetlock and Gardner 2015": "scores forecasts of events, and a share of draws is no such forecast",
}


def start_and_year(source: str) -> tuple[str, str]:
    """Return how the name of a source's test begins, and the year that it holds."""
    first = re.split(r",| and | et al\.| (?=\d)", source)[0]
    return f"test_{re.sub(r'[ -]', '_', first.lower())}_", source[-4:]


def files_of(source: str) -> list[Path]:
    start, year = start_and_year(source)
    return [file for file in FILES if file.stem.startswith(start) and year in file.stem.split("_")]


def docstring(file: Path) -> str:
    return ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Raiffa 1982", ("test_raiffa_", "1982")),
        ("Kalai and Smorodinsky 1975", ("test_kalai_", "1975")),
        ("Malcolm et al. 1959", ("test_malcolm_", "1959")),
        ("McKay, Beckman and Conover 1979", ("test_mckay_", "1979")),
        ("von Winterfeldt and Edwards 1986", ("test_von_winterfeldt_", "1986")),
    ],
)
def test_a_source_says_how_its_test_is_called(source: str, expected: tuple[str, str]):
    assert start_and_year(source) == expected
    assert files_of(source)
    assert not files_of(f"{source[:-4]}1066")


@pytest.mark.parametrize("entry", REGISTRY, ids=lambda entry: entry.name)
def test_every_question_has_a_literature_test(entry: Entry):
    assert any(files_of(source) for source in entry.sources)


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_has_a_test_or_a_reason_why_not(source: str):
    assert bool(files_of(source)) != (source in WITHOUT)


def test_every_reason_is_for_a_source_in_use():
    assert set(WITHOUT) <= set(SOURCES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_literature_test_names_its_source_and_where_it_differs(file: Path):
    text = docstring(file)
    (year,) = re.findall(r"_(\d{4})(?=_|$)", file.stem)
    title = text.partition("\n")[0]
    assert year in title
    assert re.search(rf"^Source: .*?\b{year}\b", text, re.MULTILINE | re.DOTALL)
    assert re.search(r"\bWhere it differs from its\s+source\b", text)
    # A name of two words, such as von Winterfeldt, is looked for by its last.
    authors = file.stem.removeprefix("test_").split(f"_{year}")[0].split("_")
    assert all(author in title.lower() for author in authors)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_documentation_cites_what_a_literature_test_follows(file: Path):
    (year,) = re.findall(r"_(\d{4})(?=_|$)", file.stem)
    author = file.stem.removeprefix("test_").split(f"_{year}")[0].replace("_", " ")
    items = [
        " ".join(item.split()).lower()
        for page in PAGES
        for item in page.read_text(encoding="utf-8").partition("## Sources\n")[2].split("\n- ")
    ]
    assert any(all(name in item for name in author.split()) and f"({year})" in item for item in items)
