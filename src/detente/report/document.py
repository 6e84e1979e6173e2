"""A plain document: a title and blocks of text. Knows nothing of terminals, widths or colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Block", "Bullets", "Clauses", "Column", "Commands", "Document", "Heading", "Paragraph", "Table"]


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
class Clauses:
    """A statement that holds only as a whole; where it has to be shorter, it says how many clauses are missing.

    Parameters
    ----------
    parts
        The clauses, the one that is never left out first.
    lead, end
        What stands before and behind them, however many are shown.
    separator, last
        What stands between two clauses, and between the last two where that is something else.

    Examples
    --------
    >>> told = Clauses(("no tolls", "open books", "a fund"), end=", alone", separator=", ", last=" and ")
    >>> told.words(), told.words(1)
    ('no tolls, open books and a fund, alone', 'no tolls and 2 more, alone')
    """

    parts: tuple[str, ...]
    lead: str = ""
    end: str = ""
    separator: str = "; "
    last: str = ""

    def words(self, most: int | None = None) -> str:
        """Return the statement with at most so many of its clauses."""
        shown = self.parts[:most]
        rest = len(self.parts) - len(shown)
        if rest:
            last = self.last or f"{self.separator}and "
            return f"{self.lead}{self.separator.join(shown)}{last}{rest} more{self.end}"
        *first, final = shown
        told = f"{self.separator.join(first)}{self.last or self.separator}{final}" if first else final
        return f"{self.lead}{told}{self.end}"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short statements.

    Parameters
    ----------
    items
        The statements.
    lines
        The most lines of 80 cells each may take (narrower ones: more). A plain text is cut to them, clauses lose whole
        clauses. ``None``: as many as it needs.
    whole
        Whether the first one is shown in full even so.
    """

    items: tuple[str | Clauses, ...]
    lines: int | None = None
    whole: bool = False


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
