"""How one package fares over draws that had no part in finding it (rule D8)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analyses.ends import acceptance_ends
from detente.analyses.robust import Scores, score, spread
from detente.ensemble import DrawnCase
from detente.problem import Problem
from detente.results import Candidate

__all__ = ["candidate", "judged"]


def judged(problem: Problem, fresh: DrawnCase, row: NDArray[np.int64], label: str) -> Candidate:
    """Return who accepts a package in how many draws, what it gives, and whether some or all values make it acceptable.

    Parameters
    ----------
    row
        Positions of the options, shape ``(issues,)``.
    label
        What the package is.
    """
    return candidate(problem, fresh, row, (label,), score(problem, fresh, row[None, :]))


def candidate(
    problem: Problem,
    fresh: DrawnCase,
    row: NDArray[np.int64],
    labels: tuple[str, ...],
    scores: Scores,
    place: int = 0,
) -> Candidate:
    """Return what `judged` does of a package that was scored with others.

    Parameters
    ----------
    row
        Positions of the options, shape ``(issues,)``.
    labels
        What the package is.
    scores, place
        The scores over `fresh`, and where in them the package stands.
    """
    possible, necessary = acceptance_ends(problem, dict(zip(problem.issues, row.tolist(), strict=True)))
    everything = slice(0, fresh.count)
    return Candidate(
        package=problem.package(row),
        labels=labels,
        share=float(scores.share[place]),
        accepts={party: float(shares[place]) for party, shares in scores.accepts.items()},
        gain={
            party: spread(fresh.utility(party, row[None, :], everything)[:, 0] - fresh.no_deal[party])
            for party in problem.no_deal
        },
        possible=possible,
        necessary=necessary,
    )
