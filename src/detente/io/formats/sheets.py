"""Scoring sheets: a table with an issue, an option, and what each party gives for it.

With a column of weights a package is worth the sum of weight x score, divided by the sum of weights; without one it is
worth the sum of its scores, and the best package 100 points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from detente.checks.words import listed, quoted
from detente.errors import CaseError
from detente.io.delimited import Cell, read_grid
from detente.io.formats.domain import ForeignIssue, ForeignParty, Profile, Value, settled
from detente.io.formats.heads import NO_DEAL, TOTAL, Head, read_head
from detente.io.formats.source import Source, exact, fault, visible
from detente.io.formats.xlsx import read_xlsx
from detente.io.sections.numbers import Wanted, explain_number

__all__ = ["CSV", "XLSX", "Sheet", "csv_sheets", "is_sheet", "read_sheets", "xlsx_sheets"]

CSV, XLSX = "CSV", "XLSX"
_RANGE = re.compile(r"[0-9.]+\s*\.\.\s*[0-9.]+\Z")
_WORDS = ("unknown", "best", "high", "medium", "low", "worst")
_HEAD_WITHIN = 30
_SCALES = (Fraction(1), Fraction(10), Fraction(100))


@dataclass(slots=True)
class Sheet:
    """A table.

    Parameters
    ----------
    file
        Name for messages; of a workbook with its sheet.
    party
        Whose it is where its columns do not say.
    rows
        Cells of the rows that are not empty.
    decimal_comma
        Whether a comma stands before decimals.
    remarks
        What was assumed in reading it.
    """

    file: str
    party: str
    rows: list[list[Cell]]
    decimal_comma: bool = False
    remarks: list[str] = field(default_factory=list[str])

    def head(self) -> int | None:
        """Return the position of the row that heads the columns, or ``None``."""
        for position, row in enumerate(self.rows[:_HEAD_WITHIN]):
            kinds = [read_head(cell.text).kind for cell in row]
            if "issue" in kinds and "option" in kinds and ("score" in kinds or "weight" in kinds):
                return position
        return None


def csv_sheets(source: Source, *, damaged: bool = False) -> list[Sheet]:
    """Return the table of a CSV file, with commas, semicolons or tabs between its cells.

    Parameters
    ----------
    source
        The file.
    damaged
        Whether quotation marks may be left open, where it is only asked what the file is.

    Raises
    ------
    CaseError
        If a quotation mark is never closed.
    """
    remarks: list[str] = []
    data = source.data
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        remarks.append(f"{source.name} is not UTF-8: it was read as Windows-1252. Check names with accents.")
    start = next((line for line in text.splitlines() if line.count(",") + line.count(";") + line.count("\t") > 1), "")
    separator = max(",;\t", key=start.count)
    grid = read_grid(visible(text), (), separator)
    if grid.faults and not damaged:
        placed = grid.faults[0]
        raise fault(source.name, placed.finding.message, placed.finding.remedy, line=placed.line, column=placed.column)
    return [Sheet(source.name, source.stem, grid.rows, separator != ",", remarks)]


def xlsx_sheets(source: Source) -> list[Sheet]:
    """Return the tables of a workbook that have a head, one a sheet.

    Raises
    ------
    CaseError, LimitError
        As for `read_xlsx`.
    """
    found = read_xlsx(source)
    sheets = [
        Sheet(f"{source.name}[{name}]", source.stem if len(found) == 1 else name, rows) for name, rows in found.items()
    ]
    return [sheet for sheet in sheets if sheet.head() is not None] or sheets[:1]


def is_sheet(sheets: list[Sheet]) -> bool:
    """Return whether one of the tables has a head that says what its columns are for."""
    return any(sheet.head() is not None for sheet in sheets)


def read_sheets(sheets: list[Sheet]) -> list[Profile]:
    """Return what each party gives in the tables of a file.

    Raises
    ------
    CaseError
        If a table has no head, or a cell says something else than is expected there.
    """
    return [profile for sheet in sheets for profile in _Table(sheet).read()]


@dataclass(slots=True)
class _Columns:
    """Positions of one party's columns."""

    score: int | None = None
    weight: int | None = None
    scale: Fraction | None = None


class _Table:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        start = sheet.head()
        if start is None:
            remedy = "Head the columns: `issue`, `option`, and the name of each party (or `weight` and `points`)."
            raise fault(sheet.file, "No row says what the columns are for.", remedy, code="no-head")
        self.heads = [read_head(cell.text) for cell in sheet.rows[start]]
        self.head_cells = sheet.rows[start]
        self.rows = sheet.rows[start + 1 :]
        kinds = [head.kind for head in self.heads]
        self.issue_column, self.option_column = kinds.index("issue"), kinds.index("option")
        self.options: dict[str, dict[str, list[Cell]]] = {}
        self.whole: dict[str, list[list[Cell]]] = {}
        self.no_deal: list[Cell] = []

    def wrong(self, cell: Cell, message: str, remedy: str, code: str = "cell") -> CaseError:
        return fault(self.sheet.file, message, remedy, line=cell.line, column=cell.column, code=code)

    def read(self) -> list[Profile]:
        self.sort_rows()
        issues = tuple(ForeignIssue(name, tuple(rows)) for name, rows in self.options.items())
        if not issues:
            cell = self.head_cells[self.issue_column]
            raise self.wrong(cell, "No row below the head names an issue and an option.", "Add them, one option a row.")
        for name, rows in self.whole.items():
            if name not in self.options:
                cell = rows[0][self.issue_column]
                raise self.wrong(
                    cell, f"{quoted(name)} has no options.", "Write one row for each option.", "no-options"
                )
        found: list[Profile] = []
        for party, columns in self.parties().items():
            remarks: list[str] = []
            wants = self.party(party, columns, remarks)
            found.append(Profile(self.sheet.file, "", issues, wants, (*self.sheet.remarks, *remarks)))
            self.sheet.remarks = []
        return found

    def sort_rows(self) -> None:
        """Put each row under its issue and option; an issue that is left empty is that of the row above."""
        issue = ""
        for row in self.rows:
            named, option = self.text(row, self.issue_column), self.text(row, self.option_column)
            folded = named.casefold()
            if folded.startswith(NO_DEAL) and not option.strip("-"):
                self.no_deal = row
                continue
            if folded in TOTAL and not option:
                continue
            if row is self.rows[-1] and not named and option.casefold() in TOTAL:
                self.sheet.remarks.append(f"The last row, {option}, was left out.")
                continue
            issue = named or issue
            if not issue:
                if any(cell.text for cell in row):
                    raise self.wrong(row[0], "This row is under no issue.", "Name the issue in its first row.")
                continue
            if not option:
                self.whole.setdefault(issue, []).append(row)
                continue
            options = self.options.setdefault(issue, {})
            if option in options:
                cell = row[self.option_column]
                message = f"{quoted(issue)} has {quoted(option)} twice."
                raise self.wrong(cell, message, "Delete one of the two rows.", "twice")
            options[option] = row

    @staticmethod
    def text(row: list[Cell], column: int) -> str:
        return " ".join(row[column].text.split()) if column < len(row) else ""

    def parties(self) -> dict[str, _Columns]:
        """Return each party's columns; columns without any number are left out."""
        found: dict[str, _Columns] = {}
        for position, head in enumerate(self.heads):
            if head.kind not in ("weight", "score") or self.left_out(position, head):
                continue
            columns = found.setdefault(head.party or self.sheet.party, _Columns())
            taken = columns.weight if head.kind == "weight" else columns.score
            cell = self.head_cells[position]
            if taken is not None:
                remedy = "Head each party's columns with its name, for example `union weight` and `union points`."
                raise self.wrong(cell, f"Two columns are headed {quoted(cell.text)}.", remedy, "twice")
            if head.kind == "weight":
                columns.weight = position
            else:
                columns.score, columns.scale = position, head.scale
        lone = [head for head in self.heads if head.kind in ("weight", "score") and not head.party]
        if lone and len(found) > 1:
            cell = self.head_cells[self.heads.index(lone[0])]
            message = (
                f"The head does not say whose {quoted(cell.text)} that is, beside columns of {listed(found, 'and')}."
            )
            remedy = "Head it with the party's name, for example `union weight`."
            raise self.wrong(cell, message, remedy, "whose")
        unscored = [party for party, columns in found.items() if columns.score is None]
        if unscored or not found:
            message, remedy = "No column below the head holds numbers.", "Write each party's points below its name."
            if unscored:
                message = f"There is no column of what options are worth to {listed(unscored)}."
                remedy = "Add a column headed with the party's name."
            raise self.wrong(self.head_cells[0], message, remedy, "no-scores")
        return found

    def left_out(self, position: int, head: Head) -> bool:
        """Return whether a column of scores holds words only or nothing, and so is about no party; say so."""
        cells = [row[position] for row in self.rows if position < len(row) and row[position].text]
        if any(self.number(cell) is not None or self.is_estimate(cell) for cell in cells):
            return False
        if head.kind == "weight" or not head.party:
            return False
        self.sheet.remarks.append(f"The column {self.head_cells[position].text} holds no numbers: it was left out.")
        return True

    @staticmethod
    def is_estimate(cell: Cell) -> bool:
        return bool(_RANGE.match(cell.text)) or cell.text.casefold() in _WORDS

    def number(self, cell: Cell) -> Fraction | None:
        text = cell.text.replace("\u00a0", "").replace("\u2212", "-").removesuffix("%").strip()
        if self.sheet.decimal_comma and re.match(r"[+-]?[0-9]+,[0-9]+\Z", text):
            text = text.replace(",", ".")
        return exact(text)

    def entry(self, row: list[Cell], column: int, *, estimates: bool) -> Value:
        """Return what a cell gives: a number, an estimate, or ``None`` where it is empty."""
        if column >= len(row) or not row[column].text:
            return None
        cell = row[column]
        number = self.number(cell)
        if number is not None:
            return number
        if self.is_estimate(cell):
            if estimates:
                return re.sub(r"\s", "", cell.text.casefold())
            message = f"{quoted(cell.text)} is an estimate in points of 0 to 100, and this column has another scale."
            raise self.wrong(cell, message, "Write a number, or weights and points of 0 to 100.", "estimate")
        raise self.wrong(cell, *explain_number(cell.text, Wanted(span="35..45", unknown=True)), "not-a-number")

    def party(self, name: str, columns: _Columns, remarks: list[str]) -> ForeignParty:
        score = columns.score or 0
        for row in (row for rows in self.whole.values() for row in rows):
            if self.text(row, score):
                message = f"{quoted(row[score].text)} stands for a whole issue, where no option is named."
                raise self.wrong(row[score], message, "Write the points of each option in its own row.", "no-option")
        rows = {
            issue: {o: self.entry(row, score, estimates=True) for o, row in options.items()}
            for issue, options in self.options.items()
        }
        no_deal = self.entry(self.no_deal, score, estimates=True) if self.no_deal else None
        missing = [
            f"{issue} ({option})" for issue, row in rows.items() for option, value in row.items() if value is None
        ]
        if missing:
            remarks.append(f"{name} gives nothing for {', '.join(missing[:8])}: `unknown` was written.")
        if columns.weight is None:
            return self.summed(name, rows, no_deal, remarks)
        weights = {issue: self.weight(name, issue, columns.weight) for issue in self.options}
        return self.weighted(ForeignParty(name, weights, rows, no_deal), columns, remarks)

    def weight(self, party: str, issue: str, column: int) -> Fraction | str:
        rows = [*self.whole.get(issue, []), *self.options[issue].values()]
        given = [(row, value) for row in rows if (value := self.entry(row, column, estimates=True)) is not None]
        if not given:
            cell = rows[0][self.issue_column]
            raise self.wrong(cell, f"{party} gives no weight to {quoted(issue)}.", "Add it, 0 if it does not matter.")
        for row, value in given:
            if value != given[0][1]:
                message = f"The weight of {quoted(issue)} is given twice, differently."
                raise self.wrong(row[column], message, "Write it in one row of the issue.", "twice")
        return given[0][1]

    def weighted(self, party: ForeignParty, columns: _Columns, remarks: list[str]) -> ForeignParty:
        numbers = [v for row in party.values.values() for v in row.values() if isinstance(v, Fraction)]
        texts = [v for row in party.values.values() for v in row.values() if isinstance(v, str)]
        most = max(numbers, default=Fraction(0))
        scale = columns.scale or next((s for s in _SCALES if most <= s), most)
        if columns.scale is None and (texts or most == 0):
            scale = Fraction(100)
        if columns.scale is None and scale != 100:
            remarks.append(
                f"The points of {party.name} were taken to be of 0 to {float(scale):g}: the largest is {float(most):g}."
            )
        estimates = [*texts, *(w for w in party.weights.values() if isinstance(w, str))]
        if isinstance(party.no_deal, str):
            estimates.append(party.no_deal)
        cell = self.head_cells[columns.score or 0]
        if estimates and (scale != 100 or most > 100 or min(numbers, default=Fraction(0)) < 0):
            message = f"{party.name} has estimates such as {quoted(estimates[0])}, which need points of 0 to 100."
            raise self.wrong(cell, message, "Write all its points on that scale.", "estimate")
        values = {
            issue: {o: v / scale if isinstance(v, Fraction) else v for o, v in row.items()}
            for issue, row in party.values.items()
        }
        no_deal = party.no_deal / scale if isinstance(party.no_deal, Fraction) else party.no_deal
        shares = ForeignParty(party.name, party.weights, values, no_deal)
        return shares if estimates else settled(shares, self.sheet.file, remarks, divided=True)

    def summed(self, name: str, rows: dict[str, dict[str, Value]], no_deal: Value, remarks: list[str]) -> ForeignParty:
        """Return a party that gives each option its points, which are added up."""
        text = next((v for row in rows.values() for v in row.values() if isinstance(v, str) and v != "unknown"), None)
        cell = self.head_cells[0]
        if text is not None:
            message = f"{name} has estimates such as {quoted(text)}, and no weights."
            raise self.wrong(cell, message, f"Add a column headed `{name} weight`.", "estimate")
        numbers = {i: {o: v if isinstance(v, Fraction) else None for o, v in row.items()} for i, row in rows.items()}
        largest = {
            issue: max((v for v in row.values() if v is not None), default=Fraction(0))
            for issue, row in numbers.items()
        }
        least = min((v for row in numbers.values() for v in row.values() if v is not None), default=Fraction(0))
        best = sum(largest.values(), start=Fraction(0))
        if isinstance(no_deal, str) and best != 100:
            message = f"The no-deal value of {name} is an estimate, and its points do not add up to 100."
            raise self.wrong(cell, message, "Write a number in that row.", "estimate")
        if least < 0 or best <= 0:
            ones: dict[str, Fraction | str] = dict.fromkeys(numbers, Fraction(1))
            return settled(ForeignParty(name, ones, numbers, no_deal), self.sheet.file, remarks, divided=False)
        if best != 100:
            remarks.append(
                f"The best package of {name} has {float(best):g} points: all were divided by {float(best / 100):g}."
            )
        values = {i: {o: v and v / (largest[i] or 1) for o, v in row.items()} for i, row in numbers.items()}
        worth = no_deal / best if isinstance(no_deal, Fraction) else no_deal
        return ForeignParty(name, largest, values, worth)
