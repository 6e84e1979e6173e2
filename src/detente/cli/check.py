"""``detente check``: what is wrong in a case, and where."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import print_text, tell_faults
from detente.workspace import check, json_text

__all__ = ["command"]

_EPILOG = """\b
Examples:
  detente check talks.yaml
  detente check wage-talks --json
"""


@click.command(
    help=COMMANDS["check"] + " Warnings do not stop an analysis; errors do, and end with exit code 1.", epilog=_EPILOG
)
@click.argument("case")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of the findings.")
def command(case: str, *, as_json: bool) -> int:
    """Print the findings of a case; return 1 if one of them is an error."""
    faults = check(case)
    if as_json:
        print_text(json_text([asdict(fault) for fault in faults]))
    elif faults:
        tell_faults(faults, sys.stdout)
    else:
        click.echo(f"{case}: nothing to complain about.")
    return int(any(fault.severity == "error" for fault in faults))
