"""Words for situations and moves between them, and what the concepts of stability are called."""

from __future__ import annotations

from collections.abc import Sequence

from detente.results import Holding, MoveStep

__all__ = [
    "CONCEPTS",
    "RULES",
    "change_words",
    "cited",
    "clauses",
    "moves_words",
    "named",
    "state_words",
    "steps_words",
]

CONCEPTS = {
    "nash": ("Nash", "nobody has a better situation to move to"),
    "sseq": ("SSEQ", "SEQ, and no further move of the mover would make up for it"),
    "seq": ("SEQ", "others, each acting to its own advantage, would answer every better move so that it would not pay"),
    "smr": ("SMR", "SSEQ, where others may answer at their own cost"),
    "gmr": ("GMR", "SEQ, where others may answer at their own cost"),
    "sim": ("SIM", "SEQ, where others move at the same time"),
    "seq-or-sim": ("SEQ or SIM", "one of the two"),
    "limited": ("limited", "two look as many moves ahead as asked for, and would stay"),
    "non-myopic": ("non-myopic", "two look however far ahead, beyond the first few moves, and would stay"),
}
"""Concepts of stability: what they are called, and what they say; from the strictest to the least strict, but for the
last two, which none of the others implies."""

RULES = {
    "no-consecutive": "nobody moves twice in a row",
    "each-once": "each moves at most once",
    "single": "one of them makes one move",
}
"""How several answer together."""

_SEVERAL = 2


def named(found: Holding, key: str) -> str:
    """Return a situation with its number, where it has a name besides."""
    label = found.shown[key].label
    return label if label == key else f"{key}: {label}"


def cited(found: Holding, key: str) -> str:
    """Return a situation with its number, for a sentence."""
    label = found.shown[key].label
    return state_words(found, key) if label == key else f"{key} (“{label}”)"


def moves_words(found: Holding, state: str, path: Sequence[MoveStep]) -> str:
    """Return what players would do one after the other."""
    told: list[str] = []
    for step in path:
        told.append(f"{step.player} would {change_words(found, state, step.to)}")
        state = step.to
    return ", then ".join(told)


def steps_words(found: Holding, state: str, path: Sequence[MoveStep]) -> str:
    """Return what players do one after the other."""
    told: list[str] = []
    for step in path:
        verb, _, rest = change_words(found, state, step.to).partition(" ")
        told.append(f"{step.player} {verb}s {rest}")
        state = step.to
    return ", then ".join(told)


def change_words(found: Holding, before: str, after: str) -> str:
    """Return what somebody does who moves from one situation to another."""
    left, taken = clauses(found, before), clauses(found, after)
    new = [part for part in taken if part not in left]
    gone = [part for part in left if part not in taken]
    if len(left) < _SEVERAL and len(taken) < _SEVERAL and new and gone:
        return f"move to {state_words(found, after)}"
    if new:
        return f"choose “{'; '.join(new)}”"
    return f"give up “{'; '.join(gone)}”" if gone else f"move to {state_words(found, after)}"


def clauses(found: Holding, key: str) -> list[str]:
    """Return what is done in a situation, where its label names that."""
    label = found.shown[key].label
    return [] if label == "none" else label.split("; ")


def state_words(found: Holding, key: str) -> str:
    """Return what a situation is called."""
    return f"“{found.shown[key].label}”"
