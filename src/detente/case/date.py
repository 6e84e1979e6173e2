"""Dates as sources give them: a day, a month, or a span."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

__all__ = ["DateSpan", "parse_date"]

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The first and the last day that a date may mean."""

    first: date
    last: date

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}..{self.last.isoformat()}"


def _days(text: str) -> DateSpan:
    if day := _DAY.match(text):
        exact = date(*map(int, day.groups()))
        return DateSpan(exact, exact)
    if month := _MONTH.match(text):
        year, number = map(int, month.groups())
        return DateSpan(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))
    raise ValueError(text)


def parse_date(text: str) -> DateSpan:
    """Return the span of days that an ISO day, a month or ``first..last`` means.

    Raises
    ------
    ValueError
        If the text is no such date, or the day does not exist.

    Examples
    --------
    >>> str(parse_date("2025-02"))
    '2025-02-01..2025-02-28'
    """
    first, dots, last = text.partition("..")
    span = _days(first)
    if dots:
        span = DateSpan(span.first, _days(last).last)
        if span.last < span.first:
            raise ValueError(text)
    return span
