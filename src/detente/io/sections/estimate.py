"""Estimates: one validator for a number, a range, ``unknown``, three points, or any of these with its provenance.

A union of models would report every variant that a slip does not fit; this reports the slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Annotated, Any

from pydantic import ConfigDict, PlainValidator, ValidationError, ValidationInfo, WithJsonSchema

from detente.case import LEVELS, Confidence, Estimate, Provenance, format_number
from detente.checks.words import did_you_mean, listed, quoted, suggest
from detente.io.sections.base import Faults, Section, as_list, as_mapping, described
from detente.io.sections.numbers import DIGITS, NUMBER, PERCENT, PLAIN, Wanted, read_number
from detente.io.sections.scalars import Choice, Line, Name, Names, Text

__all__ = [
    "ESTIMATE",
    "NO_DEAL",
    "PLAIN_ESTIMATE",
    "VALUE",
    "WEIGHT",
    "Adds",
    "Firm",
    "Kind",
    "NoDealPoints",
    "Sourced",
    "Then",
    "ThreePoint",
    "Wrapped",
    "estimate_field",
    "estimate_schema",
    "read_estimate",
]

_Confidence = Annotated[Confidence, Choice()]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an estimate stands for, and what it may be.

    Parameters
    ----------
    noun
        What it is called in messages.
    low, high
        Its bounds; ``None`` for none.
    unknown
        Remedy where ``unknown`` is not legal; empty where it is.
    example, span
        A number and a range that would fit.
    levels
        Words for a range that may stand for it.
    positive
        Whether it has to be above 0.
    share
        Whether a percentage of it is a share of 1, as it is for what is at most 1.
    """

    noun: str
    low: int | Fraction | None
    high: int | None
    unknown: str = ""
    example: str = "40"
    span: str = "35..45"
    levels: tuple[str, ...] = ()
    positive: bool = False
    share: bool = False

    @property
    def wanted(self) -> Wanted:
        """Return what may be written."""
        return Wanted(
            self.example,
            self.span,
            not self.unknown,
            self.levels,
            noun=self.noun,
            least=self.low,
            most=self.high,
            positive=self.positive,
            share=self.share or self.high == 1,
        )


WEIGHT = Kind("a weight", 0, None, levels=("high", "medium", "low"))
VALUE = Kind("a value", 0, 100, levels=tuple(LEVELS))
NO_DEAL = Kind(
    "a no-deal value",
    -(10**6),
    10**6,
    "Write a wide range such as `0..60`, or name packages it is better or worse than: "
    "`{better_than: [...], worse_than: [...]}`.",
)
ADDS = Kind(
    "what a linkage adds",
    -(10**6),
    10**6,
    "Write a range such as `0..10`, or leave the linkage out until it is known.",
    "5",
    "0..10",
)
THEN = Kind(
    "what a party hopes for after a first step",
    -(10**6),
    10**6,
    "Write a wide range such as `-5..15`, or leave it out.",
    "5",
    "0..10",
)
FIRM = Kind("the firmness of a red line", 0, 1, "Write a range from 0 to 1 such as `0.2..0.9`.", "0.8", "0.5..0.9")


_ORDER = re.compile(r"[^\s<>=]\s*[<>]\s*[^\s<>=]")


class Sourced(Section):
    """Where something comes from: anything that carries a number has these entries."""

    source: Names = described("Names of the sources it rests on, as declared in `sources`.", "names", "F10", default=())
    by: Line = described("Who set it.", "text", "analyst", default="")
    confidence: _Confidence | None = described("How sure its author is.", "low, moderate or high", "low", default=None)
    note: Text = described("Why it is as it is.", "text", "read from the 2024 accounts", default="")

    @property
    def provenance(self) -> Provenance:
        """Return the provenance that it states itself."""
        return Provenance(self.source, self.by, self.confidence, self.note)


def _read_point(value: object, info: ValidationInfo) -> Fraction:
    """Return one point of an estimate, told in the terms of what that stands for."""
    return read_number(value, PLAIN if info.context is None else info.context)


_Point = Annotated[Fraction, PlainValidator(_read_point), WithJsonSchema(NUMBER)]


class ThreePoint(Section):
    """A least, a most likely and a greatest value (a PERT estimate)."""

    low: _Point = described("The least value thought possible.", "as the number it stands for", 20)
    likely: _Point = described("The most likely value.", "as the number it stands for", 40)
    high: _Point = described("The greatest value thought possible.", "as the number it stands for", 60)


def _range(text: str, wanted: Wanted) -> Estimate:
    low_text, _, high_text = text.partition("..")
    if not low_text.strip() or not high_text.strip() or ".." in high_text or high_text.startswith("."):
        faults = Faults()
        remedy = f"Write two numbers with two points between them, such as `{wanted.span}`."
        faults.add("not-a-range", f"{quoted(text)} is not a range.", remedy)
        faults.check()
    low = read_number(low_text, wanted)
    high = read_number(high_text, wanted)
    if low > high:
        faults = Faults()
        turned = quoted(f"{high_text.strip()}..{low_text.strip()}")
        faults.add("range-reversed", f"The range {quoted(text)} ends below its start.", f"Write {turned}.")
        faults.check()
    return Estimate(low, high)


def _three_point(value: dict[str, object], wanted: Wanted) -> Estimate:
    points = ThreePoint.model_validate(value, context=replace(wanted, span="", unknown=False, levels=()))
    if not points.low <= points.likely <= points.high:
        faults = Faults()
        shown = ", ".join(format_number(number) for number in (points.low, points.likely, points.high))
        faults.add(
            "range-reversed", f"Low, likely and high do not rise: {shown}.", "Write them so that low <= likely <= high."
        )
        faults.check()
    return Estimate(points.low, points.high, likely=points.likely)


def _not_an_estimate(value: object, wanted: Wanted) -> ValidationError:
    """Return what is wrong with a value that has none of the forms of an estimate."""
    faults = Faults()
    if (entries := as_mapping(value)) is not None:
        names = ("is", "low", "likely", "high")
        if "is" in entries:
            faults.add("not-an-estimate", "An `is` stands inside another.", "Keep one of the two.", "is", key=True)
            return faults.error()
        meant = next((name for name in entries if suggest(name, names)), None)
        if meant is not None:
            message = f"{quoted(meant)} is not known here."
            faults.add("unknown-key", message, did_you_mean(meant, names), meant, key=True)
        else:
            remedy = f"Write {wanted}; a source goes beside it as `{{is: {wanted.example}, source: ...}}`."
            faults.add("not-an-estimate", "This mapping is not an estimate: it has no `is`.", remedy)
    elif (items := as_list(value)) is not None:
        low_high = "..".join(str(item) for item in items) if len(items) == 2 else wanted.span
        faults.add("not-an-estimate", "A list is not an estimate.", f"Write a range as {quoted(low_high)}.")
    else:
        faults.add("empty", "A number is expected here, but nothing is written.", f"Write {wanted}.")
    return faults.error()


def _core(value: object, wanted: Wanted) -> Estimate:
    """Return an estimate without its provenance."""
    entries = as_mapping(value)
    if entries and {"low", "likely", "high"} & entries.keys():
        return _three_point(entries, wanted)
    if not isinstance(value, str):
        raise _not_an_estimate(value, wanted)
    if value == "unknown":
        return Estimate(Fraction(0), Fraction(100), unknown=True)
    if value in wanted.levels:
        return Estimate.of_level(value)
    if wanted.levels and _ORDER.search(value):
        faults = Faults()
        remedy = (
            "Write an order of options in place of an issue's values, `shifts: fixed > rotating`; "
            "an order of issues in place of all weights, `weights: wage > term`."
        )
        faults.add("misplaced-order", f"An order stands where one number belongs: {quoted(value)}.", remedy)
        faults.check()
    if ".." in value and "..." not in value and not PERCENT.search(value):
        return _range(value, wanted)
    number = read_number(value, wanted)
    return Estimate(number, number)


class Wrapped(Sourced):
    """An estimate with who set it, from what, how sure, and what it moves with."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"properties": {name: {"type": "null"}}} for name in ("moves_with", "moves_against")]
        }
    )

    is_: Annotated[Any, WithJsonSchema({"x-ref": "PlainEstimate"})] = described(
        "The estimate itself.", "as the number it stands for", "35..45", alias="is"
    )
    moves_with: Name = described("Driver with which it rises.", "name of a driver", "front", default="")
    moves_against: Name = described("Driver with which it falls.", "name of a driver", "front", default="")


def _wrapped(value: dict[str, object], kind: Kind) -> Estimate:
    faults = Faults()
    bare: Estimate | None = None
    if value["is"] is not None:
        with faults.below("is"):
            bare = _core(value["is"], kind.wanted)
            _bound(bare, kind)
    wrapped: Wrapped | None = None
    with faults.below():
        wrapped = Wrapped.model_validate(value)
    if wrapped is not None and wrapped.moves_with and wrapped.moves_against:
        faults.add(
            "two-drivers",
            "An estimate cannot move with one driver and against another.",
            "Keep `moves_with` or `moves_against`.",
            "moves_against",
            key=True,
        )
    faults.check()
    if bare is None or wrapped is None:
        raise AssertionError(value)  # either has left a fault
    driver = wrapped.moves_with or wrapped.moves_against
    return replace(bare, driver=driver, against=bool(wrapped.moves_against), provenance=wrapped.provenance)


def _bound(estimate: Estimate, kind: Kind) -> None:
    """Refuse an estimate that its kind does not allow."""
    faults = Faults()
    if estimate.unknown:
        if kind.unknown:
            faults.add("unknown-not-allowed", f"`unknown` cannot stand for {kind.noun}.", kind.unknown)
    else:
        for what, remedy in kind.wanted.beyond(estimate.low, estimate.high):
            faults.add("out-of-bounds", f"{what}.", remedy)
    faults.check()


def read_estimate(kind: Kind, value: object) -> Estimate:
    """Return the estimate that a value of the file writes.

    Parameters
    ----------
    kind
        What the number stands for, with its bounds.
    value
        A text, a mapping, or what was written instead.

    Examples
    --------
    >>> read_estimate(VALUE, "35..45").central
    Fraction(40, 1)
    """
    entries = as_mapping(value) or {}
    if "is" in entries:
        return _wrapped(entries, kind)
    extra = [name for name in entries if name in Wrapped.model_fields]
    if extra and {"low", "likely", "high"} & entries.keys():
        faults = Faults()
        remedy = f"Write `{{is: {{low: ..., likely: ..., high: ...}}, {extra[0]}: ...}}`."
        message = f"{listed(extra, 'and')} cannot stand beside `low`, `likely` and `high`."
        faults.add("not-an-estimate", message, remedy, extra[0], key=True)
        faults.check()
    estimate = _core(value, kind.wanted)
    _bound(estimate, kind)
    return estimate


_AT_MOST = {1: r"(1(\.0+)?|0?(\.[0-9]+)?)", 100: r"(100(\.0+)?|[0-9]{0,2}(\.[0-9]+)?)"}
"""Digits of the numbers from 0 to a bound."""


def estimate_schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of an estimate within the bounds of its kind."""
    limits: dict[str, Any] = {}
    words = [*kind.levels, *([] if kind.unknown else ["unknown"])]
    refused = [word for word in ("unknown", *LEVELS) if word not in words]
    if refused:
        limits["not"] = {"enum": refused}
    if kind.low is not None:
        limits["exclusiveMinimum" if kind.positive else "minimum"] = float(kind.low) if kind.low % 1 else int(kind.low)
    if kind.high is not None:
        limits["maximum"] = kind.high
    if kind.high in _AT_MOST:
        number = rf"\s*(\+?0*{_AT_MOST[kind.high]}|-0)\s*"
        limits["pattern"] = rf"^({'|'.join([*words, number])}(\.\.{number})?)$"
    elif kind.low == 0:
        limits["pattern"] = "^[^-]*$"
    points = dict.fromkeys(("low", "likely", "high"), limits)
    return {"x-ref": "Estimate", **limits, "properties": {**points, "is": {**limits, "properties": points}}}


def estimate_field(kind: Kind) -> tuple[PlainValidator, WithJsonSchema]:
    """Return what marks a field as an estimate of a kind."""
    return PlainValidator(partial(read_estimate, kind)), WithJsonSchema(estimate_schema(kind))


NoDealPoints = Annotated[Estimate, *estimate_field(NO_DEAL)]
Adds = Annotated[Estimate, *estimate_field(ADDS)]
Then = Annotated[Estimate, *estimate_field(THEN)]
Firm = Annotated[Estimate, *estimate_field(FIRM)]

_RANGE = {"type": "string", "pattern": rf"^{DIGITS}\.\.(?!\.){DIGITS}$"}
PLAIN_ESTIMATE: dict[str, Any] = {
    "title": "Number, range, three points, level or unknown",
    "anyOf": [*NUMBER["anyOf"], _RANGE, {"enum": ["unknown", *LEVELS]}, {"x-ref": "ThreePoint"}],
}
ESTIMATE: dict[str, Any] = {
    "title": "Estimate",
    "description": "A number, a range, `unknown`, three points, a level, or one of these with its provenance.",
    "examples": [40, "35..45", {"is": "35..45", "source": "F10", "confidence": "low"}],
    "anyOf": [{"x-ref": "PlainEstimate"}, {"x-ref": "Wrapped"}],
}
