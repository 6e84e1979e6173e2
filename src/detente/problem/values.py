"""Central values as exact fractions: what one option of one issue is worth to one party (rules C1, C3, C7)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from detente.case import Case, Estimate, Issue, Preferences, Values, parse_number

__all__ = ["central_weights", "issue_table", "option_values"]

_UNKNOWN_VALUE = Fraction(50)


def _value(estimate: Estimate) -> Fraction:
    return _UNKNOWN_VALUE if estimate.unknown else estimate.central


def option_values(issue: Issue, values: Values) -> tuple[Fraction, ...]:
    """Return the central points of every option, a quantity's by linear interpolation between its corners.

    Raises
    ------
    KeyError
        If an option has no value and cannot be interpolated.

    Examples
    --------
    >>> wage = Issue("wage", (Fraction(0), Fraction(1), Fraction(3)))
    >>> option_values(wage, Values({"0": Estimate.point(0), "3": Estimate.point(100)}))
    (Fraction(0, 1), Fraction(100, 3), Fraction(100, 1))
    """
    if values.unknown:
        return (_UNKNOWN_VALUE,) * len(issue.options)
    named: dict[str, Fraction] = {}
    corners: list[tuple[Fraction, Fraction]] = []
    names = {option for option in issue.options if isinstance(option, str)}
    for text, estimate in values.points.items():
        if text in names:
            named[text] = _value(estimate)
        else:
            corners.append((parse_number(text), _value(estimate)))
    corners.sort()
    return tuple(
        named[option] if isinstance(option, str) else _interpolated(corners, option) for option in issue.options
    )


def _interpolated(corners: list[tuple[Fraction, Fraction]], at: Fraction) -> Fraction:
    for (left, below), (right, above) in pairwise(corners):
        if left <= at <= right:
            return below + (above - below) * (at - left) / (right - left)
    for place, value in corners:
        if place == at:
            return value
    raise KeyError(at)


def central_weights(preferences: Preferences, case: Case) -> Mapping[str, Fraction]:
    """Return each issue's central weight divided by their sum.

    An unknown weight is any up to the party's largest known one, so its central value is half of that; if
    every weight is unknown they are equal.

    Raises
    ------
    KeyError
        If an issue has no weight.
    """
    known = [w.central for w in preferences.weights.values() if not w.unknown]
    stand_in = max(known) / 2 if known else Fraction(1)
    raw = {
        name: stand_in if preferences.weights[name].unknown else preferences.weights[name].central
        for name in case.issues
    }
    total = sum(raw.values(), start=Fraction(0))
    return {name: weight / total for name, weight in raw.items()}


def issue_table(case: Case, preferences: Preferences) -> Mapping[str, tuple[Fraction, ...]]:
    """Return, per issue, weight times value of every option: the party's additive points."""
    weights = central_weights(preferences, case)
    table: dict[str, tuple[Fraction, ...]] = {}
    for name, issue in case.issues.items():
        weight = weights[name]
        if weight == 0:
            table[name] = (Fraction(0),) * len(issue.options)
        else:
            table[name] = tuple(weight * value for value in option_values(issue, preferences.values[name]))
    return table
