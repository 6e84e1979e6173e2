"""Détente tells whether a negotiation has a deal.

The names below are all that a program needs; each is imported when it is first used, so that ``import detente``
costs nothing.

Examples
--------
>>> import detente
>>> talks = detente.read("wage-talks")
>>> talks.case.title
'Wage talks'
>>> detente.analyse(talks).deal.zopa
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case import Case
    from detente.errors import CaseError, DetenteError, Fault, LimitError, UsageError
    from detente.io import CaseFile
    from detente.notebook import compare, deal, diff, draws, hold, read
    from detente.results import Analysis
    from detente.workspace import analyse, check

__all__ = [
    "Analysis",
    "Case",
    "CaseError",
    "CaseFile",
    "DetenteError",
    "Fault",
    "LimitError",
    "UsageError",
    "__version__",
    "analyse",
    "check",
    "compare",
    "deal",
    "diff",
    "draws",
    "hold",
    "read",
]

__version__ = "0.1.0"

_HOME = {
    "Analysis": ("detente.results", "Analysis"),
    "Case": ("detente.case", "Case"),
    "CaseError": ("detente.errors", "CaseError"),
    "CaseFile": ("detente.io", "CaseFile"),
    "DetenteError": ("detente.errors", "DetenteError"),
    "Fault": ("detente.errors", "Fault"),
    "LimitError": ("detente.errors", "LimitError"),
    "UsageError": ("detente.errors", "UsageError"),
    "analyse": ("detente.workspace", "analyse"),
    "check": ("detente.workspace", "check"),
    "compare": ("detente.notebook", "compare"),
    "deal": ("detente.notebook", "deal"),
    "diff": ("detente.notebook", "diff"),
    "draws": ("detente.notebook", "draws"),
    "hold": ("detente.notebook", "hold"),
    "read": ("detente.notebook", "read"),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, original = _HOME[name]
    value: object = getattr(import_module(module), original)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
