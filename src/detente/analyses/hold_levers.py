"""What levers do to the situations that hold: a third party's means, as changes of what players prefer.

Where points say what a player prefers, levers change them (rule L1); where statements or a ranking do, the case says
what changes (`with_levers`). Each set of levers makes a case of its own, which is asked as the case is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

import numpy as np

from detente.analyses.pushes import broken_norms
from detente.case import Case, with_levers
from detente.problem.moves import CompiledMoves, compile_moves
from detente.results.wanted import Levered, UnderSet
from detente.solvers.moves.model import Integers

__all__ = ["MOST_LEVERED", "MOST_SETS", "levered", "reordering_levers"]

MOST_SETS = 200
"""Most sets of levers that are tried."""

MOST_LEVERED = 4_000_000
"""Most moves, times the sets of levers tried."""

_TOLD = 64
"""Most situations that are listed of those that one set gains or loses under one concept."""

_Change: TypeAlias = tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]
"""Per concept, the rows of the situations gained and lost."""

Resting = Callable[[CompiledMoves], Mapping[str, Integers]]
"""What asks moves for their equilibria, by concept."""


def reordering_levers(case: Case) -> tuple[str, ...]:
    """Return the levers that change what some player prefers among the states, in the order of the case."""
    moves = case.moves
    if moves is None:
        return ()
    named = {name for pressed in moves.with_levers for name in pressed.levers}
    by_points = {player for player in moves.players if moves.prefers_by(player) == "points"}
    return tuple(
        name
        for name, lever in case.levers.items()
        if name in named
        or any(effect.party in by_points for level in lever.levels.values() for effect in level.effects)
    )


def levered(case: Case, compiled: CompiledMoves, resting: Resting, without: Mapping[str, Integers]) -> Levered | None:
    """Return what levers at their full level do to the situations that hold; nothing where none changes an order.

    Parameters
    ----------
    compiled
        The moves without levers.
    resting
        Returns the equilibria of moves, by concept.
    without
        The equilibria without levers.
    """
    names = reordering_levers(case)
    if not names:
        return None
    sets = list(_sets(names))
    moves = sum(len(own.targets) for own in compiled.game.arcs)
    most = min(MOST_SETS, MOST_LEVERED // max(moves, 1))
    limit = None
    if len(sets) > most:
        limit = f"There are {len(sets):,} sets of one, two or all levers to try, and {most:,} of them were."
        # All together is the last word on what levers can do: it is tried before pairs.
        sets = [*sets[: len(names)], sets[-1], *sets[len(names) : -1]][:most]
    found: list[tuple[UnderSet, _Change]] = []
    for levers in sorted(sets, key=len):
        under, change = _under(case, compiled, resting, without, levers)
        smaller = [own for each, own in found if set(each.levers) < set(levers)]
        if (under.gained or under.lost) and change not in smaller:
            found.append((under, change))
    return Levered(names, len(sets), tuple(under for under, _ in found), limit)


def _sets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each lever, each two, and all."""
    yield from ((name,) for name in names)
    yield from combinations(names, 2)
    if len(names) > 2:
        yield tuple(names)


def _under(
    case: Case,
    compiled: CompiledMoves,
    resting: Resting,
    without: Mapping[str, Integers],
    levers: Sequence[str],
) -> tuple[UnderSet, _Change]:
    """Return what a set of levers does, and the same as rows."""
    levels = {name: list(case.levers[name].levels)[-1] for name in levers}
    pressed = compiled.with_ranks(compile_moves(with_levers(case, levels)).ranks)
    now = resting(pressed)
    # A concept that is not settled under the levers, such as one that does not converge, is not compared.
    concepts = [name for name in without if name in now]
    gained = {name: np.setdiff1d(now[name], without[name]) for name in concepts}
    lost = {name: np.setdiff1d(without[name], now[name]) for name in concepts}
    under = UnderSet(
        tuple(levers),
        _listed(compiled, gained),
        _listed(compiled, lost),
        {name: len(rows) for name, rows in gained.items() if len(rows)},
        {name: len(rows) for name, rows in lost.items() if len(rows)},
        tuple(name for name in concepts if compiled.target is not None and compiled.target in now[name]),
        broken_norms(case, None, levels),
    )
    change = [(name, tuple(gained[name].tolist()), tuple(lost[name].tolist())) for name in concepts]
    return under, tuple(change)


def _listed(compiled: CompiledMoves, tables: Mapping[str, Integers]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(compiled.ids[int(row)] for row in rows[:_TOLD]) for name, rows in tables.items() if len(rows)}
