"""States, who may move between them, and what each decision maker prefers.

Sources: Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.errors import UsageError

__all__ = [
    "Arcs",
    "Direction",
    "Game",
    "Hypercube",
    "Integers",
    "Numbers",
    "Option",
    "none_of",
    "option_moves",
    "working",
]

Integers: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.signedinteger]
Direction: TypeAlias = Literal["both", "forward", "back"]
Option: TypeAlias = tuple[int, Direction]

# Where fewer than one state in so many has changed, going back from these is faster than all moves again.
FEW = 16
DIRECTIONS = ("both", "forward", "back")


def none_of(values: Numbers) -> int:
    """Return what stands for "there is none" among values of this kind: the largest number, above every rank."""
    return int(np.iinfo(values.dtype).max)


@dataclass(frozen=True, eq=False)
class Arcs:
    """The moves of one decision maker, as compressed rows.

    Parameters
    ----------
    starts
        Shape ``(states + 1,)``: the moves from state s are ``targets[starts[s]:starts[s + 1]]``.
    targets
        Shape ``(moves,)``: ascending for each state, none twice, never the state itself.

    Examples
    --------
    >>> arcs = Arcs.of(3, [(0, 2), (0, 1), (2, 0)])
    >>> arcs.starts.tolist(), arcs.targets.tolist(), arcs.sources.tolist()
    ([0, 2, 2, 3], [1, 2, 0], [0, 0, 2])
    """

    starts: Integers
    targets: Integers

    @classmethod
    def of(cls, states: int, pairs: Iterable[tuple[int, int]]) -> Arcs:
        """Return the moves given as pairs from, to; loops are dropped, and what is given twice counts once.

        Raises
        ------
        UsageError
            If a pair names a state that is not there.
        """
        both = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        if len(both) and (both.min() < 0 or both.max() >= states):
            raise UsageError(f"A move leads from or to a state that is not one of the {states} states.")
        codes = np.unique(both[both[:, 0] != both[:, 1]] @ np.array([states, 1], dtype=np.int64))
        sources, targets = np.divmod(codes, max(states, 1))
        return cls.sorted_from(states, sources, targets)

    @classmethod
    def sorted_from(cls, states: int, sources: Integers, targets: Integers) -> Arcs:
        """Return moves that are in order already: by source, then by target, without loops or repetitions."""
        starts = np.zeros(states + 1, dtype=np.int64)
        np.cumsum(np.bincount(sources, minlength=states), out=starts[1:])
        return cls(starts, targets)

    @property
    def states(self) -> int:
        """Return the number of states."""
        return len(self.starts) - 1

    @cached_property
    def lengths(self) -> Integers:
        """Return how many moves each state has."""
        return np.diff(self.starts)

    @property
    def sources(self) -> Integers:
        """Return where each move begins."""
        return np.repeat(np.arange(self.states), self.lengths)

    @cached_property
    def reversed(self) -> Arcs:
        """Return the same moves, each the other way."""
        order = np.argsort(self.targets, kind="stable")
        return Arcs.sorted_from(self.states, self.targets[order], self.sources[order])

    @cached_property
    def _leaving(self) -> tuple[Integers, Integers]:
        """Return the states that have a move, and where the moves of each begin."""
        there = np.flatnonzero(self.lengths)
        return there, self.starts[there]

    def after(self, state: int) -> Integers:
        """Return where one can move to from a state."""
        return self.targets[self.starts[state] : self.starts[state + 1]]

    def has(self, source: int, target: int) -> bool:
        """Return whether there is such a move."""
        row = self.after(source)
        place = int(np.searchsorted(row, target))
        return place < len(row) and int(row[place]) == target

    def rows(self, states: Integers) -> tuple[Integers, Integers]:
        """Return the moves from some states: for each its place among `states`, and its target."""
        lengths = self.lengths[states]
        ends = np.cumsum(lengths)
        places = np.repeat(np.arange(len(states)), lengths)
        offset = np.arange(len(places)) - np.repeat(ends - lengths, lengths)
        return places, self.targets[np.repeat(self.starts[states], lengths) + offset]

    def least(self, values: Numbers) -> Numbers:
        """Return, for each state, the least value among the states it can move to; `none_of` where there is none."""
        found = np.full(self.states, none_of(values), dtype=values.dtype)
        there, begins = self._leaving
        if len(there):
            found[there] = np.minimum.reduceat(values.take(self.targets), begins)
        return found

    def lowered(self, found: Numbers, values: Numbers, fallen: Integers) -> Numbers:
        """Return `least` of values that have only fallen, and only at some states, since `found` was worked out."""
        if len(fallen) * FEW > self.states:
            return self.least(values)
        places, sources = self.reversed.rows(fallen)
        lower = found.copy()
        np.minimum.at(lower, sources, values[fallen][places])
        return lower

    def kept(self, keep: NDArray[np.bool_]) -> Arcs:
        """Return some of the moves."""
        return Arcs.sorted_from(self.states, self.sources[keep], self.targets[keep])


@dataclass(frozen=True, eq=False)
class Game:
    """A graph model: states, the moves of every decision maker, and a ranking with ties for each.

    Parameters
    ----------
    states
        How many there are; they are numbered from 0.
    arcs
        Per decision maker. A common move stands with each of its owners.
    ranks
        Shape ``(decision makers, states)``: the higher, the better; equal ranks are ties. Dense ranks (0, 1, 2, ...)
        make margins count ranks.

    Raises
    ------
    UsageError
        If shapes do not fit.
    """

    states: int
    arcs: tuple[Arcs, ...]
    ranks: Integers
    _kept: dict[int, Arcs] = field(default_factory=dict[int, Arcs], init=False, repr=False)

    def __post_init__(self) -> None:
        if self.ranks.shape != (len(self.arcs), self.states) or any(own.states != self.states for own in self.arcs):
            raise UsageError("Each decision maker needs moves between, and ranks of, the same states.")

    @property
    def size(self) -> int:
        """Return the number of decision makers."""
        return len(self.arcs)

    def improving(self, dm: int) -> Arcs:
        """Return the moves of a decision maker that lead to a state it ranks strictly higher; kept once made."""
        if dm not in self._kept:
            own, ranks = self.arcs[dm], working(self.ranks[dm])
            better = ranks.take(own.targets) > np.repeat(ranks, own.lengths)
            self._kept[dm] = own.kept(better)
        return self._kept[dm]

    def others(self, dm: int) -> tuple[int, ...]:
        """Return all decision makers but one."""
        return tuple(other for other in range(self.size) if other != dm)


def working(ranks: Integers) -> Numbers:
    """Return ranks in the narrower integers, which are read faster, where they fit."""
    fits = not ranks.size or max(abs(int(ranks.min())), abs(int(ranks.max()))) < np.iinfo(np.int32).max
    return ranks.astype(np.int32) if fits else ranks


@dataclass(frozen=True, eq=False)
class Hypercube:
    """A model in plain option form: every combination of options is a state, and nothing is merged.

    Parameters
    ----------
    options
        Per decision maker, its options: the bit of each, and how it may change: ``both``, ``forward`` (from no to yes
        only) or ``back``. Together they hold the bits 0, 1, ..., k - 1 once each.
    ranks
        Shape ``(decision makers, 2 ** k)``: as for `Game`. Bit b of a state's number says whether option b is taken.

    Raises
    ------
    UsageError
        If bits are missing or held twice, or shapes do not fit.

    Examples
    --------
    >>> cube = Hypercube((((0, "both"),), ((1, "forward"),)), np.array([[2, 3, 0, 1], [2, 0, 3, 1]]))
    >>> [[own.after(state).tolist() for state in range(4)] for own in cube.game().arcs]
    [[[1], [0], [3], [2]], [[2], [3], [], []]]
    """

    options: tuple[tuple[Option, ...], ...]
    ranks: Integers

    def __post_init__(self) -> None:
        bits = sorted(bit for own in self.options for bit, _ in own)
        if bits != list(range(len(bits))):
            raise UsageError("The options of all decision makers together must hold each bit from 0 exactly once.")
        if any(direction not in DIRECTIONS for own in self.options for _, direction in own):
            raise UsageError(f"An option changes in one of these directions: {', '.join(DIRECTIONS)}.")
        if self.ranks.shape != (len(self.options), 2 ** len(bits)):
            raise UsageError("Each decision maker must rank every combination of options.")

    @property
    def size(self) -> int:
        """Return the number of decision makers."""
        return len(self.options)

    @property
    def states(self) -> int:
        """Return the number of states."""
        return self.ranks.shape[1]

    def game(self) -> Game:
        """Return the same model as compressed rows."""
        return Game(self.states, tuple(option_moves(np.arange(self.states), own) for own in self.options), self.ranks)


def option_moves(vectors: Integers, own: Sequence[Option]) -> Arcs:
    """Return the moves of one who holds some options, between combinations of options that are feasible.

    One move may change any of its options at once, each in a direction in which it can change.

    Parameters
    ----------
    vectors
        Shape ``(states,)``: the options taken in each feasible state, as bits; ascending.
    own
        The bits of its options, and how each may change.
    """
    mask = sum(1 << bit for bit, _ in own)
    up = sum(1 << bit for bit, direction in own if direction != "back")
    down = sum(1 << bit for bit, direction in own if direction != "forward")
    # States that differ in own options only stand together when sorted by the rest.
    order = np.argsort(vectors & ~np.int64(mask), kind="stable")
    rest = vectors[order] & ~np.int64(mask)
    begins = np.flatnonzero(np.append(True, rest[1:] != rest[:-1])[: len(rest)])
    sizes = np.diff(np.append(begins, len(rest)))
    sources = np.repeat(np.arange(len(rest)), np.repeat(sizes, sizes))
    ends = np.cumsum(np.repeat(sizes, sizes))
    offset = np.arange(len(sources)) - np.repeat(ends - np.repeat(sizes, sizes), np.repeat(sizes, sizes))
    targets = np.repeat(np.repeat(begins, sizes), np.repeat(sizes, sizes)) + offset
    before, after = vectors[order[sources]], vectors[order[targets]]
    legal = (before != after) & (after & ~before & ~np.int64(up) == 0) & (before & ~after & ~np.int64(down) == 0)
    sources, targets = order[sources[legal]], order[targets[legal]]
    # Within a group the sort was stable, so targets ascend already.
    by_source = np.argsort(sources, kind="stable")
    return Arcs.sorted_from(len(vectors), sources[by_source], targets[by_source])
