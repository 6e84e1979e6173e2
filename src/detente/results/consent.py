"""Who can settle what without whom. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.case import Option
from detente.results.outcome import Outcome

__all__ = ["ConsentSet", "Seated"]


@dataclass(frozen=True, slots=True)
class ConsentSet:
    """Parties that can settle some issues among themselves, whatever others think of it (rule C4).

    Parameters
    ----------
    parties
        Whose consent is needed to move all of `issues`, and suffices.
    issues
        Those that nobody else has a say in; all others stay as they are.
    zopa
        Whether a package that moves only those is acceptable to all of `parties`.
    size
        How many efficient vectors there are among such packages.
    packages
        The Nash solution among them, and that of Kalai and Smorodinsky where it is another; the first of ties.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    zopa: bool
    size: int = 0
    packages: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Seated:
    """What an analysis was asked about, where that is not the whole dispute with everybody.

    Parameters
    ----------
    name
        The table's name in the case; empty for everybody.
    stage
        ``first`` or ``final`` where only issues of that stage were on the table.
    present
        Those who sit there.
    issues
        Issues that could move.
    held
        Every other issue, with the option at which it stays.
    beyond
        Issues on the table that somebody absent decides too, so that they are held all the same.
    """

    name: str
    stage: str
    present: tuple[str, ...]
    issues: tuple[str, ...]
    held: Mapping[str, Option] = field(default_factory=dict[str, Option])
    beyond: tuple[str, ...] = ()
