"""The graph model's engines against the definitions, on 2,000 random models, and every certificate replayed."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from detente.solvers.moves import hypercube
from detente.solvers.moves import model as model_module
from detente.solvers.moves.certificate import Certifier
from detente.solvers.moves.model import option_moves
from detente.solvers.moves.rules import Rule
from detente.solvers.moves.stability import CONCEPTS, Concept, Verdicts, stable
from oracle import moves as oracle
from oracle.moves_replayed import faults
from properties.moves_models import COUNT, cube_of, games, models

RULES: tuple[Rule, ...] = ("no-consecutive", "each-once", "single")
HIERARCHY: tuple[tuple[Concept, Concept], ...] = (
    ("nash", "sseq"),
    ("sseq", "seq"),
    ("sseq", "smr"),
    ("seq", "gmr"),
    ("smr", "gmr"),
)


@cache
def truths(rule: Rule) -> list[dict[str, list[list[bool]]]]:
    return [oracle.all_verdicts(model, rule) for model in models()]


def differing(found: Verdicts, truth: dict[str, list[list[bool]]]) -> list[str]:
    return [concept for concept in CONCEPTS if found.stable[concept].tolist() != truth[concept]]


def test_the_models_are_of_every_kind():
    some = models()
    assert len(some) == COUNT
    assert {model.size for model in some} == {2, 3, 4, 5}
    assert sum(any(len(set(own)) < model.states for own in model.ranks) for model in some) > COUNT // 4
    assert sum(any((b, a) not in own for own in model.arcs for a, b in own) for model in some) > COUNT // 4
    assert (
        sum(sum(map(len, model.arcs)) > len({arc for own in model.arcs for arc in own}) for model in some) > COUNT // 8
    )
    assert sum(bool(model.options) and not model.whole for model in some) > COUNT // 8
    assert sum(model.whole for model in some) > COUNT // 8


@pytest.mark.parametrize("rule", RULES)
def test_rows_equal_the_definitions(rule: Rule):
    wrong = [
        (number, differing(stable(game, rule), truth))
        for number, (game, truth) in enumerate(zip(games(), truths(rule), strict=True))
        if differing(stable(game, rule), truth)
    ]
    assert wrong == []


def test_going_back_from_what_has_fallen_equals_the_definitions(monkeypatch: pytest.MonkeyPatch):
    # So few states as here would otherwise always be worked out anew.
    monkeypatch.setattr(model_module, "FEW", 0)
    wrong = [
        number
        for number, (game, truth) in enumerate(zip(games(), truths("no-consecutive"), strict=True))
        if differing(stable(game), truth)
    ]
    assert wrong == []


@pytest.mark.parametrize("rule", RULES)
def test_hypercubes_equal_the_definitions(rule: Rule):
    wrong = [
        (number, differing(hypercube.stable(cube_of(model), rule), truth))
        for number, (model, truth) in enumerate(zip(models(), truths(rule), strict=True))
        if model.whole and differing(hypercube.stable(cube_of(model), rule), truth)
    ]
    assert wrong == []


def test_hypercubes_give_the_margins_of_rows():
    for model, game in zip(models(), games(), strict=True):
        if model.whole:
            mine, other = hypercube.stable(cube_of(model)).margins, stable(game).margins
            assert all((mine[concept] == other[concept]).all() for concept in CONCEPTS)


@pytest.mark.parametrize("rule", RULES)
def test_the_hierarchy_of_concepts_holds(rule: Rule):
    for game in games():
        found = stable(game, rule).stable
        assert all((found[weaker] | ~found[stronger]).all() for stronger, weaker in HIERARCHY)


def test_option_form_compiles_to_the_moves_of_the_definition():
    for model in models():
        if model.options:
            vectors = np.array(model.vectors)
            for own, expected in zip(model.options, model.arcs, strict=True):
                arcs = option_moves(vectors, own)  # pyright: ignore[reportArgumentType]
                assert set(zip(arcs.sources.tolist(), arcs.targets.tolist(), strict=True)) == expected


def test_every_certificate_holds_when_it_is_replayed():
    wrong: list[tuple[int, str]] = []
    for number, (model, game) in enumerate(zip(models(), games(), strict=True)):
        # The rule that is the default in three of four models, the others in turn.
        rule = RULES[0] if number % 4 else RULES[1 + number // 4 % 2]
        certifier, truth = Certifier(game, rule), truths(rule)[number]
        for concept in CONCEPTS:
            for dm in range(game.size):
                for state in range(game.states):
                    found = certifier.certificate(dm, state, concept)
                    assert found.stable == truth[concept][dm][state]
                    wrong += [(number, fault) for fault in faults(model, found)]
    assert wrong == []
