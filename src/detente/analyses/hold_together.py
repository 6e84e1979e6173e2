"""What players could do together: coalitions that form for one move, and blocs that always act as one.

Sources: Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, combinations

import numpy as np

from detente.checks.words import did_you_mean, quoted
from detente.errors import LimitError, UsageError
from detente.problem.moves import CompiledMoves
from detente.results.step import MoveStep
from detente.results.together import Blocs, JointMove, Leaving, Together
from detente.solvers.moves.coalitions import CoalitionMoves, coalition_moves, stable_as_blocs
from detente.solvers.moves.explore import Exploration, Step
from detente.solvers.moves.model import Integers
from detente.solvers.moves.rules import Rule, transitions
from detente.solvers.moves.sets import check_size
from detente.solvers.moves.stability import CONCEPTS, Concept, equilibria

__all__ = ["MOST_JOINT_MOVES", "MOST_PLAYERS", "MOST_WORK", "as_blocs", "coalitions"]

MOST_PLAYERS = 6
"""Of more players, only the pairs and all together are looked at as coalitions."""

MOST_WORK = 1 << 28
"""Most coalitions, with single players, times states to the third power; this takes one to two seconds."""

MOST_JOINT_MOVES = 16
"""Most joint moves of one coalition from one state that are listed."""

Members = tuple[int, ...]


def coalitions(compiled: CompiledMoves, rule: Rule, rows: Sequence[int]) -> Together:
    """Return which coalitions would leave some states, where to, and what others could do about it."""
    size = len(compiled.players)
    complete = size <= MOST_PLAYERS
    sizes = range(2, size + 1) if complete else (2, size)
    groups: list[Members] = list(chain.from_iterable(combinations(range(size), number) for number in sizes))
    try:
        _check_work(len(groups) + size, compiled.states)
        found = {
            members: coalition_moves(compiled.game, members, rule)
            for members in [*((dm,) for dm in range(size)), *groups]
        }
    except LimitError as error:
        return Together(str(error))
    leaving = [_leaving(compiled, rule, members, row, found) for row in rows for members in groups]
    stable = {members: each.stable for members, each in found.items()}
    return Together(
        skipped="",
        looked_at=tuple(_names(compiled, members) for members in groups),
        complete=complete,
        leaving=tuple(each for each in leaving if each is not None),
        withstands={
            compiled.ids[row]: tuple(
                concept for concept in CONCEPTS if all(own[concept][row] for own in stable.values())
            )
            for row in rows
        },
    )


def _check_work(groups: int, states: int) -> None:
    check_size(states)
    if groups * states**3 > MOST_WORK:
        raise LimitError(
            f"{groups:,} coalition{'s' if groups > 1 else ''} over {states:,} situations take too long to try.",
            "Rule out or merge situations, or name with --bloc who always acts together.",
        )


def _names(compiled: CompiledMoves, members: Members) -> tuple[str, ...]:
    return tuple(compiled.players[member] for member in members)


def _leaving(
    compiled: CompiledMoves, rule: Rule, members: Members, row: int, found: Mapping[Members, CoalitionMoves]
) -> Leaving | None:
    """Return where a coalition would go from a state; ``None`` if nowhere."""
    own = found[members]
    ends: list[int] = np.flatnonzero(own.leaves[row]).tolist()
    if not ends:
        return None
    smaller = [each for group, each in found.items() if set(group) < set(members)]
    paths = _shortest(compiled, rule, members, row, set(ends))

    def alike(end: int) -> bool:
        """Return whether a part of the coalition could go there and would have no more answers to fear."""
        return any(
            each.leaves[row, end]
            and all(own.answered[concept][row, end] >= each.answered[concept][row, end] for concept in CONCEPTS)
            for each in smaller
        )

    less = {end for end in ends if alike(end)}
    moves = [
        JointMove(
            compiled.ids[end],
            tuple(MoveStep(compiled.players[step.mover], compiled.ids[step.state]) for step in paths[end]),
            end not in less,
            any(each.leaves[row, end] for each in smaller),
            tuple(concept for concept in CONCEPTS if own.answered[concept][row, end]),
        )
        for end in sorted(ends, key=lambda end: (end in less, len(paths[end]), end))[:MOST_JOINT_MOVES]
    ]
    stable = own.stable
    return Leaving(
        compiled.ids[row],
        _names(compiled, members),
        tuple(concept for concept in CONCEPTS if stable[concept][row]),
        tuple(moves),
        len(ends),
    )


def _shortest(
    compiled: CompiledMoves, rule: Rule, members: Members, row: int, ends: set[int]
) -> dict[int, tuple[Step, ...]]:
    """Return the fewest moves of a coalition to some states, all of which it can reach."""
    explored = Exploration(compiled.game.arcs, transitions(rule, members), row)
    found: dict[int, tuple[Step, ...]] = {}
    number = 1
    while len(found) < len(ends) and (level := explored.level(number)) is not None:
        for place, state in enumerate(level.states.tolist()):
            if state in ends and state not in found:
                found[state] = explored.path(number, place)
        number += 1
    return found


def as_blocs(
    compiled: CompiledMoves,
    rule: Rule,
    blocs: Sequence[Sequence[str]],
    apart: Mapping[Concept, Integers],
) -> Blocs:
    """Return which states hold where some players always act as one.

    Parameters
    ----------
    blocs
        Names of players; those who stand in none act for themselves.
    apart
        Per concept that is asked about, the equilibria of players apart.

    Raises
    ------
    UsageError
        If a name is no player's, stands twice, or stands alone in its bloc.
    LimitError
        If there are more states than tables are made for.
    """
    parts = _partition(compiled.players, blocs)
    verdicts = stable_as_blocs(compiled.game, parts, rule)
    resting: dict[Concept, Integers] = {concept: equilibria(verdicts[concept]) for concept in apart}

    def ids(rows: Mapping[Concept, Integers]) -> dict[str, tuple[str, ...]]:
        lists: dict[Concept, list[int]] = {concept: own.tolist() for concept, own in rows.items()}
        return {concept: tuple(compiled.ids[row] for row in own) for concept, own in lists.items()}

    return Blocs(
        tuple(_names(compiled, part) for part in parts),
        ids(resting),
        ids({concept: np.setdiff1d(resting[concept], apart[concept]) for concept in apart}),
        ids({concept: np.setdiff1d(apart[concept], resting[concept]) for concept in apart}),
    )


def _partition(players: Sequence[str], blocs: Sequence[Sequence[str]]) -> list[Members]:
    seen: set[str] = set()
    for bloc in blocs:
        for name in bloc:
            if name not in players:
                raise UsageError(f"There is no player {quoted(name)}. {did_you_mean(name, players)}")
            if name in seen:
                raise UsageError(f"{quoted(name)} is named twice. A player stands in one bloc at most, once.")
            seen.add(name)
        if len(bloc) < 2:
            alone = f"{quoted(bloc[0])} alone is no bloc" if bloc else "A bloc has no members"
            raise UsageError(f"{alone}. Name two players or more; those not named act for themselves.")
    joined = [tuple(sorted(map(players.index, bloc))) for bloc in blocs]
    return sorted([*joined, *((players.index(name),) for name in players if name not in seen)])
