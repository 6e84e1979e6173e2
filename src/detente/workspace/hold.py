"""Asking which situations of a case would hold, given as a file, a folder or a name in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente import __version__
from detente.analyses.hold import ALL_CONCEPTS, analyse_holding
from detente.errors import UsageError
from detente.io import CaseFile
from detente.io.held import hold_document, hold_schema
from detente.results import Held
from detente.solvers.moves.rules import RULES
from detente.workspace.cases import open_case

__all__ = ["hold", "hold_document_of", "hold_schema"]


def hold(case: str | Path | CaseFile, concepts: Sequence[str] = (), *, rule: str = RULES[0]) -> Held:
    """Return which situations would hold, and who would move away from the others.

    Parameters
    ----------
    case
        A case as `open_case` returns it, or what `open_case` takes.
    concepts
        Concepts of stability: ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq``, ``sim``, ``seq-or-sim``; none: all.
    rule
        How others answer a move together: ``no-consecutive`` (nobody moves twice in a row), ``each-once`` or
        ``single``.

    Raises
    ------
    CaseError, LimitError, UsageError
        If the case is at fault, has no `moves` or too many states, or if there is no such concept or rule.

    Examples
    --------
    >>> hold("cuba-1962", ["seq"]).moves.equilibria
    {'seq': ('4', '6')}
    """
    for name in concepts:
        if name not in ALL_CONCEPTS:
            raise UsageError(f"There is no concept {name!r}. There are: {', '.join(ALL_CONCEPTS)}.")
    if rule not in RULES:
        raise UsageError(f"There is no rule {rule!r}. There are: {', '.join(RULES)}.")
    opened = case if isinstance(case, CaseFile) else open_case(case)
    return Held(opened.case.title, opened.sha256, analyse_holding(opened.case, rule, concepts))


def hold_document_of(found: Held) -> dict[str, Any]:
    """Return the JSON document of the answer, naming the version of Détente that made it."""
    return hold_document(found, version=__version__)
