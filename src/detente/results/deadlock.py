"""Why there is no deal, and what would have to be given up for one. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.results.outcome import Block, Outcome

__all__ = ["Conflict", "Deadlock", "Relaxation", "Way"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Things that cannot hold together, though the others can once any one of them is dropped.

    Other conflicts may remain, so dropping one member need not be enough for a deal. Logical rules are in force
    throughout and are members only where the rules alone exclude every package.
    """

    members: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """An acceptable package once something is given up, and how far it falls short of the no-deal values given up.

    Parameters
    ----------
    shortfall
        Points, for each party whose no-deal value is given up.
    outcome
        The package as it stands now: `blocked_by` are the things given up.
    """

    shortfall: Mapping[str, Fraction]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Things without which there is a deal, though without no fewer of them.

    Parameters
    ----------
    members
        No-deal values, red lines that are not sacred, and rules that are not logical.
    legal
        Whether a legal rule is among them.
    size
        How many shortfall vectors there are of which no other is smaller for one party and larger for none.
    ways
        One package for each of those vectors, or for some of them, evenly spread; one package where no no-deal value
        is given up.
    """

    members: tuple[Block, ...]
    legal: bool
    size: int
    ways: tuple[Way, ...]

    @property
    def truncated(self) -> bool:
        """Return whether `ways` leaves some vectors out."""
        return len(self.ways) < self.size


@dataclass(frozen=True, slots=True)
class Deadlock:
    """Why there is no deal, and what would have to be given up for one (rule D7); empty where there is a deal.

    Parameters
    ----------
    conflicts
        Minimal sets that cannot hold together, the smallest first.
    relaxations
        Minimal sets to give up, the smallest first.
    more
        Whether there may be others of either kind.
    final
        Whether giving up everything that may be given up would not help: sacred red lines, logical rules and that
        something has to change exclude a deal by themselves.
    """

    conflicts: tuple[Conflict, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    more: bool = False
    final: bool = False
