"""Pages made once a session, and a browser that asks nobody for anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from web.browser import ADVICE, FLAGS, REQUIRED, chromium
from web.pages import PAGES, make
from web.tree import Node, parse


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the pages."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session", params=PAGES)
def page_file(request: pytest.FixtureRequest, folder: Path) -> Path:
    """Return the file of a page; tests of one page run together."""
    return make(request.param, folder)


@pytest.fixture(scope="session")
def tree(page_file: Path) -> Node:
    """Return a page as a tree."""
    return parse(page_file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Return how the browser is started; where there is none, say so, and fail if it is required."""
    found = chromium()
    if found is None:
        (pytest.fail if REQUIRED else pytest.skip)(ADVICE)
    return {"executable_path": found, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for the plug-in's own fixture, which pytest warns about; every address here is whole."""
