"""One move of one player, of which ways and answers are made. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MoveStep"]


@dataclass(frozen=True, slots=True)
class MoveStep:
    """A move, and the state that it leads to."""

    player: str
    to: str
