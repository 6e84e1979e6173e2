"""What preferences would make a state an equilibrium: what is refused, and sizes beyond trying every ranking."""

from __future__ import annotations

import time

import numpy as np
import pytest

from detente.errors import LimitError, UsageError
from detente.solvers.moves import fewest, inverse, orders
from detente.solvers.moves.fewest import fewest_changes
from detente.solvers.moves.inverse import minimal_conditions
from detente.solvers.moves.model import Arcs, Game, Hypercube
from detente.solvers.moves.orders import Preference, fewest_swaps
from detente.solvers.moves.stability import CONCEPTS, Concept, stable


def dilemma() -> Game:
    return Hypercube((((0, "both"),), ((1, "both"),)), np.array([[2, 3, 0, 1], [2, 0, 3, 1]])).game()


def test_an_equilibrium_needs_no_swap():
    (change,) = fewest_changes(dilemma(), 3, "nash")
    assert change.swaps == (0, 0)
    assert (change.ranks == dilemma().ranks).all()


def test_each_may_change_or_the_two_of_them():
    found = fewest_changes(dilemma(), 0, "nash")
    assert [change.swaps for change in found] == [(1, 1)]
    assert fewest_changes(dilemma(), 0, "nash", free=[0]) == ()


def test_a_target_that_needs_another_to_change_cannot_be_had_alone():
    mine, other = minimal_conditions(dilemma(), 0, "nash", free=[0])
    assert mine == ((Preference(0, 0, 1, strict=False),),)
    assert other == ()


def test_under_seq_the_answer_of_another_may_have_to_become_credible():
    game = Game(3, (Arcs.of(3, [(0, 1)]), Arcs.of(3, [(1, 2)])), np.array([[1, 2, 0], [0, 2, 1]]))
    mine, other = minimal_conditions(game, 0, "seq")
    assert other == ((),)
    assert mine == (
        (Preference(0, 0, 1, strict=False),),
        (Preference(0, 0, 2, strict=False), Preference(1, 2, 1, strict=True)),
    )
    assert [change.swaps for change in fewest_changes(game, 0, "seq")] == [(0, 1), (1, 0)]


@pytest.mark.parametrize("concept", CONCEPTS)
def test_twelve_states_take_less_than_a_second(concept: Concept):
    rng = np.random.default_rng(1)
    whole = Hypercube((((0, "both"), (1, "both")), ((2, "both"), (3, "both"))), rng.permuted([range(16)] * 2, axis=1))
    kept = [state for state in range(16) if state & 3 != 3]
    index = {state: place for place, state in enumerate(kept)}
    pairs = [
        [(index[a], index[int(b)]) for a in kept for b in own.after(a) if int(b) in index] for own in whole.game().arcs
    ]
    game = Game(12, tuple(Arcs.of(12, own) for own in pairs), whole.ranks[:, kept])
    start = time.process_time()
    found = fewest_changes(game, 5, concept)
    assert time.process_time() - start < 1
    assert found
    for change in found:
        assert stable(Game(12, game.arcs, change.ranks)).stable[concept][:, 5].all()


def test_many_states_are_no_matter_where_only_the_target_is_compared():
    rng = np.random.default_rng(2)
    game = Hypercube(
        (((0, "both"), (1, "both")), ((2, "both"), (3, "both"), (4, "both"))), rng.permuted([range(32)] * 2, axis=1)
    ).game()
    for change in fewest_changes(game, 9, "gmr"):
        assert stable(Game(32, game.arcs, change.ranks)).gmr[:, 9].all()


@pytest.mark.parametrize(("target", "free"), [(4, None), (-1, None), (0, [2])])
def test_what_is_not_there_is_refused(target: int, free: list[int] | None):
    with pytest.raises(UsageError, match="no such"):
        minimal_conditions(dilemma(), target, "nash", free)


def test_an_unknown_concept_is_refused():
    with pytest.raises(UsageError, match="nash, gmr, smr, seq, sseq"):
        minimal_conditions(dilemma(), 0, "sim")  # pyright: ignore[reportArgumentType]


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch):
    game = dilemma()
    monkeypatch.setattr(inverse, "MOST_SETS", 1)
    with pytest.raises(LimitError, match="More than 1 sets"):
        minimal_conditions(game, 0, "seq")
    monkeypatch.setattr(inverse, "MOST_WAYS", 0)
    with pytest.raises(LimitError, match="More than 0 sets"):
        minimal_conditions(game, 0, "gmr")
    monkeypatch.setattr(inverse, "MOST_WAYS", 100)
    monkeypatch.setattr(fewest, "MOST_TRIED", 0)
    with pytest.raises(LimitError, match="More than 0 sets"):
        fewest_changes(game, 3, "gmr")
    monkeypatch.setattr(orders, "MOST_PARTS", 3)
    wanted = [Preference(0, 2, 0, strict=True), Preference(0, 3, 1, strict=True)]
    with pytest.raises(LimitError, match="in 4 parts"):
        fewest_swaps(np.array([3, 2, 1, 0]), wanted)


def test_without_a_better_move_the_target_holds_however_many_there_are():
    # A star: from state 0 to every other, each better than the one before; all must go below, at a swap each.
    states = 20_000
    star = Arcs.of(states, [(0, state) for state in range(1, states)])
    game = Game(states, (star, Arcs.of(states, [])), np.array([np.arange(states), np.zeros(states, dtype=np.int64)]))
    (change,) = fewest_changes(game, 0, "nash")
    assert change.swaps == (states - 1, 0)
    assert change.ranks[0].tolist() == [states - 1, *range(states - 1)]
    assert len(change.conditions) == states - 1
    assert fewest_changes(game, 0, "nash", [1]) == ()
    assert fewest_changes(game, 1, "nash", [])[0].swaps == (0, 0)


def test_ties_stay_where_nothing_asks_for_an_order():
    # 0 1 2 | 3 4 | 5: only 3 and 5 are put the other way round; the others stay tied.
    found = fewest_swaps(np.array([2, 2, 2, 1, 1, 0]), [Preference(0, 5, 3, strict=True)])
    assert found is not None
    assert (found.swaps, found.ranks.tolist()) == (1, [3, 3, 3, 0, 2, 1])


def test_what_goes_below_the_target_keeps_its_order():
    wanted = [Preference(0, 3, 0, strict=False), Preference(0, 3, 1, strict=False)]
    found = fewest_swaps(np.array([5, 4, 3, 1, 1, 0]), wanted)
    assert found is not None
    # Staying above costs 2 more than passing: 0 and 1 pass 2 and 3, or 2 goes below with them.
    assert found.swaps == 3
    assert found.ranks.tolist() == [4, 3, 2, 5, 1, 0]
