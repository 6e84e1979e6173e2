"""A ceasefire: what its terms say, how fast what happens to it happens, and on which terms that depends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from detente.case.date import DateSpan
from detente.case.estimate import Estimate, Provenance
from detente.case.issue import Condition

__all__ = [
    "CEASEFIRE_CHANCES",
    "CEASEFIRE_GROUPS",
    "CEASEFIRE_NUMBERS",
    "ELEMENTS",
    "Ceasefire",
    "CeasefireStakes",
    "CeasefireTerm",
    "Element",
    "Measure",
    "RateChange",
    "SaidOf",
    "each_number",
]

_NONE = Estimate.point(0)

Element: TypeAlias = Literal[
    "scope", "start", "term", "renewal", "monitor", "verification", "attribution", "sanction", "consultation"
]
"""What the terms of a ceasefire should speak of."""

ELEMENTS: tuple[Element, ...] = get_args(Element)

CEASEFIRE_CHANCES = (
    "detection",
    "attribution",
    "strain_accident",
    "strain_violation",
    "strain_unexplained",
    "renewal_holding",
    "renewal_strained",
    "renewal_suspended",
)
"""Numbers of a ceasefire that lie between 0 and 1."""

CEASEFIRE_NUMBERS = (
    "accident",
    "resolution",
    "retaliation",
    "resumption",
    "collapse_holding",
    "collapse_strained",
    "collapse_suspended",
    "supersession_holding",
    "supersession_strained",
    "supersession_suspended",
    *CEASEFIRE_CHANCES,
)
"""Numbers of a ceasefire other than violations: chances, and rates per day; what they mean is told in
`detente.solvers.ceasefire.rates`. What is not given is 0."""

CEASEFIRE_GROUPS: Mapping[str, tuple[str, ...]] = {
    group: tuple(name for name in CEASEFIRE_NUMBERS if name.startswith(f"{group}_"))
    for group in ("strain", "collapse", "supersession", "renewal")
}
"""Numbers that may be given as one: then all of a group are the same number, and drawn as one."""


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What the terms say of one element.

    Parameters
    ----------
    text
        What they say; empty where an issue settles it, or where they say nothing.
    issue
        The issue that settles it.
    silent
        Options of that issue under which nothing is said.
    readings
        What the text may be taken to mean, where its readers differ.
    """

    text: str = ""
    issue: str = ""
    silent: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class CeasefireTerm:
    """How long a ceasefire runs before it has to be renewed.

    Parameters
    ----------
    days
        Its days; ``None`` for an open end. Not used where `issue` settles it.
    issue
        The issue that settles it.
    by_option
        Per option of that issue, the days; ``None`` for an open end.
    most
        Most terms, the first included; ``None`` where it may be renewed again and again, 1 where it cannot be renewed.
    """

    days: int | None = None
    issue: str = ""
    by_option: Mapping[str, int | None] = field(default_factory=dict[str, "int | None"])
    most: int | None = None


@dataclass(frozen=True, slots=True)
class RateChange:
    """Numbers that are others where something is agreed, or from some day on; `each_number` goes over both kinds.

    Parameters
    ----------
    when
        Which packages; ``None`` for all.
    from_day
        From which day after the start; 0 for the whole time.
    rates
        Numbers of `CEASEFIRE_NUMBERS`, or groups of them, that take the place of those before.
    violation
        The same for the violations of parties.
    times
        Factors by which numbers of `CEASEFIRE_NUMBERS`, or groups of them, are multiplied, after all replacements;
        chances stay at most 1.
    """

    when: Condition | None = None
    from_day: int = 0
    rates: Mapping[str, Estimate] = field(default_factory=dict[str, Estimate])
    violation: Mapping[str, Estimate] = field(default_factory=dict[str, Estimate])
    times: Mapping[str, Estimate] = field(default_factory=dict[str, Estimate])
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class CeasefireStakes:
    """What a party gains by a deliberate violation, and loses if it is noticed and named; in points of its own.

    Parameters
    ----------
    scale
        How far what the party weighs besides is unknown (scale of the logit); 0: nothing is.
    """

    gain: Estimate
    loss: Estimate
    scale: Estimate = _NONE


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that could be added to the terms, and the numbers that hold with it, whatever the changes say."""

    name: str
    rates: Mapping[str, Estimate]
    title: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True)
class Ceasefire:
    """A ceasefire, as it is agreed or talked about.

    Parameters
    ----------
    package
        The package whose terms are asked about: the name of a proposal, or options of issues (silent ones at their
        status quo). Empty for a ceasefire whose terms depend on no issue.
    said
        What the terms say of each element; an element that is absent is not spoken of.
    starts
        The days on which it may be taken to have begun: several where its readers differ; none where it is only talked
        about.
    several
        Whether several sides agree on it, rather than one declaring it.
    general
        Whether it is general, rather than limited in place or in means.
    mechanism
        Whether a mechanism to implement or monitor it is agreed; ``None`` where that is open, or where the monitor is
        settled by an issue.
    term
        How long it runs.
    rates, violation
        The numbers of `CEASEFIRE_NUMBERS` or groups of them (`each_number` goes over them), and per party the
        opportunities for deliberate violations per day.
    changes
        What changes them, in order.
    stakes
        Per party; opportunities are all used where there are none.
    measures
        What could be added.
    horizon
        Up to which day it is followed.
    incidents
        File of the incident log, or empty.
    arrangement
        The arrangement in the log that is this ceasefire; empty: all of it.
    """

    package: Mapping[str, str] | str = ""
    said: Mapping[Element, SaidOf] = field(default_factory=dict["Element", SaidOf])
    starts: tuple[DateSpan, ...] = ()
    several: bool = True
    general: bool = True
    mechanism: bool | None = None
    term: CeasefireTerm = CeasefireTerm()
    rates: Mapping[str, Estimate] = field(default_factory=dict[str, Estimate])
    violation: Mapping[str, Estimate] = field(default_factory=dict[str, Estimate])
    changes: tuple[RateChange, ...] = ()
    stakes: Mapping[str, CeasefireStakes] = field(default_factory=dict[str, CeasefireStakes])
    measures: Mapping[str, Measure] = field(default_factory=dict[str, Measure])
    horizon: int = 180
    incidents: str = ""
    arrangement: str = ""
    title: str = ""
    provenance: Provenance = Provenance()


def each_number(given: Mapping[str, Estimate]) -> Iterator[tuple[str, str, Estimate]]:
    """Yield every number of `CEASEFIRE_NUMBERS` that is given, the name under which it is written, and its estimate.

    Examples
    --------
    >>> given = {"accident": Estimate.point(1), "collapse": Estimate.point(0), "strain_accident": Estimate.point(1)}
    >>> for name, written, _ in each_number(given):
    ...     print(name, "|", written)
    accident | accident
    collapse_holding | collapse
    collapse_strained | collapse
    collapse_suspended | collapse
    strain_accident | strain_accident
    """
    for written, estimate in given.items():
        for name in CEASEFIRE_GROUPS.get(written, (written,)):
            yield name, written, estimate
