"""Which states are stable for whom: Nash, general and symmetric metarationality, sequential and symmetric sequential.

A state s is unstable for i if some improvement of i has no sanction. A sanction is a state that joint moves of the
others reach from the improvement, and that is not better for i than s; joint moves that bring play back to s are one,
too. Under SEQ and SSEQ each step must improve things for whoever takes it; under SMR and SSEQ no own move may lead
from the sanction to a state better than s.

With f(q) the rank of q for i, or under SMR and SSEQ the best of q and what i can move to from there, and m(q) the
least f among joint replies at q, s is stable if m(q) <= rank(s) for every improvement q. Always Nash => SSEQ => SEQ
=> GMR and SSEQ => SMR => GMR, under each rule of joint moves.

Sources: Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993; Rego and Vieira 2017 for SSEQ. Published matrix
forms leave s itself out of what counts as a sanction; here it is one, as in the definition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from detente.solvers.moves.model import Game, Integers, Numbers, none_of, working
from detente.solvers.moves.replies import Moves, greatest, worst_replies
from detente.solvers.moves.rules import Rule, transitions

__all__ = [
    "CONCEPTS",
    "NO_ANSWER",
    "NO_IMPROVEMENT",
    "Bools",
    "Concept",
    "Verdicts",
    "equilibria",
    "margins_of",
    "stable",
]

Bools: TypeAlias = NDArray[np.bool_]
Concept: TypeAlias = Literal["nash", "gmr", "smr", "seq", "sseq"]

CONCEPTS: tuple[Concept, ...] = get_args(Concept)
NO_IMPROVEMENT = int(np.iinfo(np.int64).max)
NO_ANSWER = -NO_IMPROVEMENT


@dataclass(frozen=True, eq=False)
class Verdicts:
    """What is stable for whom, and by how much.

    Parameters
    ----------
    margins
        Per concept, shape ``(decision makers, states)``: how many ranks the state stands above the end of the
        improvement that ends best, once the others have answered as they can. Stable where not negative.
        `NO_IMPROVEMENT` where there is none, and `NO_ANSWER` where nobody can answer some improvement.
    """

    margins: Mapping[Concept, Integers]

    @cached_property
    def stable(self) -> Mapping[Concept, Bools]:
        """Return per concept which states are stable, shape ``(decision makers, states)``."""
        return {concept: margins >= 0 for concept, margins in self.margins.items()}

    @property
    def nash(self) -> Bools:
        """Return where nobody has a better state one move away."""
        return self.stable["nash"]

    @property
    def gmr(self) -> Bools:
        """Return where every improvement can be answered."""
        return self.stable["gmr"]

    @property
    def smr(self) -> Bools:
        """Return where every improvement can be answered so that no further own move escapes."""
        return self.stable["smr"]

    @property
    def seq(self) -> Bools:
        """Return where every improvement can be answered by moves that improve things for the movers."""
        return self.stable["seq"]

    @property
    def sseq(self) -> Bools:
        """Return where every improvement can be answered by improving moves so that no further own move escapes."""
        return self.stable["sseq"]


def stable(game: Game, rule: Rule = "no-consecutive") -> Verdicts:
    """Return which states are stable for whom under five concepts.

    Time and memory grow with the number of moves.

    Parameters
    ----------
    rule
        How others answer together, as `detente.solvers.moves.rules.transitions` says.

    Examples
    --------
    The prisoner's dilemma: bit 0 says whether one confesses, bit 1 whether the other does.

    >>> from detente.solvers.moves.model import Arcs
    >>> one, other = Arcs.of(4, [(0, 1), (1, 0), (2, 3), (3, 2)]), Arcs.of(4, [(0, 2), (2, 0), (1, 3), (3, 1)])
    >>> found = stable(Game(4, (one, other), np.array([[2, 3, 0, 1], [2, 0, 3, 1]])))
    >>> equilibria(found.nash).tolist(), equilibria(found.seq).tolist()
    ([3], [0, 3])
    """
    improving = [game.improving(dm) for dm in range(game.size)]
    return Verdicts(margins_of(game.ranks, game.arcs, improving, rule))


def margins_of(
    ranks: Integers, moves: Sequence[Moves], improving: Sequence[Moves], rule: Rule
) -> dict[Concept, Integers]:
    """Return the margins of `Verdicts` from moves in whatever form.

    Parameters
    ----------
    ranks
        As for `Game`.
    moves, improving
        Per decision maker, all its moves, and those that improve things for it.
    """
    found: dict[Concept, Integers] = {concept: np.empty(ranks.shape, dtype=np.int64) for concept in CONCEPTS}
    for dm, own in enumerate(ranks):
        table = transitions(rule, [other for other in range(len(ranks)) if other != dm])
        values = working(own)
        guarded = np.maximum(values, greatest(moves[dm], values))
        found["nash"][dm] = _margin(values, improving[dm], values)
        answers: tuple[tuple[Concept, Sequence[Moves], Numbers], ...] = (
            ("gmr", moves, values), ("smr", moves, guarded), ("seq", improving, values), ("sseq", improving, guarded),
        )  # fmt: skip
        for concept, others, worth in answers:
            found[concept][dm] = _margin(values, improving[dm], worst_replies(others, worth, table))
    return found


def _margin(values: Numbers, improving: Moves, ends: Numbers) -> Integers:
    """Return by how many ranks each state is above the end of the improvement that ends best."""
    none = none_of(values)
    escape = greatest(improving, ends)
    margin = values.astype(np.int64) - escape
    margin[escape == none] = NO_ANSWER
    margin[escape == -none] = NO_IMPROVEMENT
    return margin


def equilibria(*verdicts: Bools) -> Integers:
    """Return the states that are stable for all, ascending.

    Parameters
    ----------
    verdicts
        One array of shape ``(decision makers, states)``; or, to judge each decision maker by a concept of its own,
        one row of shape ``(states,)`` for each.
    """
    return np.flatnonzero(np.logical_and.reduce([np.atleast_2d(each).all(axis=0) for each in verdicts]))
