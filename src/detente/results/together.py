"""Which situations hold against coalitions, for blocs, under doubt, and for two who look far ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.results.step import MoveStep

__all__ = ["Blocs", "Doubt", "DoubtfulPair", "Expected", "Farsight", "JointMove", "Leaving", "Together", "Unsure"]


@dataclass(frozen=True, slots=True)
class JointMove:
    """A move that a coalition makes jointly, to a state that all its members prefer.

    Parameters
    ----------
    to
        Where it leads.
    path
        The fewest moves of members that lead there.
    minimal
        Whether no part of the coalition, and no member alone, could move there with as few answers to fear.
    by_fewer
        Whether a part of it, or a member alone, could move there all the same.
    deterred
        The concepts under which the others would answer it so that it does not pay.
    """

    to: str
    path: tuple[MoveStep, ...]
    minimal: bool
    by_fewer: bool
    deterred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A coalition of two or more that would all prefer to be elsewhere, and could jointly go there.

    Parameters
    ----------
    state
        Where it stands.
    members
        Who is in it.
    stable
        The concepts under which the state is stable for the coalition nevertheless, since others would answer.
    moves
        Where it could go: first what no part of the coalition could do as well, then what takes fewest moves.
    moves_found
        How many such moves there are; `moves` may leave some out.
    """

    state: str
    members: tuple[str, ...]
    stable: tuple[str, ...]
    moves: tuple[JointMove, ...]
    moves_found: int


@dataclass(frozen=True, slots=True)
class Together:
    """What coalitions, which form for one move, could do from some states.

    Parameters
    ----------
    skipped
        Why it was not looked at; empty if it was.
    looked_at
        The coalitions that were looked at.
    complete
        Whether these are all; otherwise they are the pairs, and all players together.
    leaving
        By state, those that could and would go elsewhere if nobody answered.
    withstands
        Per state that was looked at, the concepts under which neither a coalition that was looked at nor a player
        alone would leave it.
    """

    skipped: str
    looked_at: tuple[tuple[str, ...], ...] = ()
    complete: bool = True
    leaving: tuple[Leaving, ...] = ()
    withstands: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Blocs:
    """Which states hold where some players always act as one.

    Parameters
    ----------
    blocs
        Every player is in one; those alone act for themselves.
    equilibria
        Per concept the states that are then stable for all blocs.
    gained, lost
        Per concept the states that hold for the blocs and not for players apart, and the other way round.
    """

    blocs: tuple[tuple[str, ...], ...]
    equilibria: Mapping[str, tuple[str, ...]]
    gained: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two states of which it is not known which one a player prefers.

    Parameters
    ----------
    ranked
        How the order that the case gives has them all the same: ``first`` or ``second`` is better, or ``equal``.
    """

    player: str
    first: str
    second: str
    ranked: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """A state that is an equilibrium for some kinds of players in doubt, and not for others.

    Parameters
    ----------
    kinds
        Per concept the kinds for which it is one, where these are some and not all of the four.
    pairs
        The doubtful pairs on which that turns, by their places in `Doubt.pairs`: to know any one of them, in one order
        or the other, changes a verdict. All, if none does so alone.
    """

    state: str
    kinds: Mapping[str, tuple[str, ...]]
    pairs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What holds where the order of some states is not known.

    Parameters
    ----------
    pairs
        Which.
    skipped
        Why it was not worked out; empty if it was.
    equilibria
        Per kind (``a`` to ``d``) and concept the states that are stable for all.
    sure
        Per concept the states that are so for all four kinds.
    unsure
        The states that are so, under some concept, for some of the kinds only.
    pairs_tried
        Whether it was tried for each pair what turns on it.
    """

    pairs: tuple[DoubtfulPair, ...]
    skipped: str
    equilibria: Mapping[str, Mapping[str, tuple[str, ...]]]
    sure: Mapping[str, tuple[str, ...]]
    unsure: tuple[Unsure, ...]
    pairs_tried: bool = True


@dataclass(frozen=True, slots=True)
class Expected:
    """Where somebody expects play to end if it is to move first.

    Parameters
    ----------
    state
        Where play begins.
    end
        Where it ends; the same state if the player would stay.
    """

    state: str
    player: str
    end: str


@dataclass(frozen=True, slots=True)
class Farsight:
    """What two players do who look several moves ahead.

    Parameters
    ----------
    skipped
        Why the non-myopic verdicts were not worked out; empty if they were, or were not asked for.
    horizon
        How many moves ahead `limited` looks; ``None`` if that was not asked for.
    settled_from
        From how many moves ahead on what they expect repeats itself; ``None`` without non-myopic verdicts.
    period
        After how many further moves it repeats: 1 if it has settled.
    open
        Per player the states where whether it stays goes on changing with how far they look ahead.
    arbitrary
        Whether a player chose between ends that are equal for it and may not be for the other.
    expected
        From the states that proofs speak of, at `horizon` if that was asked for, else where it has settled.
    """

    skipped: str = ""
    horizon: int | None = None
    settled_from: int | None = None
    period: int | None = None
    open: Mapping[str, tuple[str, ...]] | None = None
    arbitrary: bool = False
    expected: tuple[Expected, ...] = ()
