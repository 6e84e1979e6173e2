"""All ways to give whole items to parties, one by one: what the searches over items are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

import numpy as np

Vector = tuple[int, ...]
Values = list[list[int]]


def seeded_values(seed: int) -> Values:
    """Return what a few items are worth to one to five parties; some are alike, some want little."""
    rng = np.random.default_rng(seed)
    parties = int(rng.integers(1, 6))
    items = int(rng.integers(0, (9, 9, 8, 7, 6)[parties - 1]))
    values = rng.integers(0, int(rng.choice([2, 4, 30, 1000])), (parties, items))
    if seed % 5 == 0:
        values[-1] = values[0]
    if seed % 7 == 0:
        values[0] *= rng.integers(0, 2, items)
    return values.tolist()


def points_of(values: Values, owners: tuple[int, ...]) -> Vector:
    """Return what each party has."""
    return tuple(sum(row[j] for j, owner in enumerate(owners) if owner == i) for i, row in enumerate(values))


def everything(values: Values) -> Iterator[Vector]:
    """Return what the parties have under each allocation."""
    for owners in product(range(len(values)), repeat=len(values[0])):
        yield points_of(values, owners)


def best_product(values: Values) -> tuple[tuple[int, ...], Vector, int]:
    """Return the parties served, the points of the best allocation, and the product for those served."""
    found = set(everything(values))
    having = [tuple(party for party, entry in enumerate(vector) if entry) for vector in found]
    served = min(having, key=lambda parties: (-len(parties), parties))
    vectors = [vector for vector, parties in zip(found, having, strict=True) if parties == served]
    best = max(vectors, key=lambda vector: (prod(vector[party] for party in served), vector))
    return served, best, prod(best[party] for party in served)


def most_even(values: Values) -> Vector:
    """Return the points whose sorted list is lexicographically greatest, the greatest of several."""
    return max(everything(values), key=lambda vector: (sorted(vector), vector))
