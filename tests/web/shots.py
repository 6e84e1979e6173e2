"""Pictures of every page for people to look at: ``make shots`` writes them into ``build/shots``.

Each page on a wide screen and a phone, light and dark, and as paper; its first screen alone; and all of them on one
contact sheet, ``index.html`` and ``index.png``.
"""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402 - the folder of the tests must be known first

from web.browser import ADVICE, FLAGS, chromium  # noqa: E402 - as above
from web.pages import PAGES, make  # noqa: E402 - as above

FOLDER = ROOT / "build" / "shots"
TALLEST = 12_000
"""Pixels after which a picture is cut: Chromium makes no picture of any height."""


class View(NamedTuple):
    """How a picture is taken."""

    width: int
    height: int
    scheme: Literal["light", "dark"]
    medium: Literal["screen", "print"] = "screen"
    whole: bool = True


VIEWS = {
    "first-screen": View(1280, 800, "light", whole=False),
    "wide-light": View(1280, 800, "light"),
    "wide-dark": View(1280, 800, "dark"),
    "phone-light": View(400, 800, "light"),
    "phone-dark": View(400, 800, "dark"),
    # What A4 leaves between its margins.
    "paper": View(680, 960, "light", "print"),
}


def shoot(browser: Browser, file: Path) -> Iterator[Path]:
    """Yield the pictures of one page, made now, and print it to a PDF."""
    for name, view in VIEWS.items():
        page = browser.new_page(viewport={"width": view.width, "height": view.height}, color_scheme=view.scheme)
        page.goto(file.as_uri())
        if view.medium == "print":
            page.pdf(path=FOLDER / f"{file.stem}.pdf", prefer_css_page_size=True)
            page.emulate_media(media="print")
        height = page.evaluate("document.documentElement.scrollHeight") if view.whole else view.height
        picture = FOLDER / f"{file.stem}-{name}.png"
        page.screenshot(
            path=picture,
            full_page=view.whole,
            clip={"x": 0, "y": 0, "width": view.width, "height": min(height, TALLEST)},
        )
        page.close()
        yield picture


def contact_sheet(pictures: dict[str, list[Path]]) -> str:
    """Return a page with all pictures, one row a page."""
    rows = [
        f"<h2>{html.escape(name)}</h2><div>"
        + "".join(
            f'<figure><a href="{each.name}"><img src="{each.name}" alt=""></a><figcaption>{each.stem.removeprefix(name + "-")}'
            "</figcaption></figure>"
            for each in made
        )
        + "</div>"
        for name, made in pictures.items()
    ]
    style = (
        "body{font:14px system-ui,sans-serif;margin:16px;background:#888}h2{margin:16px 0 4px;font-size:16px}"
        "div{display:flex;gap:8px}figure{margin:0;flex:1}"
        "figure:first-child{flex:2.3}img{width:100%;height:300px;object-fit:cover;object-position:top}"
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Shots</title><style>{style}</style>{"".join(rows)}'


def main() -> int:
    """Make every picture, and return the exit code."""
    found = chromium()
    if found is None:
        print(ADVICE, file=sys.stderr)
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        pictures = {name: list(shoot(browser, make(name, FOLDER))) for name in PAGES}
        index = FOLDER / "index.html"
        index.write_text(contact_sheet(pictures), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1600, "height": 900})
        page.goto(index.as_uri())
        page.screenshot(path=FOLDER / "index.png", full_page=True)
        browser.close()
    print(index)
    return 0


if __name__ == "__main__":
    sys.exit(main())
