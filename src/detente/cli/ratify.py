"""``detente ratify``: who signs, who ratifies, who blocks at home."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.group import COMMANDS
from detente.cli.options import ANSWERS
from detente.cli.progress import working
from detente.cli.tell import complain, print_text
from detente.report import ratification, write
from detente.workspace import json_text, lacking, open_case, question_document_of, ratify

__all__ = ["command"]

_EPILOG = f"""{ANSWERS["ratify"]}

Without --package it asks about the packages worth discussing and the proposals. A package is named as in
detente compare.

\b
Examples:
  detente ratify wage-vote
  detente ratify wage-vote --package A --package "company's outline"
  detente ratify wage-vote --at-least 0.8
  detente ratify wage-vote --json
"""


@click.command(help=COMMANDS["ratify"], epilog=_EPILOG)
@click.argument("case")
@options.named
@click.option(
    "--at-least",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.5,
    metavar="P",
    help="The chance of a yes at home that puts a package into a win-set, 0.5 by default.",
)
@options.as_json("ratification")
@options.drawn
@options.seated
def command(  # noqa: PLR0913 - one for each option of the command
    case: str,
    *,
    packages: tuple[str, ...],
    at_least: float,
    as_json: bool,
    draws: int | None,
    seed: int | None,
    table: str | None,
    stage: str | None,
    count: tuple[str, ...],
) -> int:
    """Print who signs and who ratifies."""
    opened = open_case(case)
    missing = lacking(opened.case, "ratify")
    if missing:
        complain(missing)
        return 1
    with working("Asking at home ..."):
        analysis = ratify(
            opened, packages, at_least=at_least, count=count, draws=draws, seed=seed or 0, table=table, stage=stage
        )
    if as_json:
        print_text(json_text(question_document_of(analysis, "ratify")))
    else:
        write(ratification(opened.case, analysis, whole=bool(packages)), sys.stdout)
    return 0
