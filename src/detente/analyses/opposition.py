"""How far the sides' interests are opposed (rule D5)."""

from __future__ import annotations

from itertools import combinations
from math import sqrt

from detente.analyses.menu import Menu
from detente.problem import Problem, known_linkages
from detente.results import Pair, ZeroSumness
from detente.solvers.bounds import Bounds
from detente.solvers.conflict import moments, squared_distance_to_ideal
from detente.solvers.tree import Tree

__all__ = ["opposition_of", "undefined_zero_sumness", "zero_sumness_of"]


def opposition_of(menu: Menu, bounds: Bounds) -> float | None:
    """Return the distance of the nearest feasible vector from everybody's best, 0 to 1.

    Each counted party is scaled to [0, 1] between its feasible extremes; a party whose extremes agree is left
    out; the distance is divided by the square root of the number of parties less one, which is the distance
    when any one party's gain is everybody else's loss of everything.

    Parameters
    ----------
    menu
        The feasible frontier.
    bounds
        Extremes of the column sums over the feasible packages.
    """
    columns = menu.problem.objectives
    square = squared_distance_to_ideal(
        menu.found.points, [int(bounds.low[c]) for c in columns], [int(bounds.high[c]) for c in columns]
    )
    return None if square is None else sqrt(square)


def undefined_zero_sumness(problem: Problem) -> ZeroSumness:
    """Return the answer where nothing varies: every number undefined."""
    return ZeroSumness(
        None,
        tuple(Pair(pair, None) for pair in combinations(problem.counted, 2)),
        dict.fromkeys(problem.issues),
        (None,) * len(problem.case.linkages),
    )


def zero_sumness_of(problem: Problem, tree: Tree, bounds: Bounds) -> ZeroSumness:
    """Return how far one side's gain is the other's loss, over all feasible packages, uniformly.

    Minus (P - 1) times the mean pairwise correlation of the counted parties' points: 1 is constant sum. It
    depends on which options are listed. The shares of issues and linkages add up to the value.
    """
    columns = problem.objectives
    names = problem.counted
    spans = [int(bounds.high[c]) - int(bounds.low[c]) for c in columns]
    pairs = list(combinations(range(len(names)), 2))
    linkages = known_linkages(problem.case, problem.parties)
    nothing = undefined_zero_sumness(problem)
    if not pairs or all(span == 0 for span in spans):
        return nothing
    found = moments(problem.feasible, tree, columns, [span or 1 for span in spans])
    values: list[Pair] = []
    shares = [0.0] * len(problem.network.factors)
    for p, q in pairs:
        if not (spans[p] and spans[q]):
            values.append(Pair((names[p], names[q]), None))
            continue
        deviations = sqrt(found.covariance[p, p]) * sqrt(found.covariance[q, q])
        values.append(Pair((names[p], names[q]), float(-found.covariance[p, q] / deviations)))
        for f in range(len(shares)):
            crossed = found.shares[f, p, q] + found.shares[f, q, p]
            shares[f] -= float(crossed / deviations) / 2 * (len(names) - 1) / len(pairs)
    if any(pair.value is None for pair in values):
        return ZeroSumness(None, tuple(values), nothing.by_issue, nothing.by_linkage)
    whole = (len(names) - 1) * sum(pair.value for pair in values if pair.value is not None) / len(pairs)
    by_linkage: list[float | None] = [0.0] * len(problem.case.linkages)
    for place, linkage in enumerate(linkages):
        by_linkage[linkage] = shares[len(problem.issues) + place]
    return ZeroSumness(
        whole, tuple(values), dict(zip(problem.issues, shares[: len(problem.issues)], strict=True)), tuple(by_linkage)
    )
