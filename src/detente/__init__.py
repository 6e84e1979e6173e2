"""Détente tells whether a negotiation has a deal.

The names below are all that a program needs; each is imported when it is first used, so that ``import detente``
costs nothing.

Examples
--------
>>> import detente
>>> issubclass(detente.CaseError, detente.DetenteError)
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case import Case
    from detente.errors import CaseError, DetenteError, Fault, LimitError, UsageError

    __version__: str

__all__ = ["Case", "CaseError", "DetenteError", "Fault", "LimitError", "UsageError", "__version__"]

_HOME = {
    "Case": "detente.case",
    "CaseError": "detente.errors",
    "DetenteError": "detente.errors",
    "Fault": "detente.errors",
    "LimitError": "detente.errors",
    "UsageError": "detente.errors",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        value: object = import_module("importlib.metadata").version("detente")
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
