"""Compressed rows of moves, and the model in option form."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import LimitError, UsageError
from detente.solvers.moves import hypercube
from detente.solvers.moves.model import Arcs, Game, Hypercube, Option
from detente.solvers.moves.rules import MOST_ONCE, transitions
from detente.solvers.moves.stability import CONCEPTS, NO_ANSWER, NO_IMPROVEMENT, equilibria, stable


def test_loops_and_repetitions_are_dropped():
    arcs = Arcs.of(3, [(2, 1), (1, 1), (0, 2), (2, 1), (0, 1)])
    assert list(zip(arcs.sources.tolist(), arcs.targets.tolist(), strict=True)) == [(0, 1), (0, 2), (2, 1)]
    assert arcs.after(0).tolist() == [1, 2]
    assert arcs.has(2, 1)
    assert not arcs.has(1, 1)


def test_no_moves_at_all_are_moves_too():
    arcs = Arcs.of(2, [])
    assert arcs.starts.tolist() == [0, 0, 0]
    assert arcs.least(np.array([4, 5])).tolist() == [np.iinfo(np.int64).max] * 2


@pytest.mark.parametrize("pair", [(0, 3), (-1, 0)])
def test_a_move_between_states_that_are_not_there_is_refused(pair: tuple[int, int]):
    with pytest.raises(UsageError, match="3 states"):
        Arcs.of(3, [pair])


def test_moves_the_other_way():
    arcs = Arcs.of(4, [(0, 3), (1, 3), (2, 0)]).reversed
    assert [arcs.after(state).tolist() for state in range(4)] == [[2], [], [], [0, 1]]


def test_shapes_must_fit():
    with pytest.raises(UsageError, match="same states"):
        Game(3, (Arcs.of(3, []),), np.zeros((2, 3), dtype=np.int64))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((((0, "both"),), ((2, "both"),)), "exactly once"),
        ((((0, "both"),), ((0, "both"),)), "exactly once"),
        ((((0, "both"),), ((1, "up"),)), "both, forward, back"),
        ((((0, "both"), (1, "both"), (2, "both")),), "every combination"),
    ],
)
def test_a_hypercube_holds_every_bit_once(options: tuple[tuple[tuple[int, str], ...], ...], said: str):
    with pytest.raises(UsageError, match=said):
        Hypercube(options, np.zeros((len(options), 4), dtype=np.int64))  # pyright: ignore[reportArgumentType]


def test_an_unknown_rule_is_refused():
    with pytest.raises(UsageError, match="no-consecutive, each-once, single"):
        transitions("twice", [0])  # pyright: ignore[reportArgumentType]


def test_each_once_has_a_limit():
    with pytest.raises(LimitError, match="each-once"):
        transitions("each-once", range(MOST_ONCE + 1))


def answered_by_chain(length: int) -> Game:
    """Return a game in which 0 gains by one step, and 1 and 2 lead it down a long chain, taking turns."""
    ways: list[list[tuple[int, int]]] = [[(0, 1)], [], []]
    for state in range(1, length):
        ways[1 + state % 2].append((state, state + 1))
    ranks = np.zeros((3, length + 1), dtype=np.int64)
    ranks[0] = 2
    ranks[0, 0], ranks[0, -1] = 1, 0
    ranks[1:] = np.arange(length + 1)
    return Game(length + 1, tuple(Arcs.of(length + 1, own) for own in ways), ranks)


def test_a_sanction_at_the_end_of_a_long_chain_is_found():
    game = answered_by_chain(3000)
    found = stable(game)
    assert all(found.stable[concept][0, 0] for concept in ("gmr", "smr", "seq", "sseq"))
    assert found.margins["seq"][0, 0] == 1
    assert not stable(game, "each-once").gmr[0, 0]


def test_margins_count_ranks_and_name_the_two_ends():
    game = answered_by_chain(2)
    margins = stable(game).margins
    assert margins["nash"][0].tolist() == [-1, NO_IMPROVEMENT, NO_IMPROVEMENT]
    assert margins["gmr"][0, 0] == 1
    assert stable(Game(3, (game.arcs[0], *[Arcs.of(3, [])] * 2), game.ranks)).margins["gmr"][0, 0] == NO_ANSWER


def test_each_decision_maker_may_have_a_concept_of_its_own():
    found = stable(answered_by_chain(2))
    assert equilibria(found.nash).tolist() == [2]
    assert equilibria(found.seq[0], found.nash[1], found.nash[2]).tolist() == [0, 2]


@pytest.mark.parametrize("step", [1, 2**40, 2**58])
def test_ranks_of_any_size_are_compared_exactly(step: int):
    rng = np.random.default_rng(3)
    ranks = rng.integers(0, 9, (3, 64)) * np.int64(step)
    options: tuple[tuple[Option, ...], ...] = (
        ((0, "both"), (3, "forward")),
        ((1, "back"), (4, "both")),
        ((2, "both"), (5, "both")),
    )
    cube = Hypercube(options, ranks)
    mine, other = hypercube.stable(cube), stable(cube.game())
    assert all((mine.stable[concept] == other.stable[concept]).all() for concept in CONCEPTS)
    small = stable(Game(64, cube.game().arcs, ranks // step))
    assert all((small.stable[concept] == other.stable[concept]).all() for concept in CONCEPTS)
    assert (mine.margins["smr"] == other.margins["smr"]).all()


def test_a_model_without_other_deciders_knows_no_sanction():
    game = Game(2, (Arcs.of(2, [(0, 1)]),), np.array([[0, 1]]))
    assert [stable(game).stable[concept].tolist() for concept in CONCEPTS] == [[[False, True]]] * 5
