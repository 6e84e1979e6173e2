"""What holds where it is not known which of some states players prefer.

The ordinary verdicts take the order of such states as the case's ranking, statements or points have it. Here the order
is left open instead, and players in doubt are of one of four kinds. Source: Li, Hipel, Kilgour and Fang 2004.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from detente.errors import LimitError
from detente.problem.moves import CompiledMoves
from detente.results.together import Doubt, DoubtfulPair, Unsure
from detente.solvers.moves.model import Integers
from detente.solvers.moves.rules import Rule
from detente.solvers.moves.sets import check_size
from detente.solvers.moves.stability import Bools, Concept, equilibria
from detente.solvers.moves.uncertain import KINDS, Kind, Uncertain, stable_for_all_kinds

__all__ = ["MOST_WORK", "doubts"]

MOST_WORK = 1 << 29
"""Most trials times players times states to the third power; this takes about five seconds."""

Pair = tuple[int, int, int]
"""A player and two rows."""

Resting = Mapping[Kind, Mapping[Concept, Integers]]


def doubts(compiled: CompiledMoves, rule: Rule, concepts: Sequence[Concept]) -> Doubt | None:
    """Return which states hold whatever kind the players in doubt are of, and which for some kinds only.

    Returns
    -------
    Doubt or None
        ``None`` where the case doubts no pair.
    """
    pairs: list[Pair] = [(dm, one, other) for dm, own in enumerate(compiled.unknown) for one, other in own]
    if not pairs:
        return None
    told = tuple(_told(compiled, pair) for pair in pairs)
    work = len(compiled.players) * compiled.states**3
    try:
        _check_work(compiled, work)
        found = _resting(compiled, rule, concepts, _in_doubt(compiled, pairs))
    except LimitError as error:
        return Doubt(told, str(error), {}, {}, ())

    def ids(rows: Integers) -> tuple[str, ...]:
        listed: list[int] = rows.tolist()
        return tuple(compiled.ids[row] for row in listed)

    tables: dict[Concept, Bools] = {concept: _by_kind(compiled.states, found, concept) for concept in concepts}
    open_rows = np.flatnonzero(np.any([table.any(axis=0) & ~table.all(axis=0) for table in tables.values()], axis=0))
    tried = (2 * len(pairs) + 1) * work <= MOST_WORK
    turning = _turning(compiled, rule, tables, pairs) if tried and len(open_rows) else {}
    everything = tuple(range(len(pairs)))
    return Doubt(
        pairs=told,
        skipped="",
        equilibria={kind: {concept: ids(rows) for concept, rows in own.items()} for kind, own in found.items()},
        sure={concept: ids(np.flatnonzero(table.all(axis=0))) for concept, table in tables.items()},
        unsure=tuple(
            Unsure(
                compiled.ids[row],
                {
                    concept: tuple(kind for kind, stays in zip(KINDS, table[:, row], strict=True) if stays)
                    for concept, table in tables.items()
                    if table[:, row].any() and not table[:, row].all()
                },
                turning.get(row) or everything,
            )
            for row in open_rows.tolist()
        ),
        pairs_tried=tried,
    )


def _check_work(compiled: CompiledMoves, work: int) -> None:
    check_size(compiled.states)
    if work > MOST_WORK:
        raise LimitError(
            f"Doubtful pairs over {compiled.states:,} situations of {len(compiled.players)} players take too long.",
            "Rule out or merge situations.",
        )


def _told(compiled: CompiledMoves, pair: Pair) -> DoubtfulPair:
    dm, one, other = pair
    first, second = int(compiled.ranks[dm, one]), int(compiled.ranks[dm, other])
    ranked = "equal" if first == second else "first" if first > second else "second"
    return DoubtfulPair(compiled.players[dm], compiled.ids[one], compiled.ids[other], ranked)


def _in_doubt(compiled: CompiledMoves, pairs: Sequence[Pair]) -> Uncertain:
    """Return what the players prefer, with some pairs in doubt."""
    everybody = range(len(compiled.players))
    return Uncertain.of(
        compiled.ranks, [[(one, other) for player, one, other in pairs if player == dm] for dm in everybody]
    )


def _resting(compiled: CompiledMoves, rule: Rule, concepts: Sequence[Concept], preferences: Uncertain) -> Resting:
    """Return the equilibria of each kind."""
    verdicts = stable_for_all_kinds(compiled.game.arcs, preferences, rule)
    return {kind: {concept: equilibria(own[concept]) for concept in concepts} for kind, own in verdicts.items()}


def _by_kind(states: int, found: Resting, concept: Concept) -> Bools:
    """Return for which kinds each state is an equilibrium, shape ``(kinds, states)``."""
    table = np.zeros((len(KINDS), states), dtype=np.bool_)
    for place, kind in enumerate(KINDS):
        table[place, found[kind][concept]] = True
    return table


def _turning(
    compiled: CompiledMoves, rule: Rule, tables: Mapping[Concept, Bools], pairs: Sequence[Pair]
) -> dict[int, tuple[int, ...]]:
    """Return by row the pairs of which to know one, in one order or the other, changes a verdict."""
    found: dict[int, tuple[int, ...]] = {}
    for place, pair in enumerate(pairs):
        rest = _in_doubt(compiled, [each for each in pairs if not _alike(each, pair)])
        matters = np.zeros(compiled.states, dtype=np.bool_)
        for better, worse in (pair[1:], pair[:0:-1]):
            known = _resting(compiled, rule, tuple(tables), _known(rest, pair[0], better, worse))
            for concept, table in tables.items():
                matters |= (_by_kind(compiled.states, known, concept) != table).any(axis=0)
        for row in np.flatnonzero(matters).tolist():
            found[row] = (*found.get(row, ()), place)
    return found


def _alike(first: Pair, second: Pair) -> bool:
    """Return whether two pairs are the same one, maybe the other way round."""
    return first[0] == second[0] and {*first[1:]} == {*second[1:]}


def _known(preferences: Uncertain, dm: int, better: int, worse: int) -> Uncertain:
    """Return preferences in which a player is known to prefer one state to another."""
    table = preferences.better[dm].copy()
    table[worse, better], table[better, worse] = True, False
    tables = preferences.better
    return Uncertain((*tables[:dm], table, *tables[dm + 1 :]), preferences.unknown)
