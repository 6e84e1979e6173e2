"""What the graph model's parts refuse, each with the reason."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import LimitError, UsageError
from detente.solvers.moves import limited, sets, sim, uncertain
from detente.solvers.moves.certificate import certificate
from detente.solvers.moves.coalitions import coalition_stable, stable_as_blocs
from detente.solvers.moves.model import Arcs, Game
from detente.solvers.moves.paths import paths_from


def idle(size: int, states: int = 2) -> Game:
    return Game(states, tuple(Arcs.of(states, []) for _ in range(size)), np.zeros((size, states), dtype=np.int64))


@pytest.mark.parametrize("size", [1, 3])
def test_limited_moves_are_for_two(size: int):
    with pytest.raises(UsageError, match=f"two decision makers, and here are {size}"):
        limited.limited(idle(size), 1)
    with pytest.raises(UsageError, match="disagree"):
        limited.non_myopic(idle(size))


def test_a_horizon_is_at_least_one_move_and_has_a_limit():
    with pytest.raises(UsageError, match="at least one"):
        limited.limited(idle(2), 0)
    with pytest.raises(LimitError, match="10,000"):
        limited.limited(idle(2), limited.MOST_HORIZONS + 1)


def test_expectations_that_do_not_repeat_soon_enough_are_a_limit():
    # 0 goes from 0 to 1 in one move; to see that 1 leads on to 2 it takes two.
    game = Game(3, (Arcs.of(3, [(0, 1)]), Arcs.of(3, [(1, 2)])), np.array([[0, 1, 2], [0, 0, 1]]))
    with pytest.raises(LimitError, match="repeat"):
        limited.non_myopic(game, most=1)


def test_a_choice_between_equal_ends_is_told():
    arcs = Arcs.of(3, [(0, 1), (0, 2)]), Arcs.of(3, [])
    assert limited.limited(Game(3, arcs, np.array([[0, 1, 1], [0, 0, 0]])), 1).arbitrary
    assert not limited.limited(Game(3, arcs, np.array([[0, 1, 2], [0, 0, 0]])), 1).arbitrary
    assert not limited.limited(Game(3, arcs, np.array([[2, 1, 1], [0, 0, 0]])), 1).arbitrary


@pytest.mark.parametrize("members", [(), (0, 0), (2,), (-1,)])
def test_a_coalition_has_members_each_once(members: tuple[int, ...]):
    with pytest.raises(UsageError, match="member"):
        coalition_stable(idle(2), members)


@pytest.mark.parametrize("blocs", [((0,),), ((0, 1), (1,)), ((0, 1), ())])
def test_blocs_are_a_partition(blocs: tuple[tuple[int, ...], ...]):
    with pytest.raises(UsageError, match="exactly one bloc"):
        stable_as_blocs(idle(2), blocs)


def test_tables_of_all_pairs_have_a_limit():
    game = idle(2, sets.MOST_STATES + 1)
    with pytest.raises(LimitError, match="2,001 states"):
        coalition_stable(game, (0, 1))
    with pytest.raises(LimitError, match="2,001 states"):
        uncertain.Uncertain.of(game.ranks, [(), ()])


def test_two_states_have_one_relation():
    better = np.array([[False, True], [False, False]])
    with pytest.raises(UsageError, match="one is better"):
        uncertain.Uncertain((better,), (better | better.T,))
    with pytest.raises(UsageError, match="one is better"):
        uncertain.Uncertain((better | better.T,), (np.zeros((2, 2), dtype=np.bool_),))


def test_an_unknown_kind_is_refused():
    game = idle(2)
    preferences = uncertain.Uncertain.of(game.ranks, [(), ()])
    with pytest.raises(UsageError, match="a, b, c, d"):
        uncertain.stable(game.arcs, preferences, "e")  # pyright: ignore[reportArgumentType]


def test_simultaneous_moves_need_options_of_one_owner():
    game = Game(2, (Arcs.of(2, [(0, 1)]), Arcs.of(2, [])), np.zeros((2, 2), dtype=np.int64))
    with pytest.raises(UsageError, match="one owner"):
        sim.simultaneous(game, np.array([0, 1]), [1, 1])
    with pytest.raises(UsageError, match="differ"):
        sim.simultaneous(game, np.array([1, 1]), [1, 2])
    with pytest.raises(UsageError, match="mover alone"):
        sim.simultaneous(game, np.array([0, 3]), [1, 2])


def test_simultaneous_moves_have_a_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sim, "MOST_COMBINATIONS", 3)
    with pytest.raises(LimitError, match="combinations"):
        sim.simultaneous(idle(2), np.array([0, 1]), [1, 2])


def test_an_unknown_concept_has_no_certificate():
    with pytest.raises(UsageError, match="nash, gmr, smr, seq, sseq"):
        certificate(idle(2), 0, 0, "sim")  # pyright: ignore[reportArgumentType]


def test_no_way_is_none_and_the_start_is_reached_by_no_move():
    found = paths_from(idle(2), 1)
    assert found.to(0) is None
    assert found.to(1) == ()
