"""Case files: bytes to a checked case, or every fault at once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.case import Case
from detente.case.incident import IncidentLog
from detente.checks.finding import Path as CasePath
from detente.errors import CaseError, Fault, UsageError
from detente.io.nodes import Mapping, find
from detente.io.opening import first_bytes, told_unreadable
from detente.io.text import MAX_BYTES

if TYPE_CHECKING:
    from detente.io.reading import Reading

__all__ = ["CASE_FILE", "CaseFile", "find_faults", "read_case", "read_outline", "read_text", "schema"]

CASE_FILE = "case.yaml"
_BEYOND_OUTLINE = frozenset(
    {
        "ceasefire",
        "clocks",
        "commitments",
        "drivers",
        "kept",
        "levers",
        "linkages",
        "moves",
        "norms",
        "outcome",
        "preferences",
        "proposals",
        "ratifiers",
        "red_lines",
        "rules",
        "sources",
        "tables",
    }
)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case without errors, and where each part of it stands in its file.

    Parameters
    ----------
    case
        The case.
    sha256
        Hash of the bytes of its text; with tables or an incident log beside it, of its hash and theirs, one a line.
    name
        Name of the file as the user gave it.
    faults
        Warnings, in file order.
    root
        The nodes of the text, with their places and offsets.
    text
        The text itself, without a byte-order mark: what the offsets count in.
    folder
        Where its tables and the files of its sources stand; ``None`` where they are not looked for.
    incidents
        The incident log that its ceasefire names; ``None`` where it names none, or where files are not looked for.
    """

    case: Case
    sha256: str
    name: str
    faults: tuple[Fault, ...]
    root: Mapping = field(repr=False)
    text: str = field(repr=False)
    folder: Path | None = field(default=None, repr=False)
    incidents: IncidentLog | None = field(default=None, repr=False)

    def place(self, path: CasePath) -> tuple[int, int]:
        """Return line and column, from 1, of the value at a path (or of the nearest part that is written)."""
        node = find(self.root, path)
        return node.line, node.column


def _read(data: bytes, name: str, folder: Path | None) -> Reading:
    from detente.io.reading import read_bytes  # noqa: PLC0415  # a command that reads nothing need not load pydantic

    return read_bytes(data, name, folder)


def _locate(path: Path) -> Path:
    """Return the file of a case, given itself or its folder."""
    if path.is_dir():
        if not (path / CASE_FILE).is_file():
            raise UsageError(
                f"The folder {path} has no {CASE_FILE}. Name a case file, or a folder that contains {CASE_FILE}."
            )
        return path / CASE_FILE
    if path.is_symlink() and not path.exists():
        raise UsageError(f"{path} is a link that leads to no file. Name the case file itself, or mend the link.")
    if not path.exists():
        raise UsageError(
            f"There is no file {path}. Check the name, or list the shipped cases with `detente catalog list`."
        )
    if not path.is_file():
        raise UsageError(f"{path} is not a regular file. Name a case file.")
    return path


def _load(path: Path) -> tuple[bytes, Path]:
    with told_unreadable(path):
        path = _locate(path)
    return first_bytes(path, MAX_BYTES), path


def _finish(reading: Reading, data: bytes, name: str, folder: Path | None) -> CaseFile:
    if reading.case is None or reading.root is None or any(f.severity == "error" for f in reading.faults):
        raise CaseError(reading.faults)
    digest = hashlib.sha256(data).hexdigest()
    if reading.tables:
        lines = [digest, *(hashlib.sha256(table).hexdigest() for table in reading.tables)]
        digest = hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    return CaseFile(reading.case, digest, name, reading.faults, reading.root, reading.text, folder, reading.incidents)


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
        If the file or a table is too large, it is too deep, has too many entries, or names a file outside its folder.
    UsageError
        If there is no such file, or the folder has no ``case.yaml``.
    """
    data, file = _load(path)
    return _finish(_read(data, str(file), file.parent), data, str(file), file.parent)


def read_outline(path: Path) -> Case:
    """Return a case of which only title, date, parties and issues are wanted.

    What stands in its other sections may be missing or wrong, and is left out where it is: these are the questions
    of a case before anybody has answered them.

    Raises
    ------
    CaseError
        If there is an error elsewhere.
    LimitError, UsageError
        As for `read_case`.
    """
    data, file = _load(path)
    reading = _read(data, str(file), file.parent)
    faults = tuple(f for f in reading.faults if re.split(r"[.\[]", f.path)[0] not in _BEYOND_OUTLINE)
    if reading.case is None or any(fault.severity == "error" for fault in faults):
        raise CaseError(faults)
    return reading.case


def read_text(text: str | bytes, name: str = "<text>", folder: Path | None = None) -> CaseFile:
    """Return the case that a text writes.

    Parameters
    ----------
    text
        The text, or its UTF-8 bytes.
    name
        What to call it in faults.
    folder
        Where its tables and the files of its sources stand; ``None`` not to look for them.

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
    return _finish(_read(data, name, folder), data, name, folder)


def find_faults(path: Path) -> tuple[Fault, ...]:
    """Return every error and warning of a case file, in file order; empty if there is none.

    Raises
    ------
    LimitError, UsageError
        As for `read_case`.
    """
    data, file = _load(path)
    return _read(data, str(file), file.parent).faults


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that an editor can complete and check a case with.

    Numbers may be numbers or texts in it, since YAML reads ``40`` as a number. It knows the form of a case; names that
    must agree between sections are checked by `find_faults` only.
    """
    from detente.io.sections.schema import make_schema  # noqa: PLC0415  # as above

    return make_schema()
