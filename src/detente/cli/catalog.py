"""``detente catalog``: the cases that ship with Détente."""

from __future__ import annotations

import sys

import click

from detente.cli.group import COMMANDS
from detente.cli.tell import complain, print_text
from detente.report import Commands, Document, Heading, Paragraph, write
from detente.workspace import catalogue, copy, describe, text_of

__all__ = ["command", "copy_case", "list_cases", "show_case"]

_QUESTIONS = {"analyse": "whether there is a deal", "hold": "which situations would hold"}


@click.group(
    help=COMMANDS["catalog"],
    epilog="\b\nExamples:\n  detente catalog list\n  detente catalog show wage-talks --about\n"
    "  detente catalog copy wage-talks talks.yaml",
)
def command() -> None:
    """Hold the commands of the catalogue together."""


@command.command("list", epilog="\b\nExample:\n  detente catalog list")
def list_cases() -> None:
    """List the cases: the name that commands take, and what each is good for."""
    entries = catalogue()
    blocks = Commands(tuple((entry.name, entry.description) for entry in entries))
    write(Document("Catalogue", f"{len(entries)} cases", (blocks,)), sys.stdout)


@command.command(
    "show", epilog="\b\nExamples:\n  detente catalog show wage-talks\n  detente catalog show wage-talks --about"
)
@click.argument("name")
@click.option("--about", is_flag=True, help="Print what it is and where it comes from, instead of its text.")
def show_case(name: str, *, about: bool) -> None:
    """Print the text of a case."""
    entry = describe(name)
    if not about:
        print_text(text_of(name))
        return
    blocks = (
        Paragraph(entry.description),
        Heading("SOURCE"),
        Paragraph(entry.citation),
        Heading("LICENCE"),
        Paragraph(entry.licence),
        Heading("READ NEXT"),
        Commands(
            (
                (f"detente {entry.first} {name}", _QUESTIONS[entry.first]),
                (f"detente catalog copy {name} {name}.yaml", "a copy to change"),
            )
        ),
    )
    write(Document(entry.title, name, blocks), sys.stdout)


@command.command("copy", epilog="\b\nExample:\n  detente catalog copy wage-talks talks.yaml")
@click.argument("name")
@click.argument("file", type=click.Path())
def copy_case(name: str, file: str) -> None:
    """Copy a case to a new file; an existing one is never overwritten."""
    made = copy(name, file)
    complain(f"Wrote {made}.")
