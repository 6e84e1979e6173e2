"""Asking who would ratify packages of a case, given as a file, a folder or a name in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from detente.analyses import DEFAULT_AT_LEAST, analyse_ratification
from detente.errors import UsageError
from detente.io import CaseFile
from detente.results import Analysis
from detente.workspace.asking import Asked

__all__ = ["ratify"]


def ratify(
    case: str | Path | CaseFile,
    packages: Sequence[str] = (),
    *,
    at_least: float = DEFAULT_AT_LEAST,
    count: Sequence[str] = (),
    draws: int | None = None,
    seed: int = 0,
    table: str | None = None,
    stage: str | None = None,
) -> Analysis:
    """Return who signs and who ratifies packages, with the answer about the deal that it goes out from.

    Parameters
    ----------
    case
        A case as `open_case` returns it, or what `open_case` takes.
    packages
        At most `MAX_COMPARED` names: see `named_package`; none: the packages worth discussing and the proposals.
    at_least
        The chance of a yes, above 0 and at most 1, that puts a package into a win-set.
    count, draws, seed, table, stage
        As for `analyse`.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse` and `named_package`; also if the case has no ratifiers, or `at_least` is out of its bounds.

    Examples
    --------
    >>> found = ratify("wage-vote", ["A"], draws=0).ratification
    >>> [name for name, vote in found.packages[0].votes.items() if vote.needed]
    ['members', 'board']
    """
    if not 0 < at_least <= 1:
        raise UsageError(f"A chance of {at_least:g} is out of bounds. Take one above 0 and at most 1.")
    asked = Asked("ratify", case, packages, count=count, draws=draws, seed=seed, table=table, stage=stage)
    found = analyse_ratification(
        asked.case,
        asked.deal,
        draws=asked.draws,
        seed=seed,
        count=asked.count,
        table=asked.table,
        packages=asked.packages,
        at_least=at_least,
    )
    return replace(asked.analysis, ratification=found)
