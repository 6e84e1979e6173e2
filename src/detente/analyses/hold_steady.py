"""How sure it is that situations would hold: small variations of a case, and in how many it still says the same.

What is varied is what the analyst cannot be sure of: which of two neighbouring states, levels or statements comes
first, and what can be undone; where points say what is preferred, also all of them at once, over draws of their ranges.
Sources: Fang, Hipel and Kilgour 1993 (that a study ends with what its findings are sensitive to); McKay, Beckman and
Conover 1979 (draws). Which variations are tried is the project's own choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from detente.case import Case, Direction
from detente.ensemble import Draws, draw_case
from detente.errors import LimitError, UsageError
from detente.problem import compile_case
from detente.problem.moves import CompiledMoves
from detente.results.steadiness import (
    Breaker,
    Changed,
    Maker,
    Redirected,
    Reordered,
    Rerouted,
    Restated,
    Robustness,
    Steadiness,
    Tried,
    Unvaried,
    VariedKind,
)
from detente.solvers.moves.model import Integers, Option
from detente.solvers.moves.rules import Rule
from detente.solvers.moves.stability import Bools, Concept
from detente.solvers.moves.variations import (
    Reordering,
    Variation,
    equilibria_under,
    level_swaps,
    levels_swapped,
    reroutings,
    statement_swaps,
    tie_splits,
    ties_split,
)

__all__ = ["MOST_NAMED", "MOST_VARIED", "STRICTEST", "robustness"]

MOST_VARIED = 20_000_000
"""Most variations of one kind, times moves of all players: more are not tried."""

MOST_NAMED = 5
"""Most variations that are named of those that break a situation; and most states named in one of them."""

STRICTEST: tuple[Concept, ...] = ("nash", "sseq", "seq", "smr", "gmr")
"""Concepts from the strictest to the least strict."""

_TELLING: tuple[VariedKind, ...] = ("statements", "levels", "ties", "moves")
"""From which kinds variations are named first: what is nearest to what was written down."""

_FORMS: Mapping[Direction, tuple[Direction, ...]] = {
    "both": ("forward", "back"),
    "forward": ("both",),
    "back": ("both",),
}
"""In which other directions an option might change."""

Named = Callable[[int], Changed]
"""What a variation changes, as told of the situation in a row."""


def robustness(
    case: Case,
    compiled: CompiledMoves,
    rule: Rule,
    resting: Mapping[str, Integers],
    rows: Sequence[int],
    draws: Draws | None = None,
) -> Robustness:
    """Return in how many small variations of a case some situations are equilibria.

    Parameters
    ----------
    compiled
        The case's moves.
    rule
        How others answer together.
    resting
        Per concept asked about, the rows of its equilibria; concepts that are not in `STRICTEST` are passed over.
    rows
        The situations.
    draws
        Of the ranges; used where some player's preferences come from points.
    """
    return _Variations(case, compiled, rule, resting, rows).answer(draws)


@dataclass(frozen=True, eq=False)
class _Judged:
    """Variations of one kind with their verdicts.

    Parameters
    ----------
    named
        One for each variation; none for draws.
    weights
        How often each stands.
    kept
        Per concept, shape ``(variations, rows)``.
    """

    kind: VariedKind
    named: Sequence[Named]
    weights: Integers
    kept: Mapping[Concept, Bools]


class _Variations:
    def __init__(
        self,
        case: Case,
        compiled: CompiledMoves,
        rule: Rule,
        resting: Mapping[str, Integers],
        rows: Sequence[int],
    ) -> None:
        self.case = case
        self.compiled = compiled
        self.rule: Rule = rule
        self.concepts: list[Concept] = [concept for concept in STRICTEST if concept in resting]
        self.holds = {concept: set(resting[concept].tolist()) for concept in self.concepts}
        self.rows = rows
        self.unvaried: list[Unvaried] = []

    def answer(self, draws: Draws | None) -> Robustness:
        drawn = draws if draws is not None and draws.count and self.compiled.by_points else None
        judged = [each for each in self._judged(drawn) if each is not None] if self.rows and self.concepts else []
        return Robustness(
            concepts=tuple(self.concepts),
            situations=tuple(self._told(place, judged) for place in range(len(self.rows))) if self.concepts else (),
            unvaried=tuple(self.unvaried),
            draws=drawn.count if drawn else 0,
            seed=drawn.seed if drawn else None,
        )

    def _judged(self, drawn: Draws | None) -> Iterator[_Judged | None]:
        game, players = self.compiled.game, range(len(self.compiled.players))
        stated = self._stated()
        yield self._tried("ties", sum(map(tie_splits, game.ranks)), self._reordered(ties_split))
        yield self._tried("levels", sum(map(level_swaps, game.ranks)), self._reordered(levels_swapped))
        swaps = sum(len(self.compiled.space.moves.statements[self.compiled.players[dm]]) - 1 for dm in stated)
        yield self._tried("statements", swaps, self._restated(stated))
        if self.compiled.space.moves.options:
            forms = sum(len(_FORMS[direction]) for own in self.compiled.options for _, direction in own)
            yield self._tried("moves", forms, self._redirected())
        else:
            yield self._tried("moves", sum(len(game.arcs[dm].targets) for dm in players), self._rerouted())
        if drawn is not None:
            yield self._drawn(drawn)

    def _tried(self, kind: VariedKind, count: int, variations: Iterator[tuple[Named, Variation]]) -> _Judged | None:
        """Return how the situations fare under variations, or ``None`` where there are none, or too many."""
        if not count or not self._within(kind, count):
            return None
        named: list[Named] = []

        def noted() -> Iterator[Variation]:
            for name, variation in variations:
                named.append(name)
                yield variation

        kept = equilibria_under(self.compiled.game, noted(), self.rows, self.rule)
        return _Judged(kind, named, np.ones(count, dtype=np.int64), kept)

    def _within(self, kind: VariedKind, count: int) -> bool:
        moves = max(sum(len(own.targets) for own in self.compiled.game.arcs), self.compiled.states)
        if count * moves <= MOST_VARIED:
            return True
        reason = f"{count:,} variations of a model with {moves:,} moves are more than are tried"
        self.unvaried.append(Unvaried(kind, reason))
        return False

    def _reordered(self, way: Callable[[Integers], Iterator[Reordering]]) -> Iterator[tuple[Named, Variation]]:
        for dm, own in enumerate(self.compiled.game.ranks):
            for each in way(own):
                yield partial(self._reordering, dm, each.above, each.below), Variation({dm: each.ranks})

    def _reordering(self, dm: int, above: Integers, below: Integers, row: int) -> Reordered:
        return Reordered(
            self.compiled.players[dm], self._some(dm, above, row), self._some(dm, below, row), len(above), len(below)
        )

    def _some(self, dm: int, states: Integers, row: int) -> tuple[str, ...]:
        """Return ids of some states: first the one asked about, then those that the player can move to from there."""
        near = np.isin(states, self.compiled.game.arcs[dm].after(row))
        order = np.lexsort((states, ~near, states != row))
        shown: list[int] = states[order[:MOST_NAMED]].tolist()
        return tuple(self.compiled.ids[state] for state in shown)

    def _stated(self) -> list[int]:
        moves = self.compiled.space.moves
        return [dm for dm, name in enumerate(self.compiled.players) if moves.prefers_by(name) == "statements"]

    def _restated(self, stated: Sequence[int]) -> Iterator[tuple[Named, Variation]]:
        for dm in stated:
            player = self.compiled.players[dm]
            texts = [str(statement) for statement in self.compiled.space.moves.statements[player]]
            for place, ranks in enumerate(statement_swaps(list(self.compiled.truths(player)))):
                change = Restated(player, texts[place], texts[place + 1])
                yield partial(_whatever, change), Variation({dm: ranks})

    def _redirected(self) -> Iterator[tuple[Named, Variation]]:
        names = self.compiled.space.moves.option_names
        for dm, own in enumerate(self.compiled.options):
            for place, (bit, direction) in enumerate(own):
                for other in _FORMS[direction]:
                    varied: list[Option] = [*own[:place], (bit, other), *own[place + 1 :]]
                    change = Redirected(self.compiled.players[dm], names[bit], other)
                    yield partial(_whatever, change), Variation(arcs={dm: self.compiled.arcs_with(dm, varied)})

    def _rerouted(self) -> Iterator[tuple[Named, Variation]]:
        ids = self.compiled.ids
        for dm, own in enumerate(self.compiled.game.arcs):
            for each in reroutings(own):
                change = Rerouted(self.compiled.players[dm], ids[each.start], ids[each.end], each.possible)
                yield partial(_whatever, change), Variation(arcs={dm: each.arcs})

    def _drawn(self, draws: Draws) -> _Judged | None:
        try:
            levels, counts = _levels_drawn(self.case, self.compiled, draws)
        except (LimitError, UsageError) as error:
            self.unvaried.append(Unvaried("draws", str(error).rstrip(".")))
            return None
        if not self._within("draws", len(counts)):
            return None
        # What is drawn often is judged once.
        agreed, players = self.compiled.agreed, self.compiled.by_points
        variations = (Variation({dm: row[place][agreed] for place, dm in enumerate(players)}) for row in levels)
        kept = equilibria_under(self.compiled.game, variations, self.rows, self.rule)
        return _Judged("draws", (), counts, kept)

    def _told(self, place: int, judged: Sequence[_Judged]) -> Steadiness:
        row = self.rows[place]
        held: list[Concept] = [concept for concept in self.concepts if row in self.holds[concept]]
        turning: dict[VariedKind, list[_Turn]] = {
            each.kind: _turns(each, place, held or self.concepts, broken=bool(held)) for each in judged
        }
        chosen = _chosen(turning)
        kinds: list[Tried] = []
        for each in judged:
            turns = [(each.named[turn.variation](row), turn.concepts) for turn in chosen.get(each.kind, ())]
            kinds.append(
                Tried(
                    kind=each.kind,
                    tried=int(each.weights.sum()),
                    kept={concept: int(each.weights @ each.kept[concept][:, place]) for concept in self.concepts},
                    broken_by=tuple(Breaker(*turn) for turn in turns) if held else (),
                    made_by=() if held else tuple(Maker(*turn) for turn in turns),
                )
            )
        return Steadiness(self.compiled.ids[row], held[0] if held else None, tuple(kinds))


def _whatever(change: Changed, _row: int) -> Changed:
    """Return a change that is told alike of every situation."""
    return change


@dataclass(frozen=True, slots=True)
class _Turn:
    """A variation of a kind under which concepts are lost, or gained."""

    variation: int
    concepts: tuple[Concept, ...]


def _turns(judged: _Judged, place: int, concepts: Sequence[Concept], *, broken: bool) -> list[_Turn]:
    """Return some variations that change most, those first: under the first concept if broken, else under any."""
    if not judged.named:
        return []
    kept = np.stack([judged.kept[concept][:, place] for concept in concepts], axis=1)
    turned = ~kept if broken else kept
    found = np.flatnonzero(turned[:, 0] if broken else turned.any(axis=1))
    most: list[int] = found[np.argsort(-turned[found].sum(axis=1), kind="stable")][:MOST_NAMED].tolist()
    return [
        _Turn(each, tuple(concept for concept, one in zip(concepts, turned[each].tolist(), strict=True) if one))
        for each in most
    ]


def _chosen(turns: Mapping[VariedKind, Sequence[_Turn]]) -> dict[VariedKind, list[_Turn]]:
    """Return per kind the variations that are named: what changes most first, and of each kind some."""
    order: list[tuple[int, int, int, VariedKind]] = [
        (-len(turn.concepts), number, place, kind)
        for place, kind in enumerate(_TELLING)
        for number, turn in enumerate(turns.get(kind, ()))
    ]
    found: dict[VariedKind, list[_Turn]] = {}
    for _, number, _, kind in sorted(order)[:MOST_NAMED]:
        found.setdefault(kind, []).append(turns[kind][number])
    return found


def _levels_drawn(case: Case, compiled: CompiledMoves, draws: Draws) -> tuple[Integers, Integers]:
    """Return how players by points rank what is agreed, and how many draws say so.

    The first has the shape ``(orders, players, agreements + 1)``, no deal last, in dense ranks over what holds in some
    state.
    """
    drawn = draw_case(compile_case(case), draws)
    packages = np.array([[each[name] for name in case.issues] for each in compiled.agreements], dtype=np.int64)
    present = np.unique(compiled.agreed % (len(packages) + 1))
    tables: list[Integers] = []
    for dm in compiled.by_points:
        party = compiled.players[dm]
        worth = drawn.utility(party, packages.reshape(-1, len(case.issues)), draws.everything)
        no_deal = drawn.no_deal[party]
        # Values that are no further apart than rounding can have put them are the same.
        slack = no_deal - drawn.threshold(party)
        values = np.concatenate([worth, no_deal[:, None]], axis=1)[:, present]
        order = np.argsort(values, axis=1, kind="stable")
        steps = np.diff(np.take_along_axis(values, order, axis=1), axis=1) > slack[:, None]
        ranks = np.zeros_like(values)
        np.put_along_axis(ranks[:, :], order, np.cumsum(np.insert(steps, 0, 0, axis=1), axis=1), axis=1)
        table = np.zeros((draws.count, len(packages) + 1), dtype=np.int64)
        table[:, present] = ranks
        tables.append(table)
    levels, counts = np.unique(np.stack(tables, axis=1), axis=0, return_counts=True)
    return levels, counts.astype(np.int64)
