"""Who would move away from what, straight from the definitions: plain sets, nothing shared with the engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

Arc = tuple[int, int]
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
RULES = ("no-consecutive", "each-once", "single")


@dataclass(frozen=True)
class Model:
    """A graph model: per decision maker its arcs, and a rank for each state, the higher the better.

    In option form `vectors` holds the bits of each state and `options`, per decision maker, bits and directions.
    """

    states: int
    arcs: tuple[frozenset[Arc], ...]
    ranks: tuple[tuple[int, ...], ...]
    vectors: tuple[int, ...] = ()
    options: tuple[tuple[tuple[int, str], ...], ...] = ()

    @property
    def size(self) -> int:
        return len(self.arcs)

    @cached_property
    def moves(self) -> list[list[set[int]]]:
        return [[{b for a, b in own if a == s} for s in range(self.states)] for own in self.arcs]

    @cached_property
    def improvements(self) -> list[list[set[int]]]:
        return [
            [{b for b in self.moves[i][s] if self.ranks[i][b] > self.ranks[i][s]} for s in range(self.states)]
            for i in range(self.size)
        ]

    @cached_property
    def whole(self) -> bool:
        """Return whether every combination of options is a state."""
        return bool(self.options) and self.states == 2 ** sum(map(len, self.options))


def joint(steps: list[list[set[int]]], members: Iterable[int], start: int, rule: str) -> set[int]:
    """Return where joint moves of some members lead: all sequences that the rule allows, tried out."""
    members = tuple(members)
    if rule == "single":
        return {q for i in members for q in steps[i][start]}
    if rule == "each-once":
        found: set[int] = set()
        begun = {(start, frozenset[int]())}
        while begun:
            begun = {(q, moved | {i}) for s, moved in begun for i in members if i not in moved for q in steps[i][s]}
            found |= {q for q, _ in begun}
        return found
    # The least sets: from the start anybody moves, from a reached state whoever is not its only possible last mover.
    last: dict[int, set[int]] = {}
    while True:
        new = {
            (q, i)
            for i in members
            for s in {start, *last}
            if s == start or last[s] - {i}
            for q in steps[i][s]
            if i not in last.get(q, ())
        }
        if not new:
            return set(last)
        for q, i in new:
            last.setdefault(q, set()).add(i)


def verdict(model: Model, i: int, s: int, concept: str, rule: str = "no-consecutive") -> bool:
    """Return whether a state is stable for a decision maker."""
    return all(sanctions(model, i, s, s1, concept, rule) for s1 in model.improvements[i][s])


def sanctions(model: Model, i: int, s: int, s1: int, concept: str, rule: str) -> set[int]:
    """Return the states that deter i from the improvement s1 of s."""
    if concept == "nash":
        return set()
    steps = model.improvements if concept in ("seq", "sseq") else model.moves
    rank = model.ranks[i]
    return {
        s2
        for s2 in joint(steps, (j for j in range(model.size) if j != i), s1, rule)
        if rank[s] >= rank[s2] and (concept in ("gmr", "seq") or all(rank[s] >= rank[s3] for s3 in model.moves[i][s2]))
    }


def all_verdicts(model: Model, rule: str = "no-consecutive") -> dict[str, list[list[bool]]]:
    """Return every verdict, per concept, decision maker and state; joint moves are looked up once."""
    found = {concept: [[True] * model.states for _ in range(model.size)] for concept in CONCEPTS}
    for i in range(model.size):
        others = [j for j in range(model.size) if j != i]
        wanted = {s1 for improvements in model.improvements[i] for s1 in improvements}
        plain = {s1: joint(model.moves, others, s1, rule) for s1 in wanted}
        better = {s1: joint(model.improvements, others, s1, rule) for s1 in wanted}
        rank = model.ranks[i]
        for s in range(model.states):
            bad = {q for q in range(model.states) if rank[s] >= rank[q]}
            closed = {q for q in bad if model.moves[i][q] <= bad}
            for s1 in model.improvements[i][s]:
                found["nash"][i][s] = False
                found["gmr"][i][s] &= bool(plain[s1] & bad)
                found["smr"][i][s] &= bool(plain[s1] & closed)
                found["seq"][i][s] &= bool(better[s1] & bad)
                found["sseq"][i][s] &= bool(better[s1] & closed)
    return found


def simultaneous(model: Model, i: int, s: int) -> bool:
    """Return whether every improvement is deterred by improvements that others take from s at the same time."""
    index = {vector: state for state, vector in enumerate(model.vectors)}
    others = [j for j in range(model.size) if j != i and model.improvements[j][s]]
    for s1 in model.improvements[i][s]:
        deterred = False
        for acting in subsets(others):
            for taken in product(*(sorted(model.improvements[j][s]) for j in acting)):
                vector = model.vectors[s1]
                for j, q in zip(acting, taken, strict=True):
                    mine = sum(1 << bit for bit, _ in model.options[j])
                    vector = vector & ~mine | model.vectors[q] & mine
                end = index.get(vector)
                deterred = deterred or (end is not None and model.ranks[i][end] <= model.ranks[i][s])
        if not deterred:
            return False
    return True


def subsets(members: list[int]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(members, size) for size in range(len(members) + 1))


def option_arcs(vectors: tuple[int, ...], own: tuple[tuple[int, str], ...]) -> frozenset[Arc]:
    """Return the moves between feasible states by changing some own options, each as it may change."""
    mine = dict(own)
    found: set[Arc] = set()
    for (a, x), (b, y) in product(enumerate(vectors), repeat=2):
        changed = [bit for bit in range(max(x, y).bit_length()) if (x ^ y) >> bit & 1]
        if changed and all(
            bit in mine and mine[bit] in ("both", "back" if x >> bit & 1 else "forward") for bit in changed
        ):
            found.add((a, b))
    return frozenset(found)


def random_ranks(rng: Random, size: int, states: int) -> tuple[tuple[int, ...], ...]:
    """Return rankings, with ties in about half of the models."""
    if rng.random() < 0.5:
        return tuple(tuple(rng.sample(range(states), states)) for _ in range(size))
    most = rng.randint(1, max(1, states - 1))
    drawn = [[rng.randint(0, most) for _ in range(states)] for _ in range(size)]
    return tuple(tuple(sorted(set(own)).index(rank) for rank in own) for own in drawn)


def explicit_model(rng: Random) -> Model:
    """Return a random graph with one-way arcs, arcs both ways, and arcs that several own."""
    size, states = rng.randint(2, 5), rng.randint(2, 8)
    arcs: list[set[Arc]] = [set() for _ in range(size)]
    for _ in range(rng.randint(states, 3 * states)):
        a, b = rng.sample(range(states), 2)
        for owner in rng.sample(range(size), 2 if rng.random() < 0.15 else 1):
            arcs[owner] |= {(a, b)} if rng.random() < 0.5 else {(a, b), (b, a)}
    return Model(states, tuple(map(frozenset, arcs)), random_ranks(rng, size, states))


def option_model(rng: Random) -> Model:
    """Return a random model in option form, some of its states infeasible in half of the models."""
    size = rng.randint(2, 4)
    bits = rng.randint(size, 4)
    owners = [*range(size), *(rng.randrange(size) for _ in range(bits - size))]
    rng.shuffle(owners)
    directions = [rng.choice(("both", "both", "forward", "back")) for _ in range(bits)]
    options = tuple(tuple((b, directions[b]) for b in range(bits) if owners[b] == i) for i in range(size))
    vectors = range(1 << bits)
    if rng.random() < 0.5:
        vectors = sorted(rng.sample(vectors, rng.randint(3, (1 << bits) - 1)))
    vectors = tuple(vectors)
    arcs = tuple(option_arcs(vectors, own) for own in options)
    return Model(len(vectors), arcs, random_ranks(rng, size, len(vectors)), vectors, options)
