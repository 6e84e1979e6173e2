"""Asking what of a case would hold: situations, a ceasefire; given as a file, a folder or a name in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente import __version__
from detente.analyses.hold import ALL_CONCEPTS, analyse_holding
from detente.analyses.hold_wanted import aimed_at
from detente.case import Case
from detente.case.ceasefire_numbers import numbers_of_ceasefire
from detente.ensemble import Draws
from detente.errors import UsageError
from detente.io import CaseFile
from detente.io.held import hold_document, hold_schema
from detente.results import Held
from detente.solvers.moves.limited import MOST_HORIZONS as MAX_HORIZON
from detente.solvers.moves.rules import RULES
from detente.workspace.asking import lacking
from detente.workspace.blocs import named_bloc
from detente.workspace.cases import draws_for, open_case
from detente.workspace.ceasefires import ceasefire_of

__all__ = ["ALL_CONCEPTS", "MAX_HORIZON", "RULES", "hold", "hold_document_of", "hold_schema"]


def hold(  # noqa: PLR0913 - one for each thing that can be asked for
    case: str | Path | CaseFile,
    concepts: Sequence[str] = (),
    *,
    rule: str = RULES[0],
    blocs: Sequence[str] = (),
    horizon: int | None = None,
    target: str | None = None,
    package: str | None = None,
    draws: int | None = None,
    seed: int = 0,
) -> Held:
    """Return which situations would hold, and who would move away from the others; and whether a ceasefire would.

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
    package
        The package on whose terms the ceasefire is asked about, in place of the one that the case names: a proposal,
        its terms, or what else `compare` takes.
    draws, seed
        As for `analyse`, where some players prefer by points or the ceasefire has ranges.

    Raises
    ------
    CaseError, LimitError, UsageError
        If the case is at fault, has neither `moves` nor `ceasefire`, or too many states, or if there is no such
        concept, rule, player, situation or package; also if there is nothing to draw, or something is asked for of
        which the case says nothing.

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
    missing = lacking(opened.case, "hold")
    if missing:
        raise UsageError(missing)
    if opened.case.moves is None and (concepts or blocs or horizon or target is not None or rule != RULES[0]):
        raise UsageError("This case has no moves, so nothing can be asked of concepts, rules, blocs or situations.")
    if opened.case.ceasefire is None and package is not None:
        raise UsageError("This case does not tell of a ceasefire, so there is no package to ask about.")
    if (draws or seed) and not _drawn(opened.case):
        raise UsageError("No player of this case prefers by points, and no ceasefire has ranges: nothing can be drawn.")
    found = None
    if opened.case.moves is not None:
        asked = opened.case if target is None else aimed_at(opened.case, target)
        found = analyse_holding(
            asked,
            rule,
            concepts,
            blocs=[named_bloc(opened.case.moves.players, text) for text in blocs],
            horizon=horizon,
            draws=Draws(seed, draws_for(draws, seed, opened.case)) if _by_points(opened.case) else Draws(0, 0),
        )
    ranges = Draws(seed, draws_for(draws, seed, opened.case)) if _ranged(opened.case) else Draws(0, 0)
    return Held(opened.case.title, opened.sha256, found, ceasefire_of(opened, ranges, package))


def _by_points(case: Case) -> bool:
    """Return whether some player prefers by points."""
    return case.moves is not None and any(case.moves.prefers_by(player) == "points" for player in case.moves.players)


def _ranged(case: Case) -> bool:
    """Return whether some number of the ceasefire is uncertain."""
    return case.ceasefire is not None and any(number.drawn_by for number in numbers_of_ceasefire(case.ceasefire))


def _drawn(case: Case) -> bool:
    return _by_points(case) or _ranged(case)


def hold_document_of(found: Held) -> dict[str, Any]:
    """Return the JSON document of the answer, naming the version of Détente that made it."""
    return hold_document(found, version=__version__)
