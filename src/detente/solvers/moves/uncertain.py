"""Stability where somebody's preference between some states is unknown.

Unknown is neither better nor equal. Four kinds of decision maker differ in whether they leave for a state of which they
do not know whether it is better, and in whether such a state deters them. Source: Li, Hipel, Kilgour and Fang 2004.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np

from detente.errors import UsageError
from detente.solvers.moves.model import Arcs, Integers
from detente.solvers.moves.rules import Rule, transitions
from detente.solvers.moves.sets import Stance, check_size, joint, judged, table_of
from detente.solvers.moves.stability import CONCEPTS, Bools, Concept

__all__ = ["KINDS", "Kind", "Uncertain", "stable", "stable_for_all_kinds"]

Kind: TypeAlias = Literal["a", "b", "c", "d"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, eq=False)
class Uncertain:
    """Preferences of every decision maker, some of them unknown.

    Parameters
    ----------
    better
        Per decision maker, shape ``(states, states)``: whether the second state is better than the first.
    unknown
        Per decision maker, shape ``(states, states)``, symmetric: whether it is unknown which is better, or neither.

    Raises
    ------
    UsageError
        If a pair is both better and unknown, or each better than the other.
    """

    better: tuple[Bools, ...]
    unknown: tuple[Bools, ...]

    def __post_init__(self) -> None:
        for better, unknown in zip(self.better, self.unknown, strict=True):
            if (better & (unknown | better.T)).any() or (unknown != unknown.T).any() or unknown.diagonal().any():
                raise UsageError("Of two states one is better, or the other, or they are equal, or it is unknown.")

    @classmethod
    def of(cls, ranks: Integers, unknown: Sequence[Iterable[tuple[int, int]]]) -> Uncertain:
        """Return rankings of which some pairs are unknown instead.

        Parameters
        ----------
        ranks
            Shape ``(decision makers, states)``: the higher, the better.
        unknown
            Per decision maker, the pairs of which the order is unknown, whatever their ranks.

        Raises
        ------
        LimitError
            If there are more states than tables are made for.

        Examples
        --------
        >>> found = Uncertain.of(np.array([[0, 1, 2]]), [[(0, 2)]])
        >>> found.better[0].tolist()
        [[False, True, False], [False, False, True], [False, False, False]]
        """
        check_size(ranks.shape[1])
        better: list[Bools] = []
        open_: list[Bools] = []
        for own, pairs in zip(ranks, unknown, strict=True):
            table = np.zeros((len(own), len(own)), dtype=np.bool_)
            for one, other in pairs:
                table[one, other] = table[other, one] = True
            open_.append(table)
            better.append((own[None, :] > own[:, None]) & ~table)
        return cls(tuple(better), tuple(open_))


def stable(
    arcs: Sequence[Arcs], preferences: Uncertain, kind: Kind, rule: Rule = "no-consecutive"
) -> Mapping[Concept, Bools]:
    """Return which states are stable for whom, per concept with shape ``(decision makers, states)``.

    Parameters
    ----------
    kind
        ``a`` leaves for what is better or unknown and is deterred by what is worse or equal; ``b`` leaves for what is
        better and is deterred by worse or equal; ``c`` leaves for better or unknown, ``d`` for better alone, and both
        are deterred by worse, equal or unknown. Others who answer under SEQ and SSEQ move to what is better or
        unknown for them, whatever the kind.
    rule
        How others answer together, as `detente.solvers.moves.rules.transitions` says.

    Raises
    ------
    UsageError
        If there is no such kind.
    LimitError
        If there are more states than tables are made for.
    """
    if kind not in KINDS:
        raise UsageError(f"There is no kind {kind!r}. There are: {', '.join(KINDS)}.")
    return _stable(arcs, preferences, (kind,), rule)[kind]


def stable_for_all_kinds(
    arcs: Sequence[Arcs], preferences: Uncertain, rule: Rule = "no-consecutive"
) -> Mapping[Kind, Mapping[Concept, Bools]]:
    """Return what `stable` does, for each of the four kinds, in about the time of one."""
    return _stable(arcs, preferences, KINDS, rule)


def _stable(
    arcs: Sequence[Arcs], preferences: Uncertain, kinds: Sequence[Kind], rule: Rule
) -> dict[Kind, dict[Concept, Bools]]:
    check_size(arcs[0].states)
    moves = [table_of(own) for own in arcs]
    attractive = [better | unknown for better, unknown in zip(preferences.better, preferences.unknown, strict=True)]
    improving = [own & table for own, table in zip(moves, attractive, strict=True)]
    shape = (len(arcs), arcs[0].states)
    found: dict[Kind, dict[Concept, Bools]] = {
        kind: {concept: np.empty(shape, dtype=np.bool_) for concept in CONCEPTS} for kind in kinds
    }
    for dm, own in enumerate(moves):
        rules = transitions(rule, [other for other in range(len(arcs)) if other != dm])
        replies, better_replies = joint(moves, rules), joint(improving, rules)
        for kind in kinds:
            leaves = improving[dm] if kind in ("a", "c") else own & preferences.better[dm]
            deters = ~attractive[dm] if kind in ("a", "b") else ~preferences.better[dm]
            for concept, row in judged(Stance(own, leaves, deters), replies, better_replies).items():
                found[kind][concept][dm] = row
    return found
