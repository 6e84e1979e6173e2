"""``detente diff``: what changed between two versions of a case, and what that did to the answers."""

from __future__ import annotations

import sys

import click

from detente.cli.group import COMMANDS
from detente.cli.progress import working
from detente.cli.tell import print_text
from detente.cli.whole import Whole
from detente.report import difference, write
from detente.workspace import MAX_DRAWS, MAX_SEED, diff, difference_document_of, json_text, open_case

__all__ = ["command"]

_EPILOG = """Both versions are drawn with the same random numbers, so that a difference between them comes from the
changes. Where at most 12 numbers, options or rules changed, each is also tried alone. The exit code is 0 whether they
differ or not.

\b
Examples:
  detente diff wage-talks wage-talks
  detente diff wage-talks talks.yaml
  detente diff wage-talks talks.yaml --draws 5000 --json
"""


@click.command(help=COMMANDS["diff"], epilog=_EPILOG)
@click.argument("case1")
@click.argument("case2")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document (detente schema --difference).")
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
    case1: str,
    case2: str,
    *,
    as_json: bool,
    draws: int | None,
    seed: int | None,
    table: str | None,
    stage: str | None,
    count: tuple[str, ...],
) -> None:
    """Print what changed, and what that did."""
    first, second = open_case(case1), open_case(case2)
    with working("Comparing ..."):
        found = diff(first, second, count=count, draws=draws, seed=seed or 0, table=table, stage=stage)
    if as_json:
        print_text(json_text(difference_document_of(found)))
    else:
        write(difference(first.case, second.case, found), sys.stdout)
