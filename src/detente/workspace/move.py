"""Asking what would move the parties of a case, given as a file, a folder or a name in the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from detente.analyses import analyse_leverage
from detente.io import CaseFile
from detente.results import Analysis
from detente.workspace.asking import Asked
from detente.workspace.cases import crew_of

__all__ = ["move"]


def move(  # noqa: PLR0913 - one for each thing that can be asked for
    case: str | Path | CaseFile,
    packages: Sequence[str] = (),
    *,
    count: Sequence[str] = (),
    draws: int | None = None,
    seed: int = 0,
    table: str | None = None,
    stage: str | None = None,
    side_payments: bool = False,
    workers: int | None = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Return what would move the parties to packages, with the answer about the deal that it goes out from.

    Parameters
    ----------
    case
        A case as `open_case` returns it, or what `open_case` takes.
    packages
        At most `MAX_COMPARED` names: see `named_package`; none: the packages worth discussing and the proposals.
    count, draws, seed, table, stage, workers
        As for `analyse`.
    side_payments
        Whether to share a joint gain as if points were money, which adds points of different parties.
    progress
        Called with the number of sets of levers done and of all sets.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse` and `named_package`; also with too many sets of levers, or parties to pay each other.

    Examples
    --------
    >>> found = move("wage-vote", ["company's outline"], draws=0).leverage
    >>> [(each.party, float(round(each.pressure, 1))) for each in found.packages[0].break_even]
    [('union', 5.7), ('company', 0.0)]
    """
    asked = Asked("move", case, packages, count=count, draws=draws, seed=seed, table=table, stage=stage)
    found = analyse_leverage(
        asked.case,
        asked.deal,
        draws=asked.draws,
        seed=seed,
        count=asked.count,
        table=asked.table,
        packages=asked.packages,
        side_payments=side_payments,
        crew=crew_of(workers),
        progress=progress,
    )
    return replace(asked.analysis, leverage=found)
