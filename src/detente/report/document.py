"""A plain document: a title and blocks of text. Knows nothing of terminals, widths or colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Block", "Bullets", "Column", "Commands", "Document", "Heading", "Paragraph", "Table"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The start of a section, with a quiet remark beside it."""

    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    Parameters
    ----------
    text
        The words.
    lead
        Words set strong in front of them.
    quiet
        Whether it is a remark rather than a statement.
    lines
        The most lines of 80 cells it may take (narrower ones: more); what does not fit ends in an ellipsis.
        ``None``: as many as it needs.
    """

    text: str
    lead: str = ""
    quiet: bool = False
    lines: int | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short statements, each of at most `lines` lines of 80 cells (narrower ones: more)."""

    items: tuple[str, ...]
    lines: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    head
        The words above it, one string per head line.
    align
        Where its text stands.
    wraps
        Whether it gives way when the table is too wide; the others keep their natural width.
    least
        The narrowest it may become.
    """

    head: tuple[str, ...] = ()
    align: Literal["left", "right"] = "left"
    wraps: bool = True
    least: int = 8


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text in columns.

    Parameters
    ----------
    columns
        From left to right; the first one holds the row's name.
    groups
        Rows, in groups that are set apart by a thin rule. A row has one string per column.
    lines
        The most lines that a cell may take in a table 80 cells wide; more in a narrower one.
    """

    columns: tuple[Column, ...]
    groups: tuple[tuple[tuple[str, ...], ...], ...]
    lines: int | None = None


@dataclass(frozen=True, slots=True)
class Commands:
    """What to type next, and what it shows."""

    items: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Bullets | Table | Commands


@dataclass(frozen=True, slots=True)
class Document:
    """A title, a quiet remark beside it, and the blocks below."""

    title: str
    aside: str
    blocks: tuple[Block, ...]
