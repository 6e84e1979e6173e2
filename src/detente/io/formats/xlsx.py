"""Sheets of an XLSX workbook to rows of cells, by the standard library alone.

Source: ECMA-376 part 1 (Office Open XML), sections 18.2 to 18.4.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from posixpath import normpath

from detente.checks.words import quoted
from detente.errors import CaseError, LimitError
from detente.io.delimited import Cell
from detente.io.formats.source import Source, fault
from detente.io.formats.xml import Element, parse_xml

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "is_xlsx", "read_xlsx"]

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_MAX_PART_BYTES = 20_000_000
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
)
"""What the standard library raises of archives that are damaged, encrypted or packed in another way."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


def is_xlsx(data: bytes) -> bool:
    """Return whether bytes are a zip archive, as a workbook is."""
    return data.startswith(b"PK\x03\x04")


def read_xlsx(source: Source) -> dict[str, list[list[Cell]]]:
    """Return the rows of each visible sheet that is not empty, by its name; formulas as last computed.

    Raises
    ------
    CaseError
        If it is no workbook, or damaged, or nothing in it can be seen.
    LimitError
        If a part of it is too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            return _Workbook(source, archive).read()
    except _DAMAGED as error:
        message = "The file is no workbook that can be opened: it is damaged, encrypted, or something else."
        raise fault(
            source.name, message, "Save it again as .xlsx without a password, or as CSV.", code="xlsx"
        ) from error


class _Workbook:
    def __init__(self, source: Source, archive: zipfile.ZipFile) -> None:
        self.source = source
        self.archive = archive
        self.names = set(archive.namelist())

    def part(self, name: str) -> Element | None:
        """Return the outermost element of a part, or ``None`` where there is none of that name."""
        if name not in self.names:
            return None
        with self.archive.open(name) as file:
            # Not the size that the archive states: a bomb states a small one.
            data = file.read(_MAX_PART_BYTES + 1)
        if len(data) > _MAX_PART_BYTES:
            raise LimitError(
                f"The part {name} of {self.source.name} is larger than {_MAX_PART_BYTES:,} bytes.",
                "Copy the table into a workbook of its own.",
            )
        try:
            return parse_xml(Source(f"{self.source.name}[{name}]", data))
        except CaseError as error:
            message = f"The part {name} of the workbook is damaged: {error.faults[0].message}"
            raise fault(self.source.name, message, "Save it again as .xlsx, or as CSV.", code="xlsx") from error

    def read(self) -> dict[str, list[list[Cell]]]:
        book = self.part("xl/workbook.xml")
        if book is None:
            message = "The file is a zip archive, and no workbook."
            raise fault(self.source.name, message, "Save the table as .xlsx, or as CSV.", code="xlsx")
        links = self.part("xl/_rels/workbook.xml.rels")
        targets = {e.get("Id") or "": e.get("Target") or "" for e in (links.walk() if links else ())}
        strings = self.strings()
        found: dict[str, list[list[Cell]]] = {}
        lost: list[str] = []
        for sheet in book.walk():
            if sheet.tag != "sheet" or (sheet.get("state") or "visible") != "visible":
                continue
            identity = next((v for k, v in sheet.attributes.items() if k == "id" or k.endswith(":id")), "")
            target = targets.get(identity, "")
            path = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
            part = self.part(path)
            if part is None:
                lost.append(sheet.get("name") or path)
            elif rows := self.rows(part, strings):
                found[sheet.get("name") or path] = rows
        if not found:
            raise self.unseen(lost)
        return found

    def unseen(self, lost: Sequence[str]) -> CaseError:
        """Return the error of a workbook without rows, where `lost` are the sheets whose parts are missing."""
        message = "No visible sheet of the workbook has anything in it."
        remedy = "Show the sheet that holds the table, and save the workbook again."
        if lost:
            message = f"The sheet {quoted(lost[0])} is not where the workbook says that it is."
            remedy = "Save it again as .xlsx, or as CSV."
        return fault(self.source.name, message, remedy, code="xlsx")

    def strings(self) -> list[str]:
        part = self.part("xl/sharedStrings.xml")
        return [] if part is None else [_joined(item) for item in part.all("si")]

    def rows(self, part: Element, strings: list[str]) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        elements = [row for data in part.all("sheetData") for row in data.all("row")]
        for position, row in enumerate(elements[:MAX_ROWS], 1):
            number = row.get("r") or ""
            line = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else position
            cells = self.cells(row, line, strings)
            if any(cell.text for cell in cells):
                rows.append(cells)
        if len(elements) > MAX_ROWS:
            raise LimitError(
                f"A sheet of {self.source.name} has {len(elements):,} rows and the limit is {MAX_ROWS:,}.",
                "Copy the table into a workbook of its own.",
            )
        return rows

    def cells(self, row: Element, line: int, strings: list[str]) -> list[Cell]:
        texts: dict[int, str] = {}
        for position, cell in enumerate(row.all("c")):
            reference = _REFERENCE.match(cell.get("r") or "")
            column = _column(reference[1]) if reference else position
            if column < MAX_COLUMNS:
                texts[column] = self.text(cell, strings)
        width = max(texts, default=-1) + 1
        return [Cell(" ".join(texts.get(i, "").split()), line, i + 1) for i in range(width)]

    def text(self, cell: Element, strings: list[str]) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return "".join(_joined(item) for item in cell.all("is"))
        value = next((child.text for child in cell.all("v")), "")
        if kind == "s":
            index = int(value) if value.strip().isascii() and value.strip().isdigit() else -1
            return strings[index] if 0 <= index < len(strings) else ""
        if kind == "n" and value:
            return _number(value)
        return value


def _column(letters: str) -> int:
    """Return a column's position from 0.

    Examples
    --------
    >>> _column("A"), _column("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _joined(item: Element) -> str:
    """Return a text with its runs joined, without phonetic guides."""
    runs = [text for run in item.all("r") for text in run.all("t")]
    return "".join(element.text for element in (item.all("t") + runs))


def _number(text: str) -> str:
    """Return a stored number as the shortest decimal that stands for it, so that 0.1 is not 0.10000000000000001."""
    try:
        number = repr(float(text))
    except ValueError:
        return text
    return number.removesuffix(".0")
