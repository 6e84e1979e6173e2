"""The ETH/PRIO Civil Conflict Ceasefire data, from a user's own copy: one row for each side of a ceasefire.

Which columns are read is in `detente.io.ceasefire_fields`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from detente.case.past import End, PastCeasefire
from detente.checks.words import did_you_mean, listed, quoted
from detente.errors import CaseError, Fault, LimitError
from detente.io.ceasefire_fields import ENDS, WHOLE, Field, code_of, coded, fields_as_told
from detente.io.delimited import Cell
from detente.io.formats.sheets import csv_sheets
from detente.io.formats.source import Source, load
from detente.io.formats.xlsx import is_xlsx, read_xlsx

T = TypeVar("T")

__all__ = ["MAX_RECORDS", "Loaded", "read_ceasefires"]

MAX_RECORDS = 20_000
"""Most rows that are read."""

_EMPTY = ("", "-1", "na", "n/a", "nan")
_TERM = re.compile(r"([0-9]{1,5})(?:\.0*)?\s*(day|week|month|hour)?s?\Z", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30}
_HOURS_PER_DAY = 24
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Loaded:
    """Ceasefires of a file, and how it was read.

    Parameters
    ----------
    notes
        What was assumed, one sentence each.
    unused
        Codes that were explained and stand nowhere, such as ``outcome:7``.
    """

    ceasefires: tuple[PastCeasefire, ...]
    notes: tuple[str, ...]
    unused: tuple[str, ...]


def read_ceasefires(
    path: Path,
    last_day: date,
    columns: Mapping[str, str] | None = None,
    codes: Mapping[tuple[str, str], str] | None = None,
) -> Loaded:
    """Return the ceasefires of a CSV file, or of the first sheet of a workbook.

    Parameters
    ----------
    path
        The file.
    last_day
        The last day of the data; a later one is a fault.
    columns
        Other names of columns, by the names in `FIELDS`.
    codes
        Meanings of texts, by field and text.

    Raises
    ------
    CaseError
        If the file has faults: each with line and column, all at once.
    LimitError
        If it is too long.
    UsageError
        If it cannot be read, or there is no such field or meaning.
    """
    fields = fields_as_told(columns or {}, codes or {})
    source = load(path)
    remarks: Sequence[str] = ()
    if is_xlsx(source.data):
        rows = next(iter(read_xlsx(source).values()))
    else:
        sheet = csv_sheets(source)[0]
        rows, remarks = sheet.rows, sheet.remarks
    if len(rows) > MAX_RECORDS:
        raise LimitError(
            f"{source.name} has {len(rows):,} rows and the limit is {MAX_RECORDS:,}.",
            "Leave out those that have nothing to do with your question.",
        )
    reading = _Reading(source, rows, fields, last_day)
    found = reading.loaded()
    explained = ((name, code_of(code)) for name, code in codes or {})
    unused = tuple(f"{name}:{code}" for name, code in explained if (name, code) not in reading.used)
    return Loaded(tuple(found), (*reading.notes(len(rows) - 1, found), *remarks), unused)


@dataclass(slots=True)
class _Row:
    """One row: the cells of its fields, and what they say."""

    cells: dict[str, Cell]
    start: date | None = None
    last: date | None = None
    never: bool = False
    meanings: dict[str, str] = field(default_factory=dict[str, str])
    term: int | None = None


class _Reading:
    """Reads the rows of one file, and gathers what is wrong with them."""

    def __init__(self, source: Source, rows: Sequence[list[Cell]], fields: Mapping[str, Field], last_day: date) -> None:
        self.file = source.name
        self.rows = rows
        self.fields = fields
        self.last_day = last_day
        self.faults: list[Fault] = []
        self.strange: dict[tuple[str, str], list[Cell]] = {}
        self.terms: list[Cell] = []
        self.contradicting: dict[str, int] = {}
        self.used: set[tuple[str, str]] = set()

    def fault(self, code: str, cell: Cell, message: str, remedy: str) -> None:
        self.faults.append(Fault(code, self.file, cell.line, cell.column, "", message, remedy))

    def loaded(self) -> list[PastCeasefire]:
        """Return the ceasefires, or raise everything that is wrong."""
        if not self.rows:
            self.fault("empty", Cell("", 1, 1), "The file is empty.", "Save the data as CSV or XLSX again.")
            raise CaseError(tuple(self.faults))
        places = self.places(self.rows[0])
        if self.faults:
            raise CaseError(tuple(self.faults))
        read = [self.row(row, places) for row in self.rows[1:]]
        if not read:
            self.fault("empty", self.rows[0][0], "The file has a first line, and no ceasefires.", "Save it whole.")
        by_ceasefire: dict[str, list[_Row]] = {}
        for row in read:
            name = row.cells["ceasefire"]
            if name.text.casefold() in _EMPTY:
                self.fault("empty", name, "The row says of no ceasefire that it is its.", "Write which, or delete it.")
            by_ceasefire.setdefault(name.text, []).append(row)
        found = [self.joined(rows) for rows in by_ceasefire.values()]
        self.tell_strange()
        if self.faults:
            raise CaseError(tuple(sorted(self.faults, key=lambda each: (each.line, each.column))))
        return found

    def places(self, head: list[Cell]) -> dict[str, int]:
        """Return in which column each field stands."""
        names = [cell.text.casefold() for cell in head]
        known = {each.column.casefold() for each in self.fields.values()}
        others = [name for name in names if name not in known]
        found: dict[str, int] = {}
        if len(others) == len(names):
            message = "No column of the ceasefire data is named in the first line."
            self.fault("missing-column", head[0], message, "Name the columns there, or save the data as CSV again.")
            return {}
        for name, each in self.fields.items():
            wanted = each.column.casefold()
            if not wanted:
                continue
            if names.count(wanted) == 1:
                found[name] = names.index(wanted)
                continue
            if wanted in names:
                cell = head[len(names) - 1 - names[::-1].index(wanted)]
                self.fault("unknown-column", cell, f"The column {quoted(each.column)} stands twice.", "Delete one.")
                continue
            message = f"There is no column {quoted(each.column)}, which tells {each.tells}."
            close = did_you_mean(wanted, others, " ")
            remedy = f"Name the column that does: --column {name}=NAME. {close}".strip()
            self.fault("missing-column", head[0], message, remedy)
        return found

    def row(self, row: list[Cell], places: Mapping[str, int]) -> _Row:
        """Return what a row says."""
        last = row[-1]
        missing = Cell("", last.line, last.column)
        cells = {name: row[at] if at < len(row) else missing for name, at in places.items()}
        read = _Row(cells)
        read.never, read.start = self.day(cells, "start")
        _, read.last = self.day(cells, "end")
        if read.start and read.last and read.last < read.start:
            message = f"It ended on {read.last}, before it took effect on {read.start}."
            self.fault("dates", cells["end_year"], message, "Correct one of the two, or empty its day.")
        for name in coded(self.fields):
            if name in cells:
                read.meanings[name] = self.meaning(name, cells[name])
        read.term = self.days(cells["term"])
        return read

    def meaning(self, name: str, cell: Cell) -> str:
        """Return what a code means; note one that nobody has explained."""
        code = code_of(cell.text)
        known = self.fields[name].codes
        self.used.add((name, code))
        if code in known:
            return known[code]
        if code not in _EMPTY:
            self.strange.setdefault((name, code), []).append(cell)
        return "unknown"

    def tell_strange(self) -> None:
        """Make one fault of each code that nobody has explained."""
        for (name, code), cells in self.strange.items():
            column, meanings = self.fields[name].column, self.fields[name].meanings
            more = f" ({len(cells):,} rows, first here)" if len(cells) > 1 else ""
            message = f"What {quoted(code)} means in the column {quoted(column)} is not known{more}."
            remedy = f"Look it up in the codebook and add --code {name}:{code}=MEANING, one of {listed(meanings)}."
            self.fault("unknown-code", cells[0], message, remedy)

    def whole(self, cell: Cell) -> int | None:
        """Return a whole number; ``None`` where none is known."""
        if cell.text.casefold() in _EMPTY:
            return None
        found = WHOLE.match(cell.text)
        if found is None:
            message = f"{quoted(cell.text)} is no year, month or day."
            self.fault("number", cell, message, "Write a whole number, or -1 where it is not known.")
            return None
        return int(found[1])

    def day(self, cells: Mapping[str, Cell], which: str) -> tuple[bool, date | None]:
        """Return whether the year is 0, and the day; ``None`` unless year, month and day are all known."""
        parts = [self.whole(cells[f"{which}_{part}"]) for part in ("year", "month", "day")]
        year, month, day = (part if part is not None and part > 0 else None for part in parts)
        if year is None or month is None or day is None:
            return parts[0] == 0, None
        cell = cells[f"{which}_day"]
        try:
            found = date(year, month, day)
        except ValueError:
            message = f"There is no day {year}-{month:02}-{day:02}."
            self.fault("dates", cell, message, "Correct it, or write -1 where the day is not known.")
            return False, None
        if found > self.last_day:
            message = f"{found} is later than the last day of the data, {self.last_day}."
            self.fault("dates", cell, message, "Correct it, or give the last day with --until.")
        return False, found

    def days(self, cell: Cell) -> int | None:
        """Return a term in days; ``None`` where it is not known, or not in numbers, which is noted."""
        if cell.text.casefold() in (*_EMPTY, "0"):
            return None
        found = _TERM.match(cell.text)
        if found is None:
            self.terms.append(cell)
            return None
        number, unit = int(found[1]), (found[2] or "day").casefold()
        return -(-number // _HOURS_PER_DAY) if unit == "hour" else number * _DAYS[unit]

    def joined(self, rows: Sequence[_Row]) -> PastCeasefire:
        """Return the ceasefire that the rows of its sides make."""
        countries = {row.cells["country"].text for row in rows}
        if len(countries) > 1:
            cell = next(
                row.cells["country"] for row in rows if row.cells["country"].text != rows[0].cells["country"].text
            )
            message = f"The ceasefire {quoted(rows[0].cells['ceasefire'].text)} is in two countries."
            self.fault("contradiction", cell, message, "Give one of the two another identifier.")
        term = self.agreed("term", [row.term for row in rows if row.term is not None])
        fixed = self.yes("fixed", rows)
        starts = [row.start for row in rows if row.start is not None]
        end, last = _first_end(rows)
        return PastCeasefire(
            country=rows[0].cells["country"].text,
            start=min(starts, default=None),
            last=last,
            end=end,
            open_ended=None if fixed is None else not fixed,
            term=term if fixed is not False else None,
            several=self.several(rows),
            partial=self.yes("partial", rows),
            occasional=_either(self.yes("holiday", rows), self.yes("humanitarian", rows)),
            mechanism=self.yes("mechanism", rows),
        )

    def several(self, rows: Sequence[_Row]) -> bool | None:
        """Return whether several sides agreed, from the codes where a column has them, else from the sides named."""
        if self.fields["sides"].column:
            found = self.agreed("sides", [each for row in rows if (each := row.meanings["sides"]) != "unknown"])
            return None if found is None else found == "several"
        return len({row.cells["side"].text for row in rows}) > 1

    def yes(self, name: str, rows: Sequence[_Row]) -> bool | None:
        found = self.agreed(name, [each for row in rows if (each := row.meanings[name]) != "unknown"])
        return None if found is None else found == "yes"

    def agreed(self, name: str, said: Sequence[T]) -> T | None:
        """Return what the rows of a ceasefire say; nothing, which is noted, where they contradict each other."""
        if len(set(said)) > 1:
            self.contradicting[name] = self.contradicting.get(name, 0) + 1
            return None
        return said[0] if said else None

    def notes(self, rows: int, found: Sequence[PastCeasefire]) -> list[str]:
        """Return what was assumed."""
        assumed = [each.column for each in self.fields.values() if each.column and not each.established]
        told = [f"{rows:,} rows of {len(found):,} ceasefires were read; a row is taken for one side's part in one."]
        told.append(f"Assumed, not established: what is in {listed(assumed, 'and')}.") if assumed else None
        if not self.fields["sides"].column:
            told.append("A ceasefire with rows of two or more sides is taken for agreed by several.")
        told.append(
            "Where sides ended a ceasefire on different days, the first counts; a year of 0 means never in effect."
        )
        if self.terms:
            first = ", ".join(f"{quoted(cell.text)} in line {cell.line:,}" for cell in self.terms[:_NAMED])
            told.append(f"{len(self.terms):,} terms are not in days, weeks or months and count as unknown: {first}.")
        for name, number in self.contradicting.items():
            column = self.fields[name].column
            told.append(f"The rows of {number:,} ceasefires differ in {quoted(column)}, which counts as unknown there.")
        return told


def _either(first: bool | None, second: bool | None) -> bool | None:  # noqa: FBT001 - two answers, not two switches
    if first or second:
        return True
    return None if first is None or second is None else False


def _first_end(rows: Sequence[_Row]) -> tuple[End, date | None]:
    """Return how and when a ceasefire ended: when the first side ended it; without days, by the order of `ENDS`."""
    if all(row.never for row in rows):
        return "never", None
    dated = [row for row in rows if row.last is not None]
    last = min((row.last for row in dated if row.last is not None), default=None)
    of_that_day = [row for row in dated if row.last == last]
    ends = [row.meanings["outcome"] for row in of_that_day or rows]
    return cast("End", min(ends, key=ENDS.index)), last
