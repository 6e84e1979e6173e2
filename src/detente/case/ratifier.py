"""Whose yes an agreement needs at home, and the promises that bind leaders (sections `ratifiers`, `commitments`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from detente.case.date import DateSpan
from detente.case.estimate import Estimate, Provenance
from detente.case.issue import Condition
from detente.case.preference import Linkage

__all__ = ["Bloc", "Commitment", "Poll", "Ratifier"]

_NONE = Estimate.point(0)
_ONE = Estimate.point(1)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A public promise of a leader, which costs something to break (audience cost; Fearon 1994).

    Parameters
    ----------
    never
        What the party promised not to accept.
    costs
        Points that it loses by accepting it nonetheless.
    on
        When it was said.
    """

    party: str
    never: Condition
    costs: Estimate
    on: DateSpan | None = None
    provenance: Provenance = Provenance()

    @property
    def linkage(self) -> Linkage:
        """Return the linkage by which it enters the party's points: minus its costs where it is broken.

        A case that is read holds these linkages behind those that it writes; one that is put together by hand has to
        be given them.

        Examples
        --------
        >>> promise = Commitment("union", Condition({"shifts": ("rotating",)}), Estimate(Fraction(5), Fraction(15)))
        >>> promise.linkage.adds.low, promise.linkage.promise
        (Fraction(-15, 1), True)
        """
        return Linkage(self.party, self.never, self.costs.mirrored, promise=True)


@dataclass(frozen=True, slots=True)
class Poll:
    """What share of a bloc said yes to a package.

    Parameters
    ----------
    package
        What people were asked about; the poll tells nothing of other issues.
    yes
        Share that said yes, 0 to 1.
    asked
        How many were asked; ``None`` where that is not known.
    """

    package: Condition
    yes: Estimate
    asked: int | None = None
    on: DateSpan | None = None
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Bloc:
    """Those who vote alike.

    Parameters
    ----------
    judges_as
        Party by whose preferences and no-deal value it judges; empty where polls tell.
    leans
        Points by which it is better disposed than that party; below 0, worse.
    seats
        Its seats, in a vote.
    share
        Its share of those who vote, in a referendum.
    discipline
        Chance that a seat votes as its bloc does, 1/2 to 1.
    polls
        Packages put to it, with the share of yes.
    attributes
        What its yes is taken to depend on, each alone or several options together; a logit is fitted to the polls.
        Empty: a package is judged by the poll that says most about it.
    """

    name: str
    judges_as: str = ""
    leans: Estimate = _NONE
    seats: int = 0
    share: Estimate | None = None
    discipline: Estimate = _ONE
    polls: tuple[Poll, ...] = ()
    attributes: tuple[Condition, ...] = ()
    title: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Ratifier:
    """Somebody at home without whose yes a signature is worth nothing (rules R1 to R3).

    Parameters
    ----------
    of
        Party whose signature it ratifies.
    rule
        ``head``: one decides; ``vote``: seats are counted; ``referendum``: shares of voters; ``veto``: every bloc has
        to say yes.
    blocs
        Who votes; a head is its own only bloc.
    needed
        Votes, or share of the voters; ``None`` for more than half of the seats, or half of the voters.
    when
        Packages that need it; ``None`` for all.
    swing
        Points by which all blocs lean more to yes than their preferences tell, the same for all of them.
    scale
        Points of surplus by which the odds of yes grow e-fold; ``None`` where a surplus of zero decides.
    after
        Ratifiers and clocks that come before it.
    """

    name: str
    of: str
    rule: Literal["head", "vote", "referendum", "veto"]
    blocs: Mapping[str, Bloc] = field(default_factory=dict[str, Bloc])
    needed: Fraction | None = None
    when: Condition | None = None
    swing: Estimate | None = None
    scale: Estimate | None = None
    after: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    provenance: Provenance = Provenance()
