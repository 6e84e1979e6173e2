"""Wide tables on narrow screens: what is cut says so, captions and prose stay in view, and long rows are stacked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, ElementHandle, Page

from web.pages import make

MakeContext = Callable[..., BrowserContext]
PHONE = {"width": 400, "height": 800}

CUT = """() => [...document.querySelectorAll(".scroll")].filter((each) => each.scrollWidth > each.clientWidth + 1)"""


def unfolded(file: Path, new_context: MakeContext, scheme: Literal["light", "dark"] = "light") -> Page:
    """Return a page on a phone, with everything that is folded unfolded."""
    page = new_context(viewport=PHONE, color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    return page


def test_every_table_that_is_cut_says_so(page_file: Path, new_context: MakeContext):
    page = unfolded(page_file, new_context)
    silent = page.evaluate(
        f"""() => ({CUT})().filter((each) => {{
            const style = getComputedStyle(each);
            const shades = style.backgroundImage.split("linear-gradient").length - 1;
            // A ground of its own would stand before the shade.
            const covered = [...each.querySelectorAll("table, thead, tbody, tr, caption")].some(
                (part) => getComputedStyle(part).backgroundColor !== "rgba(0, 0, 0, 0)");
            return shades !== 4 || style.backgroundAttachment !== "local, local, scroll, scroll" || covered;
        }}).map((each) => each.getAttribute("aria-label"))"""
    )
    assert silent == []


def test_captions_and_prose_stay_in_view(page_file: Path, new_context: MakeContext):
    page = unfolded(page_file, new_context)
    outside = page.evaluate(
        f"""() => ({CUT})().flatMap((each) => {{
            each.scrollLeft = each.scrollWidth;
            const box = each.getBoundingClientRect();
            return [...each.querySelectorAll("caption:not(.unseen), .stays")].filter((part) => {{
                const range = document.createRange();
                range.selectNodeContents(part);
                return [...range.getClientRects()].some((line) => line.left < box.left - 1 || line.right > box.right + 1);
            }}).map((part) => part.textContent.slice(0, 60));
        }})"""
    )
    assert outside == []


def test_stacked_rows_fit_and_are_still_a_table(page_file: Path, new_context: MakeContext):
    page = unfolded(page_file, new_context)
    tables = page.query_selector_all("table.stacked")
    assert [each.inner_text()[:60] for each in tables if each.evaluate("e => e.scrollWidth > e.clientWidth + 1")] == []
    narrow = page.evaluate(
        """() => [...document.querySelectorAll("table.stacked :is(td:not(:empty), tbody th)")].filter(
            (each) => each.clientWidth < 0.95 * each.closest("table").clientWidth
        ).map((each) => each.textContent.slice(0, 60))"""
    )
    assert narrow == []
    if tables:
        stacked = page.locator("table.stacked").first
        assert stacked.get_by_role("row").count() > 1
        assert stacked.get_by_role("rowheader").count() > 0
        assert stacked.get_by_role("columnheader").count() > 1


def pixel(page: Page, x: float, y: float) -> bytes:
    """Return the picture of one pixel of the screen."""
    return page.screenshot(clip={"x": x, "y": y, "width": 1, "height": 1})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shade_goes_where_nothing_is_cut(folder: Path, new_context: MakeContext, scheme: Literal["light", "dark"]):
    page = unfolded(make("hold-elmira-1991", folder), new_context, scheme)
    box = page.evaluate_handle(f"() => ({CUT})()[0]").as_element()
    assert isinstance(box, ElementHandle), "no table of this page is cut: choose another page"
    box.evaluate(
        "each => { each.firstElementChild.style.visibility = 'hidden'; each.scrollIntoView({block: 'center'}) }"
    )
    place = box.bounding_box()
    assert place is not None
    y, left, right = place["y"] + place["height"] / 2, place["x"] + 1, place["x"] + place["width"] - 2
    middle = pixel(page, place["x"] + place["width"] / 2, y)
    assert pixel(page, left, y) == middle != pixel(page, right, y)
    box.evaluate("each => { each.scrollLeft = each.scrollWidth }")
    assert pixel(page, left, y) != middle == pixel(page, right, y)
