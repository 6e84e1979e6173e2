"""What linkages cost: CPU seconds and memory against induced width and number of issues.

Two parties, five options per issue. Every issue is linked to the `width` issues before it, with one linkage per party
and 5% of the joint options forbidden, so the whole dispute hangs together: the hardest graph of its width. Each figure
comes from a process of its own. ``--quick`` takes small disputes only; ``--markdown`` prints the table for the page.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from generate import Plan
from measure import Failed, measured
from table import keep, markdown, seconds, short, shown

HEAD = ("Width", "issues", "points", "exact", "seconds", "peak MB")
WIDTHS = (1, 2, 3, 4, 5)
ISSUES = (10, 20, 40, 60)
LIMIT = 120
"""Seconds after which a dispute, and larger ones of its width, are given up."""


def plan_of(width: int, issues: int) -> Plan:
    """Return a dispute in which every issue is linked to the `width` issues before it."""
    links = sum(min(width, issue) for issue in range(issues))
    return Plan(2, issues, 5, links=links, width=width, forbidden=0.05)


def measure(issues: tuple[int, ...], widths: tuple[int, ...]) -> list[dict[str, Any]]:
    """Return the figures of all combinations; where one outgrows the limit the larger ones are left out."""
    figures: list[dict[str, Any]] = []
    for width in widths:
        for number in issues:
            plan = plan_of(width, number)
            try:
                solved = measured("solver", plan, LIMIT)
                held = measured("memory", plan, 4 * LIMIT)
            except Failed as failed:
                figures.append({"width": width, "issues": number, "failed": str(failed)})
                break
            if (solved["size"], solved["width"]) != (held["size"], held["width"]):
                raise SystemExit(f"DIFFERS width {width}, {number} issues: two runs found different frontiers")
            figures.append(
                {
                    "width": solved["width"],
                    "issues": number,
                    "points": solved["size"],
                    "epsilon": solved["epsilon"],
                    "seconds": solved["seconds"],
                    "megabytes": held["megabytes"],
                }
            )
    return figures


def rows_of(figures: list[dict[str, Any]]) -> list[list[str]]:
    """Return one row per figure."""
    rows: list[list[str]] = []
    for figure in figures:
        row = [str(figure["width"]), str(figure["issues"])]
        if "failed" in figure:
            rows.append([*row, figure["failed"], "", "", ""])
            continue
        exact = "yes" if figure["epsilon"] == 0 else "no"
        rows.append([*row, str(figure["points"]), exact, seconds(figure["seconds"]), short(figure["megabytes"])])
    return rows


def main(arguments: list[str]) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Time and memory against induced width and number of issues.")
    parser.add_argument("--quick", action="store_true", help="small disputes only")
    parser.add_argument("--markdown", action="store_true", help="the table as docs/explanation/speed.md shows it")
    chosen = parser.parse_args(arguments)
    figures = measure((6,), (1, 2)) if chosen.quick else measure(ISSUES, WIDTHS)
    if chosen.markdown:
        print(f"## What linkages cost\n\n{markdown(HEAD, rows_of(figures))}")
    else:
        print("Two parties, five options per issue; frontier and four solutions; CPU seconds.\n")
        print(shown(HEAD, rows_of(figures)))
    if not chosen.quick:
        keep("linked", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
