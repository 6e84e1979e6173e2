"""Who sits together over what, and the dates that do not wait (sections `tables` and `clocks`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from detente.case.date import DateSpan
from detente.case.estimate import Provenance

__all__ = ["Clock", "Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """Parties that talk about some of the issues, without the others.

    Parameters
    ----------
    name
        What the case calls it; empty for one that an analysis sets up.
    parties
        Those present. What an absent party decides stays as it is.
    issues
        What is on this table; empty for all issues.
    given
        Options of issues that are settled elsewhere: assumed instead of their status quo.
    stage
        ``first`` or ``final``: only issues of that stage are on it; empty for both.
    on
        When it meets.
    """

    name: str
    parties: tuple[str, ...]
    issues: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict[str, str])
    stage: Literal["", "first", "final"] = ""
    on: DateSpan | None = None
    title: str = ""
    note: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Clock:
    """A date by which something happens unless somebody acts.

    Parameters
    ----------
    on
        The day, or the days among which it falls.
    what
        What happens then.
    issues
        The issues it bears on.
    """

    name: str
    on: DateSpan
    what: str = ""
    issues: tuple[str, ...] = ()
    note: str = ""
    provenance: Provenance = Provenance()
