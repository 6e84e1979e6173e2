"""Every page that Détente makes of the shipped cases, made once a session by the commands that users type."""

from __future__ import annotations

from pathlib import Path

from detente.cli import main

__all__ = ["DRAWS", "PAGES", "REPORTS", "SHEETS", "make"]

DRAWS = "200"

REPORTS: dict[str, tuple[str, ...]] = {}

SHEETS = {
    "sheets-wage-talks": ("sheet", "wage-talks", "--out"),
    "sheets-ukraine-2025": ("sheet", "ukraine-2025", "--out"),
    "numbers-wage-talks": ("sheet", "wage-talks", "--party", "union", "--filled", "--out"),
}

PAGES = REPORTS | SHEETS
"""Name of a page, and the words after ``detente`` that make it, but for the file at their end."""


def make(name: str, folder: Path) -> Path:
    """Return the file of a page, made now if the folder does not hold it yet."""
    file = folder / f"{name}.html"
    if not file.exists():
        code = main([*PAGES[name], str(file)])
        assert code == 0, f"detente {' '.join(PAGES[name])} {file} failed with exit code {code}"
    return file
