"""In which draws of the ranges a zone exists (rule D8)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count as counting

import numpy as np
from numpy.typing import NDArray

from detente.analyses.robust import score
from detente.ensemble import ALONE, Block, Crew, DrawnCase, blocks_of, over_blocks
from detente.problem import Problem

__all__ = ["stepping", "verdicts"]

Bools = NDArray[np.bool_]
Progress = Callable[[int, int], None]


def verdicts(
    problem: Problem,
    drawn: DrawnCase,
    at_hand: NDArray[np.int64],
    search: Callable[[Block], Bools],
    *,
    crew: Crew = ALONE,
    progress: Progress | None = None,
) -> Bools:
    """Return in which draws a zone exists: in most a package at hand shows it, in the others an exact search tells.

    Parameters
    ----------
    at_hand
        Feasible packages, shape ``(n, issues)``; with none at all every draw is searched.
    search
        Returns, exactly, in which draws of a block a zone exists.
    crew
        Who shares the searches; the result does not depend on it.
    progress
        Called with the number of blocks searched and of all blocks.
    """
    found = np.zeros(drawn.count, dtype=np.bool_)
    if len(at_hand):
        found |= score(problem, drawn, at_hand).accepted.any(axis=1)
    undecided = np.flatnonzero(~found)
    parts = [undecided[block] for block in blocks_of(len(undecided))]
    step = stepping(len(parts), progress)
    for part, verdict in zip(parts, over_blocks(search, parts, crew), strict=True):
        found[part] = verdict
        step()
    return found


def stepping(parts: int, progress: Progress | None) -> Callable[[], None]:
    """Return what to call when another part is done."""
    done = counting(1)
    return lambda: None if progress is None else progress(next(done), parts)
