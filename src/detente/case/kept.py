"""Promises that may be broken (rule C8): how likely a package is kept, and what each has if it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from detente.case.estimate import Estimate, Provenance
from detente.case.issue import Condition
from detente.case.stated_number import told_apart

__all__ = ["Chance", "IfBroken", "Kept", "NoDealPlus", "broken_path", "chance_paths"]


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely the packages are kept that fulfil a condition.

    Parameters
    ----------
    when
        Which packages; ``None`` for all others.
    kept
        The chance, 0 to 1.
    """

    when: Condition | None
    kept: Estimate


@dataclass(frozen=True, slots=True)
class NoDealPlus:
    """What somebody has after a broken promise, counted from what it has without a deal."""

    plus: Estimate


IfBroken: TypeAlias = Estimate | NoDealPlus
"""What somebody has after a broken promise: points of its own, or so many more than no deal."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How likely promises are kept, and what each party has if they are not.

    Parameters
    ----------
    chances
        The first whose condition a package fulfils counts; the last has none, and holds for all others. None where the
        ceasefire tells.
    if_broken
        Per party.
    ceasefire_day
        Where the ceasefire of the case tells how likely a package is kept: the day up to which it must not have
        collapsed.
    """

    chances: tuple[Chance, ...]
    if_broken: Mapping[str, IfBroken] = field(default_factory=dict[str, "IfBroken"])
    ceasefire_day: int | None = None
    provenance: Provenance = Provenance()

    @property
    def issues(self) -> tuple[str, ...]:
        """Return the names of the issues on which the chance depends, each once."""
        return tuple(dict.fromkeys(name for chance in self.chances if chance.when for name in chance.when.picks))


def chance_paths(kept: Kept) -> tuple[str, ...]:
    """Return a path of its own for every chance.

    Examples
    --------
    >>> likely, rarely = Estimate.point(1), Estimate.point(0)
    >>> chance_paths(Kept((Chance(Condition({"monitor": ("yes",)}), likely), Chance(None, rarely))))
    ('kept.when.monitor: yes', 'kept.is')
    """
    return told_apart("kept.is" if chance.when is None else f"kept.when.{chance.when}" for chance in kept.chances)


def broken_path(party: str) -> str:
    """Return where it stands what a party has after a broken promise."""
    return f"kept.if_broken.{party}"
