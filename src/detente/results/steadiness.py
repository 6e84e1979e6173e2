"""How sure it is that situations would hold: what small variations of moves and preferences do. Standard library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = [
    "Breaker",
    "Changed",
    "Maker",
    "Redirected",
    "Reordered",
    "Rerouted",
    "Restated",
    "Robustness",
    "Steadiness",
    "Tried",
    "Unvaried",
    "VariedKind",
]

VariedKind: TypeAlias = Literal["ties", "levels", "statements", "moves", "draws"]


@dataclass(frozen=True, slots=True)
class Reordered:
    """A player prefers some states to others that it is said to like as much, or next better.

    Parameters
    ----------
    above, below
        Ids of what is now better, and of what is now worse: at most a few of each, the situation itself and what the
        player can move to from there first.
    above_found, below_found
        How many there are of each.
    """

    player: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    above_found: int
    below_found: int


@dataclass(frozen=True, slots=True)
class Restated:
    """Two neighbouring statements of a player have changed places: what was `second` now stands before `first`."""

    player: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Redirected:
    """An option of a player can change in another direction: ``both``, ``forward`` or ``back``."""

    player: str
    option: str
    direction: Literal["both", "forward", "back"]


@dataclass(frozen=True, slots=True)
class Rerouted:
    """A move of a player, the opposite of one that it has, is possible or is not, other than the case says."""

    player: str
    start: str
    end: str
    possible: bool


Changed: TypeAlias = Reordered | Restated | Redirected | Rerouted


@dataclass(frozen=True, slots=True)
class Breaker:
    """A variation under which a situation no longer holds.

    Parameters
    ----------
    change
        What is otherwise.
    lost
        The concepts under which the situation holds without it, and does not with it; the strictest is among them.
    """

    change: Changed
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """A variation under which a situation that does not hold would.

    Parameters
    ----------
    change
        What is otherwise.
    gained
        The concepts under which the situation then holds.
    """

    change: Changed
    gained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """How a situation fares under all variations of one kind.

    Parameters
    ----------
    kind
        ``ties``: one of several states that a player likes as much is put above the rest, or below; ``levels``: two
        neighbouring levels of a player change places; ``statements``: two neighbouring statements do; ``moves``: what
        could be undone cannot be, or the other way round; ``draws``: draws of the ranges, where points say what is
        preferred.
    tried
        How many there are.
    kept
        Per concept in how many of them the situation holds.
    broken_by
        Some that break it under the strictest concept under which it holds, those that take most from it first; none
        for ``draws``.
    made_by
        If it holds under no concept: some under which it would, those that give it most first; none for ``draws``.
    """

    kind: VariedKind
    tried: int
    kept: Mapping[str, int]
    broken_by: tuple[Breaker, ...]
    made_by: tuple[Maker, ...] = ()


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How sure it is that one situation would hold.

    Parameters
    ----------
    state
        Its id.
    concept
        The strictest concept asked about under which it holds; ``None`` where it holds under none.
    kinds
        One for each kind of which there is any variation, and not too many.
    """

    state: str
    concept: str | None
    kinds: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class Unvaried:
    """A kind of variation that was left out, and why."""

    kind: VariedKind
    reason: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """How sure it is that situations would hold.

    Parameters
    ----------
    concepts
        Those of which it is told, from the strictest to the least strict.
    situations
        The equilibria that are explained, and the target.
    unvaried
        What was not tried.
    draws, seed
        How many draws of the ranges were made, and from which seed; 0 and ``None`` for none.
    """

    concepts: tuple[str, ...]
    situations: tuple[Steadiness, ...]
    unvaried: tuple[Unvaried, ...]
    draws: int
    seed: int | None

    @property
    def named(self) -> frozenset[str]:
        """Return the ids of all states that are spoken of."""
        found = {each.state for each in self.situations}
        tried = [kind for each in self.situations for kind in each.kinds]
        for turn in (one for kind in tried for one in (*kind.broken_by, *kind.made_by)):
            match turn.change:
                case Reordered(above=above, below=below):
                    found |= {*above, *below}
                case Rerouted(start=start, end=end):
                    found |= {start, end}
                case Restated() | Redirected():
                    pass
        return frozenset(found)
