"""``detente new``: start a case from a template."""

from __future__ import annotations

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import argument, complain
from detente.report import shell
from detente.workspace import new, templates

__all__ = ["command"]

_EPILOG = """\b
Examples:
  detente new talks.yaml
  detente new --template territory border.yaml
"""


@click.command(help=COMMANDS["new"] + " An existing file is never overwritten.", epilog=_EPILOG)
@click.option(
    "--template",
    metavar=f"[{'|'.join(templates())}]",
    default=templates()[0],
    show_default=True,
    help="What to start from.",
)
@click.argument("file", type=click.Path())
def command(template: str, file: str) -> None:
    """Write a template to a new file."""
    made = new(template, file)
    complain(f"Wrote {made}.")
    complain(f"Edit it, then: {shell(['detente', 'check', argument(str(made))])}")
