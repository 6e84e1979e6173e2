"""Pruning within groups against comparing every pair."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.solvers.dominance import prune

Row = tuple[int, tuple[int, ...]]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Row], int]:
    columns = draw(st.integers(1, 5))
    objectives = draw(st.integers(0, columns))
    entry = (
        st.sampled_from([-(2**70), -3, -1, 0, 1, 2, 2**53, 2**53 + 1, 2**70])
        if draw(st.booleans())
        else st.integers(-2, 3)
    )
    row = st.tuples(st.integers(0, 3), st.tuples(*[entry] * columns))
    return draw(st.lists(row, min_size=1, max_size=25)), objectives


def beaten(row: Row, rows: list[Row], objectives: int) -> bool:
    """Return whether another row of the group is as good everywhere and better in what counts."""
    group, vector = row
    decisive = objectives or len(vector)
    return any(
        other_group == group
        and all(b >= a for a, b in zip(vector, other, strict=True))
        and other[:decisive] != vector[:decisive]
        for other_group, other in rows
    )


@given(tables())
def test_prune_equals_pairwise_comparison(table: tuple[list[Row], int]) -> None:
    rows, objectives = table
    exact = np.array([vector for _, vector in rows], dtype=object)
    small = all(abs(entry) < 2**61 for _, vector in rows for entry in vector)
    found = prune(exact.astype(np.int64) if small else exact, np.array([group for group, _ in rows]), objectives)
    kept_rows: list[int] = found.rows.tolist()
    starts: list[int] = found.starts.tolist()
    kept = {rows[i] for i in kept_rows}
    never_kept_wrongly = {row for row in rows if not beaten(row, rows, objectives)}
    if 0 < objectives < exact.shape[1]:
        # Rows with gates may be kept though beaten; they are never dropped unless beaten.
        assert never_kept_wrongly <= kept
    else:
        assert kept == never_kept_wrongly
    for start, stop in pairwise(starts):
        alike = {rows[i] for i in kept_rows[start:stop]}
        assert len(alike) == 1
        assert len(set(kept_rows[start:stop])) == sum(row in alike for row in rows)
    groups = [rows[kept_rows[start]][0] for start in starts[:-1]]
    assert groups == sorted(groups)


def test_two_objectives_and_a_gate_survive_as_by_definition():
    rng = np.random.default_rng(7)
    for _ in range(200):
        rows = int(rng.integers(1, 40))
        vectors = np.column_stack([rng.integers(0, 5, (rows, 2)), rng.integers(0, 2, rows)])
        group = rng.integers(0, 3, rows)
        kept = {
            i
            for i in range(rows)
            if not any(
                group[i] == group[j] and (vectors[j] >= vectors[i]).all() and (vectors[j, :2] > vectors[i, :2]).any()
                for j in range(rows)
            )
        }
        found = prune(vectors, group, 2)
        assert set(found.rows.tolist()) == kept
        for start, stop in pairwise(found.starts.tolist()):
            same = {(int(group[i]), *vectors[i].tolist()) for i in found.rows[start:stop]}
            assert len(same) == 1
