"""``detente compare``: named packages side by side."""

from __future__ import annotations

import sys

import click

from detente.cli.group import COMMANDS
from detente.cli.progress import working
from detente.cli.tell import print_text
from detente.cli.whole import Whole
from detente.report import comparison, write
from detente.workspace import (
    MAX_DRAWS,
    MAX_SEED,
    compare,
    comparison_document_of,
    json_text,
    open_case,
)

__all__ = ["command"]

_EPILOG = """PACKAGE is the name of a proposal, the letter of a package worth discussing, a solution (nash,
kalai-smorodinsky, egalitarian, utilitarian), status-quo, a YAML file with issue: option, or the terms themselves:
issue=option,issue=option. Issues that the last two leave out stay at their status quo.

\b
Examples:
  detente compare wage-talks A B "company's offer"
  detente compare wage-talks nash "wage=3,term=two years,shifts=rotating"
  detente compare ampo-vs-city nash kalai-smorodinsky --json
"""


@click.command(help=COMMANDS["compare"], epilog=_EPILOG)
@click.argument("case")
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document (detente schema --comparison).")
@click.option(
    "--draws",
    type=Whole(0, MAX_DRAWS, 1000),
    metavar="N",
    help="Draw the ranges so many times, 1000 by default if there are any; 0: central values only.",
)
@click.option(
    "--seed",
    type=Whole(0, MAX_SEED, 7),
    metavar="S",
    help="Seed of the draws, 0 by default: the same seed, the same answer.",
)
@click.option("--table", metavar="NAME", help="Only what those at this table of the case can settle.")
@click.option("--stage", metavar="STAGE", help="Only the issues of this stage: first or final.")
@click.option(
    "--count",
    multiple=True,
    metavar="MEDIATOR",
    help="Count a mediator's points as an objective; may be given several times.",
)
def command(
    case: str,
    packages: tuple[str, ...],
    *,
    as_json: bool,
    draws: int | None,
    seed: int | None,
    table: str | None,
    stage: str | None,
    count: tuple[str, ...],
) -> None:
    """Print packages side by side."""
    opened = open_case(case)
    with working("Comparing ..."):
        found = compare(opened, packages, count=count, draws=draws, seed=seed or 0, table=table, stage=stage)
    if as_json:
        print_text(json_text(comparison_document_of(found)))
    else:
        write(comparison(opened.case, found), sys.stdout)
