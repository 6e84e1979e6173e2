"""What a bloc's polls say about what its yes depends on."""

from __future__ import annotations

from fractions import Fraction

from detente.case.issue import Condition
from detente.case.model import Case
from detente.case.ratifier import Bloc

__all__ = ["attribute_rows", "bears_logit", "says"]


def says(case: Case, package: Condition, attribute: Condition) -> bool:
    """Return whether every package that fits `package` has an attribute.

    Examples
    --------
    >>> from detente.case import Issue
    >>> wage = Issue("wage", tuple(map(Fraction, range(9))))
    >>> case = Case("Talks", {}, {"wage": wage}, {})
    >>> says(case, Condition({"wage": ("6..8",)}), Condition({"wage": ("5..8",)}))
    True
    """
    return all(
        issue in package.picks and _positions(case, issue, package.picks[issue]) <= _positions(case, issue, picks)
        for issue, picks in attribute.picks.items()
    )


def _positions(case: Case, issue: str, picks: tuple[str, ...]) -> set[int]:
    return {position for pick in picks for position in case.issues[issue].positions(pick)}


def attribute_rows(case: Case, bloc: Bloc) -> tuple[tuple[int, ...], ...]:
    """Return for each poll of a bloc a 1, and for each of its attributes whether what was asked has it."""
    return tuple(
        (1, *(int(says(case, poll.package, attribute)) for attribute in bloc.attributes)) for poll in bloc.polls
    )


def bears_logit(case: Case, bloc: Bloc) -> bool:
    """Return whether a logit can be fitted: more different rows than parameters, independent, and all counts known."""
    rows = set(attribute_rows(case, bloc))
    parameters = len(bloc.attributes) + 1
    counted = all(poll.asked is not None for poll in bloc.polls)
    return bool(bloc.attributes) and counted and len(rows) > parameters and _rank(rows) == parameters


def _rank(rows: set[tuple[int, ...]]) -> int:
    """Return the rank of a matrix, by elimination in fractions."""
    left = [[Fraction(entry) for entry in row] for row in sorted(rows)]
    rank = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        rank += 1
        left = [
            [entry - row[column] / pivot[column] * by for entry, by in zip(row, pivot, strict=True)]
            for row in left
            if row is not pivot
        ]
    return rank
