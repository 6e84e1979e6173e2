"""Numbers as plain decimals, and what to write instead of the usual slips."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from detente.case import format_number, parse_number
from detente.checks.words import quoted, suggest
from detente.io.sections.base import fail, form

__all__ = ["DIGITS", "NUMBER", "PLAIN", "Wanted", "explain_number", "read_number"]

DIGITS = r"\s*[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)\s*"
"""Pattern of a plain number, with spaces around it."""
NUMBER: dict[str, Any] = {"anyOf": [{"type": "number"}, {"type": "string", "maxLength": 40, "pattern": f"^{DIGITS}$"}]}

_DASH = "[-\u2010-\u2015\u2212]"
_RANGE = re.compile(rf"([0-9.]+)\s*(?:{_DASH}|to|bis|\.{{3,}}|\u2026|~)\s*([0-9.]+)\Z", re.IGNORECASE)
_PREFIXED = re.compile(r"[+-]?0[xXoObB][0-9a-fA-F]+\Z")
_EXPONENT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)[eE]([+-]?[0-9]{1,2})\Z")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_NOT_KNOWN = {"?", "??", "n/a", "na", "nan", ".nan", "tbd", "none", "null", "~", "-", "--", "x"}


def _plain(text: str) -> str | None:
    """Return a text as a number's plain spelling, if it is a plain number."""
    try:
        return format_number(parse_number(text))
    except ValueError:
        return None


def _slip(text: str) -> str | None:
    """Return the plain spelling of a number or range that was written in another common way."""
    ranged = _RANGE.match(text)
    if ranged and _plain(ranged[1]) and _plain(ranged[2]):
        return f"{ranged[1]}..{ranged[2]}"
    if _PREFIXED.match(text):
        try:
            return str(int(text, 0))
        except ValueError:
            return None
    if exponent := _EXPONENT.match(text):
        number = Fraction(exponent[1]) * Fraction(10) ** int(exponent[2])
        return format_number(number) if abs(int(exponent[2])) <= 30 else None
    if re.match(r"[0-9]{1,9}/[1-9][0-9]{0,8}\Z", text):
        return format_number(Fraction(text))
    if _GROUPED.match(text):
        return text.replace(",", "")
    tried = text.replace("\u2212", "-").replace("\u2013", "-")
    if re.match(r"[+-]?[0-9]+,[0-9]+\Z", tried):
        tried = tried.replace(",", ".")
    tried = re.sub(r"(?<=[0-9])[_' \u00a0\u202f](?=[0-9])", "", tried)
    tried = re.sub(r"\A([+-]?)\s+", r"\1", tried)
    if re.match(r"[+-]?[0-9]+\.\Z", tried):
        tried = tried[:-1]
    return tried if tried != text and _plain(tried) else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be written where a number stands.

    Parameters
    ----------
    example
        A number that would fit.
    span
        A range that would fit; empty where only a number does.
    unknown
        Whether ``unknown`` does.
    levels
        Words for a range that do.
    """

    example: str = "40"
    span: str = ""
    unknown: bool = False
    levels: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that may be written instead of a number."""
        return (*self.levels, "unknown") if self.unknown else self.levels

    def __str__(self) -> str:
        forms = [f"a number such as `{self.example}`"]
        if self.span:
            forms.append(f"a range such as `{self.span}`")
        forms += [quoted(word) for word in self.words]
        return forms[0] if len(forms) == 1 else f"{', '.join(forms[:-1])} or {forms[-1]}"


PLAIN = Wanted()


def explain_number(text: str, wanted: Wanted) -> tuple[str, str]:
    """Return what is wrong with a text that should be a number, and what to write instead.

    Examples
    --------
    >>> explain_number("35-45", Wanted(span="35..45"))
    ('`35-45` is not a plain number.', 'Write the range as `35..45`.')
    """
    message = f"{quoted(text)} is not a plain number."
    if len(text) > 40 and re.match(rf"{_NUMBER}\Z", text):
        return f"{quoted(text)} has {len(text)} characters.", "Write a number with at most 40 characters."
    meant = _slip(text)
    if meant and ".." not in meant:
        return message, f"Write it as {quoted(meant)}."
    if meant and wanted.span:
        return message, f"Write the range as {quoted(meant)}."
    with_unit = re.match(rf"(?:[^0-9+.-]{{0,12}})({_NUMBER})\s*(?:[^0-9\s][^0-9]{{0,20}})?\Z", text)
    if with_unit and text.endswith("%"):
        return message, f"Write {quoted(with_unit[1])} without the sign."
    if wanted.span and re.match(r"(?:about|around|circa|ca\.?|c\.|~|<|>|\u2248)=?\s*[0-9]", text, re.IGNORECASE):
        return message, f"Write a range such as `{wanted.span}` for a number that is not sure."
    if text.casefold() in _NOT_KNOWN and wanted.unknown:
        return message, "Write `unknown` if nobody knows it."
    if (word := suggest(text, wanted.words)) is not None:
        return message, f"Did you mean {quoted(word)}?"
    if with_unit:
        return message, f"Write the bare number {quoted(with_unit[1])}, without words or signs around it."
    if text.casefold().lstrip("+-.") in ("inf", "infinity", "nan"):
        return message, f"Write a finite number such as `{wanted.example}`."
    return message, f"Write {wanted}."


def read_number(value: object, wanted: Wanted) -> Fraction:
    """Return a plain decimal number exactly."""
    if not isinstance(value, str):
        code = "empty" if value is None else "not-a-number"
        raise fail(code, f"A number is expected here, not {form(value)}.", f"Write {wanted}.")
    try:
        return parse_number(value.strip())
    except ValueError:
        raise fail("not-a-number", *explain_number(value.strip(), wanted)) from None
