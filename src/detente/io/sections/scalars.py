"""Texts, names, choices, numbers and dates, each with what to write instead of the usual slips."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial
from typing import Annotated, Any, cast, get_args
from unicodedata import normalize

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from detente.case import DateSpan, parse_date
from detente.checks.words import did_you_mean, listed, quoted
from detente.io.long_name import MAX_NAME, SHORTER, too_long
from detente.io.sections.base import Faults, as_list, fail, form
from detente.io.sections.numbers import NUMBER, PLAIN, read_number

__all__ = [
    "NAME",
    "SCALAR",
    "Choice",
    "Date",
    "Flag",
    "Line",
    "Name",
    "Names",
    "Number",
    "Text",
    "WebAddress",
    "each",
    "read_line",
    "read_name",
    "read_text",
    "whole_number",
]

SCALAR = {"type": ["string", "number", "boolean"]}
_DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?(\.\.[0-9]{4}-[0-9]{2}(-[0-9]{2})?)?$"

NAME: dict[str, Any] = {**SCALAR, "minLength": 1, "maxLength": MAX_NAME, "pattern": r"^\S(.*\S)?$"}

# Not every space: a no-break space between a number and its unit was meant.
_BREAKS = re.compile("[ \t\r\n\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def read_text(value: object) -> str:
    """Return a text for people."""
    if not isinstance(value, str):
        remedy = "Write a text, in quotes if it contains a colon or a bracket."
        if value is None:
            raise fail("empty", "A text is expected here, but nothing is written.", remedy)
        raise fail("not-a-text", f"A text is expected here, not {form(value)}.", remedy)
    if control := _CONTROL.search(value):
        message = f"The text contains the control character U+{ord(control[0]):04X}."
        raise fail("control-character", message, "Delete the escape that writes it.")
    return str(value)


def read_line(value: object) -> str:
    """Return a text that is printed on one line: line breaks and runs of spaces become one space each.

    Examples
    --------
    >>> read_line("  Wage   talks ")
    'Wage talks'
    """
    return _BREAKS.sub(" ", read_text(value)).strip(" ")


def read_name(value: object) -> str:
    """Return the name of a party, issue, option, source, driver or proposal, accents composed (NFC)."""
    if value is None:
        raise fail("empty", "A name is expected here, but nothing is written.", "Write a name, or delete the entry.")
    if not isinstance(value, str):
        raise fail(
            "not-a-text",
            f"A name is expected here, not {form(value)}.",
            "Write a single name, in quotes if it contains a colon or a bracket.",
        )
    if not value.strip():
        raise fail("bad-name", "The name is empty.", "Write a name of 1 to 80 characters.")
    if len(value) > MAX_NAME:
        raise fail("bad-name", too_long(value), SHORTER)
    if value != value.strip():
        raise fail("bad-name", f"The name {quoted(value)} starts or ends with a space.", "Delete the space.")
    # The two joiners are letters' companions in Persian and Indian scripts.
    if not value.replace("\u200c", "").replace("\u200d", "").isprintable():
        message = f"The name {quoted(value)} contains a line break or an invisible character."
        raise fail("bad-name", message, "Write the name on one line, in visible characters.")
    return normalize("NFC", value)


def each(value: object, what: str) -> list[object]:
    """Return the entries of a list, or of a single text as a list of one; not empty."""
    if isinstance(value, str):
        return [value]
    if items := as_list(value):
        return items
    message = f"{what} or a list of them is expected here, not {form(value)}."
    raise fail("not-a-list", message, "Write for example `[a, b]`.")


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
        raise fail("bad-url", f"{quoted(address)} is not a web address.", remedy)
    return address


def _read_flag(value: object) -> bool:
    text = value.casefold() if isinstance(value, str) else ""
    if text in ("true", "yes", "false", "no"):
        return text in ("true", "yes")
    raise fail("not-a-choice", f"Yes or no is expected here, not {form(value)}.", "Write `true` or `false`.")


def _read_choice(options: tuple[str, ...], value: object) -> str:
    if isinstance(value, str) and value in options:
        return str(value)
    wanted = listed(options)
    remedy = did_you_mean(value if isinstance(value, str) else "", options)
    raise fail("not-a-choice", f"One of {wanted} is expected here, not {form(value)}.", remedy)


def _read_whole(least: int, most: int, value: object) -> int:
    number = read_number(value, PLAIN)
    if number.denominator > 1 or not least <= number <= most:
        message = f"{quoted(str(value).strip())} is no whole number from {least} to {most:,}."
        raise fail("out-of-bounds", message, "Write a whole number in these bounds.")
    return int(number)


def whole_number(least: int, most: int) -> tuple[PlainValidator, WithJsonSchema]:
    """Return what marks a field as a whole number within bounds."""
    digits = {"type": "string", "maxLength": 40, "pattern": r"^\s*\+?[0-9]+(\.0+)?\s*$"}
    schema = {"anyOf": [{"type": "integer", "minimum": least, "maximum": most}, digits]}
    return PlainValidator(partial(_read_whole, least, most)), WithJsonSchema(schema)


class Choice:
    """Marks a ``Literal`` as one of a few words of the file, with its own message."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema that reads one of the words."""
        return core_schema.no_info_plain_validator_function(partial(_read_choice, get_args(source)))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the JSON Schema of the words."""
        function = cast("partial[str]", cast("dict[str, Any]", schema)["function"]["function"])
        return {"enum": list(function.args[0])}


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
        raise fail("empty" if value is None else "not-a-date", f"A date is expected here, not {form(value)}.", _ISO)
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
            raise fail("not-a-date", f"The span {quoted(text)} ends before it starts.", remedy)
    for part in (first, last):
        if impossible := re.match(r"([0-9]{4})-([0-9]{2})(?:-[0-9]{2})?\Z", part):
            try:
                parse_date(part)
            except ValueError:
                raise fail("not-a-date", f"The calendar has no {quoted(part)}.", _calendar(impossible)) from None
    raise fail("not-a-date", f"{quoted(text)} is not a date.", _date_remedy(text))


Text = Annotated[str, PlainValidator(read_text), WithJsonSchema(SCALAR)]
Line = Annotated[str, PlainValidator(read_line), WithJsonSchema(SCALAR)]
Name = Annotated[str, PlainValidator(read_name), WithJsonSchema(NAME)]
_NAMES = {"anyOf": [NAME, {"type": "array", "items": NAME, "minItems": 1, "uniqueItems": True}]}
Names = Annotated[tuple[str, ...], PlainValidator(_read_names), WithJsonSchema(_NAMES)]
WebAddress = Annotated[
    str, PlainValidator(_read_web_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})
]
Flag = Annotated[
    bool, PlainValidator(_read_flag), WithJsonSchema({"enum": [True, False, "true", "false", "yes", "no"]})
]
Number = Annotated[Fraction, PlainValidator(partial(read_number, wanted=PLAIN)), WithJsonSchema(NUMBER)]
Date = Annotated[DateSpan, PlainValidator(_read_date), WithJsonSchema({"type": "string", "pattern": _DATE_PATTERN})]
