"""Who values what: the stakes of every side on every issue."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from detente.report.html.common import Subject
from detente.report.words import option_words, points
from detente.results import Spread

__all__ = ["Row", "Stake", "Valued", "shade", "valued_of"]

_DARKEST = 5
_NOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Stake:
    """What an issue is worth to a side: its own points, their range, and how dark the cell is, 0 to 5."""

    points: str
    span: str
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """An issue, and per party its stake; ``None`` where the party names none."""

    issue: str
    stakes: tuple[Stake | None, ...]


@dataclass(frozen=True, slots=True)
class Valued:
    """The section: a row for every issue; and for every issue and party its best and worst option.

    `linked` tells whether the case says what options are worth together, which no stake contains.
    """

    parties: tuple[str, ...]
    rows: tuple[Row, ...]
    options: tuple[tuple[str, ...], ...]
    drawn: bool
    linked: bool


def valued_of(subject: Subject) -> Valued:
    """Return the section on stakes."""
    stakes = subject.analysis.deal.stakes
    return Valued(
        parties=tuple(stakes),
        rows=tuple(
            Row(issue, tuple(_stake(subject, issue, party) for party in stakes)) for issue in subject.case.issues
        ),
        options=tuple(_options(subject)),
        drawn=any(_spread(subject, issue, party) for issue in subject.case.issues for party in stakes),
        linked=bool(subject.case.linkages),
    )


def shade(points: float, largest: float) -> int:
    """Return how dark a cell is: 0 for next to nothing, then by fifths of the side's largest stake.

    Examples
    --------
    >>> shade(0.2, 50), shade(10, 50), shade(50, 50)
    (0, 1, 5)
    """
    return 0 if points < _NOTHING or not largest else math.ceil(_DARKEST * points / largest)


def _spread(subject: Subject, issue: str, party: str) -> Spread | None:
    draws = subject.draws
    return draws.stakes.get(party, {}).get(issue) if draws else None


def _stake(subject: Subject, issue: str, party: str) -> Stake | None:
    stakes = subject.analysis.deal.stakes[party]
    if issue not in stakes:
        return None
    spread = _spread(subject, issue, party)
    largest = max(float(each.points) for each in stakes.values())
    values = subject.case.preferences[party].values.get(issue)
    # Unknown values all stand at their middle, so the stake there is nothing though it is something in every draw.
    unknown = spread is not None and spread.low > stakes[issue].points and values is not None and values.unknown
    return Stake(
        "unknown" if unknown else points(stakes[issue].points),
        f"{spread.low:.1f}–{spread.high:.1f}" if spread else "",
        shade(float(stakes[issue].points), largest),
    )


def _options(subject: Subject) -> Iterator[tuple[str, ...]]:
    """Yield issue, party, best and worst option."""
    case, stakes = subject.case, subject.analysis.deal.stakes
    for issue in case.issues:
        for party, found in stakes.items():
            if issue not in found:
                continue
            best, worst = (option_words(case, issue, option) for option in (found[issue].best, found[issue].worst))
            if not found[issue].points:
                # Values that are unknown stand at their middle, all alike, and yet differ in every draw.
                spread = _spread(subject, issue, party)
                best, worst = ("unknown: at the middle all options count alike" if spread and spread.high else "", "")
            yield issue, party, best, worst
