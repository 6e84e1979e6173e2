"""In how many draws all actors accept one package, for every set of levers (rule L1).

A set of levers is one level of each; level 0 is "none". Effects add up. Where they are the same in all draws, the
draws in which an actor accepts form a chain: the more it is helped, the more of them. So each actor needs one table of
bits per draw and rank, and what remains for a set of levers is a look-up, an AND over the actors and a count of bits.
Where effects differ by draw, there is one chain for each joint level of the levers concerned, or, if these are many,
each half of the levers is added up once (Horowitz and Sahni 1974) and every sum of one half compared with every sum of
the other. Draws in which the answer is the same for all sets of levers are counted beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitError
from detente.solvers.network import Bools, Integers

__all__ = ["MAX_SETS", "accepting_draws", "added_up"]

MAX_SETS = 2_000_000
"""Most sets of levers that are counted."""

_DRAWS = 2048
"""Draws counted at a time."""

_SETS = 256
"""Sets of levers counted at a time, unless the last lever alone has more levels."""

_BYTES = 192_000_000
"""Most memory for tables of bits; where actors need more, the halves are compared."""

_ENTRIES = 1 << 25
"""Most entries of an actor's surpluses that are written out at once."""

_TILE = (243, 1024)
"""Sets and draws compared at a time: what fits a processor's cache."""

_SETTLED = 27
"""Sets of the levers that do most which are looked at one by one, where halves are compared."""

_THREADS = 2
"""Threads that compare; more of them wait for each other."""

_OCTETS = np.uint64(0x00FF00FF00FF00FF)
_UNITS = np.uint64(0x0001000100010001)

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


def added_up(effects: Sequence[Integers], start: Integers) -> Integers:
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
    needed = -added_up([effects[lever] for lever in same], np.zeros(1, dtype=base.dtype))[:, 0]
    found: list[NDArray[np.int64]] = []
    tables: list[_Bits] = []
    for surpluses in added_up([effects[lever] for lever in drawn], base):
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


def _written_out(base: Integers, effects: Sequence[Integers], levels: _Levels) -> _Table:
    """Return the bits of every joint level of the levers that touch an actor."""
    axes = [lever for lever, effect in enumerate(effects) if effect.any()]
    bits = _packed(added_up([effects[lever] for lever in axes], base) >= 0)
    index = np.arange(len(bits)).reshape([levels[lever] for lever in axes])
    return _Table(bits, _spread(index, axes, levels), levels)


def _tables(base: Integers, effects: Sequence[Integers], levels: _Levels) -> list[_Table] | None:
    """Return one table per actor, each in the form that costs least; ``None`` where they would be too large.

    Parameters
    ----------
    base
        Shape ``(actors, draws)``, of actors that some lever touches.
    effects
        Per lever, shape ``(actors, levels, draws or 1)``.
    """
    plans: list[tuple[bool, list[Integers]]] = []
    needs = 0
    for actor in range(len(base)):
        touching = [_settled(effect[actor]) for effect in effects]
        chains = prod(len(effect) for effect in touching if effect.shape[1] > 1) * (base.shape[1] + 1)
        rows = prod(len(effect) for effect in touching if effect.any())
        # A row of a chain is made twice as fast as one that is written out.
        plain = 2 * rows <= chains and rows * base.shape[1] <= _ENTRIES
        needs += (rows if plain else chains) * base.shape[1] // 8
        plans.append((plain, touching))
    if needs > _BYTES:
        return None
    return [
        (_written_out if plain else _chains)(own, touching, levels)
        for own, (plain, touching) in zip(base, plans, strict=True)
    ]


def _by_tables(tables: Sequence[_Table], words: int, levels: _Levels) -> NDArray[np.int64]:
    """Return the number of draws in which all accept, per set of levers."""
    lead = _leading(levels)
    found = np.empty((*levels[:lead], prod(levels[lead:])), dtype=np.int64)
    every = np.full((found.shape[-1], words), ~np.uint64(0))
    for beginning in np.ndindex(levels[:lead]):
        bits = every
        for table in tables:
            bits = bits & table.rows(beginning)
        found[beginning] = np.bitwise_count(bits).sum(axis=1, dtype=np.int64)
    return found.reshape(levels)


def _by_halves(base: Integers, effects: Sequence[Integers], levels: _Levels) -> NDArray[np.int64]:
    """Return the number of draws in which all accept, per set of levers, comparing the sums of two halves.

    The levers that do most are settled first: with them settled, fewer draws are undecided.
    """
    does = [float((effect.max(axis=1) - effect.min(axis=1)).mean()) for effect in effects]
    order = sorted(range(len(levels)), key=lambda lever: -does[lever])
    ordered, sizes = [effects[lever] for lever in order], [levels[lever] for lever in order]
    lead = 0
    while lead < len(sizes) and prod(sizes[: lead + 1]) <= _SETTLED:
        lead += 1

    def count(beginning: tuple[int, ...]) -> NDArray[np.int64]:
        start = base
        for effect, level in zip(ordered, beginning, strict=False):
            start = start + effect[:, level]
        return _counted_anew(start, ordered[lead:], sizes[lead:])

    beginnings = list(np.ndindex(*sizes[:lead]))
    found = np.empty(sizes, dtype=np.int64)
    with ThreadPoolExecutor(_THREADS) as pool:
        for beginning, part in zip(beginnings, pool.map(count, beginnings), strict=True):
            found[beginning] = part
    return found.transpose(np.argsort(order))


def _counted_anew(base: Integers, effects: Sequence[Integers], sizes: Sequence[int]) -> NDArray[np.int64]:
    """Return the number of draws in which all accept, per set of levers, without the draws that are decided."""
    undecided, always = _decided(base, effects)
    draws = np.flatnonzero(undecided)
    rows, width = _TILE
    cut = min(range(len(sizes) + 1), key=lambda lever: abs(prod(sizes[lever:]) - rows))
    found = np.full((prod(sizes[:cut]), prod(sizes[cut:])), int(always.sum()), dtype=np.int64)
    for start in range(0, len(draws), width):
        here, part = _filled(base, effects, draws[start : start + width])
        # What the last levers must give, and what they give.
        needed = [-added_up([effect[actor] for effect in part[:cut]], own) for actor, own in enumerate(here)]
        nothing = np.zeros_like(here[0])
        given = [added_up([effect[actor] for effect in part[cut:]], nothing) for actor in range(len(here))]
        for first in range(0, found.shape[1], rows):
            found[:, first : first + rows] += _compared([each[first : first + rows] for each in given], needed)
    return found.reshape(sizes)


def _compared(given: Sequence[Integers], needed: Sequence[Integers]) -> NDArray[np.int64]:
    """Return in how many draws everybody is given what is needed, shape ``(rows of needed, rows of given)``.

    Parameters
    ----------
    given, needed
        Per actor, shape ``(rows, draws)``; a multiple of 8 draws, fewer than 65,536.
    """
    words = np.empty((len(needed[0]), len(given[0])), dtype=np.uint64)
    accepted, other = (np.empty(given[0].shape, dtype=np.bool_) for _ in range(2))
    octets = accepted.view(np.uint64)
    for row in range(len(words)):
        np.greater_equal(given[0], needed[0][row], out=accepted)
        for have, need in zip(given[1:], needed[1:], strict=True):
            np.greater_equal(have, need[row], out=other)
            np.logical_and(accepted, other, out=accepted)
        # Each octet of the sum counts every eighth draw.
        np.add.reduce(octets, axis=1, out=words[row])
    pairs = (words & _OCTETS) + ((words >> np.uint64(8)) & _OCTETS)
    return ((pairs * _UNITS) >> np.uint64(48)).astype(np.int64)


def _decided(base: Integers, effects: Sequence[Integers]) -> tuple[Bools, Bools]:
    """Return in which draws the levers decide, and in which others all accept whatever the levers."""
    least = base + sum(effect.min(axis=1) for effect in effects)
    most = base + sum(effect.max(axis=1) for effect in effects)
    always = np.logical_and.reduce(np.asarray(least >= 0, dtype=np.bool_), axis=0)
    return np.logical_and.reduce(np.asarray(most >= 0, dtype=np.bool_), axis=0) & ~always, always


def _filled(base: Integers, effects: Sequence[Integers], draws: NDArray[np.int64]) -> tuple[Integers, list[Integers]]:
    """Return the actors that levers touch in some draws, filled up to a multiple of 64 with draws that none accepts."""
    touched = np.array([any(effect[actor].any() for effect in effects) for actor in range(len(base))], dtype=np.bool_)
    columns = np.append(draws, np.repeat(draws[-1:], -len(draws) % 64))
    moved = [effect[touched] for effect in effects]
    chosen = [effect if effect.shape[2] == 1 else effect.take(columns, axis=2) for effect in moved]
    found = base[touched].take(columns, axis=1)
    most = sum(effect.max(axis=1) for effect in chosen)
    found[:, len(draws) :] = (-1 - np.broadcast_to(most, found.shape))[:, len(draws) :]
    return found, chosen


def _counted(base: Integers, effects: Sequence[Integers], levels: _Levels) -> NDArray[np.int64]:
    """Return the number of draws (a multiple of 64, at most `_DRAWS`) in which all accept, per set of levers."""
    tables = _tables(base, effects, levels)
    return _by_halves(base, effects, levels) if tables is None else _by_tables(tables, base.shape[1] // 64, levels)


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
    sums = base.astype(dtype), [effect.astype(dtype) for effect in by_draw]
    undecided, always = _decided(*sums)
    total = np.full(levels, int((always & valid).sum()), dtype=np.int64)
    left = np.flatnonzero(undecided & valid)
    for start in range(0, len(left), _DRAWS):
        total += _counted(*_filled(*sums, left[start : start + _DRAWS]), levels)
    return total
