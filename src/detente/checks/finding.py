"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.errors import Severity

__all__ = ["Finding", "Path"]

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect of a case.

    Parameters
    ----------
    code
        Stable name of the defect, in kebab-case.
    path
        Keys and positions that lead to it, such as ``("preferences", "union", "weights", "wage")``.
    message, remedy
        What is wrong; what to write instead.
    severity
        ``error`` or ``warning``.
    at
        Whether the defect lies in the value at the end of the path or in its key (an unknown name).
    """

    code: str
    path: Path
    message: str
    remedy: str
    severity: Severity = "error"
    at: Literal["value", "key"] = "value"
