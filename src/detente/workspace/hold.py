"""Asking which situations of a case would hold, given as a file, a folder or a name in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente import __version__
from detente.analyses.hold import ALL_CONCEPTS, analyse_holding
from detente.analyses.hold_wanted import aimed_at
from detente.case import Case
from detente.ensemble import Draws
from detente.errors import UsageError
from detente.io import CaseFile
from detente.io.held import hold_document, hold_schema
from detente.results import Held
from detente.solvers.moves.limited import MOST_HORIZONS as MAX_HORIZON
from detente.solvers.moves.rules import RULES
from detente.workspace.blocs import named_bloc
from detente.workspace.cases import draws_for, open_case

__all__ = ["ALL_CONCEPTS", "MAX_HORIZON", "RULES", "hold", "hold_document_of", "hold_schema"]


def hold(
    case: str | Path | CaseFile,
    concepts: Sequence[str] = (),
    *,
    rule: str = RULES[0],
    blocs: Sequence[str] = (),
    horizon: int | None = None,
    target: str | None = None,
    draws: int | None = None,
    seed: int = 0,
) -> Held:
    """Return which situations would hold, and who would move away from the others.

    Parameters
    ----------
    case
        A case as `open_case` returns it, or what `open_case` takes.
    concepts
        Concepts of stability: ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq``, ``sim``, ``seq-or-sim``, and for two
        players ``limited`` and ``non-myopic``; none: all.
    rule
        How others answer a move together: ``no-consecutive`` (nobody moves twice in a row), ``each-once`` or
        ``single``.
    blocs
        Names of players who always act as one, with commas between them; each text is one bloc.
    horizon
        How many moves ahead ``limited`` looks.
    target
        The situation that is wished for, by its id, label or signs, in place of the one that the case names.
    draws, seed
        As for `analyse`, where some players prefer by points: in how many draws of the ranges each situation holds.

    Raises
    ------
    CaseError, LimitError, UsageError
        If the case is at fault, has no `moves` or too many states, or if there is no such concept, rule, player or
        situation; also if there is nothing to draw.

    Examples
    --------
    >>> hold("cuba-1962", ["seq"]).moves.equilibria
    {'seq': ('4', '6')}
    >>> hold("elmira-1991", ["nash"], blocs=["ministry, Uniroyal"]).moves.blocs.lost
    {'nash': ('18',)}
    """
    for name in concepts:
        if name not in ALL_CONCEPTS:
            raise UsageError(f"There is no concept {name!r}. There are: {', '.join(ALL_CONCEPTS)}.")
    if rule not in RULES:
        raise UsageError(f"There is no rule {rule!r}. There are: {', '.join(RULES)}.")
    opened = case if isinstance(case, CaseFile) else open_case(case)
    asked = opened.case if target is None else aimed_at(opened.case, target)
    players = () if opened.case.moves is None else opened.case.moves.players
    found = analyse_holding(
        asked,
        rule,
        concepts,
        blocs=[named_bloc(players, text) for text in blocs],
        horizon=horizon,
        draws=_draws(opened.case, draws, seed),
    )
    return Held(opened.case.title, opened.sha256, found)


def _draws(case: Case, draws: int | None, seed: int) -> Draws:
    """Return the draws of a case's ranges; none where no player prefers by points."""
    moves = case.moves
    if moves is not None and any(moves.prefers_by(player) == "points" for player in moves.players):
        return Draws(seed, draws_for(draws, seed, case))
    if draws or seed:
        raise UsageError("No player of this case prefers by points: there is nothing to draw.")
    return Draws(0, 0)


def hold_document_of(found: Held) -> dict[str, Any]:
    """Return the JSON document of the answer, naming the version of Détente that made it."""
    return hold_document(found, version=__version__)
