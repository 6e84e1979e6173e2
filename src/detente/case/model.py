"""The case: one dispute, written down once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from detente.case.ceasefire import Ceasefire
from detente.case.date import DateSpan
from detente.case.estimate import Provenance
from detente.case.issue import Condition, Issue
from detente.case.kept import Kept
from detente.case.lever import Lever, Norm
from detente.case.moves import Moves
from detente.case.preference import Linkage, Preferences, RedLine
from detente.case.ratifier import Commitment, Ratifier
from detente.case.table import Clock, Table

__all__ = ["Aftermath", "Case", "Driver", "Happening", "Party", "Proposal", "Response", "Rule", "Source"]


@dataclass(frozen=True, slots=True)
class Party:
    """Someone at, behind or beside the table.

    Parameters
    ----------
    consent
        Whether an agreement needs this party (by default principals only).
    interests, fears, mandate
        Text for people; nothing is computed from them.
    """

    name: str
    role: Literal["principal", "mediator", "ratifier", "observer"] = "principal"
    consent: bool = True
    title: str = ""
    interests: str = ""
    fears: str = ""
    mandate: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact or a number comes from."""

    name: str
    title: str = ""
    date: DateSpan | None = None
    url: str = ""
    file: str = ""
    publisher: str = ""
    accessed: DateSpan | None = None
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Driver:
    """A common cause with which several estimates move."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What no package may contain: ``never`` a combination, or ``when`` this then that (rule C9).

    Exactly one of `never` and (`when`, `needs`) is given.
    """

    kind: Literal["logical", "legal", "simplification"]
    never: Condition | None = None
    when: Condition | None = None
    needs: Condition | None = None
    provenance: Provenance = Provenance()

    @property
    def scope(self) -> tuple[str, ...]:
        """Return the names of the issues it speaks of, each once."""
        parts = (self.never, self.when, self.needs)
        return tuple(dict.fromkeys(issue for part in parts if part for issue in part.picks))

    def __str__(self) -> str:
        return f"never {self.never}" if self.never else f"when {self.when} needs {self.needs}"


@dataclass(frozen=True, slots=True)
class Response:
    """A party's answer to a proposal."""

    party: str
    answer: Literal["accepted", "rejected", "conditional"]
    condition: Condition | None = None
    on: DateSpan | None = None
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A partial package on the table (rule C6)."""

    name: str
    package: Mapping[str, str]
    by: tuple[str, ...] = ()
    on: DateSpan | None = None
    rest: Literal["status_quo", "open"] = "status_quo"
    responses: tuple[Response, ...] = ()
    title: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated fact from after the date of a case."""

    what: str
    on: DateSpan | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What is known to have happened since: the only place for what is later than the case may know.

    Nothing but the back-test reads it.

    Parameters
    ----------
    agreement
        Whether the parties agreed on all of the dispute, on part of it, or on nothing.
    package
        What came about, in options that the case lists; silent issues stay at their status quo. Empty where no
        listed option comes near it.
    not_listed
        The parts of what came about that no listed option says; where there are any, `package` is only the nearest.
    sources
        Sources that may be later than the case; nothing else in the case may cite them.
    """

    agreement: Literal["none", "partial", "whole"]
    summary: str = ""
    package: Mapping[str, str] = field(default_factory=dict[str, str])
    not_listed: str = ""
    facts: tuple[Happening, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    provenance: Provenance = Provenance()


@dataclass(frozen=True)
class Case:
    """One dispute as its author wrote it; immutable, and possibly inconsistent until checked.

    Every mapping keeps the order of the file.
    """

    title: str
    parties: Mapping[str, Party]
    issues: Mapping[str, Issue]
    preferences: Mapping[str, Preferences]
    summary: str = ""
    provenance: Provenance = Provenance()
    as_of: DateSpan | None = None
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    drivers: Mapping[str, Driver] = field(default_factory=dict[str, Driver])
    rules: tuple[Rule, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    proposals: Mapping[str, Proposal] = field(default_factory=dict[str, Proposal])
    outcome: Aftermath | None = None
    tables: Mapping[str, Table] = field(default_factory=dict[str, Table])
    clocks: Mapping[str, Clock] = field(default_factory=dict[str, Clock])
    commitments: tuple[Commitment, ...] = ()
    ratifiers: Mapping[str, Ratifier] = field(default_factory=dict[str, Ratifier])
    levers: Mapping[str, Lever] = field(default_factory=dict[str, Lever])
    norms: Mapping[str, Norm] = field(default_factory=dict[str, Norm])
    moves: Moves | None = None
    kept: Kept | None = None
    ceasefire: Ceasefire | None = None
    in_force: Mapping[str, str] = field(default_factory=dict[str, str])
    """Levels of the levers that an analysis takes to be in force; no file says so."""

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Return the parties whose preferences are written and not wholly unknown, in party order."""
        return tuple(name for name in self.parties if name in self.preferences and not self.preferences[name].unknown)

    @cached_property
    def consenting(self) -> tuple[str, ...]:
        """Return the parties whose consent an agreement needs, in party order."""
        return tuple(name for name, party in self.parties.items() if party.consent)

    def deciders(self, issue: str) -> tuple[str, ...]:
        """Return the parties without whose consent an issue stays at its status quo (rule C4), in party order."""
        named = self.issues[issue].decided_by
        return tuple(name for name in self.parties if name in named) if named else self.consenting

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """Return the parties whose consent some package needs, in party order."""
        named = {name for issue in self.issues.values() for name in issue.decided_by}
        return tuple(name for name in self.parties if name in named or name in self.consenting)
