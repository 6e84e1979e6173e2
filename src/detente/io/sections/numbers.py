"""Numbers as plain decimals, and what to write instead of the usual slips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from detente.case import format_number, parse_number
from detente.checks.words import quoted, suggest
from detente.io.sections.base import fail, form

__all__ = ["DIGITS", "NUMBER", "PERCENT", "PLAIN", "Wanted", "explain_number", "read_number"]

DIGITS = r"\s*[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)\s*"
"""Pattern of a plain number, with spaces around it."""
NUMBER: dict[str, Any] = {"anyOf": [{"type": "number"}, {"type": "string", "maxLength": 40, "pattern": f"^{DIGITS}$"}]}

_DASH = "[-\u2010-\u2015\u2212]"
_RANGE = re.compile(rf"([0-9.]+)\s*(?:{_DASH}|to|bis|\.{{3,}}|\u2026|~)\s*([0-9.]+)\Z", re.IGNORECASE)
_PREFIXED = re.compile(r"[+-]?0[xXoObB][0-9a-fA-F]+\Z")
_EXPONENT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)[eE]([+-]?[0-9]{1,2})\Z")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
PERCENT = re.compile(r"\s*(?:%|per\s?cent\b)", re.IGNORECASE)
"""A sign for per cent, with the space before it."""
_LEAST_PERCENTAGE = 2
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_WITH_UNIT = re.compile(rf"(?:[^0-9+.-]{{0,12}})({_NUMBER})\s*(?:[^0-9\s][^0-9]{{0,20}})?\Z")
_SHORTER = "Write a number with at most 40 characters."
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
    noun
        What it is called in messages.
    least, most
        Its bounds; ``None`` for none.
    positive
        Whether it has to be above 0.
    share
        Whether a percentage is to be written as a share of 1.
    """

    example: str = "40"
    span: str = ""
    unknown: bool = False
    levels: tuple[str, ...] = ()
    noun: str = "a number"
    least: int | Fraction | None = None
    most: int | None = None
    positive: bool = False
    share: bool = False

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

    def beyond(self, low: Fraction, high: Fraction) -> Iterator[tuple[str, str]]:
        """Yield which bounds a number or a range oversteps, without a full stop, and what to write instead.

        Examples
        --------
        >>> list(Wanted(noun="a chance", most=1, share=True).beyond(Fraction(30), Fraction(60)))[0][1]
        'Write it as a share of 1: `0.3..0.6` for a percentage.'
        """
        if self.least is not None and low < self.least:
            least = format_number(Fraction(self.least))
            what = f"{quoted(format_number(low))} is below {least}, the least that {self.noun} can be"
            yield what, f"Write a number of at least {least}."
        if self.positive and low == 0:
            yield (
                f"`0` is too little: {self.noun} has to be above 0",
                f"Write a number above 0, such as `{self.example}`.",
            )
        if self.most is not None and high > self.most:
            what = f"{quoted(format_number(high))} is above {self.most}, the most that {self.noun} can be"
            yield what, self._below_the_most(low, high)

    def _below_the_most(self, low: Fraction, high: Fraction) -> str:
        # Where the least is a share already, only the greatest was meant as a percentage.
        first = high if 0 < low < 1 else low
        fits = _LEAST_PERCENTAGE <= high <= 100 and first >= 0 and (self.least is None or first >= 100 * self.least)
        if not (self.share and fits):
            return f"Write a number of at most {self.most}."
        return f"Write it as a share of 1: {quoted(_spelling((first / 100, high / 100)))} for a percentage."


PLAIN = Wanted()


def _spelling(ends: Sequence[Fraction]) -> str:
    """Return the plain spelling of a number, or of a range."""
    return "..".join(dict.fromkeys(format_number(end) for end in sorted(ends)))


def _percentage(text: str) -> tuple[Fraction, ...] | None:
    """Return the number, or both ends of the range, that stand before a sign for per cent."""
    bare = PERCENT.sub("", text).strip()
    if bare == text:
        return None
    spelt = bare if ".." in bare or _plain(bare) else _slip(bare) or ""
    parts = [_plain(part) or _slip(part.strip()) or "" for part in spelt.split("..")]
    try:
        return tuple(parse_number(part) for part in parts)
    except ValueError:
        return None


def _meant(text: str, wanted: Wanted) -> tuple[str, str] | None:
    """Return the right spelling of a number or range, and how to say that, if it can be told."""
    ends, meant = _percentage(text), _slip(text)
    with_unit = _WITH_UNIT.match(text)
    if ends is None and with_unit and text.endswith("%") and _plain(with_unit[1]):
        ends = (parse_number(with_unit[1]),)
    if ends and wanted.share and (wanted.span or len(ends) == 1):
        return _spelling([end / 100 for end in ends]), "Write it as a share of 1: {}."
    if meant is None and ends:
        meant = _spelling(ends)
        if len(ends) == 1:
            return meant, "Write {} without the sign."
    if meant and ".." not in meant:
        return meant, "Write it as {}."
    return (meant, "Write the range as {}.") if meant and wanted.span else None


def _instead(message: str, spelling: str, remedy: str, wanted: Wanted) -> tuple[str, str]:
    """Return what is wrong and the right spelling, or which bound that would overstep."""
    try:
        ends = [parse_number(end.strip()) for end in spelling.split("..")]
    except ValueError:
        return message, _SHORTER
    for what, better in wanted.beyond(min(ends), max(ends)):
        return f"{message.removesuffix('.')}, and {what}.", better
    return message, remedy.format(quoted(spelling))


def explain_number(text: str, wanted: Wanted) -> tuple[str, str]:
    """Return what is wrong with a text that should be a number, and what to write instead.

    Examples
    --------
    >>> explain_number("35-45", Wanted(span="35..45"))
    ('`35-45` is not a plain number.', 'Write the range as `35..45`.')
    """
    message = f"{quoted(text)} is not a plain number."
    if len(text) > 40 and re.match(rf"{_NUMBER}\Z", text):
        return f"{quoted(text)} has {len(text)} characters.", _SHORTER
    if meant := _meant(text, wanted):
        return _instead(message, *meant, wanted)
    if wanted.span and re.match(r"(?:about|around|circa|ca\.?|c\.|~|<|>|\u2248)=?\s*[0-9]", text, re.IGNORECASE):
        return message, f"Write a range such as `{wanted.span}` for a number that is not sure."
    if text.casefold() in _NOT_KNOWN and wanted.unknown:
        return message, "Write `unknown` if nobody knows it."
    if (word := suggest(text, wanted.words)) is not None:
        return message, f"Did you mean {quoted(word)}?"
    if with_unit := _WITH_UNIT.match(text):
        return _instead(message, with_unit[1], "Write the bare number {}, without words or signs around it.", wanted)
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
