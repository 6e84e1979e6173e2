"""What commands print that is no report: complaints, faults, and texts for programs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TextIO

import click

from detente.errors import Fault

__all__ = ["complain", "print_text", "tell_faults"]


def complain(text: str) -> None:
    """Write one line to the error stream."""
    click.echo(text, err=True)


def print_text(text: str) -> None:
    """Write a text as UTF-8, whatever the terminal's encoding: what reads it is a program."""
    click.echo(text.encode(), nl=False)


def tell_faults(faults: Sequence[Fault], stream: TextIO) -> None:
    """Write faults with their source lines, and how many they are, to a stream."""
    # Only a case with faults needs these, and `detente --help` has none.
    from detente.report import fault_lines, plain  # noqa: PLC0415
    from detente.workspace import source_line  # noqa: PLC0415

    strong = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    for line, style in fault_lines(faults, source_line):
        text = plain(line, stream)
        stream.write((click.style(text, bold=style == "strong", dim=style == "quiet") if strong else text) + "\n")
    stream.flush()
