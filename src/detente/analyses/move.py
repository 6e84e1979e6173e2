"""What would move the parties: levers, pressure, compensation (rules L1 to L4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.analyses.division import division_of
from detente.analyses.draws import Zones
from detente.analyses.named import feasible_rows, packages_asked, spread_over
from detente.analyses.outcomes import outcomes_of
from detente.analyses.pushes import Pushed, Surpluses, broken_norms, central_surpluses, drawn_surpluses
from detente.analyses.robust import spread
from detente.analyses.side_payments import analyse_side_payments
from detente.analyses.verdicts import verdicts
from detente.case import Case, Table, with_levers
from detente.ensemble import ALONE, Crew, DrawnCase, DrawnNumbers, Draws, draw_case
from detente.errors import LimitError
from detente.problem import Pressing, Problem, compile_case
from detente.results import BreakEven, Cheapest, Deal, Leverage, MovedPackage, Named, ZopaUnder
from detente.solvers.cheapest import cheapest
from detente.solvers.frontier import satisfiable
from detente.solvers.message import Ways, first_assignments

__all__ = ["PRESSURES", "analyse_leverage"]

PRESSURES = (0, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 50)
"""Points of pressure at which the curve of consent is read."""

_CHEAPEST = 20
"""Most sets of levers that are listed as the cheapest."""

_AT_HAND = 200
"""Packages that are tried first where it is asked whether a draw has a zone."""

Row = NDArray[np.int64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Draws:
    """The draws of a case without levers."""

    problem: Problem
    draws: Draws

    @cached_property
    def case(self) -> DrawnCase:
        return draw_case(self.problem, self.draws)

    @cached_property
    def numbers(self) -> DrawnNumbers:
        return DrawnNumbers(self.draws)


def analyse_leverage(  # noqa: PLR0913 - one for each thing that can be asked for
    case: Case,
    deal: Deal,
    *,
    draws: int,
    seed: int = 0,
    count: Sequence[str] = (),
    table: Table | None = None,
    packages: Sequence[Named] = (),
    side_payments: bool = False,
    crew: Crew = ALONE,
    progress: Progress | None = None,
) -> Leverage:
    """Return what would move the parties: levers where the case has some, pressure, compensation, and a division.

    Parameters
    ----------
    case
        A checked case.
    deal
        Its answer at the central values.
    draws, seed
        The draws over which packages are scored; 0 for the central values only.
    count, table
        As in `analyse_deal`.
    packages
        Those asked about, each with an option of every issue; the ones worth discussing and the proposals, if none.
    side_payments
        Whether to share a joint gain as if points were money, which adds points of different parties.
    crew
        Who shares the work; the result does not depend on it.
    progress
        Called with the number of sets of levers done and of all sets.

    Raises
    ------
    LimitError
        As for `analyse_deal`; also if there are too many parties to pay each other.
    """
    problem = compile_case(case, count, table)
    drawn = _Draws(problem, Draws(seed, draws, "judging candidates")) if draws else None
    asked = packages_asked(problem, deal, packages)
    cheapest_sets = _cheapest(problem, drawn)
    return Leverage(
        levers=case.levers,
        zopa=_zones(problem, deal, Draws(seed, draws) if draws else None, crew, progress),
        cheapest=cheapest_sets or (),
        cheapest_known=cheapest_sets is not None,
        packages=tuple(_moved(problem, drawn, labels, row) for labels, row in asked),
        draws=draws,
        seed=seed,
        division=division_of(problem),
        side_payments=analyse_side_payments(case, count=count, table=table) if side_payments else None,
    )


def _sets(case: Case) -> list[tuple[str, Mapping[str, str]]]:
    """Return the sets of levers under which a zone is looked for, each at its strongest."""
    strongest = {name: list(lever.levels)[-1] for name, lever in case.levers.items()}
    found: list[tuple[str, Mapping[str, str]]] = [("nothing", {})]
    found += [(name, {name: level}) for name, level in strongest.items()]
    wielders = dict.fromkeys(lever.wielder for lever in case.levers.values())
    for wielder in wielders:
        own = {name: level for name, level in strongest.items() if case.levers[name].wielder == wielder}
        if len(own) > 1:
            found.append((f"all of {wielder}", own))
    if len(wielders) > 1:
        found.append(("everything", strongest))
    return found


def _zones(
    problem: Problem, deal: Deal, draws: Draws | None, crew: Crew, progress: Progress | None
) -> tuple[ZopaUnder, ...]:
    """Return whether a deal exists under sets of levers."""
    sets = _sets(problem.case)
    known = _at_hand(problem, deal)
    found: list[ZopaUnder] = []
    for place, (label, levers) in enumerate(sets, 1):
        case = with_levers(problem.case, levers)
        pressed = compile_case(case, _mediators(problem), problem.table)
        network = pressed.acceptable(pressed.red_lines)
        share = None
        if draws is not None:
            worker = Zones(case, _mediators(problem), draws, problem.table)
            share = float(verdicts(pressed, draw_case(pressed, draws), known, worker, crew=crew).mean())
        zopa = satisfiable(network, pressed.thresholds) is not None
        found.append(ZopaUnder(label, levers, zopa, share, broken_norms(case, None, levers)))
        if progress is not None:
            progress(place, len(sets))
    return tuple(found)


def _cheapest(problem: Problem, drawn: _Draws | None) -> tuple[Cheapest, ...] | None:
    """Return the sets of levers for a deal at the central values, none cheaper for every wielder, with a package.

    ``None`` where the question is too large for an exact answer.
    """
    nothing = _without_levers(problem, drawn)
    if nothing or not problem.case.levers:
        return nothing
    pressing = Pressing(problem)
    try:
        found = cheapest(pressing.network, problem.thresholds, pressing.costs)
    except LimitError:
        return None
    rows = found.assignments[:_CHEAPEST, : len(problem.issues)]
    if not len(rows):
        return ()
    result: list[Cheapest] = []
    for place, outcome in enumerate(outcomes_of(problem, problem.red_lines, rows)):
        chosen: list[int] = found.assignments[place, pressing.first :].tolist()
        used = [(lever, level) for lever, level in zip(pressing.levers, chosen, strict=True) if level]
        paid = zip(pressing.wielders, found.costs[place].tolist(), strict=True)
        push = Pushed(problem, rows[place], _surpluses(problem, drawn, rows[place])).push(chosen)
        result.append(
            Cheapest(
                levers={lever.name: list(lever.levels)[level - 1] for lever, level in used},
                cost={wielder: Fraction(int(units), pressing.cost_scale) for wielder, units in paid if units},
                outcome=outcome,
                share=push.share,
                norms=push.norms,
            )
        )
    return tuple(result)


def _without_levers(problem: Problem, drawn: _Draws | None) -> tuple[Cheapest, ...]:
    """Return the empty set of levers where there is a deal."""
    network = problem.acceptable(problem.red_lines)
    found = satisfiable(network, problem.thresholds)
    if found is None:
        return ()
    row = first_assignments(Ways.to(found, np.array([0], dtype=np.int64)), network.sizes)[0, : len(problem.issues)]
    outcome = outcomes_of(problem, problem.red_lines, row[None, :])[0]
    push = Pushed(problem, row, _surpluses(problem, drawn, row)).push([0] * len(problem.case.levers))
    return (Cheapest(levers={}, cost={}, outcome=outcome, share=push.share, norms=push.norms),)


def _surpluses(problem: Problem, drawn: _Draws | None, row: Row) -> Surpluses:
    if drawn is None:
        return central_surpluses(problem, row)
    return drawn_surpluses(problem, drawn.case, drawn.numbers, row)


def _mediators(problem: Problem) -> tuple[str, ...]:
    """Return the mediators that are counted."""
    return tuple(party for party in problem.counted if problem.case.parties[party].role == "mediator")


def _at_hand(problem: Problem, deal: Deal) -> Row:
    """Return feasible packages that are likely to be acceptable."""
    solved = (*deal.solutions.nash, *deal.solutions.kalai_smorodinsky, *deal.solutions.egalitarian)
    listed = deal.acceptable_frontier.points or deal.frontier.points
    named = (each.outcome for each in deal.discussed)
    return feasible_rows(problem, (*named, *solved, *spread_over(listed, _AT_HAND)))


def _moved(problem: Problem, drawn: _Draws | None, labels: tuple[str, ...], row: Row) -> MovedPackage:
    central = central_surpluses(problem, row)
    given = _surpluses(problem, drawn, row)
    pushed = Pushed(problem, row, given)
    nothing = pushed.push([0] * len(problem.case.levers))
    outcome = outcomes_of(problem, problem.red_lines, row[None, :])[0]
    clear = not central.blocked.any()
    above = {party: Fraction(int(central.base[j, 0]), central.units[j]) for j, party in enumerate(central.parties)}
    return MovedPackage(
        labels=labels,
        outcome=outcome,
        share=nothing.share,
        break_even=tuple(_break_even(central, given, j, drawn is not None) for j in range(len(central.parties))),
        singly=pushed.singly(),
        staircases=pushed.staircases(),
        together=pushed.together() if problem.case.levers else (),
        sets_counted=pushed.countable,
        compensation={party: -gain for party, gain in above.items() if gain < 0} if clear else {},
        able={party: gain for party, gain in above.items() if gain > 0},
    )


def _break_even(central: Surpluses, given: Surpluses, j: int, drawn: bool) -> BreakEven:  # noqa: FBT001
    """Return the smallest pressure at which a party accepts, and how its consent grows with pressure."""
    blocked = bool(central.blocked[j, 0])
    short = max(Fraction(0), Fraction(-int(central.base[j, 0]), central.units[j]))
    lacks = np.maximum(0, -given.base[j])
    free = ~given.blocked[j]
    curve = tuple(
        (float(points), float((free & np.asarray(lacks <= points * given.units[j], dtype=np.bool_)).mean()))
        for points in PRESSURES
    )
    return BreakEven(
        party=central.parties[j],
        pressure=None if blocked else short,
        drawn=spread(lacks[free]) if drawn and free.any() else None,
        curve=curve,
    )
