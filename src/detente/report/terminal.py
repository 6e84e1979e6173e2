"""A document on a terminal or in a pipe."""

from __future__ import annotations

import os
import unicodedata
from typing import TextIO

from rich.console import Console
from rich.text import Text

from detente.report.document import Document
from detente.report.layout import Line, lay_out

__all__ = ["WIDEST", "plain", "printable", "write"]

WIDEST = 100
"""Lines longer than this are hard to read, however wide the terminal."""

_STYLES = {"plain": "", "strong": "bold", "quiet": "dim", "title": "bold"}
_PLAIN = str.maketrans({"─": "-", "−": "-", "…": "~", "×": "x", "é": "e", "’": "'", "–": "-", "•": "-"})


def write(document: Document, stream: TextIO, *, width: int | None = None) -> None:
    """Write a document to a stream.

    On a terminal it is as wide as the terminal (at most 100 cells) and uses bold and dim, never colour alone;
    elsewhere it is 80 cells wide and plain. ``NO_COLOR`` leaves the styles out, ``COLUMNS`` sets the width.

    Parameters
    ----------
    document
        What to write.
    stream
        Where to; characters that its encoding lacks are replaced by plain ones.
    width
        Cells per line; by default as described.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    cells = width or (min(console.width, WIDEST) if console.is_terminal or "COLUMNS" in os.environ else 80)
    styled = console.is_terminal and not console.no_color
    for line in lay_out(document, cells):
        if styled:
            console.print(_text(line, stream), soft_wrap=True)
        else:
            stream.write(plain("".join(text for text, _ in line), stream) + "\n")


def plain(text: str, stream: TextIO) -> str:
    """Return a text that is safe to print and that the stream can encode."""
    text = printable(text)
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def printable(text: str) -> str:
    r"""Return a text without characters that steer a terminal or reorder what it shows.

    Examples
    --------
    >>> printable("red\x1b[31m line")
    'red�[31m line'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join("�" if unicodedata.category(c) in {"Cc", "Cs"} or c in _REORDERING else c for c in text)


_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def _text(line: Line, stream: TextIO) -> Text:
    return Text.assemble(*((plain(text, stream), _STYLES[style]) for text, style in line))
