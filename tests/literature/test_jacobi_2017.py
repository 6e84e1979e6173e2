"""The United States and North Korea in October 2017 (Jacobi 2017).

Source: Zach Jacobi, GMCR for Dummies, and its sensitivity analysis, socratic-form-microscopy.com, November 2017. The
United States can strike (1) or withdraw (2), not both; North Korea can invade (4) or abandon its weapons (8). A state is the sum
of the numbers of what is done. Nine scenarios differ in rankings, in what can be taken back, and in the concept.

Where it differs from its source: with an invasion that cannot be taken back, the source finds the equilibria 0, 5 and 10. It
overlooks that the move from 12 to 0, which undoes an invasion too, is lost as well; without it North Korea has nothing
better to go to from 12, so that 12 is an equilibrium. The concept and the irreversible moves of each scenario are those
with which its result was found again, since the source's tables are pictures.
"""

from __future__ import annotations

import numpy as np
import pytest

from detente.solvers.moves.model import Option
from detente.solvers.moves.sim import simultaneous
from detente.solvers.moves.stability import Concept, stable
from literature.ranked import Rankings, common, game_of_moves, game_of_options

STATES = [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14]
BASE = ([8, 0, 9, 10, 12, 5, 4, 13, 14, 1, 2, 6], [6, 14, 2, 10, 0, 4, 12, 5, 1, 13, 8, 9])
BLOODTHIRSTY = ([8, 9, 0, 10, 13, 12, 5, 4, 1, 2, 14, 6], [6, 14, 4, 12, 5, 13, 2, 0, 10, 1, 9, 8])
DETERRED = (BLOODTHIRSTY[0], [6, 14, 4, 12, 0, 10, 5, 13, 2, 1, 9, 8])
PACIFIC = ([8, 0, 10, 2, 9, 12, 4, 5, 14, 13, 6, 1], [6, 14, 2, 10, 0, 8, 4, 12, 5, 1, 9, 13])
STRIKE, INVADE = 1, 4


def options(irreversible: set[int]) -> list[list[Option]]:
    return [
        [(bit, "forward" if 1 << bit in irreversible else "both") for bit in own] for own in ((0, 1), (2, 3))
    ]  # fmt: skip


def equilibria(rankings: Rankings, irreversible: set[int], concept: Concept, *, together: bool) -> list[int]:
    game = game_of_options(STATES, options(irreversible), rankings)
    verdicts = stable(game).stable[concept]
    if together:
        verdicts = verdicts | simultaneous(game, np.array(STATES), [3, 12])
    return common(STATES, verdicts)


@pytest.mark.parametrize(
    ("rankings", "irreversible", "concept", "together", "expected"),
    [
        pytest.param(BASE, {STRIKE}, "seq", True, [0, 4, 5, 10], id="base-in-sequence"),
        pytest.param(BASE, {STRIKE}, "smr", True, [0, 4, 5, 10, 12], id="base-symmetric"),
        pytest.param(BLOODTHIRSTY, {STRIKE, INVADE}, "seq", True, [5, 12], id="bloodthirsty-in-sequence"),
        pytest.param(BLOODTHIRSTY, {STRIKE, INVADE}, "smr", True, [5, 12], id="bloodthirsty-symmetric"),
        pytest.param(DETERRED, {STRIKE, INVADE}, "seq", True, [0, 5, 10, 12], id="deterrence-in-sequence"),
        pytest.param(DETERRED, {STRIKE, INVADE}, "smr", True, [0, 5, 10, 12], id="deterrence-symmetric"),
        pytest.param(PACIFIC, {STRIKE, INVADE}, "seq", False, [0, 4, 5], id="pacific-in-sequence"),
        pytest.param(PACIFIC, {STRIKE}, "smr", False, [0, 2, 4, 5, 8, 10, 12], id="pacific-symmetric"),
    ],
)
def test_eight_scenarios_come_out_as_published(
    rankings: Rankings, irreversible: set[int], concept: Concept, together: bool, expected: list[int]
):
    assert equilibria(rankings, irreversible, concept, together=together) == expected


def test_an_invasion_that_cannot_be_taken_back_leaves_one_equilibrium_more_than_published():
    assert equilibria(BASE, {STRIKE, INVADE}, "seq", together=True) == [0, 5, 10, 12]


def test_the_published_result_comes_from_moves_that_still_undo_the_invasion():
    game = game_of_options(STATES, options({STRIKE, INVADE}), BASE)
    moves = [[(a, b) for i, a in enumerate(STATES) for j, b in enumerate(STATES) if own.has(i, j)] for own in game.arcs]
    assert not any(a & INVADE > b & INVADE for a, b in moves[1])
    left = game_of_moves(STATES, [moves[0], [*moves[1], (12, 0)]], BASE)
    assert common(STATES, stable(left).seq | simultaneous(left, np.array(STATES), [3, 12])) == [0, 5, 10]


def test_moves_at_the_same_time_add_one_equilibrium_to_the_base():
    assert equilibria(BASE, {STRIKE}, "seq", together=False) == [0, 5, 10]
