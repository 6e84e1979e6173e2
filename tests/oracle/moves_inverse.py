"""What somebody would have to prefer for a state to be an equilibrium, by trying every ranking without ties."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

from oracle.moves import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oracle.moves import Model

Ranks = tuple[int, ...]


def swaps(before: Ranks, after: Ranks) -> int:
    """Return how many pairs of which one stood higher now stand the other way round."""
    pairs = combinations(range(len(before)), 2)
    return sum((before[a] - before[b]) * (after[a] - after[b]) < 0 for a, b in pairs)


def rankings(model: Model, free: set[int]) -> Iterator[tuple[Ranks, ...]]:
    """Return every ranking without ties of those whose preferences may change, beside those given of the others."""
    every = list(permutations(range(model.states)))
    return product(*(every if i in free else [model.ranks[i]] for i in range(model.size)))


def equilibrium(model: Model, ranks: tuple[Ranks, ...], target: int, concept: str, rule: str) -> bool:
    changed = replace(model, ranks=ranks)
    return all(verdict(changed, i, target, concept, rule) for i in range(model.size))


def unbeaten(vectors: set[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the vectors of which no other is as small in every place."""
    return sorted(
        v for v in vectors if not any(w != v and all(a <= b for a, b in zip(w, v, strict=True)) for w in vectors)
    )
