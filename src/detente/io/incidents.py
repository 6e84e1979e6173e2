"""The incident log: a table of incidents, of counts over a period, and of what becomes of an arrangement.

Needed in every row are the arrangement, who tells it, and when: a `date`, or `period_start` and `period_end`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast, get_args

from detente.case.incident import STATUSES, IncidentLog, Qualifier, Report, Status, StatusReport
from detente.checks.words import did_you_mean, listed, quoted
from detente.errors import CaseError, Fault, LimitError
from detente.io.delimited import Cell, read_grid
from detente.io.opening import first_bytes
from detente.io.text import decode, faults_of_characters

__all__ = ["COLUMNS", "MAX_LOG_BYTES", "MAX_LOG_ROWS", "incident_log", "read_incidents"]

MAX_LOG_BYTES = 1_900_000
MAX_LOG_ROWS = 20_000

COLUMNS: Mapping[str, str] = {
    "arrangement": "the ceasefire or moratorium; needed",
    "claimant": "who tells it; needed",
    "date": "the day of one incident, or its minute",
    "period_start": "the first day of a count over a period, or its minute",
    "period_end": "the last day of it, which is still in it, or the minute at which it ends",
    "accused": "whom the claimant holds responsible",
    "kind": "the kind of incident; or what becomes of the arrangement: in force, extended, renounced, lapsed, ended",
    "count": "how many; needed for a period, 1 for a date",
    "qualifier": "what stands with the number: about, at least, more than, at most",
    "claimed": "how many of them a side claims: a number, yes for all, no for none, nothing for not known; "
    "all of a side's, where this and the next three are empty",
    "observed": "how many of them somebody saw who is no side; all of such a claimant's, where all four are empty",
    "verified": "how many of them were checked",
    "attributed": "how many of them were put down to somebody by whoever checked",
    "event": "a name that rows share which tell the same incident",
    "in_force_from": "since when the arrangement holds, as the claimant has it",
    "source": "where it is told",
    "note": "anything else",
}
"""The columns that a log may have, in any order, and what they tell."""

_NEEDED = ("arrangement", "claimant")
_QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}))?\Z")
_NUMBER = re.compile(r"[0-9]{1,9}\Z")
_DAY = timedelta(days=1)


def read_incidents(path: Path) -> IncidentLog:
    """Return the log that a file holds.

    Raises
    ------
    CaseError
        If it has faults: each with line and column, all at once.
    LimitError
        If it is too large.
    UsageError
        If it cannot be read.
    """
    return incident_log(first_bytes(path, MAX_LOG_BYTES), str(path))


def incident_log(data: bytes, name: str) -> IncidentLog:
    r"""Return the log that the bytes of a file hold; its name is for faults. Errors as for `read_incidents`.

    Examples
    --------
    >>> text = b"arrangement,claimant,date,accused\ntruce,union,2025-04-20,company"
    >>> incident_log(text, "log.csv").reports[0].count
    1
    """
    if len(data) > MAX_LOG_BYTES:
        raise LimitError(
            f"{name} has more than {MAX_LOG_BYTES:,} bytes, which is the limit.",
            "Tell older incidents as counts over a period.",
        )
    text, damaged = decode(data)
    placed = [damaged] if damaged else [each for each in faults_of_characters(text) if each.finding.code != "tab"]
    grid = read_grid(text, ())
    if not damaged:
        placed += grid.faults
    faults = [
        Fault(each.finding.code, name, each.line, each.column, "", each.finding.message, each.finding.remedy)
        for each in placed
    ]
    if not faults and not grid.rows:
        remedy = f"Write a first line with {listed(['arrangement', 'claimant', 'date'], 'and')}."
        faults.append(Fault("empty", name, 1, 1, "", "The log is empty.", remedy))
    if faults:
        raise CaseError(tuple(faults))
    if len(grid.rows) > MAX_LOG_ROWS:
        raise LimitError(
            f"{name} has {len(grid.rows):,} rows and the limit is {MAX_LOG_ROWS:,}.",
            "Tell older incidents as counts over a period.",
        )
    return _Reading(name).log(grid.rows)


class _Reading:
    """Reads the rows of one log, and gathers what is wrong with them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.reports: list[Report] = []
        self.statuses: list[StatusReport] = []
        self.told: dict[tuple[str, str, str], int] = {}
        self.since: dict[int, Cell] = {}

    def fault(self, code: str, cell: Cell, message: str, remedy: str) -> None:
        self.faults.append(Fault(code, self.name, cell.line, cell.column, "", message, remedy))

    def log(self, rows: list[list[Cell]]) -> IncidentLog:
        """Return what the rows tell, or raise everything that is wrong."""
        names = self.head(rows[0])
        if not self.faults:
            for row in rows[1:]:
                self.row(row, names)
            self.too_late()
        if self.faults:
            raise CaseError(tuple(sorted(self.faults, key=lambda each: (each.line, each.column))))
        return IncidentLog(tuple(self.reports), tuple(self.statuses))

    def head(self, row: list[Cell]) -> list[str]:
        """Return the names of the columns, without empty ones behind the last."""
        names = [cell.text.casefold() for cell in row]
        while not names[-1]:
            names.pop()
        for position, (cell, name) in enumerate(zip(row, names, strict=False)):
            if not name:
                self.fault("unknown-column", cell, "A column has no name.", "Name it, or delete it.")
            elif name not in COLUMNS:
                remedy = did_you_mean(name, list(COLUMNS))
                self.fault("unknown-column", cell, f"There is no column {quoted(cell.text)}.", remedy)
            elif names.index(name) != position:
                self.fault("unknown-column", cell, f"The column {quoted(name)} stands twice.", "Delete one of the two.")
        if not self.faults:
            for name in _NEEDED:
                if name not in names:
                    self.fault("missing-column", row[0], f"There is no column {quoted(name)}.", "Add it.")
            if "date" not in names and not {"period_start", "period_end"} <= set(names):
                message = "The first line names no column that says when."
                self.fault("missing-column", row[0], message, "Add `date`, or `period_start` and `period_end`.")
        return names

    def row(self, row: list[Cell], names: list[str]) -> None:
        """Read one row."""
        for cell in row[len(names) :]:
            if cell.text:
                message = f"The row has more cells than the first line, which has {len(names)}."
                remedy = "Put a text that contains the separator in quotation marks."
                self.fault("too-many-cells", cell, message, remedy)
                return
        empty = Cell("", row[-1].line, row[-1].column)
        cells = dict.fromkeys(COLUMNS, empty) | dict(zip(names, row, strict=False))
        before = len(self.faults)
        for name in _NEEDED:
            if not cells[name].text:
                self.fault("empty", row[0], f"The row has no {name}.", f"Write the {name}, in every row.")
        period = self.period(cells, row[0])
        if cells["kind"].text.casefold() in STATUSES:
            self.status(cells, period)
            return
        count = self.count(cells)
        parts = {name: self.part(cells[name], count) for name in ("claimed", "observed", "verified", "attributed")}
        qualifier = cells["qualifier"].text.casefold()
        if qualifier not in _QUALIFIERS:
            remedy = did_you_mean(qualifier, _QUALIFIERS[1:])
            self.fault("unknown-word", cells["qualifier"], f"{quoted(qualifier)} is no qualifier.", remedy)
        if parts["attributed"] and not cells["accused"].text:
            message = "Incidents are attributed, and nobody is accused."
            self.fault("missing", cells["attributed"], message, "Write to whom under `accused`.")
        since = self.moment(cells["in_force_from"]) if cells["in_force_from"].text else None
        self.once(cells)
        if len(self.faults) > before or period is None or count is None:
            return
        first, last, single = period
        self.since[row[0].line] = cells["in_force_from"]
        self.reports.append(
            Report(
                arrangement=cells["arrangement"].text,
                claimant=cells["claimant"].text,
                accused=cells["accused"].text,
                kind=cells["kind"].text,
                first=first,
                last=last,
                single=single,
                count=count,
                qualifier=cast("Qualifier", qualifier),
                **parts,
                event=cells["event"].text,
                in_force_from=since,
                source=cells["source"].text,
                note=cells["note"].text,
                line=row[0].line,
            )
        )

    def too_late(self) -> None:
        """Tell where a claimant holds an arrangement to be in force only after everything that is counted together."""
        together: dict[tuple[str, str, str, bool], list[Report]] = {}
        for each in self.reports:
            together.setdefault((each.arrangement, each.claimant, each.accused, each.single), []).append(each)
        for rows in together.values():
            told = [(each.in_force_from, each.line) for each in rows if each.in_force_from is not None]
            if not told:
                continue
            since, line = min(told)
            # The end of a day or a period is not in it; a single minute is.
            if all(each.last <= since and each.first < since for each in rows):
                message = f"{quoted(rows[0].claimant)} tells of nothing that is later than this."
                remedy = "Correct the day, or leave out what was before the arrangement."
                self.fault("dates", self.since[line], message, remedy)

    def status(self, cells: Mapping[str, Cell], period: tuple[datetime, datetime, bool] | None) -> None:
        """Read a row that says what becomes of the arrangement."""
        if cells["count"].text:
            message = f"The row says that the arrangement is {cells['kind'].text}, and counts."
            self.fault("misplaced", cells["count"], message, "Leave the count empty, or call the incidents otherwise.")
        if period is not None and not period[2]:
            message = "What becomes of an arrangement has a day, not a period."
            self.fault("misplaced", cells["period_start"], message, "Write it under `date`.")
        if period is None or not cells["arrangement"].text or not cells["claimant"].text:
            return
        status = cast("Status", cells["kind"].text.casefold())
        texts = (cells["arrangement"].text, cells["claimant"].text)
        about = (cells["source"].text, cells["note"].text, cells["kind"].line)
        self.statuses.append(StatusReport(*texts, status, period[0], *about))

    def once(self, cells: Mapping[str, Cell]) -> None:
        """Tell where one claimant tells one event twice."""
        if not cells["event"].text:
            return
        key = (cells["arrangement"].text, cells["claimant"].text, cells["event"].text)
        if key in self.told:
            message = f"{quoted(key[1])} tells the event {quoted(key[2])} twice, first in line {self.told[key]}."
            self.fault("duplicate-row", cells["event"], message, "Delete one of the two, or give it another name.")
        self.told.setdefault(key, cells["event"].line)

    def period(self, cells: Mapping[str, Cell], first: Cell) -> tuple[datetime, datetime, bool] | None:
        """Return when it was, the end not in it, and whether it is one date."""
        day, start, end = (cells[name] for name in ("date", "period_start", "period_end"))
        if day.text and (start.text or end.text):
            self.fault("misplaced", day, "The row has a date and a period.", "Keep one of the two.")
            return None
        if not day.text and not (start.text and end.text):
            message = "The row does not say when." if not start.text and not end.text else "The period is half open."
            remedy = "Write a `date`, or `period_start` and `period_end`."
            self.fault("missing", start if start.text else end if end.text else first, message, remedy)
            return None
        if day.text:
            moment = self.moment(day)
            whole = moment is not None and "T" not in day.text
            return None if moment is None else (moment, moment + _DAY if whole else moment, True)
        begin, until = self.moment(start), self.moment(end)
        if begin is None or until is None:
            return None
        if "T" not in end.text:
            until += _DAY
        if until <= begin:
            self.fault("dates", end, "The period ends before it begins.", "Correct one of the two.")
            return None
        return begin, until, False

    def moment(self, cell: Cell) -> datetime | None:
        """Return the day or minute that a cell says."""
        found = _MOMENT.match(cell.text)
        try:
            if found:
                moment = datetime.fromisoformat(f"{found[1]}T{found[2] or '00:00'}")
                # A day ends where the next one begins, and this one has none.
                if moment.date() < date.max:
                    return moment
                message = f"{quoted(cell.text)} is the last day of the calendar."
                self.fault("dates", cell, message, "Write the day that is meant; of a count, its last day so far.")
                return None
        except ValueError:
            self.fault("dates", cell, f"There is no {quoted(cell.text)}.", "Correct the day or the hour.")
            return None
        message = f"{quoted(cell.text)} is no day."
        self.fault(
            "dates", cell, message, "Write for example 2025-04-19, or 2025-04-19T18:00 in one time zone for all."
        )
        return None

    def count(self, cells: Mapping[str, Cell]) -> int | None:
        """Return how many incidents a row tells."""
        cell = cells["count"]
        if not cell.text:
            if cells["date"].text:
                return 1
            if cells["period_start"].text and cells["period_end"].text:
                message = "A period has no count."
                self.fault("missing", cells["period_start"], message, "Write how many there were, 0 for none.")
            return None
        if not _NUMBER.match(cell.text):
            remedy = "Write digits alone, such as 2935; words such as `more than` stand under `qualifier`."
            self.fault("number", cell, f"{quoted(cell.text)} is no count.", remedy)
            return None
        return int(cell.text)

    def part(self, cell: Cell, count: int | None) -> int | None:
        """Return of how many of a row's incidents something is known."""
        text = cell.text.casefold()
        if not text or count is None:
            return None
        if text in ("yes", "no"):
            return count if text == "yes" else 0
        if not _NUMBER.match(text):
            self.fault("number", cell, f"{quoted(cell.text)} is no count.", "Write a number, `yes`, `no`, or nothing.")
            return None
        if int(text) > count:
            self.fault("number", cell, f"{text} are more than the row's {count}.", "Correct one of the two.")
        return int(text)
