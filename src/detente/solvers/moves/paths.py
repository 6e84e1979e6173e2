"""Which states can come about from today's, in how many moves, and by which way (status quo analysis).

Nobody moves twice in a row; whoever has moved may move again after somebody else. Source: Li, Kilgour and Hipel 2005.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.solvers.moves.explore import Exploration, Step
from detente.solvers.moves.model import Game, Integers
from detente.solvers.moves.rules import transitions

__all__ = ["Paths", "Step", "paths_from"]


@dataclass(frozen=True, eq=False)
class Paths:
    """The shortest ways from one state to all that can be reached.

    Parameters
    ----------
    start
        Where all ways begin.
    lengths
        Shape ``(states,)``: how many moves the shortest way has; -1 where there is none.
    """

    start: int
    lengths: Integers
    _exploration: Exploration
    _places: Integers

    def to(self, target: int) -> tuple[Step, ...] | None:
        """Return the moves of a shortest way, none at all to the start itself; nothing where no way leads there."""
        length = int(self.lengths[target])
        if length < 1:
            return () if target == self.start else None
        return self._exploration.path(length, int(self._places[target]))


def paths_from(game: Game, start: int, *, improving: bool = False) -> Paths:
    """Return the shortest ways from a state.

    Parameters
    ----------
    improving
        Whether each move must improve things for whoever makes it.

    Examples
    --------
    >>> from detente.solvers.moves.model import Arcs
    >>> arcs = Arcs.of(3, [(0, 1)]), Arcs.of(3, [(1, 2)])
    >>> game = Game(3, arcs, np.array([[0, 1, 0], [0, 1, 0]]))
    >>> paths_from(game, 0).to(2)
    (Step(mover=0, state=1), Step(mover=1, state=2))
    >>> paths_from(game, 0, improving=True).lengths.tolist()
    [0, 1, -1]
    """
    everybody = range(game.size)
    arcs = [game.improving(dm) for dm in everybody] if improving else game.arcs
    found = Exploration(arcs, transitions("no-consecutive", everybody), start)
    lengths = np.full(game.states, -1)
    places = np.zeros(game.states, dtype=np.int64)
    number = 0
    while (level := found.level(number)) is not None:
        states, first = np.unique(level.states, return_index=True)
        new = lengths[states] < 0
        lengths[states[new]] = number
        places[states[new]] = first[new]
        number += 1
    return Paths(start, lengths, found, places)
