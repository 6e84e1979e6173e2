"""What packages are worth at central values, as exact fractions (rules C1, C3 and C7).

The one place where weights, values and linkages become points: checks compare what a case says in two places
with it, and the problem layer compiles it to arrays. Gaps in a case that was not checked give ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from detente.case.corners import Corners
from detente.case.estimate import Estimate
from detente.case.issue import Condition, Issue
from detente.case.model import Case
from detente.case.preference import Values

__all__ = ["breaks_red_line", "central_weights", "completed", "holds_in", "issue_points", "option_points", "utility"]

_UNKNOWN = Fraction(50)


def _central(estimate: Estimate) -> Fraction:
    return _UNKNOWN if estimate.unknown else estimate.central


def option_points(issue: Issue, values: Values) -> tuple[Fraction | None, ...]:
    """Return the central points of every option, a quantity's by linear interpolation between its corners.

    Unknown points count as 50.

    Examples
    --------
    >>> wage = Issue("wage", (Fraction(0), Fraction(1), Fraction(3), "no limit"))
    >>> option_points(wage, Values({"0": Estimate.point(0), "3": Estimate.point(100)}))
    (Fraction(0, 1), Fraction(100, 3), Fraction(100, 1), None)
    """
    if values.unknown:
        return (_UNKNOWN,) * len(issue.options)
    order = values.order
    if order is None:
        points = {text: _central(estimate) for text, estimate in values.points.items()}
    else:
        points = {text: order.central(level) for text, level in order.level_of.items()}
    corners = Corners(issue, points)
    return tuple(_mixed(points, corners.shares(option)) for option in issue.options)


def _mixed(points: Mapping[str, Fraction], shares: Mapping[str, Fraction] | None) -> Fraction | None:
    if shares is None:
        return None
    if len(shares) == 1:
        (text,) = shares
        return points[text]
    return sum((points[text] * share for text, share in shares.items()), start=Fraction(0))


def central_weights(case: Case, party: str) -> Mapping[str, Fraction] | None:
    """Return each issue's central weight divided by their sum.

    An unknown weight is any up to the party's largest known one, so its central value is half of that; if
    every weight is unknown they are equal. Weights by order have their centroid (see `WeightOrder.central`).
    """
    order = case.preferences[party].weight_order
    if order is not None:
        central = order.central
        return {name: central[name] for name in case.issues} if case.issues.keys() <= central.keys() else None
    weights = case.preferences[party].weights
    if any(issue not in weights for issue in case.issues):
        return None
    stated = {name: weights[name] for name in case.issues}
    largest = max((weight.central for weight in stated.values() if not weight.unknown), default=None)
    stand_in = Fraction(1) if largest is None else largest / 2
    raw = {name: stand_in if weight.unknown else weight.central for name, weight in stated.items()}
    total = sum(raw.values(), start=Fraction(0))
    return {name: weight / total for name, weight in raw.items()} if total else None


def issue_points(case: Case, party: str) -> Mapping[str, tuple[Fraction, ...]] | None:
    """Return, per issue, weight times value of every option: the additive part of a party's points."""
    weights = central_weights(case, party)
    if weights is None:
        return None
    table: dict[str, tuple[Fraction, ...]] = {}
    for name, issue in case.issues.items():
        values = case.preferences[party].values.get(name)
        if weights[name] == 0:
            table[name] = (Fraction(0),) * len(issue.options)
            continue
        points = option_points(issue, values) if values is not None else (None,)
        known = tuple(weights[name] * value for value in points if value is not None)
        if len(known) < len(issue.options):
            return None
        table[name] = known
    return table


def holds_in(case: Case, condition: Condition, package: Mapping[str, int]) -> bool:
    """Return whether a condition holds in a package given as positions of options."""
    return all(
        issue in package and any(package[issue] in case.issues[issue].positions(pick) for pick in picks)
        for issue, picks in condition.picks.items()
    )


def breaks_red_line(case: Case, party: str, package: Mapping[str, int]) -> bool:
    """Return whether a package breaks any of a party's red lines."""
    return any(line.party == party and holds_in(case, line.never, package) for line in case.red_lines)


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


def utility(case: Case, party: str, package: Mapping[str, int]) -> Fraction | None:
    """Return a party's points of a whole package given as positions of options (rule C3)."""
    preferences = case.preferences.get(party)
    table = None if preferences is None or preferences.unknown else issue_points(case, party)
    if table is None:
        return None
    linked = (link.central for link in case.linkages if link.party == party and holds_in(case, link.when, package))
    return sum((table[name][position] for name, position in package.items()), start=Fraction(0)) + sum(linked)
