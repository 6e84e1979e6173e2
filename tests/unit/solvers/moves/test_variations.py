"""Variations of a model: how many there are, what they are, and that it does not matter how many are judged at a time."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from detente.solvers.moves import variations
from detente.solvers.moves.model import Arcs, Game, Integers
from detente.solvers.moves.ranks import dense
from detente.solvers.moves.stability import CONCEPTS, equilibria, stable
from detente.solvers.moves.variations import (
    Variation,
    equilibria_under,
    level_swaps,
    levels_swapped,
    reroutings,
    statement_swaps,
    tie_splits,
    ties_split,
)


def random_ranks(rng: Random, states: int) -> Integers:
    return dense(np.array([rng.randrange(1 + states // 2) for _ in range(states)]))


def random_arcs(rng: Random, states: int) -> Arcs:
    pairs = [(rng.randrange(states), rng.randrange(states)) for _ in range(2 * states)]
    return Arcs.of(states, pairs)


def order(ranks: Integers, one: int, other: int) -> int:
    return int(np.sign(ranks[one] - ranks[other]))


def test_there_are_as_many_variations_of_an_order_as_counted_and_all_differ():
    rng = Random(1)
    for _ in range(200):
        ranks = random_ranks(rng, rng.randint(1, 9))
        for count, way in ((tie_splits, ties_split), (level_swaps, levels_swapped)):
            found = [each.ranks.tolist() for each in way(ranks)]
            assert len(found) == count(ranks)
            assert len({tuple(own) for own in found}) == len(found)
            assert ranks.tolist() not in found


def test_only_the_named_states_change_their_order():
    rng = Random(2)
    for _ in range(100):
        states = rng.randint(2, 8)
        ranks = random_ranks(rng, states)
        for was, way in ((0, ties_split), (-1, levels_swapped)):
            for each in way(ranks):
                assert dense(each.ranks).tolist() == each.ranks.tolist()
                above, below = set(each.above.tolist()), set(each.below.tolist())
                for one in range(states):
                    for other in range(states):
                        if one in above and other in below:
                            assert (order(ranks, one, other), order(each.ranks, one, other)) == (was, 1)
                        elif not (one in below and other in above):
                            assert order(ranks, one, other) == order(each.ranks, one, other)


def test_of_three_tied_states_each_is_put_above_and_below_the_others():
    found = [(each.above.tolist(), each.below.tolist()) for each in ties_split(np.array([0, 0, 0]))]
    assert found == [([0], [1, 2]), ([1, 2], [0]), ([1], [0, 2]), ([0, 2], [1]), ([2], [0, 1]), ([0, 1], [2])]


def test_one_move_more_or_less_in_each_rerouting():
    rng = Random(3)
    for _ in range(100):
        states = rng.randint(2, 7)
        arcs = random_arcs(rng, states)
        pairs = set(zip(arcs.sources.tolist(), arcs.targets.tolist(), strict=True))
        found = list(reroutings(arcs))
        assert len(found) == len(pairs)
        for each in found:
            changed = set(zip(each.arcs.sources.tolist(), each.arcs.targets.tolist(), strict=True))
            move = (each.start, each.end)
            assert changed == (pairs | {move} if each.possible else pairs - {move})
            assert changed != pairs
            assert (each.end, each.start) in pairs


def test_a_single_statement_has_no_neighbour():
    assert list(statement_swaps([np.array([1, 0])])) == []


@pytest.mark.parametrize("cells", [1, 40, 1 << 17])
def test_however_many_are_judged_at_a_time_each_is_judged_for_itself(monkeypatch: pytest.MonkeyPatch, cells: int):
    monkeypatch.setattr(variations, "CELLS", cells)
    rng = Random(4)
    for _ in range(15):
        states, size = rng.randint(2, 6), rng.randint(2, 4)
        arcs = tuple(random_arcs(rng, states) for _ in range(size))
        game = Game(states, arcs, np.array([random_ranks(rng, states) for _ in range(size)]))
        varied = [
            Variation(
                {dm: random_ranks(rng, states) for dm in range(size) if rng.random() < 0.4},
                {dm: random_arcs(rng, states) for dm in range(size) if rng.random() < 0.4},
            )
            for _ in range(20)
        ]
        rows = list(range(states))[::-1]
        found = equilibria_under(game, iter(varied), rows)
        for place, each in enumerate(varied):
            other = Game(
                states,
                tuple(each.arcs.get(dm, own) for dm, own in enumerate(arcs)),
                np.array([each.ranks.get(dm, own) for dm, own in enumerate(game.ranks)]),
            )
            verdicts = stable(other).stable
            for concept in CONCEPTS:
                resting = set(equilibria(verdicts[concept]).tolist())
                assert found[concept][place].tolist() == [row in resting for row in rows]


def test_without_variations_there_are_no_verdicts():
    game = Game(2, (Arcs.of(2, []), Arcs.of(2, [])), np.array([[0, 1], [1, 0]]))
    assert {concept: table.shape for concept, table in equilibria_under(game, [], [0]).items()} == dict.fromkeys(
        CONCEPTS, (0, 1)
    )
    # Nobody can move.
    assert equilibria_under(game, [Variation()], [0, 1])["nash"].tolist() == [[True, True]]
