"""``detente diff``: what changed between two versions of a case, and what that did to the answers."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.group import COMMANDS
from detente.cli.options import ANSWERS
from detente.cli.progress import working
from detente.cli.tell import print_text
from detente.report import difference, write
from detente.workspace import diff, difference_document_of, json_text, open_case

__all__ = ["command"]

_EPILOG = f"""{ANSWERS["diff"]}

Both versions are drawn with the same random numbers, so that a difference between them comes from the
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
@options.as_json("difference")
@options.drawn
@options.seated
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
