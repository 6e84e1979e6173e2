"""What each issue is worth to each side: the swing from its worst to its best option.

Source: von Winterfeldt and Edwards 1986 (swing weights).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from detente.analyses.robust import spread
from detente.case import Option
from detente.ensemble import DrawnCase
from detente.problem import Problem
from detente.results import Spread, Stake

__all__ = ["drawn_stakes", "stakes_of"]


def stakes_of(problem: Problem) -> Mapping[str, Mapping[str, Stake]]:
    """Return the stakes of every known party at the central values."""
    issues = problem.case.issues
    return {
        party: {name: _stake(issues[name].options, row) for name, row in problem.points[party].items()}
        for party in problem.parties
    }


def _stake(options: Sequence[Option], row: Sequence[Fraction]) -> Stake:
    best, worst = max(range(len(row)), key=row.__getitem__), min(range(len(row)), key=row.__getitem__)
    return Stake(row[best] - row[worst], options[best], options[worst])


def drawn_stakes(problem: Problem, drawn: DrawnCase) -> Mapping[str, Mapping[str, Spread]]:
    """Return the stakes of every known party over the draws."""
    return {
        party: {name: spread(table.max(axis=1) - table.min(axis=1)) for name, table in drawn.tables[party].items()}
        for party in problem.parties
    }
