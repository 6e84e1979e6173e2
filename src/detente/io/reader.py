"""Case files: bytes to a checked case, or every fault at once."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.case import Case
from detente.checks import run
from detente.checks.finding import Finding
from detente.checks.finding import Path as CasePath
from detente.errors import CaseError, Fault, UsageError
from detente.io.attachments import check_attachments
from detente.io.nodes import Mapping, Placed, find, path_text
from detente.io.text import MAX_BYTES, decode, faults_of_characters

if TYPE_CHECKING:
    from detente.io.shape import Shape

__all__ = ["CASE_FILE", "CaseFile", "find_faults", "read_case", "read_text"]

CASE_FILE = "case.yaml"
MAX_FAULTS = 500

# Faults of notation that leave something out: what is missing below them is not the author's omission.
_HOLES = frozenset({"alias", "duplicate-key", "merge-key", "key-not-text", "empty-key"})


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case without errors, and where each part of it stands in its file.

    Parameters
    ----------
    case
        The case.
    sha256
        Hash of the bytes of its text.
    name
        Name of the file as the user gave it.
    faults
        Warnings, in file order.
    root
        The nodes of the text, with their places and offsets.
    text
        The text itself, without a byte-order mark: what the offsets count in.
    """

    case: Case
    sha256: str
    name: str
    faults: tuple[Fault, ...]
    root: Mapping
    text: str

    def place(self, path: CasePath) -> tuple[int, int]:
        """Return line and column, from 1, of the value at a path (or of the nearest part that is written)."""
        node = find(self.root, path)
        return node.line, node.column


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything that is known after reading, whether or not it went well."""

    case: Case | None
    root: Mapping | None
    text: str
    faults: tuple[Fault, ...]


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


def _place(root: Mapping, found: Finding) -> Placed:
    node = find(root, found.path, key=found.at == "key")
    return Placed(found, node.line, node.column)


def _faults(placed: list[Placed], name: str) -> tuple[Fault, ...]:
    """Return faults in file order, each once, and not more than anyone will read."""
    once = {(p.line, p.column, p.finding.code, p.finding.message): p for p in placed}
    first = heapq.nsmallest(MAX_FAULTS, once.values(), key=lambda p: (p.line, p.column))
    faults = [
        Fault(
            p.finding.code,
            name,
            p.line,
            p.column,
            path_text(p.finding.path),
            p.finding.message,
            p.finding.remedy,
            p.finding.severity,
        )
        for p in first
    ]
    more = len(once) - len(first)
    if more:
        last = first[-1]
        message = f"There are {more:,} more faults after this place."
        faults.append(Fault("more-faults", name, last.line, last.column, "", message, "Mend the ones above first."))
    return tuple(faults)


def _read(data: bytes, name: str, folder: Path | None) -> _Reading:
    text, fault = decode(data)
    if fault:
        return _Reading(None, None, text, _faults([fault], name))
    characters = faults_of_characters(text)
    if characters:
        return _Reading(None, None, text, _faults(characters, name))
    # Imported here: the parser and pydantic cost more than a command that reads nothing should pay.
    from detente.io.build import build
    from detente.io.parse import parse
    from detente.io.shape import read_shape

    document = parse(text)
    if document.root is None:
        return _Reading(None, None, text, _faults(document.faults, name))
    shape = read_shape(document.root)
    holes = {placed.finding.path for placed in document.faults if placed.finding.code in _HOLES}
    case = build(shape)
    faulty = shape.faulty | {str(path[0]) for path in holes if path}
    checked = [*run(case, without=faulty), *check_attachments(case, folder)]
    checked = _unrelated((_positions(found, shape) for found in checked), shape.findings)
    found = _below([*shape.findings, *checked], holes)
    placed = [*document.faults, *(_place(document.root, finding) for finding in found)]
    return _Reading(case, document.root, text, _faults(placed, name))


def _locate(path: Path) -> Path:
    """Return the file of a case, given itself or its folder."""
    if path.is_dir():
        if not (path / CASE_FILE).is_file():
            raise UsageError(
                f"The folder {path} has no {CASE_FILE}. Name a case file, or a folder that contains {CASE_FILE}."
            )
        return path / CASE_FILE
    if not path.exists():
        raise UsageError(
            f"There is no file {path}. Check the name, or list the shipped cases with `detente catalog list`."
        )
    if not path.is_file():
        raise UsageError(f"{path} is not a regular file. Name a case file.")
    return path


def _load(path: Path) -> tuple[bytes, Path]:
    try:
        path = _locate(path)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), path
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the name is not legal here"
        raise UsageError(f"{path} cannot be read: {reason}. Check the name and its permissions.") from error


def _finish(reading: _Reading, data: bytes, name: str) -> CaseFile:
    if reading.case is None or reading.root is None or any(f.severity == "error" for f in reading.faults):
        raise CaseError(reading.faults)
    digest = hashlib.sha256(data).hexdigest()
    return CaseFile(reading.case, digest, name, reading.faults, reading.root, reading.text)


def read_case(path: Path) -> CaseFile:
    """Return the case in a file, or in a folder with ``case.yaml``.

    Parameters
    ----------
    path
        The file or folder.

    Raises
    ------
    CaseError
        If the case has errors; its faults hold the warnings too.
    LimitError
        If the file is too large or too deep, has too many entries, or a source file lies outside its folder.
    UsageError
        If there is no such file, or the folder has no ``case.yaml``.
    """
    data, file = _load(path)
    return _finish(_read(data, str(file), file.parent), data, str(file))


def read_text(text: str | bytes, name: str = "<text>") -> CaseFile:
    """Return the case that a text writes; files that its sources name are not looked for.

    Parameters
    ----------
    text
        The text, or its UTF-8 bytes.
    name
        What to call it in faults.

    Raises
    ------
    CaseError, LimitError
        As for `read_case`.

    Examples
    --------
    >>> from detente.io import read_text
    >>> try:
    ...     read_text("case: Wage talks", "talks.yaml")
    ... except CaseError as error:
    ...     print(error.faults[0].message)
    The section `parties` is missing.
    """
    # Half a surrogate pair cannot be encoded; passed on as bytes it is reported like any other damaged text.
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _finish(_read(data, name, None), data, name)


def find_faults(path: Path) -> tuple[Fault, ...]:
    """Return every error and warning of a case file, in file order; empty if there is none.

    Raises
    ------
    LimitError, UsageError
        As for `read_case`.
    """
    data, file = _load(path)
    return _read(data, str(file), file.parent).faults
