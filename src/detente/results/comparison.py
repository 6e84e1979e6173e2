"""Frozen answers about named packages side by side. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from detente.results.discussed import Ask
from detente.results.outcome import Outcome
from detente.results.trades import Trades
from detente.results.uncertainty import Candidate

__all__ = ["Compared", "Named", "Room", "SideBySide"]


@dataclass(frozen=True, slots=True)
class Named:
    """A package that somebody named.

    Parameters
    ----------
    name
        As it was asked for.
    kind
        What the name turned out to be.
    package
        Texts of the options of all issues.
    open_issues
        Issues on which a proposal is silent, so that `package` is the completion that stands for it.
    tied
        How many outcomes share the solution of that name; 1 for anything else.
    """

    name: str
    kind: Literal["proposal", "package", "solution", "status_quo", "file", "terms"]
    package: Mapping[str, str]
    open_issues: tuple[str, ...] = ()
    tied: int = 1


@dataclass(frozen=True, slots=True)
class Room:
    """How far a package is from those that no other improves on.

    Parameters
    ----------
    gain
        Per counted party, in its own points: the most it could gain while no counted party loses.
    together
        The most points that every counted party could gain at once, each of its own: the additive epsilon of the
        package. It sets points of different parties equal, so it depends on their scales.
    """

    gain: Mapping[str, Fraction]
    together: Fraction


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the packages.

    Parameters
    ----------
    named
        What was asked for.
    outcome
        What it gives each side, and what blocks it.
    asks
        What each consenting party would ask next.
    room
        How far it is from the frontier that `SideBySide.frontier` names; ``None`` where no package of that frontier
        leaves every counted party at least as well off.
    better
        Packages of that frontier better for every counted party, of those the ones with the highest product of the
        improvements.
    trades
        What better packages need the fewest changes, and which changes of two issues pay.
    drawn
        How it fares over draws of the ranges; ``None`` without draws, or where a rule excludes it.
    """

    named: Named
    outcome: Outcome
    asks: tuple[Ask, ...]
    room: Room | None
    better: tuple[Outcome, ...]
    trades: Trades
    drawn: Candidate | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Named packages side by side.

    Parameters
    ----------
    title, sha256, parties, issues
        As in `Analysis`.
    consenting, counted, no_deal
        As in `Deal`.
    frontier
        What distances are measured to: the efficient packages among the acceptable ones, or where there is none among
        the feasible ones.
    exact
        Whether that frontier was not thinned; else distances may be larger.
    packages
        In the order in which they were asked for.
    seed, draws
        Seed and number of draws of the ranges; 0 draws means central values only.
    table, stage
        The table and the stage that were asked about; empty for everybody and everything.
    """

    title: str
    sha256: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    consenting: tuple[str, ...]
    counted: tuple[str, ...]
    no_deal: Mapping[str, Fraction]
    frontier: Literal["acceptable", "feasible"]
    exact: bool
    packages: tuple[Compared, ...]
    seed: int = 0
    draws: int = 0
    table: str = ""
    stage: str = ""
