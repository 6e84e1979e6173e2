"""Enumerating minimal conflicts and corrections with a map (Liffiton et al. 2016).

Source: Mark H. Liffiton, Alessandro Previti, Ammar Malik and Joao Marques-Silva, Fast, flexible MUS enumeration,
Constraints 21(2), 2016, 223-250. The paper keeps a formula whose models are the subsets not yet explored, shrinks an
impossible one to a minimal conflict, grows a possible one to a maximal one, and blocks what either settles. It rests on
the duality that minimal corrections are the minimal hitting sets of all minimal conflicts, and the other way round. Its
own instances were not at hand: the clauses and the talks below are ours, and every subset of them is tried.

Where it differs from its source: the next subset is always a smallest one (or the complement of one), so that small
sets come first; the map is searched directly instead of by a program for satisfiability.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations, product

from detente.solvers.marco import minimal_sets
from literature.menu import deal_of

# Clauses over a, b and c, a variable's number with its sign: a; not a or b; not b; not a; b or c; not c.
CLAUSES = ((1,), (-1, 2), (-2,), (-1,), (2, 3), (-3,))
CONFLICTS = {(0, 3), (0, 1, 2), (2, 4, 5)}


def held(members: frozenset[int]) -> frozenset[int] | None:
    for truths in product((False, True), repeat=3):
        true = frozenset(
            i for i, clause in enumerate(CLAUSES) if any(truths[abs(one) - 1] == (one > 0) for one in clause)
        )
        if members <= true:
            return true
    return None


def hitting(sets: Sequence[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Return the minimal sets that meet all of some sets, by trying every set."""
    found: list[frozenset[int]] = []
    for size in range(len(CLAUSES) + 1):
        for chosen in map(frozenset, combinations(range(len(CLAUSES)), size)):
            if all(chosen & set(one) for one in sets) and not any(other <= chosen for other in found):
                found.append(chosen)
    return {tuple(sorted(one)) for one in found}


def test_all_minimal_conflicts_and_corrections_of_a_set_of_clauses():
    found = minimal_sets(len(CLAUSES), held)
    assert set(found.conflicts) == CONFLICTS
    assert not found.more


def test_corrections_are_the_hitting_sets_of_conflicts_and_the_other_way_round():
    found = minimal_sets(len(CLAUSES), held)
    assert set(found.corrections) == hitting(found.conflicts)
    assert set(found.conflicts) == hitting(found.corrections)


def test_the_smallest_come_first():
    found = minimal_sets(len(CLAUSES), held)
    for sets in (found.conflicts, found.corrections):
        assert list(map(len, sets)) == sorted(map(len, sets))
    assert minimal_sets(len(CLAUSES), held, most=1).conflicts == ((0, 3),)


def test_talks_with_two_ways_out_of_two_conflicts():
    # The land is worth all or nothing to either side, so that both cannot have it; and the name that two will not
    # hear of is worth 30 points to one, which it needs.
    values = {"land": {"north": 100, "south": 0}, "name": {"old": 0, "new": 100}}
    stances = {
        "one": {"weights": {"land": 70, "name": 30}, "values": values, "no_deal": 80},
        "two": {
            "weights": {"land": 100, "name": 0},
            "values": values | {"land": {"north": 0, "south": 100}},
            "no_deal": 50,
        },
    }
    case = {
        "case": "Two conflicts",
        "parties": ["one", "two"],
        "issues": {issue: [*options] for issue, options in values.items()},
        "preferences": stances,
    }
    line = {"party": "two", "never": {"name": "new"}, "basis": "own"}
    found = deal_of(json.dumps(case | {"red_lines": [line]})).deadlock
    names = [[(block.kind, block.party) for block in conflict.members] for conflict in found.conflicts]
    assert names == [[("red_line", "two"), ("no_deal", "one")], [("no_deal", "one"), ("no_deal", "two")]]
    out = [[(block.kind, block.party) for block in way.members] for way in found.relaxations]
    assert out == [[("no_deal", "one")], [("red_line", "two"), ("no_deal", "two")]]
    # One would have to do with 0 of the 80 points it holds out for; two with 0 of its 50.
    shortfalls = [[dict(each.shortfall) for each in way.ways] for way in found.relaxations]
    assert shortfalls == [[{"one": 80}], [{"two": 50}]]
    assert not found.more

    kept = deal_of(json.dumps(case | {"red_lines": [line | {"sacred": "true"}]})).deadlock
    assert kept.conflicts == found.conflicts
    assert [[block.party for block in way.members] for way in kept.relaxations] == [["one"]]
