"""What commands print that is no report: complaints, faults, and texts for programs."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TextIO

import click

from detente.errors import Fault

__all__ = ["argument", "complain", "discard", "open_streams", "print_text", "tell_faults", "unheard"]


def open_streams() -> None:
    """Stand in for output streams that were closed when the program started (``>&-``), or that lose what they take.

    A closed output then fails when it is written, as on a full disk; complaints go nowhere.
    """
    # The stubs say that these are never None; Python sets them so where the descriptor is closed.
    if vars(sys)["stdout"] is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if vars(sys)["stderr"] is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    # Without a buffer (PYTHONUNBUFFERED) a write that the disk takes in part only is no error, and the rest is lost.
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        given = sys.stdout
        sys.stdout = os.fdopen(given.fileno(), "w", encoding=given.encoding, errors=given.errors, closefd=False)


def discard(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere, so that the interpreter does not fail over it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def unheard() -> Generator[None]:
    """Go on where the error stream cannot be written: what is said there is lost, the exit code is not."""
    try:
        yield
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)


def argument(file: str) -> str:
    """Return the name of a file so that no command takes it for an option.

    Examples
    --------
    >>> argument("talks.yaml"), argument("-x.yaml")
    ('talks.yaml', './-x.yaml')
    """
    return f"./{file}" if file.startswith("-") else file


def complain(text: str) -> None:
    """Write one line to the error stream."""
    with unheard():
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
