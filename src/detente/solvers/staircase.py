"""In how many draws all actors accept one package, for every set of levers, and what more of them costs (rule L1).

A set of levers is one level of each; level 0 is "none". Effects add up. Where they are the same in all draws, the
draws in which an actor accepts form a chain: the more it is helped, the more of them. So each actor needs one table of
bits per draw and rank, and what remains for a set of levers is a look-up, an AND over the actors and a count of bits.
Where effects differ by draw, there is one chain for each joint level of the levers concerned, or, if these are many,
the two halves of the levers are added up anew (Horowitz and Sahni 1974).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError
from detente.solvers.dominance import prune
from detente.solvers.network import Bools, Integers, integer_array

__all__ = ["MAX_SETS", "Steps", "accepting_draws", "joint_staircase", "staircase"]

MAX_SETS = 2_000_000
"""Most sets of levers that are counted."""

_DRAWS = 2048
"""Draws counted at a time."""

_SETS = 256
"""Sets of levers counted at a time, unless the last lever alone has more levels."""

_BYTES = 192_000_000
"""Most memory for tables of bits; actors that need more are added up anew for each set."""

_Bits = NDArray[np.uint64]
_Levels = tuple[int, ...]


@dataclass(frozen=True)
class _Table:
    """Rows of bits, and which one belongs to each set of levers (an axis of one where a lever is of no account)."""

    bits: _Bits
    index: NDArray[np.int64]
    levels: _Levels

    def rows(self, lead: _Levels) -> _Bits:
        """Return the bits of all sets that begin with these levels."""
        index = np.asarray(np.broadcast_to(self.index, self.levels)[lead])
        return self.bits.take(index.reshape(-1), axis=0)


@dataclass(frozen=True)
class _Sums:
    """An actor's surpluses, added up anew: those of the last levers once, those of the first for each beginning."""

    base: Integers
    first: tuple[Integers, ...]
    last: Integers
    index: NDArray[np.int64]

    def rows(self, lead: _Levels) -> _Bits:
        """Return the bits of all sets that begin with these levels."""
        start = self.base
        for effect, level in zip(self.first, lead, strict=True):
            start = start + effect[level]
        return _packed(self.last >= -start).take(self.index, axis=0)


@dataclass(frozen=True)
class Steps:
    """Sets of levers none of which is both dearer, or as dear, and less, or as often, accepted than another.

    Parameters
    ----------
    costs
        Shape ``(steps, wielders)``, in lexicographic order.
    draws
        Shape ``(steps,)``: in how many draws all accept.
    levels
        Shape ``(steps, levers)``: of sets with equal costs and draws the lexicographically first.
    """

    costs: Integers
    draws: NDArray[np.int64]
    levels: NDArray[np.int64]


def _packed(accepted: NDArray[Any]) -> _Bits:
    """Return truth values (the last axis a multiple of 64) as bits."""
    octets = np.packbits(accepted.astype(np.bool_, copy=False), axis=-1, bitorder="little")
    return np.asarray(octets.view(np.uint64), dtype=np.uint64)


def _spread(entries: NDArray[Any], axes: Sequence[int], levels: _Levels) -> NDArray[Any]:
    """Return an array over some levers as one over all, with an axis of one for each of the others."""
    ordered = entries.transpose(np.argsort(axes))
    return ordered.reshape([levels[lever] if lever in axes else 1 for lever in range(len(levels))])


def _settled(effect: Integers) -> Integers:
    """Return an effect with one column where it is the same in all draws."""
    return effect[:, :1] if (effect == effect[:, :1]).all() else effect


def _sums(effects: Sequence[Integers], start: Integers) -> Integers:
    """Return the totals over all joint levels, shape ``(sets, draws or 1)``, the last lever varying fastest."""
    total = start.reshape(1, -1)
    for effect in effects:
        total = (total[:, None, :] + effect[None, :, :]).reshape(len(total) * len(effect), -1)
    return total


def _chain(surpluses: Integers) -> tuple[Integers, _Bits]:
    """Return surpluses ascending, and for each, and for none, the draws that have at least as much."""
    order = np.argsort(surpluses, kind="stable")
    single = np.zeros((len(order) + 1, len(order) // 8), dtype=np.uint8)
    single[np.arange(len(order)), order // 8] = (1 << (order % 8)).astype(np.uint8)
    bits = single.view(np.uint64)
    np.bitwise_or.accumulate(bits[::-1], axis=0, out=bits[::-1])
    return surpluses[order], bits


def _chains(base: Integers, effects: Sequence[Integers], levels: _Levels) -> _Table:
    """Return one chain per joint level of the levers whose effects differ by draw."""
    drawn = [lever for lever, effect in enumerate(effects) if effect.shape[1] > 1]
    same = [lever for lever, effect in enumerate(effects) if effect.shape[1] == 1 and effect.any()]
    needed = -_sums([effects[lever] for lever in same], np.zeros(1, dtype=base.dtype))[:, 0]
    found: list[NDArray[np.int64]] = []
    tables: list[_Bits] = []
    for surpluses in _sums([effects[lever] for lever in drawn], base):
        ordered, bits = _chain(surpluses)
        found.append(np.searchsorted(ordered, needed).astype(np.int64) + len(tables) * len(bits))
        tables.append(bits)
    axes = [*drawn, *same]
    index = np.array(found).reshape([levels[lever] for lever in axes])
    return _Table(np.concatenate(tables), _spread(index, axes, levels), levels)


def _leading(levels: _Levels) -> int:
    """Return how many levers come first, so that the joint levels of the others are counted at a time."""
    lead = max(len(levels) - 1, 0)
    while lead and prod(levels[lead - 1 :]) <= _SETS:
        lead -= 1
    return lead


def _anew(base: Integers, effects: Sequence[Integers], levels: _Levels) -> _Sums:
    """Return an actor's surpluses to be added up for each set of levers."""
    lead = _leading(levels)
    axes = [lever for lever in range(lead, len(levels)) if effects[lever].any()]
    last = _sums([effects[lever] for lever in axes], np.zeros_like(base))
    index = _spread(np.arange(len(last)).reshape([levels[lever] for lever in axes]), axes, levels)[(0,) * lead]
    return _Sums(base, tuple(effects[:lead]), last, np.broadcast_to(index, levels[lead:]).reshape(-1))


def _written_out(base: Integers, effects: Sequence[Integers], levels: _Levels) -> _Table:
    """Return the bits of every joint level of the levers that touch an actor."""
    axes = [lever for lever, effect in enumerate(effects) if effect.any()]
    touching = tuple(levels[lever] for lever in axes)
    sums = _anew(base, [effects[lever] for lever in axes], touching)
    bits = np.concatenate([sums.rows(lead) for lead in np.ndindex(touching[: _leading(touching)])])
    return _Table(bits, _spread(np.arange(len(bits)).reshape(touching), axes, levels), levels)


def _parts(base: Integers, effects: Sequence[Integers], levels: _Levels) -> list[_Table | _Sums]:
    """Return one part per actor that a lever touches, each in the form that costs least.

    Parameters
    ----------
    base
        Shape ``(actors, draws)``.
    effects
        Per lever, shape ``(actors, levels, draws or 1)``.
    """
    parts: list[_Table | _Sums] = []
    room = _BYTES
    for actor, own in enumerate(base):
        touching = [_settled(effect[actor]) for effect in effects]
        chains = prod(len(effect) for effect in touching if effect.shape[1] > 1) * (len(own) + 1)
        rows = prod(len(effect) for effect in touching if effect.any())
        # A row of a chain is made twice as fast as one that is written out.
        build = _written_out if 2 * rows <= chains else _chains
        needs = min(rows, chains) * len(own) // 8
        if needs > room:
            parts.append(_anew(own, touching, levels))
            continue
        room -= needs
        parts.append(build(own, touching, levels))
    return parts


def _counted(base: Integers, effects: Sequence[Integers], possible: Bools, levels: _Levels) -> NDArray[np.int64]:
    """Return the number of draws (a multiple of 64, at most `_DRAWS`) in which all accept, per set of levers."""
    touched = np.array([any(effect[actor].any() for effect in effects) for actor in range(len(base))], dtype=np.bool_)
    never_moved = _packed(possible & np.asarray(base[~touched] >= 0, dtype=np.bool_).all(axis=0))
    parts = _parts(base[touched], [effect[touched] for effect in effects], levels)
    lead = _leading(levels)
    found = np.empty((*levels[:lead], prod(levels[lead:])), dtype=np.int64)
    for beginning in np.ndindex(levels[:lead]):
        bits = np.broadcast_to(never_moved, (found.shape[-1], len(never_moved)))
        for part in parts:
            bits = bits & part.rows(beginning)
        found[beginning] = np.bitwise_count(bits).sum(axis=1, dtype=np.int64)
    return found.reshape(levels)


def _narrow(base: Integers, effects: Sequence[Integers]) -> type[np.int32 | np.int64 | np.object_]:
    """Return the smallest type that holds every sum."""
    bound = sum(int(abs(entries).max(initial=0)) for entries in (base, *effects))
    return np.int32 if bound < 1 << 31 else np.int64 if bound < 1 << 62 else np.object_


def accepting_draws(base: Integers, effects: Sequence[Integers], possible: Bools | None = None) -> NDArray[np.int64]:
    """Return, for every set of levers, in how many draws no actor is below zero.

    Parameters
    ----------
    base
        Shape ``(actors, draws)``: each actor's surplus without levers, in whole units of its own.
    effects
        Per lever, what each level adds to each actor's surplus: shape ``(actors, levels)`` where that is the same in
        all draws, else ``(actors, levels, draws)``.
    possible
        Shape ``(draws,)``: false where nothing can make the package acceptable (a firm red line is broken).

    Returns
    -------
    Shape ``(levels of the first lever, of the second, ...)``.

    Raises
    ------
    LimitError
        If there are more than `MAX_SETS` sets of levers.

    Examples
    --------
    One actor lacks 2 in the first draw and 5 in the second; two levers give it 3 and 2.

    >>> accepting_draws(np.array([[-2, -5]]), [np.array([[0, 3]]), np.array([[0, 2]])]).tolist()
    [[0, 1], [1, 2]]
    """
    levels = tuple(effect.shape[1] for effect in effects)
    if prod(levels) > MAX_SETS:
        raise LimitError(
            f"The {len(levels)} levers make {prod(levels):,} sets, over the limit of {MAX_SETS:,}.",
            "Use fewer levers or fewer levels, or ask about some of the levers at a time.",
        )
    draws = base.shape[1]
    dtype = _narrow(base, effects)
    by_draw = [effect if effect.ndim == 3 else effect[:, :, None] for effect in effects]
    valid = np.ones(draws, dtype=np.bool_) if possible is None else possible
    total = np.zeros(levels, dtype=np.int64)
    for start in range(0, draws, _DRAWS):
        stop = min(start + _DRAWS, draws)
        # The last draw is repeated to fill a word, and counted once.
        columns = np.minimum(np.arange(start, stop + -(stop - start) % 64), stop - 1)
        once = np.arange(len(columns)) < stop - start
        total += _counted(
            base.take(columns, axis=-1).astype(dtype),
            [(effect.take(columns, axis=-1) if effect.shape[2] > 1 else effect).astype(dtype) for effect in by_draw],
            valid[columns] & once,
            levels,
        )
    return total


def _undominated_alone(draws: NDArray[np.int64], cost: Integers, own: Sequence[int]) -> Bools:
    """Return which sets are not beaten by one that differs in one wielder's own levers only.

    Parameters
    ----------
    cost
        Shape ``(joint levels of the own levers,)``.
    own
        Axes of the own levers.
    """
    others = [lever for lever in range(draws.ndim) if lever not in own]
    moved = draws.transpose([*own, *others])
    rows = moved.reshape(len(cost), -1)
    order = np.argsort(cost, kind="stable")
    ordered = rows[order]
    new = np.append(True, np.asarray(cost[order][1:] != cost[order][:-1], dtype=np.bool_))
    best = np.maximum.reduceat(ordered, np.flatnonzero(new), axis=0)
    cheaper = np.maximum.accumulate(np.vstack([np.full((1, rows.shape[1]), -1), best[:-1]]), axis=0)
    group = np.cumsum(new) - 1
    keep = np.empty(rows.shape, dtype=np.bool_)
    keep[order] = (ordered == best[group]) & (ordered > cheaper[group])
    return keep.reshape(moved.shape).transpose(np.argsort([*own, *others]))


def joint_staircase(
    draws: NDArray[np.int64], costs: Sequence[Integers], wielders: Sequence[int], allowed: Bools | None = None
) -> Steps:
    """Return the sets of levers that are not beaten in the costs of all wielders and in the draws that accept.

    Costs of different wielders are never added.

    Parameters
    ----------
    draws
        As `accepting_draws` returns them.
    costs
        Per lever, shape ``(levels,)``: what each level costs its wielder.
    wielders
        Per lever, the number of its wielder, from 0.
    allowed
        Shape of `draws`: which sets may be used at all; all if absent.

    Examples
    --------
    >>> levers = [np.array([[0, 3]]), np.array([[0, 2]])]
    >>> found = joint_staircase(accepting_draws(np.array([[-2, -5]]), levers), [np.array([0, 4])] * 2, [0, 1])
    >>> found.costs.tolist(), found.draws.tolist(), found.levels.tolist()
    ([[0, 0], [0, 4], [4, 0], [4, 4]], [0, 1, 1, 2], [[0, 0], [0, 1], [1, 0], [1, 1]])
    """
    counted = draws if allowed is None else np.where(allowed, draws, -1)
    exact = [integer_array(cost) for cost in costs]
    keep = counted >= 0
    holders = range(max(wielders, default=-1) + 1)
    for wielder in holders:
        own = [lever for lever, holder in enumerate(wielders) if holder == wielder]
        if own:
            totals = _sums([exact[lever].reshape(-1, 1) for lever in own], np.zeros(1, dtype=np.int64))[:, 0]
            keep &= _undominated_alone(counted, totals, own)
    levels = np.argwhere(keep)
    paid = np.zeros((len(levels), len(holders)), dtype=np.result_type(np.int64, *exact))
    for lever, wielder in enumerate(wielders):
        paid[:, wielder] += exact[lever][levels[:, lever]]
    if not len(levels):
        return Steps(paid, np.zeros(0, dtype=np.int64), levels)
    vectors = np.column_stack([-paid, counted[keep]])
    found = prune(vectors, np.zeros(len(levels), dtype=np.int64), vectors.shape[1])
    # Rows are in lexicographic order of their levels, so the least of equals is the first.
    rows = np.minimum.reduceat(found.rows, found.starts[:-1])
    rows = rows[np.lexsort(paid[rows].T[::-1])] if holders else rows
    return Steps(paid[rows], counted[keep][rows], levels[rows])


def staircase(
    draws: NDArray[np.int64],
    costs: Sequence[Integers],
    wielders: Sequence[int],
    wielder: int,
    allowed: Bools | None = None,
) -> Steps:
    """Return what one wielder can reach with its own levers, all others at "none": more draws for more cost.

    Parameters
    ----------
    draws, costs, wielders, allowed
        As for `joint_staircase`.
    wielder
        Whose levers are used. The steps have one column of costs, and the levels of all levers.

    Examples
    --------
    >>> draws = accepting_draws(np.array([[-2, -5]]), [np.array([[0, 3]]), np.array([[0, 2]])])
    >>> found = staircase(draws, [np.array([0, 4]), np.array([0, 1])], [0, 0], 0)
    >>> found.costs[:, 0].tolist(), found.draws.tolist(), found.levels.tolist()
    ([0, 1, 5], [0, 1, 2], [[0, 0], [0, 1], [1, 1]])
    """
    own = [lever for lever, holder in enumerate(wielders) if holder == wielder]
    part = tuple(slice(None) if lever in own else 0 for lever in range(draws.ndim))
    found = joint_staircase(
        draws[part], [costs[lever] for lever in own], [0] * len(own), None if allowed is None else allowed[part]
    )
    levels = np.zeros((len(found.levels), draws.ndim), dtype=np.int64)
    levels[:, own] = found.levels
    paid = found.costs if own else np.zeros((len(levels), 1), dtype=np.int64)
    return Steps(paid, found.draws, levels)
