"""Graph models as sources print them: states under numbers of their own, rankings best first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.solvers.moves.model import Arcs, Game, Option, option_moves
from detente.solvers.moves.stability import Bools, equilibria

Rankings = Sequence[Sequence[int]]


def ranks_of(states: Sequence[int], rankings: Rankings) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return ranks of states, the higher the better, from rankings without ties, best first."""
    assert all(sorted(own) == sorted(states) for own in rankings)
    return np.array([[len(own) - own.index(state) for state in states] for own in rankings])


def game_of_options(states: Sequence[int], options: Sequence[Sequence[Option]], rankings: Rankings) -> Game:
    """Return a model in option form, states numbered by the bits of their options."""
    vectors = np.array(states)
    return Game(len(states), tuple(option_moves(vectors, own) for own in options), ranks_of(states, rankings))


def game_of_moves(states: Sequence[int], moves: Sequence[Sequence[tuple[int, int]]], rankings: Rankings) -> Game:
    """Return a model from lists of moves."""
    arcs = [[(states.index(a), states.index(b)) for a, b in own] for own in moves]
    return Game(len(states), tuple(Arcs.of(len(states), own) for own in arcs), ranks_of(states, rankings))


def common(states: Sequence[int], verdicts: Bools) -> list[int]:
    """Return the numbers of the states that are stable for all."""
    return [states[place] for place in equilibria(verdicts)]
