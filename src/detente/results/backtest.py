"""What came about, beside what the analysis had said before. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from detente.results.outcome import Outcome, Package
from detente.results.uncertainty import Candidate

__all__ = ["BackTest", "Comparison"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A package that the analysis or a party had named, beside the one that came about.

    Parameters
    ----------
    kind
        ``package``: one worth discussing, named by its letter; ``solution``: Nash or Kalai-Smorodinsky, the first of
        those that tie; ``proposal``.
    name
        Its name among its kind.
    package
        What it contains.
    differs
        The issues on which what came about differs from it, in the order of the case.
    change
        Points that what came about gives each party more (less) than it does, for parties with known preferences.
    """

    kind: Literal["package", "solution", "proposal"]
    name: str
    package: Package
    differs: tuple[str, ...]
    change: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class BackTest:
    """Whether what came about was on the menu, and what the analysis of the case as it stood says of it.

    Parameters
    ----------
    agreement
        Whether the parties agreed on nothing, on part of the dispute, or on the whole.
    listed
        How much of what came about the options of the case can say; of a part, `outcome` is the nearest package.
    not_listed
        What they cannot say.
    outcome
        The package, with what it gives each side and what blocks it at the central values; ``None`` where no listed
        option comes near it.
    efficient
        Whether no feasible package is at least as good for every counted party and better for one; ``None`` without
        an outcome or where the outcome itself is not feasible.
    efficient_acceptable
        The same among the acceptable packages; ``None`` where the outcome is not one of them.
    better
        Acceptable packages that are better for every counted party: the one with the largest product of the
        improvements (all ties); empty when there is none.
    comparisons
        Packages worth discussing, solutions and proposals beside it.
    drawn
        How the outcome fares over draws of the ranges, as one more candidate, over the same fresh draws as the
        others; ``None`` without draws, or where a rule excludes it.
    most
        Share of these draws in which the most widely acceptable candidate is acceptable.
    """

    agreement: Literal["none", "partial", "whole"]
    listed: Literal["none", "part", "whole"]
    not_listed: str
    outcome: Outcome | None
    efficient: bool | None
    efficient_acceptable: bool | None
    better: tuple[Outcome, ...]
    comparisons: tuple[Comparison, ...]
    drawn: Candidate | None
    most: float | None
