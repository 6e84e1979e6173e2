"""Every page that Détente makes of the shipped cases, made once a run by the commands that users type."""

from __future__ import annotations

import time
from contextlib import redirect_stdout
from pathlib import Path

from detente import catalog
from detente.cli import main

__all__ = ["DRAWS", "HOLDS", "PAGES", "REPORTS", "SHEETS", "make"]

DRAWS = "60"

REPORTS = {
    f"report-{name}": ("analyse", name, "--draws", DRAWS, "--workers", "1", "--json", "--report")
    for name in catalog.names("analyse")
}

SHEETS = {
    "sheets-wage-talks": ("sheet", "wage-talks", "--out"),
    "sheets-ukraine-2025": ("sheet", "ukraine-2025", "--out"),
    "numbers-wage-talks": ("sheet", "wage-talks", "--party", "union", "--filled", "--out"),
}

HOLDS = {f"hold-{name}": ("hold", name, "--json", "--report") for name in ("cuba-1962", "elmira-1991")}

PAGES = REPORTS | SHEETS | HOLDS
"""Name of a page, and the words after ``detente`` that make it, but for the file at their end."""


def make(name: str, folder: Path) -> Path:
    """Return the file of a page, made now if the folder does not hold it yet; another process may be making it.

    Beside a report stands the JSON of the same run.
    """
    file, lock = folder / f"{name}.html", folder / f"{name}.lock"
    while not file.exists():
        try:
            lock.touch(exist_ok=False)
        except FileExistsError:
            time.sleep(0.1)
            continue
        try:
            if not file.exists():
                with file.with_suffix(".json").open("w", encoding="utf-8") as out, redirect_stdout(out):
                    code = main([*PAGES[name], str(file)])
                assert code == 0, f"detente {' '.join(PAGES[name])} {file} failed with exit code {code}"
        finally:
            lock.unlink()
    return file
