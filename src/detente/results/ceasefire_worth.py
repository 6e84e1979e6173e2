"""What would let a ceasefire hold longer, in days. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from detente.case import Option, Rule

__all__ = ["Improvement", "MeasureWorth", "PathEffect", "PathName", "Promised", "Ranged", "TermWorth"]

PathName: TypeAlias = Literal["accidents", "violations", "deterrence", "attribution"]
"""How what brings incidents to light works: accidents noticed, violations noticed, violations deterred, incidents
explained."""

Promised: TypeAlias = Literal["in_force", "collapsed", "failed"]
"""That a ceasefire is no less likely in force, no more likely to have collapsed, and no more likely to have collapsed
or lapsed."""


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number at the central values, and over the draws of the ranges.

    Parameters
    ----------
    central
        At the central values.
    low, middle, high
        5th, 50th and 95th percentile of the draws; ``None`` without any. They tell of the analyst's ranges, not of the
        world.
    """

    central: float
    low: float | None = None
    middle: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Improvement:
    """What a change does to a ceasefire.

    Parameters
    ----------
    days
        Expected days in force up to the horizon that it adds.
    collapsed
        What it adds to the chance of collapse by the horizon: less than 0 is better.
    lapsed
        What it adds to the chance that a term has run out by the horizon without being renewed.
    shorter_draws, longer_draws, likelier_draws
        In how many draws it shortens the days in force, adds to them, and makes a collapse more likely.
    promised
        What is sure on every day, at the central values and in every draw.
    """

    days: Ranged
    collapsed: Ranged
    lapsed: Ranged
    shorter_draws: int
    longer_draws: int
    likelier_draws: int
    promised: tuple[Promised, ...]


@dataclass(frozen=True, slots=True)
class PathEffect:
    """What a measure does by one of the paths along which it works, all others being as they were.

    Parameters
    ----------
    path
        Which one.
    days, collapsed
        As in `Improvement`.
    harmful_draws
        In how many draws it shortens the days in force.
    """

    path: PathName
    days: Ranged
    collapsed: Ranged
    harmful_draws: int


@dataclass(frozen=True, slots=True)
class MeasureWorth:
    """What a measure adds alone, and to all the others.

    Parameters
    ----------
    name, title
        As the case calls it.
    rates
        The numbers, or groups of them, that it changes.
    adds
        What it does alone.
    last
        What it adds where all the others are there already; ``None`` where there are none.
    paths
        By which paths, where it changes what is noticed or explained; else empty.
    """

    name: str
    title: str
    rates: tuple[str, ...]
    adds: Improvement
    last: Improvement | None
    paths: tuple[PathEffect, ...]


@dataclass(frozen=True, slots=True)
class TermWorth:
    """What one changed term adds.

    Parameters
    ----------
    issue, option
        The term instead of the package's.
    same
        Other options of the issue that do the same.
    barred_by
        The rules of the case that exclude the changed package.
    adds
        What it does.
    """

    issue: str
    option: Option
    same: tuple[Option, ...]
    barred_by: tuple[Rule, ...]
    adds: Improvement

    @property
    def barred(self) -> bool:
        """Return whether a rule of the case excludes the changed package."""
        return bool(self.barred_by)
