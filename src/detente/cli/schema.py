"""``detente schema``: the JSON Schema of a case or of a result."""

from __future__ import annotations

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import print_text
from detente.errors import UsageError
from detente.workspace import case_schema, comparison_schema, difference_schema, json_text, result_schema

__all__ = ["command"]

_EPILOG = """\b
Examples:
  detente schema
  detente schema --result
  detente schema --comparison
  detente schema --difference
"""


@click.command(help=COMMANDS["schema"] + " An editor that knows it completes the keys of a case.", epilog=_EPILOG)
@click.option("--result", is_flag=True, help="The schema of what `detente analyse --json` prints.")
@click.option("--comparison", is_flag=True, help="The schema of what `detente compare --json` prints.")
@click.option("--difference", is_flag=True, help="The schema of what `detente diff --json` prints.")
def command(*, result: bool, comparison: bool, difference: bool) -> None:
    """Print a JSON Schema."""
    if result + comparison + difference > 1:
        raise UsageError("One schema at a time: leave all but one of the options out")
    asked = {result: result_schema, comparison: comparison_schema, difference: difference_schema}
    print_text(json_text(asked.get(True, case_schema)()))
