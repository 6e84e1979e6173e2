"""What became of ceasefires of the past: the shipped table, or one made from a user's own copy of the data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from detente import __version__, catalog
from detente.analyses.reference import LAST_DAY, analyse_reference
from detente.catalog.past import PAPER
from detente.errors import UsageError
from detente.io.reference import classes_to_csv, reference_document, reference_schema
from detente.results.reference import ReferenceTable
from detente.workspace.cases import MAX_SEED
from detente.workspace.replacing import replace_file

__all__ = ["reference", "reference_document_of", "reference_schema", "write_reference"]


def reference(
    file: str | Path | None = None,
    *,
    columns: Sequence[str] = (),
    codes: Sequence[str] = (),
    until: str | None = None,
    seed: int = 0,
) -> ReferenceTable:
    """Return how ceasefires of the past ended, by class.

    Parameters
    ----------
    file
        A copy of the ETH/PRIO Civil Conflict Ceasefire data, as CSV or XLSX; without one, the table that ships with
        Détente.
    columns
        Other names of columns, each as ``field=name``.
    codes
        What codes mean, each as ``field:code=meaning``.
    until
        The last day of the data in ISO form; by default that of the data for 1989-2020.
    seed
        Seed of the bounds from drawing whole countries.

    Raises
    ------
    CaseError
        If the file has faults.
    LimitError
        If it is too large.
    UsageError
        If it cannot be read, or a name, a meaning or a day is none.

    Examples
    --------
    >>> reference().classes[0].ends.violent
    1
    """
    if file is None:
        if columns or codes or until is not None or seed:
            raise UsageError("That is about a file, and none is named: add the file, or leave the options out.")
        return catalog.past_ceasefires()
    if not 0 <= seed <= MAX_SEED:
        raise UsageError(f"The seed {seed} is out of bounds. Take one from 0 to {MAX_SEED:,}.")
    # The readers of other programs' tables take time to load that no other command should pay.
    from detente.io.ceasefire_fields import code_of  # noqa: PLC0415
    from detente.io.ceasefires import read_ceasefires  # noqa: PLC0415

    last_day = LAST_DAY if until is None else _day(until)
    path = Path(file)
    if path.is_dir():
        raise UsageError(f"{str(file)!r} is a folder. Name a file in it, for example {str(path / 'ceasefires.csv')!r}.")
    if not path.is_file():
        raise UsageError(f"There is no file {str(file)!r}. Check the name.")
    called = _once("--column", map(_column, columns))
    told = _once("--code", ((f"{name}:{code_of(code)}", meaning) for name, code, meaning in map(_code, codes)))
    meanings = {(name, code): meaning for key, meaning in told.items() for name, _, code in [key.partition(":")]}
    loaded = read_ceasefires(path, last_day, called, meanings)
    source = f"Counted from {path.name}, read as a copy of the ETH/PRIO Civil Conflict Ceasefire data ({PAPER})."
    found = analyse_reference(loaded.ceasefires, source, last_day=last_day, seed=seed, notes=loaded.notes)
    shipped = {each.name: each.ends for each in catalog.past_ceasefires().classes}
    differs = tuple(each.name for each in found.classes if each.ends != shipped[each.name])
    return replace(found, differs=differs, unused=loaded.unused)


def _once(option: str, said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what an option says, by what it says it of; the same twice is no contradiction."""
    found: dict[str, str] = {}
    for key, value in said:
        if found.setdefault(key, value) != value:
            raise UsageError(f"{option} says two things of {key}: {found[key]!r} and {value!r}. Keep one of them.")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day. Write, for example, 2020-12-31.") from None


def _column(text: str) -> tuple[str, str]:
    name, equals, column = text.partition("=")
    if not equals or not column.strip():
        raise UsageError(f"{text!r} names no column. Write, for example, outcome=ended.")
    return name.strip(), column.strip()


def _code(text: str) -> tuple[str, str, str]:
    left, equals, meaning = text.rpartition("=")
    name, colon, code = left.partition(":")
    if not equals or not colon:
        raise UsageError(f"{text!r} explains no code. Write, for example, outcome:2=violent.")
    return name.strip(), code.strip(), meaning.strip()


def reference_document_of(table: ReferenceTable) -> dict[str, Any]:
    """Return the JSON document of a table, naming the version of Détente that made it."""
    return reference_document(table, version=__version__)


def write_reference(table: ReferenceTable, destination: str | Path, *, overwrite: bool) -> Path:
    """Write the classes as CSV, whole or not at all, and return the file's path.

    Raises
    ------
    UsageError
        If the file exists and stays, is no file, or its folder does not exist.
    OSError
        If it cannot be written.
    """
    path = Path(destination)
    if not str(destination).strip() or path.is_dir():
        raise UsageError(f"{str(destination)!r} is no name of a file. Write one, for example classes.csv.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}. Make it first, or name another place.")
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(f"{path} is no regular file. Name another place.")
    if path.exists() and not overwrite:
        raise UsageError(f"{path} exists already and was left as it is. Name another place, or add --force.")
    replace_file(path, classes_to_csv(table.classes))
    return path
