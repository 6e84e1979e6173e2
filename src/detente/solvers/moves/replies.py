"""The worst that joint moves of others can lead to, for every state at once.

For a complete ranking it is enough to carry the least value over (state, what is remembered of the movers): no table of
all pairs of states is made. Derived in the project and compared with brute force on thousands of random models.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from detente.solvers.moves.model import Integers, Numbers, none_of
from detente.solvers.moves.rules import Transitions

__all__ = ["Moves", "greatest", "worst_replies"]


class Moves(Protocol):
    """Moves of one decision maker, in whatever form."""

    def least(self, values: Numbers) -> Numbers:
        """Return, for each state, the least value among the states it can move to; `none_of` where there is none."""
        ...

    def lowered(self, found: Numbers, values: Numbers, fallen: Integers) -> Numbers:
        """Return `least` of values that have only fallen, and only at some states, since `found` was worked out."""
        ...


def greatest(moves: Moves, values: Numbers) -> Numbers:
    """Return, for each state, the greatest value one move away; where there is no move, minus `none_of`."""
    return -moves.least(-values)


def worst_replies(moves: Sequence[Moves], values: Numbers, table: Transitions) -> Numbers:
    """Return, for each state, the least value among the states that joint moves lead to; `none_of` where none moves.

    What a next move can lead to is made anew only where what it is made from has fallen, until nothing falls. That
    takes as many rounds as the longest way to a least value has moves, nearly always few, and a round costs what has
    fallen.

    Parameters
    ----------
    moves
        Per decision maker; only those that `table` names are read.
    values
        Shape ``(states,)``: what each state is worth to the one who is answered.
    table
        Who may move when, as `detente.solvers.moves.rules.transitions` says.
    """
    arriving: defaultdict[int, set[int]] = defaultdict(set)
    leading: defaultdict[int, list[int]] = defaultdict(list)
    for memory, row in enumerate(table):
        for mover, after in row:
            arriving[after].add(mover)
            if memory:
                leading[after].append(memory)
    reached: dict[tuple[int, int], Numbers] = {}
    floors: dict[int, Numbers] = {}
    # Later memories first: under each-once, each is then complete when it is needed.
    waiting = deque(range(len(table) - 1, 0, -1))
    while waiting:
        memory = waiting.popleft()
        floor = values
        for step in table[memory]:
            if step in reached:
                floor = np.minimum(floor, reached[step])
        if memory in floors:
            fallen = np.flatnonzero(floor != floors[memory])
            if not len(fallen):
                continue
            for mover in arriving[memory]:
                reached[mover, memory] = moves[mover].lowered(reached[mover, memory], floor, fallen)
        else:
            for mover in arriving[memory]:
                reached[mover, memory] = moves[mover].least(floor)
        floors[memory] = floor
        waiting.extend(place for place in leading[memory] if place not in waiting)
    found = np.full_like(values, none_of(values))
    for step in table[0]:
        found = np.minimum(found, reached[step])
    return found
