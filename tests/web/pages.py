"""Every page that Détente makes of the shipped cases, made once a run by the commands that users type."""

from __future__ import annotations

import time
from contextlib import redirect_stdout
from pathlib import Path

from detente import catalog
from detente.cli import main
from truces import TALKS

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

TRUCE = "TRUCE"
"""Stands for the folder of a case about a ceasefire, with an incident log, which is written beside the page."""

KEPT = "kept: {ceasefire_day: 60, if_broken: {union: {no_deal_plus: -15..0}, company: {no_deal_plus: -15..0}}}\n"
LOG = """\
arrangement,claimant,accused,date,period_start,period_end,kind,count,qualifier,observed,verified,in_force_from
truce,union,company,,2025-04-01,2025-04-20,lockouts,12,,,,2025-04-01
truce,company,union,,2025-04-02,2025-04-20,strikes,30,more than,,,2025-04-02
truce,labour office,,,2025-04-01,2025-04-04,,8,,yes,5,2025-04-01
truce,labour office,,,2025-04-05,2025-04-28,,9,,yes,,2025-04-01
truce,union,,2025-04-29,,,lapsed,,,,,
"""

TRUCES = {
    "report-truce": ("analyse", TRUCE, "--draws", DRAWS, "--workers", "1", "--json", "--report"),
    "hold-truce": ("hold", TRUCE, "--draws", DRAWS, "--json", "--report"),
}

PAGES = REPORTS | SHEETS | HOLDS | TRUCES
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
                    code = main([*_words(name, folder), str(file)])
                assert code == 0, f"detente {' '.join(PAGES[name])} {file} failed with exit code {code}"
        finally:
            lock.unlink()
    return file


def _words(name: str, folder: Path) -> list[str]:
    """Return the words that make a page; a case that is not shipped is written first."""
    case = folder / f"{name}-case"
    if TRUCE in PAGES[name]:
        case.mkdir(exist_ok=True)
        (case / "case.yaml").write_text(f"{TALKS}  incidents: incidents.csv\n{KEPT}", encoding="utf-8")
        (case / "incidents.csv").write_text(LOG, encoding="utf-8")
    return [str(case) if word == TRUCE else word for word in PAGES[name]]
