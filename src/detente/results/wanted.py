"""What would make a situation hold that is wished for, and what levers do to those that hold. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

__all__ = ["Compared", "Departure", "Levered", "NewOrder", "Preferred", "UnderSet", "Wanted", "Wish"]

Compared: TypeAlias = Literal["all", "some", "none"]
"""Which changes were compared: all; those of one player at a time, and one of several under which nobody would have a
better move; or none."""


@dataclass(frozen=True, slots=True)
class Preferred:
    """That a player prefers one situation to another.

    Parameters
    ----------
    player
        Who prefers.
    above, below
        Ids: the first is preferred.
    strict
        Whether the first is better; otherwise the second may be as good.
    already
        Whether the player has it so now.
    """

    player: str
    above: str
    below: str
    strict: bool
    already: bool


@dataclass(frozen=True, slots=True)
class Departure:
    """A better move away from the target, and what would keep its player from making it.

    Parameters
    ----------
    player, to
        Who can move, and where to.
    pays
        Whether it pays as things are: nothing keeps the player from it.
    ways
        What the player would have to prefer so that it does not pay: all of one of these, the shortest first. The
        others prefer what they prefer now. None if nothing that it could prefer would do.
    ways_found
        How many there are; not all of them are in `ways` if this is more.
    """

    player: str
    to: str
    pays: bool
    ways: tuple[tuple[Preferred, ...], ...]
    ways_found: int


@dataclass(frozen=True, slots=True)
class NewOrder:
    """A change of some players' orders under which the target holds.

    Parameters
    ----------
    swaps
        Per player whose order changes, how many pairs change places; never to be added up.
    asked
        What the new orders have that the present ones lack, or might have lost.
    ranking
        Per player whose order changes, its new order: ids of tied situations, the best first. Empty where there are too
        many situations to list.
    """

    swaps: Mapping[str, int]
    asked: tuple[Preferred, ...]
    ranking: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict[str, tuple[tuple[str, ...], ...]])


@dataclass(frozen=True, slots=True)
class Wish:
    """What would make the target hold under one concept of stability.

    Parameters
    ----------
    concept
        The concept.
    holds
        Whether it holds as things are.
    leaving
        Who would move away from it.
    departures
        Better moves away from it.
    orders
        Changes that are not beaten: none of them has as few swaps for every player as another. None if there is no such
        change among those compared.
    compared
        Which changes were compared.
    limit
        Why not all of them, or why not all better moves are told; nothing where they were.
    """

    concept: str
    holds: bool
    leaving: tuple[str, ...]
    departures: tuple[Departure, ...]
    orders: tuple[NewOrder, ...]
    compared: Compared
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What would make the target hold.

    Parameters
    ----------
    target
        Its id.
    concepts
        One for each concept asked about for which this is known, from the strictest to the least strict.
    """

    target: str
    concepts: tuple[Wish, ...]

    @property
    def named(self) -> frozenset[str]:
        """Return the ids of all situations that are spoken of, but for whole orders."""
        return frozenset(self._named())

    def _named(self) -> Iterator[str]:
        yield self.target
        for wish in self.concepts:
            asked = [*(each for order in wish.orders for each in order.asked)]
            for departure in wish.departures:
                yield departure.to
                asked += [each for way in departure.ways for each in way]
            for each in asked:
                yield from (each.above, each.below)


@dataclass(frozen=True, slots=True)
class UnderSet:
    """What a set of levers does, each at its full level.

    Parameters
    ----------
    levers
        Their names.
    gained, lost
        Per concept under which there are some: ids of situations that hold with the levers and not without, and the
        other way round; at most as many as `gained_found` and `lost_found` say.
    target
        Concepts under which the target holds with them.
    norms
        Norms that they break.
    """

    levers: tuple[str, ...]
    gained: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]
    gained_found: Mapping[str, int]
    lost_found: Mapping[str, int]
    target: tuple[str, ...]
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Levered:
    """What levers do to the situations that hold.

    Parameters
    ----------
    levers
        Those that change what some player prefers among the situations.
    tried
        How many sets of them were tried: each alone, each two together, and all.
    sets
        Those that change something, of which no smaller one that was tried does the same.
    limit
        Why not all of these sets were tried; nothing if they were.
    """

    levers: tuple[str, ...]
    tried: int
    sets: tuple[UnderSet, ...]
    limit: str | None = None

    @property
    def named(self) -> frozenset[str]:
        """Return the ids of all situations that are spoken of."""
        return frozenset(
            key
            for under in self.sets
            for table in (under.gained, under.lost)
            for keys in table.values()
            for key in keys
        )
