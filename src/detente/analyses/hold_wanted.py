"""What would make the target hold: which preferences, whose, and in how few swaps of neighbouring situations.

Source: Kinsara, Kilgour and Hipel 2015. Their question is put here as conditions on pairs of situations, solved exactly
and without listing rankings; every better move away must be met.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from detente.analyses.hold_steady import STRICTEST
from detente.case import Case, StateSpace
from detente.checks.walk_moves import why_no_state
from detente.errors import LimitError, UsageError
from detente.problem.moves import CompiledMoves
from detente.results.wanted import Compared, Departure, NewOrder, Preferred, Wanted, Wish
from detente.solvers.moves.certificate import Certifier
from detente.solvers.moves.fewest import Change, fewest_changes
from detente.solvers.moves.inverse import Question
from detente.solvers.moves.model import Game, Integers
from detente.solvers.moves.orders import Preference, holds
from detente.solvers.moves.rules import Rule
from detente.solvers.moves.stability import Bools, Concept

__all__ = ["MOST_ORDERED", "MOST_WAYS_TOLD", "aimed_at", "wanted"]

MOST_ORDERED = 4_096
"""Most situations among which new orders are sought; under Nash most better moves away from the target, of which alone
the answer depends there."""

MOST_WAYS_TOLD = 20
"""Most ways that are told of keeping somebody from one move."""

_FIRMEST: Concept = "nash"
"""The concept that implies all others."""


def aimed_at(case: Case, target: str) -> Case:
    """Return a case whose moves have another target.

    Parameters
    ----------
    case
        A checked case.
    target
        A state, named as a case names one: by its id, its label or its signs.

    Raises
    ------
    UsageError
        If the case has no moves, or the text names no state.
    """
    if case.moves is None:
        raise UsageError("This case has no `moves`, and so no situation to aim at.")
    space = StateSpace(case.moves)
    found = space.find(target)
    if found.why:
        _, message, remedy = why_no_state(target, found, space)
        raise UsageError(f"{message} {remedy}")
    return replace(case, moves=replace(case.moves, target=target))


def wanted(compiled: CompiledMoves, rule: Rule, stable: Mapping[str, Bools]) -> Wanted | None:
    """Return what would make the target of a case hold; nothing where it has none, or where this is not known.

    Parameters
    ----------
    rule
        How others answer together.
    stable
        Per concept asked about what is stable, shape ``(players, states)``; concepts that are not in `STRICTEST` are
        passed over.
    """
    row = compiled.target
    asked: list[Concept] = [concept for concept in STRICTEST if concept in stable]
    if row is None or not asked:
        return None
    question = _Wish(compiled, rule, row)
    return Wanted(compiled.ids[row], tuple(question.answer(concept, stable[concept][:, row]) for concept in asked))


class _Wish:
    """What is asked of one situation."""

    def __init__(self, compiled: CompiledMoves, rule: Rule, row: int) -> None:
        self.compiled = compiled
        self.game = compiled.game
        self.rule: Rule = rule
        self.row = row
        self.certifier = Certifier(compiled.game, rule)

    def answer(self, concept: Concept, stable: Bools) -> Wish:
        players = self.compiled.players
        leaving = [dm for dm in range(len(players)) if not stable[dm]]
        told = tuple(players[dm] for dm in leaving)
        if limit := self._too_many(concept):
            return Wish(concept, not leaving, told, (), (), "none", limit)
        limits: list[str] = []
        departures = tuple(self._departures(concept, limits))
        orders, compared = self._orders(concept, limits)
        limit = " ".join(dict.fromkeys(limits)) or None
        return Wish(concept, not leaving, told, departures, orders, compared, limit)

    def _too_many(self, concept: Concept) -> str:
        """Return why no new orders are sought; nothing where they are."""
        if concept != _FIRMEST:
            if self.compiled.states <= MOST_ORDERED:
                return ""
            return f"There are {self.compiled.states:,} situations, and new orders are sought among {MOST_ORDERED:,}."
        count = sum(len(_aways(self.game, dm, self.row)) for dm in range(self.game.size))
        if count <= MOST_ORDERED:
            return ""
        sought = f"new orders are sought where there are at most {MOST_ORDERED:,}"
        return f"There are {count:,} better moves away from it, and {sought}."

    def _departures(self, concept: Concept, limits: list[str]) -> Iterable[Departure]:
        for dm, player in enumerate(self.compiled.players):
            question = Question(self.game, self.row, concept, [dm], self.rule)
            paying = self._paying(dm, concept)
            for away in _aways(self.game, dm, self.row):
                try:
                    ways = [question.named(way) for way in question.ways(dm, away)]
                except LimitError as error:
                    limits.append(error.limit)
                    continue
                told = sorted((sorted(way) for way in ways), key=lambda way: (self._lacking(way), len(way), way))
                yield Departure(
                    player,
                    self.compiled.ids[away],
                    away in paying,
                    tuple(tuple(map(self._preferred, way)) for way in told[:MOST_WAYS_TOLD]),
                    len(ways),
                )

    def _paying(self, dm: int, concept: Concept) -> set[int]:
        """Return where a player would move to from the target as things are."""
        better = _aways(self.game, dm, self.row)
        return {away for away in better if not self.certifier.deterred(dm, self.row, away, concept)}

    def _lacking(self, way: Iterable[Preference]) -> int:
        return sum(not holds(each, self.game.ranks[each.dm]) for each in way)

    def _preferred(self, each: Preference) -> Preferred:
        ids = self.compiled.ids
        already = holds(each, self.game.ranks[each.dm])
        return Preferred(self.compiled.players[each.dm], ids[each.above], ids[each.below], each.strict, already)

    def _orders(self, concept: Concept, limits: list[str]) -> tuple[tuple[NewOrder, ...], Compared]:
        """Return the changes that make the target hold, and which were compared."""
        try:
            return tuple(map(self._order, self._changes(concept, None))), "all"
        except LimitError as error:
            limits.append(error.limit)
        # Of the many changes of several players at once, one is known to do: where there is no better move, none pays.
        found: list[Change] = []
        tried = 0
        asked: list[tuple[Concept, list[int] | None]] = [(concept, [dm]) for dm in range(self.game.size)]
        asked.append((_FIRMEST, None))
        for rather, free in asked:
            try:
                found += self._changes(rather, free)
            except LimitError as error:
                limits.append(error.limit)
            else:
                tried += 1
        return tuple(map(self._order, _unbeaten(found))), "some" if tried else "none"

    def _changes(self, concept: Concept, free: Collection[int] | None) -> Sequence[Change]:
        return fewest_changes(self.game, self.row, concept, free, self.rule)

    def _order(self, change: Change) -> NewOrder:
        changed = [dm for dm in range(self.game.size) if (change.ranks[dm] != self.game.ranks[dm]).any()]
        players = self.compiled.players
        return NewOrder(
            {players[dm]: change.swaps[dm] for dm in changed},
            tuple(self._preferred(each) for each in change.conditions if each.dm in changed),
            {players[dm]: self._ranking(change.ranks[dm]) for dm in changed}
            if self.compiled.states <= MOST_ORDERED
            else {},
        )

    def _ranking(self, ranks: Integers) -> tuple[tuple[str, ...], ...]:
        levels: list[list[str]] = [[] for _ in range(int(ranks.max()) + 1)]
        for key, rank in zip(self.compiled.ids, ranks, strict=True):
            levels[int(rank)].append(key)
        return tuple(map(tuple, reversed(levels)))


def _aways(game: Game, dm: int, row: int) -> list[int]:
    """Return where somebody has a better state to move to."""
    found: list[int] = game.improving(dm).after(row).tolist()
    return found


def _unbeaten(changes: Sequence[Change]) -> list[Change]:
    """Return the changes of which no other has as few swaps for everybody, each number of swaps once."""
    by_swaps = {change.swaps: change for change in reversed(changes)}
    kept = [
        change
        for swaps, change in by_swaps.items()
        if not any(other != swaps and all(a <= b for a, b in zip(other, swaps, strict=True)) for other in by_swaps)
    ]
    return sorted(kept, key=lambda change: change.swaps)
