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
    "sseq": (
        "SSEQ",
        "others, to their own advantage, would answer every better move, and no further move would make up for it",
    ),
    "seq": ("SEQ", "others, to their own advantage, would answer every better move, so that it would not pay"),
    "smr": (
        "SMR",
        "others could answer every better move, if need be at their own cost, and no further move would make up for it",
    ),
    "gmr": ("GMR", "others could answer every better move, if need be at their own cost, so that it would not pay"),
    "sim": ("SIM", "moves of others to their own advantage at the same time would make no better move pay"),
    "seq-or-sim": ("SEQ or SIM", "stable for each under one of the two"),
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


def steps_words(found: Holding, state: str, path: Sequence[MoveStep], *, worse: bool = False) -> str:
    """Return what players do one after the other.

    Parameters
    ----------
    worse
        Whether it is told of moves that they are worse for whoever makes them, or no better.
    """
    told: list[str] = []
    for step in path:
        verb, _, rest = change_words(found, state, step.to).partition(" ")
        before, after = (found.shown[key].ranks[step.player] for key in (state, step.to))
        mark = "" if not worse or after < before else " (no better for it)" if after == before else " (worse for it)"
        told.append(f"{step.player} {verb}s {rest}{mark}")
        state = step.to
    return ", then ".join(told)


def change_words(found: Holding, before: str, after: str) -> str:
    """Return what somebody does who moves from one situation to another."""
    left, taken = clauses(found, before), clauses(found, after)
    new = [part for part in taken if part not in left]
    gone = [part for part in left if part not in taken]
    if new and gone and (len(gone) == len(left) or len(new) == len(taken)):
        # Nothing is the same: one of the two stands for several situations, or is known by a name alone.
        return f"move to {state_words(found, after)}"
    if new and gone:
        return f"choose “{'; '.join(new)}” instead of “{'; '.join(gone)}”"
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
