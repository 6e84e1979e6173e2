"""Compiled moves equal what the words of a case say, state by state and option by option."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from detente.case import (
    Arc,
    Case,
    CommonMoves,
    Count,
    Direction,
    Implied,
    MoveOption,
    Moves,
    Party,
    Pattern,
    Restriction,
    Statement,
    parse_statement,
    with_levers,
)
from detente.case.statement import Denied, Formula, Said
from detente.errors import LimitError, UsageError
from detente.io import read_text
from detente.problem import moves as compiled_moves
from detente.problem.moves import NO_AGREEMENT, CompiledMoves, compile_moves, ranks_of
from fuzz.seeds import EVERYTHING, MINIMAL, MOVES_ALONE

PLAYERS = ("a", "b", "c")
DIRECTIONS: tuple[Direction, ...] = ("both", "forward", "back")
Vector = tuple[bool, ...]


def case_of(moves: Moves) -> Case:
    return Case("Test", {name: Party(name) for name in moves.players}, {}, {}, moves=moves)


def says(formula: Formula, taken: dict[str, bool]) -> bool:
    if isinstance(formula, Said):
        return taken[formula.option]
    if isinstance(formula, Denied):
        return not says(formula.of, taken)
    values = [says(part, taken) for part in formula.parts]
    return {
        "and": all(values),
        "or": any(values),
        "if": values[0] or not values[1],
        "iff": values[0] == values[1],
    }[formula.sign]


def fits(what: Pattern | Statement, vector: Vector, names: Sequence[str]) -> bool:
    if isinstance(what, Statement):
        return says(what.formula, dict(zip(names, vector, strict=True)))
    if what.signs:
        return all(sign == "-" or (sign == "Y") == taken for sign, taken in zip(what.signs, vector, strict=True))
    return all(vector[names.index(name)] == taken for name, taken in what.says.items())


def excluded(restriction: Restriction, vector: Vector, names: Sequence[str]) -> bool:
    if isinstance(restriction, Implied):
        return fits(restriction.when, vector, names) and not fits(restriction.needs, vector, names)
    if isinstance(restriction, Count):
        number = sum(vector[names.index(name)] for name in restriction.options)
        return number > 1 if restriction.kind == "at_most_one" else number == 0
    return fits(restriction, vector, names)


def number(vector: Vector) -> int:
    return sum(1 << k for k, taken in enumerate(vector) if taken)


class Expanded:
    """A section `moves` with options, expanded with sets and loops."""

    def __init__(self, moves: Moves) -> None:
        self.moves = moves
        self.names = [option.name for option in moves.options]
        self.feasible = [
            vector
            for vector in product([False, True], repeat=len(self.names))
            if not any(excluded(restriction, vector, self.names) for restriction in moves.infeasible)
        ]
        self.feasible.sort(key=number)
        self.stands_for = {number(vector): number(vector) for vector in self.feasible}
        for what in moves.merged.values():
            members = [number(vector) for vector in self.feasible if fits(what, vector, self.names)]
            self.stands_for |= dict.fromkeys(members, min(members))

    def arcs(self, player: str) -> set[tuple[int, int]]:
        own = [k for k, option in enumerate(self.moves.options) if option.player == player]
        found: set[tuple[int, int]] = set()
        for one, other in product(self.feasible, repeat=2):
            changed = [k for k in range(len(one)) if one[k] != other[k]]
            if set(changed) <= set(own) and all(self.may(k, other[k]) for k in changed):
                found.add((self.stands_for[number(one)], self.stands_for[number(other)]))
        for common in self.moves.common:
            if player in common.by:
                for arc in common.arcs:
                    start, end = self.stands_for[int(arc.start)], self.stands_for[int(arc.end)]
                    found |= {(start, end), (end, start)} if arc.both else {(start, end)}
        return {(start, end) for start, end in found if start != end}

    def may(self, k: int, end: bool) -> bool:
        return self.moves.options[k].direction in ("both", "forward" if end else "back")


def arcs_of(compiled: CompiledMoves, player: int) -> set[tuple[int, int]]:
    arcs = compiled.game.arcs[player]
    numbers = compiled.numbers.tolist()
    pairs = list(zip(arcs.sources.tolist(), arcs.targets.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    return {(numbers[start], numbers[end]) for start, end in pairs}


def random_states(draw: random.Random, names: Sequence[str]) -> Pattern | Statement:
    some = draw.sample(names, draw.randint(1, min(3, len(names))))
    match draw.randrange(3):
        case 0:
            return Pattern("".join(draw.choice("YN--") for _ in names))
        case 1:
            return Pattern(says={name: draw.random() < 0.5 for name in some})
        case _:
            sign = draw.choice(["and", "or", "if", "iff"])
            return parse_statement(f" {sign} not ".join(some[:2]))


def random_restriction(draw: random.Random, names: Sequence[str]) -> Restriction:
    match draw.randrange(4):
        case 0:
            return Count("at_most_one", tuple(draw.sample(names, min(2, len(names)))))
        case 1:
            return Count("at_least_one", tuple(draw.sample(names, min(3, len(names)))))
        case 2:
            return Implied(random_states(draw, names), random_states(draw, names))
        case _:
            return random_states(draw, names)


def random_moves(draw: random.Random) -> Moves:
    """Return moves by two to six options, half of them with infeasible, a third with merged and common moves."""
    names = [f"o{k}" for k in range(draw.randint(2, 6))]
    options = tuple(MoveOption(draw.choice(PLAYERS), name, draw.choice(DIRECTIONS)) for name in names)
    infeasible = tuple(random_restriction(draw, names) for _ in range(draw.choice([0, 0, 1, 2])))
    wants = {player: (random_statement(draw, names),) * draw.choice([1, 1, 70]) for player in PLAYERS}
    merged = {"m": random_states(draw, names)} if draw.random() < 1 / 3 else {}
    moves = Moves(PLAYERS, options, infeasible, statements=wants)
    whole = Expanded(moves)
    if merged and any(fits(merged["m"], vector, names) for vector in whole.feasible):
        moves = Moves(PLAYERS, options, infeasible, merged, statements=wants)
    if len(whole.feasible) > 1 and draw.random() < 1 / 3:
        start, end = draw.sample(whole.feasible, 2)
        arc = Arc(str(number(start)), str(number(end)), draw.random() < 0.5)
        common = (CommonMoves(("a", "c"), (arc,)),)
        moves = Moves(PLAYERS, options, infeasible, moves.merged, common=common, statements=wants)
    return moves


def random_statement(draw: random.Random, names: Sequence[str]) -> Statement:
    return parse_statement(" or ".join(draw.sample(names, 2)))


def several(count: int) -> Iterator[Moves]:
    draw = random.Random(6)
    for _ in range(count):
        yield random_moves(draw)


def test_moves_equal_those_expanded_by_hand():
    kinds = {"cube": 0, "merged": 0, "common": 0, "infeasible": 0}
    for moves in several(300):
        whole, compiled = Expanded(moves), compile_moves(case_of(moves))
        assert compiled.numbers.tolist() == sorted(set(whole.stands_for.values()))
        if not compiled.states:
            continue
        for player, name in enumerate(PLAYERS):
            assert arcs_of(compiled, player) == whole.arcs(name)
        kinds["cube"] += compiled.hypercube is not None
        kinds["merged"] += bool(moves.merged)
        kinds["common"] += bool(moves.common)
        kinds["infeasible"] += bool(moves.infeasible)
        assert (compiled.hypercube is None) == bool(
            moves.merged or moves.common or len(whole.feasible) < 1 << len(moves.options)
        )
        if compiled.hypercube is not None:
            rows = compiled.hypercube.game()
            for own, other in zip(rows.arcs, compiled.game.arcs, strict=True):
                assert own.targets.tolist() == other.targets.tolist()
                assert own.starts.tolist() == other.starts.tolist()
    assert min(kinds.values()) > 30


def test_statements_rank_states_by_the_first_that_tells_them_apart():
    draw = random.Random(7)
    for count in (1, 3, 62, 63, 64, 130):
        names = [f"o{k}" for k in range(5)]
        # Where the last one alone tells states apart, a sum of powers of two in 64 bits would lose it or the first.
        wants = (*(random_statement(draw, names),) * (count - 1), parse_statement(draw.choice(names)))
        moves = Moves(("a",), tuple(MoveOption("a", name) for name in names), statements={"a": wants})
        compiled = compile_moves(case_of(moves))
        keys = [
            tuple(says(want.formula, dict(zip(names, vector, strict=True))) for want in wants)
            for vector in sorted(product([False, True], repeat=5), key=number)
        ]
        order = {key: rank for rank, key in enumerate(sorted(set(keys)))}
        assert compiled.ranks[0].tolist() == [order[key] for key in keys]


def test_a_hundred_different_statements_keep_their_order():
    names = [f"o{k}" for k in range(4)]
    draw = random.Random(8)
    wants = tuple(random_statement(draw, names) for _ in range(100))
    moves = Moves(("a",), tuple(MoveOption("a", name) for name in names), statements={"a": wants})
    keys = [
        tuple(says(want.formula, dict(zip(names, vector, strict=True))) for want in wants)
        for vector in sorted(product([False, True], repeat=4), key=number)
    ]
    ranks = compile_moves(case_of(moves)).ranks[0].tolist()
    for (one, first), (other, second) in combinations(zip(keys, ranks, strict=True), 2):
        assert (one > other, one == other) == (first > second, first == second)


def compiled_from(text: str, **sections: Any) -> CompiledMoves:
    return compile_moves(read_text(text, **sections).case)


def test_states_one_by_one_keep_their_ids_and_labels():
    moves = compiled_from(MOVES_ALONE)
    assert moves.ids == ("idle", "on", "off")
    assert [moves.label(row) for row in range(3)] == ["As it is", "Running", "off"]
    assert [moves.row(name) for name in moves.ids] == [0, 1, 2]
    assert arcs_of(moves, 0) == {(0, 1), (1, 2), (2, 1), (2, 0)}
    assert arcs_of(moves, 1) == {(0, 2), (2, 0)}
    assert moves.ranks.tolist() == [[0, 1, 0], [0, 1, 2]]
    assert (moves.today, moves.target, moves.watch) == (0, None, (1,))
    assert moves.unknown == ((), ((1, 0),))
    assert moves.hypercube is None
    assert moves.vectors is None
    with pytest.raises(UsageError, match="names no state"):
        moves.row("broken")


def test_every_form_together():
    moves = compiled_from(EVERYTHING)
    assert moves.ids == ("1", "4", "6", "8", "20", "22", "24")
    assert moves.label(0) == "open war"
    assert [moves.row(name) for name in ("open war", "YNNYN", "9", "A.accept; yield", "NNNYY", "24")] == [
        0,
        0,
        0,
        2,
        6,
        6,
    ]
    assert (moves.today, moves.target, moves.watch) == (6, 5, (0, 1))
    assert moves.ranks[2].tolist() == [5, 4, 3, 4, 1, 2, 0]
    assert moves.by_points == (1,)
    assert moves.vectors is None
    assert moves.unknown == (((1, 3),), ((0, 6),), ())


POINTS = """\
moves:
  options: {a: [offer], b: [accept, leave]}
  infeasible: [{when: {accept: yes}, needs: {offer: yes}}, accept and leave]
  packages:
    offer; accept: {x: r, y: 1}
    leave and not offer: Half
  statements: {b: [accept, not leave]}
proposals:
  Half: {package: {x: l, y: 1}, rest: open}
"""


def test_points_rank_agreements_against_no_deal():
    moves = compiled_from(MINIMAL + POINTS)
    assert [moves.label(row) for row in range(moves.states)] == [
        "none",
        "offer",
        "offer; accept",
        "leave",
        "offer; leave",
    ]
    # For a, who weighs x 1 and y 2: {r, 1} is worth 66 2/3, {l, 1} 33 1/3, no deal 20.
    assert moves.ranks[0].tolist() == [0, 0, 2, 1, 0]
    assert moves.agreed.tolist() == [NO_AGREEMENT, NO_AGREEMENT, 0, 1, NO_AGREEMENT]
    assert moves.agreements == ({"x": 1, "y": 1}, {"x": 0, "y": 1})
    assert moves.ranks[1].tolist() == [1, 1, 2, 0, 0]
    worse = MINIMAL.replace("no_deal: 20}", "no_deal: 40}", 1)
    assert compiled_from(worse + POINTS).ranks[0].tolist() == [1, 1, 2, 0, 1]
    tied = MINIMAL.replace("no_deal: 20}", "no_deal: {better_than: [{x: r, y: 1}], worse_than: [{x: r, y: 1}]}}", 1)
    assert compiled_from(tied + POINTS).ranks[0].tolist() == [1, 1, 1, 0, 1]


LEVER = """\
levers:
  fund:
    wielder: b
    effects: [{party: a, on: no_deal, by: 20}, {party: a, on: {x: r}, by: -15}]
"""


def test_levers_in_force_change_what_states_are_worth():
    case = read_text(MINIMAL + POINTS + LEVER).case
    assert compile_moves(case).ranks[0].tolist() == [0, 0, 2, 1, 0]
    # No deal is worth 40 then, {r, 1} 51 2/3 and {l, 1} still 33 1/3.
    pressed = with_levers(case, {"fund": "on"})
    assert compile_moves(pressed).ranks[0].tolist() == [1, 1, 2, 0, 1]


def test_ranks_of_agreements_are_dense():
    agreed = np.array([2, NO_AGREEMENT, 0])
    assert ranks_of(agreed, [Fraction(1, 3), 7, Fraction(1, 3)], 0).tolist() == [1, 0, 1]
    assert ranks_of(agreed[:1], [1, 2, 3], 9).tolist() == [0]


def test_other_ranks_give_another_game_on_the_same_moves():
    moves = compiled_from(MOVES_ALONE)
    other = moves.with_ranks(moves.ranks[::-1])
    assert other.game.ranks.tolist() == moves.ranks[::-1].tolist()
    assert other.game.arcs[0].targets.tolist() == moves.game.arcs[0].targets.tolist()


def test_a_case_without_moves_has_none_to_compile():
    with pytest.raises(UsageError, match="no `moves`"):
        compiled_from(MINIMAL)


@pytest.mark.parametrize(
    ("moves", "says"),
    [
        (Moves(("a",), (MoveOption("a", "o"),)), "Nothing says"),
        (Moves(("a",), (MoveOption("a", "o"),), ranking={"a": (("0",),)}), "leaves out"),
        (Moves(("a",), (MoveOption("a", "o"),), packages={"o": {"x": "l"}}), "not complete"),
    ],
)
def test_a_case_that_was_not_checked_is_refused(moves: Moves, says: str):
    with pytest.raises(UsageError, match=says):
        compile_moves(case_of(moves))


def test_many_states_are_compiled_without_writing_out_their_moves():
    names = [f"o{k}" for k in range(20)]
    options = tuple(MoveOption(PLAYERS[k % 3], name) for k, name in enumerate(names))
    wants = {player: tuple(map(parse_statement, (names[k], f"not {names[k + 3]}"))) for k, player in enumerate(PLAYERS)}
    moves = compile_moves(case_of(Moves(PLAYERS, options, statements=wants)))
    assert moves.states == 1 << 20
    assert moves.hypercube is not None
    assert moves.ranks.max(axis=1).tolist() == [3, 3, 3]
    assert moves.label((1 << 20) - 1).count("; ") == 19
    with pytest.raises(LimitError, match="moves follow from the options"):
        _ = moves.game


def test_moves_given_one_by_one_are_limited(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compiled_moves, "MAX_WRITTEN_MOVES", 3)
    with pytest.raises(LimitError, match="gives 5 moves one by one and the limit is 3"):
        compiled_from(MOVES_ALONE)
