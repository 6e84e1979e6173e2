"""The part of a graph model that is drawn: some situations, how far they are from today's, and the moves between them.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Arrow", "StateGraph"]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A single move of one player.

    Parameters
    ----------
    improving
        Whether the player strictly prefers where it leads.
    best
        Whether the player, moving from there, prefers nothing else to where it leads; only improving moves can be.
    """

    player: str
    start: str
    end: str
    improving: bool
    best: bool


@dataclass(frozen=True, slots=True)
class StateGraph:
    """Situations worth drawing, and every move between them.

    Parameters
    ----------
    states
        Ids: all situations of a small model; of a large one today's, the target, those that are watched or explained,
        and those that the ways and answers pass through.
    origin
        Where the ways are counted from: today's situation, or the first one where the case names none.
    steps
        Per situation the fewest moves that lead to it from `origin`, through whatever situations, nobody moving twice
        in a row; ``None`` where no moves do.
    arrows
        The moves from one of these situations to another, by player.
    """

    states: tuple[str, ...]
    origin: str
    steps: Mapping[str, int | None]
    arrows: tuple[Arrow, ...]
