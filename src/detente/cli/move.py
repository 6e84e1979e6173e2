"""``detente move``: what would move the parties, at what cost, and whom it would lose."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.group import COMMANDS
from detente.cli.options import ANSWERS
from detente.cli.progress import working
from detente.cli.tell import print_text
from detente.report import leverage, write
from detente.workspace import json_text, move, open_case, question_document_of

__all__ = ["command"]

_EPILOG = f"""{ANSWERS["move"]}

Without --package it asks about the packages worth discussing and the proposals. A package is named as in
detente compare.

\b
Examples:
  detente move wage-vote
  detente move wage-vote --package "company's outline"
  detente move wage-vote --json
"""


@click.command(help=COMMANDS["move"], epilog=_EPILOG)
@click.argument("case")
@options.named
@options.as_json("leverage")
@options.drawn
@options.shared
@options.seated
@click.option(
    "--side-payments",
    is_flag=True,
    help="Also share the joint gain as if points were money: this adds points of different parties.",
)
def command(  # noqa: PLR0913 - one for each option of the command
    case: str,
    *,
    packages: tuple[str, ...],
    as_json: bool,
    draws: int | None,
    seed: int | None,
    workers: int | None,
    table: str | None,
    stage: str | None,
    count: tuple[str, ...],
    side_payments: bool,
) -> int:
    """Print what would move the parties."""
    opened = open_case(case)
    with working("Pulling levers ...") as note:
        analysis = move(
            opened,
            packages,
            count=count,
            draws=draws,
            seed=seed or 0,
            table=table,
            stage=stage,
            side_payments=side_payments,
            workers=workers,
            progress=lambda done, sets: note("Pulling levers ...", done, sets),
        )
    if as_json:
        print_text(json_text(question_document_of(analysis, "move")))
    else:
        write(leverage(opened.case, analysis, whole=bool(packages)), sys.stdout)
    return 0
