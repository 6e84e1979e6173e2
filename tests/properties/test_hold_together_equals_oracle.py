"""What an analysis tells of coalitions, blocs, doubt and foresight, from the case on, against the definitions."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest

from detente.analyses.hold import analyse_holding
from detente.analyses.hold_together import MOST_JOINT_MOVES
from detente.case import Arc, Case, Moves, Party
from detente.solvers.moves.limited import limited
from detente.solvers.moves.rules import RULES
from oracle import moves_groups as oracle
from oracle.moves import CONCEPTS, Model, all_verdicts, joint
from properties.moves_models import game_of, models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EVERY = 8
"""One model of so many is made a case."""


def names(model: Model) -> tuple[str, ...]:
    return tuple(f"player {number}" for number in range(model.size))


def case_of(model: Model, unknown: Sequence[oracle.Pairs] = ()) -> Case:
    """Return a case that gives a model state by state, called s0, s1 and so on."""
    states = {f"s{state}": f"state {state}" for state in range(model.states)}
    ranking = {
        player: tuple(
            tuple(f"s{state}" for state in range(model.states) if own[state] == rank)
            for rank in sorted(set(own), reverse=True)
        )
        for player, own in zip(names(model), model.ranks, strict=True)
    }
    graph = {
        player: tuple(Arc(f"s{one}", f"s{other}") for one, other in sorted(own))
        for player, own in zip(names(model), model.arcs, strict=True)
    }
    doubtful = {
        player: tuple((f"s{one}", f"s{other}") for one, other in sorted(pairs))
        for player, pairs in zip(names(model), unknown, strict=False)
        if pairs
    }
    moves = Moves(names(model), states=states, graph=graph, ranking=ranking, unknown=doubtful, today="s0")
    return Case("Model", {name: Party(name) for name in names(model)}, {}, {}, moves=moves)


def cases() -> Iterator[tuple[int, Model]]:
    return ((number, model) for number, model in enumerate(models()) if number % EVERY == 0)


def resting(verdicts: list[list[bool]]) -> set[str]:
    """Return the states that are stable for all."""
    return {f"s{state}" for state in range(len(verdicts[0])) if all(own[state] for own in verdicts)}


def lengths(model: Model, members: tuple[int, ...], start: int, rule: str) -> dict[int, int]:
    """Return how many joint moves of some members lead to each state at least: all sequences, tried out."""
    found: dict[int, int] = {}
    ways = {(start, -1, frozenset[int]())}
    for length in range(1, 2 * model.states * model.size):
        new: set[tuple[int, int, frozenset[int]]] = set()
        for state, last, moved in ways:
            for i in members:
                if (rule == "single" and moved) or (rule == "each-once" and i in moved) or i == last:
                    continue
                after = frozenset[int]() if rule == "no-consecutive" else moved | {i}
                new |= {(q, i, after) for q in model.moves[i][state]}
        for state, _, _ in new:
            found.setdefault(state, length)
        ways = new
    return found


def test_coalitions_equal_the_definitions():
    some = several = 0
    for number, model in cases():
        rule = RULES[number // EVERY % 3]
        holding = analyse_holding(case_of(model), rule)
        together = holding.together
        assert together is not None
        assert not together.skipped
        assert together.complete
        groups = [group for size in range(1, model.size + 1) for group in combinations(range(model.size), size)]
        assert len(together.looked_at) == len(groups) - model.size
        verdicts = {group: oracle.coalition_verdicts(model, group, rule) for group in groups}
        answers = {group: oracle.coalition_answers(model, group, rule) for group in groups}

        def ends(group: tuple[int, ...], state: int, model: Model = model, rule: str = rule) -> set[int]:
            better = oracle.preferring(model, group)
            return {q for q in joint(model.moves, group, state, rule) if better(state, q)}

        told = {(each.state, each.members): each for each in together.leaving}
        for key in dict.fromkeys([*holding.explained, "s0"]):
            state = int(key[1:])
            assert together.withstands is not None
            assert set(together.withstands[key]) == {
                concept for concept in CONCEPTS if all(own[concept][state] for own in verdicts.values())
            }
            for group in groups[model.size :]:
                each = told.get((key, tuple(names(model)[i] for i in group)))
                expected = ends(group, state)
                assert (each is not None) == bool(expected), number
                if each is None:
                    continue
                some += 1
                assert each.moves_found == len(expected)
                assert len(each.moves) == min(len(expected), MOST_JOINT_MOVES)
                assert set(each.stable) == {concept for concept in CONCEPTS if verdicts[group][concept][state]}
                fewest = lengths(model, group, state, rule)
                for move in each.moves:
                    end = int(move.to[1:])
                    assert end in expected
                    assert set(move.deterred) == {c for c in CONCEPTS if (state, end) in answers[group][c]}
                    parts = [part for part in groups if set(part) < set(group) and end in ends(part, state)]
                    assert move.by_fewer == bool(parts)
                    fears = [{c for c in CONCEPTS if (state, end) in answers[part][c]} for part in parts]
                    assert move.minimal == (not any(fear <= set(move.deterred) for fear in fears)), number
                    assert len(move.path) == fewest[end]
                    here = state
                    for step in move.path:
                        mover = names(model).index(step.player)
                        assert mover in group
                        assert int(step.to[1:]) in model.moves[mover][here]
                        here = int(step.to[1:])
                    assert here == end
                    several += len(move.path) > 1 and move.minimal
    assert some > 200
    assert several > 50


def test_blocs_equal_the_definitions():
    rng = Random(12)
    changed = 0
    for number, model in cases():
        rule = RULES[number // EVERY % 3]
        first = tuple(sorted(rng.sample(range(model.size), rng.randint(2, model.size))))
        bloc = [names(model)[i] for i in first]
        rng.shuffle(bloc)
        found = analyse_holding(case_of(model), rule, blocs=[bloc]).blocs
        assert found is not None
        parts = [first, *((i,) for i in range(model.size) if i not in first)]
        as_one, apart = oracle.bloc_verdicts(model, parts, rule), all_verdicts(model, rule)
        for concept in CONCEPTS:
            joined, alone = resting(as_one[concept]), resting(apart[concept])
            assert set(found.equilibria[concept]) == joined, number
            assert set(found.gained[concept]) == joined - alone
            assert set(found.lost[concept]) == alone - joined
            changed += joined != alone
    assert changed > 200


def test_doubt_equals_the_definitions():
    rng = Random(13)
    turned = 0
    for number, model in cases():
        if number % (2 * EVERY):
            continue
        rule = RULES[number // EVERY // 2 % 3]
        unknown = [frozenset(sorted(pairs)[:2]) for pairs in oracle.random_unknown(rng, model)]
        found = analyse_holding(case_of(model, unknown), rule).doubt
        doubtful = [(i, *pair) for i in range(model.size) for pair in sorted(unknown[i])]
        assert (found is None) == (not doubtful)
        if found is None:
            continue
        assert [(each.player, each.first, each.second) for each in found.pairs] == [
            (names(model)[i], f"s{one}", f"s{other}") for i, one, other in doubtful
        ]

        def by_kind(
            known: oracle.Known = (),
            model: Model = model,
            unknown: list[oracle.Pairs] = unknown,
            rule: str = rule,
        ) -> dict[str, dict[str, set[str]]]:
            verdicts = {kind: oracle.uncertain_verdicts(model, unknown, kind, rule, known) for kind in "abcd"}
            return {kind: {c: resting(own[c]) for c in CONCEPTS} for kind, own in verdicts.items()}

        expected = by_kind()
        assert {k: {c: set(ids) for c, ids in own.items()} for k, own in found.equilibria.items()} == expected, number
        for concept in CONCEPTS:
            every = [expected[kind][concept] for kind in "abcd"]
            assert set(found.sure[concept]) == every[0] & every[1] & every[2] & every[3]
        unsure = {each.state: each for each in found.unsure}
        for state in (f"s{state}" for state in range(model.states)):
            kinds = {
                concept: tuple(kind for kind in "abcd" if state in expected[kind][concept]) for concept in CONCEPTS
            }
            kinds = {concept: some for concept, some in kinds.items() if 0 < len(some) < 4}
            assert (state in unsure) == bool(kinds)
            if not kinds:
                continue
            assert unsure[state].kinds == kinds
            turning = [
                place
                for place, (i, one, other) in enumerate(doubtful)
                if any(
                    (state in other_way[kind][concept]) != (state in expected[kind][concept])
                    for other_way in (by_kind([(i, one, other)]), by_kind([(i, other, one)]))
                    for kind in "abcd"
                    for concept in CONCEPTS
                )
            ]
            assert list(unsure[state].pairs) == (turning or list(range(len(doubtful))))
            turned += 0 < len(turning) < len(doubtful)
    assert turned > 20


@pytest.mark.parametrize("horizon", [1, 3])
def test_foresight_equals_the_definition(horizon: int):
    settled = 0
    for _, model in cases():
        if model.size != 2:
            continue
        holding = analyse_holding(case_of(model), horizon=horizon)
        ends = [[oracle.final_state(model, i, s, horizon) for s in range(model.states)] for i in (0, 1)]
        assert set(holding.equilibria["limited"]) == resting([[e == s for s, e in enumerate(own)] for own in ends])
        far = holding.farsight
        assert far is not None
        assert far.horizon == horizon
        for each in far.expected:
            assert each.end == f"s{ends[names(model).index(each.player)][int(each.state[1:])]}"
        if horizon == 1:
            assert holding.equilibria["limited"] == holding.equilibria["nash"]
        assert far.settled_from is not None
        assert far.period is not None
        late = [limited(game_of(model), far.settled_from + ahead).stable for ahead in range(2 * far.period)]
        always = resting([[all(one[i, s] for one in late) for s in range(model.states)] for i in (0, 1)])
        assert set(holding.equilibria["non-myopic"]) == always
        assert far.open == {
            player: tuple(f"s{s}" for s in range(model.states) if len({bool(one[i, s]) for one in late}) > 1)
            for i, player in enumerate(names(model))
        }
        settled += far.period == 1
    assert settled > 20
