"""Exact central points of whole packages, for the checks that compare what a case says in two places."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from detente.case import Case, Condition, Estimate, Issue, Preferences, Values, parse_number

__all__ = ["breaks_red_line", "completed", "option_points", "utility"]

Positions = Mapping[str, int]
_HALF = Fraction(50)


def _central(estimate: Estimate) -> Fraction:
    return _HALF if estimate.unknown else estimate.central


def option_points(issue: Issue, values: Values, position: int) -> Fraction | None:
    """Return the central points of one option, or ``None`` where the case does not give them.

    Between the corners of a quantity the points are linear (rule C3); unknown points count as 50 (rule C7).
    """
    if values.unknown:
        return _HALF
    option = issue.options[position]
    if isinstance(option, str):
        estimate = values.points.get(option)
        return None if estimate is None else _central(estimate)
    below: tuple[Fraction, Fraction] | None = None
    above: tuple[Fraction, Fraction] | None = None
    for text, estimate in values.points.items():
        try:
            corner = parse_number(text)
        except ValueError:
            continue
        if corner <= option and (below is None or corner > below[0]):
            below = corner, _central(estimate)
        if corner >= option and (above is None or corner < above[0]):
            above = corner, _central(estimate)
    if below is None or above is None:
        return None
    if below[0] == above[0]:
        return below[1]
    return below[1] + (above[1] - below[1]) * (option - below[0]) / (above[0] - below[0])


def _weights(case: Case, preferences: Preferences) -> dict[str, Fraction] | None:
    """Return the central weight of each issue; an unknown one is half the largest (rule C7)."""
    if any(issue not in preferences.weights for issue in case.issues):
        return None
    stated = {name: preferences.weights[name] for name in case.issues}
    largest = max((weight.central for weight in stated.values() if not weight.unknown), default=None)
    if largest is None:
        return dict.fromkeys(stated, Fraction(1))
    return {name: largest / 2 if weight.unknown else weight.central for name, weight in stated.items()}


def _holds(case: Case, condition: Condition, package: Positions) -> bool:
    return all(
        issue in package and any(package[issue] in case.issues[issue].positions(pick) for pick in picks)
        for issue, picks in condition.picks.items()
    )


def breaks_red_line(case: Case, party: str, package: Positions) -> bool:
    """Return whether a package breaks any of a party's red lines."""
    return any(line.party == party and _holds(case, line.never, package) for line in case.red_lines)


def completed(case: Case, package: Mapping[str, str]) -> dict[str, int] | None:
    """Return the option of every issue, silent ones at their status quo; ``None`` if any is not settled."""
    positions: dict[str, int] = {}
    for name, issue in case.issues.items():
        found = issue.positions(package[name]) if name in package else ()
        position = issue.status_quo_position if name not in package else found[0] if len(found) == 1 else None
        if position is None:
            return None
        positions[name] = position
    return positions


def utility(case: Case, party: str, package: Positions) -> Fraction | None:
    """Return a party's central points of a whole package (rule C3), or ``None`` where the case does not give them."""
    preferences = case.preferences.get(party)
    if preferences is None or preferences.unknown:
        return None
    weights = _weights(case, preferences)
    if weights is None or not sum(weights.values()):
        return None
    total = Fraction(0)
    for name, weight in weights.items():
        if weight:
            values = preferences.values.get(name)
            points = None if values is None else option_points(case.issues[name], values, package[name])
            if points is None:
                return None
            total += weight * points
    linked = (link.adds.central for link in case.linkages if link.party == party and _holds(case, link.when, package))
    return total / sum(weights.values()) + sum(linked, Fraction(0))
