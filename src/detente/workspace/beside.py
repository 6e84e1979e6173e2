"""The questions that stand beside a deal, of which none needs another's answer: in one process, or shared out.

Who ratifies, what would move the parties, which situations and which ceasefire would hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from detente.analyses import analyse_leverage, analyse_ratification
from detente.analyses.hold import analyse_holding
from detente.case import Case, Table
from detente.ensemble import ALONE, Crew, Draws, over_blocks
from detente.io import CaseFile
from detente.results import CeasefireOutlook, Deal, Holding, Leverage, Ratification
from detente.workspace.ceasefires import ceasefire_of

__all__ = ["Beside"]

_Question: TypeAlias = Literal["ratify", "move", "hold"]

_MANY = 1_000
"""Draws from which on it is worth starting processes."""

Progress: TypeAlias = Callable[[int, int], None]
Answers: TypeAlias = tuple[Ratification | None, Leverage | None, Holding | None, CeasefireOutlook | None]


@dataclass(frozen=True)
class Beside:
    """What is asked beside a deal.

    Parameters
    ----------
    opened
        The case with its files.
    before
        The case without what came about since.
    deal
        Its deal.
    draws, seed, count, table
        As for `analyse`.
    """

    opened: CaseFile
    before: Case
    deal: Deal
    draws: int
    seed: int
    count: tuple[str, ...]
    table: Table | None

    def __call__(self, question: _Question) -> Answers:
        """Return the answer to one question; it does not depend on who answers the others."""
        match question:
            case "ratify":
                return self.ratification(), None, None, None
            case "move":
                return None, self.leverage(ALONE), None, None
            case "hold":
                return None, None, self.holding(), self.ceasefire()

    def answers(self, crew: Crew, progress: Progress | None) -> Answers:
        """Return all answers, shared out where processes are to be had and there is enough to do.

        Parameters
        ----------
        crew
            Who shares the work.
        progress
            Called with the parts done and all parts.
        """
        if crew.workers == 1 or self.draws < _MANY or not (self.before.ratifiers and self.before.levers):
            return self.ratification(), self.leverage(crew, progress), self.holding(), self.ceasefire()
        questions: list[_Question] = list(get_args(_Question))
        found: list[Answers] = []
        for answer in over_blocks(self, questions, Crew(crew.workers)):
            found.append(answer)
            if progress is not None:
                progress(len(found), len(questions))
        (ratification, *_), (_, leverage, *_), (*_, holding, ceasefire) = found
        return ratification, leverage, holding, ceasefire

    def ratification(self) -> Ratification | None:
        """Return who ratifies what at home."""
        return analyse_ratification(
            self.before, self.deal, draws=self.draws, seed=self.seed, count=self.count, table=self.table
        )

    def leverage(self, crew: Crew, progress: Progress | None = None) -> Leverage | None:
        """Return what would move the parties; ``None`` for a case without levers."""
        if not self.before.levers:
            return None
        return analyse_leverage(
            self.before,
            self.deal,
            draws=self.draws,
            seed=self.seed,
            count=self.count,
            table=self.table,
            crew=crew,
            progress=progress,
        )

    def holding(self) -> Holding | None:
        """Return which situations would hold; ``None`` for a case without moves."""
        return None if self.before.moves is None else analyse_holding(self.before, draws=Draws(self.seed, self.draws))

    def ceasefire(self) -> CeasefireOutlook | None:
        """Return whether the ceasefire of the case would hold; ``None`` without one."""
        return ceasefire_of(self.opened, Draws(self.seed, self.draws))
