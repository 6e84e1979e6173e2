"""Lotteries between packages that parties may agree on. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.results.outcome import Outcome

__all__ = ["Lotteries", "Lottery", "LotteryPart"]


@dataclass(frozen=True, slots=True)
class LotteryPart:
    """A package and the share of the lottery that falls on it."""

    share: Fraction
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Lottery:
    """A device by which parties settle on one of several acceptable packages, with agreed shares.

    Parameters
    ----------
    parts
        The packages between which it decides; a single one where no lottery does better. Other lotteries may give the
        same points.
    utility, gain
        What it is worth to each counted party beforehand: the mean of the packages by their shares.
    excess
        0 when exact. Else no lottery's product of gains is larger by more than this part of it.
    """

    parts: tuple[LotteryPart, ...]
    utility: Mapping[str, Fraction]
    gain: Mapping[str, Fraction]
    excess: Fraction = Fraction(0)

    @property
    def needed(self) -> bool:
        """Return whether it decides between packages at all."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Lotteries:
    """The bargaining solutions where parties may agree on lotteries between acceptable packages.

    Parameters
    ----------
    nash
        The largest product of mean gains.
    kalai_smorodinsky
        The most even shares of each party's largest gain.
    egalitarian
        The most even mean gains in points, which compares points between parties.
    """

    nash: Lottery
    kalai_smorodinsky: Lottery
    egalitarian: Lottery
