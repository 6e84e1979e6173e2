"""What differs between the answers for two versions of a case, on common random numbers (rule D8).

A column of draws depends on the seed and on the path of its estimate alone, so an estimate that both versions hold has
the same numbers in both, and a draw's verdict differs only where a change made it differ: the standard error of a small
difference is far smaller than that of either share.
Source of the variance reduction: Conway 1963, on comparing alternatives under common random numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

import numpy as np
from numpy.typing import NDArray

from detente.analyses.deal import analyse_deal
from detente.analyses.draws import zones
from detente.analyses.menu import acceptable_menu
from detente.analyses.outcomes import outcomes_of
from detente.analyses.robust import score, within
from detente.analyses.solutions import solutions_of
from detente.analyses.verdicts import verdicts
from detente.case import Case, Table, option_text
from detente.ensemble import DrawnCase, Draws, draw_case
from detente.problem import Problem, compile_case
from detente.results import Alone, Deal, Followed, Outcome, Package, Shift

__all__ = ["Version", "shift_of"]

Bools = NDArray[np.bool_]


def shift_of(before: Bools, after: Bools) -> Shift:
    """Return two shares of the same draws, with the standard error of their difference.

    Latin hypercubes vary less than independent draws, so the error is rather too large than too small.

    Examples
    --------
    >>> shift_of(np.array([True, True, False, False]), np.array([True, True, True, True]))
    Shift(before=0.5, after=1.0, error=0.28867513459481287)
    """
    gained = after.astype(np.float64) - before.astype(np.float64)
    error = float(gained.std(ddof=1) / np.sqrt(len(gained))) if len(gained) > 1 else None
    return Shift(float(before.mean()), float(after.mean()), error)


_POOL = 200


def _verdicts(problem: Problem, draws: Draws, pool: Sequence[Outcome]) -> Bools:
    """Return in which draws a zone exists; most are known from a pool of packages."""
    drawn = draw_case(problem, draws)
    rows = [row for each in pool if (row := _row(problem, each.package)) is not None]
    packages = np.unique(np.array(rows, dtype=np.int64).reshape(-1, len(problem.issues)), axis=0)
    return verdicts(problem, drawn, within(problem.rules, packages), partial(zones, drawn))


def _row(problem: Problem, package: Package) -> list[int] | None:
    """Return a package as positions of options; ``None`` where the case, or its table, does not have it."""
    issues = problem.case.issues
    if set(package) != set(issues) or any(package[name] not in issue.options for name, issue in issues.items()):
        return None
    row = problem.positions(package)
    held = problem.seats.held
    return row if all(held.get(name, at) == at for name, at in zip(issues, row, strict=True)) else None


class Version:
    """One version of a case with its answer, and with its verdict in each draw.

    Parameters
    ----------
    case
        A checked case.
    draws, seed
        As in `analyse_uncertainty`: the share of draws with a zone is the one it gives.
    count, table
        As in `analyse_deal`.
    """

    def __init__(
        self, case: Case, *, draws: int, seed: int = 0, count: Sequence[str] = (), table: Table | None = None
    ) -> None:
        # Nothing but the back-test may know what came about.
        self.case = replace(case, outcome=None)
        self._draws, self._seed, self._count = draws, seed, tuple(count)
        self.deal: Deal = analyse_deal(self.case, count=count, table=table)
        self._problem: Problem = compile_case(self.case, count, table)
        self.zopa: Bools | None = _verdicts(self._problem, Draws(seed, draws), self._pool()) if draws else None
        self._fresh: DrawnCase | None = None

    def _pool(self) -> list[Outcome]:
        """Return packages that are likely to show a zone."""
        points = self.deal.acceptable_frontier.points
        return [*(each.outcome for each in self.deal.discussed), *points[:: max(1, len(points) // _POOL)]]

    @property
    def nash(self) -> Mapping[str, Fraction]:
        """Return the gain of each counted party in the Nash solution; empty without a deal."""
        solution = self.deal.solutions.nash
        return {party: solution[0].gain[party] for party in self.deal.counted} if solution else {}

    def zone(self, after: Version) -> Shift | None:
        """Return the share of draws with a zone here and in another version; ``None`` without draws."""
        return None if self.zopa is None or after.zopa is None else shift_of(self.zopa, after.zopa)

    def alone(self, case: Case, table: Table | None = None) -> Alone:
        """Return what this version's answer becomes in a case that differs from it in one change.

        Raises
        ------
        LimitError, UsageError
            As for `analyse_deal`.
        """
        problem = compile_case(replace(case, outcome=None), self._count, table)
        menu = acceptable_menu(problem, problem.red_lines)
        nash = solutions_of(menu).nash
        zone = None
        if self.zopa is not None:
            pool = [*self._pool(), *nash, *menu.frontier(_POOL).points]
            zone = shift_of(self.zopa, _verdicts(problem, Draws(self._seed, self._draws), pool))
        gains = {party: nash[0].gain[party] for party in problem.counted} if nash else {}
        return Alone(bool(nash), zone, gains)

    def followed(self, after: Version) -> tuple[Followed, ...]:
        """Return the packages worth discussing in either version and the proposals of both, each once."""
        named: dict[str, Package] = {}
        for mark, deal in (("first", self.deal), ("second", after.deal)):
            for each in deal.discussed:
                named[f"{each.letter} of the {mark}"] = each.outcome.package
        for name, result in self.deal.proposals.items():
            # An open proposal may be completed in another way: not the same package.
            other = after.deal.proposals.get(name)
            if result.outcome is not None and other is not None and not result.open_issues + other.open_issues:
                named[name] = result.outcome.package
        once: dict[tuple[str, ...], tuple[str, Package]] = {}
        for name, package in named.items():
            terms = tuple(f"{issue}={option_text(option)}" for issue, option in package.items())
            known = once.get(terms)
            once[terms] = (name if known is None else f"{known[0]}, {name}", package)
        return tuple(self._followed(after, name, package) for name, package in once.values())

    def _followed(self, after: Version, name: str, package: Package) -> Followed:
        here, there = self._judged(package), after._judged(package)
        share = None
        if here is not None and there is not None and here[1] is not None and there[1] is not None:
            share = shift_of(here[1], there[1])
        return Followed(name, package, here and here[0], there and there[0], share)

    def _judged(self, package: Package) -> tuple[Outcome, Bools | None] | None:
        """Return what a package means here and in which draws all accept it; ``None`` where it is not listed."""
        positions = _row(self._problem, package)
        if positions is None:
            return None
        row = np.array([positions], dtype=np.int64)
        outcome = outcomes_of(self._problem, self._problem.red_lines, row)[0]
        if not self._draws or any(block.kind == "rule" for block in outcome.blocked_by):
            return outcome, None
        if self._fresh is None:
            self._fresh = draw_case(self._problem, Draws(self._seed, self._draws, "judging candidates"))
        return outcome, score(self._problem, self._fresh, row).accepted[:, 0]
