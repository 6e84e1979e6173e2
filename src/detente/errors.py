"""Everything that can go wrong, in one tree.

::

    DetenteError
    ├── CaseError        the case has faults: each with file, line, column, remedy   (exit 1)
    ├── UsageError       a wrong argument, or a file or catalogue name not found      (exit 2)
    └── LimitError       a stated limit was hit: which, and what to do                (exit 3)

"No deal" is an answer and is never raised.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["CaseError", "DetenteError", "Fault", "LimitError", "Severity", "UsageError"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One defect of a case file, with its place and its remedy.

    Parameters
    ----------
    code
        Stable name of the defect, in kebab-case, such as ``unknown-issue``.
    file
        Name of the file as the user gave it.
    line, column
        Place of the defect, both counted from 1.
    path
        Where in the case it stands, such as ``preferences.union.weights.wage``.
    message
        What is wrong, in one sentence.
    remedy
        What to write instead, in one sentence.
    severity
        ``error`` stops every analysis; ``warning`` does not.
    """

    code: str
    file: str
    line: int
    column: int
    path: str
    message: str
    remedy: str
    severity: Severity = "error"


class DetenteError(Exception):
    """Base of every error that Détente raises on purpose."""


class CaseError(DetenteError):
    """The case has faults.

    Parameters
    ----------
    faults
        Every fault found, in file order; at least one of them an error.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        # What an error is made of, so that it can be made again where it comes from another process.
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        """Return one line for each fault."""
        return "\n".join(f"{f.file}:{f.line}:{f.column}: {f.message} {f.remedy}" for f in self.faults)


class UsageError(DetenteError):
    """The call itself is wrong: an unknown name, a missing file, an impossible argument."""


class LimitError(DetenteError):
    """A stated limit was reached before an answer was.

    Parameters
    ----------
    limit
        Which limit, with its value.
    remedy
        What to do about it.
    """

    def __init__(self, limit: str, remedy: str) -> None:
        super().__init__(limit, remedy)
        self.limit = limit
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the limit and the remedy."""
        return f"{self.limit} {self.remedy}"
