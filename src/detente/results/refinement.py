"""What finer grids change. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.results.outcome import Outcome

__all__ = ["Refinement", "RefinementRound"]


@dataclass(frozen=True, slots=True)
class RefinementRound:
    """The solutions on one set of grids.

    Parameters
    ----------
    steps
        The smallest step of each quantity, near the solutions of the round before.
    nash, kalai_smorodinsky
        As in `Solutions`.
    change
        By how many points a solution moved since the round before, for the party for which it moved most; ``None`` in
        the first round.
    epsilon
        0 when exact; else as `Frontier.epsilon`.
    """

    steps: Mapping[str, Fraction]
    nash: tuple[Outcome, ...]
    kalai_smorodinsky: tuple[Outcome, ...]
    change: Fraction | None
    epsilon: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Refinement:
    """Whether the answer depends on how fine the grids of the quantities are.

    Parameters
    ----------
    rounds
        First the grids as the case has them, then finer ones around the solutions.
    enough
        The change in points below which the answer counts as settled.
    """

    rounds: tuple[RefinementRound, ...]
    enough: Fraction

    @property
    def settled(self) -> bool:
        """Return whether the last round moved no solution by more than is enough."""
        change = self.rounds[-1].change
        return change is not None and change <= self.enough
