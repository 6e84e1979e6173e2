"""The issues: a list of options, or a quantity on a grid."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, PlainValidator, WithJsonSchema

from detente.case import Issue, Option, format_number, parse_number
from detente.checks.words import listed, quoted
from detente.errors import LimitError
from detente.io.sections.base import Faults, Section, as_list, as_mapping, described, form
from detente.io.sections.numbers import NUMBER, PLAIN, read_number
from detente.io.sections.scalars import NAME, Choice, Flag, Line, Name, Names, Number, Text, read_name

__all__ = ["MAX_OPTIONS", "IssueEntry", "IssueModel", "Read", "issue"]

MAX_OPTIONS = 10_001


def _limit(count: int) -> None:
    if count > MAX_OPTIONS:
        raise LimitError(
            f"An issue has {count:,} options and the limit is {MAX_OPTIONS:,}.",
            "Use a larger `step`, or fewer options.",
        )


def _read_options(value: object) -> tuple[str, ...]:
    faults = Faults()
    items = as_list(value)
    if items is None:
        faults.add("not-a-list", f"A list of options is expected here, not {form(value)}.", "Write `[one, two]`.")
        raise faults.error()
    names: dict[str, int] = {}
    _limit(len(items))
    for position, item in faults.each(enumerate(items)):
        with faults.below(position):
            name = read_name(item)
            if name in names:
                message = f"The option {quoted(name)} is listed twice."
                faults.add("repeated-option", message, "Delete one of the two.", position)
            names[name] = position
    if not items:
        faults.add("no-options", "The list of options is empty.", "Write at least one option, such as `[yes, no]`.")
    faults.check()
    return tuple(names)


_OPTIONS = {"type": "array", "items": NAME, "minItems": 1, "uniqueItems": True}
_Options = Annotated[tuple[str, ...], PlainValidator(_read_options), WithJsonSchema(_OPTIONS)]


_STEP = WithJsonSchema({**NUMBER, "exclusiveMinimum": 0})
_Step = Annotated[Fraction, PlainValidator(partial(read_number, wanted=PLAIN)), _STEP]
_ABSENT: dict[str, Any] = {"type": "null"}
_GIVEN: dict[str, Any] = {"not": _ABSENT}


class IssueModel(Section):
    """One thing to be settled: named `options`, or a quantity `from`, `to`, `step`."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {
                    "required": ["options"],
                    "properties": {"options": _GIVEN, **dict.fromkeys(("from", "to", "step", "also"), _ABSENT)},
                },
                {
                    "required": ["from", "to", "step"],
                    "properties": {"options": _ABSENT, **dict.fromkeys(("from", "to", "step"), _GIVEN)},
                },
            ]
        }
    )

    also_called: ClassVar[dict[str, str]] = {"decider": "decided_by", "deciders": "decided_by", "decides": "decided_by"}

    options: _Options = described("Named options, in any order.", "list of names", ["fixed", "rotating"], default=())
    from_: Number | None = described(
        "First point of a quantity's grid.", "the issue's unit", 0, default=None, alias="from"
    )
    to: Number | None = described("Last point of the grid.", "the issue's unit", 8, default=None)
    step: _Step | None = described("Distance of neighbouring points.", "the issue's unit", 0.5, default=None)
    unit: Line = described("Unit of the quantity.", "text", "%", default="")
    also: _Options = described("Named options of a quantity.", "list of names", ["no limit"], default=())
    status_quo: Name | None = described("The option that holds without an agreement.", "an option", 0, default=None)
    ordered: Flag = described("Whether its options' values are drawn together.", "true or false", "true", default=False)
    stage: Annotated[Literal["first", "final"], Choice()] | None = described(
        "Whether it belongs to a first step or to a final settlement.", "first or final", "first", default=None
    )
    decided_by: Names = described(
        "The parties without whose consent it stays as it is; all that must consent to an agreement, if absent.",
        "names of parties",
        ["company"],
        default=(),
    )
    title: Line = described("Name to print.", "text", "Wage rise", default="")
    note: Text = described("Anything else.", "text", "per year", default="")


def _reads_as_number(text: str) -> bool:
    """Return whether a name would be taken for a number or an interval of a quantity."""
    try:
        for part in text.split(".."):
            parse_number(part.strip())
    except ValueError:
        return False
    return True


def _grid(first: Fraction, last: Fraction, step: Fraction, faults: Faults) -> tuple[Fraction, ...]:
    if step <= 0:
        faults.add("bad-grid", "The step of a quantity must be above 0.", "Write for example `step: 1`.", "step")
        return ()
    if last < first:
        turned = f"Write `from: {format_number(last)}` and `to: {format_number(first)}`."
        faults.add("bad-grid", "The quantity ends below its start.", turned, "to")
        return ()
    count, rest = divmod(last - first, step)
    if rest:
        below, above = first + count * step, first + (count + 1) * step
        message = f"Steps of {format_number(step)} from {format_number(first)} never reach {format_number(last)}."
        remedy = f"Write `to: {format_number(below)}` or `to: {format_number(above)}`, or another step."
        faults.add("bad-grid", message, remedy, "to")
        return ()
    _limit(int(count) + 1)
    return tuple(first + i * step for i in range(int(count) + 1))


def _quantity(model: IssueModel, faults: Faults) -> tuple[Option, ...]:
    for position, name in enumerate(model.also):
        if _reads_as_number(name):
            message = f"The named option {quoted(name)} reads like a number of the quantity."
            faults.add("bad-name", message, "Give it a name with a word in it.", "also", position)
    first, last, step = model.from_, model.to, model.step
    if first is None or last is None or step is None:
        for name, number in (("from", first), ("to", last), ("step", step)):
            if number is None:
                remedy = f"Add it, for example `{model.example(name)}`."
                faults.add("missing-key", f"{quoted(name)} of the quantity is missing.", remedy)
        return ()
    return (*_grid(first, last, step, faults), *model.also)


def _check(model: IssueModel, value: dict[str, object]) -> tuple[Option, ...]:
    """Return the options of an issue that is a list or a quantity, not both and not neither."""
    faults = Faults()
    options: tuple[Option, ...] = model.options
    if model.options:
        mixed = [name for name in ("from", "to", "step", "also") if value.get(name) is not None]
        if mixed:
            verb = "belong" if len(mixed) > 1 else "belongs"
            message = f"The issue lists `options`, but {listed(mixed, 'and')} {verb} to a quantity."
            faults.add("mixed-issue", message, "Keep either `options` or `from`, `to` and `step`.", mixed[0], key=True)
    elif model.from_ is None and model.to is None and model.step is None:
        remedy = "Write `options: [one, two]`, or `from`, `to` and `step` for a quantity."
        faults.add("no-options", "The issue has no options.", remedy)
    else:
        options = _quantity(model, faults)
        _limit(len(options))
    faults.check()
    return options


Read = tuple[IssueModel, tuple[Option, ...]]
"""A model, and the options that it spells out."""


def _read_issue(value: object) -> Read:
    if as_list(value) is not None:
        options = _read_options(value)
        return IssueModel.model_validate({"options": list(options)}), options
    entries = as_mapping(value)
    if entries is None:
        faults = Faults()
        remedy = "Write `[one, two]` or `{from: 0, to: 8, step: 0.5}`."
        faults.add("no-options", f"A list of options or a quantity is expected here, not {form(value)}.", remedy)
        raise faults.error()
    model = IssueModel.model_validate(entries)
    return model, _check(model, entries)


IssueEntry = Annotated[
    Read, PlainValidator(_read_issue), WithJsonSchema({"anyOf": [_OPTIONS, {"x-ref": "IssueModel"}]})
]


def issue(name: str, read: Read) -> Issue:
    """Return the issue that a model describes."""
    model, options = read
    return Issue(
        name,
        options,
        model.unit,
        model.status_quo,
        model.ordered,
        model.title,
        model.note,
        model.stage or "",
        model.decided_by,
    )
