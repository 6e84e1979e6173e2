"""Which issues a table of packages shows: the weightiest ones from which every pair of packages can be told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from detente.results import Deal, Package, differing_issues

__all__ = ["rows_of", "weights_of"]

_APART = 2


def weights_of(deal: Deal) -> dict[str, float]:
    """Return for every issue the largest stake that any side whose consent is needed has in it."""
    found: dict[str, float] = {}
    for party in deal.consenting:
        for issue, stake in deal.stakes.get(party, {}).items():
            found[issue] = max(found.get(issue, 0.0), float(stake.points))
    return found


def rows_of(packages: Sequence[Package], weights: Mapping[str, float], most: int) -> tuple[str, ...]:
    """Return at most so many issues on which packages differ, the weightiest first.

    Of every two packages at least one row shows a difference, and two rows do where there is room and there are two;
    the rest are the weightiest. Of a single package, its weightiest issues.

    Examples
    --------
    The two weightiest issues would show no difference between the first package and the last.

    >>> packages = [
    ...     {"wage": 1, "term": 2, "shifts": 3},
    ...     {"wage": 2, "term": 3, "shifts": 3},
    ...     {"wage": 1, "term": 2, "shifts": 4},
    ... ]
    >>> rows_of(packages, {"wage": 50, "term": 30, "shifts": 20}, 2)
    ('wage', 'shifts')
    """
    issues = differing_issues(packages) if len(packages) > 1 else tuple(packages[0])
    ranked = sorted(issues, key=lambda issue: -weights.get(issue, 0.0))
    apart = [[issue for issue in ranked if one[issue] != other[issue]] for one, other in combinations(packages, 2)]
    kept: list[str] = []
    for wanted in range(1, _APART + 1):
        for telling in sorted(apart, key=len):
            more = wanted - sum(issue in kept for issue in telling)
            kept += [issue for issue in telling if issue not in kept][: max(more, 0)]
    kept = kept[:most]
    kept += [issue for issue in ranked if issue not in kept][: most - len(kept)]
    return tuple(issue for issue in ranked if issue in kept)
