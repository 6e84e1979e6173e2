"""All that is told of a case: its deal, its ranges, and what stands beside the deal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypedDict

from detente.analyses import (
    analyse_back_test,
    analyse_deal,
    analyse_hardening,
    analyse_leverage,
    analyse_ratification,
    analyse_uncertainty,
)
from detente.analyses.hold import analyse_holding
from detente.analyses.refinement import refinement_of
from detente.case import Case, Table
from detente.ensemble import ALONE, Crew, Draws, asking
from detente.errors import UsageError
from detente.io import CaseFile
from detente.results import Analysis, Deal, Holding, Leverage
from detente.workspace.cases import crew_of, draws_for, open_case
from detente.workspace.ceasefires import ceasefire_of
from detente.workspace.seating import table_of

__all__ = ["analyse"]

_MANY = 1_000
"""Draws from which on it is worth starting processes for what stands beside a deal."""

_HELPERS = 2
"""Most of them: ratification and leverage take longest."""

Progress = Callable[[int, int], None]


class _Given(TypedDict):
    """What all questions are given."""

    draws: int
    seed: int
    count: tuple[str, ...]
    table: Table | None


def analyse(  # noqa: PLR0913 - one for each thing that can be asked for
    case: str | Path | CaseFile,
    *,
    count: Sequence[str] = (),
    draws: int | None = None,
    seed: int = 0,
    table: str | None = None,
    stage: str | None = None,
    refine: bool = False,
    sobol: bool = False,
    workers: int | None = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Return the answers for a case at the central values of its ranges, and over draws of them.

    Parameters
    ----------
    case
        A case as `open_case` returns it, or what `open_case` takes.
    count
        Mediators whose points are objectives too.
    draws
        How many draws of the ranges, at most `MAX_DRAWS`; 0 for the central values only. By default `DEFAULT_DRAWS`
        where any number of the case is uncertain, else 0.
    seed
        Seed of the draws, 0 to `MAX_SEED`: the same seed gives the same answer.
    table
        A table of the case: what those present can settle, while all else stays as it is.
    stage
        ``first`` or ``final``: only issues of that stage are on the table.
    refine
        Whether the grids of quantities are made finer around the solutions, to see whether the answer moves.
    sobol
        Whether total Sobol indices of the numbers that move the answer most are wanted too.
    workers
        Processes that share the draws, at most `MAX_WORKERS`; the answer does not depend on their number. A
        script that asks for more than one stands under ``if __name__ == "__main__":``, since each imports it anew.
        ``None``: every processor, where that is worth it.
    progress
        Called with the number of blocks of draws done and of all blocks; then the same for sets of levers.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `open_case`; also if there is no such table or stage, a counted party is no mediator whose consent is
        required, or a number is out of its bounds.

    Examples
    --------
    >>> analyse("wage-talks").deal.zopa
    True
    >>> analyse("wage-talks", draws=20).uncertainty.zopa_share
    1.0
    """
    crew = crew_of(workers)
    opened = case if isinstance(case, CaseFile) else open_case(case)
    draws = draws_for(draws, seed, opened.case)
    if sobol and not draws:
        raise UsageError("No number of this case is uncertain: there is no variance to share out. Leave out --sobol.")
    # Nothing but the back-test may know what came about.
    before = replace(opened.case, outcome=None)
    asked, counted = table_of(before, table, stage), tuple(count)
    given = _Given(draws=draws, seed=seed, count=counted, table=asked)
    drawn = Draws(seed, draws)
    crew, helpers = _shared_out(crew, before, draws)
    with asking(helpers) as ask:
        # First what needs no deal: helpers answer it while the deal is found here.
        holding = ask(partial(_holding, before, drawn))
        ceasefire = ask(partial(ceasefire_of, opened, drawn))
        deal = analyse_deal(before, count=counted, table=asked)
        if refine:
            deal = replace(deal, refinement=refinement_of(before, count=counted, table=asked))
        deal = replace(deal, hardening=analyse_hardening(before, deal, count=counted, table=asked))
        ratification = ask(partial(analyse_ratification, before, deal, **given))
        leverage = ask(partial(_leverage, before, deal, given, *(() if helpers else (crew, progress))))
        uncertainty = None
        if draws:
            uncertainty = analyse_uncertainty(before, deal, **given, sobol=sobol, crew=crew, progress=progress)
        return Analysis(
            title=opened.case.title,
            sha256=opened.sha256,
            parties=tuple(opened.case.parties),
            issues=tuple(opened.case.issues),
            deal=deal,
            seed=seed,
            draws=draws,
            uncertainty=uncertainty,
            ratification=ratification(),
            leverage=leverage(),
            holding=holding(),
            ceasefire=ceasefire(),
            back_test=None if asked is not None else analyse_back_test(opened.case, deal, uncertainty, count=counted),
        )


def _shared_out(crew: Crew, case: Case, draws: int) -> tuple[Crew, int]:
    """Return who shares the draws, and how many processes answer meanwhile what stands beside a deal."""
    if crew.workers == 1 or draws < _MANY or not (case.ratifiers and case.levers):
        return crew, 0
    helpers = min(_HELPERS, crew.workers - 1)
    return replace(crew, workers=crew.workers - helpers), helpers


def _holding(case: Case, draws: Draws) -> Holding | None:
    """Return which situations would hold; ``None`` for a case without moves."""
    return None if case.moves is None else analyse_holding(case, draws=draws)


def _leverage(
    case: Case, deal: Deal, given: _Given, crew: Crew = ALONE, progress: Progress | None = None
) -> Leverage | None:
    """Return what would move the parties; ``None`` for a case without levers."""
    return analyse_leverage(case, deal, **given, crew=crew, progress=progress) if case.levers else None
