"""Texts, names, choices, numbers and dates, each with what to write instead of the usual slips."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial
from typing import Annotated, Any, cast, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, ValidationError, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from detente.case import DateSpan, format_number, parse_date, parse_number
from detente.checks.words import did_you_mean, listed, quoted
from detente.io.sections.base import Faults, as_list, form

__all__ = [
    "NUMBER",
    "SCALAR",
    "Choice",
    "Date",
    "Flag",
    "Name",
    "Names",
    "Number",
    "Text",
    "WebAddress",
    "each",
    "explain_number",
    "read_name",
    "read_number",
    "read_text",
]

SCALAR = {"type": ["string", "number", "boolean"]}
_NUMBER_PATTERN = r"^\s*[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)\s*$"
NUMBER = {"anyOf": [{"type": "number"}, {"type": "string", "maxLength": 40, "pattern": _NUMBER_PATTERN}]}
_DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?(\.\.[0-9]{4}-[0-9]{2}(-[0-9]{2})?)?$"

MAX_NAME = 80

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DASH = "[-\u2010-\u2015\u2212]"
_RANGE = re.compile(rf"([0-9.]+)\s*(?:{_DASH}|to|bis|\.{{3,}}|\u2026|~)\s*([0-9.]+)\Z", re.IGNORECASE)
_PREFIXED = re.compile(r"[+-]?0[xXoObB][0-9a-fA-F]+\Z")
_EXPONENT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)[eE]([+-]?[0-9]{1,2})\Z")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_NOT_KNOWN = {"?", "??", "n/a", "na", "nan", ".nan", "tbd", "none", "null", "~", "-", "--", "x"}


def _fail(code: str, message: str, remedy: str) -> ValidationError:
    faults = Faults()
    faults.add(code, message, remedy)
    return faults.error()


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


def explain_number(text: str, *, unknown: bool, example: str) -> tuple[str, str]:
    """Return what is wrong with a text that should be a number, and what to write instead.

    Parameters
    ----------
    unknown
        Whether ``unknown`` may be written in its place.
    example
        A number that would fit.

    Examples
    --------
    >>> explain_number("35-45", unknown=True, example="40")
    ('`35-45` is not a plain number.', 'Write the range as `35..45`.')
    """
    message = f"{quoted(text)} is not a plain number."
    if len(text) > 40 and re.match(rf"{_NUMBER}\Z", text):
        return f"{quoted(text)} has {len(text)} characters.", "Write a number with at most 40 characters."
    if meant := _slip(text):
        return message, f"Write {'the range as' if '..' in meant else 'it as'} {quoted(meant)}."
    with_unit = re.match(rf"(?:[^0-9+.-]{{0,12}})({_NUMBER})\s*(?:[^0-9\s][^0-9]{{0,20}})?\Z", text)
    if with_unit and text.endswith("%"):
        return message, f"Write {quoted(with_unit[1])} without the sign."
    if re.match(r"(?:about|around|circa|ca\.?|c\.|~|<|>|<=|>=|\u2248)\s*[0-9]", text, re.IGNORECASE):
        return message, "Write a range such as `35..45` for a number that is not sure."
    if text.casefold() in _NOT_KNOWN and unknown:
        return message, "Write `unknown` if nobody knows it."
    if unknown and did_you_mean(text, ["unknown"], "-") != "-":
        return message, "Did you mean `unknown`?"
    if with_unit:
        return message, f"Write the bare number {quoted(with_unit[1])}, without words or signs around it."
    if text.casefold().lstrip("+-.") in ("inf", "infinity", "nan"):
        return message, f"Write a finite number such as `{example}`."
    choices = f"a number such as `{example}`, a range such as `35..45`"
    return message, f"Write {choices} or `unknown`." if unknown else f"Write {choices.replace(', a', ' or a', 1)}."


def read_text(value: object) -> str:
    """Return a text for people."""
    if not isinstance(value, str):
        remedy = "Write a text, in quotes if it contains a colon or a bracket."
        if value is None:
            raise _fail("empty", "A text is expected here, but nothing is written.", remedy)
        raise _fail("not-a-text", f"A text is expected here, not {form(value)}.", remedy)
    if control := _CONTROL.search(value):
        message = f"The text contains the control character U+{ord(control[0]):04X}."
        raise _fail("control-character", message, "Delete the escape that writes it.")
    return str(value)


def read_name(value: object) -> str:
    """Return the name of a party, issue, option, source, driver or proposal."""
    if value is None:
        raise _fail("empty", "A name is expected here, but nothing is written.", "Write a name, or delete the entry.")
    if not isinstance(value, str):
        raise _fail("not-a-text", f"A name is expected here, not {form(value)}.", "Write a single name.")
    if not value.strip():
        raise _fail("bad-name", "The name is empty.", "Write a name of 1 to 80 characters.")
    if len(value) > MAX_NAME:
        message = f"The name {quoted(value)} has {len(value)} characters."
        raise _fail("bad-name", message, f"Use at most {MAX_NAME} characters, and put the rest in `title` or `note`.")
    if value != value.strip():
        raise _fail("bad-name", f"The name {quoted(value)} starts or ends with a space.", "Delete the space.")
    # The two joiners are letters' companions in Persian and Indian scripts.
    if not value.replace("\u200c", "").replace("\u200d", "").isprintable():
        message = f"The name {quoted(value)} contains a line break or an invisible character."
        raise _fail("bad-name", message, "Write the name on one line, in visible characters.")
    return str(value)


def each(value: object, what: str) -> list[object]:
    """Return the entries of a list, or of a single text as a list of one; not empty."""
    if isinstance(value, str):
        return [value]
    if items := as_list(value):
        return items
    message = f"{what} or a list of them is expected here, not {form(value)}."
    raise _fail("not-a-list", message, "Write for example `[a, b]`.")


def _read_names(value: object) -> tuple[str, ...]:
    faults, names = Faults(), list[str]()
    for position, item in faults.each(enumerate(each(value, "A name"))):
        path = (position,) if isinstance(value, list) else ()
        with faults.below(*path):
            name = read_name(item)
            if name in names:
                faults.add("repeated-name", f"{quoted(name)} is listed twice.", "Delete one of the two.", *path)
            names.append(name)
    faults.check()
    return tuple(names)


def _read_web_address(value: object) -> str:
    address = read_text(value).strip()
    if not re.match(r"https?://[^\s/]+", address) or re.search(r"\s", address):
        remedy = "Write the whole address, starting with `https://`; put a printed source in `title` and `publisher`."
        raise _fail("bad-url", f"{quoted(address)} is not a web address.", remedy)
    return address


def _read_flag(value: object) -> bool:
    text = value.casefold() if isinstance(value, str) else ""
    if text in ("true", "yes", "false", "no"):
        return text in ("true", "yes")
    raise _fail("not-a-choice", f"Yes or no is expected here, not {form(value)}.", "Write `true` or `false`.")


def _read_choice(options: tuple[str, ...], value: object) -> str:
    if isinstance(value, str) and value in options:
        return str(value)
    wanted = listed(options)
    remedy = did_you_mean(value if isinstance(value, str) else "", options)
    raise _fail("not-a-choice", f"One of {wanted} is expected here, not {form(value)}.", remedy)


class Choice:
    """Marks a ``Literal`` as one of a few words of the file, with its own message."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema that reads one of the words."""
        return core_schema.no_info_plain_validator_function(partial(_read_choice, get_args(source)))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the JSON Schema of the words."""
        function = cast("partial[str]", cast("dict[str, Any]", schema)["function"]["function"])
        return {"enum": list(function.args[0])}


def read_number(value: object, *, unknown: bool = False, example: str = "40") -> Fraction:
    """Return a plain decimal number exactly."""
    if not isinstance(value, str):
        remedy = f"Write a number such as `{example}`" + (", or `unknown`." if unknown else ".")
        code = "empty" if value is None else "not-a-number"
        raise _fail(code, f"A number is expected here, not {form(value)}.", remedy)
    try:
        return parse_number(value.strip())
    except ValueError:
        message, remedy = explain_number(value.strip(), unknown=unknown, example=example)
        raise _fail("not-a-number", message, remedy) from None


_DAYS = (
    (re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})\Z"), (1, 2, 3)),
    (re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?\Z"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\Z"), (3, 2, 1)),
)
_ISO = (
    "Write year-month-day such as `2025-03-17`, a month such as `2025-03`, or a span such as `2025-03-14..2025-03-18`."
)


def _date_remedy(text: str) -> str:
    if re.match(r"[0-9]{4}\Z", text):
        return f"Write the span `{text}-01-01..{text}-12-31`."
    for pattern, (year, month, day) in _DAYS:
        if found := pattern.match(text):
            meant = f"{found[year]}-{int(found[month]):02d}-{int(found[day]):02d}"
            try:
                parse_date(meant)
            except ValueError:
                return _ISO
            return f"Write {quoted(meant)}."
    return _ISO


def _calendar(date: re.Match[str]) -> str:
    """Return what the calendar has instead of a day or month that it has not."""
    try:
        last = parse_date(f"{date[1]}-{date[2]}").last
    except ValueError:
        return "Write a year from 0001 on and a month from 01 to 12."
    return f"The last day of that month is {quoted(last.isoformat())}."


def _read_date(value: object) -> DateSpan:
    if not isinstance(value, str):
        raise _fail("empty" if value is None else "not-a-date", f"A date is expected here, not {form(value)}.", _ISO)
    text = value.strip()
    try:
        return parse_date(text)
    except ValueError:
        pass
    first, dots, last = text.partition("..")
    if dots:
        try:
            backwards = parse_date(first).first > parse_date(last).last
        except ValueError:
            backwards = False
        if backwards:
            remedy = f"Write the earlier day first: {quoted(f'{last}..{first}')}."
            raise _fail("not-a-date", f"The span {quoted(text)} ends before it starts.", remedy)
    for part in (first, last):
        if impossible := re.match(r"([0-9]{4})-([0-9]{2})(?:-[0-9]{2})?\Z", part):
            try:
                parse_date(part)
            except ValueError:
                raise _fail("not-a-date", f"The calendar has no {quoted(part)}.", _calendar(impossible)) from None
    raise _fail("not-a-date", f"{quoted(text)} is not a date.", _date_remedy(text))


Text = Annotated[str, PlainValidator(read_text), WithJsonSchema(SCALAR)]
Name = Annotated[str, PlainValidator(read_name), WithJsonSchema({**SCALAR, "minLength": 1, "maxLength": MAX_NAME})]
_NAMES = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR, "minItems": 1}]}
Names = Annotated[tuple[str, ...], PlainValidator(_read_names), WithJsonSchema(_NAMES)]
WebAddress = Annotated[
    str, PlainValidator(_read_web_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})
]
Flag = Annotated[
    bool, PlainValidator(_read_flag), WithJsonSchema({"enum": [True, False, "true", "false", "yes", "no"]})
]
Number = Annotated[Fraction, PlainValidator(read_number), WithJsonSchema(NUMBER)]
Date = Annotated[DateSpan, PlainValidator(_read_date), WithJsonSchema({"type": "string", "pattern": _DATE_PATTERN})]
