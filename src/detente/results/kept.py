"""Frozen answers about promises that may be broken (rule C8). Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.case import Option

__all__ = ["KeptChance", "KeptChange", "KeptDeal", "KeptDraws", "KeptPackage", "KeptShare"]


@dataclass(frozen=True, slots=True)
class KeptChance:
    """How likely some packages are kept.

    Parameters
    ----------
    when
        Which packages, as the case writes the condition; empty for all others.
    chance, low, high
        The central chance and its range, 0 to 1.
    zopa
        Whether one of these packages is acceptable as it is expected to be kept.
    """

    when: str
    chance: Fraction
    low: Fraction
    high: Fraction
    zopa: bool


@dataclass(frozen=True, slots=True)
class KeptChange:
    """One term changed in a package, so that it is more likely kept.

    Parameters
    ----------
    chance
        How likely the changed package is kept.
    gain
        What each party expects of it over no deal, in points of its own.
    refused_by
        Who would refuse it, or whose red line it crosses.
    """

    issue: str
    option: Option
    chance: Fraction
    gain: Mapping[str, Fraction]
    refused_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptPackage:
    """A package on paper, and as it is expected to be kept.

    Parameters
    ----------
    label
        ``package A``, ``proposal NAME``, ``nash`` or ``kalai_smorodinsky``.
    when
        The condition under which its chance stands in the case; empty for the chance of all others.
    on_paper, expected
        What each party whose consent may be needed gains over no deal if all is kept, and as it is expected to be.
    refused_on_paper, refused_by
        Who refuses it, or whose red line it crosses: if all is kept, and as it is expected to be.
    changes
        Single changes of terms on which the chance depends that make it more likely kept, best first.
    """

    label: str
    package: Mapping[str, Option]
    when: str
    chance: Fraction
    on_paper: Mapping[str, Fraction]
    expected: Mapping[str, Fraction]
    refused_on_paper: tuple[str, ...]
    refused_by: tuple[str, ...]
    changes: tuple[KeptChange, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDeal:
    """The deal as it is expected to be kept, at central values.

    Parameters
    ----------
    issues
        On which the chance depends.
    chances
        In the order of the case; those that no package has are left out.
    if_broken
        What a broken promise leaves each party, in its points.
    zopa
        Whether a package is acceptable as it is expected to be kept.
    nash, kalai_smorodinsky
        The solutions over what parties expect; the first package of each optimal vector, none without a zone.
    packages
        Those worth discussing and the complete proposals.
    ceasefire_day
        Where the ceasefire of the case tells the chances: the day by which it has not collapsed.
    """

    issues: tuple[str, ...]
    chances: tuple[KeptChance, ...]
    if_broken: Mapping[str, Fraction]
    zopa: bool
    nash: tuple[KeptPackage, ...]
    kalai_smorodinsky: tuple[KeptPackage, ...]
    packages: tuple[KeptPackage, ...]
    ceasefire_day: int | None = None


@dataclass(frozen=True, slots=True)
class KeptShare:
    """In how many draws a package is acceptable to all, on paper and as it is expected to be kept.

    Parameters
    ----------
    label
        As in `KeptPackage`, or that label with ``; ISSUE: OPTION`` behind it for one of its changes.
    on_paper, expected
        Shares of the draws.
    accepts
        Per consenting party the share of draws in which it accepts what it expects.
    """

    label: str
    on_paper: float
    expected: float
    accepts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class KeptDraws:
    """The deal as it is expected to be kept, over the draws of the ranges.

    Parameters
    ----------
    zopa_draws
        In how many draws some package is acceptable as it is expected to be kept.
    by_chance, by_chance_draws
        The same among the packages of each of `KeptDeal.chances`, in so many of the first draws.
    packages
        Those of `KeptDeal.packages`, each followed by its changes.
    chances
        5th and 95th percentile of each of `KeptDeal.chances`.
    """

    zopa_draws: int
    by_chance: tuple[int, ...]
    by_chance_draws: int
    packages: tuple[KeptShare, ...]
    chances: tuple[tuple[float, float], ...]
