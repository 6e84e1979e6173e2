"""A file of another program: its bytes, its numbers, and what to say where it is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from detente.checks.words import quoted
from detente.errors import CaseError, Fault, LimitError
from detente.io.opening import first_bytes

__all__ = ["MAX_FILE_BYTES", "Source", "exact", "fault", "load", "required", "visible"]

MAX_FILE_BYTES = 20_000_000
"""Largest file of another program that is read."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\Z")
_LONGEST_NUMBER = 60
_LARGEST = 10**100
# Line breaks and tabs part cells; the two joiners are letters' companions in Persian and Indian scripts.
_KEPT = "\n\r\t\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Source:
    """One file.

    Parameters
    ----------
    name
        Its name as the user gave it, or as it stands in the folder that the user gave.
    data
        Its bytes.
    """

    name: str
    data: bytes

    @property
    def stem(self) -> str:
        """Return the file's name without folder and suffix."""
        return Path(self.name).stem


def load(path: Path) -> Source:
    """Return a file with its bytes.

    Raises
    ------
    LimitError
        If it is larger than `MAX_FILE_BYTES`.
    UsageError
        If it cannot be read.
    """
    data = first_bytes(path, MAX_FILE_BYTES)
    if len(data) > MAX_FILE_BYTES:
        raise LimitError(
            f"The file {path} is larger than {MAX_FILE_BYTES:,} bytes.", "Leave out what is no domain or profile."
        )
    return Source(str(path), data)


def fault(file: str, message: str, remedy: str, *, line: int = 1, column: int = 1, code: str = "foreign") -> CaseError:
    """Return the error that a fault of another program's file makes; the caller raises it."""
    return CaseError((Fault(code, file, line, column, "", message, remedy),))


def visible(text: str) -> str:
    r"""Return a text in which a space stands for every character that cannot be seen, line breaks and tabs apart.

    Names of other programs' files go to the terminal, which would obey some of them.

    Examples
    --------
    >>> visible("wage\x1b[2J")
    'wage [2J'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _KEPT else " " for c in text)


def exact(text: str) -> Fraction | None:
    """Return the number that a text writes, exactly, also with an exponent; ``None`` if it writes none, or a huge one.

    Examples
    --------
    >>> exact("2.5E-1"), exact("NaN")
    (Fraction(1, 4), None)
    """
    text = text.strip()
    if len(text) > _LONGEST_NUMBER or not _NUMBER.match(text):
        return None
    number = Fraction(text)
    return number if abs(number) <= _LARGEST else None


def required(text: str | None, what: str, file: str, line: int = 1, column: int = 1) -> Fraction:
    """Return the number that a text writes.

    Raises
    ------
    CaseError
        If it writes none.
    """
    number = None if text is None else exact(text)
    if number is None:
        said = "nothing is written" if text is None or not text.strip() else f"{quoted(text.strip())} is written"
        remedy = "Write a plain number, such as `0.25`."
        raise fault(file, f"A number is expected as {what}, and {said}.", remedy, line=line, column=column)
    return number
