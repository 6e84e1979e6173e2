"""``detente hold``: which situations would hold, and who would move away from the others."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.group import COMMANDS
from detente.cli.options import ANSWERS
from detente.cli.progress import working
from detente.cli.tell import complain, print_text
from detente.report import holding, write
from detente.workspace import hold, hold_document_of, json_text, lacking, open_case

__all__ = ["command"]

_CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq", "sim", "seq-or-sim")
_RULES = ("no-consecutive", "each-once", "single")

_EPILOG = f"""{ANSWERS["hold"]}

The case needs a section `moves`: who can move the dispute from which situation to which, and what each prefers.
A case may hold that section alone.

\b
Examples:
  detente hold cuba-1962
  detente hold cuba-1962 --concept seq
  detente hold elmira-1991 --rule single
  detente hold elmira-1991 --json
"""


@click.command(help=COMMANDS["hold"], epilog=_EPILOG)
@click.argument("case")
@click.option(
    "--concept",
    "concepts",
    multiple=True,
    type=click.Choice(_CONCEPTS),
    help="Ask only about this concept of stability; may be given several times.",
)
@click.option(
    "--rule",
    type=click.Choice(_RULES),
    default=_RULES[0],
    show_default=True,
    help="How others answer a move together: nobody twice in a row, each at most once, or one of them with one move.",
)
@options.as_json("holding")
def command(case: str, *, concepts: tuple[str, ...], rule: str, as_json: bool) -> int:
    """Print which situations would hold."""
    opened = open_case(case)
    missing = lacking(opened.case, "hold")
    if missing:
        complain(missing)
        return 1
    with working("Following moves ..."):
        found = hold(opened, concepts, rule=rule)
    if as_json:
        print_text(json_text(hold_document_of(found)))
    else:
        write(holding(found), sys.stdout)
    return 0
