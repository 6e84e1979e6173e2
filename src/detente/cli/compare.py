"""``detente compare``: named packages side by side."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.group import COMMANDS
from detente.cli.options import ANSWERS
from detente.cli.progress import working
from detente.cli.tell import print_text
from detente.report import comparison, write
from detente.workspace import (
    compare,
    comparison_document_of,
    json_text,
    open_case,
)

__all__ = ["command"]

_EPILOG = f"""{ANSWERS["compare"]}

PACKAGE is the name of a proposal, the letter of a package worth discussing, a solution (nash,
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
@options.as_json("comparison")
@options.drawn
@options.seated
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
