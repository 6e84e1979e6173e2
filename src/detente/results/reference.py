"""How ceasefires of the past ended, by class: the counts, and what follows from them. Standard library only.

Source of the shipped counts: the ETH/PRIO Civil Conflict Ceasefire data (Clayton et al. 2022), in our own aggregation.
Intervals of a share are those of Wilson (1927).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "HORIZONS",
    "Ends",
    "Interval",
    "Mechanism",
    "ReferenceClass",
    "ReferenceTable",
    "Scope",
    "Sides",
    "fitting",
    "wilson",
]

HORIZONS = (7, 14, 30, 60, 90, 180)
"""Days at which it is told in how many no violent end had come."""

Scope = Literal["any", "general", "partial"]
Sides = Literal["any", "several", "one"]
Mechanism = Literal["any", "yes", "no"]
Interval = tuple[float, float]

_CAVEATS = (
    "These are civil wars; whether they say anything about a war between states is a judgement.",
    "Not renounced is not the same as not violated: a ceasefire counts as standing while shots are fired.",
)
_LEAST = 0.005
_NORMAL_975 = 1.959963984540054
_LONGEST = 10_000


def wilson(hits: int, number: int) -> Interval | None:
    """Return the 95% score interval of a share; ``None`` of nothing.

    Source: Wilson 1927.

    Parameters
    ----------
    hits, number
        In how many of how many.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(2, 29)]
    [0.019, 0.22]
    """
    if not number:
        return None
    share, square = hits / number, _NORMAL_975**2
    middle = share + square / (2 * number)
    half = _NORMAL_975 * math.sqrt(share * (1 - share) / number + square / (4 * number**2))
    scale = 1 + square / number
    # At 0 and at all the ends are 0 and 1; rounding would leave them a hair off.
    low = 0.0 if not hits else (middle - half) / scale
    high = 1.0 if hits == number else (middle + half) / scale
    return low, high


@dataclass(frozen=True, slots=True)
class Ends:
    """How many ceasefires ended how; every one of them counts once.

    Parameters
    ----------
    never
        Agreed, but never in effect.
    violent
        Ended by violence, or renounced.
    expired
        Their term ran out and nothing came after.
    extended
        Extended, or superseded by a wider arrangement.
    in_force
        Still in force on the last day of the data.
    unknown
        How they ended is not known.
    """

    never: int
    violent: int
    expired: int
    extended: int
    in_force: int
    unknown: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.known + self.unknown

    @property
    def known(self) -> int:
        """Return of how many it is known what became of them."""
        return self.never + self.violent + self.expired + self.extended + self.in_force

    @property
    def failed(self) -> int:
        """Return how many collapsed or never took effect."""
        return self.never + self.violent


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """Ceasefires of one kind, and what became of them.

    Shares are of those whose end is known; `bounds` say how far the unknown ones could move them.

    Parameters
    ----------
    name
        The class in words.
    term
        The shortest and the longest term in days; ``None`` where there is no term, or any.
    sides
        Whether ``several`` sides agreed on it, or ``one`` declared it; ``any``: both kinds are in it.
    scope
        ``general``; ``partial`` (limited in place or in means); ``any``.
    mechanism
        Whether a mechanism to implement or monitor it was agreed; ``any``: not looked at.
    open_ended
        Whether it holds only ceasefires without a term.
    country
        The one country that it is about; empty: all.
    countries
        In how many countries they were.
    ends
        How they ended.
    dated
        Of how many both days are known, the last day of the data counting for those still in force.
    median_days
        Median duration of these, in days; ``None`` without any.
    no_violent_end
        By day after the start: the Kaplan-Meier estimate of the share without a violent end up to then.
    no_violent_end_between
        The same as bounds from drawing whole countries anew; empty where the table does not give them.
    at_risk
        By day: how many were still counted just before it; empty where the table does not give it.
    extended_between, failed_between
        95% bounds of the shares of those known that were extended, and that failed, from drawing whole countries anew;
        ``None`` where the table does not give them.
    """

    name: str
    term: tuple[int, int] | None
    sides: Sides
    scope: Scope
    mechanism: Mechanism
    open_ended: bool
    country: str
    countries: int
    ends: Ends
    dated: int
    median_days: float | None
    no_violent_end: Mapping[int, float]
    no_violent_end_between: Mapping[int, Interval] = field(default_factory=dict[int, Interval])
    at_risk: Mapping[int, int] = field(default_factory=dict[int, int])
    extended_between: Interval | None = None
    failed_between: Interval | None = None

    @property
    def failed_share(self) -> float | None:
        """Return the share of those known that collapsed or never took effect."""
        return self.ends.failed / self.ends.known if self.ends.known else None

    @property
    def failed_interval(self) -> Interval | None:
        """Return its Wilson interval."""
        return wilson(self.ends.failed, self.ends.known)

    @property
    def failed_bounds(self) -> Interval | None:
        """Return the share of all that failed if no unknown one did, and if all of them did."""
        return self._bounds(self.ends.failed)

    @property
    def extended_share(self) -> float | None:
        """Return the share of those known that were extended or superseded."""
        return self.ends.extended / self.ends.known if self.ends.known else None

    @property
    def extended_interval(self) -> Interval | None:
        """Return its Wilson interval."""
        return wilson(self.ends.extended, self.ends.known)

    @property
    def extended_bounds(self) -> Interval | None:
        """Return the share of all that was extended if no unknown one was, and if all of them were."""
        return self._bounds(self.ends.extended)

    def _bounds(self, hits: int) -> Interval | None:
        total = self.ends.total
        return (hits / total, (hits + self.ends.unknown) / total) if total else None


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """Classes of past ceasefires, and where they come from.

    Parameters
    ----------
    classes
        In the order in which they are shown. A ceasefire may stand in several.
    source
        The citation.
    total, unknown
        Ceasefires in the data, and those whose end is not known; these are ``None`` where only the classes are at hand.
    unknown_share
        The share of those whose end is not known.
    last_day
        The last day of the data, in ISO form.
    seed, resamples
        Of the bounds from drawing whole countries anew; ``None`` where these came with the table.
    notes
        What was assumed or left out when it was made, one sentence each.
    unused
        Codes that were explained and stand nowhere in the data, such as ``outcome:7``.
    differs
        The classes whose counts are not those of the table that ships with Détente; ``None`` where it is that one.
    """

    classes: tuple[ReferenceClass, ...]
    source: str
    total: int
    unknown: int | None
    unknown_share: float
    last_day: str
    seed: int | None = None
    resamples: int | None = None
    notes: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    differs: tuple[str, ...] | None = None

    @property
    def caveats(self) -> tuple[str, ...]:
        """Return what stands beside these classes wherever they are shown."""
        return (*_CAVEATS, self._how_many_ends())

    def _how_many_ends(self) -> str:
        """Return of how many it is not known how they ended, and what follows from that."""
        all_known, none_known = self.unknown_share == 0, self.unknown_share == 1
        if self.total == 1:
            return f"Of the one ceasefire it is {'' if all_known else 'not '}known how it ended."
        if all_known:
            return f"Of all {self.total:,} ceasefires it is known how they ended."
        if none_known:
            return f"Of none of the {self.total:,} ceasefires is it known how they ended."
        share = f"{100 * self.unknown_share:.0f}%"
        if self.unknown_share < _LEAST:
            share = "less than 1%"
        if self.unknown_share > 1 - _LEAST:
            share = "more than 99%"
        how = f"For {share} of the {self.total:,} ceasefires it is not known how they ended"
        return f"{how}, so every share has a second range."


def fitting(
    classes: Sequence[ReferenceClass], term: int | None, *, several: bool, scope: Scope, mechanism: bool | None = None
) -> tuple[ReferenceClass, ...]:
    """Return the classes that a ceasefire would belong to, the narrowest first; none where nothing is comparable.

    A class of one country is never among them: which country to compare with is for a person to say.

    Parameters
    ----------
    classes
        As `ReferenceTable.classes`.
    term
        Its term in days; ``None`` for an open end.
    several
        Whether several sides agree on it, rather than one declaring it.
    scope
        ``general`` or ``partial``.
    mechanism
        Whether a mechanism to implement or monitor it is agreed; ``None`` where that is open.
    """
    asked = {True: "yes", False: "no", None: "any"}[mechanism]
    found = [
        each
        for each in classes
        if not each.country
        and each.sides in ("any", "several" if several else "one")
        and each.scope in ("any", scope)
        and each.mechanism in ("any", asked)
        and _has_term(each, term)
    ]
    return tuple(sorted(found, key=_width))


def _has_term(each: ReferenceClass, term: int | None) -> bool:
    """Return whether a class holds ceasefires of a term."""
    if each.open_ended:
        return term is None
    if each.term is None:
        return True
    return term is not None and each.term[0] <= term <= each.term[1]


def _width(each: ReferenceClass) -> tuple[int, int]:
    """Return what a narrower class has less of: days of its term, then ceasefires."""
    return (_LONGEST if each.term is None else each.term[1] - each.term[0], each.ends.total)
