"""Pages made once a run, and a browser that asks nobody for anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from web.browser import ADVICE, FLAGS, REQUIRED, chromium
from web.pages import PAGES, make
from web.tree import Node, parse


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the pages, one for all processes that share the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pages"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="session", params=PAGES)
def page_file(request: pytest.FixtureRequest, folder: Path) -> Path:
    """Return the file of a page; tests of one page run together."""
    return make(request.param, folder)


@pytest.fixture(scope="session")
def tree(page_file: Path) -> Node:
    """Return a page as a tree."""
    return parse(page_file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """Return the one browser of the session; where there is none, say so, and fail if it is required."""
    found = chromium()
    if found is None:
        (pytest.fail if REQUIRED else pytest.skip)(ADVICE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def new_context(browser: Browser) -> Generator[Callable[..., BrowserContext]]:
    """Return a function that makes a reader: a fresh context with the options that Playwright knows."""
    made: list[BrowserContext] = []

    def make_context(**options: Any) -> BrowserContext:
        made.append(browser.new_context(**options))
        return made[-1]

    yield make_context
    for context in made:
        context.close()
