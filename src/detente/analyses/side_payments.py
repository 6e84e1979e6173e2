"""A joint gain that could be paid from one party to another, shared by what each adds (rule L4).

This adds points of different parties, and so is answered only where somebody asks for it: it means something only where
the points stand for one currency. Sources: Shapley 1953; who can settle what alone as in `detente.analyses.consent`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from detente.analyses.outcomes import outcomes_of
from detente.case import Case, Table
from detente.errors import LimitError
from detente.problem import Problem, compile_case
from detente.results import Coalition, SidePayments
from detente.solvers.frontier import pareto_frontier
from detente.solvers.message import Ways, first_assignments
from detente.solvers.network import Factor, Integers, Network, integer_array
from detente.solvers.shapley import shapley_value

__all__ = ["MAX_PLAYERS", "analyse_side_payments"]

MAX_PLAYERS = 8
"""Most parties: each set of them is a search."""


def analyse_side_payments(case: Case, *, count: Sequence[str] = (), table: Table | None = None) -> SidePayments:
    """Return what each set of the counted parties could have alone, and the Shapley value of each party.

    The worth of a set is the largest sum of its gains (points above no deal) over the packages that move only issues
    that none of the other players decides; rules and the red lines of its members hold, since a red line is not for
    sale, but a member may fall below no deal, to be paid for it. Whoever is no player but has to consent is taken to be
    there, neither pays nor is paid, and has to accept. What happens to gains when others settle something else is left
    out: two sets may be worth more apart than together.

    Parameters
    ----------
    case
        A checked case.
    count, table
        As in `analyse_deal`.

    Raises
    ------
    LimitError
        As for `analyse_deal`; also if there are more than `MAX_PLAYERS`.
    """
    problem = compile_case(case, count, table)
    players = problem.counted
    if len(players) > MAX_PLAYERS:
        raise LimitError(
            f"There are more than {MAX_PLAYERS} parties whose points would be added.",
            "Let parties that act alike be one, or look at one of the case's tables.",
        )
    found = [_coalition(problem, inside) for inside in _sets(players)]
    worths = np.array([Fraction(0), *(each.worth for each in found)], dtype=np.object_)
    shapley = {party: Fraction(value) for party, value in zip(players, shapley_value(worths), strict=True)}
    whole = found[-1].outcome if found else None
    return SidePayments(
        parties=players,
        coalitions=tuple(sorted(found, key=lambda each: len(each.parties))),
        shapley=shapley,
        payments={party: shapley[party] - (Fraction(0) if whole is None else whole.gain[party]) for party in players},
    )


def _sets(players: Sequence[str]) -> list[tuple[str, ...]]:
    """Return every set of players but the empty one, player i being in those whose number has bit i."""
    return [
        tuple(party for place, party in enumerate(players) if number >> place & 1)
        for number in range(1, 1 << len(players))
    ]


def _coalition(problem: Problem, inside: tuple[str, ...]) -> Coalition:
    """Return what a set of players could have, the others staying out."""
    outside = [party for party in problem.counted if party not in inside]
    nothing = Coalition(inside, Fraction(0), None)
    held: dict[str, int] = {}
    for name in problem.seats.movable:
        if any(party in outside for party in problem.case.deciders(name)):
            stays = problem.case.issues[name].status_quo_position
            if stays is None:
                # Such an issue counts as moved by every package, and its deciders are not all there.
                return nothing
            held[name] = stays
    if len(held) == len(problem.seats.movable):
        return nothing
    lines = [line for line in problem.red_lines if line.party not in outside]
    bounds = [*problem.limits, *problem.fixed(held), *map(problem.where_asked, lines)]
    network, unit = _with_sum(problem, inside)
    players = [problem.column(party) for party in problem.counted]
    floors = {column: least for column, least in problem.thresholds.items() if column not in players}
    best = pareto_frontier(network.with_constraints(bounds), (network.columns - 1,), floors)
    if best.epsilon:
        raise LimitError(
            "The largest sum of gains depends on too many partial packages for an exact answer.",
            "Use fewer options, or fewer linkages and rules.",
        )
    if best.message is None:
        return nothing
    worth = Fraction(int(best.points[0, 0]), unit) - sum(problem.no_deal[party] for party in inside)
    if worth <= 0:
        return nothing
    rows = first_assignments(Ways.to(best.message, np.array([0], dtype=np.int64)), network.sizes)
    return Coalition(inside, worth, outcomes_of(problem, problem.red_lines, rows[:, : len(problem.issues)])[0])


def _with_sum(problem: Problem, inside: Sequence[str]) -> tuple[Network, int]:
    """Return the network with a last column for the points of some parties together, and its units per point."""
    columns = [problem.column(party) for party in inside]
    unit = lcm(*(problem.scales[column] for column in columns))

    def widened(table: Integers) -> Integers:
        exact = table.astype(np.object_)
        total = sum(exact[..., column] * (unit // problem.scales[column]) for column in columns)
        return integer_array(np.concatenate([exact, np.asarray(total, dtype=np.object_)[..., None]], axis=-1))

    base = problem.asked
    factors = tuple(Factor(factor.scope, widened(factor.table)) for factor in base.factors)
    return Network(base.sizes, base.columns + 1, factors, base.constraints), unit
