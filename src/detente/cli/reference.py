"""``detente reference``: what became of ceasefires of the past."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.group import COMMANDS
from detente.cli.options import ANSWERS
from detente.cli.tell import complain, print_text
from detente.cli.whole import Whole
from detente.errors import UsageError
from detente.report import past_ceasefires, write
from detente.report.past import unused_words
from detente.workspace import MAX_SEED, json_text, reference, reference_document_of, write_reference

__all__ = ["command"]

_EPILOG = f"""{ANSWERS["reference"]}

\b
Examples:
  detente reference
  detente reference --json
  detente reference --csv classes.csv

FILE is a copy of the ETH/PRIO Civil Conflict Ceasefire data, as CSV or XLSX; the table is then made from it. Without
one it is the table that ships with Détente. What the codes of the column `ended` mean has to be said, from the
codebook: --code outcome:2=violent, and so on, with never, violent, expired, extended, in_force and unknown. A column
of another name is told with --column, for example --column country=nation.
"""


@click.command(help=COMMANDS["reference"], epilog=_EPILOG)
@click.argument("file", required=False, type=click.Path())
@click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", help="The name of a column; may be repeated.")
@click.option(
    "--code", "codes", multiple=True, metavar="FIELD:CODE=MEANING", help="What a code means; may be repeated."
)
@click.option("--until", metavar="DATE", help="The last day of the data, by default 2020-12-31.")
@click.option(
    "--seed",
    type=Whole(0, MAX_SEED, 7),
    metavar="S",
    default=0,
    help="Seed of the bounds from drawing whole countries, 0 by default.",
)
@options.as_json("reference")
@click.option("--csv", "table", type=click.Path(), metavar="OUT", help="Write the table to a CSV file.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def command(
    file: str | None,
    *,
    columns: tuple[str, ...],
    codes: tuple[str, ...],
    until: str | None,
    seed: int,
    as_json: bool,
    table: str | None,
    force: bool,
) -> None:
    """Print what became of them."""
    if as_json and table is not None:
        raise UsageError("One form at a time: leave out --json or --csv.")
    if force and table is None:
        raise UsageError("--force is about a file, and none is named: add --csv, for example --csv classes.csv")
    found = reference(file, columns=columns, codes=codes, until=until, seed=seed)
    unused = unused_words(found)
    if unused:
        complain(f"Note: {unused}")
    if as_json:
        print_text(json_text(reference_document_of(found)))
    elif table is not None:
        complain(f"Wrote {write_reference(found, table, overwrite=force)}.")
    else:
        write(past_ceasefires(found), sys.stdout)
