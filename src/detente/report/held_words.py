"""Words for situations and moves between them, and what the concepts of stability are called."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.states import NO_OPTION
from detente.results import Holding, MoveStep

__all__ = [
    "CONCEPTS",
    "RULES",
    "change_words",
    "cited",
    "clauses",
    "label_words",
    "moves_words",
    "named",
    "state_words",
    "steps_words",
]

CONCEPTS = {
    "nash": ("Nash", "nobody has a better situation to move to"),
    "sseq": (
        "SSEQ",
        "others, to their own advantage, would answer every better move, and whoever made it could not mend that",
    ),
    "seq": ("SEQ", "others, to their own advantage, would answer every better move, so that it would not pay"),
    "smr": (
        "SMR",
        "others could answer every better move, if need be at their own cost, and whoever made it could not mend that",
    ),
    "gmr": ("GMR", "others could answer every better move, if need be at their own cost, so that it would not pay"),
    "sim": ("SIM", "no better move would pay, as others would move at the same time, to their own advantage"),
    "seq-or-sim": ("SEQ or SIM", "each would stay, under the one or under the other"),
    "limited": ("limited", "two would stay who look as many moves ahead as asked for"),
    "non-myopic": ("non-myopic", "two would stay however far they look ahead, once that is more than a few moves"),
}
"""Concepts of stability: what they are called, and what they say; from the strictest to the least strict, but for the
last two, which none of the others implies."""

RULES = {
    "no-consecutive": "nobody moves twice in a row",
    "each-once": "each moves at most once",
    "single": "one of them makes one move",
}
"""How several answer together."""


def label_words(found: Holding, key: str) -> str:
    """Return what a situation is called, the one in which no option is chosen too."""
    label = found.shown[key].label
    return "nothing chosen" if label == NO_OPTION else label


def named(found: Holding, key: str) -> str:
    """Return a situation with its number, where it has a name besides."""
    label = label_words(found, key)
    return label if label == key else f"{key}: {label}"


def cited(found: Holding, key: str) -> str:
    """Return a situation with its number, for a sentence."""
    label = label_words(found, key)
    return state_words(found, key) if label == key else f"{key} (“{label}”)"


def moves_words(found: Holding, state: str, path: Sequence[MoveStep], *, forced: bool = True) -> str:
    """Return what players would do one after the other.

    Parameters
    ----------
    forced
        Whether they would do so; otherwise they only could, and it is told of what serves them no better.
    """
    told: list[str] = []
    for step in path:
        mark = "" if forced else _remark(found, step, state)
        told.append(f"{step.player} {'would' if forced else 'could'} {change_words(found, state, step.to)}{mark}")
        state = step.to
    return ", then ".join(told)


def _remark(found: Holding, step: MoveStep, state: str) -> str:
    """Return of a move that it is worse for whoever makes it, or no better; nothing if it is better."""
    before, after = (found.shown[key].ranks[step.player] for key in (state, step.to))
    return "" if after < before else " (no better for it)" if after == before else " (worse for it)"


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
        mark = _remark(found, step, state) if worse else ""
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
    return [] if label == NO_OPTION else label.split("; ")


def state_words(found: Holding, key: str) -> str:
    """Return what a situation is called."""
    return f"“{label_words(found, key)}”"
