"""Whether a package is acceptable for some, and for all values in the ranges, in closed form (rule D8).

With weights divided by their sum, U >= d means that the sum over issues of w_i (v_i - c) is at least 0, with
c = d - L; each term is least (greatest) at an end of its ranges, so the whole is too. Estimates are taken as
independent here, drivers and ordered options included: "necessary" is then never claimed wrongly, and
"possible" may be claimed where the dependence excludes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from detente.case import Brackets, Case, Estimate, Issue, StatusQuoPlus, Values, completed, holds_in, parse_number
from detente.problem import Problem

__all__ = ["acceptance_ends"]

Package = Mapping[str, int]
_ANYTHING = Estimate(Fraction(0), Fraction(100))


def _ends(estimate: Estimate) -> tuple[Fraction, Fraction]:
    return (Fraction(0), Fraction(100)) if estimate.unknown else (estimate.low, estimate.high)


def _value_ends(issue: Issue, values: Values | None, position: int) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest points of an option."""
    if values is None:
        return Fraction(0), Fraction(0)
    if values.unknown:
        return _ends(_ANYTHING)
    option = issue.options[position]
    if isinstance(option, str):
        return _ends(values.points[option])
    names = {other for other in issue.options if isinstance(other, str)}
    corners = sorted((parse_number(t), _ends(e)) for t, e in values.points.items() if t not in names)
    above = next(i for i, (place, _) in enumerate(corners) if place >= option)
    right, upper = corners[above]
    if right == option:
        return upper
    left, lower = corners[above - 1]
    share = (option - left) / (right - left)
    return lower[0] + (upper[0] - lower[0]) * share, lower[1] + (upper[1] - lower[1]) * share


def _weight_ends(case: Case, party: str) -> dict[str, tuple[Fraction, Fraction]]:
    weights = case.preferences[party].weights
    largest = max((w.high for w in weights.values() if not w.unknown), default=Fraction(1))
    return {name: (Fraction(0), largest) if weights[name].unknown else _ends(weights[name]) for name in case.issues}


def _linked(case: Case, party: str, package: Package) -> tuple[Fraction, Fraction]:
    ends = [_ends(link.adds) for link in case.linkages if link.party == party and holds_in(case, link.when, package)]
    return sum((low for low, _ in ends), start=Fraction(0)), sum((high for _, high in ends), start=Fraction(0))


def _surplus_ends(
    case: Case, party: str, package: Package, threshold: tuple[Fraction, Fraction], base: Package | None
) -> tuple[Fraction, Fraction]:
    """Return signs of the least and greatest weighted surplus of a package.

    Parameters
    ----------
    threshold
        Ends of what the points must reach; with `base`, of what they must exceed that package's points by.
    """
    low = high = Fraction(0)
    for name, (least, most) in _weight_ends(case, party).items():
        issue, values = case.issues[name], case.preferences[party].values.get(name)
        down, up = _value_ends(issue, values, package[name])
        if base is not None:
            if base[name] == package[name]:
                down = up = Fraction(0)
            else:
                other_down, other_up = _value_ends(issue, values, base[name])
                down, up = down - other_up, up - other_down
        worst, best = down - threshold[1], up - threshold[0]
        low += min(least * worst, most * worst)
        high += max(least * best, most * best)
    return low, high


def _party_ends(case: Case, party: str, package: Package) -> tuple[bool, bool]:
    """Return whether a party may, and whether it must, find a package at least as good as no deal."""
    added = _linked(case, party, package)
    given = case.preferences[party].no_deal
    if isinstance(given, Estimate):
        bounds = [(_ends(given), None)]
    elif isinstance(given, StatusQuoPlus):
        base = completed(case, {})
        linked = _linked(case, party, base or {})
        low, high = _ends(given.plus)
        bounds = [((low + linked[0], high + linked[1]), base)]
    elif given is not None:
        return _bracket_ends(case, party, package, given)
    else:
        return True, True
    possible = necessary = True
    for (low, high), base in bounds:
        least, most = _surplus_ends(case, party, package, (low - added[1], high - added[0]), base)
        possible &= most >= 0
        necessary &= least >= 0
    return possible, necessary


def _bracket_ends(case: Case, party: str, package: Package, given: Brackets) -> tuple[bool, bool]:
    """Return the same where no deal is only known to lie between packages: necessary if as good as each above."""
    added = _linked(case, party, package)

    def against(other: str | Mapping[str, str]) -> tuple[Fraction, Fraction]:
        base = completed(case, case.proposals[other].package if isinstance(other, str) else other)
        linked = _linked(case, party, base or {})
        return _surplus_ends(case, party, package, (linked[0] - added[1], linked[1] - added[0]), base)

    above = [against(other)[0] >= 0 for other in given.worse_than]
    below = [against(other)[1] >= 0 for other in given.better_than]
    return all(below), any(above)


def acceptance_ends(problem: Problem, package: Package) -> tuple[bool, bool]:
    """Return whether a feasible package is acceptable for some, and for all values in the ranges.

    A red line it breaks makes it impossible where the line is certainly meant (firm 1 throughout), and not
    necessary where it may be meant.
    """
    case = problem.case
    possible = necessary = True
    for party in problem.consenting:
        may, must = _party_ends(case, party, package)
        possible &= may
        necessary &= must
    for line in problem.red_lines:
        stated = case.red_lines[line.position]
        if holds_in(case, stated.never, package):
            possible &= stated.firm.low < 1
            necessary &= stated.firm.high <= 0
    return possible, necessary
