"""What somebody would have to prefer for a state to be an equilibrium, as conditions on pairs of states.

For each decision maker and each of its moves away from the target, one of these must hold: the move is no
improvement; or joint moves of the others lead on to a state that is not better for it than the target (and, under SMR
and SSEQ, from which no own move leads to a better one). Under SEQ and SSEQ each step of such an answer must itself be
preferred by whoever takes it, which is a condition on the ranking of the others, if that may change too. Every move
away must be met, not only one.

Conditions are put together and compared as sets; rankings are never listed. Source for the question: Kinsara, Kilgour
and Hipel 2015.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detente.errors import LimitError, UsageError
from detente.solvers.moves.model import Game
from detente.solvers.moves.orders import Preference, consistent, holds
from detente.solvers.moves.rules import Rule, transitions
from detente.solvers.moves.stability import CONCEPTS, Concept

__all__ = [
    "MOST_SETS",
    "MOST_WAYS",
    "MoveAway",
    "Question",
    "Ways",
    "check_asked",
    "check_count",
    "conditions_by_move",
    "minimal_conditions",
]

MOST_SETS = 2_000
MOST_WAYS = 10_000

Ways: TypeAlias = Sequence[frozenset[Preference]]


@dataclass(frozen=True, slots=True)
class MoveAway:
    """A move away from the target, and what keeps it from being made.

    Parameters
    ----------
    dm, state
        Who can move, and where to.
    ways
        The minimal sets of preferences of which one must hold. An empty one says that nothing is needed.
    """

    dm: int
    state: int
    ways: tuple[tuple[Preference, ...], ...]


def minimal_conditions(
    game: Game, target: int, concept: Concept, free: Collection[int] | None = None, rule: Rule = "no-consecutive"
) -> tuple[tuple[tuple[Preference, ...], ...], ...]:
    """Return, per decision maker, the minimal sets of preferences that make the target stable for it.

    One set of each decision maker must hold. An empty set says that nothing is needed; no set at all that it cannot be.

    Parameters
    ----------
    free
        Whose preferences may be other than given; everybody's if absent. What is preferred by others is as it is given,
        and no condition is made of it.
    rule
        How others answer together, as `detente.solvers.moves.rules.transitions` says.

    Raises
    ------
    UsageError
        If there is no such concept, decision maker or state.
    LimitError
        If there are more than `MOST_SETS` sets, or too many ways to answer a move.

    Examples
    --------
    Mutual cooperation (state 0) in the prisoner's dilemma holds for the first if defecting alone (1) is not better, or,
    as long as the other answers in kind, if mutual defection (3) is not.

    >>> import numpy as np
    >>> from detente.solvers.moves.model import Arcs
    >>> one, other = Arcs.of(4, [(0, 1), (1, 0), (2, 3), (3, 2)]), Arcs.of(4, [(0, 2), (2, 0), (1, 3), (3, 1)])
    >>> game = Game(4, (one, other), np.array([[2, 3, 0, 1], [2, 0, 3, 1]]))
    >>> mine, _ = minimal_conditions(game, 0, "seq", free=[0])
    >>> [[(each.above, each.below) for each in found] for found in mine]
    [[(0, 1)], [(0, 3)]]
    """
    return Question(game, target, concept, free, rule).groups()


def conditions_by_move(
    game: Game, target: int, concept: Concept, free: Collection[int] | None = None, rule: Rule = "no-consecutive"
) -> tuple[MoveAway, ...]:
    """Return, for each move away from the target, what keeps it from being made; all of them must be kept.

    This is the same as `minimal_conditions`, not multiplied out: it stays short where moves are many.

    Parameters
    ----------
    free, rule
        As for `minimal_conditions`.

    Raises
    ------
    UsageError
        As for `minimal_conditions`.
    LimitError
        If there are too many ways to answer a move.
    """
    question = Question(game, target, concept, free, rule)
    return tuple(
        MoveAway(dm, away, _in_order(question.named(way) for way in ways))
        for dm in range(game.size)
        for away, ways in question.met(dm)
    )


def _in_order(sets: Iterable[frozenset[Preference]]) -> tuple[tuple[Preference, ...], ...]:
    """Return sets of preferences, the smallest first."""
    return tuple(sorted((tuple(sorted(each)) for each in sets), key=lambda each: (len(each), each)))


class Question:
    """What is asked, with every preference that plays a part under a number: sets of them are bits of integers.

    Parameters
    ----------
    game, target, concept, free, rule
        As for `minimal_conditions`.
    kept
        If given, a preference that holds already is taken for granted, and noted in `granted`, unless it is one of
        these; so that fewer sets have to be told apart.
    """

    def __init__(
        self,
        game: Game,
        target: int,
        concept: Concept,
        free: Collection[int] | None,
        rule: Rule,
        kept: Collection[Preference] | None = None,
    ) -> None:
        if concept not in CONCEPTS:
            raise UsageError(f"Conditions are not known for {concept!r}. There are: {', '.join(CONCEPTS)}.")
        check_asked(game, target, free)
        self.free = frozenset(range(game.size) if free is None else free)
        self.game, self.target = game, target
        self.concept: Concept = concept
        self.rule: Rule = rule
        self.kept = kept
        self.granted: set[Preference] = set()
        self.preferences: list[Preference] = []
        self.numbers: dict[Preference, int] = {}

    def groups(self) -> tuple[tuple[tuple[Preference, ...], ...], ...]:
        """Return, per decision maker, the minimal sets that meet all moves away from the target, the smallest first."""
        found: list[tuple[tuple[Preference, ...], ...]] = []
        for dm in range(self.game.size):
            sets = [0]
            for _, ways in self.met(dm):
                both = {one | other for one in sets for other in ways}
                check_count(len(both), 2 * MOST_SETS)
                sets = [each for each in _minimal(both) if self._possible(each)]
                check_count(len(sets), MOST_SETS)
            found.append(_in_order(self.named(each) for each in sets))
        return tuple(found)

    def met(self, dm: int) -> list[tuple[int, list[int]]]:
        """Return where somebody can move from the target, each with the minimal sets that keep it from doing so."""
        aways: list[int] = self.game.arcs[dm].after(self.target).tolist()
        return [(away, self.ways(dm, away)) for away in aways]

    def named(self, members: int) -> frozenset[Preference]:
        """Return the preferences of a set."""
        return frozenset(each for number, each in enumerate(self.preferences) if members >> number & 1)

    def _possible(self, members: int) -> bool:
        named = self.named(members)
        return all(consistent([each for each in named if each.dm == dm]) for dm in {each.dm for each in named})

    def _bit(self, dm: int, above: int, below: int, *, strict: bool) -> int | None:
        """Return a set that holds one preference; an empty one if it is given, nothing if it cannot be."""
        preference = Preference(dm, above, below, strict)
        if dm not in self.free:
            return 0 if holds(preference, self.game.ranks[dm]) else None
        if self.kept is not None and preference not in self.kept and holds(preference, self.game.ranks[dm]):
            self.granted.add(preference)
            return 0
        if preference not in self.numbers:
            self.numbers[preference] = len(self.preferences)
            self.preferences.append(preference)
        return 1 << self.numbers[preference]

    def _not_better(self, dm: int, states: Sequence[int]) -> int | None:
        """Return a set that says that none of some states is better than the target."""
        found = 0
        for state in states:
            if state != self.target:
                bit = self._bit(dm, self.target, state, strict=False)
                if bit is None:
                    return None
                found |= bit
        return found

    def ways(self, dm: int, away: int) -> list[int]:
        """Return the minimal sets under which a move away from the target is no improvement, or is deterred."""
        found: set[int] = set()
        none = self._not_better(dm, [away])
        if none == 0:
            return [0]
        if none is not None:
            found.add(none)
        if self.concept != "nash":
            for end, ways in self._answers(dm, away).items():
                own: list[int] = self.game.arcs[dm].after(end).tolist() if self.concept in ("smr", "sseq") else []
                closed = self._not_better(dm, [end, *own])
                if closed is not None:
                    found |= {way | closed for way in ways}
        return _minimal(found)

    def _answers(self, dm: int, away: int) -> dict[int, list[int]]:
        """Return where joint moves of the others lead, with the minimal sets under which they would go there."""
        table = transitions(self.rule, self.game.others(dm))
        credible = self.concept in ("seq", "sseq")
        reached: dict[tuple[int, int], list[int]] = {(away, 0): [0]}
        waiting = deque([(away, 0, 0)])
        count = 0
        while waiting:
            state, memory, way = waiting.popleft()
            if way not in reached[state, memory]:
                continue
            for mover, after in table[memory]:
                for end in self.game.arcs[mover].after(state).tolist():
                    step = self._bit(mover, end, state, strict=True) if credible else 0
                    known = reached.setdefault((end, after), [])
                    longer = way | (step or 0)
                    if step is None or any(each & longer == each for each in known):
                        continue
                    known[:] = [each for each in known if each & longer != longer] + [longer]
                    waiting.append((end, after, longer))
                    count += 1
                    check_count(count, MOST_WAYS)
        del reached[away, 0]
        ends: dict[int, set[int]] = {}
        for (state, _), ways in reached.items():
            ends.setdefault(state, set()).update(ways)
        return {state: _minimal(ways) for state, ways in ends.items()}


def _minimal(sets: Collection[int]) -> list[int]:
    """Return the sets that contain no other."""
    kept: list[int] = []
    for each in sorted(sets, key=lambda members: (members.bit_count(), members)):
        if not any(other & each == other for other in kept):
            kept.append(each)
    return kept


def check_asked(game: Game, target: int, free: Collection[int] | None) -> None:
    """Raise a `UsageError` if there is no such state or decision maker."""
    if not {*(free or ())} <= {*range(game.size)} or not 0 <= target < game.states:
        raise UsageError("There is no such decision maker or state.")


def check_count(count: int, most: int) -> None:
    """Raise a `LimitError` if more sets of conditions than `most` have to be compared."""
    if count > most:
        raise LimitError(
            f"More than {most:,} sets of conditions have to be compared.",
            "Let fewer preferences change, rule out or merge states, or take the rule single.",
        )
