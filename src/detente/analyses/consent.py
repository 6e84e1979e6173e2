"""Who can settle what without whom: one answer for every set of parties whose consent some package needs (rule C4).

A package needs the consent of those who decide the issues that it moves. For a set of parties, the packages that move
only what they decide among themselves and that all of them accept are found by the same engine as at the whole table;
together, those of all sets are the acceptable packages of the rule.

Sources: Sebenius 1983 (adding and subtracting parties and issues); Touval 2010 on what is settled over the heads of
those concerned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.analyses.menu import acceptable_menu
from detente.analyses.solutions import solutions_of
from detente.case import Case, Table
from detente.problem import Problem, compile_case, seats_of
from detente.results import ConsentSet, Outcome, Seated
from detente.solvers.frontier import satisfiable

__all__ = ["MAX_SETS", "consent_sets", "seated"]

MAX_SETS = 32
"""Most sets of parties that are answered for, the smallest first."""


def _sets(case: Case, table: Table) -> tuple[tuple[str, ...], ...]:
    """Return every set of parties that some package needs exactly, the smallest first."""
    movable = seats_of(case, table).movable
    always = frozenset(
        party for name in movable if case.issues[name].status_quo is None for party in case.deciders(name)
    )
    found = {always} if always else set[frozenset[str]]()
    for name in movable:
        deciders = frozenset(case.deciders(name)) | always
        found |= {deciders} | {deciders | other for other in found}
    inside = [tuple(party for party in case.parties if party in some) for some in found]
    order = list(case.parties)
    return tuple(sorted(inside, key=lambda some: (len(some), [order.index(party) for party in some])))


def consent_sets(problem: Problem, count: Sequence[str] = ()) -> tuple[tuple[ConsentSet, ...], int]:
    """Return what every set of parties can settle by itself, at most `MAX_SETS` of them, and how many more there are.

    Where all decide all there is none.

    Parameters
    ----------
    problem
        The whole table, at one stage perhaps.
    count
        As in `analyse_deal`, of those that are in the set.
    """
    whole = Table("", ()) if problem.table is None else problem.table
    found = _sets(problem.case, whole)
    if len(found) < 2:
        return (), 0
    answered = tuple(_answer(problem, replace(whole, parties=parties), count) for parties in found[:MAX_SETS])
    return answered, max(len(found) - MAX_SETS, 0)


def _answer(whole: Problem, table: Table, count: Sequence[str]) -> ConsentSet:
    problem = compile_case(whole.case, tuple(name for name in count if name in table.parties), table, whole)
    if satisfiable(problem.acceptable(problem.red_lines), problem.thresholds) is None:
        return ConsentSet(table.parties, problem.seats.movable, zopa=False)
    menu = acceptable_menu(problem, problem.red_lines)
    solutions = solutions_of(menu)
    packages: list[Outcome] = []
    for tied in (solutions.nash, solutions.kalai_smorodinsky):
        if tied and all(tied[0].utility != other.utility for other in packages):
            packages.append(tied[0])
    return ConsentSet(table.parties, problem.seats.movable, zopa=True, size=len(menu), packages=tuple(packages))


def seated(problem: Problem) -> Seated | None:
    """Return what was asked about, where that is not the whole dispute with everybody."""
    table, case, seats = problem.table, problem.case, problem.seats
    if table is None:
        return None
    listed = [name for name in table.issues or case.issues if not table.stage or case.issues[name].stage == table.stage]
    return Seated(
        table.name,
        table.stage,
        table.parties or tuple(case.parties),
        seats.movable,
        {name: case.issues[name].options[position] for name, position in seats.held.items()},
        tuple(name for name in case.issues if name in listed and name in seats.held and name not in table.given),
    )
