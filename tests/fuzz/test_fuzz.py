"""2,000 damaged inputs are read or refused with faults, and nothing else happens."""

from __future__ import annotations

import pytest

from detente.errors import CaseError, LimitError
from detente.io import read_text
from fuzz.harness import make_input, run


def test_damaged_inputs_are_read_or_refused() -> None:
    tally = run(2_000, seed=20250317)
    assert not tally.failures
    assert tally.counts["read"] > 100
    assert tally.counts["refused"] > 1_000
    assert tally.counts["limit"] > 10
    assert tally.counts["analysed"] > 10


def test_inputs_are_the_same_every_time() -> None:
    assert make_input(3, 14) == make_input(3, 14) != make_input(3, 15)


@pytest.mark.parametrize("piece", ["[", "{", "{a: ", "- ", "? ", "[{", "a: {", "!a [", "- ? "])
def test_a_million_levels_end_with_a_limit_or_a_fault(piece: str) -> None:
    text = "case: " + piece * (1_000_000 // len(piece)) if piece in "[{" else piece * (1_000_000 // len(piece))
    with pytest.raises((LimitError, CaseError)):
        read_text(text)
