"""The four bargaining solutions over the acceptable packages (rule D4)."""

from __future__ import annotations

from detente.analyses.menu import MAX_TIES, Menu
from detente.results import Solutions
from detente.solvers.bargaining import leximin, maximin_shares, nash_product, total

__all__ = ["solutions_of"]


def solutions_of(menu: Menu) -> Solutions:
    """Return Nash, Kalai-Smorodinsky, egalitarian and utilitarian outcomes, each with every tie.

    Sources: Nash 1950; Kalai and Smorodinsky 1975; Kalai 1977; Harsanyi 1955; Imai 1983 for the
    lexicographic forms. On a finite set of packages there is no convexity: several vectors may be optimal,
    and all are returned.
    """
    if not len(menu):
        return Solutions()
    problem = menu.problem
    gains = menu.gains
    units = [problem.scales[column] for column in problem.objectives]
    nash, by_leximin = nash_product(gains)
    return Solutions(
        nash=menu.outcomes(nash, MAX_TIES),
        kalai_smorodinsky=menu.outcomes(maximin_shares(gains), MAX_TIES),
        egalitarian=menu.outcomes(leximin(gains, units), MAX_TIES),
        utilitarian=menu.outcomes(total(menu.found.points, units), MAX_TIES),
        left_out=tuple(party for j, party in enumerate(problem.counted) if not gains[:, j].max() > 0),
        nash_by_leximin=by_leximin,
    )
