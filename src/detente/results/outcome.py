"""A package and what it means to each side. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from detente.case import Option, option_text

__all__ = ["Block", "Bypassed", "Outcome", "Package", "differing_issues"]

Package = Mapping[str, Option]


@dataclass(frozen=True, slots=True)
class Block:
    """One thing in the case that stands in the way.

    Parameters
    ----------
    kind
        ``no_deal``: a party's no-deal value (threshold); ``red_line``; ``rule``; ``status_quo``: a package that
        moves nothing is not a deal (rule C4).
    party
        Whose it is; empty for a rule.
    position
        Place in the case's ``red_lines`` or ``rules``, from 0; ``None`` for the other kinds.
    text
        The red line or rule in words.
    shortfall
        Points by which a package falls short of a no-deal value; ``None`` where no package is meant.
    """

    kind: Literal["no_deal", "red_line", "rule", "status_quo"]
    party: str = ""
    position: int | None = None
    text: str = ""
    shortfall: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Bypassed:
    """A party over whose head a package would be settled: nobody needs its consent, and it loses by it.

    Parameters
    ----------
    change
        Points it has more than before anything is settled; ``None`` where some issue has no status quo.
    gain
        Points above its no-deal value; ``None`` where it has none.
    red_lines
        Positions of its red lines that the package crosses.
    """

    party: str
    change: Fraction | None
    gain: Fraction | None
    red_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A utility vector, the packages that give it, and what they mean to each side.

    Parameters
    ----------
    package
        Issue to option: the first of the packages with this vector, in the order of the case (the first
        acceptable one where there is any).
    utility
        Points of every party with known preferences.
    gain
        Utility less no-deal value, of every such party that has one.
    packages
        How many packages give the consenting parties exactly these points (among those that the list it
        stands in ranges over).
    more
        Up to nine further packages with the same vector (in proposals and in the first hundred tied vectors of
        a solution; frontiers list one each).
    blocked_by
        What makes `package` unacceptable; empty when it is acceptable.
    bypassed
        Parties with known preferences whose consent `package` does not need and whose points fall by it, or whose
        red lines it crosses.
    """

    package: Package
    utility: Mapping[str, Fraction]
    gain: Mapping[str, Fraction]
    packages: int = 1
    more: tuple[Package, ...] = ()
    blocked_by: tuple[Block, ...] = ()
    bypassed: tuple[Bypassed, ...] = ()

    @property
    def acceptable(self) -> bool:
        """Return whether nothing blocks it."""
        return not self.blocked_by


def differing_issues(packages: Sequence[Package]) -> tuple[str, ...]:
    """Return the issues on which some of the packages differ, in the order of the case.

    Examples
    --------
    >>> differing_issues([{"term": "one year", "shifts": "fixed"}, {"term": "two years", "shifts": "fixed"}])
    ('term',)
    """
    return tuple(issue for issue in packages[0] if len({option_text(package[issue]) for package in packages}) > 1)
