"""The prisoner's dilemma as a graph model (Fang, Hipel and Kilgour 1993).

Source: Liping Fang, Keith W. Hipel and D. Marc Kilgour, Interactive Decision Making: The Graph Model for Conflict
Resolution, Wiley 1993. Each of two decides whether to cooperate (C) or defect (D). Mutual defection is stable without any
thought of answers; mutual cooperation is stable once each thinks of the other's answer, and so it is under general and
symmetric metarationality and under sequential stability.

Where it differs from its source: the book was not at hand; the verdicts are those commonly reported for it. Symmetric
sequential stability and limited moves are worked out here.
"""

from __future__ import annotations

import pytest

from detente.solvers.moves.certificate import certificate
from detente.solvers.moves.limited import non_myopic
from detente.solvers.moves.stability import CONCEPTS, stable
from literature.ranked import common, game_of_options

CC, DC, CD, DD = STATES = (0, 1, 2, 3)
GAME = game_of_options(STATES, [[(0, "both")], [(1, "both")]], [[DC, CC, DD, CD], [CD, CC, DD, DC]])


def test_only_mutual_defection_is_a_nash_equilibrium():
    assert common(STATES, stable(GAME).nash) == [DD]


@pytest.mark.parametrize("concept", CONCEPTS[1:])
def test_mutual_cooperation_holds_for_those_who_think_of_answers(concept: str):
    found = {name: common(STATES, verdicts) for name, verdicts in stable(GAME).stable.items()}
    assert found[concept] == [CC, DD]


def test_cooperation_holds_because_defection_is_answered_in_kind():
    found = certificate(GAME, 0, CC, "smr")
    (answer,) = found.answers
    assert found.stable
    assert (answer.improvement, [(step.mover, step.state) for step in answer.path], answer.escape) == (
        DC,
        [(1, DD)],
        CD,
    )


def test_cooperation_holds_for_those_who_look_as_far_as_they_like():
    assert common(STATES, non_myopic(GAME).stable) == [CC, DD]
