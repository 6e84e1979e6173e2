"""Whether a package is acceptable for some, and for all values in the ranges, in closed form (rule D8).

With weights divided by their sum, U >= d means that the sum over issues of w_i (v_i - c) is at least 0, with
c = d - L; each term is least (greatest) at an end of its ranges, so the whole is too. An estimate that stands on
both sides (of a package and the one it is compared with) counts once. Where only an order is known, the ends are
those of the weights or points in that order. Different estimates are taken as independent, those of a driver or of an
issue marked `ordered` included: "necessary" is then never claimed wrongly, and "possible" may be claimed where the
dependence excludes it. Weights that are all 0 are in no range: they have no ratios.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import TypeAlias

import numpy as np

from detente.case import (
    Brackets,
    Case,
    Corners,
    Estimate,
    Issue,
    OptionOrder,
    StatusQuoPlus,
    Values,
    WeightOrder,
    added_to_no_deal,
    completed,
    holds_in,
    option_text,
)
from detente.problem import Problem, added

__all__ = ["acceptance_ends"]

Package: TypeAlias = Mapping[str, int]
_Ends: TypeAlias = tuple[Fraction, Fraction]
_ANYTHING = (Fraction(0), Fraction(100))
_NOTHING = (Fraction(0), Fraction(0))


def _ends(estimate: Estimate) -> _Ends:
    return _ANYTHING if estimate.unknown else (estimate.low, estimate.high)


def _product(one: _Ends, other: _Ends) -> _Ends:
    products = [a * b for a in one for b in other]
    return min(products), max(products)


def _shares(issue: Issue, values: Values, position: int) -> Mapping[str, Fraction]:
    """Return which stated points make an option's points, and with what shares."""
    option = issue.options[position]
    if values.unknown:
        return {option_text(option): Fraction(1)}
    return Corners(issue, values.stated).shares(option) or {}


def _value_ends(issue: Issue, values: Values | None, position: int, base: int | None) -> _Ends:
    """Return the least and the greatest points of an option, with `base` of what they exceed that option's by."""
    if values is None:
        return _NOTHING
    shares = dict(_shares(issue, values, position))
    if base is not None:
        for text, share in _shares(issue, values, base).items():
            shares[text] = shares.get(text, Fraction(0)) - share
    if values.order is not None:
        return _ends_in_order(values.order, shares)
    low = high = Fraction(0)
    for text, share in shares.items():
        ends = [share * end for end in (_ANYTHING if values.unknown else _ends(values.points[text]))]
        low, high = low + min(ends), high + max(ends)
    return low, high


def _ends_in_order(order: OptionOrder, shares: Mapping[str, Fraction]) -> _Ends:
    """Return the ends of a sum of shares times points that fall from 100 to 0: all points at either, in the order."""
    of_level = [sum((shares.get(text, Fraction(0)) for text in level), start=Fraction(0)) for level in order.levels]
    sums = [100 * total for total in accumulate(of_level[:-1])]
    return min(sums), max(sums)


def _linked(case: Case, party: str, package: Package, base: Package | None) -> _Ends:
    """Return the ends of what linkages add, with `base` of what they add beyond that package's."""
    low = high = Fraction(0)
    for link in case.linkages:
        if link.party != party:
            continue
        sign = int(holds_in(case, link.when, package))
        # What levers add to some packages is no part of what a party compares with no deal.
        if base is not None and not link.lever:
            sign -= holds_in(case, link.when, base)
        ends = [sign * end for end in _product(_ends(link.adds), _ends(link.believed))]
        low, high = low + min(ends), high + max(ends)
    return low, high


def _greatest(known: Sequence[tuple[_Ends, Fraction]], unknown: Sequence[Fraction]) -> Fraction:
    """Return a number with the sign of the greatest sum of weights times gaps.

    An unknown weight is any up to the largest known one w_j, so it is that or 0 at the greatest sum, and the
    largest is found by letting each known weight be it.

    Parameters
    ----------
    known
        Ends of each known weight, and its gap.
    unknown
        Gaps whose weights are unknown; any up to 1 where no weight is known.
    """
    if not known:
        return max(unknown)
    carried = sum((max(gap, Fraction(0)) for gap in unknown), start=Fraction(0))
    if all(low == 0 for (low, _), _ in known):
        return max(gap + carried for (_, high), gap in known if high > 0)
    plain = [max(low * gap, high * gap) for (low, high), gap in known]
    largest = [max(low * (gap + carried), high * (gap + carried)) for (low, high), gap in known]
    return sum(plain, start=Fraction(0)) + max(first - second for first, second in zip(largest, plain, strict=True))


def _greatest_in_order(order: WeightOrder, gaps: Mapping[str, Fraction]) -> Fraction:
    """Return a number with the sign of the greatest sum of weights in an order times gaps.

    Such weights are sums of corners that weigh the first issues alike and the others not at all, so the sign is that
    of the best corner: whole ranks and, of the next one, any issues where their order is not known.
    """
    above = Fraction(0)
    corners: list[Fraction] = []
    for rank in order.ranks:
        of_rank = [gaps[issue] for issue in rank.issues]
        best = max(of_rank)
        if rank.tied:
            corners.append(above + sum(of_rank))
        else:
            corners.append(above + (sum(gap for gap in of_rank if gap > 0) if best > 0 else best))
        above += sum(of_rank)
    return max(corners)


def _reaches(
    case: Case, party: str, package: Package, threshold: _Ends, then: _Ends, base: Package | None = None
) -> tuple[bool, bool]:
    """Return whether a package may, and whether it must, be worth a threshold.

    Parameters
    ----------
    threshold
        Ends of what the points must reach; with `base`, of what they must exceed that package's points by.
    then
        Ends of what follows a first step.
    """
    added = _linked(case, party, package, base)
    added = (added[0] + then[0], added[1] + then[1])
    low, high = threshold[0] - added[1], threshold[1] - added[0]
    stated = case.preferences[party]
    gaps: dict[str, _Ends] = {}
    for name, issue in case.issues.items():
        held = None if base is None else base[name]
        down, up = _value_ends(issue, stated.values.get(name), package[name], held)
        gaps[name] = (down - high, up - low)
    if stated.weight_order is not None:
        most = _greatest_in_order(stated.weight_order, {name: best for name, (_, best) in gaps.items()})
        least = -_greatest_in_order(stated.weight_order, {name: -worst for name, (worst, _) in gaps.items()})
        return most >= 0, least >= 0
    known: list[tuple[_Ends, _Ends]] = []
    unknown: list[_Ends] = []
    for name, gap in gaps.items():
        weight = stated.weights[name]
        if weight.unknown:
            unknown.append(gap)
        else:
            known.append((_ends(weight), gap))
    most = _greatest([(ends, best) for ends, (_, best) in known], [best for _, best in unknown])
    least = -_greatest([(ends, -worst) for ends, (worst, _) in known], [-worst for worst, _ in unknown])
    return most >= 0, least >= 0


def _party_ends(case: Case, party: str, package: Package, then: _Ends) -> tuple[bool, bool]:
    """Return whether a party may, and whether it must, find a package at least as good as no deal."""
    given = case.preferences[party].no_deal
    if isinstance(given, Estimate):
        return _reaches(case, party, package, _ends(given), then)
    if isinstance(given, StatusQuoPlus):
        return _reaches(case, party, package, _ends(given.plus), then, completed(case, {}))
    return (True, True) if given is None else _bracket_ends(case, party, package, given, then)


def _bracket_ends(case: Case, party: str, package: Package, given: Brackets, then: _Ends) -> tuple[bool, bool]:
    """Return the same where no deal is only known to lie between packages (between 0 and 100 if none is named).

    Necessary needs one package above it and all below it, possible one above or all below, because the ranges may
    turn the brackets round and the value lies between them all the same. Exact for one package on each side; with
    more, necessary is never claimed wrongly and possible never denied wrongly.
    """

    def against(other: str | Mapping[str, str]) -> tuple[bool, bool]:
        base = completed(case, case.proposals[other].package if isinstance(other, str) else other)
        return _reaches(case, party, package, _NOTHING, then, base)

    def points(number: Fraction) -> tuple[bool, bool]:
        return _reaches(case, party, package, (number, number), then)

    above = [against(other) for other in given.worse_than] or [points(Fraction(100))]
    below = [against(other) for other in given.better_than] or [points(Fraction(0))]
    possible = any(may for may, _ in above) or all(may for may, _ in below)
    return possible, any(must for _, must in above) and all(must for _, must in below)


def acceptance_ends(problem: Problem, package: Package) -> tuple[bool, bool]:
    """Return whether a feasible package is acceptable for some, and for all values in the ranges.

    A red line it breaks makes it impossible where the line is certainly meant (firm 1 throughout), and not
    necessary where it may be meant. A package that moves nothing is the status quo, not a deal (rule C4).

    Parameters
    ----------
    package
        Position of the option of every issue.
    """
    case = problem.case
    row = np.array([[package[name] for name in problem.issues]], dtype=np.int64)
    if problem.moved is not None and (row == np.array(problem.status_quo)).all():
        return False, False
    asked = [party for party, need in zip(problem.consenting, problem.needed(row)[0], strict=True) if need]
    possible = necessary = True
    for party in asked:
        low, high = _NOTHING
        for more in added(case, party, problem.table):
            low, high = low + more.ends[0], high + more.ends[1]
        # More without an agreement is as much less of every package.
        for more in added_to_no_deal(case, party):
            low, high = low - more.ends[1], high - more.ends[0]
        may, must = _party_ends(case, party, package, (low, high))
        possible &= may
        necessary &= must
    for line in problem.red_lines:
        stated = case.red_lines[line.position]
        if line.party in asked and holds_in(case, stated.never, package):
            possible &= stated.firm.low < 1
            necessary &= stated.firm.high <= 0
    return possible, necessary
