"""Which conditions cannot hold together, and which to give up: minimal sets of both kinds, the smallest first.

Source: Liffiton, Previti, Malik and Marques-Silva 2016 (MARCO): a map of the subsets not yet told apart; a subset of
it is either impossible and shrunk to a minimal conflict, or possible and grown to a maximal one, whose complement is a
minimal correction. Each of them closes a part of the map. Reiter 1987: corrections are the minimal sets that meet
every conflict, and the other way round; so the smallest subset that the map leaves open is a smallest hitting set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from detente.solvers.minimal import minimal_conflict

__all__ = ["MinimalSets", "Oracle", "minimal_sets"]

Oracle: TypeAlias = Callable[[frozenset[int]], frozenset[int] | None]
"""Given some members: all members that hold in one case in which those hold, or ``None`` where there is none."""

_NODES = 20_000
"""Most steps of one search of the map."""


@dataclass(frozen=True, slots=True)
class MinimalSets:
    """Minimal conflicts and minimal corrections of some members, each ascending, the smallest first.

    Parameters
    ----------
    conflicts
        Sets that cannot hold together, though each proper subset can.
    corrections
        Sets without which the others can hold together, though without no proper subset of them.
    more
        Whether there may be others.
    """

    conflicts: tuple[tuple[int, ...], ...]
    corrections: tuple[tuple[int, ...], ...]
    more: bool


def minimal_sets(
    size: int,
    held: Oracle,
    *,
    never: frozenset[int] = frozenset(),
    most: int = 50,
    largest: int = 6,
    searches: int = 150,
) -> MinimalSets:
    """Return the minimal conflicts and corrections of the members 0 to `size` - 1.

    Parameters
    ----------
    held
        Tells what can hold together; a subset of what can hold can hold.
    never
        Members that no correction may contain.
    most
        Most sets of each kind.
    largest
        Most members of a set, unless the smallest one has more.
    searches
        Most questions to `held` for each kind.

    Examples
    --------
    >>> cannot = [{0, 1}, {1, 2, 3}]
    >>> def held(members):
    ...     return None if any(bad <= members for bad in cannot) else members
    >>> found = minimal_sets(4, held)
    >>> found.conflicts, found.corrections
    (((0, 1), (1, 2, 3)), ((1,), (0, 2), (0, 3)))
    >>> minimal_sets(4, held, never=frozenset([1])).corrections
    ((0, 2), (0, 3))
    """
    chart = _Map(size, held, _mask(sorted(never)), largest)
    whole = [chart.correct(most, searches), chart.clash(most, searches)]
    allowed = [mask for mask in chart.corrections if not mask & chart.never]
    conflicts, corrections = _listed(chart.conflicts, most, largest), _listed(allowed, most, largest)
    cut = len(conflicts) < len(chart.conflicts) or len(corrections) < len(allowed)
    return MinimalSets(conflicts, corrections, cut or not all(whole))


def _listed(masks: Sequence[int], most: int, largest: int) -> tuple[tuple[int, ...], ...]:
    """Return the smallest sets in order: those within the limits, or else a smallest one."""
    ordered = sorted((mask.bit_count(), _members(mask)) for mask in masks)
    within = [members for count, members in ordered if count <= largest]
    return tuple(within[:most] or [members for _, members in ordered[:1]])


def _members(mask: int) -> tuple[int, ...]:
    return tuple(member for member in range(mask.bit_length()) if mask >> member & 1)


class _SpentError(Exception):
    """As many questions were asked as were allowed."""


@dataclass
class _Map:
    """What is known of the subsets, as bit masks."""

    size: int
    held: Oracle
    never: int
    largest: int
    conflicts: list[int] = field(default_factory=list[int])
    corrections: list[int] = field(default_factory=list[int])
    holding: list[int] = field(default_factory=list[int])
    asked: int = 0
    allowance: int = 0

    @property
    def everything(self) -> int:
        return (1 << self.size) - 1

    def ask(self, mask: int) -> int | None:
        """Return all members that hold where those of a subset do, or ``None`` where they cannot."""
        for together in self.holding:
            if mask & together == mask:
                return together
        if any(mask & conflict == conflict for conflict in self.conflicts):
            return None
        if self.asked >= self.allowance:
            raise _SpentError
        self.asked += 1
        found = self.held(frozenset(_members(mask)))
        if found is None:
            return None
        self.holding.append(_mask(sorted(found)) | mask)
        return self.holding[-1]

    def correct(self, most: int, searches: int) -> bool:
        """Find corrections, the smallest first, and the conflicts met on the way; return whether none is left."""
        self.allowance = self.asked + searches
        allowed = self.everything & ~self.never
        try:
            while len(self.corrections) < most:
                gone, sure = _smallest_open(self.conflicts, self.corrections, allowed, self.limit(self.corrections))
                if gone is None:
                    return sure
                if self.ask(self.everything & ~gone) is not None:
                    self.corrections.append(gone)
                    continue
                # Conflicts that share nothing are found in a row: each of them narrows the map.
                left = self.everything & ~gone
                while True:
                    conflict = self.shrunk(left)
                    self.conflicts.append(conflict)
                    left &= ~(conflict & allowed)
                    if not conflict & allowed or self.ask(left) is not None:
                        break
        except _SpentError:
            return False
        gone, sure = _smallest_open(self.conflicts, self.corrections, allowed, self.size)
        return gone is None and sure

    def clash(self, most: int, searches: int) -> bool:
        """Find conflicts, the smallest first, and the corrections met on the way; return whether none is left."""
        self.allowance = self.asked + searches
        try:
            while True:
                limit = self.limit(self.conflicts)
                chosen, sure = _smallest_open(self.corrections, self.conflicts, self.everything, limit)
                if chosen is None:
                    return sure
                if sum(mask.bit_count() <= chosen.bit_count() for mask in self.conflicts) >= most:
                    return False
                holding = self.ask(chosen)
                if holding is None:
                    self.conflicts.append(chosen)
                else:
                    self.corrections.append(self.everything & ~self.grown(holding))
        except _SpentError:
            return False

    def limit(self, found: Sequence[int]) -> int:
        """Return how large a further set may be: within the limit, unless there is only a larger one to beat."""
        return max(self.largest, min((mask.bit_count() for mask in found), default=self.size + 1) - 1)

    def shrunk(self, mask: int) -> int:
        """Return a minimal conflict within an impossible subset; members in front are given up first."""
        kept = list(_members(mask))
        chunk = len(kept) // 2
        while chunk > 1:
            start = 0
            while start < len(kept):
                rest = kept[:start] + kept[start + chunk :]
                if self.possible(rest):
                    start += chunk
                else:
                    kept = rest
            chunk //= 2
        return _mask(minimal_conflict(kept, self.possible))

    def possible(self, members: Sequence[int]) -> bool:
        return self.ask(_mask(members)) is not None

    def grown(self, mask: int) -> int:
        """Return a largest possible subset around a possible one; members at the end are tried first."""
        for member in reversed(range(self.size)):
            if not mask >> member & 1:
                mask = self.ask(mask | 1 << member) or mask
        return mask


def _mask(members: Sequence[int]) -> int:
    return sum(1 << member for member in members)


def _smallest_open(sets: Sequence[int], closed: Sequence[int], allowed: int, limit: int) -> tuple[int | None, bool]:
    """Return a smallest subset of `allowed` that meets all of `sets` and contains none of `closed`.

    Returns
    -------
    The first of the smallest ones, of at most `limit` members, or ``None``; and if ``None``, whether there surely is
    none, of any size.
    """
    search = _Hitting(closed, allowed)
    for room in range(limit + 1):
        search.short = False
        found = search.meeting(sorted(sets, key=int.bit_count), 0, 0, room)
        if found is not None:
            return found, True
        if search.nodes > _NODES:
            return None, False
        if not search.short:
            return None, True
    search.nodes = 0
    larger = search.meeting(sorted(sets, key=int.bit_count), 0, 0, allowed.bit_count())
    return None, larger is None and search.nodes <= _NODES


@dataclass
class _Hitting:
    """A depth-first search for a set that meets others; `short` tells that more room might have helped."""

    closed: Sequence[int]
    allowed: int
    nodes: int = 0
    short: bool = False

    def meeting(self, unmet: list[int], chosen: int, banned: int, room: int) -> int | None:
        """Return a set with `chosen` and up to `room` members more that meets all of `unmet`, or ``None``."""
        self.nodes += 1
        if self.nodes > _NODES or any(chosen & mask == mask for mask in self.closed):
            return None
        if not unmet:
            return chosen
        free = self.allowed & ~banned
        options = min((mask & free for mask in unmet), key=int.bit_count)
        if not options:
            return None
        if not room or _apart(unmet, free, room):
            self.short = True
            return None
        for member in _members(options):
            bit = 1 << member
            rest = [mask for mask in unmet if not mask & bit]
            found = self.meeting(rest, chosen | bit, banned, room - 1)
            if found is not None:
                return found
            banned |= bit
        return None


def _apart(unmet: Sequence[int], free: int, room: int) -> bool:
    """Return whether more sets than there is room for share no free member with one another."""
    used = number = 0
    for mask in unmet:
        if not mask & free & used:
            used |= mask & free
            number += 1
            if number > room:
                return True
    return False
