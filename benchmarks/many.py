"""Many parties, and quantities of a thousand steps: CPU seconds and memory of the search and of the whole analysis.

Up to eight opposed parties over named options of linked issues; then two and three parties over quantities with
piecewise linear values and one issue of named options. Each figure comes from a process of its own, and the
exit code is 1 when the search and the analysis differ. ``--quick`` takes small disputes only; ``--markdown`` prints the
tables for the page.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from generate import Plan
from measure import SOLUTIONS, Failed, measured
from table import keep, markdown, seconds, short, shown

PARTIES_HEAD = ("Parties", "issues", "points", "acceptable", "acceptable exact", "solver", "analysis", "MB")
QUANTITIES_HEAD = ("Parties", "points", "acceptable", "epsilon in points", "solver", "analysis", "MB")

PARTIES = [
    *(Plan(parties, 11, 4, links=10, width=2) for parties in (5, 6, 7, 8)),
    Plan(8, 12, 4, links=10, width=2),
]
QUANTITIES = [Plan(parties, 6, 3, links=1, quantities=5) for parties in (2, 3)]

QUICK_PARTIES = [Plan(5, 4, 3, links=3, width=2)]
QUICK_QUANTITIES = [Plan(2, 3, 3, links=1, quantities=2, steps=20)]

LIMIT = 600
"""Seconds after which a dispute is given up."""

SAME = ("size", "acceptable_size", "epsilon", "acceptable_epsilon", *SOLUTIONS)


class Differs(Exception):  # noqa: N818 - it is what the benchmark found, not a defect of it
    """A dispute of which the search and the analysis give different answers."""


def figure_of(plan: Plan) -> dict[str, Any]:
    """Return what one dispute cost, or why it gave no figure.

    Raises
    ------
    Differs
        If the search and the analysis find different frontiers or solutions.
    """
    figure: dict[str, Any] = {"parties": plan.parties, "issues": plan.issues}
    try:
        searched = measured("search", plan, LIMIT)
        whole = measured("resident", plan, LIMIT)
    except Failed as failed:
        return {**figure, "failed": str(failed)}
    if any(searched[key] != whole[key] for key in SAME):
        raise Differs(str(plan))
    figure |= {key: whole[key] for key in SAME[:4]}
    return {**figure, "solver": searched["seconds"], "analysis": whole["seconds"], "megabytes": whole["megabytes"]}


def parties_row(figure: dict[str, Any]) -> list[str]:
    """Return a row of the table of many parties."""
    row = [str(figure["parties"]), str(figure["issues"])]
    if "failed" in figure:
        return [*row, figure["failed"], *[""] * (len(PARTIES_HEAD) - 3)]
    epsilon = figure["acceptable_epsilon"]
    exact = f"to {epsilon:.2g} points" if epsilon else "yes"
    return [*row, str(figure["size"]), str(figure["acceptable_size"]), exact, *_costs(figure)]


def quantities_row(figure: dict[str, Any]) -> list[str]:
    """Return a row of the table of quantities."""
    row = [str(figure["parties"])]
    if "failed" in figure:
        return [*row, figure["failed"], *[""] * (len(QUANTITIES_HEAD) - 2)]
    epsilon = f"{figure['acceptable_epsilon']:.2g}"
    return [*row, str(figure["size"]), str(figure["acceptable_size"]), epsilon, *_costs(figure)]


def _costs(figure: dict[str, Any]) -> list[str]:
    return [seconds(figure["solver"]), seconds(figure["analysis"]), short(figure["megabytes"])]


def main(arguments: Sequence[str]) -> int:
    """Measure, print both tables, and return 1 if answers differ."""
    parser = argparse.ArgumentParser(description="Many parties, and quantities of a thousand steps.")
    parser.add_argument("--quick", action="store_true", help="small disputes only")
    parser.add_argument("--markdown", action="store_true", help="the tables as docs/explanation/speed.md shows them")
    chosen = parser.parse_args(arguments)
    written, mark = (markdown, "## ") if chosen.markdown else (shown, "")
    try:
        parties = [figure_of(plan) for plan in (QUICK_PARTIES if chosen.quick else PARTIES)]
        print(
            f"{mark}Many parties\n\n{written(PARTIES_HEAD, [parties_row(figure) for figure in parties])}\n", flush=True
        )
        quantities = [figure_of(plan) for plan in (QUICK_QUANTITIES if chosen.quick else QUANTITIES)]
    except Differs as plan:
        print(f"DIFFERS {plan}: the analysis differs from the search")
        return 1
    rows = [quantities_row(figure) for figure in quantities]
    print(f"{mark}Quantities of a thousand steps\n\n{written(QUANTITIES_HEAD, rows)}")
    if not chosen.quick:
        keep("many", {"parties": parties, "quantities": quantities})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
