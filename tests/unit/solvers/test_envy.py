"""Envy against its definition, read off bundles one by one."""

from __future__ import annotations

import numpy as np
import pytest

from detente.solvers.envy import envy


@pytest.mark.parametrize("block", range(4), ids=lambda block: f"seeds-{block * 50}-to-{block * 50 + 49}")
def test_envy_equals_its_definition(block: int):
    met = {"free": 0, "up to one": 0, "stubborn": 0}
    for seed in range(block * 50, block * 50 + 50):
        rng = np.random.default_rng(seed)
        parties, items = int(rng.integers(1, 6)), int(rng.integers(0, 9))
        values = rng.integers(0, 20, (parties, items))
        owners = rng.integers(0, parties, items).tolist()
        found = envy(values, owners)
        bundles = [[item for item in range(items) if owners[item] == party] for party in range(parties)]
        pairs, stubborn = set[tuple[int, int]](), set[tuple[int, int]]()
        for i in range(parties):
            own = sum(int(values[i, item]) for item in bundles[i])
            for j in range(parties):
                assert found.values[i, j] == sum(int(values[i, item]) for item in bundles[j])
                if sum(int(values[i, item]) for item in bundles[j]) > own:
                    pairs.add((i, j))
                    rests = [sum(int(values[i, item]) for item in bundles[j] if item != out) for out in bundles[j]]
                    if min(rests) > own:
                        stubborn.add((i, j))
        assert set(found.pairs) == pairs
        assert set(found.stubborn) == stubborn
        assert found.free == (not pairs)
        assert found.free_up_to_one == (not stubborn)
        met["free" if not pairs else "stubborn" if stubborn else "up to one"] += 1
    assert min(met.values()) > 0


def test_integers_may_be_large():
    values = np.array([[2**70, 1], [2**70, 2]], dtype=object)
    found = envy(values, (0, 1))
    assert found.values.tolist() == [[2**70, 1], [2**70, 2]]
    assert found.pairs == ((1, 0),)
    assert found.free_up_to_one
