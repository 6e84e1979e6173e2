"""Groups, uncertain preferences, simultaneous and limited moves, and ways from a state, against the definitions."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.solvers.moves import uncertain
from detente.solvers.moves.coalitions import coalition_improvements, coalition_moves, coalition_stable, stable_as_blocs
from detente.solvers.moves.limited import limited, non_myopic
from detente.solvers.moves.paths import paths_from
from detente.solvers.moves.rules import RULES
from detente.solvers.moves.sim import simultaneous
from detente.solvers.moves.stability import CONCEPTS, stable
from oracle import moves_groups as oracle
from oracle.moves import joint
from oracle.moves import simultaneous as simultaneously
from properties.moves_models import games, models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.solvers.moves.model import Game
    from oracle.moves import Model


def numbered() -> Iterator[tuple[int, Model, Game]]:
    return ((number, model, game) for number, (model, game) in enumerate(zip(models(), games(), strict=True)))


@pytest.mark.parametrize("kind", uncertain.KINDS)
def test_uncertain_preferences_equal_the_definitions(kind: uncertain.Kind):
    rng = Random(7)
    for number, model, game in numbered():
        if number % 2:
            continue
        unknown, rule = oracle.random_unknown(rng, model), RULES[number // 2 % 3]
        preferences = uncertain.Uncertain.of(game.ranks, unknown)
        found = uncertain.stable(game.arcs, preferences, kind, rule)
        truth = oracle.uncertain_verdicts(model, unknown, kind, rule)
        assert all(found[concept].tolist() == truth[concept] for concept in CONCEPTS), number


@pytest.mark.parametrize("kind", uncertain.KINDS)
def test_the_set_form_without_unknowns_gives_the_verdicts_of_rows(kind: uncertain.Kind):
    for number, model, game in numbered():
        if number % 4 == 1:
            preferences = uncertain.Uncertain.of(game.ranks, [()] * model.size)
            rule = RULES[number // 4 % 3]
            found, other = uncertain.stable(game.arcs, preferences, kind, rule), stable(game, rule).stable
            assert all((found[concept] == other[concept]).all() for concept in CONCEPTS), number


def test_kinds_are_ordered_as_those_who_leave_and_mind_are():
    rng = Random(8)
    for number, model, game in numbered():
        if number % 4:
            continue
        preferences = uncertain.Uncertain.of(game.ranks, oracle.random_unknown(rng, model))
        a, b, c, d = uncertain.stable_for_all_kinds(game.arcs, preferences).values()
        assert (c["sseq"] == uncertain.stable(game.arcs, preferences, "c")["sseq"]).all()
        for concept in CONCEPTS:
            # Who leaves for the unknown stays least; whom the unknown deters stays most.
            for less, more in ((a, b), (c, d), (a, c), (b, d)):
                assert (more[concept] | ~less[concept]).all()


def test_coalitions_equal_the_definitions():
    rng = Random(9)
    for number, model, game in numbered():
        members, rule = tuple(rng.sample(range(model.size), rng.randint(1, model.size))), RULES[number % 3]
        found, truth = coalition_stable(game, members, rule), oracle.coalition_verdicts(model, members, rule)
        assert all(found[concept].tolist() == truth[concept] for concept in CONCEPTS), number
        if len(members) == 1:
            alone = stable(game, rule).stable
            assert all((found[concept] == alone[concept][members[0]]).all() for concept in CONCEPTS), number
        improvements = coalition_improvements(game, members, rule)
        expected = [
            {q for q in joint(model.moves, members, s, rule) if oracle.preferring(model, members)(s, q)}
            for s in range(model.states)
        ]
        assert [set(np.flatnonzero(row).tolist()) for row in improvements] == expected


def test_what_is_answered_of_a_coalition_equals_the_definitions():
    rng = Random(11)
    some = 0
    for number, model, game in numbered():
        if number % 2:
            continue
        members, rule = tuple(rng.sample(range(model.size), rng.randint(1, model.size))), RULES[number // 2 % 3]
        found, truth = coalition_moves(game, members, rule), oracle.coalition_answers(model, members, rule)
        for concept in CONCEPTS:
            told = {(int(s), int(q)) for s, q in np.argwhere(found.leaves & found.answered[concept])}
            assert told == truth[concept], number
            some += len(told)
    assert some > 1000


def test_blocs_equal_the_definitions():
    rng = Random(10)
    for number, model, game in numbered():
        rule, count = RULES[number % 3], rng.randint(1, model.size)
        drawn = [rng.randrange(count) for _ in range(model.size)]
        blocs = [tuple(i for i in range(model.size) if drawn[i] == b) for b in sorted(set(drawn))]
        found, truth = stable_as_blocs(game, blocs, rule), oracle.bloc_verdicts(model, blocs, rule)
        assert all(found[concept].tolist() == truth[concept] for concept in CONCEPTS), number


def test_simultaneous_sanctions_equal_the_definition():
    some = 0
    for number, model, game in numbered():
        if model.options:
            masks = [sum(1 << bit for bit, _ in own) for own in model.options]
            found = simultaneous(game, np.array(model.vectors), masks)
            truth = [[simultaneously(model, i, s) for s in range(model.states)] for i in range(model.size)]
            assert found.tolist() == truth, number
            some += int((found & ~stable(game).nash).sum())
    assert some > 100


def test_limited_moves_equal_the_definition():
    for number, model, game in numbered():
        if model.size == 2:
            for horizon in (1, 2, 3, 4):
                truth = [[oracle.final_state(model, i, s, horizon) for s in range(model.states)] for i in (0, 1)]
                assert limited(game, horizon).ends.tolist() == truth, number


def test_non_myopic_is_what_all_long_horizons_say():
    kinds: set[tuple[bool, int]] = set()
    for number, model, game in numbered():
        if model.size == 2:
            found = non_myopic(game)
            period = [limited(game, found.horizon + ahead).stable for ahead in range(2 * found.period)]
            assert (found.stable == np.logical_and.reduce(period)).all(), number
            assert (found.unstable == ~np.logical_or.reduce(period)).all(), number
            kinds.add((bool(found.converges.all()), min(found.period, 2)))
    assert kinds == {(True, 1), (True, 2), (False, 2)}


@pytest.mark.parametrize("improving", [False, True], ids=["moves", "improvements"])
def test_ways_from_a_state_are_shortest(improving: bool):
    for number, model, game in numbered():
        steps = model.improvements if improving else model.moves
        start = number % model.states
        found = paths_from(game, start, improving=improving)
        # All sequences in which nobody moves twice in a row, one length after another.
        lengths, ends = {start: 0}, {(start, -1)}
        for length in range(1, model.states * model.size + 1):
            ends = {(q, i) for s, last in ends for i in range(model.size) if i != last for q in steps[i][s]}
            for q, _ in ends:
                lengths.setdefault(q, length)
        assert found.lengths.tolist() == [lengths.get(q, -1) for q in range(model.states)], number
        for q in range(model.states):
            path = found.to(q)
            assert (path is None) == (q not in lengths)
            here, last = start, -1
            for step in path or ():
                assert step.mover != last
                assert step.state in steps[step.mover][here]
                here, last = step.state, step.mover
            assert path is None or (here == q and len(path) == lengths[q])
