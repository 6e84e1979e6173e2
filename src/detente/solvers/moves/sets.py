"""Stability in the set form: tables of all pairs of states, for preferences that are not a complete ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError
from detente.solvers.moves.model import Arcs
from detente.solvers.moves.rules import Transitions
from detente.solvers.moves.stability import Bools, Concept

__all__ = ["MOST_STATES", "Stance", "answered", "check_size", "joint", "judged", "table_of"]

MOST_STATES = 2000


def check_size(states: int) -> None:
    """Refuse more states than tables of all pairs are made for.

    Raises
    ------
    LimitError
        Beyond `MOST_STATES` states.
    """
    if states > MOST_STATES:
        raise LimitError(
            f"{states:,} states; uncertain preferences and groups are worked out for {MOST_STATES:,} at most.",
            "Rule out or merge states, or ask about single decision makers with complete rankings.",
        )


def table_of(arcs: Arcs) -> Bools:
    """Return moves as a table, shape ``(states, states)``: from, to."""
    table = np.zeros((arcs.states, arcs.states), dtype=np.bool_)
    table[arcs.sources, arcs.targets] = True
    return table


def _through(first: Bools, then: Bools) -> Bools:
    """Return which pairs some state connects: ``first[a, c]`` and ``then[c, b]``."""
    counted: NDArray[np.float32] = first.astype(np.float32) @ then.astype(np.float32)
    return counted > 0.5


def joint(moves: Sequence[Bools], rules: Transitions) -> Bools:
    """Return where joint moves lead: the least sets that the rule allows, as a fixpoint.

    Parameters
    ----------
    moves
        Per mover that `rules` names, shape ``(states, states)``.
    rules
        Who may move when, as `detente.solvers.moves.rules.transitions` says.
    """
    nothing = np.zeros_like(moves[0])
    reached = [nothing] * len(rules)
    for mover, after in rules[0]:
        reached[after] = reached[after] | moves[mover]
    waiting = set(range(1, len(rules)))
    while waiting:
        memory = waiting.pop()
        for mover, after in rules[memory]:
            more = reached[after] | _through(reached[memory], moves[mover])
            if (more != reached[after]).any():
                reached[after] = more
                waiting.add(after)
    return np.logical_or.reduce(reached)


@dataclass(frozen=True, eq=False)
class Stance:
    """What somebody does and minds, each as a table of shape ``(states, states)``.

    Parameters
    ----------
    moves
        From, to.
    leaves
        Whether the first state would be left for the second, which is one move away.
    deters
        Whether the second state, coming about in the end, deters from leaving the first.
    """

    moves: Bools
    leaves: Bools
    deters: Bools


def answered(stance: Stance, replies: Bools, improving: Bools) -> dict[Concept, Bools]:
    """Return, per concept, whether leaving the first state for the second is answered so that it does not pay.

    Parameters
    ----------
    replies, improving
        Where joint moves of the others lead, and those in which each step improves things for its mover.
    """
    guarded = stance.deters & ~_through(~stance.deters, stance.moves.T)
    found: dict[Concept, Bools] = {"nash": np.zeros_like(stance.leaves)}
    answers: tuple[tuple[Concept, Bools, Bools], ...] = (
        ("gmr", replies, stance.deters), ("smr", replies, guarded),
        ("seq", improving, stance.deters), ("sseq", improving, guarded),
    )  # fmt: skip
    for concept, others, sanctions in answers:
        found[concept] = _through(sanctions, others.T)
    return found


def judged(stance: Stance, replies: Bools, improving: Bools) -> dict[Concept, Bools]:
    """Return which states are stable under each concept, shape ``(states,)``; parameters as for `answered`."""
    found = answered(stance, replies, improving)
    return {concept: np.logical_not((stance.leaves & ~each).any(axis=1)) for concept, each in found.items()}
