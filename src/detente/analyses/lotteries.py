"""Bargaining solutions over lotteries between acceptable packages, beside those over packages (rule D4)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.analyses.menu import Menu
from detente.results import Lotteries, Lottery, LotteryPart
from detente.solvers.lottery import Mixture, even_mixture, nash_mixture, share_mixture

__all__ = ["Drawn", "drawn_in", "lotteries_of"]


@dataclass(frozen=True, eq=False)
class Drawn:
    """The lotteries between the rows of a menu.

    Parameters
    ----------
    mixtures
        Those of Nash, of Kalai and Smorodinsky, and the egalitarian one.
    acceptable
        The row behind each number that stands in them.
    """

    mixtures: tuple[Mixture, ...]
    acceptable: NDArray[np.int64]

    @property
    def rows(self) -> NDArray[np.int64]:
        """Return the rows that a lottery may end in, some more than once."""
        return self.acceptable[[row for mixture in self.mixtures for row in mixture.weights]]


def drawn_in(menu: Menu) -> Drawn | None:
    """Return the lotteries between the rows of a menu; ``None`` without an acceptable package."""
    rows = np.flatnonzero(np.asarray(menu.gains >= 0, dtype=np.bool_).all(axis=1))
    if not len(rows):
        return None
    gains = menu.gains[rows]
    units = [menu.problem.scales[column] for column in menu.problem.objectives]
    shares = share_mixture(gains)
    return Drawn((nash_mixture(gains, near=shares), shares, even_mixture(gains, units)), rows)


def lotteries_of(menu: Menu, drawn: Drawn | None) -> Lotteries | None:
    """Return the Nash, Kalai-Smorodinsky and egalitarian lotteries; ``None`` without an acceptable package.

    Sources: Nash 1950 and Kalai and Smorodinsky 1975, who allow lotteries; Kalai 1977 and Imai 1983 for the even ones.
    Each package that a lottery may end in is acceptable by itself, so nobody has to live with less than no deal;
    Nash's own set also holds lotteries that are acceptable only on average.
    """
    if drawn is None:
        return None
    menu.read(drawn.rows)

    def lottery(mixture: Mixture) -> Lottery:
        outcomes = menu.outcomes(drawn.acceptable[list(mixture.weights)])
        parts = tuple(
            LotteryPart(share, outcome) for share, outcome in zip(mixture.weights.values(), outcomes, strict=True)
        )
        counted = menu.problem.counted
        return Lottery(
            parts,
            {party: sum((p.share * p.outcome.utility[party] for p in parts), start=Fraction(0)) for party in counted},
            {party: sum((p.share * p.outcome.gain[party] for p in parts), start=Fraction(0)) for party in counted},
            mixture.excess,
        )

    return Lotteries(*map(lottery, drawn.mixtures))
