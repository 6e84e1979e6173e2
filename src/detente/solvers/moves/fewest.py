"""The fewest swaps of neighbours in the rankings that make a state an equilibrium.

What would have to be preferred is asked first of what is not preferred now. A change that would undo something that the
answers rest on is found out, and what it undoes is asked for too; so that few of the very many ways in which moves can
be answered need to be told apart, and what is found is exact all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from detente.solvers.moves.certificate import Certifier
from detente.solvers.moves.inverse import Question, Ways, check_asked, check_count
from detente.solvers.moves.model import Game, Integers
from detente.solvers.moves.orders import Order, Preference, fewest_swaps, holds, least_swaps
from detente.solvers.moves.rules import Rule
from detente.solvers.moves.stability import Concept

__all__ = ["MOST_TRIED", "Change", "fewest_changes"]

MOST_TRIED = 5_000


@dataclass(frozen=True, eq=False)
class Change:
    """New rankings under which the target is an equilibrium.

    Parameters
    ----------
    swaps
        Per decision maker, how many swaps of neighbours lead to its new ranking; never to be added up.
    ranks
        Shape ``(decision makers, states)``: the new ranks.
    conditions
        What was asked of the new rankings, and is met: one set of conditions for each move away from the target, put
        together. What holds already is among it only where a change would otherwise have undone it.
    """

    swaps: tuple[int, ...]
    ranks: Integers
    conditions: tuple[Preference, ...]


def fewest_changes(
    game: Game, target: int, concept: Concept, free: Collection[int] | None = None, rule: Rule = "no-consecutive"
) -> tuple[Change, ...]:
    """Return the changes of rankings that make the target an equilibrium and that are not beaten in swaps.

    None of them has as few swaps in every ranking as another; of changes with equal swaps one is given. No change at
    all is possible if the tuple is empty. The search is exact, by branch and bound: the swaps of a part of the
    conditions are never more than those of all.

    Parameters
    ----------
    free, rule
        As for `minimal_conditions`.

    Raises
    ------
    UsageError, LimitError
        As for `minimal_conditions`, but of sets of conditions only `MOST_TRIED` that are tried count; and as for
        `detente.solvers.moves.orders.fewest_swaps`.
    """
    if concept == "nash":
        return _without_better_moves(game, target, free)
    kept: set[Preference] = set()
    while True:
        question = Question(game, target, concept, free, rule, kept)
        needs = [[question.named(way) for way in ways] for dm in range(game.size) for _, ways in question.met(dm)]
        found = _relaxed(game, needs)
        undone: set[Preference] = set()
        for change in found:
            broken = {each for each in question.granted if not holds(each, change.ranks[each.dm])}
            if broken and not _stable(Game(game.states, game.arcs, change.ranks), target, concept, rule):
                undone |= broken
        if not undone:
            return found
        kept |= undone


def _without_better_moves(game: Game, target: int, free: Collection[int] | None) -> tuple[Change, ...]:
    """Return the one change under which nobody has a better state to move to; none if somebody else would need one.

    There is nothing to choose: whatever is better for somebody who can move there must no longer be.
    """
    check_asked(game, target, free)
    orders: list[Order] = []
    conditions: list[Preference] = []
    for dm, ranks in enumerate(game.ranks):
        wanted = [Preference(dm, target, away, strict=False) for away in game.improving(dm).after(target).tolist()]
        order = fewest_swaps(ranks, wanted)
        if order is None or (wanted and free is not None and dm not in free):
            return ()
        orders.append(order)
        conditions += wanted
    return (Change(tuple(o.swaps for o in orders), np.array([o.ranks for o in orders]), tuple(sorted(conditions))),)


def _stable(game: Game, target: int, concept: Concept, rule: Rule) -> bool:
    certifier = Certifier(game, rule)
    return all(certifier.certificate(dm, target, concept).stable for dm in range(game.size))


def _relaxed(game: Game, needs: Sequence[Ways]) -> tuple[Change, ...]:
    """Return the changes that meet what is asked, whatever else they undo, and that are not beaten in swaps."""
    if not all(needs):
        return ()
    found = [Change((0,) * game.size, game.ranks, ())]
    for part in _apart(needs):
        search = _Search(game)
        search.further(frozenset(), part)
        found = [_put_together(game, one, other) for one in found for other in search.best.values()]
    return tuple(sorted(found, key=lambda change: change.swaps))


def _apart(needs: Sequence[Ways]) -> list[list[Ways]]:
    """Return the needs in parts that name different decision makers, whose rankings can then be sought apart."""
    parts: list[tuple[set[int], list[Ways]]] = []
    for need in needs:
        named, joined = {each.dm for way in need for each in way}, [need]
        for part in [part for part in parts if part[0] & named]:
            named |= part[0]
            joined += part[1]
            parts.remove(part)
        parts.append((named, joined))
    return [joined for _, joined in parts]


def _put_together(game: Game, one: Change, other: Change) -> Change:
    """Return a change of both, where each leaves alone whom the other changes."""
    swaps = tuple(a + b for a, b in zip(one.swaps, other.swaps, strict=True))
    ranks = np.where((one.ranks == game.ranks).all(axis=1)[:, None], other.ranks, one.ranks)
    return Change(swaps, ranks, tuple(sorted({*one.conditions, *other.conditions})))


class _Search:
    """Branch and bound over one set of conditions for each move away from the target."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.tried = 0
        self.best: dict[tuple[int, ...], Change] = {}
        self._order = cache(self._order_of)
        self._least = cache(self._least_of)
        self._split = cache(self._split_of)

    def further(self, wanted: frozenset[Preference], needs: Sequence[Ways]) -> None:
        """Put a set for a further move away to those chosen, unless what these cost is beaten already."""
        self.tried += 1
        check_count(self.tried, MOST_TRIED)
        chosen = self._split(wanted)
        made = [self._order(dm, own) for dm, own in enumerate(chosen)]
        orders = [each for each in made if each is not None]
        swaps = tuple(each.swaps for each in orders)
        if len(orders) < len(made) or self._beaten(swaps):
            return
        # A move that is met by what is wanted anyway asks for nothing more.
        unmet = [need for need in needs if not any(way <= wanted for way in need)]
        if not unmet:
            for known in [known for known in self.best if _no_more(swaps, known)]:
                del self.best[known]
            self.best[swaps] = Change(swaps, np.array([each.ranks for each in orders]), tuple(sorted(wanted)))
            return
        # The move with the fewest ways left is next, and of these what seems cheap: it cuts the dear off.
        open_ = [[(self._bound(chosen, way), wanted | way) for way in need] for need in unmet]
        left = [[(bound, choice) for bound, choice in ways if not self._beaten(bound)] for ways in open_]
        number = min(
            range(len(left)), key=lambda each: (len(left[each]), -min((sum(b) for b, _ in left[each]), default=0))
        )
        rest = [*unmet[:number], *unmet[number + 1 :]]
        for bound, choice in sorted(left[number], key=lambda each: (sum(each[0]), len(each[1]), sorted(each[1]))):
            if not self._beaten(bound):
                self.further(choice, rest)

    def _split_of(self, wanted: frozenset[Preference]) -> tuple[frozenset[Preference], ...]:
        return tuple(frozenset(each for each in wanted if each.dm == dm) for dm in range(self.game.size))

    def _bound(self, chosen: Sequence[frozenset[Preference]], way: frozenset[Preference]) -> tuple[int, ...]:
        """Return a number of swaps per decision maker below which what is chosen and a further way cannot be met."""
        pairs = zip(chosen, self._split(way), strict=True)
        return tuple(self._least(dm, own | more if more else own) for dm, (own, more) in enumerate(pairs))

    def _beaten(self, swaps: tuple[int, ...]) -> bool:
        return any(_no_more(known, swaps) for known in self.best)

    def _order_of(self, dm: int, wanted: frozenset[Preference]) -> Order | None:
        return fewest_swaps(self.game.ranks[dm], wanted)

    def _least_of(self, dm: int, wanted: frozenset[Preference]) -> int:
        return least_swaps(self.game.ranks[dm], wanted)


def _no_more(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    return all(a <= b for a, b in zip(first, second, strict=True))
