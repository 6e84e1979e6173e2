"""What each proposal gives each side, and what it leaves on the table (rule C6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from detente.analyses.asks import asks_of
from detente.analyses.menu import MAX_TIES, Menu, acceptable_menu, feasible_menu
from detente.analyses.outcomes import outcomes_of
from detente.analyses.trades import trades_of
from detente.case import Condition, Proposal
from detente.problem import Problem, holds, scope_of
from detente.results import Conditioned, Outcome, ProposalResult
from detente.solvers.bargaining import best_product, leximin, nash_product
from detente.solvers.bounds import bounds_of, count_assignments
from detente.solvers.network import Constraint, Network
from detente.solvers.tree import tree_of

__all__ = ["feasible_ranges", "proposal_result"]


def _positions(problem: Problem, proposal: Proposal) -> dict[str, int]:
    """Return the options the proposal settles: those it names, and under `status_quo` the silent ones that have one.

    What may not move at the table stays where it is, whatever the proposal says of it.
    """
    settled = dict(problem.seats.held)
    for name, issue in problem.case.issues.items():
        if name in settled:
            continue
        if name in proposal.package:
            settled[name] = issue.positions(proposal.package[name])[0]
        elif proposal.rest == "status_quo" and issue.status_quo_position is not None:
            settled[name] = issue.status_quo_position
    return settled


def _beyond(problem: Problem, proposal: Proposal) -> tuple[str, ...]:
    """Return the issues on which a proposal says what the table cannot settle."""
    issues = problem.case.issues
    return tuple(
        name
        for name, stays in problem.seats.held.items()
        if name in proposal.package and issues[name].positions(proposal.package[name])[0] != stays
    )


def _fractions(problem: Problem, sums: Sequence[int]) -> dict[str, Fraction]:
    return {party: Fraction(int(sums[c]), problem.scales[c]) for c, party in enumerate(problem.parties)}


def _necessary(problem: Problem, network: Network, completions: int) -> bool:
    """Return whether every feasible completion is acceptable: each condition separately, so no search is needed."""
    if not completions or (problem.moved is not None and _least(network, problem.moved) < 1):
        return False
    for party in problem.consenting:
        for asked in _asking(problem, network, party):
            count = count_assignments(asked, tree_of(asked))
            if not count:
                continue
            lines = [line.constraint for line in problem.red_lines if line.party == party]
            clear = asked.with_constraints(lines)
            if _least(asked, problem.column(party)) < problem.threshold(party):
                return False
            if lines and count_assignments(clear, tree_of(clear)) != count:
                return False
    return True


def _asking(problem: Problem, network: Network, party: str) -> list[Network]:
    """Return the network, or for a party whose consent depends on the package its parts in which one issue moves."""
    if party not in problem.decides:
        return [network]
    return [network.with_constraints([Constraint((v,), problem.moving(v))]) for v in problem.decides[party]]


def _least(network: Network, column: int) -> int:
    return int(bounds_of(network, tree_of(network))[0].low[column])


def _units(problem: Problem) -> list[int]:
    """Return each counted party's feasible range in its units; 1 where its points never vary."""
    whole = bounds_of(problem.feasible, tree_of(problem.feasible))[0]
    return [int(whole.high[c] - whole.low[c]) or 1 for c in problem.objectives]


def feasible_ranges(problem: Problem) -> dict[str, Fraction]:
    """Return the points between each counted party's best and worst feasible package; one unit where there are none."""
    found = zip(problem.counted, problem.objectives, _units(problem), strict=True)
    return {party: Fraction(units, problem.scales[column]) for party, column, units in found}


def _avoidable(problem: Problem, held: Sequence[Constraint]) -> list[Constraint]:
    """Return what is held, and in turn each red line that some completion spares together with those before it."""
    kept = list(held)
    for line in problem.red_lines:
        network = problem.feasible.with_constraints([*kept, line.constraint])
        if bounds_of(network, tree_of(network))[0].valid:
            kept.append(line.constraint)
    return kept


def _outcome(
    problem: Problem, settled: Mapping[str, int], extra: Sequence[Constraint] = ()
) -> tuple[Outcome | None, bool]:
    """Return the package (or the completion that stands for the proposal), and whether one is acceptable."""
    held = [*problem.fixed(settled), *extra]
    acceptable = acceptable_menu(problem, problem.red_lines, held)
    if len(settled) == len(problem.issues):
        assignment = np.array([settled[name] for name in problem.issues], dtype=np.int64)
        return outcomes_of(problem, problem.red_lines, assignment[None, :])[0], len(acceptable) > 0
    if len(acceptable):
        return acceptable.outcomes(nash_product(acceptable.gains)[0][:1], MAX_TIES)[0], True
    feasible = feasible_menu(problem, problem.red_lines, extra=_avoidable(problem, held))
    if not len(feasible):
        return None, False
    return feasible.outcomes(leximin(feasible.gains, _units(problem))[:1], MAX_TIES)[0], False


def _better(problem: Problem, menu: Menu, outcome: Outcome) -> tuple[Outcome, ...]:
    """Return the acceptable packages that gain most, by product, over `outcome` for every counted party."""
    if not len(menu):
        return ()
    base = [
        int(outcome.utility[party] * problem.scales[column])
        for party, column in zip(problem.counted, problem.objectives, strict=True)
    ]
    gains = np.stack([menu.found.points[:, j] - at for j, at in enumerate(base)], axis=1)
    rows = np.flatnonzero(np.asarray(gains > 0, dtype=np.bool_).all(axis=1))
    if not len(rows):
        return ()
    return menu.outcomes(rows[best_product(gains[rows])[0]], MAX_TIES)


def _conditioned(problem: Problem, proposal: Proposal, settled: Mapping[str, int]) -> tuple[Conditioned, ...]:
    """Return the proposal with the terms of each conditional answer to it."""
    found: list[Conditioned] = []
    for response in proposal.responses:
        if response.condition is None:
            continue
        open_again = {name: at for name, at in settled.items() if name not in response.condition.picks}
        scopes = {name: scope_of(problem.case, (name,)) for name in response.condition.picks}
        terms = [
            Constraint(scope, holds(problem.case, Condition({name: response.condition.picks[name]}), scope))
            for name, scope in scopes.items()
        ]
        # What the table cannot move stays, whatever the condition says.
        outcome, _ = _outcome(problem, {**open_again, **problem.seats.held}, terms)
        found.append(Conditioned(response.party, str(response.condition), outcome))
    return tuple(found)


def proposal_result(problem: Problem, menu: Menu, name: str, proposal: Proposal) -> ProposalResult:
    """Return what one proposal means.

    Parameters
    ----------
    menu
        The acceptable frontier, in which something better is looked for.
    """
    settled = _positions(problem, proposal)
    open_issues = tuple(issue for issue in problem.issues if issue not in settled)
    network = problem.feasible.with_constraints(problem.fixed(settled))
    tree = tree_of(network)
    completions = count_assignments(network, tree)
    bounds = bounds_of(network, tree)[0]
    outcome, possible = _outcome(problem, settled)
    return ProposalResult(
        name=name,
        open_issues=open_issues,
        completions=completions,
        possible=possible,
        necessary=_necessary(problem, network, completions),
        outcome=outcome,
        low=_fractions(problem, list(bounds.low)) if completions else {},
        high=_fractions(problem, list(bounds.high)) if completions else {},
        better=_better(problem, menu, outcome) if outcome is not None else (),
        asks=asks_of(problem, outcome) if outcome is not None else (),
        trades=trades_of(problem, outcome) if outcome is not None else None,
        beyond=_beyond(problem, proposal),
        conditioned=_conditioned(problem, proposal, settled),
    )
