"""Finding and checking a case, given as a file, a folder or a name in the catalogue; how much work is done on it."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from detente import catalog
from detente.case import Case, numbers_of
from detente.ensemble import Crew
from detente.errors import CaseError, Fault, UsageError
from detente.io import CaseFile, find_faults, read_case, read_outline, source

__all__ = [
    "DEFAULT_DRAWS",
    "MAX_DRAWS",
    "MAX_SEED",
    "MAX_WORKERS",
    "check",
    "crew_of",
    "draws_for",
    "open_case",
    "open_outline",
    "source_line",
    "text_of",
    "within",
]

DEFAULT_DRAWS = 1000
"""Draws of the ranges where nothing else is asked for and the case has any."""

MAX_DRAWS = 100_000
"""Most draws of the ranges."""

MAX_SEED = 2**32 - 1
"""Largest seed of the draws."""

MAX_WORKERS = 61
"""Most processes that share the draws: as many as can be waited for on Windows."""

_PATIENCE = 1.0
"""Seconds of work left below which starting workers would take longer than it saves."""

_SHIPPED = "catalog:"


def open_case(name: str | Path) -> CaseFile:
    """Return a case with its warnings.

    Parameters
    ----------
    name
        A file, a folder with ``case.yaml``, or a name in the catalogue; what exists as a path wins.

    Raises
    ------
    CaseError
        If the case has errors.
    LimitError
        If it is too large.
    UsageError
        If there is neither such a file nor such a case in the catalogue.
    """
    with _located(name) as (file, shown):
        try:
            opened = read_case(file)
        except CaseError as error:
            raise CaseError(_renamed(error.faults, shown)) from error
        # What is lent from the catalogue may be gone afterwards.
        folder = None if shown else opened.folder
        return replace(opened, name=shown or opened.name, faults=_renamed(opened.faults, shown), folder=folder)


def open_outline(name: str | Path) -> Case:
    """Return a case of which only title, date, parties and issues are wanted; the rest may be missing or wrong.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `open_case`.
    """
    with _located(name) as (file, shown):
        try:
            return read_outline(file)
        except CaseError as error:
            raise CaseError(_renamed(error.faults, shown)) from error


def check(name: str | Path) -> tuple[Fault, ...]:
    """Return every error and warning of a case, in file order.

    Raises
    ------
    LimitError, UsageError
        As for `open_case`.
    """
    with _located(name) as (file, shown):
        return _renamed(find_faults(file), shown)


def crew_of(workers: int | None) -> Crew:
    """Return who shares the work: so many processes, or every processor, where that is worth it, for ``None``.

    Raises
    ------
    UsageError
        If the number of workers is out of its bounds.
    """
    within("number of workers", 1 if workers is None else workers, 1, MAX_WORKERS)
    return Crew(_processors(), _PATIENCE) if workers is None else Crew(workers)


def _processors() -> int:
    """Return how many processors this process may use, at most 8."""
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(usable, 8)


def within(name: str, number: int, least: int, most: int) -> None:
    """Refuse a number that is out of its bounds.

    Raises
    ------
    UsageError
        If it is.
    """
    if not least <= number <= most:
        raise UsageError(f"The {name} is {number:,}. Take one from {least} to {most:,}.")


def draws_for(draws: int | None, seed: int, *cases: Case) -> int:
    """Return how many draws are made: `draws`, or by default `DEFAULT_DRAWS` where any number of a case is uncertain.

    Raises
    ------
    UsageError
        If the number of draws or the seed is out of its bounds.
    """
    within("number of draws", draws or 0, 0, MAX_DRAWS)
    within("seed", seed, 0, MAX_SEED)
    if draws is not None:
        return draws
    return DEFAULT_DRAWS if any(number.drawn_by for case in cases for number in numbers_of(case)) else 0


def text_of(name: str) -> str:
    """Return the text of a case in the catalogue.

    Raises
    ------
    UsageError
        If there is no such case.
    """
    with catalog.path(name) as file:
        return file.read_text(encoding="utf-8")


def source_line(file: str, number: int) -> str | None:
    """Return the line of a case that a fault speaks of, or ``None`` where it cannot be read.

    Parameters
    ----------
    file
        The name that the fault gives.
    number
        The line, counted from 1.

    Examples
    --------
    >>> source_line("catalog:wage-talks", 3)
    'detente: 1'
    """
    if file.startswith(_SHIPPED):
        lines = text_of(file.removeprefix(_SHIPPED)).splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else None
    return source.source_line(file, number)


@contextmanager
def _located(name: str | Path) -> Generator[tuple[Path, str]]:
    """Lend the path of a case and, if it comes from the catalogue, the name to show instead of the path."""
    text = os.fspath(name)
    if text in catalog.names() and not os.path.lexists(text):
        with catalog.path(text) as file:
            yield file, f"{_SHIPPED}{text}"
        return
    if not os.path.lexists(text) and "\0" not in text:
        raise UsageError(_missing(text))
    yield Path(text), ""


def _missing(text: str) -> str:
    if text == "-":
        return "A case is not read from the standard input. Save it as a file, and name that."
    close = difflib.get_close_matches(text, [*catalog.names(), *_neighbours(text)], n=1)
    hint = f"Did you mean {close[0]!r}?" if close else "`detente catalog list` names the cases that ship with Détente."
    return f"There is no file {text!r}, and no case of that name in the catalogue. {hint}"


def _neighbours(text: str) -> list[str]:
    """Return the case files beside a path that does not exist, written as the path was."""
    try:
        found = sorted(Path(text).parent.iterdir())
    except (OSError, ValueError):
        return []
    return [str(file) for file in found if file.suffix in {".yaml", ".yml"} and file.exists()]


def _renamed(faults: tuple[Fault, ...], shown: str) -> tuple[Fault, ...]:
    return tuple(replace(fault, file=shown) for fault in faults) if shown else faults
