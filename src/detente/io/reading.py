"""The bytes of a case file to a checked case and every fault; the parser and pydantic are loaded with it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from detente.case import Case
from detente.case.incident import IncidentLog
from detente.checks import run
from detente.checks.finding import Finding
from detente.checks.finding import Path as CasePath
from detente.errors import Fault, LimitError
from detente.io.attachments import check_attachments
from detente.io.build import build
from detente.io.log import check_log, later_rows, read_log, unknown_accused
from detente.io.nodes import Mapping, Placed, find, path_text, written
from detente.io.parse import parse
from detente.io.shape import Shape, read_shape
from detente.io.tables import Tables, read_tables
from detente.io.text import decode, faults_of_characters

__all__ = ["MAX_CONSENTING", "MAX_FAULTS", "Reading", "read_bytes"]

MAX_CONSENTING = 8
MAX_FAULTS = 500

# Faults of notation after which what was read there is not what the author meant.
_HOLES = frozenset({"alias", "bad-name", "decimal-comma", "duplicate-key", "tag"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is known after reading, whether or not it went well.

    Parameters
    ----------
    tables
        The bytes of the tables that were read beside it, in the order in which the case names them, and of the log.
    incidents
        What the incident log tells that the case names.
    """

    case: Case | None
    root: Mapping | None
    text: str
    faults: tuple[Fault, ...]
    tables: tuple[bytes, ...] = ()
    incidents: IncidentLog | None = None


def _prefixes(path: CasePath) -> Iterable[CasePath]:
    return (path[:length] for length in range(len(path) + 1))


def _below(findings: Iterable[Finding], holes: set[CasePath]) -> list[Finding]:
    """Return the findings that are neither at nor below one of the paths."""
    return [found for found in findings if not any(prefix in holes for prefix in _prefixes(found.path))]


def _unrelated(findings: Iterable[Finding], faults: list[Finding]) -> list[Finding]:
    """Return the findings that have no fault of form above, at or below them."""
    at = {fault.path for fault in faults if fault.path}
    above = {prefix for path in at for prefix in _prefixes(path) if prefix}
    return [found for found in _below(findings, at) if found.path not in above]


def _positions(found: Finding, shape: Shape) -> Finding:
    """Return a finding with positions as in the file, where entries with faults were left out of the case."""
    if len(found.path) > 1 and isinstance(found.path[1], int):
        section = str(found.path[0])
        position = list(shape.entries[section])[found.path[1]]
        path = (section, position, *found.path[2:])
        return Finding(found.code, path, found.message, found.remedy, found.severity, found.at)
    return found


def _place(root: Mapping, found: Finding, tables: Tables) -> Placed:
    """Return a finding where it stands: in the table of its party if the case itself says nothing there."""
    table = tables.get(str(found.path[1])) if len(found.path) > 1 and found.path[0] == "preferences" else None
    if table is not None and not written(root, found.path):
        placed = table.place(found)
        if placed is not None:
            return placed
        if len(found.path) > 2:  # something of the party that neither says: its table is to
            found_in = find(root, (*found.path[:2], "file"))
            return Placed(found, found_in.line, found_in.column)
    node = find(root, found.path, key=found.at == "key")
    return Placed(found, node.line, node.column)


def _faults(placed: list[Placed], name: str) -> tuple[Fault, ...]:
    """Return faults in file order, each once, and not more than anyone will read."""
    once = {(p.file, p.line, p.column, p.finding.code, p.finding.message): p for p in placed}
    first = heapq.nsmallest(MAX_FAULTS, once.values(), key=lambda p: (p.file, p.line, p.column))
    faults = [
        Fault(
            p.finding.code,
            p.file or name,
            p.line,
            p.column,
            path_text(p.finding.path),
            p.finding.message,
            p.finding.remedy,
            p.finding.severity,
        )
        for p in first
    ]
    if len(once) > MAX_FAULTS:
        last = first[-1]
        message = f"There are more faults than the {MAX_FAULTS} listed."
        faults.append(Fault("more-faults", last.file, last.line, last.column, "", message, "Mend these first."))
    return tuple(faults)


def _limit_consent(case: Case) -> None:
    if case.issues and len(case.deciding) > MAX_CONSENTING:
        raise LimitError(
            f"An agreement needs the consent of {len(case.deciding)} parties and the limit is {MAX_CONSENTING}.",
            "Join parties that negotiate as one, write `consent: not required` for those that only watch, or name "
            "fewer under `decided_by`.",
        )


def read_bytes(data: bytes, name: str, folder: Path | None) -> Reading:
    """Return what the bytes of a case file say and what is wrong with them.

    Parameters
    ----------
    name
        What to call the file in faults.
    folder
        Folder in which its tables and the files of its sources are looked for; ``None`` not to look.

    Raises
    ------
    LimitError
        If a limit of the format is passed.
    """
    text, fault = decode(data)
    if fault:
        return Reading(None, None, text, _faults([fault], name))
    characters = faults_of_characters(text)
    if characters:
        return Reading(None, None, text, _faults(characters, name))
    document = parse(text)
    if document.root is None:
        return Reading(None, None, text, _faults(document.faults, name))
    tables = read_tables(document.root, folder)
    log = read_log(document.root, folder)
    shape = read_shape(document.root, tables)
    notation = [*document.faults, *(fault for table in tables.values() for fault in table.faults)]
    holes = {placed.finding.path for placed in document.faults if placed.finding.code in _HOLES}
    case = build(shape)
    _limit_consent(case)
    faulty = shape.faulty | {str(placed.finding.path[0]) for placed in notation if placed.finding.path}
    if log is not None:
        notation += [*log.faults, *later_rows(log, case), *unknown_accused(log, case)]
    checked = [*run(case, without=faulty), *check_attachments(case, folder), *(check_log(log, case) if log else [])]
    checked = [_positions(found, shape) for found in checked if found.path[0] not in shape.misspelt]
    checked = _unrelated(checked, [*shape.findings, *(fault.finding for t in tables.values() for fault in t.faults)])
    found = _below([*shape.findings, *checked], holes)
    placed = [*notation, *(_place(document.root, finding, tables) for finding in found)]
    read = tuple(table.data for table in tables.values() if table.readable)
    if log is None:
        return Reading(case, document.root, text, _faults(placed, name), read)
    return Reading(case, document.root, text, _faults(placed, name), (*read, log.data), log.incidents)
