"""Small variations of a model, and which states are equilibria under each.

What is varied is what an analyst is least sure of: which of two states that stand together is better, and whether a
move can be undone. All variations are judged together: every table has one column for each of them, so that a
variation costs a column, not an analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from detente.solvers.moves.model import Arcs, Game, Integers, Numbers, none_of, working
from detente.solvers.moves.ranks import by_statements
from detente.solvers.moves.rules import Rule
from detente.solvers.moves.stability import CONCEPTS, Bools, Concept, margins_of

__all__ = [
    "Reordering",
    "Rerouting",
    "Variation",
    "equilibria_under",
    "level_swaps",
    "levels_swapped",
    "reroutings",
    "statement_swaps",
    "tie_splits",
    "ties_split",
]

CELLS = 1 << 17
"""Cells of the tables that are worked on at a time."""

PAIR = 2


@dataclass(frozen=True, eq=False)
class Variation:
    """What is otherwise than in the model.

    Parameters
    ----------
    ranks
        Decision maker to other ranks, shape ``(states,)``.
    arcs
        Decision maker to other moves.
    """

    ranks: Mapping[int, Integers] = field(default_factory=dict[int, Integers])
    arcs: Mapping[int, Arcs] = field(default_factory=dict[int, Arcs])


@dataclass(frozen=True, eq=False)
class Reordering:
    """Ranks in which some states stand above others that they were tied with, or stood next below.

    Parameters
    ----------
    above, below
        Rows, ascending.
    ranks
        Shape ``(states,)``: dense.
    """

    above: Integers
    below: Integers
    ranks: Integers


@dataclass(frozen=True, eq=False)
class Rerouting:
    """Moves of one decision maker of which one more, or one less, is possible.

    Parameters
    ----------
    start, end
        The move; the opposite one is possible in any case.
    possible
        Whether it is now.
    """

    start: int
    end: int
    possible: bool
    arcs: Arcs


def tie_splits(ranks: Integers) -> int:
    """Return how many variations `ties_split` yields."""
    sizes: Integers = np.bincount(ranks)
    return int(2 * sizes[sizes > 1].sum() - 2 * (sizes == PAIR).sum())


def ties_split(ranks: Integers) -> Iterator[Reordering]:
    """Yield dense ranks of one decision maker in which one state of a tied level stands above, or below, the rest.

    Two that are tied are put in either order; each of three or more stands above the rest once, and once below.

    Examples
    --------
    >>> [split.ranks.tolist() for split in ties_split(np.array([1, 0, 0]))]
    [[2, 1, 0], [2, 0, 1]]
    """
    for level in _levels(ranks):
        for state in level if len(level) > 1 else ():
            alone, rest = np.array([state]), level[level != state]
            yield _split(ranks, alone, rest)
            if len(level) > PAIR:
                yield _split(ranks, rest, alone)


def _split(ranks: Integers, above: Integers, below: Integers) -> Reordering:
    new = ranks + (ranks > ranks[above[0]])
    new[above] += 1
    return Reordering(above, below, new)


def level_swaps(ranks: Integers) -> int:
    """Return how many variations `levels_swapped` yields."""
    return max(int(ranks.max(initial=0)), 0)


def levels_swapped(ranks: Integers) -> Iterator[Reordering]:
    """Yield dense ranks of one decision maker in which two neighbouring levels have changed places, from the top.

    Examples
    --------
    >>> [swap.ranks.tolist() for swap in levels_swapped(np.array([2, 1, 1, 0]))]
    [[1, 2, 2, 0], [2, 0, 0, 1]]
    """
    levels = _levels(ranks)
    for lower in range(len(levels) - 2, -1, -1):
        new = ranks.copy()
        new[levels[lower]], new[levels[lower + 1]] = lower + 1, lower
        yield Reordering(levels[lower], levels[lower + 1], new)


def _levels(ranks: Integers) -> list[Integers]:
    """Return the states of each dense rank, the lowest first."""
    order = np.argsort(ranks, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(ranks[order])) + 1)


def statement_swaps(truths: Sequence[Integers]) -> Iterator[Integers]:
    """Yield dense ranks by statements of which two neighbours have changed places, the most important first.

    Parameters
    ----------
    truths
        As for `detente.solvers.moves.ranks.by_statements`; one variation for each but the last.

    Examples
    --------
    >>> [swap.tolist() for swap in statement_swaps([np.array([1, 0, 0]), np.array([0, 1, 0])])]
    [[1, 2, 0]]
    """
    for place in range(len(truths) - 1):
        order = [*truths[:place], truths[place + 1], truths[place], *truths[place + 2 :]]
        yield by_statements(len(truths[0]), order)


def reroutings(arcs: Arcs) -> Iterator[Rerouting]:
    """Yield moves of one decision maker in which one that could be undone cannot be, or one that could not be can.

    There are as many variations as moves.

    Examples
    --------
    >>> arcs = Arcs.of(3, [(0, 1), (1, 0), (1, 2)])
    >>> [(one.start, one.end, one.possible) for one in reroutings(arcs)]
    [(1, 0, False), (0, 1, False), (2, 1, True)]
    """
    states, codes = arcs.states, _codes(arcs)
    for source, target in zip(arcs.sources.tolist(), arcs.targets.tolist(), strict=True):
        back = target * states + source
        there = arcs.has(target, source)
        changed = codes[codes != back] if there else np.sort(np.append(codes, back))
        yield Rerouting(target, source, not there, _arcs_from(states, changed))


def _codes(arcs: Arcs) -> Integers:
    """Return moves as one number each, ascending."""
    return arcs.sources * arcs.states + arcs.targets


def _arcs_from(states: int, codes: Integers) -> Arcs:
    sources, targets = np.divmod(codes, states)
    return Arcs.sorted_from(states, sources, targets)


def equilibria_under(
    game: Game, variations: Iterable[Variation], rows: Sequence[int], rule: Rule = "no-consecutive"
) -> Mapping[Concept, Bools]:
    """Return which states are equilibria under each variation, per concept with shape ``(variations, rows)``.

    Time grows with the number of moves times the number of variations.

    Parameters
    ----------
    rows
        The states asked about.
    rule
        How others answer together, as `detente.solvers.moves.rules.transitions` says.

    Examples
    --------
    The prisoner's dilemma; then the first prefers that neither confesses.

    >>> one, other = Arcs.of(4, [(0, 1), (1, 0), (2, 3), (3, 2)]), Arcs.of(4, [(0, 2), (2, 0), (1, 3), (3, 1)])
    >>> game = Game(4, (one, other), np.array([[2, 3, 0, 1], [2, 0, 3, 1]]))
    >>> found = equilibria_under(game, [Variation(), Variation({0: np.array([3, 2, 0, 1])})], [0, 3])
    >>> found["nash"].tolist(), found["seq"].tolist()
    ([[False, True], [False, True]], [[True, True], [True, True]])
    """
    waiting = iter(variations)
    width = max(CELLS // max(game.states, *(len(own.targets) for own in game.arcs), 1), 1)
    parts: dict[Concept, list[Bools]] = {concept: [] for concept in CONCEPTS}
    while some := list(islice(waiting, width)):
        margins = _margins(game, some, rule)
        for concept, part in parts.items():
            part.append(np.logical_and.reduce(margins[concept][:, rows] >= 0).T)
    nothing = np.zeros((0, len(rows)), dtype=np.bool_)
    return {concept: np.concatenate([nothing, *part]) for concept, part in parts.items()}


def _margins(game: Game, some: Sequence[Variation], rule: Rule) -> Mapping[Concept, Integers]:
    """Return the margins of every variation, per concept with shape ``(decision makers, states, variations)``."""
    ranks = np.repeat(game.ranks[:, :, None], len(some), axis=2)
    for place, each in enumerate(some):
        for dm, own in each.ranks.items():
            ranks[dm, :, place] = own
    moves = [_together(own, [each.arcs.get(dm, own) for each in some]) for dm, own in enumerate(game.arcs)]
    improving = [own.improving(working(ranks[dm])) for dm, own in enumerate(moves)]
    return margins_of(ranks, moves, improving, rule)


def _together(own: Arcs, others: Sequence[Arcs]) -> _Columns:
    """Return the moves of one decision maker in every variation."""
    if all(each is own for each in others):
        return _Columns(own, None)
    codes = [_codes(each) for each in others]
    union = np.unique(np.concatenate(codes))
    return _Columns(_arcs_from(own.states, union), np.stack([np.isin(union, each) for each in codes], axis=1))


class _Columns:
    """Moves of one decision maker, of which some are possible in some variations only.

    Parameters
    ----------
    arcs
        All of them.
    possible
        Shape ``(moves, variations)``; ``None`` where every move is possible in every variation.
    """

    def __init__(self, arcs: Arcs, possible: Bools | None) -> None:
        self.arcs = arcs
        self.possible = possible
        self.there = np.flatnonzero(arcs.lengths)
        self.begins = arcs.starts[self.there]

    def improving(self, ranks: Numbers) -> _Columns:
        """Return the moves that lead to a state of higher rank."""
        better: Bools = ranks.take(self.arcs.targets, axis=0) > ranks.take(self.arcs.sources, axis=0)
        return _Columns(self.arcs, better if self.possible is None else better & self.possible)

    def least(self, values: Numbers) -> Numbers:
        """Return, for each state and variation, the least value one move away."""
        none = none_of(values)
        found = np.full_like(values, none)
        if len(self.there):
            worth = values.take(self.arcs.targets, axis=0)
            if self.possible is not None:
                np.copyto(worth, none, where=~self.possible)
            found[self.there] = np.minimum.reduceat(worth, self.begins, axis=0)
        return found

    def lowered(self, found: Numbers, values: Numbers, fallen: Integers) -> Numbers:  # noqa: ARG002
        """Return `least`: where something falls in one variation, nearly everything does in some."""
        return self.least(values)
