"""Limited moves and non-myopic stability, for two decision makers.

Two move in turn, each as often as the horizon h allows; each may stay, which ends the play, and moves only if what it
expects in the end is strictly better. A state is L_h stable for i if i, to move there with h moves ahead, stays.
Non-myopic is what remains from some h on. Verdicts can go on changing with h; then there is none, and this is the
answer.

Of several moves that end equally well for the mover, the one to the state with the lowest number is taken, and it is
told whether that happened between different ends, since the other's verdicts may depend on it.

Sources: Zagare 1984; Kilgour 1985; Fang, Hipel and Kilgour 1993. For more than two, published definitions disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from detente.errors import LimitError, UsageError
from detente.solvers.moves.model import Game, Integers
from detente.solvers.moves.stability import Bools

__all__ = ["MOST_HORIZONS", "Limited", "NonMyopic", "limited", "non_myopic"]

MOST_HORIZONS = 10_000


@dataclass(frozen=True, eq=False)
class Limited:
    """What two expect when they look a number of moves ahead.

    Parameters
    ----------
    horizon
        How many moves.
    ends
        Shape ``(2, states)``: where play ends if this decision maker is to move at this state.
    arbitrary
        Whether a mover chose between different ends that are equal for it, at this horizon or a shorter one.
    """

    horizon: int
    ends: Integers
    arbitrary: bool

    @property
    def stable(self) -> Bools:
        """Return where each stays, shape ``(2, states)``."""
        states: Integers = np.arange(len(self.ends[0]))
        return self.ends == states


@dataclass(frozen=True, eq=False)
class NonMyopic:
    """What two do however far they look ahead.

    Parameters
    ----------
    stable, unstable
        Shape ``(2, states)``: where each stays at every horizon from `horizon` on, and where it leaves at every one.
        Where neither holds, verdicts go on changing: the question does not converge.
    horizon
        From which horizon on expectations repeat themselves.
    period
        After how many horizons they repeat; 1 where they have settled.
    arbitrary
        As for `Limited`.
    """

    stable: Bools
    unstable: Bools
    horizon: int
    period: int
    arbitrary: bool

    @property
    def converges(self) -> Bools:
        """Return where there is a verdict, shape ``(2, states)``."""
        return self.stable | self.unstable


def limited(game: Game, horizon: int) -> Limited:
    """Return what two expect when they look `horizon` moves ahead; with one move it is Nash stability.

    Raises
    ------
    UsageError
        If there are not exactly two decision makers, or the horizon is below 1.
    LimitError
        If the horizon is beyond `MOST_HORIZONS`.

    Examples
    --------
    >>> from detente.solvers.moves.model import Arcs
    >>> one, other = Arcs.of(4, [(0, 1), (1, 0), (2, 3), (3, 2)]), Arcs.of(4, [(0, 2), (2, 0), (1, 3), (3, 1)])
    >>> game = Game(4, (one, other), np.array([[2, 3, 0, 1], [2, 0, 3, 1]]))
    >>> limited(game, 1).stable.all(axis=0).tolist(), limited(game, 2).stable.all(axis=0).tolist()
    ([False, False, False, True], [True, False, False, True])
    """
    if horizon < 1:
        raise UsageError("A horizon is at least one move.")
    if horizon > MOST_HORIZONS:
        raise LimitError(f"A horizon has at most {MOST_HORIZONS:,} moves.", "Ask for non-myopic stability instead.")
    return next(each for each in _horizons(game) if each.horizon == horizon)


def non_myopic(game: Game, most: int = MOST_HORIZONS) -> NonMyopic:
    """Return what two do however far they look ahead.

    Parameters
    ----------
    most
        After how many moves ahead to give up.

    Raises
    ------
    UsageError
        If there are not exactly two decision makers.
    LimitError
        If expectations do not repeat within `most` moves.
    """
    seen: dict[bytes, int] = {}
    verdicts: list[Bools] = []
    for each in _horizons(game):
        key = each.ends.tobytes()
        if key in seen:
            cycle = verdicts[seen[key] :]
            stays, leaves = np.logical_and.reduce(cycle), ~np.logical_or.reduce(cycle)
            return NonMyopic(stays, leaves, seen[key] + 1, len(cycle), each.arbitrary)
        if each.horizon > most:
            break
        seen[key] = len(verdicts)
        verdicts.append(each.stable)
    raise LimitError(
        f"What the two expect does not repeat within {most:,} moves.", "Ask for a limited horizon instead."
    )


def _horizons(game: Game) -> Iterator[Limited]:
    """Yield what is expected at one horizon after another, from 1."""
    if game.size != 2:
        raise UsageError(
            f"Limited and non-myopic moves are for two decision makers, and here are {game.size}: for more, published "
            "definitions disagree. Ask for another concept."
        )
    states = np.arange(game.states)
    ends = np.stack([states, states])
    horizon, arbitrary = 0, False
    while True:
        horizon += 1
        moved = [_moved(game, dm, ends[1 - dm]) for dm in (0, 1)]
        ends = np.stack([new for new, _ in moved])
        arbitrary = arbitrary or any(chosen for _, chosen in moved)
        yield Limited(horizon, ends, arbitrary)


def _moved(game: Game, dm: int, expected: Integers) -> tuple[Integers, bool]:
    """Return where play ends if a decision maker moves next, and whether equal ends were chosen between."""
    own, ranks = game.arcs[dm], game.ranks[dm]
    found = np.arange(game.states)
    there = np.flatnonzero(own.lengths)
    if not len(there):
        return found, False
    ends = expected[own.targets]
    worth = ranks[ends]
    best = np.maximum.reduceat(worth, own.starts[there])
    top = worth == np.repeat(best, own.lengths[there])
    # The first of the best moves of each state: targets ascend.
    places = np.flatnonzero(top)
    first = places[np.searchsorted(places, own.starts[there])]
    moves = best > ranks[there]
    found[there[moves]] = ends[first[moves]]
    differs = (ends != np.repeat(ends[first], own.lengths[there])) & top & np.repeat(moves, own.lengths[there])
    return found, bool(differs.any())
