"""Whether what came about was on the menu, by the case as it stood before (the rule of hindsight).

Sources: Fischhoff 1975 (an outcome that is known colours what seems to have been foreseeable, so the forecast is made
from a case that does not hold it); Tetlock 2005, Tetlock and Gardner 2015 (judge a forecast against what happened, and
keep the misses). Shares of draws are no forecasts of events, so they are not scored like such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.judged import judged
from detente.analyses.menu import MAX_TIES, Menu
from detente.analyses.outcomes import outcomes_of
from detente.case import Aftermath, Case, completed
from detente.ensemble import Draws, draw_case
from detente.errors import LimitError
from detente.problem import Problem, compile_case
from detente.results import BackTest, Candidate, Comparison, Deal, Outcome, Uncertainty, differing_issues
from detente.solvers.bargaining import best_product
from detente.solvers.frontier import pareto_frontier, satisfiable
from detente.solvers.network import Network

__all__ = ["analyse_back_test"]

Row = NDArray[np.int64]


def analyse_back_test(
    case: Case, deal: Deal, uncertainty: Uncertainty | None = None, *, count: Sequence[str] = ()
) -> BackTest | None:
    """Return what the analysis of a case says of what happened later; ``None`` for a case without an outcome.

    Parameters
    ----------
    case
        A checked case.
    deal, uncertainty
        Its answers, made without regard to its outcome.
    count
        As in `analyse_deal`.

    Raises
    ------
    LimitError
        If the packages that are better for every party outgrow their limit.
    """
    if case.outcome is None:
        return None
    known = case.outcome
    problem = compile_case(replace(case, outcome=None), count)
    row = _row(problem, known)
    outcome = None if row is None else outcomes_of(problem, problem.red_lines, row[None, :])[0]
    bare = BackTest(
        agreement=known.agreement,
        listed=_listed(known),
        not_listed=known.not_listed,
        outcome=outcome,
        efficient=None,
        efficient_acceptable=None,
        better=(),
        comparisons=() if outcome is None else _comparisons(deal, outcome),
        drawn=None,
        most=uncertainty.packages[0].share if uncertainty is not None and uncertainty.packages else None,
    )
    if row is None or outcome is None or any(block.kind == "rule" for block in outcome.blocked_by):
        return bare
    acceptable = problem.acceptable(problem.red_lines)
    return replace(
        bare,
        efficient=not _improvable(problem, problem.feasible, outcome, {}),
        efficient_acceptable=not _improvable(problem, acceptable, outcome, problem.thresholds)
        if outcome.acceptable
        else None,
        better=_better(problem, acceptable, outcome),
        drawn=None if uncertainty is None else _drawn(problem, row, uncertainty),
    )


def _listed(known: Aftermath) -> Literal["none", "part", "whole"]:
    if not known.not_listed:
        return "whole"
    return "part" if known.package else "none"


def _row(problem: Problem, known: Aftermath) -> Row | None:
    """Return the positions of the package that came about; where nothing was agreed, of the status quo."""
    if not known.package and known.not_listed:
        return None
    positions = completed(problem.case, known.package)
    return None if positions is None else np.array([positions[name] for name in problem.issues], dtype=np.int64)


def _units(problem: Problem, outcome: Outcome) -> dict[int, int]:
    """Return the counted parties' points by column, in units."""
    return {
        column: int(outcome.utility[party] * problem.scales[column])
        for party, column in zip(problem.counted, problem.objectives, strict=True)
    }


def _at_least(floors: Mapping[int, int], more: Mapping[int, int]) -> dict[int, int]:
    return {column: max(value, floors.get(column, value)) for column, value in more.items()} | {
        column: value for column, value in floors.items() if column not in more
    }


def _improvable(problem: Problem, network: Network, outcome: Outcome, floors: Mapping[int, int]) -> bool:
    """Return whether some package is at least as good for every counted party and better for one."""
    units = _units(problem, outcome)
    return any(
        satisfiable(network, _at_least(floors, units | {column: value + 1})) is not None
        for column, value in units.items()
    )


def _better(problem: Problem, acceptable: Network, outcome: Outcome) -> tuple[Outcome, ...]:
    """Return the acceptable packages that gain most, by product, over the outcome for every counted party."""
    units = _units(problem, outcome)
    floors = _at_least(problem.thresholds, {column: value + 1 for column, value in units.items()})
    if satisfiable(acceptable, floors) is None:
        return ()
    menu = Menu(problem, pareto_frontier(acceptable, problem.objectives, floors), problem.red_lines)
    if not len(menu):
        raise LimitError(
            "Packages better than the outcome exist, but their set outgrew its limit and was thinned away.",
            "Use fewer options or fewer counted parties.",
        )
    gains = np.stack([menu.found.points[:, j] - at for j, at in enumerate(units.values())], axis=1)
    return menu.outcomes(best_product(gains)[0], MAX_TIES)


def _comparisons(deal: Deal, outcome: Outcome) -> tuple[Comparison, ...]:
    found = [_beside("package", each.letter, outcome, each.outcome) for each in deal.discussed]
    solutions = {"nash": deal.solutions.nash, "kalai_smorodinsky": deal.solutions.kalai_smorodinsky}
    found += [_beside("solution", name, outcome, tied[0]) for name, tied in solutions.items() if tied]
    found += [
        _beside("proposal", name, outcome, proposal.outcome)
        for name, proposal in deal.proposals.items()
        if proposal.outcome is not None
    ]
    return tuple(found)


def _beside(
    kind: Literal["package", "solution", "proposal"], name: str, outcome: Outcome, other: Outcome
) -> Comparison:
    change = {party: points - other.utility[party] for party, points in outcome.utility.items()}
    return Comparison(kind, name, other.package, differing_issues([outcome.package, other.package]), change)


def _drawn(problem: Problem, row: Row, uncertainty: Uncertainty) -> Candidate:
    """Return how the outcome fares over the fresh draws over which the candidates were compared."""
    fresh = draw_case(problem, Draws(uncertainty.seed, uncertainty.draws, "judging candidates"))
    return judged(problem, fresh, row, "outcome")
