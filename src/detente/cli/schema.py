"""``detente schema``: the JSON Schema of a case or of a result."""

from __future__ import annotations

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import print_text
from detente.errors import UsageError
from detente.workspace import case_schema, comparison_schema, json_text, result_schema

__all__ = ["command"]

_EPILOG = """\b
Examples:
  detente schema
  detente schema --result
  detente schema --comparison
"""


@click.command(help=COMMANDS["schema"] + " An editor that knows it completes the keys of a case.", epilog=_EPILOG)
@click.option("--result", is_flag=True, help="The schema of what `detente analyse --json` prints.")
@click.option("--comparison", is_flag=True, help="The schema of what `detente compare --json` prints.")
def command(*, result: bool, comparison: bool) -> None:
    """Print a JSON Schema."""
    if result + comparison > 1:
        raise UsageError("One schema at a time: leave one of the options out")
    schema = result_schema if result else comparison_schema if comparison else case_schema
    print_text(json_text(schema()))
