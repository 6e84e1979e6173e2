"""``detente schema``: the JSON Schema of a case or of a result."""

from __future__ import annotations

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import print_text
from detente.workspace import case_schema, json_text, result_schema

__all__ = ["command"]

_EPILOG = """\b
Examples:
  detente schema
  detente schema --result
"""


@click.command(help=COMMANDS["schema"] + " An editor that knows it completes the keys of a case.", epilog=_EPILOG)
@click.option("--result", is_flag=True, help="The schema of what `detente analyse --json` prints.")
def command(*, result: bool) -> None:
    """Print a JSON Schema."""
    print_text(json_text(result_schema() if result else case_schema()))
