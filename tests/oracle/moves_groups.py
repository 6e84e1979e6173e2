"""Groups, uncertain preferences and limited moves in the graph model, straight from the definitions."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from typing import TYPE_CHECKING

from oracle.moves import CONCEPTS, Model, joint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

Moves = list[list[set[int]]]
Pairs = frozenset[tuple[int, int]]
Known = Collection[tuple[int, int, int]]
"""Triples of a decision maker, the better state and the worse one."""
LEAVES = {"a": ("better", "unknown"), "b": ("better",), "c": ("better", "unknown"), "d": ("better",)}
DETERS = {
    "a": ("worse", "equal"),
    "b": ("worse", "equal"),
    "c": ("worse", "equal", "unknown"),
    "d": ("worse", "equal", "unknown"),
}


def ends(steps: Moves, members: Iterable[int], rule: str) -> list[set[int]]:
    """Return where joint moves of some members lead from each state."""
    members = tuple(members)
    return [joint(steps, members, s, rule) for s in range(len(steps[0]))]


def judge(
    own: list[set[int]],
    leaves: Callable[[int, int], bool],
    deters: Callable[[int, int], bool],
    replies: list[set[int]],
    improving: list[set[int]],
) -> dict[str, list[bool]]:
    """Return the verdicts for somebody who leaves s for q, or is deterred from leaving s by q."""
    found = {concept: [True] * len(own) for concept in CONCEPTS}
    for s in range(len(own)):
        for s1 in own[s]:
            if not leaves(s, s1):
                continue
            found["nash"][s] = False
            for concept in CONCEPTS[1:]:
                there = replies[s1] if concept in ("gmr", "smr") else improving[s1]
                found[concept][s] &= any(
                    deters(s, s2) and (concept in ("gmr", "seq") or all(deters(s, s3) for s3 in own[s2]))
                    for s2 in there
                )
    return found


def together(rows: list[dict[str, list[bool]]]) -> dict[str, list[list[bool]]]:
    return {concept: [row[concept] for row in rows] for concept in CONCEPTS}


def relation(model: Model, unknown: list[Pairs], i: int, s: int, q: int, known: Known = ()) -> str:
    """Return what q is for i compared with s; what is known goes before all else."""
    if (i, q, s) in known or (i, s, q) in known:
        return "better" if (i, q, s) in known else "worse"
    if (s, q) in unknown[i] or (q, s) in unknown[i]:
        return "unknown"
    mine, other = model.ranks[i][s], model.ranks[i][q]
    return "better" if other > mine else "worse" if other < mine else "equal"


def random_unknown(rng: Random, model: Model) -> list[Pairs]:
    pairs = list(combinations(range(model.states), 2))
    return [frozenset(rng.sample(pairs, rng.randint(0, len(pairs) // 2))) for _ in range(model.size)]


def uncertain_verdicts(
    model: Model, unknown: list[Pairs], kind: str, rule: str, known: Known = ()
) -> dict[str, list[list[bool]]]:
    """Return every verdict for one kind of decision maker; those who answer move to better or unknown states."""

    def allows(i: int, kinds: tuple[str, ...]) -> Callable[[int, int], bool]:
        return lambda s, q: relation(model, unknown, i, s, q, known) in kinds

    steps = [
        [{q for q in model.moves[i][s] if allows(i, LEAVES["a"])(s, q)} for s in range(model.states)]
        for i in range(model.size)
    ]
    rows: list[dict[str, list[bool]]] = []
    for i in range(model.size):
        others = [j for j in range(model.size) if j != i]
        replies, improving = ends(model.moves, others, rule), ends(steps, others, rule)
        rows.append(judge(model.moves[i], allows(i, LEAVES[kind]), allows(i, DETERS[kind]), replies, improving))
    return together(rows)


def preferring(model: Model, members: tuple[int, ...]) -> Callable[[int, int], bool]:
    return lambda s, q: all(model.ranks[i][q] > model.ranks[i][s] for i in members)


def minding(model: Model, members: tuple[int, ...]) -> Callable[[int, int], bool]:
    return lambda s, q: any(model.ranks[i][q] <= model.ranks[i][s] for i in members)


def coalition_verdicts(model: Model, members: tuple[int, ...], rule: str) -> dict[str, list[bool]]:
    """Return every verdict for a coalition that forms for a move; the others answer each for itself."""
    others = [j for j in range(model.size) if j not in members]
    own = ends(model.moves, members, rule)
    replies, improving = ends(model.moves, others, rule), ends(model.improvements, others, rule)
    return judge(own, preferring(model, members), minding(model, members), replies, improving)


def coalition_answers(model: Model, members: tuple[int, ...], rule: str) -> dict[str, set[tuple[int, int]]]:
    """Return the joint moves, each better for all members, that the others answer so that it does not pay."""
    others = [j for j in range(model.size) if j not in members]
    own = ends(model.moves, members, rule)
    better, bad = preferring(model, members), minding(model, members)
    found: dict[str, set[tuple[int, int]]] = {concept: set() for concept in CONCEPTS}
    for concept in CONCEPTS[1:]:
        steps = model.moves if concept in ("gmr", "smr") else model.improvements
        for s in range(model.states):
            for q in own[s]:
                if better(s, q) and any(
                    bad(s, end) and (concept in ("gmr", "seq") or all(bad(s, back) for back in own[end] - {end}))
                    for end in joint(steps, others, q, rule)
                ):
                    found[concept].add((s, q))
    return found


def bloc_verdicts(model: Model, blocs: list[tuple[int, ...]], rule: str) -> dict[str, list[list[bool]]]:
    """Return every verdict for blocs that act as one."""
    moves = [[there - {s} for s, there in enumerate(ends(model.moves, bloc, rule))] for bloc in blocs]
    better = [
        [{q for q in there if preferring(model, bloc)(s, q)} for s, there in enumerate(own)]
        for bloc, own in zip(blocs, moves, strict=True)
    ]
    rows: list[dict[str, list[bool]]] = []
    for b, bloc in enumerate(blocs):
        others = [each for each in range(len(blocs)) if each != b]
        replies, improving = ends(moves, others, rule), ends(better, others, rule)
        rows.append(judge(moves[b], preferring(model, bloc), minding(model, bloc), replies, improving))
    return together(rows)


def final_state(model: Model, i: int, s: int, horizon: int) -> int:
    """Return where play of two, i to move, is expected to end within so many moves (Kilgour 1985)."""
    if horizon == 0 or not model.moves[i][s]:
        return s
    reached = {s1: final_state(model, 1 - i, s1, horizon - 1) for s1 in sorted(model.moves[i][s])}
    best = max(model.ranks[i][end] for end in reached.values())
    if best <= model.ranks[i][s]:
        return s
    return next(end for end in reached.values() if model.ranks[i][end] == best)
