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
  detente new .

In an existing folder the file is called case.yaml, and the folder's name stands for it: `detente check .`
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
    """Write a template to a new file, or to ``case.yaml`` in a folder."""
    made = new(template, file)
    complain(f"Wrote {made}.")
    complain(f"Edit it, then: {shell(['detente', 'check', argument(str(made))])}")
