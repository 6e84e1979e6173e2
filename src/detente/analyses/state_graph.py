"""Which part of a graph model is worth drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from detente.problem.moves import CompiledMoves
from detente.results.holding import Proof, Route
from detente.results.state_graph import Arrow, StateGraph
from detente.solvers.moves.paths import Paths

__all__ = ["MOST_DRAWN", "MOST_WHOLE", "draw_states"]

MOST_WHOLE = 14
"""Models with at most so many states are drawn whole."""

MOST_DRAWN = 24
"""Most states that are drawn of a larger model."""

_REPLIES = 2
"""Better moves of which the answer is drawn, of each player and state."""


def draw_states(
    compiled: CompiledMoves, paths: Paths, first: Iterable[int], ways: Sequence[Route], proofs: Sequence[Proof]
) -> StateGraph:
    """Return the states worth drawing, and the moves between them.

    Parameters
    ----------
    paths
        The shortest ways from where the drawing begins.
    first
        Rows of states to draw, the most important one first.
    ways, proofs
        What else is told; the states that they pass through are drawn as far as there is room.
    """
    places = {key: row for row, key in enumerate(compiled.ids)}
    wanted = [paths.start, *first, *(places[key] for key in _passed(ways, proofs))]
    if compiled.states <= MOST_WHOLE:
        rows = list(range(compiled.states))
    else:
        rows = sorted(list(dict.fromkeys(wanted))[:MOST_DRAWN])
    ids = compiled.ids
    return StateGraph(
        states=tuple(ids[row] for row in rows),
        origin=ids[paths.start],
        steps={ids[row]: None if (length := int(paths.lengths[row])) < 0 else length for row in rows},
        arrows=tuple(_arrows(compiled, rows)),
    )


def _passed(ways: Iterable[Route], proofs: Iterable[Proof]) -> Iterator[str]:
    """Return the ids of the states that ways pass through, then of those that answers pass through."""
    for way in ways:
        yield from (step.to for step in (way.moves if way.improving is None else way.improving) or ())
    for proof in proofs:
        for reply in proof.replies[:_REPLIES]:
            yield reply.to
            yield from (step.to for step in reply.path)
            yield from [reply.escape] if reply.escape else []


def _arrows(compiled: CompiledMoves, rows: Sequence[int]) -> Iterator[Arrow]:
    for place, (player, own) in enumerate(zip(compiled.players, compiled.game.arcs, strict=True)):
        ranks = compiled.ranks[place]
        for row in rows:
            ends = own.after(row)
            top = ranks[ends].max(initial=ranks[row])
            for end in map(int, np.intersect1d(ends, rows)):
                better = bool(ranks[end] > ranks[row])
                yield Arrow(player, compiled.ids[row], compiled.ids[end], better, better and bool(ranks[end] == top))
