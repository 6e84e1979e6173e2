"""The documentation does not lie: all code in it runs and prints what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.page import blocks, faults
from docs.refresh import refreshed

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TESTED = {"python", "console"}
SHOWN = {"", "text", "yaml", "json", "csv", "toml"}
SMALL = (ROOT / "docs" / "examples" / "small.yaml").read_text(encoding="utf-8")


def label(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_the_code_of_a_page_does_what_the_page_says(page: Path, tmp_path: Path):
    assert not faults(page.read_text(encoding="utf-8"), tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_a_page_holds_no_code_that_is_not_tested(page: Path):
    text = page.read_text(encoding="utf-8")
    assert text.count("```") == 2 * len(blocks(text)), "a fence is left open"
    assert not {block.language for block in blocks(text)} - TESTED - SHOWN


@pytest.mark.parametrize(
    ("page", "caught"),
    [
        pytest.param("```python\n>>> 1 + 1\n2\n```\n", False, id="true-example"),
        pytest.param("```python\n>>> 1 + 1\n3\n```\n", True, id="false-example"),
        pytest.param("```python\nx = 1\n```\n\n```python\n>>> x\n2\n```\n", True, id="names-are-shared"),
        pytest.param("```console\n$ rm x\n```\n", True, id="foreign-program"),
        pytest.param("```console\ndetente\n```\n", True, id="no-prompt"),
    ],
)
def test_a_lie_is_caught(page: str, caught: bool, tmp_path: Path):
    assert bool(faults(page, tmp_path)) is caught


def test_a_named_block_becomes_a_file(tmp_path: Path):
    assert not faults("```yaml\n# talks.yaml\ncase: Talks\n```\n", tmp_path)
    assert (tmp_path / "talks.yaml").read_text(encoding="utf-8") == "# talks.yaml\ncase: Talks\n"


def test_changes_are_made_in_the_file_that_a_page_wrote(tmp_path: Path):
    first = "```yaml\n# talks.yaml\ncase: Talks\nissues:\n  pay: low\n  shifts: [fixed]\n```\n"
    second = "```yaml\n# in talks.yaml\nissues:\n  pay:\n    from: 0\nrules: []\n```\n"
    assert not faults(first + second, tmp_path)
    text = "# talks.yaml\ncase: Talks\nissues:\n  pay:\n    from: 0\n  shifts: [fixed]\nrules: []\n"
    assert (tmp_path / "talks.yaml").read_text(encoding="utf-8") == text


def test_changes_of_no_file_are_a_fault_of_the_page(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        faults("```yaml\n# in talks.yaml\ncase: Talks\n```\n", tmp_path)


def test_two_outputs_of_one_command_are_refreshed_each_for_itself(tmp_path: Path):
    command = "```console\n$ detente check talks.yaml --json; echo $?\n```\n"
    empty = "```yaml\n# talks.yaml\n```\n"
    page = empty + command + "```yaml\n# talks.yaml\n" + SMALL + "```\n" + command
    first, second = [block.body for block in blocks(refreshed(page, tmp_path)) if block.language == "console"]
    assert first.endswith("\n1\n")
    assert second.endswith("[]\n0\n")


def test_a_stale_output_is_refreshed_and_one_with_dots_is_left_alone(tmp_path: Path):
    page = "```console\n$ detente check small.yaml\n{}\n```\n"
    fresh = page.format("small.yaml: nothing to complain about.")
    assert refreshed(page.format("All is lost."), tmp_path) == fresh
    assert not faults(fresh, tmp_path)
    assert refreshed(page.format("small.yaml: ..."), tmp_path) == page.format("small.yaml: ...")


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=label)
def test_the_links_of_a_page_outside_the_site_lead_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_a_block_that_raises_stops_the_page(tmp_path: Path):
    with pytest.raises(ZeroDivisionError):
        faults("```python\n1 / 0\n```\n", tmp_path)
