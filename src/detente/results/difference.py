"""Frozen answers about two versions of a case: what changed, and what that did. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from detente.results.deal import Deal
from detente.results.outcome import Outcome, Package

__all__ = ["Alone", "Change", "Difference", "Followed", "Shift", "Side"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A share of draws in two versions of a case, over common random numbers.

    Parameters
    ----------
    before, after
        The share in the first and in the second version.
    error
        Standard error of their difference, from the draws taken in pairs; ``None`` with a single draw.
    """

    before: float
    after: float
    error: float | None

    @property
    def change(self) -> float:
        """Return by how much the share rose."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Alone:
    """What one change does to the first version by itself.

    Parameters
    ----------
    zopa
        Whether there is a zone of possible agreement then.
    zone
        Share of draws with a zone, before and then; ``None`` without draws.
    nash
        Gain of each counted party in the Nash solution then; empty without a deal.
    """

    zopa: bool
    zone: Shift | None
    nash: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions of a case.

    Parameters
    ----------
    path
        Where it stands; a position in a list is that of the first version, of what was added that of the second.
    kind
        What happened to it.
    was, now
        What stood and stands there, as in a case file, of a number without who set it and why; ``None`` where
        nothing does.
    silent
        Whether it is text for people only, from which nothing is computed.
    alone
        What it does by itself, besides changes of words; ``None`` where that was not asked, or the case cannot be
        read with it alone.
    fault
        Why it cannot stand alone; empty where it can.
    """

    path: str
    kind: Literal["changed", "added", "removed"]
    was: str | None
    now: str | None
    silent: bool
    alone: Alone | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """One package in both versions.

    Parameters
    ----------
    name
        Where it comes from: ``A`` to ``C`` with the version in which it is worth discussing, or a proposal's name.
    package
        Its terms.
    before, after
        What it gives each side in the first and the second version; ``None`` where its terms are not listed there.
    share
        Share of draws in which all accept it; ``None`` without draws, or where a version does not list it or its
        rules exclude it.
    """

    name: str
    package: Package
    before: Outcome | None
    after: Outcome | None
    share: Shift | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions, with its answer at the central values."""

    title: str
    sha256: str
    deal: Deal


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two versions of a case, and what that did to the answers.

    Parameters
    ----------
    first, second
        The versions.
    changes
        In the order of the first version's file, additions where they stand in the second.
    apart
        Whether each change was tried by itself; not where there are more than `MAX_APART` of them.
    zone
        Share of draws with a zone of possible agreement; ``None`` without draws.
    packages
        Packages worth discussing in either version and proposals of both.
    seed, draws
        Seed and number of draws; 0 draws means central values only.
    table, stage
        The table and the stage that were asked about; empty for everybody and everything.
    """

    first: Side
    second: Side
    changes: tuple[Change, ...]
    apart: bool
    zone: Shift | None
    packages: tuple[Followed, ...]
    seed: int = 0
    draws: int = 0
    table: str = ""
    stage: str = ""
