"""What the terms of a ceasefire say of each element: a text, an issue that settles it, or a text and its readings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import PlainValidator, TypeAdapter, WithJsonSchema

from detente.case import CeasefireTerm, DateSpan, Issue, Provenance, SaidOf, option_text, parse_date
from detente.checks.words import quoted
from detente.io.sections.base import Faults, as_list, as_mapping, described, fail, form
from detente.io.sections.ceasefire_numbers import MAX_DAYS
from detente.io.sections.estimate import Sourced
from detente.io.sections.scalars import SCALAR, Date, Name, Names, read_name, read_text, whole_number

__all__ = ["SaidEntry", "SaidModel", "StartEntry", "StartModel", "TermEntry", "TermModel", "said", "starts", "term"]

MAX_TERMS = 1_000
_DATE: TypeAdapter[DateSpan] = TypeAdapter(Date)
_DAYS, _ = whole_number(1, MAX_DAYS)
_READ_DAYS = TypeAdapter(Annotated[int, _DAYS])
_LOOKS_LIKE_DATE = re.compile(r"[0-9][0-9./\s-]*\Z")
_NOTHING = ("none", "nothing", "no")
_LEAST_READINGS = 2

Days: TypeAlias = int | Literal["none"]
"""Days of a term; ``none`` for an open end."""


def _read_says(value: object) -> str:
    text = read_text(value)
    if not text.strip():
        raise fail("empty", "A text is expected here, not an empty one.", "Write what the terms say, or leave it out.")
    return text


def _read_readings(value: object) -> tuple[str, ...]:
    faults, found = Faults(), list[str]()
    items = as_list(value)
    if items is None or len(items) < _LEAST_READINGS:
        message = f"At least two readings are expected here, not {form(value)}."
        if items is not None and len(items) == 1:
            message = "One reading alone is no doubt."
        remedy = "Write what different readers take it to mean, such as `[2025-03-18, 2025-03-25]`, or leave it out."
        raise fail("too-few", message, remedy)
    for position, item in faults.each(enumerate(items)):
        with faults.below(position):
            text = _read_says(item)
            if text in found:
                faults.add("repeated-name", f"{quoted(text)} is listed twice.", "Delete one of the two.", position)
            found.append(text)
    faults.check()
    return tuple(found)


_READINGS = {"type": "array", "items": SCALAR, "minItems": _LEAST_READINGS, "uniqueItems": True}


class SaidModel(Sourced):
    """What the terms say of an element: an `issue` settles it, or a text `says` it."""

    also_called: ClassVar[dict[str, str]] = {
        "ambiguous": "readings",
        "is": "says",
        "means": "readings",
        "missing": "silent",
        "options": "silent",
        "text": "says",
        "unless": "silent",
    }

    issue: Name = described("The issue that settles it.", "name of an issue", "shifts", default="")
    silent: Names = described(
        "Options of that issue under which nothing is said of it.", "names of options", ["no monitor"], default=()
    )
    says: Annotated[str, PlainValidator(_read_says), WithJsonSchema(SCALAR)] = described(
        "What the terms say.", "text", "from 18 March", default=""
    )
    readings: Annotated[tuple[str, ...], PlainValidator(_read_readings), WithJsonSchema(_READINGS)] = described(
        "What the text may be taken to mean, where its readers differ.",
        "texts or dates",
        ["2025-03-18", "2025-03-25"],
        default=(),
    )


class StartModel(SaidModel):
    """What the terms say of the start."""

    on: Date | None = described("The day, where the text leaves no doubt.", "date", "2025-03-18", default=None)


def _read_days(value: object) -> Days | dict[str, Days]:
    entries = as_mapping(value)
    if entries is None:
        return _read_number_of_days(value)
    faults, found = Faults(), dict[str, Days]()
    for name, given in faults.each(entries.items()):
        with faults.below(name):
            read_name(name)
            found[name] = _read_number_of_days(given)
    if not entries:
        faults.add("empty", "The mapping is empty.", "Write for example `{one month: 30, open-ended: none}`.")
    faults.check()
    return found


def _read_number_of_days(value: object) -> Days:
    if value == "none":
        return "none"
    if isinstance(value, str) and any(sign.isdigit() for sign in value):
        return _READ_DAYS.validate_python(value)
    message = f"A number of days is expected here, not {form(value)}."
    remedy = "Write for example `30`, or `none` for an open end; words stand beside it, as in `{says: ..., days: 30}`."
    raise fail("empty" if value is None else "not-a-number", message, remedy)


_WHOLE: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": MAX_DAYS},
        {"type": "string", "maxLength": 40, "pattern": r"^\s*(\+?[0-9]+(\.0+)?|none)\s*$"},
    ]
}
_DAYS_SCHEMA = {"anyOf": [*_WHOLE["anyOf"], {"type": "object", "minProperties": 1, "additionalProperties": _WHOLE}]}


class TermModel(SaidModel):
    """How long a ceasefire runs before it has to be renewed."""

    also_called: ClassVar[dict[str, str]] = {**SaidModel.also_called, "length": "days", "terms": "most"}

    days: Annotated[Days | dict[str, Days], PlainValidator(_read_days), WithJsonSchema(_DAYS_SCHEMA)] | None = (
        described(
            "Its days, `none` for an open end; where an issue settles it, by option. May be left out for silent "
            "options, which have an open end, and for the numbers of a quantity, which are days themselves.",
            "days",
            {"one year": 365, "two years": 730},
            default=None,
        )
    )
    most: Annotated[int, *whole_number(1, MAX_TERMS)] | None = described(
        "Most terms, the first included: 1 where it cannot be renewed; again and again, if absent.",
        "number of terms",
        2,
        default=None,
    )


def _check_said(model: SaidModel, faults: Faults) -> None:
    if model.issue and model.says:
        message = "An issue settles it, and a text says it."
        faults.add("mixed-element", message, "Keep `issue` or `says`.", "says", key=True)
    for key, beside in (("silent", "issue"), ("readings", "says")):
        if getattr(model, key) and not getattr(model, beside):
            message = f"`{key}` stands without `{beside}`."
            faults.add("missing-key", message, f"Add `{type(model).example(beside)}`.", key, key=True)


def _element(value: object) -> object:
    """Return what is written of an element as a mapping."""
    if not isinstance(value, str):
        return value
    if value.strip().casefold() in _NOTHING:
        remedy = "Leave the entry out, which tells that the terms do not speak of it; or write out what they say."
        raise fail(
            "not-said", f"{quoted(value)} may mean that the terms say nothing, or that they rule it out.", remedy
        )
    return {"says": value}


def _read_said(value: object) -> SaidModel:
    model = SaidModel.model_validate(_element(value))
    faults = Faults()
    if not (model.issue or model.says or model.readings or model.silent):
        faults.add("missing-key", "Nothing is said.", "Add `says: ...` or `issue: ...`, or leave the entry out.")
    _check_said(model, faults)
    faults.check()
    return model


def _read_start(value: object) -> StartModel:
    if isinstance(value, str):
        day = _day(value)
        if day is not None:
            return StartModel.model_validate({"says": value.strip(), "on": value})
    model = StartModel.model_validate(_element(value))
    faults = Faults()
    if model.on is not None and (model.issue or model.readings):
        other = "issue" if model.issue else "readings"
        message = f"`on` gives one day, and `{other}` leaves it open."
        faults.add("mixed-element", message, "Keep one of the two.", "on", key=True)
    elif model.on is None and not (model.issue or model.says or model.readings or model.silent):
        faults.add("missing-key", "Nothing is said.", "Add `says`, `on` or `issue`, or leave the entry out.")
    _check_said(model, faults)
    for position, reading in faults.each(enumerate(model.readings)):
        with faults.below("readings", position):
            _day(reading)
    faults.check()
    return model


def _day(text: str) -> DateSpan | None:
    """Return the date that a text is; ``None`` where it is none, and a fault where it only looks like one."""
    try:
        return parse_date(text.strip())
    except ValueError:
        if _LOOKS_LIKE_DATE.match(text.strip()):
            _DATE.validate_python(text)
        return None


def _read_term(value: object) -> TermModel:
    if isinstance(value, str):
        return TermModel.model_validate({"days": value})
    model = TermModel.model_validate(value)
    faults = Faults()
    _check_said(model, faults)
    if model.issue:
        if isinstance(model.days, int | str):
            message = "An issue settles the term, and its days are given as one number."
            remedy = "Write the days by option: `days: {one month: 30, open-ended: none}`."
            faults.add("mixed-element", message, remedy, "days")
    elif isinstance(model.days, dict):
        message = "Days are given by option, and no issue settles the term."
        faults.add("missing-key", message, "Add `issue: ...`, or write one number of days.", "days", key=True)
    elif model.days is None:
        remedy = "Add `days: 30`, or `days: none` for an open end."
        faults.add("missing-key", "The term does not say its days.", remedy)
    elif model.days == "none" and model.most is not None:
        message = "`most` counts terms, and the only one has no end."
        faults.add("idle-most", message, "Leave `most` out, or give the term its days.", "most", key=True)
    faults.check()
    return model


def _entry(read: Callable[[object], SaidModel], *forms: Mapping[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(read), WithJsonSchema({"anyOf": [*forms]})


SaidEntry = Annotated[SaidModel, *_entry(_read_said, SCALAR, {"x-ref": "SaidModel"})]
StartEntry = Annotated[StartModel, *_entry(_read_start, SCALAR, {"x-ref": "StartModel"})]
TermEntry = Annotated[TermModel, *_entry(_read_term, *_WHOLE["anyOf"], {"x-ref": "TermModel"})]


def _picked(issue: Issue | None, pick: str) -> list[str]:
    """Return the options of an issue that a text picks; the text itself where it picks none, for a check to find."""
    positions = () if issue is None else issue.positions(pick)
    return [pick] if issue is None or not positions else [option_text(issue.options[i]) for i in positions]


def said(model: SaidModel, issues: Mapping[str, Issue], ceasefire: Provenance) -> SaidOf:
    """Return what a model says of an element."""
    issue = issues.get(model.issue)
    silent = tuple(option for pick in model.silent for option in _picked(issue, pick))
    text = model.says
    if isinstance(model, StartModel) and model.on is not None and not text:
        text = str(model.on)
    if isinstance(model, TermModel) and not model.issue and not text:
        text = "no end" if model.days == "none" else f"{model.days} days"
    return SaidOf(text, model.issue, silent, model.readings, model.provenance.inherit(ceasefire))


def starts(model: StartModel | None) -> tuple[DateSpan, ...]:
    """Return the days on which a ceasefire may have begun."""
    if model is None:
        return ()
    if model.on is not None:
        return (model.on,)
    return tuple(day for day in map(_day, model.readings) if day is not None)


def term(model: TermModel | None, issues: Mapping[str, Issue]) -> CeasefireTerm:
    """Return the term that a model describes; without one, it has an open end."""
    if model is None:
        return CeasefireTerm()
    if not model.issue:
        return CeasefireTerm(model.days if isinstance(model.days, int) else None, most=model.most)
    issue = issues.get(model.issue)
    by_option: dict[str, int | None] = {}
    if issue is not None:
        by_option = {
            option_text(option): int(option)
            for option in issue.options
            if not isinstance(option, str) and option.denominator == 1 and 1 <= option <= MAX_DAYS
        }
    by_option |= {option: None for pick in model.silent for option in _picked(issue, pick)}
    given = model.days if isinstance(model.days, dict) else {}
    for pick, days in given.items():
        by_option |= dict.fromkeys(_picked(issue, pick), None if days == "none" else days)
    return CeasefireTerm(None, model.issue, by_option, model.most)
