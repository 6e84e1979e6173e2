"""Named packages side by side: what each gives, who accepts it, what it leaves on the table (rules C6, D4 and D8).

Source of the distances: Zitzler, Thiele, Laumanns, Fonseca and da Fonseca 2003 for the additive epsilon; the largest
gain of one side at nobody's cost is what Raiffa 1982 calls joint gains left on the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.analyses.asks import asks_of
from detente.analyses.judged import judged
from detente.analyses.menu import MAX_TIES, Menu, menus
from detente.analyses.named import named_row
from detente.analyses.outcomes import outcomes_of
from detente.analyses.trades import trades_of
from detente.case import Case, Table
from detente.ensemble import DrawnCase, Draws, draw_case
from detente.problem import Problem, compile_case
from detente.results import Compared, Named, Outcome, Room, SideBySide
from detente.solvers.bargaining import best_product
from detente.solvers.network import Integers

__all__ = ["compare_packages"]

Row = NDArray[np.int64]


def compare_packages(
    case: Case,
    packages: Sequence[Named],
    *,
    sha256: str = "",
    draws: int = 0,
    seed: int = 0,
    count: Sequence[str] = (),
    table: Table | None = None,
) -> SideBySide:
    """Return packages side by side at the central values, and over draws of the ranges.

    Parameters
    ----------
    case
        A checked case.
    packages
        Each with an option of every issue.
    sha256
        Hash of the case's text.
    draws, seed
        How many draws score the packages, and their seed: those over which `analyse_uncertainty` scores candidates.
    count, table
        As in `analyse_deal`.

    Raises
    ------
    UsageError
        If a package does not name exactly one listed option of every issue, or moves what is not on the table.
    LimitError
        As for `analyse_deal`.
    """
    problem = compile_case(case, count, table)
    feasible, acceptable = menus(problem)
    menu = acceptable if len(acceptable) else feasible
    fresh = draw_case(problem, Draws(seed, draws, "judging candidates")) if draws else None
    return SideBySide(
        title=case.title,
        sha256=sha256,
        parties=tuple(case.parties),
        issues=tuple(case.issues),
        consenting=problem.consenting,
        counted=problem.counted,
        no_deal=problem.no_deal,
        frontier="acceptable" if len(acceptable) else "feasible",
        exact=not menu.found.epsilon,
        packages=tuple(_compared(problem, menu, fresh, named) for named in packages),
        seed=seed,
        draws=draws,
        table="" if table is None else table.name,
        stage="" if table is None else table.stage,
    )


def _compared(problem: Problem, menu: Menu, fresh: DrawnCase | None, named: Named) -> Compared:
    row = named_row(problem, named)
    outcome = outcomes_of(problem, problem.red_lines, row[None, :])[0]
    allowed = all(block.kind != "rule" for block in outcome.blocked_by)
    more = _improvements(problem, menu, outcome)
    return Compared(
        named=named,
        outcome=outcome,
        asks=asks_of(problem, outcome),
        room=_room(problem, more),
        better=_better(menu, more),
        trades=trades_of(problem, outcome),
        drawn=judged(problem, fresh, row, "compared") if fresh is not None and allowed else None,
    )


def _improvements(problem: Problem, menu: Menu, outcome: Outcome) -> Integers:
    """Return, per point of a frontier, what it adds to each counted party's units, shape ``(n, counted)``."""
    base = [
        int(outcome.utility[party] * problem.scales[column])
        for party, column in zip(problem.counted, problem.objectives, strict=True)
    ]
    return np.stack([menu.found.points[:, j] - at for j, at in enumerate(base)], axis=1)


def _room(problem: Problem, more: Integers) -> Room | None:
    rows: list[list[int]] = more[np.asarray(more >= 0, dtype=np.bool_).all(axis=1)].tolist()
    if not rows:
        return None
    scales = [problem.scales[column] for column in problem.objectives]
    return Room(
        gain={party: Fraction(max(row[j] for row in rows), scales[j]) for j, party in enumerate(problem.counted)},
        together=max(min(Fraction(units, scale) for units, scale in zip(row, scales, strict=True)) for row in rows),
    )


def _better(menu: Menu, more: Integers) -> tuple[Outcome, ...]:
    rows = np.flatnonzero(np.asarray(more > 0, dtype=np.bool_).all(axis=1))
    if not len(rows):
        return ()
    return menu.outcomes(rows[best_product(more[rows])[0]], MAX_TIES)
