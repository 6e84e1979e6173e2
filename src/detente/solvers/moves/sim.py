"""Simultaneous sanctioning: others improve from the same state at the same time. Source: Fraser and Hipel 1984.

A state s is stable for i if every improvement of i is deterred: some combination of improvements that others have
from s, one for each who takes part, gives together with it a feasible state that is not better for i than s. It says
something in option form only, where moves from one state can be put together. It is reported alone, and as "SEQ or
SIM".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.errors import LimitError, UsageError
from detente.solvers.moves.model import Game, Integers
from detente.solvers.moves.stability import Bools

__all__ = ["MOST_COMBINATIONS", "simultaneous"]

MOST_COMBINATIONS = 50_000_000


def simultaneous(game: Game, vectors: Integers, masks: Sequence[int]) -> Bools:
    """Return which states are stable for whom, shape ``(decision makers, states)``.

    Parameters
    ----------
    game
        The model, each of its moves changing options of the mover alone.
    vectors
        Shape ``(states,)``: the options taken in each state, as bits; all different.
    masks
        Per decision maker, the bits of its options; no bit has two owners.

    Raises
    ------
    UsageError
        If options have several owners, states are not told apart, or a move changes what the mover does not hold.
    LimitError
        If the improvements can be put together in more than `MOST_COMBINATIONS` ways.
    """
    _check(game, vectors, masks)
    improving = [game.improving(dm) for dm in range(game.size)]
    counts = np.array([own.lengths for own in improving]).reshape(game.size, -1)
    combinations = (counts + 1).astype(np.float64).prod(axis=0).sum() * game.size
    if combinations > MOST_COMBINATIONS:
        raise LimitError(
            f"Simultaneous sanctions have more than {MOST_COMBINATIONS:,} combinations here.",
            "Rule out or merge states, or ask for another concept.",
        )
    order = np.argsort(vectors)
    ordered = vectors[order]
    found = counts == 0
    for dm, state in np.argwhere(~found).tolist():
        changes = np.zeros(1, dtype=np.int64)
        for other in game.others(dm):
            own = vectors[improving[other].after(state)] ^ vectors[state]
            changes = (changes[:, None] ^ np.append(0, own)).ravel()
        ends = vectors[improving[dm].after(state)][:, None] ^ changes
        places = np.minimum(np.searchsorted(ordered, ends), game.states - 1)
        deterring = (ordered[places] == ends) & (game.ranks[dm][order[places]] <= game.ranks[dm, state])
        found[dm, state] = deterring.any(axis=1).all()
    return found


def _check(game: Game, vectors: Integers, masks: Sequence[int]) -> None:
    if len(masks) != game.size or sum(masks) != int(np.bitwise_or.reduce(np.array(masks, dtype=np.int64))):
        raise UsageError("Simultaneous moves need options that have one owner each.")
    if vectors.shape != (game.states,) or len(np.unique(vectors)) < game.states:
        raise UsageError("Simultaneous moves need states that differ in their options.")
    for own, mask in zip(game.arcs, masks, strict=True):
        if ((vectors[own.sources] ^ vectors[own.targets]) & ~np.int64(mask)).any():
            raise UsageError("Simultaneous moves need moves that change options of the mover alone.")
