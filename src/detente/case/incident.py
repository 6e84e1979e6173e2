"""Incidents under an arrangement, as somebody tells them, and what is said of its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

__all__ = ["STATUSES", "Bound", "IncidentLog", "Qualifier", "Report", "Status", "StatusReport"]

Qualifier = Literal["", "about", "at least", "more than", "at most"]
Bound = Literal["exact", "at least", "at most", "none"]
Status = Literal["in force", "extended", "renounced", "lapsed", "ended"]

STATUSES: tuple[Status, ...] = ("in force", "extended", "renounced", "lapsed", "ended")
"""What a row may say of an arrangement instead of telling incidents."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one claimant tells: an incident, or how many there were in a period.

    Parameters
    ----------
    arrangement
        The ceasefire or moratorium.
    claimant
        Who tells it.
    accused
        Whom the claimant holds responsible; empty where nobody is named.
    kind
        The kind of incident in the claimant's word; empty where none is given.
    first, last
        The period, the end not in it; of a single incident the day, or twice its minute.
    single
        Whether it is one row for one day or minute, not a count over a period.
    count
        How many, as written.
    qualifier
        What stands with the number.
    claimed, observed, verified, attributed
        How many of them a side claims, somebody who is no side saw, were checked, and were put down to somebody by
        whoever checked; ``None`` where that is not written, which is not 0.
    event
        The name under which several claimants tell the same incident; empty where there is none.
    in_force_from
        Since when the arrangement holds, as the claimant has it.
    source, note
        Where it is told, and anything else.
    line
        Its line in the file.
    """

    arrangement: str
    claimant: str
    accused: str
    kind: str
    first: datetime
    last: datetime
    single: bool
    count: int
    qualifier: Qualifier
    claimed: int | None
    observed: int | None
    verified: int | None
    attributed: int | None
    event: str
    in_force_from: datetime | None
    source: str
    note: str
    line: int

    @property
    def bound(self) -> Bound:
        """Return what the number says about the true one; "about" is taken for the number itself."""
        if self.qualifier in ("at least", "more than"):
            return "at least"
        return "at most" if self.qualifier == "at most" else "exact"

    @property
    def number(self) -> int:
        """Return the number that the bound is about: "more than 30" is at least 31."""
        return self.count + (self.qualifier == "more than")


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What one claimant says of the arrangement itself: that it holds, or how it came to an end."""

    arrangement: str
    claimant: str
    status: Status
    day: datetime
    source: str
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class IncidentLog:
    """Everything that a log tells, in its order."""

    reports: tuple[Report, ...]
    statuses: tuple[StatusReport, ...]

    @property
    def arrangements(self) -> tuple[str, ...]:
        """Return the names of the arrangements, in the order in which they first stand."""
        rows = sorted([*self.reports, *self.statuses], key=lambda each: each.line)
        return tuple(dict.fromkeys(each.arrangement for each in rows))
