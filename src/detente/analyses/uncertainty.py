"""What a case's ranges do to the answer (rules D8 and D9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analyses.draws import SOLUTIONS, BlockAnswer, Explorer, Zones
from detente.analyses.influence import evpi, influences
from detente.analyses.judged import candidate
from detente.analyses.kept import kept_over_draws
from detente.analyses.outcomes import outcomes_of
from detente.analyses.robust import Pool, Scores, most_candidates, neighbours, score, spread
from detente.analyses.sobol import sobol_indices
from detente.analyses.stakes import drawn_stakes
from detente.analyses.verdicts import stepping, verdicts
from detente.case import Case, Table
from detente.ensemble import ALONE, Crew, Draws, blocks_of, draw_case, over_blocks
from detente.problem import Problem, compile_case
from detente.results import Candidate, Deal, Outcome, Spread, Uncertainty

__all__ = ["analyse_uncertainty"]

MOST_PACKAGES = 10
"""Most candidates that are reported besides the proposals."""

_AT_HAND = 500
"""Packages, of those to be scored, that are tried first where it is asked whether a draw has a zone."""

_FEW = {False: 70, True: 10}
"""Draws of a block where solutions are worked out for some draws only, by whether more than two parties are counted."""

_POINTS = 600_000
"""Efficient points of all draws together, about, up to which solutions are worked out for three parties or more."""


def _positions(problem: Problem, outcomes: Sequence[Outcome]) -> NDArray[np.int64]:
    rows = [problem.positions(outcome.package) for outcome in outcomes]
    return np.array(rows, dtype=np.int64).reshape(-1, len(problem.issues))


def _pool(problem: Problem, deal: Deal, answers: Sequence[BlockAnswer], draws: int) -> Pool:
    """Return the candidates: packages worth discussing, proposals, all solutions, and their neighbours."""
    pool = Pool(most_candidates(draws))
    for package in deal.discussed:
        pool.add(_positions(problem, [package.outcome]), f"package {package.letter}")
    for name, proposal in deal.proposals.items():
        outcome = proposal.outcome
        if outcome is not None and all(block.kind != "rule" for block in outcome.blocked_by):
            pool.add(_positions(problem, [outcome]), f"proposal {name}")
    central = {
        "nash": deal.solutions.nash,
        "kalai_smorodinsky": deal.solutions.kalai_smorodinsky,
        "egalitarian": deal.solutions.egalitarian,
        "utilitarian": deal.solutions.utilitarian,
    }
    for name, outcomes in central.items():
        pool.add(_positions(problem, outcomes), name)
    for answer in answers:
        for packages in answer.packages.values():
            pool.add(packages, "drawn")
    if len(pool):
        pool.add(neighbours(problem, pool.packages[:200]), "neighbour")
    return pool


def _reported(pool: Pool, scores: Scores) -> list[int]:
    """Return the rows to report: the most widely acceptable, then other packages worth discussing and proposals."""
    order = np.argsort(-scores.share, kind="stable")
    best = [int(row) for row in order[:MOST_PACKAGES]]
    labels = pool.labels
    named = [
        row for row in range(len(pool)) if any(label.startswith(("package ", "proposal ")) for label in labels[row])
    ]
    return [*best, *(row for row in named if row not in best)]


def _solution_spreads(problem: Problem, answers: Sequence[BlockAnswer]) -> dict[str, dict[str, Spread]]:
    spreads: dict[str, dict[str, Spread]] = {}
    for name in SOLUTIONS if answers else ():
        gains = np.concatenate([answer.gains[name] for answer in answers])
        spreads[name] = {party: spread(gains[:, j]) for j, party in enumerate(problem.counted)} if len(gains) else {}
    return spreads


def _reference(problem: Problem, deal: Deal, best: NDArray[np.int64] | None) -> tuple[str, NDArray[np.int64] | None]:
    """Return the package whose gains tell what matters, with its label: the first worth discussing, or the best."""
    if deal.discussed:
        first = deal.discussed[0]
        return f"package {first.letter}", _positions(problem, [first.outcome])[0]
    return ("best" if best is not None else ""), best


def _solution_draws(deal: Deal, draws: int, circles: int) -> int:
    """Return for how many of the draws the solutions are worked out.

    All, for two counted parties. For more, or where the consent of others depends on the package, the efficient points
    of a draw are many, and for each set of parties that may be asked they are searched for again: as many draws as
    keep them within bounds, going by the central values, and none where even those had to be thinned.
    """
    if len(deal.counted) <= 2 and not deal.conditional:
        return draws
    return min(draws, _POINTS // (max(deal.frontier.size, 1) * circles)) if deal.exact else 0


def analyse_uncertainty(  # noqa: PLR0913 - one for each thing that can be asked for
    case: Case,
    deal: Deal,
    *,
    draws: int,
    seed: int = 0,
    count: Sequence[str] = (),
    table: Table | None = None,
    sobol: bool = False,
    crew: Crew = ALONE,
    progress: Callable[[int, int], None] | None = None,
) -> Uncertainty:
    """Return shares of draws with a zone, robust packages, and what matters.

    Parameters
    ----------
    case
        A checked case.
    deal
        Its answer at the central values: its solutions and proposals are candidates.
    draws, seed
        How many draws, and their seed; the candidates are scored over as many others.
    count, table
        As in `analyse_deal`.
    sobol
        Whether total Sobol indices are wanted too: up to fifteen more runs over all draws.
    crew
        Who shares the work; the result does not depend on it.
    progress
        Called with the number of blocks done and of all blocks.
    """
    problem = compile_case(case, count, table)
    solution_draws = _solution_draws(deal, draws, len(problem.circles))
    explorer = Explorer(case, tuple(count), Draws(seed, draws), table)
    zones = Zones(case, tuple(count), Draws(seed, draws), table)
    solved = blocks_of(draws) if solution_draws == draws else blocks_of(solution_draws, _FEW[len(deal.counted) > 2])
    step = stepping(len(solved), progress)
    answers: list[BlockAnswer] = []
    for answer in over_blocks(explorer, solved, crew):
        answers.append(answer)
        step()
    first, second = Draws(seed, draws), Draws(seed, draws, "judging candidates")
    explored, fresh = draw_case(problem, first), draw_case(problem, second)
    pool = _pool(problem, deal, answers, draws)
    if solution_draws == draws:
        zopa = np.concatenate([answer.zopa for answer in answers])
    else:
        zopa = verdicts(problem, explored, pool.packages[:_AT_HAND], zones, crew=crew, progress=progress)
    packages: tuple[Candidate, ...] = ()
    best = np.zeros(draws, dtype=np.bool_)
    chosen: NDArray[np.int64] | None = None
    some_necessary = False
    if len(pool):
        scores = score(problem, fresh, pool.packages)
        packages = tuple(
            candidate(problem, fresh, pool.packages[row], pool.labels[row], scores, row)
            for row in _reported(pool, scores)
        )
        chosen = pool.packages[int(np.argmax(scores.share))]
        best = scores.accepted[:, int(np.argmax(scores.share))]
        some_necessary = any(candidate.necessary for candidate in packages)
    gains_of, package = _reference(problem, deal, chosen)
    gains = {party: fresh.gain(party, package) for party in problem.consenting if package is not None}
    moving = influences(fresh.inputs, best, zopa, explored.inputs, gains)
    paths = [influence.path for influence in moving]
    return Uncertainty(
        draws=draws,
        seed=seed,
        inputs=len(fresh.inputs),
        zopa_draws=int(zopa.sum()),
        some_necessary=some_necessary,
        solutions=_solution_spreads(problem, answers),
        solution_draws=solution_draws,
        candidates=len(pool),
        packages=packages,
        evpi=evpi(float(zopa.mean())),
        influences=moving,
        gains_of=gains_of,
        assumptions=_assumptions(case),
        stakes=drawn_stakes(problem, fresh),
        best=None if chosen is None else outcomes_of(problem, problem.red_lines, chosen[None, :])[0],
        kept=None
        if deal.kept is None
        else kept_over_draws(
            problem,
            deal.kept,
            (first, explored),
            (second, fresh),
            pool.packages.reshape(-1, len(problem.issues)),
            count=count,
            crew=crew,
            progress=progress,
        ),
        sobol=sobol_indices(problem, zones, zopa, chosen, paths, crew=crew, progress=progress) if sobol else None,
    )


def _assumptions(case: Case) -> tuple[str, ...]:
    """Return in words which estimates move together; all others are independent."""
    found = [f"Estimates that name the driver {name} move together." for name in case.drivers]
    ordered = [name for name, issue in case.issues.items() if issue.ordered]
    if ordered:
        found.append(f"A party's known values of the options of {', '.join(ordered)} move together.")
    if any(preferences.weight_order is not None for preferences in case.preferences.values()):
        found.append("Weights given by their order are any that keep it, all equally likely to be drawn.")
    if any(values.order is not None for one in case.preferences.values() for values in one.values.values()):
        found.append("Options given by their order have any values that keep it, from 0 for the worst to 100.")
    found.append("All other estimates are drawn independently of each other.")
    return tuple(found)
