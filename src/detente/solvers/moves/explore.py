"""Where joint moves lead from one state, found breadth-first over (state, what is remembered of the movers)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.solvers.moves.model import Arcs, Integers
from detente.solvers.moves.rules import Transitions

__all__ = ["Exploration", "Level", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """One move: who makes it, and where it leads."""

    mover: int
    state: int


@dataclass(frozen=True, eq=False)
class Level:
    """What is reached for the first time after so many moves.

    Parameters
    ----------
    states, memories
        Shape ``(found,)``: the state, and what is remembered; no such pair twice.
    movers, parents
        Shape ``(found,)``: who moved last, and from which place of the level before.
    """

    states: Integers
    memories: Integers
    movers: Integers
    parents: Integers


class Exploration:
    """Joint moves from one state, worked out level by level as far as somebody asks.

    Parameters
    ----------
    arcs
        Per decision maker; only those that `table` names are read.
    table
        Who may move when, as `detente.solvers.moves.rules.transitions` says.
    start
        Where the first of them moves.

    Examples
    --------
    >>> from detente.solvers.moves.rules import transitions
    >>> arcs = Arcs.of(4, [(0, 1), (2, 3)]), Arcs.of(4, [(1, 2)])
    >>> found = Exploration(arcs, transitions("no-consecutive", [0, 1]), 0)
    >>> level = found.level(3)
    >>> level.states.tolist(), found.path(3, 0)
    ([3], (Step(mover=0, state=1), Step(mover=1, state=2), Step(mover=0, state=3)))
    >>> found.level(4) is None
    True
    """

    def __init__(self, arcs: Sequence[Arcs], table: Transitions, start: int) -> None:
        self._arcs = arcs
        self._table = table
        none = np.zeros(1, dtype=np.int64)
        self._levels = [Level(np.array([start]), none, none, none)]
        self._seen: dict[int, NDArray[np.bool_]] = {}
        self._complete = False

    def level(self, number: int) -> Level | None:
        """Return what is first reached after so many moves; nothing if all has been reached before."""
        while len(self._levels) <= number and not self._complete:
            self._grow()
        return self._levels[number] if number < len(self._levels) else None

    def path(self, number: int, place: int) -> tuple[Step, ...]:
        """Return the moves that lead to a place of a level."""
        steps: list[Step] = []
        for level in reversed(self._levels[1 : number + 1]):
            steps.append(Step(int(level.movers[place]), int(level.states[place])))
            place = int(level.parents[place])
        return tuple(reversed(steps))

    def _grow(self) -> None:
        last = self._levels[-1]
        parts: list[tuple[Integers, Integers, Integers, Integers]] = []
        memories: list[int] = np.unique(last.memories).tolist()
        for memory in memories:
            here = np.flatnonzero(last.memories == memory)
            for mover, after in self._table[memory]:
                places, targets = self._arcs[mover].rows(last.states[here])
                seen = self._seen.setdefault(after, np.zeros(self._arcs[mover].states, dtype=np.bool_))
                new = np.flatnonzero(~seen[targets])
                states, first = np.unique(targets[new], return_index=True)
                seen[states] = True
                if len(states):
                    parts.append(
                        (states, np.full(len(states), after), np.full(len(states), mover), here[places[new[first]]])
                    )
        if parts:
            self._levels.append(Level(*(np.concatenate(column) for column in zip(*parts, strict=True))))
        self._complete = not parts
