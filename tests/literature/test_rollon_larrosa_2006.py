"""Efficient vertex covers of a graph by bucket elimination (Rollon and Larrosa 2006).

Source: Emma Rollon and Javier Larrosa, Bucket elimination for multiobjective optimization problems, Journal of
Heuristics 12(4-5), 2006, 307-328. Minimum vertex cover with several costs is one of the problems on which the paper
measures its method. Its random graphs are not printed, so the graphs here are ours; every cover is listed by a plain
loop that shares no code with the engine.

Where it differs from its source: costs are turned into points (what is left out of the cover), since parties here want
more and not less.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import product

import pytest

from literature.menu import deal_of

# Costs of each vertex to both parties; edges. A ring has induced width 2, the second graph 3.
COSTS = {"a": (4, 1), "b": (2, 5), "c": (3, 3), "d": (1, 6), "e": (5, 2), "f": (2, 2)}
RING = ["ab", "bc", "cd", "de", "ef", "fa"]
GRAPHS = {"ring": RING, "chords": [*RING, "ad", "be", "cf"], "star": ["ab", "ac", "ad", "ae", "af"]}
TOTALS = tuple(sum(cost[place] for cost in COSTS.values()) for place in (0, 1))


def covers(edges: list[str]) -> list[tuple[int, int]]:
    """Return the costs of every set of vertices that touches every edge."""
    found: list[tuple[int, int]] = []
    for chosen in product((False, True), repeat=len(COSTS)):
        taken = {vertex for vertex, is_in in zip(COSTS, chosen, strict=True) if is_in}
        if all(taken & set(edge) for edge in edges):
            found.append((sum(COSTS[v][0] for v in taken), sum(COSTS[v][1] for v in taken)))
    return found


@pytest.mark.parametrize("name", GRAPHS)
def test_the_frontier_is_that_of_all_covers(name: str):
    edges = GRAPHS[name]
    stances = {
        party: {
            "weights": {vertex: cost[place] for vertex, cost in COSTS.items()},
            "values": {vertex: {"in": 0, "out": 100} for vertex in COSTS},
            "no_deal": 0,
        }
        for place, party in enumerate(("one", "two"))
    }
    rules = [{"never": {u: "out", v: "out"}, "kind": "logical"} for u, v in edges]
    issues = {vertex: ["in", "out"] for vertex in COSTS}
    case = {"case": name, "parties": [*stances], "issues": issues, "rules": rules, "preferences": stances}
    deal = deal_of(json.dumps(case))
    every = covers(edges)
    assert deal.space.feasible == len(every)
    counted = Counter(every)
    expected = {
        cost: count
        for cost, count in counted.items()
        if not any(o != cost and o[0] <= cost[0] and o[1] <= cost[1] for o in counted)
    }
    found = {
        tuple(
            total - outcome.utility[party] * total / 100 for party, total in zip(stances, TOTALS, strict=True)
        ): outcome.packages
        for outcome in deal.frontier.points
    }
    assert found == expected
    assert len(expected) > 1 or name == "star"
