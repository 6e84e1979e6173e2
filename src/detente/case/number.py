"""Plain decimal numbers, read exactly and written back exactly."""

from __future__ import annotations

import re
from fractions import Fraction

__all__ = ["MAX_DIGITS", "format_number", "parse_number"]

MAX_DIGITS = 40
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)\Z")


def parse_number(text: str) -> Fraction:
    """Return the number that a plain decimal text writes, exactly.

    Parameters
    ----------
    text
        Digits with at most one sign and one point, at most `MAX_DIGITS` characters.

    Raises
    ------
    ValueError
        If the text is anything else (``1_000``, ``1e3``, ``0x1F``, ``nan``, ``50%``).

    Examples
    --------
    >>> parse_number("0.1") * 3 == Fraction(3, 10)
    True
    """
    if len(text) > MAX_DIGITS or not _PLAIN.match(text):
        raise ValueError(text)
    return Fraction(text)


def format_number(number: Fraction) -> str:
    """Return a number as a plain decimal; where that would not end, rounded to six places.

    Examples
    --------
    >>> format_number(Fraction(15, 2)), format_number(Fraction(1, 3)), format_number(Fraction(-4))
    ('7.5', '0.333333', '-4')
    """
    rest, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1 or places > MAX_DIGITS:
        number, places = round(number, 6), 6
    sign = "-" if number < 0 else ""
    whole, part = divmod(int(abs(number) * 10**places), 10**places)
    decimals = f"{part:0{places}d}".rstrip("0") if places else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
