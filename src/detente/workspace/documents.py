"""Results and formats as JSON documents."""

from __future__ import annotations

from typing import Any

from detente import __version__
from detente.io.document import analysis_document
from detente.results import Analysis

__all__ = ["document_of"]


def document_of(analysis: Analysis) -> dict[str, Any]:
    """Return the JSON document of an analysis, naming the version of Détente that made it.

    Examples
    --------
    >>> from detente.workspace import analyse
    >>> document_of(analyse("wage-talks"))["deal"]["zopa"]
    True
    """
    return analysis_document(analysis, version=__version__)
