"""Frozen answers about levers. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from detente.case import Lever
from detente.results.division import Division, SidePayments
from detente.results.outcome import Outcome
from detente.results.uncertainty import Spread

__all__ = ["BreakEven", "Cheapest", "Leverage", "MovedPackage", "Push", "Staircase", "ZopaUnder"]


Levels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Push:
    """A set of levers put to a package.

    Parameters
    ----------
    levers
        Per lever in use, its level.
    cost
        Per wielder of these, what they cost it: points of different parties, never added.
    share
        Share of draws in which all accept whose consent the package needs.
    accepts
        Per party whose consent it needs: the share of draws in which it accepts.
    loses
        Parties that accept in fewer draws than without the levers.
    stays
        Of the draws in which all accept, the share in which all still would if every lever that does not last were
        withdrawn; ``None`` where there is no such draw.
    norms
        Norms that these levers, or the package with them, break.
    needs
        Ratifiers and parties that have to authorise them.
    adds
        Points that they add to each party's gain from the package at the central values, in its own points; less than 0
        where they take some away. Parties that they leave as they are are left out.
    """

    levers: Levels
    cost: Mapping[str, Fraction]
    share: float
    accepts: Mapping[str, float]
    loses: tuple[str, ...] = ()
    stays: float | None = None
    norms: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    adds: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])


@dataclass(frozen=True, slots=True)
class Staircase:
    """What more of its levers buys: sets of levers of which none is both dearer and no more often accepted.

    Parameters
    ----------
    wielder
        Who uses its levers, all others using none; empty for all together.
    steps
        From nothing upwards.
    """

    wielder: str
    steps: tuple[Push, ...]


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The smallest pressure at which a party prefers a package to no deal (rule L2).

    Parameters
    ----------
    pressure
        Points that its no-deal value has to fall by, or the package to rise by, at the central values; ``None`` where
        it breaks a red line of the party, which no pressure moves.
    drawn
        The same over the draws in which no red line stands against it; ``None`` if there are none.
    curve
        Pressure in points, and the share of draws in which the party accepts under it.
    """

    party: str
    pressure: Fraction | None
    drawn: Spread | None
    curve: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class MovedPackage:
    """A package, and what would move the parties to it.

    Parameters
    ----------
    labels
        What it is.
    share
        Share of draws in which all accept without any lever.
    break_even
        Per party whose consent it needs.
    singly
        Every level of every lever, alone.
    staircases
        One per wielder.
    together
        With every number of levers the set that most draws accept, whoever holds them, where that is more than with
        fewer; among sets that are not beaten in share and in each wielder's cost. The first one uses none.
    compensation
        Per party that would refuse: the points it would have to be given, at the central values; empty where a red
        line stands against the package.
    able
        Per party that gains: the points it could give and still accept.
    sets_counted
        Whether all sets of levers could be counted; if not, `together` is empty, and whoever alone has too many levers
        has no staircase.
    """

    labels: tuple[str, ...]
    outcome: Outcome
    share: float
    break_even: tuple[BreakEven, ...]
    singly: tuple[Push, ...]
    staircases: tuple[Staircase, ...]
    together: tuple[Push, ...]
    compensation: Mapping[str, Fraction]
    able: Mapping[str, Fraction]
    sets_counted: bool = True


@dataclass(frozen=True, slots=True)
class ZopaUnder:
    """Whether a deal exists under some levers, whatever it is.

    Parameters
    ----------
    label
        What the set is: ``nothing``, a lever, all of a wielder, everything.
    zopa
        Whether one exists at the central values.
    share
        Share of draws in which one exists; ``None`` without draws.
    """

    label: str
    levers: Levels
    zopa: bool
    share: float | None
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cheapest:
    """A set of levers under which a deal exists at the central values, none cheaper for every wielder.

    Parameters
    ----------
    cost
        Per wielder.
    outcome
        A package that all then accept.
    share
        Share of draws in which all accept it under these levers; 1 without draws.
    """

    levers: Levels
    cost: Mapping[str, Fraction]
    outcome: Outcome
    share: float
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leverage:
    """What would move the parties (rules L1 to L4).

    Parameters
    ----------
    levers
        The levers of the case.
    zopa
        Shares of draws with a zone under sets of levers.
    cheapest
        Sets of levers for a deal at the central values; a single empty one where there is one without levers.
    cheapest_known
        Whether that could be told exactly; if not, `cheapest` is empty.
    packages
        The packages asked about.
    draws, seed
        Of the shares.
    division
        The issues divided as items; ``None`` where fewer than two parties are counted, or they want the same.
    side_payments
        A joint gain shared as if points were money; ``None`` unless it was asked for.
    """

    levers: Mapping[str, Lever]
    zopa: tuple[ZopaUnder, ...]
    cheapest: tuple[Cheapest, ...]
    packages: tuple[MovedPackage, ...]
    draws: int
    seed: int
    cheapest_known: bool = True
    division: Division | None = None
    side_payments: SidePayments | None = None
