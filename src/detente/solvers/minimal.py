"""Minimal sets of conditions that cannot hold together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["minimal_conflict"]

Member = TypeVar("Member")


def minimal_conflict(members: Sequence[Member], possible: Callable[[Sequence[Member]], bool]) -> tuple[Member, ...]:
    """Return a subset that is impossible while every proper subset is possible, by deletion.

    Members are tried for deletion in the given order, so the last ones are kept where there is a choice.
    Source: Chinneck and Dravnieks 1991 (deletion filter).

    Parameters
    ----------
    members
        Conditions that together are impossible.
    possible
        Whether a set of them can hold together; taking conditions away never makes it false.

    Examples
    --------
    >>> minimal_conflict([1, 2, 3, 4], lambda chosen: not {2, 4} <= set(chosen))
    (2, 4)
    """
    kept = list(members)
    for member in members:
        rest = [other for other in kept if other is not member]
        if not possible(rest):
            kept = rest
    return tuple(kept)
