"""Bargaining solutions over lotteries between acceptable packages, beside those over packages (rule D4)."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from detente.analyses.menu import Menu
from detente.results import Lotteries, Lottery, LotteryPart
from detente.solvers.lottery import Mixture, even_mixture, nash_mixture, share_mixture

__all__ = ["lotteries_of"]


def lotteries_of(menu: Menu) -> Lotteries | None:
    """Return the Nash, Kalai-Smorodinsky and egalitarian lotteries; ``None`` without an acceptable package.

    Sources: Nash 1950 and Kalai and Smorodinsky 1975, who allow lotteries; Kalai 1977 and Imai 1983 for the even ones.
    Each package that a lottery may end in is acceptable by itself, so nobody has to live with less than no deal;
    Nash's own set also holds lotteries that are acceptable only on average.
    """
    rows = np.flatnonzero(np.asarray(menu.gains >= 0, dtype=np.bool_).all(axis=1))
    if not len(rows):
        return None
    gains = menu.gains[rows]
    units = [menu.problem.scales[column] for column in menu.problem.objectives]

    mixtures = nash_mixture(gains), share_mixture(gains), even_mixture(gains, units)
    # All packages at once: reading them one lottery after the other would lay out the way to each again.
    menu.outcomes(rows[sorted({row for mixture in mixtures for row in mixture.weights})])

    def lottery(mixture: Mixture) -> Lottery:
        outcomes = menu.outcomes(rows[list(mixture.weights)])
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

    return Lotteries(*map(lottery, mixtures))
