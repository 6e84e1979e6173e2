"""The Cuban missile crisis (Fraser and Hipel 1984).

Source: Niall M. Fraser and Keith W. Hipel, Conflict Analysis: Models and Resolutions, North-Holland 1984. The United
States can strike from the air (1) or blockade (2); the Soviet Union can withdraw its missiles (4) or escalate (8), not
both. A state is the sum of the numbers of what is done. Rankings and results are as recorded from the literature on the
graph model; the book was not at hand.

Where it differs from its source: the source counts a state as stable that is sanctioned in sequence or by moves at the same
time; in this case sequence alone gives the same equilibria. An air strike that cannot be taken back is our variation.
"""

from __future__ import annotations

import numpy as np

from detente.solvers.moves.model import Direction, Game
from detente.solvers.moves.sim import simultaneous
from detente.solvers.moves.stability import stable
from literature.ranked import common, game_of_options

STATES = [state for state in range(16) if state & 12 != 12]
RANKINGS = ([4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8], [0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8])


def crisis(strike: Direction) -> Game:
    return game_of_options(STATES, [[(0, strike), (1, "both")], [(2, "both"), (3, "both")]], RANKINGS)


def test_missiles_are_withdrawn_with_or_without_a_blockade():
    found = stable(crisis("both"))
    assert common(STATES, found.seq) == [4, 6]
    assert common(STATES, found.nash) == []


def test_moves_at_the_same_time_add_no_equilibrium():
    game = crisis("both")
    alone = simultaneous(game, np.array(STATES), [3, 12])
    assert common(STATES, stable(game).seq | alone) == [4, 6]


def test_a_strike_that_cannot_be_taken_back_may_last():
    found = stable(crisis("forward"))
    assert common(STATES, found.nash) == [5]
    assert common(STATES, found.seq) == [4, 5, 6]
