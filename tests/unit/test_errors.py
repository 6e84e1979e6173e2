"""Errors come out of another process as they went in."""

from __future__ import annotations

import copy

import pytest

from detente.errors import CaseError, DetenteError, Fault, LimitError, UsageError

FAULTS = (
    Fault("unknown-issue", "talks.yaml", 3, 5, "preferences.union", "There is no such issue.", "Name one.", "error"),
    Fault("narrow-range", "talks.yaml", 4, 1, "preferences.union", "The range is narrow.", "Widen it.", "warning"),
)


@pytest.mark.parametrize(
    "error",
    [
        DetenteError("Something."),
        UsageError("There is no such party."),
        LimitError("Too many packages.", "Split the case."),
        CaseError(FAULTS),
    ],
    ids=lambda error: type(error).__name__,
)
def test_packed_and_unpacked_an_error_says_the_same(error: DetenteError):
    error.add_note("while drawing")
    # What copies an object takes it apart and makes it again as what sends it to another process does.
    same = copy.deepcopy(error)
    assert same is not error
    assert type(same) is type(error)
    assert (str(same), vars(same)) == (str(error), vars(error))


def test_what_they_say():
    assert str(LimitError("Too many packages.", "Split the case.")) == "Too many packages. Split the case."
    assert str(CaseError(FAULTS)) == (
        "talks.yaml:3:5: There is no such issue. Name one.\ntalks.yaml:4:1: The range is narrow. Widen it."
    )
