"""The deletion filter (Chinneck and Dravnieks 1991).

Source: John W. Chinneck and Erik W. Dravnieks, Locating minimal infeasible constraint sets in linear programs, ORSA
Journal on Computing 3(2), 1991, 157-168. The paper proves that trying to delete one constraint after the other leaves
exactly one irreducible infeasible set, whichever there are. Its own linear programs were not at hand: the inequalities
below are ours, and all their irreducible sets are listed by trying every subset.

Where it differs from its source: conditions need not be linear, and each trial is an exact search over packages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, combinations, permutations, product

import pytest

from detente.results import Deal
from detente.solvers.minimal import minimal_conflict
from literature.menu import deal_of

Condition = Callable[[int, int], bool]

# Over whole numbers of 0 to 9. Irreducible: A B; A C D; C D E. Reason: x <= 2 excludes x >= 5 (A B) and, with y <= 3,
# x + y >= 7 (A C D); y <= 3 and x + y >= 7 need x >= 4, which x <= 3 excludes (C D E). F never matters.
CONDITIONS: dict[str, Condition] = {
    "A": lambda x, y: x <= 2,
    "B": lambda x, y: x >= 5 and y <= 9,
    "C": lambda x, y: y <= 3,
    "D": lambda x, y: x + y >= 7,
    "E": lambda x, y: x <= 3,
    "F": lambda x, y: x + y <= 15,
}
# B and E exclude each other too.
IRREDUCIBLE = {frozenset("AB"), frozenset("ACD"), frozenset("CDE"), frozenset("BE")}


def possible(chosen: Iterable[str]) -> bool:
    names = list(chosen)
    return any(all(CONDITIONS[name](x, y) for name in names) for x, y in product(range(10), repeat=2))


def test_the_irreducible_sets_are_those_listed():
    subsets = chain.from_iterable(combinations(CONDITIONS, size) for size in range(len(CONDITIONS) + 1))
    found = {
        frozenset(subset)
        for subset in subsets
        if not possible(subset) and all(possible(set(subset) - {name}) for name in subset)
    }
    assert found == IRREDUCIBLE


def test_every_order_leaves_one_irreducible_set_and_together_they_reach_all():
    found = {frozenset(minimal_conflict(order, possible)) for order in permutations(CONDITIONS)}
    assert found == IRREDUCIBLE


def test_each_member_is_tried_once():
    trials: list[tuple[str, ...]] = []

    def counted(chosen: Sequence[str]) -> bool:
        trials.append(tuple(chosen))
        return possible(chosen)

    # Without A: B E are left, among others. Without B: C D E. Then C, D and E are needed; F is not.
    assert minimal_conflict(list("ABCDEF"), counted) == ("C", "D", "E")
    assert trials == [tuple("BCDEF"), tuple("CDEF"), tuple("DEF"), tuple("CEF"), tuple("CDF"), tuple("CDE")]


def stuck(weight: int, **more: object) -> Deal:
    """Return the answers for two sides who both want more than half, and what else is given."""
    stances = {
        "one": {
            "weights": {"land": 1, "name": weight},
            "values": {"land": {0: 0, 10: 100}, "name": {"l": 0, "r": 100}},
        },
        "two": {
            "weights": {"land": 1, "name": weight},
            "values": {"land": {0: 100, 10: 0}, "name": {"l": 0, "r": 100}},
        },
    }
    issues = {"land": {"from": 0, "to": 10, "step": 1}, "name": ["l", "r"]}
    preferences = {party: stance | {"no_deal": 60} for party, stance in stances.items()}
    return deal_of(
        json.dumps({"case": "Stuck", "parties": ["one", "two"], "issues": issues, "preferences": preferences} | more)
    )


LINE = {"party": "two", "never": {"name": "r"}, "basis": "own"}


def test_thresholds_that_exclude_each_other_are_the_conflict():
    # Points add up to 100 with a name that nobody weighs, so that 60 and 60 cannot both be reached.
    deal = stuck(0, red_lines=[LINE])
    assert [(block.kind, block.party) for block in deal.conflicts[0].members] == [
        ("no_deal", "one"),
        ("no_deal", "two"),
    ]


def test_a_red_line_is_a_member_only_where_it_is_needed():
    # The name weighs as much as the land: with it both reach 50 + 25 = 75, without it at most 50 each.
    assert stuck(1).zopa
    deal = stuck(1, red_lines=[LINE])
    assert not deal.zopa
    # Either side's 60 alone is out of reach without the name: half of the points are lost.
    assert [[(block.kind, block.party) for block in conflict.members] for conflict in deal.conflicts] == [
        [("red_line", "two"), ("no_deal", "one")],
        [("red_line", "two"), ("no_deal", "two")],
    ]


@pytest.mark.parametrize(("kind", "named"), [("simplification", True), ("logical", False)])
def test_rules_that_cannot_be_given_up_are_no_members(kind: str, *, named: bool):
    deal = stuck(1, rules=[{"never": {"name": "r"}, "kind": kind}])
    kinds = [block.kind for block in deal.conflicts[0].members]
    assert kinds == (["rule", "no_deal"] if named else ["no_deal"])
