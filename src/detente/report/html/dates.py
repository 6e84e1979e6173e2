"""Dates as people write them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from detente.case import DateSpan

__all__ = ["date_words"]


def date_words(span: DateSpan | date | None) -> str:
    """Return a day or a span of days in words; nothing for none.

    Examples
    --------
    >>> from detente.case import parse_date
    >>> date_words(parse_date("2024-12")), date_words(parse_date("2024-06-14..2024-06-15"))
    ('December 2024', '14 to 15 June 2024')
    >>> date_words(parse_date("2024-12..2025-02")), date_words(parse_date("2024-12-30..2025-01-02"))
    ('December 2024 to February 2025', '30 December 2024 to 2 January 2025')
    >>> date_words(parse_date("2025-03..2025-05")), date_words(parse_date("2025-03-18")), date_words(None)
    ('March to May 2025', '18 March 2025', '')
    """
    if span is None:
        return ""
    first, last = (span, span) if isinstance(span, date) else (span.first, span.last)
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    end = _words(last, whole=whole)
    if first == last or (whole and _month(first) == _month(last)):
        return end
    if not whole and _month(first) == _month(last):
        return f"{first.day} to {end}"
    start = _words(first, whole=whole)
    return f"{start.removesuffix(f' {last.year}')} to {end}"


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _words(day: date, *, whole: bool) -> str:
    month = f"{calendar.month_name[day.month]} {day.year}"
    return month if whole else f"{day.day} {month}"
