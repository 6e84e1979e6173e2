"""Why a state is stable for somebody, or is not: what a reader can check move by move.

A certificate is worked out only for the verdict asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from detente.errors import UsageError
from detente.solvers.moves.explore import Exploration, Step
from detente.solvers.moves.model import Game, Numbers, working
from detente.solvers.moves.replies import greatest
from detente.solvers.moves.rules import Rule, transitions
from detente.solvers.moves.stability import CONCEPTS, Concept

__all__ = ["Answer", "Certificate", "Certifier", "certificate"]

# What is kept of earlier questions: joint replies to one state each.
KEPT = 256


@dataclass(frozen=True, slots=True)
class Answer:
    """How the others answer one improvement.

    Parameters
    ----------
    improvement
        The state that the decision maker would move to.
    path
        The moves of the others from there; none if they cannot move, or if the concept asks for no answer.
    escape
        Under SMR and SSEQ the best state that the decision maker can move to from the end of the path; none where it
        cannot move, and under other concepts.
    """

    improvement: int
    path: tuple[Step, ...]
    escape: int | None = None

    @property
    def end(self) -> int:
        """Return where play stands after the answer."""
        return self.path[-1].state if self.path else self.improvement


@dataclass(frozen=True, slots=True)
class Certificate:
    """A verdict with what proves it.

    Parameters
    ----------
    dm, state, concept, rule
        The verdict asked about.
    stable
        The verdict.
    answers
        If stable, one for each improvement, the best improvement first: the shortest way to a sanction. Otherwise one
        alone: the best improvement that has no sanction, with the way to the worst that the others can do about it.
    """

    dm: int
    state: int
    concept: Concept
    rule: Rule
    stable: bool
    answers: tuple[Answer, ...]


class Certifier:
    """Certificates for one game, which share what they need.

    Parameters
    ----------
    rule
        How others answer together, as `detente.solvers.moves.rules.transitions` says.
    """

    def __init__(self, game: Game, rule: Rule = "no-consecutive") -> None:
        self.game = game
        self.rule: Rule = rule
        self._explored = lru_cache(maxsize=KEPT)(self._explore)
        self._best = lru_cache(maxsize=None)(self._best_of)

    def certificate(self, dm: int, state: int, concept: Concept) -> Certificate:
        """Return why a state is stable for a decision maker, or is not."""
        if concept not in CONCEPTS:
            raise UsageError(f"There is no certificate for {concept!r}. There are: {', '.join(CONCEPTS)}.")
        ranks = self.game.ranks[dm]
        improvements = self.game.improving(dm).after(state)
        answers: list[Answer] = []
        for improvement in improvements[np.argsort(-ranks[improvements], kind="stable")].tolist():
            if concept == "nash":
                return Certificate(dm, state, concept, self.rule, stable=False, answers=(Answer(improvement, ()),))
            answer, enough = self._answer(dm, int(ranks[state]), improvement, concept)
            if not enough:
                return Certificate(dm, state, concept, self.rule, stable=False, answers=(answer,))
            answers.append(answer)
        return Certificate(dm, state, concept, self.rule, stable=True, answers=tuple(answers))

    def deterred(self, dm: int, state: int, improvement: int, concept: Concept) -> bool:
        """Return whether others would keep a decision maker from moving to a better state."""
        return concept != "nash" and self._answer(dm, int(self.game.ranks[dm, state]), improvement, concept)[1]

    def _explore(self, dm: int, improvement: int, *, improving: bool) -> Exploration:
        others = self.game.others(dm)
        arcs = [self.game.improving(each) if improving else own for each, own in enumerate(self.game.arcs)]
        return Exploration(arcs, transitions(self.rule, others), improvement)

    def _best_of(self, dm: int) -> Numbers:
        """Return the best rank that an own move reaches from each state."""
        return greatest(self.game.arcs[dm], working(self.game.ranks[dm]))

    def _answer(self, dm: int, rank: int, improvement: int, concept: Concept) -> tuple[Answer, bool]:
        """Return the shortest sanction of an improvement and True, or the worst that can be done about it and False."""
        explored = self._explored(dm, improvement, improving=concept in ("seq", "sseq"))
        guarded = concept in ("smr", "sseq")
        ranks = working(self.game.ranks[dm])
        number = 1
        least: int | None = None
        worst: tuple[Step, ...] = ()
        while (level := explored.level(number)) is not None:
            worth = ranks[level.states]
            if guarded:
                worth = np.maximum(worth, self._best(dm)[level.states])
            place = int(np.argmin(worth))
            if least is None or worth[place] < least:
                least, worst = int(worth[place]), explored.path(number, place)
            if least <= rank:
                break
            number += 1
        answer = Answer(improvement, worst)
        if guarded and worst:
            own = self.game.arcs[dm].after(answer.end)
            if len(own):
                answer = Answer(improvement, worst, int(own[np.argmax(ranks[own])]))
        return answer, least is not None and least <= rank


def certificate(game: Game, dm: int, state: int, concept: Concept, rule: Rule = "no-consecutive") -> Certificate:
    """Return why a state is stable for a decision maker, or is not; for many questions keep a `Certifier`.

    Examples
    --------
    One confesses (bit 0), the other answers in kind (bit 1): the prisoner's dilemma.

    >>> from detente.solvers.moves.model import Arcs
    >>> one, other = Arcs.of(4, [(0, 1), (1, 0), (2, 3), (3, 2)]), Arcs.of(4, [(0, 2), (2, 0), (1, 3), (3, 1)])
    >>> game = Game(4, (one, other), np.array([[2, 3, 0, 1], [2, 0, 3, 1]]))
    >>> found = certificate(game, 0, 0, "smr")
    >>> found.stable, found.answers
    (True, (Answer(improvement=1, path=(Step(mover=1, state=3),), escape=2),))
    """
    return Certifier(game, rule).certificate(dm, state, concept)
