"""``detente schema``: the JSON Schema of a case or of a result."""

from __future__ import annotations

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import print_text
from detente.errors import UsageError
from detente.workspace import (
    case_schema,
    comparison_schema,
    difference_schema,
    hold_schema,
    json_text,
    leverage_schema,
    ratification_schema,
    reference_schema,
    result_schema,
)

__all__ = ["command"]

_EPILOG = """\b
Examples:
  detente schema
  detente schema --result
  detente schema --comparison
  detente schema --ratification
  detente schema --leverage
  detente schema --holding
  detente schema --difference
  detente schema --reference
"""


_SCHEMAS = {
    "result": result_schema,
    "comparison": comparison_schema,
    "ratification": ratification_schema,
    "leverage": leverage_schema,
    "holding": hold_schema,
    "difference": difference_schema,
    "reference": reference_schema,
}


@click.command(help=COMMANDS["schema"] + " An editor that knows it completes the keys of a case.", epilog=_EPILOG)
@click.option("--result", is_flag=True, help="The schema of what `detente analyse --json` prints.")
@click.option("--comparison", is_flag=True, help="The schema of what `detente compare --json` prints.")
@click.option("--ratification", is_flag=True, help="The schema of what `detente ratify --json` prints.")
@click.option("--leverage", is_flag=True, help="The schema of what `detente move --json` prints.")
@click.option("--holding", is_flag=True, help="The schema of what `detente hold --json` prints.")
@click.option("--difference", is_flag=True, help="The schema of what `detente diff --json` prints.")
@click.option("--reference", is_flag=True, help="The schema of what `detente reference --json` prints.")
def command(**asked: bool) -> None:
    """Print a JSON Schema."""
    named = [name for name, given in asked.items() if given]
    if len(named) > 1:
        raise UsageError("One schema at a time: leave all but one of the options out")
    print_text(json_text(_SCHEMAS[named[0]]() if named else case_schema()))
