"""Text of a table in comma- or semicolon-separated values to cells that know where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.checks.finding import Finding, Path
from detente.checks.words import quoted
from detente.io.nodes import Placed
from detente.io.text import BREAK

__all__ = ["Cell", "Grid", "read_grid"]

# What spreadsheets write first to tell each other the separator; those that do not know it fill it up with cells.
_SAID = re.compile('"?sep=(.)"?[;,]* *', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says, without quotation marks and the spaces around it; its place counts from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Grid:
    """The rows of a table that are not empty, and what is wrong with their quotation marks."""

    rows: list[list[Cell]] = field(default_factory=list[list[Cell]])
    faults: list[Placed] = field(default_factory=list[Placed])


def read_grid(text: str, path: Path, separator: str = "") -> Grid:
    r"""Return the cells of a table; its first line tells whether commas or semicolons stand between them.

    That line may say so as spreadsheets do (``sep=;``), and is then no row. A cell in quotation marks may contain the
    separator, line breaks, and a quotation mark written twice (RFC 4180).

    Parameters
    ----------
    path
        What to name in faults.
    separator
        What stands between cells, where it is known.

    Examples
    --------
    >>> [[cell.text for cell in row] for row in read_grid('issue;value\nwage; "a;b" ', ()).rows]
    [['issue', 'value'], ['wage', 'a;b']]
    """
    scan = _Scan(BREAK.split(text), path, separator)
    while scan.at < len(scan.lines):
        row = scan.row()
        if any(cell.text for cell in row):
            scan.grid.rows.append(row)
    return scan.grid


class _Scan:
    """Goes through the lines of a table; `at` and `column` are where it stands, from 0."""

    def __init__(self, lines: list[str], path: Path, separator: str) -> None:
        self.lines = lines
        self.path = path
        self.grid = Grid()
        self.at = 0
        self.column = 0
        self.separator = self.said() or separator or self.counted()

    def said(self) -> str:
        """Return the separator that the first line says, and go behind that line; empty where it says none."""
        said = _SAID.fullmatch(self.lines[0])
        if said is None:
            return ""
        if said[1] not in ";,":
            named = "tabs" if said[1] == "\t" else quoted(said[1])
            message = f"The cells are said to be separated by {named}."
            self.fault("unknown-separator", message, "Save the table with commas or semicolons.", 0, said.start(1))
        self.at = 1
        return said[1]

    def counted(self) -> str:
        """Return which separator the first line that is not empty has more of."""
        head = next((line for line in self.lines if line.strip()), "")
        return ";" if head.count(";") > head.count(",") else ","

    @property
    def rest(self) -> str:
        return self.lines[self.at][self.column :]

    def fault(self, code: str, message: str, remedy: str, at: int, column: int) -> None:
        self.grid.faults.append(Placed(Finding(code, self.path, message, remedy), at + 1, column + 1))

    def row(self) -> list[Cell]:
        """Return the cells of a row, and go to the line behind it."""
        cells: list[Cell] = []
        self.column = 0
        while True:
            self.column += len(self.rest) - len(self.rest.lstrip(" "))
            at, column = self.at, self.column
            text = self.quoted() if self.rest.startswith('"') else self.bare()
            cells.append(Cell(text.strip(), at + 1, column + 1))
            if not self.rest:
                self.at += 1
                return cells
            self.column += 1

    def bare(self) -> str:
        """Return a cell, and go to the separator or line's end behind it."""
        text = self.rest.partition(self.separator)[0]
        self.column += len(text)
        return text

    def quoted(self) -> str:
        """Return what stands in quotation marks, and go to the separator or line's end behind it."""
        at, column = self.at, self.column
        parts: list[str] = []
        self.column += 1
        while True:
            text, mark, behind = self.rest.partition('"')
            parts.append(text)
            self.column += len(text) + len(mark)
            if mark and behind.startswith('"'):
                parts.append('"')
                self.column += 1
            elif mark:
                break
            elif self.at + 1 == len(self.lines):
                remedy = "Close it with the same mark; write a mark inside the text twice."
                self.fault("unclosed-quote", "The quotation mark that opens here is never closed.", remedy, at, column)
                return ""
            else:
                parts.append("\n")
                self.at, self.column = self.at + 1, 0
        behind_at, behind_column = self.at, self.column
        if self.bare().strip():
            remedy = "Put the whole cell inside one pair of quotation marks; write a mark inside the text twice."
            message = "There is text after the closing quotation mark."
            self.fault("text-after-quote", message, remedy, behind_at, behind_column)
        return "".join(parts)
