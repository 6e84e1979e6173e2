"""Weights and values in a table beside the case: read as if they stood in the case, with their places in the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from detente.checks.finding import Finding
from detente.checks.finding import Path as CasePath
from detente.checks.words import did_you_mean, listed, meant, quoted
from detente.errors import LimitError
from detente.io.attachments import inside, missing_file
from detente.io.delimited import Cell, read_grid
from detente.io.nodes import Mapping, Placed, Scalar, as_mapping
from detente.io.text import decode, faults_of_characters

__all__ = ["COLUMNS", "MAX_ROWS", "MAX_TABLE_BYTES", "Table", "Tables", "read_tables"]

MAX_TABLE_BYTES = 1_000_000
MAX_ROWS = 20_000
COLUMNS = ("issue", "option", "weight", "value", "source", "by", "confidence", "note")
"""The columns that a table may have, in any order; those behind the value say where a row's numbers come from."""
_ABOUT = COLUMNS[4:]
_OPTION = 5
"""Steps of the path of an option's points."""


@dataclass(slots=True)
class Table:
    """One party's table.

    Parameters
    ----------
    file
        Its path, as faults name it.
    weights, values
        Entries as `plain` returns those of a case.
    cells
        Cells by path in the case and whether the name there is meant or its value.
    readable
        Whether its cells are worth validating.
    """

    file: str
    data: bytes = b""
    weights: dict[str, object] = field(default_factory=dict[str, object])
    values: dict[str, object] = field(default_factory=dict[str, object])
    cells: dict[tuple[CasePath, bool], Cell] = field(default_factory=dict[tuple[CasePath, bool], Cell])
    faults: list[Placed] = field(default_factory=list[Placed])
    readable: bool = True

    def fault(self, code: str, path: CasePath, cell: Cell, message: str, remedy: str) -> None:
        """Add a fault of a cell."""
        finding = Finding(code, path, message, remedy)
        self.faults.append(Placed(finding, cell.line, cell.column, self.file))

    def place(self, found: Finding) -> Placed | None:
        """Return a finding at the cell that says what is at its path or nearest above it, if any is."""
        for length in range(len(found.path), 3, -1):
            path = found.path[:length]
            by_key = length == len(found.path) and found.at == "key"
            cell = self.cells.get((path, by_key)) or self.cells.get((path, True))
            if cell is not None:
                return Placed(found, cell.line, cell.column, self.file)
        return None


Tables = dict[str, Table]
"""Tables by party."""


def read_tables(root: Mapping, folder: Path | None) -> Tables:
    """Return the tables that parties' preferences name under ``file``; their faults are in them.

    Raises
    ------
    LimitError
        If a table is too large or lies outside the folder of the case.
    """
    entry = root.entries.get("preferences")
    parties = entry.value.entries if entry is not None and isinstance(entry.value, Mapping) else {}
    tables: Tables = {}
    for party, preferences in parties.items():
        if not isinstance(preferences.value, Mapping) or "file" not in preferences.value.entries:
            continue
        node = preferences.value.entries["file"].value
        if not isinstance(node, Scalar):
            message = "The name of one table is expected here, not a list or a mapping."
            found = Finding("not-a-text", ("preferences", party, "file"), message, "Write for example `union.csv`.")
            tables[party] = Table("", faults=[Placed(found, node.line, node.column)], readable=False)
        elif node.text.strip():
            tables[party] = _read(node, party, folder)
    return tables


def _read(node: Scalar, party: str, folder: Path | None) -> Table:
    name = node.text.strip()
    file = inside(name, folder, f"the preferences of {quoted(party)}")
    path = ("preferences", party, "file")
    if file is None:
        found = missing_file(name, path)
        if folder is None:
            message = f"The table {quoted(name)} cannot be read, since the case itself is not a file."
            found = Finding("missing-file", path, message, "Save both in one folder, or write the numbers here.")
        return Table("", faults=[Placed(found, node.line, node.column)], readable=False)
    table = Table(str(file))
    try:
        with file.open("rb") as opened:
            table.data = opened.read(MAX_TABLE_BYTES + 1)
    except OSError as error:
        message = f"The table {quoted(name)} cannot be read: {error.strerror or 'no reason given'}."
        found = Finding("missing-file", path, message, "Check its permissions.")
        return Table("", faults=[Placed(found, node.line, node.column)], readable=False)
    if len(table.data) > MAX_TABLE_BYTES:
        raise LimitError(
            f"The table {quoted(name)} has more than {MAX_TABLE_BYTES:,} bytes, which is the limit.",
            "Leave out what is not a weight or a value, and long notes.",
        )
    _fill(table, ("preferences", party))
    return table


def _fill(table: Table, path: CasePath) -> None:
    """Read the cells of a table into entries."""
    text, fault = decode(table.data)
    faults = [fault] if fault else [p for p in faults_of_characters(text) if p.finding.code != "tab"]
    grid = read_grid(text, path)
    faults += grid.faults
    if not fault and not grid.rows:
        message, remedy = "The table is empty.", f"Write a first line with the names {listed(COLUMNS[:4], 'and')}."
        faults.append(Placed(Finding("empty", path, message, remedy), 1, 1))
    for each in faults:
        found = each.finding
        moved = Finding(found.code, path, found.message, found.remedy)
        table.faults.append(Placed(moved, each.line, each.column, table.file))
    table.readable = not faults
    if faults:
        return
    if len(grid.rows) > MAX_ROWS:
        raise LimitError(
            f"The table {quoted(Path(table.file).name)} has {len(grid.rows):,} rows and the limit is {MAX_ROWS:,}.",
            "Give a quantity's points at its corners only.",
        )
    columns = _columns(table, path, grid.rows[0])
    if not table.faults:
        for row in grid.rows[1:]:
            _row(table, path, columns, len(grid.rows[0]), row)
    table.readable = not table.faults


def _columns(table: Table, path: CasePath, head: list[Cell]) -> list[str]:
    """Return the names of the columns, without the empty ones that spreadsheets save behind the last."""
    names = [cell.text.casefold() for cell in head]
    while not names[-1]:
        names.pop()
    if any("\t" in name for name in names):
        message, remedy = "Tabs stand between the names of the columns.", "Save the table with commas or semicolons."
        table.fault("tab", path, head[0], message, remedy)
        return names
    for position, (cell, name) in enumerate(zip(head, names, strict=False)):
        if name not in COLUMNS:
            message = f"There is no column {quoted(cell.text)}."
            remedy = did_you_mean(name, COLUMNS, f"Write one of {listed(COLUMNS)}.")
            if not name:
                message, remedy = "A column has no name.", "Name it, or delete it."
            table.fault("unknown-column", path, cell, message, remedy)
        elif names.index(name) != position:
            message = f"The column {quoted(name)} stands twice."
            table.fault("unknown-column", path, cell, message, "Delete one of the two.")
    misspelt = meant(names, COLUMNS)
    if "issue" not in (*names, *misspelt) or not {"weight", "value"} & {*names, *misspelt}:
        message = "The first line of a table names the column `issue`, and `weight` or `value`."
        remedy = "Write for example `issue,option,weight,value` there."
        table.fault("missing-column", path, head[0], message, remedy)
    return names


def _row(table: Table, path: CasePath, columns: list[str], head: int, row: list[Cell]) -> None:
    """Read a row; `head` is how many cells the first line has, with those that have no name."""
    for position, cell in enumerate(row[len(columns) :], len(columns)):
        if not cell.text:
            continue
        if position < head:
            message = "The text stands in a column that has no name in the first line."
            remedy = "Name the column there, or empty the cell."
        else:
            filled = max(i for i, each in enumerate(row, 1) if each.text)
            message = f"The row has {filled} cells and the first line {len(columns)}."
            remedy = "Put a text that contains the separator in quotation marks, and write numbers with a point."
        table.fault("too-many-cells", path, cell, message, remedy)
        return
    last = row[-1]
    missing = Cell("", last.line, last.column)
    cells = dict(zip(columns, [*row, *[missing] * (len(columns) - len(row))], strict=False))
    issue, option = (normalize("NFC", cells.get(name, missing).text) for name in ("issue", "option"))
    weight, value = cells.get("weight", missing), cells.get("value", missing)
    about = {name: cells[name].text for name in _ABOUT if name in cells and cells[name].text}
    if not issue:
        table.fault("empty", path, row[0], "The row names no issue.", "Write the issue's name, in every row.")
        return
    if not weight.text and not value.text:
        message = "The row has neither a weight nor a value."
        table.fault("empty", path, row[0], message, "Write a number, or `unknown`, or delete the row.")
        return
    if weight.text:
        _put(table, table.weights, (*path, "weights", issue), cells, weight, about)
    if value.text and not option:
        _whole(table, (*path, "values", issue), cells, value, about)
    elif value.text:
        _point(table, (*path, "values", issue), option, cells, about)


def _put(
    table: Table, entries: dict[str, object], path: CasePath, cells: dict[str, Cell], cell: Cell, about: dict[str, str]
) -> None:
    """Add an entry with what the row says about it; the last step of its path is its name."""
    name = str(path[-1])
    if name in entries:
        message = f"{quoted(name)} is given twice in the table."
        table.fault("duplicate-row", path, cell, message, "Delete one of the two.")
        return
    entries[name] = {"is": cell.text, **about} if about else cell.text
    named = "option" if len(path) == _OPTION else "issue"
    table.cells[path, True] = cells[named]
    table.cells[path, False] = cell
    for key in about:
        table.cells[(*path, key), False] = cells[key]


def _whole(table: Table, path: CasePath, cells: dict[str, Cell], value: Cell, about: dict[str, str]) -> None:
    """Add an order, or `unknown`, for all options of an issue."""
    if value.text == "unknown" and about:
        message = "A source cannot stand beside `unknown` for all options at once."
        table.fault("misplaced-source", path, value, message, "Write a row with `unknown` for each option.")
        return
    _put(table, table.values, path, cells, value, about)
    table.cells[path, True] = cells["issue"]


def _point(table: Table, path: CasePath, option: str, cells: dict[str, Cell], about: dict[str, str]) -> None:
    """Add the points of one option."""
    issue = str(path[-1])
    points = as_mapping(table.values.setdefault(issue, dict[str, object]()))
    if points is None or (path, False) in table.cells:
        message = f"All options of {quoted(issue)} have their value in another row."
        table.fault("duplicate-row", path, cells["value"], message, "Keep that row, or those of single options.")
        return
    table.cells.setdefault((path, True), cells["issue"])
    _put(table, points, (*path, option), cells, cells["value"], about)
