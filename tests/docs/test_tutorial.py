"""The tutorial ends with a report of its own case, and each of its sections fits the minutes that it names."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path

import pytest

from detente.report.words import option_words
from detente.workspace import analyse, open_case
from docs.page import FENCE, blocks, run, write

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "thirty-minutes.md"
TEXT = PAGE.read_text(encoding="utf-8")
HEADING = re.compile(r"^## (?:Minute (\d+) to (\d+))?", re.MULTILINE)
READ, TYPED = 200, 125
"""Words and characters in a minute, as the page says."""


def parts() -> list[tuple[int, int, str]]:
    """Return the first and last minute and the text of each section that the clock is for."""
    heads = list(HEADING.finditer(TEXT))
    return [(int(head[1]), int(head[2]), TEXT[head.start() : end.start()]) for head, end in pairwise(heads)]


def test_it_ends_with_a_report_of_its_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for block in blocks(TEXT):
        if block.file:
            write(block, tmp_path)
    assert "Wrote talks.html." in run("detente analyse talks.yaml --report talks.html")
    page = html.unescape(Path("talks.html").read_text(encoding="utf-8"))
    assert "<h1>Wage talks</h1>" in page
    cards = re.findall(r'<article class="card">.*?</article>', page, re.DOTALL)
    talks = open_case("talks.yaml")
    discussed = analyse(talks, draws=0).deal.discussed
    assert [each.letter for each in discussed] == ["A", "B", "C"]
    for each in discussed:
        (card,) = [card for card in cards if f'<span class="letter">{each.letter}</span>' in card]
        terms = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", card))
        package = each.outcome.package
        assert terms == {issue: option_words(talks.case, issue, option) for issue, option in package.items()}


def test_the_clock_runs_without_a_gap_from_nothing_to_thirty():
    minutes = [(start, end) for start, end, _ in parts()]
    assert (minutes[0][0], minutes[-1][1]) == (0, 30)
    assert all(before[1] == after[0] for before, after in pairwise(minutes))


@pytest.mark.parametrize("part", parts(), ids=lambda part: f"minute-{part[0]}")
def test_a_section_can_be_read_and_typed_in_its_minutes(part: tuple[int, int, str]):
    start, end, text = part
    typed = [block.body for block in blocks(text) if block.language == "yaml"] + re.findall(
        r"^\$ (.*)$", text, re.MULTILINE
    )
    shown = FENCE.sub(lambda block: "" if block["language"] == "yaml" else block[0], re.sub(r"\]\([^)]*\)", "]", text))
    words = sum(1 for word in shown.split() if re.search(r"\w", word))
    characters = sum(len(" ".join(each.split())) for each in typed)
    assert words / READ + characters / TYPED <= end - start
    assert f"{READ} words" in TEXT
    assert f"{TYPED} characters" in TEXT
