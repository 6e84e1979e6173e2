"""What two players do who look several moves ahead, or as far as they like.

Sources: Zagare 1984; Kilgour 1985; Fang, Hipel and Kilgour 1993. For three or more, published definitions disagree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from detente.errors import LimitError, UsageError
from detente.problem.moves import CompiledMoves
from detente.results.together import Expected, Farsight
from detente.solvers.moves.limited import MOST_HORIZONS, NonMyopic, limited, non_myopic
from detente.solvers.moves.model import Integers
from detente.solvers.moves.stability import Bools

__all__ = ["FAR_CONCEPTS", "MOST_FAR_STATES", "MOST_LOOKED", "Foreseen", "look_ahead"]

FAR_CONCEPTS = ("limited", "non-myopic")
"""Concepts for two players alone: a given number of moves ahead, and however many."""

MOST_FAR_STATES = 1 << 12
"""Unless asked for, non-myopic verdicts are worked out for at most so many states ..."""

MOST_LOOKED = 200
"""... and with at most so many moves ahead."""


@dataclass(frozen=True, eq=False)
class Foreseen:
    """Verdicts of two who look ahead.

    Parameters
    ----------
    tables
        Per concept what is stable, shape ``(2, states)``.
    told
        What is to be told of them.
    ends
        Shape ``(2, states)``: where each expects play to end that it begins; ``None`` where that goes on changing.
    """

    tables: Mapping[str, Bools]
    told: Farsight
    ends: Integers | None = None

    def expecting(self, compiled: CompiledMoves, rows: Iterable[int]) -> Farsight:
        """Return what is to be told, with where play from some states is expected to end."""
        if self.ends is None:
            return self.told
        expected = tuple(
            Expected(compiled.ids[row], player, compiled.ids[int(self.ends[dm, row])])
            for row in rows
            for dm, player in enumerate(compiled.players)
        )
        return replace(self.told, expected=expected)


def look_ahead(compiled: CompiledMoves, asked: Collection[str], horizon: int | None) -> Foreseen | None:
    """Return what two do who look ahead.

    Parameters
    ----------
    asked
        Concepts that were named; if none, non-myopic verdicts are given where they are soon found.
    horizon
        How many moves ahead limited moves look.

    Returns
    -------
    Foreseen or None
        ``None`` where nothing of this was asked for, or there are not two players and nothing was named.

    Raises
    ------
    UsageError
        If it was asked for and there are not two players, or limited moves without a horizon.
    LimitError
        If it was asked for and ends in a limit.
    """
    if "limited" in asked and horizon is None:
        raise UsageError("Limited moves look a given number of moves ahead. Say how many with --horizon N.")
    named = "non-myopic" in asked
    near = None if horizon is None else limited(compiled.game, horizon)
    if asked and not named and near is None:
        return None
    if len(compiled.players) != 2 and not named:
        return None
    far, skipped = None, ""
    if named:
        far = non_myopic(compiled.game)
    elif not asked:
        far, skipped = _soon(compiled)
    tables: dict[str, Bools] = {}
    ends: Integers | None = None
    if near is not None:
        tables["limited"] = near.stable
        ends = near.ends
    if far is not None:
        tables["non-myopic"] = far.stable
        if ends is None and far.period == 1:
            ends = limited(compiled.game, min(far.horizon, MOST_HORIZONS)).ends
    told = Farsight(
        skipped=skipped,
        horizon=horizon,
        settled_from=None if far is None else far.horizon,
        period=None if far is None else far.period,
        open=None if far is None else _open(compiled, far),
        arbitrary=any(each.arbitrary for each in (near, far) if each is not None),
    )
    return Foreseen(tables, told, ends)


def _soon(compiled: CompiledMoves) -> tuple[NonMyopic | None, str]:
    """Return non-myopic verdicts that are soon found, or why there are none."""
    if compiled.states > MOST_FAR_STATES:
        return None, (
            f"Non-myopic verdicts over {compiled.states:,} situations are worked out only if asked for "
            "(--concept non-myopic)."
        )
    try:
        return non_myopic(compiled.game, MOST_LOOKED), ""
    except LimitError as error:
        return None, str(error)


def _open(compiled: CompiledMoves, far: NonMyopic) -> dict[str, tuple[str, ...]]:
    return {
        player: tuple(compiled.ids[row] for row in np.flatnonzero(~far.converges[dm]).tolist())
        for dm, player in enumerate(compiled.players)
    }
