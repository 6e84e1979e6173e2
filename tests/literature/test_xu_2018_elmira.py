"""The polluted aquifer of Elmira, Ontario, in 1991 (Xu, Hipel, Kilgour and Fang 2018).

Source: Haiyan Xu, Keith W. Hipel, D. Marc Kilgour and Liping Fang, Conflict Resolution Using the Graph Model: Strategic
Interactions in Competition and Cooperation, Springer 2018. The ministry (MoE) can modify its control order; Uniroyal can
delay, accept the order, or abandon its plant; the local government can insist. Nine states; the last stands for all
in which the plant is abandoned. Moves, rankings and results are as recorded from the literature on the graph model; the
book was not at hand.

Where it differs from its source: nowhere in the equilibria. The moves are given as arcs, since merged states have no
single combination of options.
"""

from __future__ import annotations

import numpy as np
import pytest

from detente.solvers.moves.coalitions import coalition_improvements, coalition_stable
from detente.solvers.moves.paths import paths_from
from detente.solvers.moves.stability import Concept, stable
from literature.ranked import common, game_of_moves

STATES = range(1, 10)
INSISTS = [(1, 5), (2, 6), (3, 7), (4, 8)]
MOVES = (
    [(1, 2), (3, 4), (5, 6), (7, 8)],
    [(1, 3), (1, 9), (2, 4), (2, 9), (3, 9), (4, 9), (5, 7), (5, 9), (6, 8), (6, 9), (7, 9), (8, 9)],
    [*INSISTS, *((b, a) for a, b in INSISTS)],
)
RANKINGS = ([7, 3, 4, 8, 5, 1, 2, 6, 9], [1, 4, 8, 5, 9, 3, 7, 2, 6], [7, 3, 5, 1, 8, 6, 4, 2, 9])
GAME = game_of_moves(STATES, MOVES, RANKINGS)
MINISTRY, UNIROYAL, LOCAL = range(3)


@pytest.mark.parametrize(
    ("concept", "expected"),
    [("nash", [5, 8, 9]), ("seq", [5, 8, 9]), ("gmr", [1, 4, 5, 8, 9]), ("smr", [1, 4, 5, 8, 9])],
)
def test_equilibria(concept: Concept, expected: list[int]):
    assert common(STATES, stable(GAME).stable[concept]) == expected


def test_ministry_and_uniroyal_together_jump_from_one_equilibrium_to_another():
    improvements = coalition_improvements(GAME, (MINISTRY, UNIROYAL))
    assert [STATES[place] for place in np.flatnonzero(improvements[STATES.index(5)])] == [8]
    found = coalition_stable(GAME, (MINISTRY, UNIROYAL))
    assert not any(verdicts[STATES.index(5)] for verdicts in found.values())
    assert all(verdicts[STATES.index(8)] for verdicts in found.values())


def test_the_jump_is_no_way_of_improvements_of_each_alone():
    today, end = STATES.index(5), STATES.index(8)
    assert paths_from(GAME, today, improving=True).to(end) is None
    path = paths_from(GAME, today).to(end)
    assert path is not None
    assert [(step.mover, STATES[step.state]) for step in path] == [(MINISTRY, 6), (UNIROYAL, 8)]
