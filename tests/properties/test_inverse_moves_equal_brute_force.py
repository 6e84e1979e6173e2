"""Conditions under which a state is an equilibrium, against every ranking there is."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np

from detente.solvers.moves.fewest import fewest_changes
from detente.solvers.moves.inverse import conditions_by_move, minimal_conditions
from detente.solvers.moves.model import Game
from detente.solvers.moves.orders import Preference, consistent, fewest_swaps, holds, least_swaps
from detente.solvers.moves.rules import RULES
from detente.solvers.moves.stability import CONCEPTS, stable
from oracle.moves import Model, random_ranks
from oracle.moves_inverse import equilibrium, rankings, swaps, unbeaten
from properties.moves_models import game_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.solvers.moves.rules import Rule
    from detente.solvers.moves.stability import Concept

COUNT = 160


def small_model(rng: Random) -> Model:
    size = rng.choice((2, 2, 3))
    states = 4 if size == 2 else 3
    arcs: list[set[tuple[int, int]]] = [set() for _ in range(size)]
    for _ in range(rng.randint(states, 3 * states)):
        a, b = rng.sample(range(states), 2)
        arcs[rng.randrange(size)].add((a, b))
    return Model(states, tuple(map(frozenset, arcs)), random_ranks(rng, size, states))


def questions() -> Iterator[tuple[Model, int, Concept, set[int], Rule]]:
    rng = Random(11)
    for number in range(COUNT):
        model = small_model(rng)
        free = set(range(model.size)) if rng.random() < 0.5 else set(rng.sample(range(model.size), 1))
        yield model, rng.randrange(model.states), CONCEPTS[number % 5], free, RULES[number // 5 % 3]


def test_conditions_and_fewest_swaps_equal_trying_every_ranking():
    changed = impossible = several = 0
    for model, target, concept, free, rule in questions():
        game = game_of(model)
        groups = minimal_conditions(game, target, concept, free, rule)
        good: set[tuple[int, ...]] = set()
        for ranks in rankings(model, free):
            met = all(any(all(holds(p, np.array(ranks[p.dm])) for p in each) for each in group) for group in groups)
            assert met == equilibrium(model, ranks, target, concept, rule)
            if met:
                good.add(tuple(swaps(*pair) for pair in zip(model.ranks, ranks, strict=True)))
        found = fewest_changes(game, target, concept, free, rule)
        assert [change.swaps for change in found] == unbeaten(good)
        for change in found:
            given: list[list[int]] = change.ranks.tolist()
            rows = tuple(map(tuple, given))
            assert tuple(swaps(*pair) for pair in zip(model.ranks, rows, strict=True)) == change.swaps
            assert all(holds(each, change.ranks[each.dm]) for each in change.conditions)
            verdicts = stable(Game(game.states, game.arcs, change.ranks), rule).stable[concept]
            assert verdicts[:, target].all()
            # No two are tied that were not tied before.
            assert tied(rows) <= tied(model.ranks)
        changed += bool(found) and any(found[0].swaps)
        impossible += not found
        several += len(found) > 1
    assert changed > COUNT // 5
    assert impossible > 5
    assert several > 5


def test_a_change_that_would_undo_what_an_answer_rests_on_is_not_taken():
    # The first ranking that meets what is not preferred yet would undo an improvement by which others answer.
    arcs = (frozenset({(0, 1), (1, 2), (3, 1)}), frozenset({(2, 3), (0, 2), (2, 1), (3, 2), (0, 3), (2, 0)}))
    model = Model(4, arcs, ((0, 2, 3, 1), (1, 2, 0, 3)))
    found = fewest_changes(game_of(model), 0, "seq")
    good = {
        tuple(swaps(*pair) for pair in zip(model.ranks, ranks, strict=True))
        for ranks in rankings(model, {0, 1})
        if equilibrium(model, ranks, 0, "seq", "no-consecutive")
    }
    assert [change.swaps for change in found] == unbeaten(good)
    for change in found:
        assert stable(Game(4, game_of(model).arcs, change.ranks)).seq[:, 0].all()


def tied(ranks: tuple[tuple[int, ...], ...]) -> set[tuple[int, int, int]]:
    return {
        (i, a, b) for i, own in enumerate(ranks) for a in range(len(own)) for b in range(len(own))
        if a != b and own[a] == own[b]
    }  # fmt: skip


def test_conditions_by_move_say_the_same_as_those_multiplied_out():
    for model, target, concept, free, rule in questions():
        moves = conditions_by_move(game_of(model), target, concept, free, rule)
        assert {(move.dm, move.state) for move in moves} == {
            (i, state) for i in range(model.size) for state in model.moves[i][target]
        }
        for ranks in rankings(model, free):
            kept = all(any(all(holds(p, np.array(ranks[p.dm])) for p in way) for way in move.ways) for move in moves)
            assert kept == equilibrium(model, ranks, target, concept, rule)


def test_minimal_sets_contain_no_other_and_each_is_needed():
    for model, target, concept, free, rule in questions():
        for group in minimal_conditions(game_of(model), target, concept, free, rule):
            sets = [frozenset(each) for each in group]
            assert not any(a < b for a in sets for b in sets)
            assert len(set(sets)) == len(sets)


def test_fewest_swaps_equal_trying_every_order():
    rng = Random(12)
    unmet = 0
    for _ in range(300):
        states = rng.randint(2, 5)
        alone = Model(states, (frozenset(),), random_ranks(rng, 1, states))
        pairs = [rng.sample(range(states), 2) for _ in range(rng.randint(1, 4))]
        if rng.random() < 0.4:
            # One target that others are to stand below: worked out in another way.
            wanted = {Preference(0, pairs[0][0], b, strict=False) for _, b in pairs if b != pairs[0][0]}
        else:
            wanted = {Preference(0, a, b, a != pairs[0][0] or rng.random() < 0.5) for a, b in pairs}
        fits = [
            swaps(alone.ranks[0], own)
            for (own,) in rankings(alone, {0})
            if all(holds(each, np.array(own)) for each in wanted)
        ]
        found = fewest_swaps(np.array(alone.ranks[0]), wanted)
        assert (found is None) == (not fits) == (not consistent(wanted))
        if found is None:
            unmet += 1
            continue
        assert least_swaps(np.array(alone.ranks[0]), wanted) <= found.swaps
        assert found.swaps == min(fits) == swaps(alone.ranks[0], tuple(found.ranks.tolist()))
        assert all(holds(each, found.ranks) for each in wanted)
        assert tied((tuple(found.ranks.tolist()),)) <= tied(alone.ranks)
    assert unmet > 10
