"""How sure equilibria are against re-analysis: every varied case is written out, compiled and judged for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from detente.analyses import hold_steady
from detente.analyses.hold_steady import STRICTEST, robustness
from detente.case import Arc, Case, MoveOption, Moves, Party, Pattern, Statement, parse_statement
from detente.problem.moves import compile_moves
from detente.results.steadiness import Changed, Redirected, Reordered, Rerouted, Restated, Robustness
from detente.solvers.moves.rules import RULES, Rule
from detente.solvers.moves.stability import equilibria, stable
from oracle.moves import Model, explicit_model, option_model

Key = tuple[object, ...]
Equilibria = dict[str, set[str]]


def case_with(moves: Moves) -> Case:
    return Case("Test", {name: Party(name) for name in moves.players}, {}, {}, moves=moves)


def moves_of(model: Model) -> Moves:
    players = tuple("abcde"[: model.size])
    ids = [str(number) for number in (model.vectors or range(model.states))]
    ranking = {
        player: tuple(tuple(ids[s] for s in range(model.states) if own[s] == rank) for rank in range(max(own), -1, -1))
        for player, own in zip(players, model.ranks, strict=True)
    }
    if not model.options:
        graph = {
            player: tuple(Arc(ids[a], ids[b]) for a, b in sorted(own))
            for player, own in zip(players, model.arcs, strict=True)
        }
        return Moves(players, states={name: f"state {name}" for name in ids}, graph=graph, ranking=ranking)
    owned = sorted(
        (bit, MoveOption(player, f"o{bit}", direction))  # pyright: ignore[reportArgumentType]
        for player, own in zip(players, model.options, strict=True)
        for bit, direction in own
    )
    signs = ("".join("NY"[number >> bit & 1] for bit in range(len(owned))) for number in range(1 << len(owned)))
    ruled_out = tuple(Pattern(text) for number, text in enumerate(signs) if number not in model.vectors)
    return Moves(players, tuple(option for _, option in owned), ruled_out, ranking=ranking)


def told(rng: Random, names: list[str]) -> Statement:
    one, other = rng.sample(names, 2)
    return parse_statement(rng.choice([f"{one} and {other}", f"{one} if {other}", f"not {one}", f"{one} or {other}"]))


def random_cases(count: int) -> Iterator[tuple[Case, Rule]]:
    rng = Random(11)
    for number in range(count):
        rule = RULES[number // 2 % 3]
        if number % 2:
            yield case_with(moves_of(explicit_model(rng))), rule
            continue
        moves = moves_of(option_model(rng))
        some = [player for player in moves.players if rng.random() < 0.6]
        names = [option.name for option in moves.options]
        wants = {player: tuple(told(rng, names) for _ in range(rng.randint(1, 4))) for player in some}
        left = {player: own for player, own in moves.ranking.items() if player not in wants}
        merged = {"m": Pattern("Y" + "-" * (len(names) - 1))} if not left and rng.random() < 0.7 else {}
        yield case_with(replace(moves, ranking=left, statements=wants, merged=merged)), rule


def resting(case: Case, rule: Rule) -> Equilibria:
    compiled = compile_moves(case)
    verdicts = stable(compiled.game, rule).stable
    return {concept: {compiled.ids[row] for row in equilibria(verdicts[concept])} for concept in STRICTEST}


def varied(case: Case) -> Iterator[tuple[str, Key, Case]]:
    """Yield the kind of each variation, what tells it apart, and the whole varied case."""
    moves = case.moves
    assert moves is not None
    compiled = compile_moves(case)

    def other(**changes: object) -> Case:
        return replace(case, moves=replace(moves, **changes))  # pyright: ignore[reportArgumentType]

    for place, player in enumerate(moves.players):
        own = compiled.ranks[place].tolist()
        levels = [
            [compiled.ids[row] for row, rank in enumerate(own) if rank == level] for level in range(max(own), -1, -1)
        ]

        def ranked(player: str, levels: list[list[str]]) -> Case:
            rest = {name: given for name, given in moves.statements.items() if name != player}
            return other(ranking={**moves.ranking, player: tuple(map(tuple, levels))}, statements=rest)

        for k, level in enumerate(levels):
            splits = {(frozenset({one}), frozenset(level) - {one}) for one in level if len(level) > 1}
            splits |= {(rest, one) for one, rest in splits}
            for above, below in splits:
                new = [*levels[:k], sorted(above), sorted(below), *levels[k + 1 :]]
                yield "ties", (player, above, below), ranked(player, new)
        for k in range(len(levels) - 1):
            new = [*levels[:k], levels[k + 1], levels[k], *levels[k + 2 :]]
            yield "levels", (player, frozenset(levels[k + 1]), frozenset(levels[k])), ranked(player, new)
        wants = moves.statements.get(player, ())
        for k in range(len(wants) - 1):
            new = (*wants[:k], wants[k + 1], wants[k], *wants[k + 2 :])
            key = (player, str(wants[k]), str(wants[k + 1]))
            yield "statements", key, other(statements={**moves.statements, player: new})
        arcs = {(arc.start, arc.end) for arc in moves.graph.get(player, ())}
        for start, end in arcs:
            back = (end, start)
            graph = arcs - {back} if back in arcs else arcs | {back}
            changed = {**moves.graph, player: tuple(Arc(*each) for each in sorted(graph))}
            yield "moves", (player, end, start, back not in arcs), other(graph=changed)
    for k, option in enumerate(moves.options):
        for direction in ("forward", "back") if option.direction == "both" else ("both",):
            new = (*moves.options[:k], replace(option, direction=direction), *moves.options[k + 1 :])
            yield "moves", (option.player, option.name, direction), other(options=new)


def key_of(change: Changed) -> Key:
    match change:
        case Reordered(player, above, below):
            return player, frozenset(above), frozenset(below)
        case Restated(player, first, second):
            return player, first, second
        case Redirected(player, option, direction):
            return player, option, direction
        case Rerouted(player, start, end, possible):
            return player, start, end, possible


def found_for(case: Case, rule: Rule, base: Equilibria) -> Robustness:
    compiled = compile_moves(case)
    rows = {concept: np.array(sorted(map(compiled.ids.index, ids)), dtype=np.int64) for concept, ids in base.items()}
    return robustness(case, compiled, rule, rows, list(range(compiled.states)))


def test_every_kind_equals_reanalysis_of_the_varied_case(monkeypatch: pytest.MonkeyPatch):
    # Then everything that breaks a situation is named.
    monkeypatch.setattr(hold_steady, "MOST_NAMED", 10_000)
    seen: dict[str, int] = dict.fromkeys(("ties", "levels", "statements", "moves"), 0)
    broken = made = whole = 0
    for case, rule in random_cases(120):
        if not compile_moves(case).states:
            continue
        base = resting(case, rule)
        truth: dict[str, list[tuple[Key, Equilibria]]] = {}
        for kind, key, other in varied(case):
            truth.setdefault(kind, []).append((key, resting(other, rule)))
        for told_of in found_for(case, rule, base).situations:
            held = [concept for concept in STRICTEST if told_of.state in base[concept]]
            assert told_of.concept == (held[0] if held else None)
            assert {each.kind for each in told_of.kinds} == set(truth)
            for each in told_of.kinds:
                outcomes = truth[each.kind]
                assert each.tried == len(outcomes)
                assert each.kept == {
                    concept: sum(told_of.state in other[concept] for _, other in outcomes) for concept in STRICTEST
                }
                expected = {
                    (key, tuple(concept for concept in held if told_of.state not in other[concept]))
                    for key, other in outcomes
                    if held and told_of.state not in other[held[0]]
                }
                assert {(key_of(breaker.change), breaker.lost) for breaker in each.broken_by} == expected
                assert len(each.broken_by) == len(expected)
                gained = {
                    (key, now)
                    for key, other in outcomes
                    if not held and (now := tuple(c for c in STRICTEST if told_of.state in other[c]))
                }
                assert {(key_of(maker.change), maker.gained) for maker in each.made_by} == gained
                made += len(gained)
                seen[each.kind] += each.tried
                broken += len(expected)
                whole += bool(held) and not expected
    assert min(seen.values()) > 1000, seen
    assert broken > 1000
    assert made > 300
    assert whole > 500
