"""Stability for groups: coalitions that form for a move, and blocs that always act as one.

A *coalition* leaves a state by joint moves of its members for a state that all of them prefer; the others answer each
for itself. It is deterred by an end that at least one member does not prefer to the state. A *bloc* is a lasting
union: a partition of all into blocs makes a game of its own, in which every bloc moves as a coalition does, and
answers as one.

Sources: Kilgour, Hipel, Fang and Peng 2001 and Inohara and Hipel 2008 for coalitions. Under SEQ each step of an answer
must improve things for whoever takes it; some authors let the others improve as coalitions instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.errors import UsageError
from detente.solvers.moves.model import Game
from detente.solvers.moves.rules import Rule, transitions
from detente.solvers.moves.sets import Stance, answered, check_size, joint, judged, table_of
from detente.solvers.moves.stability import CONCEPTS, Bools, Concept

__all__ = ["CoalitionMoves", "coalition_improvements", "coalition_moves", "coalition_stable", "stable_as_blocs"]


def coalition_improvements(game: Game, members: Sequence[int], rule: Rule = "no-consecutive") -> Bools:
    """Return where joint moves of a coalition lead that all of its members prefer, shape ``(states, states)``."""
    return _stance(game, members, rule).leaves


@dataclass(frozen=True, eq=False)
class CoalitionMoves:
    """Where a coalition would go, and what the others can do about it.

    Parameters
    ----------
    leaves
        Shape ``(states, states)``: whether joint moves lead from the first state to the second, and all members prefer
        it.
    answered
        Per concept, shape ``(states, states)``: whether the others would answer that so that it does not pay.
    """

    leaves: Bools
    answered: Mapping[Concept, Bools]

    @property
    def stable(self) -> Mapping[Concept, Bools]:
        """Return which states are stable for the coalition, per concept with shape ``(states,)``."""
        return {c: np.logical_not((self.leaves & ~each).any(axis=1)) for c, each in self.answered.items()}


def coalition_moves(game: Game, members: Sequence[int], rule: Rule = "no-consecutive") -> CoalitionMoves:
    """Return where a coalition would go from each state, and which of these moves the others would answer.

    Under SMR and SSEQ the coalition may try to escape from the end of an answer by joint moves; it is deterred where
    each end of these is one that some member does not prefer.

    Parameters
    ----------
    members
        Decision makers of the coalition; for one alone the verdicts are those of `detente.solvers.moves.stability`.
    rule
        How the members, and the others, move together.

    Raises
    ------
    UsageError
        If nobody, or somebody twice, is a member.
    LimitError
        If there are more states than tables are made for.

    Examples
    --------
    In the prisoner's dilemma the two together leave the state in which both confess for that in which neither does.

    >>> from detente.solvers.moves.model import Arcs
    >>> one, other = Arcs.of(4, [(0, 1), (1, 0), (2, 3), (3, 2)]), Arcs.of(4, [(0, 2), (2, 0), (1, 3), (3, 1)])
    >>> found = coalition_moves(Game(4, (one, other), np.array([[2, 3, 0, 1], [2, 0, 3, 1]])), (0, 1))
    >>> np.argwhere(found.leaves).tolist(), found.stable["gmr"].tolist()
    ([[3, 0]], [True, True, True, False])
    """
    stance = _stance(game, members, rule)
    rules = transitions(rule, [dm for dm in range(game.size) if dm not in members])
    replies = joint([table_of(own) for own in game.arcs], rules)
    improving = joint([table_of(game.improving(dm)) for dm in range(game.size)], rules)
    return CoalitionMoves(stance.leaves, answered(stance, replies, improving))


def coalition_stable(game: Game, members: Sequence[int], rule: Rule = "no-consecutive") -> Mapping[Concept, Bools]:
    """Return which states are stable for a coalition, per concept with shape ``(states,)``: see `coalition_moves`."""
    return coalition_moves(game, members, rule).stable


def stable_as_blocs(
    game: Game, blocs: Sequence[Sequence[int]], rule: Rule = "no-consecutive"
) -> Mapping[Concept, Bools]:
    """Return which states are stable for blocs that act as one, per concept with shape ``(blocs, states)``.

    Parameters
    ----------
    blocs
        A partition of all decision makers. One move of a bloc is a joint move of its members, and it improves things
        for the bloc if all members prefer where it ends.
    rule
        How the members of a bloc, and other blocs, move together.

    Raises
    ------
    UsageError
        If the blocs are no partition.
    LimitError
        If there are more states than tables are made for.
    """
    if sorted(dm for bloc in blocs for dm in bloc) != list(range(game.size)) or not all(blocs):
        raise UsageError("Every decision maker must stand in exactly one bloc.")
    stances = [_stance(game, bloc, rule) for bloc in blocs]
    found: dict[Concept, Bools] = {c: np.empty((len(blocs), game.states), dtype=np.bool_) for c in CONCEPTS}
    for number, stance in enumerate(stances):
        rules = transitions(rule, [other for other in range(len(blocs)) if other != number])
        replies = joint([each.moves for each in stances], rules)
        improving = joint([each.leaves for each in stances], rules)
        for concept, row in judged(stance, replies, improving).items():
            found[concept][number] = row
    return found


def _stance(game: Game, members: Sequence[int], rule: Rule) -> Stance:
    """Return what a group does and minds."""
    check_size(game.states)
    if not members or len(set(members)) < len(members) or not set(members) <= set(range(game.size)):
        raise UsageError("A coalition has at least one member, each once.")
    tables = [table_of(own) for own in game.arcs]
    moves = joint(tables, transitions(rule, members))
    # Coming back to where it began is no move of a group: it would let another move twice in a row.
    np.fill_diagonal(moves, val=False)
    ranks = game.ranks[list(members)]
    preferred: Bools = np.logical_and.reduce(ranks[:, None, :] > ranks[:, :, None])
    return Stance(moves, moves & preferred, np.logical_not(preferred))
