"""Whether a deal exists, which packages are efficient, which fair, and what blocks.

Sources: Raiffa 1982 (zone of possible agreement, efficient frontier); Nash 1950; Kalai and Smorodinsky 1975;
Putnam 1988 for reading red lines apart from thresholds. Rules D1 to D5 of the design.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from detente.analyses.consent import consent_sets, seated
from detente.analyses.deadlock import deadlock_of
from detente.analyses.discussed import discussed
from detente.analyses.diverse import diverse_in
from detente.analyses.kept import analyse_kept
from detente.analyses.lotteries import drawn_in, lotteries_of
from detente.analyses.menu import Menu, acceptable_menu, menus
from detente.analyses.opposition import opposition_of, undefined_zero_sumness, zero_sumness_of
from detente.analyses.proposals import proposal_result
from detente.analyses.solutions import chosen_in, solutions_of
from detente.analyses.stakes import stakes_of
from detente.case import Case, Table
from detente.errors import LimitError
from detente.problem import Problem, compile_case
from detente.results import Deadlock, Deal, FirmOnly, Space
from detente.solvers.bounds import Bounds, bounds_of, count_assignments
from detente.solvers.frontier import satisfiable
from detente.solvers.tree import tree_of

__all__ = ["DEFAULT_POINTS", "analyse_deal"]

DEFAULT_POINTS = 500
"""Most points of a frontier that are listed, unless asked otherwise."""

_FIRM = Fraction(1, 2)


def _ideal(problem: Problem, bounds: Bounds) -> dict[str, Fraction]:
    """Return each counted party's greatest points."""
    return {
        party: Fraction(int(bounds.high[column]), problem.scales[column])
        for party, column in zip(problem.counted, problem.objectives, strict=True)
    }


def _best(problem: Problem, menu: Menu) -> dict[str, Fraction]:
    if not len(menu):
        return {}
    return {
        party: Fraction(int(menu.found.points[:, j].max()), problem.scales[column])
        for j, (party, column) in enumerate(zip(problem.counted, problem.objectives, strict=True))
    }


def _epsilon(*menus: Menu) -> Fraction | None:
    """Return the points that thinning may have cost a party, at most; ``None`` when nothing was thinned."""
    return max(menu.found.epsilon for menu in menus) or None


def _zopa(problem: Problem, menu: Menu) -> bool:
    """Return whether an acceptable package exists; a thinned "none" is searched again exactly."""
    if len(menu) or not menu.found.epsilon:
        return len(menu) > 0
    return satisfiable(problem.acceptable(menu.red_lines), problem.thresholds) is not None


def _firm_only(problem: Problem, stated: Menu, points: int) -> FirmOnly | None:
    """Return the answer under the firm red lines alone, where it differs (rule C5)."""
    firm = [line for line in problem.red_lines if line.firm >= _FIRM]
    if len(firm) == len(problem.red_lines):
        return None
    menu = acceptable_menu(problem, firm)
    if len(menu) == len(stated) and (menu.found.points == stated.found.points).all():
        return None
    kept = {line.position for line in firm}
    return FirmOnly(
        tuple(line.position for line in problem.red_lines if line.position not in kept),
        _zopa(problem, menu),
        menu.frontier(points),
        solutions_of(menu),
    )


def _nothing_feasible(problem: Problem, points: int) -> Deal:
    """Return the answer where the rules alone exclude every package."""
    empty = Menu(problem, acceptable_menu(problem, problem.red_lines).found, problem.red_lines)
    return Deal(
        consenting=problem.consenting,
        conditional=problem.seats.conditional,
        counted=problem.counted,
        no_deal=problem.no_deal,
        space=Space(problem.outcomes, 0),
        zopa=False,
        exact=True,
        epsilon=None,
        ideal={},
        acceptable_ideal={},
        opposition=None,
        zero_sumness=undefined_zero_sumness(problem),
        frontier=empty.frontier(points),
        acceptable_frontier=empty.frontier(points),
        solutions=solutions_of(empty),
        proposals={name: proposal_result(problem, empty, name, p) for name, p in problem.case.proposals.items()},
        deadlock=deadlock_of(problem, problem.red_lines),
        stakes=stakes_of(problem),
    )


def analyse_deal(
    case: Case, *, count: Sequence[str] = (), table: Table | None = None, points: int = DEFAULT_POINTS
) -> Deal:
    """Return whether a deal exists at the central values, the frontiers, the solutions, and what blocks.

    Parameters
    ----------
    case
        A checked case.
    count
        Consenting mediators whose points are objectives too; others only constrain.
    table
        Who is there and what is on the table, where that is not everybody and everything.
    points
        Most points listed of each frontier; more are thinned out evenly and the result says so.

    Raises
    ------
    LimitError
        If linked issues span too many joint options, or too many parties are counted.
    UsageError
        If the case lacks what a check would have asked for.
    """
    problem = compile_case(case, count, table)
    tree = tree_of(problem.feasible)
    bounds = bounds_of(problem.feasible, tree)[0]
    if not bounds.valid:
        return replace(_nothing_feasible(problem, points), seated=seated(problem))
    feasible, acceptable = menus(problem)
    zopa = _zopa(problem, acceptable)
    if zopa and not len(acceptable):
        raise LimitError(
            "A deal exists, but the set of acceptable packages outgrew its limit and was thinned away.",
            "Use fewer options or fewer counted parties.",
        )
    epsilon = _epsilon(acceptable, feasible)
    chosen, drawn, diverse = chosen_in(acceptable), drawn_in(acceptable), diverse_in(acceptable)
    wanted = [acceptable.spread(points), diverse, *(each.rows for each in (chosen, drawn) if each is not None)]
    acceptable.read(np.concatenate(wanted), together=(feasible, feasible.spread(points)))
    deal = Deal(
        consenting=problem.consenting,
        conditional=problem.seats.conditional,
        counted=problem.counted,
        no_deal=problem.no_deal,
        space=Space(problem.outcomes, count_assignments(problem.feasible, tree)),
        zopa=zopa,
        exact=epsilon is None,
        epsilon=epsilon,
        ideal=_ideal(problem, bounds),
        acceptable_ideal=_best(problem, acceptable),
        opposition=opposition_of(feasible, bounds),
        zero_sumness=zero_sumness_of(problem, tree, bounds),
        frontier=feasible.frontier(points),
        acceptable_frontier=acceptable.frontier(points),
        solutions=solutions_of(acceptable, chosen),
        proposals={name: proposal_result(problem, acceptable, name, p) for name, p in case.proposals.items()},
        deadlock=Deadlock() if zopa else deadlock_of(problem, problem.red_lines),
        firm_only=_firm_only(problem, acceptable, points),
        diverse=acceptable.outcomes(diverse),
        lotteries=lotteries_of(acceptable, drawn),
        stakes=stakes_of(problem),
    )
    circles, further = ((), 0) if table is not None and table.parties else consent_sets(problem, count)
    deal = replace(
        deal,
        discussed=discussed(problem, deal, acceptable),
        consent_sets=circles,
        further_consent_sets=further,
        seated=seated(problem),
    )
    return replace(deal, kept=analyse_kept(problem, deal))
