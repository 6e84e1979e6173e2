"""Rankings that meet some preferences with the fewest swaps of neighbours.

A swap is counted for every pair of states of which one stood higher and now stands lower. A pair that was tied may be
put in either order at no cost, but ties are kept wherever nothing asks for an order. No two states are tied that were
not tied before: a state that may not be better than another is put below it, or beside it if it was beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from detente.errors import LimitError
from detente.solvers.moves.model import Integers

__all__ = ["MOST_PARTS", "Order", "Preference", "consistent", "fewest_swaps", "holds", "least_swaps"]

MOST_PARTS = 16


@dataclass(frozen=True, slots=True, order=True)
class Preference:
    """That a decision maker ranks one state above another.

    Parameters
    ----------
    dm
        Whose preference it is.
    above, below
        The two states.
    strict
        Whether the first is better than the second, or only that the second is not better than the first.
    """

    dm: int
    above: int
    below: int
    strict: bool


@dataclass(frozen=True, eq=False)
class Order:
    """A ranking, and how far it is from the one before.

    Parameters
    ----------
    swaps
        How many swaps of neighbours lead to it.
    ranks
        Shape ``(states,)``: dense ranks, the higher the better; those given where nothing was swapped or untied.
    """

    swaps: int
    ranks: Integers


def holds(preference: Preference, ranks: Integers) -> bool:
    """Return whether a preference holds under the ranks of its decision maker."""
    above, below = int(ranks[preference.above]), int(ranks[preference.below])
    return above > below or (above == below and not preference.strict)


def consistent(preferences: Collection[Preference]) -> bool:
    """Return whether some ranking without ties meets preferences of one decision maker."""
    pairs = {(each.above, each.below) for each in preferences}
    while pairs:
        topmost = {above for above, _ in pairs} - {below for _, below in pairs}
        if not topmost:
            return False
        pairs = {pair for pair in pairs if pair[0] not in topmost}
    return True


def least_swaps(ranks: Integers, preferences: Collection[Preference]) -> int:
    """Return a number of swaps below which preferences of one decision maker cannot be met, at little cost.

    Each pair that must be put the other way round is a swap; and whatever stands between the two must pass one of them.
    """
    pairs = {(each.above, each.below) for each in preferences if ranks[each.above] < ranks[each.below]}
    counts = [1 + int(((ranks > ranks[above]) & (ranks < ranks[below])).sum()) for above, below in pairs]
    return max(len(counts), *counts, 0)


def fewest_swaps(ranks: Integers, preferences: Collection[Preference]) -> Order | None:
    """Return a ranking that meets preferences of one decision maker with the fewest swaps; nothing if none does.

    Parameters
    ----------
    ranks
        Shape ``(states,)``: the present ranks.
    preferences
        Those that are not strict all put the same state above others.

    Raises
    ------
    LimitError
        If, in some stretch of the ranking within which states have to change places, the states named and the runs of
        states between them are more than `MOST_PARTS`; unless all that is asked is that some states are not better than
        one other.

    Examples
    --------
    >>> wanted = [Preference(0, 1, 0, True), Preference(0, 3, 2, False)]
    >>> found = fewest_swaps(np.array([3, 2, 1, 0]), wanted)
    >>> found.swaps, found.ranks.tolist()
    (2, [2, 3, 0, 1])
    """
    if all(holds(each, ranks) for each in preferences):
        return Order(0, ranks)
    if not consistent(preferences):
        return None
    tops = {each.above for each in preferences}
    if len(tops) == 1 and not any(each.strict for each in preferences):
        return _put_below(ranks, tops.pop(), {each.below for each in preferences})
    return _reordered(ranks, preferences)


def _classes(ranks: Integers) -> list[list[int]]:
    """Return the states in tied groups, best first."""
    levels: dict[int, list[int]] = {}
    for state, rank in enumerate(ranks.tolist()):
        levels.setdefault(rank, []).append(state)
    return [levels[rank] for rank in sorted(levels, reverse=True)]


def _ranked(groups: Sequence[Sequence[int]]) -> Integers:
    """Return dense ranks of tied groups, best first."""
    found = np.empty(sum(map(len, groups)), dtype=np.int64)
    for place, group in enumerate(reversed(groups)):
        found[list(group)] = place
    return found


def _put_below(ranks: Integers, target: int, below: set[int]) -> Order:
    """Return a ranking in which some states are not better than the target: each state above stays, or goes just below.

    Going below costs one swap with the target, and one with each state passed over that stays. So whatever stands below
    a state that goes costs at least one swap, and going costs no more. What need not go stays while that is as cheap:
    while it is passed over by one state only.
    """
    groups = _classes(ranks)
    above = [group for group in groups if ranks[group[0]] > ranks[target]]
    staying: list[list[int]] = []
    going_below: list[list[int]] = []
    gone = swaps = 0
    for group in above:
        going = group if gone > 1 else [state for state in group if state in below]
        left = [] if gone > 1 else [state for state in group if state not in below]
        swaps += len(going) + gone * len(left)
        gone += len(going)
        staying.append(left)
        going_below.append(going)
    rest = groups[len(above) :]
    beside = [state for state in rest[0] if state != target]
    new = [*staying, [target], *going_below, beside, *rest[1:]]
    return Order(swaps, _ranked([group for group in new if group]))


@lru_cache(maxsize=MOST_PARTS + 1)
def _layers(size: int) -> tuple[Integers, ...]:
    """Return all subsets of so many, as bits, by how many members they have."""
    subsets = np.arange(1 << size)
    counts = np.bitwise_count(subsets)
    return tuple(subsets[counts == count] for count in range(size + 1))


def _parts(ranks: Integers, stretch: Sequence[int], named: set[int]) -> list[list[list[int]]]:
    """Return the states in parts that move as one, each in tied groups: a named state, or all between two named.

    Unnamed states that stand together pass the same others at the same cost, so that none needs to leave the rest.
    """
    parts: list[list[list[int]]] = []
    together = False
    inside = set(stretch)
    for group in (group for group in _classes(ranks) if group[0] in inside):
        unnamed = [state for state in group if state not in named]
        if len(unnamed) < len(group):
            # Unnamed states tied with a named one pass it for nothing, unlike those above or below.
            parts += [[[state]] for state in group if state in named]
            parts += [[unnamed]] if unnamed else []
            together = False
        elif together:
            parts[-1].append(group)
        else:
            parts.append([group])
            together = True
    return parts


def _reordered(ranks: Integers, preferences: Collection[Preference]) -> Order:
    """Return a ranking that meets any preferences, stretch by stretch."""
    swaps = 0
    groups: list[list[int]] = []
    for stretch in _stretches(ranks, preferences):
        inside = set(stretch)
        own = [each for each in preferences if each.above in inside and each.below in inside]
        cost, order = _reordered_stretch(ranks, stretch, own)
        swaps += cost
        groups += order
    return Order(swaps, _ranked(groups))


def _stretches(ranks: Integers, preferences: Collection[Preference]) -> list[list[int]]:
    """Return the states in stretches of the ranking, best first, between which nothing has to change places.

    A stretch ends where no preference asks for a state from below to stand above one from here: putting the upper part
    and the lower part in order apart meets whatever both together meet, at no more swaps.
    """
    groups = _classes(ranks)
    place = {state: number for number, group in enumerate(groups) for state in group}
    # Up to which group each group is bound together with those below it.
    reach = list(range(len(groups)))
    for each in preferences:
        upper, lower = place[each.below], place[each.above]
        if upper < lower:
            reach[upper] = max(reach[upper], lower)
    found: list[list[int]] = []
    end = -1
    for number, group in enumerate(groups):
        if number > end:
            found.append([])
        found[-1] += group
        end = max(end, reach[number])
    return found


def _reordered_stretch(
    ranks: Integers, stretch: Sequence[int], preferences: Collection[Preference]
) -> tuple[int, list[list[int]]]:
    """Return swaps and tied groups, best first, built from the top over all sets of parts placed so far."""
    named = {state for each in preferences for state in (each.above, each.below)}
    parts = _parts(ranks, stretch, named)
    size = len(parts)
    if size > MOST_PARTS:
        raise LimitError(
            f"A ranking in {size} parts would have to be reordered; at most {MOST_PARTS} can be.",
            "Rule out or merge states, or let fewer preferences change.",
        )
    first = [part[0][0] for part in parts]
    place = {state: bit for bit, state in enumerate(first)}
    weights = [sum(map(len, part)) for part in parts]
    lower = [sum(1 << bit for bit in range(size) if ranks[first[bit]] < ranks[mine]) for mine in first]
    needs = [0] * size
    for each in preferences:
        needs[place[each.below]] |= 1 << place[each.above]
    weight = np.zeros(1, dtype=np.int64)
    for own in weights:
        weight = np.concatenate([weight, weight + own])
    cost = np.full(1 << size, len(ranks) ** 2, dtype=np.int64)
    cost[0] = 0
    for layer in _layers(size)[:-1]:
        for bit in range(size):
            able = layer[(layer >> bit & 1 == 0) & (layer & needs[bit] == needs[bit])]
            after = able | 1 << bit
            cost[after] = np.minimum(cost[after], cost[able] + weights[bit] * weight[able & lower[bit]])
    order: list[int] = []
    placed = (1 << size) - 1
    while placed:
        for bit in range(size):
            before = placed & ~(1 << bit)
            fits = placed >> bit & 1 and before & needs[bit] == needs[bit]
            if fits and cost[placed] == cost[before] + weights[bit] * weight[before & lower[bit]]:
                order.append(bit)
                placed = before
                break
    strict = {(each.above, each.below) for each in preferences if each.strict}
    groups: list[list[int]] = []
    for group in (group for bit in reversed(order) for group in parts[bit]):
        above = groups[-1] if groups and ranks[groups[-1][0]] == ranks[group[0]] else []
        if above and not any((one, other) in strict for one in above for other in group):
            groups[-1] = above + group
        else:
            groups.append(group)
    return int(cost[-1]), groups
