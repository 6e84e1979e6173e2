"""Who may move next when several answer together: three rules, as small automata.

What is remembered of a joint move is a number: 0 at its start. ``no-consecutive`` remembers the last mover,
``each-once`` who has moved, ``single`` that somebody has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

from detente.errors import LimitError, UsageError

__all__ = ["MOST_ONCE", "RULES", "Rule", "Transitions", "transitions"]

Rule: TypeAlias = Literal["no-consecutive", "each-once", "single"]
Transitions: TypeAlias = tuple[tuple[tuple[int, int], ...], ...]

RULES: tuple[Rule, ...] = get_args(Rule)
MOST_ONCE = 12


def transitions(rule: Rule, members: Sequence[int]) -> Transitions:
    """Return, for everything that may be remembered, who may move next and what is remembered then.

    Parameters
    ----------
    rule
        ``no-consecutive``: nobody moves twice in a row; whoever has moved may move again after somebody else.
        ``each-once``: each moves at most once. ``single``: one move of one member.
    members
        The decision makers who move together.

    Raises
    ------
    UsageError
        If there is no such rule.
    LimitError
        If more than `MOST_ONCE` members move under ``each-once``: every set of them is remembered.

    Examples
    --------
    >>> transitions("no-consecutive", [0, 2])
    (((0, 1), (2, 2)), ((2, 2),), ((0, 1),))
    >>> transitions("each-once", [0, 2])
    (((0, 1), (2, 2)), ((2, 3),), ((0, 3),), ())
    """
    everybody = tuple((member, place + 1) for place, member in enumerate(members))
    if rule == "no-consecutive":
        return (everybody, *(tuple(next_ for next_ in everybody if next_[1] != last) for _, last in everybody))
    if rule == "single":
        return (tuple((member, 1) for member in members), ())
    if rule != "each-once":
        raise UsageError(f"There is no rule {rule!r} for joint moves. There are: {', '.join(RULES)}.")
    if len(members) > MOST_ONCE:
        raise LimitError(
            f"The rule each-once is worked out for at most {MOST_ONCE} who answer together.",
            "Take the rule no-consecutive or single.",
        )
    return tuple(
        tuple((member, moved | 1 << place) for place, member in enumerate(members) if not moved >> place & 1)
        for moved in range(1 << len(members))
    )
