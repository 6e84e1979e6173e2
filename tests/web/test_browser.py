"""What a reader's browser does with every page: nothing leaves, nothing is out of reach, on any screen and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from detente.cli import main
from web.pages import DRAWS, REPORTS, make

SCREENS = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 400, "height": 800}}
MakeContext = Callable[..., BrowserContext]


def opened(file: Path, new_context: MakeContext, **options: Any) -> Page:
    """Return a page as a reader with these preferences sees it."""
    page = new_context(**options).new_page()
    page.goto(file.as_uri())
    return page


def serious(page: Page) -> list[str]:
    """Return what axe finds of serious or critical impact, with the element."""
    # Before a gradient no contrast is reckoned: leave out the shades of what is cut, which are none behind most words.
    page.evaluate("document.querySelectorAll('.scroll').forEach((each) => { each.style.background = 'none' })")
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_keeps_anybody_from_reading_it(page_file: Path, new_context: MakeContext, screen: str, scheme: str):
    page = opened(page_file, new_context, viewport=SCREENS[screen], color_scheme=scheme)
    assert serious(page) == []


def test_no_request_leaves(page_file: Path, new_context: MakeContext):
    page = new_context().new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(page_file.as_uri(), wait_until="networkidle")
    assert asked == [page_file.as_uri()]
    assert complaints == []


@pytest.mark.parametrize("width", [400, 320])
def test_the_page_itself_never_scrolls_sideways(page_file: Path, new_context: MakeContext, width: int):
    page = opened(page_file, new_context, viewport={"width": width, "height": 800})
    inner, outer = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert inner <= outer


def test_it_reads_the_same_without_scripts(page_file: Path, new_context: MakeContext):
    without = opened(page_file, new_context, java_script_enabled=False).inner_text("body")
    assert without == opened(page_file, new_context).inner_text("body")
    assert len(without) > 500


def test_dark_is_dark_and_paper_is_light(page_file: Path, new_context: MakeContext):
    def brightness(page: Page) -> float:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, colour.removeprefix("rgb(").removesuffix(")").split(","))) / 3

    page = opened(page_file, new_context, color_scheme="dark")
    assert brightness(page) < 60
    page.emulate_media(media="print")
    assert brightness(page) == 255
    assert brightness(opened(page_file, new_context, color_scheme="light")) > 230


def test_paper_shows_what_is_folded(page_file: Path, new_context: MakeContext):
    page = opened(page_file, new_context)
    page.emulate_media(media="print")
    hidden = """() => [...document.querySelectorAll("details > :not(summary)")].filter(
        (each) => !each.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})
    ).map((each) => each.outerHTML.slice(0, 80))"""
    # What is folded appears with one of the next frames, later where the machine is busy.
    # (The page's own policy forbids the browser's way of waiting for an expression, so ask again and again.)
    for _ in range(100):
        if not page.evaluate(hidden):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(hidden) == []
    assert len(page.pdf(prefer_css_page_size=True)) > 10_000


@pytest.mark.parametrize("name", REPORTS)
def test_the_first_screen_holds_all_answers_and_breaks_no_word(name: str, folder: Path, new_context: MakeContext):
    file = make(name, folder)
    page = opened(file, new_context, viewport=SCREENS["wide"])
    assert page.evaluate("document.querySelector('.questions').getBoundingClientRect().bottom") <= 800
    page = opened(file, new_context, viewport=SCREENS["phone"])
    # A word that does not fit runs out of its cell, unless it was broken: then its box has more than one line.
    broken = page.evaluate(
        """() => [...document.querySelectorAll(".tried th, .tried td")].flatMap((cell) => {
            const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
            while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[\\p{L}]+/gu)) {
                const range = document.createRange();
                range.setStart(texts.currentNode, word.index);
                range.setEnd(texts.currentNode, word.index + word[0].length);
                if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) found.push(word[0]);
            }
            return found;
        })"""
    )
    assert broken == []


def named_at_length(folder: Path) -> Path:
    """Return a report on a case whose names and texts have as many letters without a space as a case may have."""
    side, issue, option, proposal = (letter * 80 for letter in "PioX")
    weights, text = f"{{{issue}: 50..60, term: 20..30}}", "W" * 200
    folder.joinpath("case.yaml").write_text(
        f"""case: {text}
parties: [{side}, company]
issues:
  {issue}: {{from: 0, to: 8, step: 1}}
  term: [{option}, two years]
preferences:
  {side}:
    weights: {weights}
    values: {{{issue}: {{0: 0, 8: 100}}, term: {{{option}: 100, two years: 0}}}}
    no_deal: 35..45
  company:
    weights: {weights}
    values: {{{issue}: {{0: 100, 8: 0}}, term: {{{option}: 0, two years: 100}}}}
    no_deal: 30..40
red_lines:
  - {{party: company, never: {{{issue}: 8, term: {option}}}, note: {text}}}
proposals:
  {proposal}: {{by: {side}, package: {{{issue}: 5, term: {option}}}, note: {text}}}
""",
        encoding="utf-8",
    )
    words = ("analyse", str(folder / "case.yaml"), "--draws", DRAWS, "--workers", "1", "--report")
    assert main([*words, str(folder / "report.html")]) == 0
    return folder / "report.html"


def test_names_without_a_space_make_no_page_wider(tmp_path: Path, new_context: MakeContext):
    file = named_at_length(tmp_path)
    for width in (1280, 400, 320):
        page = opened(file, new_context, viewport={"width": width, "height": 800})
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        outside = page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter(
                (each) => !each.closest(".scroll, .unseen, svg") && each.getBoundingClientRect().right > innerWidth + 1
            ).map((each) => each.outerHTML.slice(0, 80))"""
        )
        assert (width, outside) == (width, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_leads_past_the_head(page_file: Path, new_context: MakeContext):
    page = opened(page_file, new_context)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Skip to the content"
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_is_wrong_is_found(new_context: MakeContext, tmp_path: Path):
    file = tmp_path / "bad.html"
    file.write_text(
        "<!doctype html><html lang='en'><title>Bad</title><body><main><h1>Bad</h1>"
        "<p style='color: #ddd; background: #fff'>too faint</p><div style='width: 900px'>too wide</div>"
        "<img alt='a' src='http://127.0.0.1:9/a.png'></main></body></html>",
        encoding="utf-8",
    )
    page = new_context(viewport={"width": 400, "height": 800}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert [line.partition(":")[0] for line in serious(page)] == ["color-contrast"]
    assert page.evaluate("document.documentElement.scrollWidth") > 400
    assert len(asked) == 2
