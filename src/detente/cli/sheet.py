"""``detente sheet``: score sheets to print for a meeting."""

from __future__ import annotations

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import complain, print_text
from detente.errors import UsageError
from detente.workspace import sheet, write_page

__all__ = ["command"]

_OUTPUT = ("-", "/dev/stdout")
"""Names that people give to the output."""

_EPILOG = """\b
Examples:
  detente sheet wage-talks --out sheets.html
  detente sheet wage-talks --party union --out union.html
  detente sheet wage-talks --party union --filled --out union-numbers.html

A blank sheet holds the issues and their options, and no number of anybody. A filled one holds the numbers of the one
party that it is for.
"""


@click.command(help=COMMANDS["sheet"], epilog=_EPILOG)
@click.argument("case")
@click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="NAME",
    help="Whose sheet; may be given several times. By default every party whose consent is required.",
)
@click.option("--filled", is_flag=True, help="Fill in what the case holds of the one party named.")
@click.option("--out", type=click.Path(), metavar="FILE", help="Write the page to a file instead of printing it.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def command(case: str, *, parties: tuple[str, ...], filled: bool, out: str | None, force: bool) -> None:
    """Write score sheets as one web page."""
    printed = out is None or out in _OUTPUT
    if force and printed:
        raise UsageError("--force is about a file, and none is named. Add --out, for example --out sheets.html.")
    page = sheet(case, parties=parties, filled=filled)
    if out is None or printed:
        print_text(page)
        return
    complain(f"Wrote {write_page(page, out, overwrite=force)}.")
