"""The four bargaining solutions over the acceptable packages (rule D4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analyses.menu import MAX_TIES, Menu
from detente.results import Solutions
from detente.solvers.bargaining import leximin, maximin_shares, nash_product, total

__all__ = ["Chosen", "chosen_in", "solutions_of"]

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Chosen:
    """Where the solutions stand in a menu that is not empty.

    Parameters
    ----------
    nash, kalai_smorodinsky, egalitarian, utilitarian
        The rows of each, with every tie.
    nash_by_leximin
        Whether somebody gains nothing in every package, so that the product could not tell.
    """

    nash: Rows
    kalai_smorodinsky: Rows
    egalitarian: Rows
    utilitarian: Rows
    nash_by_leximin: bool

    @property
    def rows(self) -> Rows:
        """Return the rows of all, some more than once."""
        return np.concatenate((self.nash, self.kalai_smorodinsky, self.egalitarian, self.utilitarian))


def chosen_in(menu: Menu) -> Chosen | None:
    """Return where the solutions stand; ``None`` where nothing is acceptable."""
    if not len(menu):
        return None
    gains = menu.gains
    units = [menu.problem.scales[column] for column in menu.problem.objectives]
    nash, by_leximin = nash_product(gains)
    return Chosen(nash, maximin_shares(gains), leximin(gains, units), total(menu.found.points, units), by_leximin)


def solutions_of(menu: Menu, chosen: Chosen | None = None) -> Solutions:
    """Return Nash, Kalai-Smorodinsky, egalitarian and utilitarian outcomes, each with every tie.

    Sources: Nash 1950; Kalai and Smorodinsky 1975; Kalai 1977; Harsanyi 1955; Imai 1983 for the
    lexicographic forms. On a finite set of packages there is no convexity: several vectors may be optimal,
    and all are returned.

    Parameters
    ----------
    chosen
        Where they stand, if that is known.
    """
    chosen = chosen or chosen_in(menu)
    if chosen is None:
        return Solutions()
    menu.read(chosen.rows)
    return Solutions(
        nash=menu.outcomes(chosen.nash, MAX_TIES),
        kalai_smorodinsky=menu.outcomes(chosen.kalai_smorodinsky, MAX_TIES),
        egalitarian=menu.outcomes(chosen.egalitarian, MAX_TIES),
        utilitarian=menu.outcomes(chosen.utilitarian, MAX_TIES),
        left_out=tuple(party for j, party in enumerate(menu.problem.counted) if not menu.gains[:, j].max() > 0),
        nash_by_leximin=chosen.nash_by_leximin,
    )
