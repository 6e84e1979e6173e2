"""How likely promises are kept, and what each has if they are not: the section `kept`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, ClassVar

from pydantic import PlainValidator, WithJsonSchema

from detente.case import Chance, Estimate, IfBroken, Kept, NoDealPlus, Provenance
from detente.io.sections.base import Faults, Section, as_mapping, described
from detente.io.sections.ceasefire import MAX_HORIZON
from detente.io.sections.conditions import ConditionField
from detente.io.sections.estimate import Kind, Sourced, estimate_field, estimate_schema, read_estimate
from detente.io.sections.scalars import Name, Names, Text, whole_number

__all__ = ["BrokenModel", "ChanceModel", "KeptEntry", "KeptModel", "kept"]

_FAR = 10**6
_CHANCE = Kind("the chance that a promise is kept", 0, 1, "Write `0..1`.", "0.7", "0.5..0.9")
_BROKEN = Kind("what a broken promise leaves", -_FAR, _FAR, "Write a wide range such as `0..60`.", "30", "20..40")
_PLUS = Kind("what a broken promise changes", -_FAR, _FAR, "Write a wide range such as `-20..0`.", "-5", "-10..0")


class ChanceModel(Section):
    """How likely some packages are kept."""

    also_called: ClassVar[dict[str, str]] = {"chance": "is", "kept": "is", "then": "is", "when": "if"}

    if_: ConditionField = described("Which packages.", "condition", {"shifts": "fixed"}, alias="if")
    is_: Annotated[Estimate, *estimate_field(_CHANCE)] = described(
        "How likely they are kept.", "share, 0 to 1", "0.7..0.9", alias="is"
    )
    source: Names = described("Names of its sources.", "names", "F10", default=())
    note: Text = described("Why it is as it is.", "text", "as after the strike of 2019", default="")


class BrokenModel(Section):
    """What somebody has after a broken promise, counted from no deal."""

    no_deal_plus: Annotated[Estimate, *estimate_field(_PLUS)] = described(
        "Points that it has more than without a deal; below 0: fewer.", "points", "-10..0"
    )


def _read_broken(value: object) -> IfBroken:
    names = (as_mapping(value) or {}).keys()
    if names and not names & {"is", "low", "likely", "high"}:
        return NoDealPlus(BrokenModel.model_validate(value).no_deal_plus)
    return read_estimate(_BROKEN, value)


_BROKEN_SCHEMA: dict[str, Any] = {"anyOf": [estimate_schema(_BROKEN), {"x-ref": "BrokenModel"}]}
_Broken = Annotated[IfBroken, PlainValidator(_read_broken), WithJsonSchema(_BROKEN_SCHEMA)]


class KeptModel(Sourced):
    """How likely promises are kept, and what each has if they are not."""

    also_called: ClassVar[dict[str, str]] = {
        "broken": "if_broken",
        "chance": "is",
        "depends_on": "when",
        "unless": "when",
    }

    is_: Annotated[Estimate, *estimate_field(_CHANCE)] | None = described(
        "How likely a package is kept of which `when` says nothing; needed unless the ceasefire tells.",
        "share, 0 to 1",
        "0.4..0.6",
        default=None,
        alias="is",
    )
    when: list[ChanceModel] = described(
        "Packages that are kept more or less likely; the first entry that speaks of a package counts.",
        "chances",
        [{"if": {"shifts": "fixed"}, "is": "0.7..0.9"}],
        default=[],
    )
    ceasefire_day: Annotated[int, *whole_number(1, MAX_HORIZON)] | None = described(
        "Take from `ceasefire` how likely a package is kept: that it has not collapsed by this day, rounded to six "
        "decimals.",
        "days after its start",
        30,
        default=None,
    )
    if_broken: Annotated[
        dict[Name, _Broken], WithJsonSchema({"type": "object", "additionalProperties": _BROKEN_SCHEMA})
    ] = described(
        "What each party has if the package is not kept.",
        "points, where the party's values span 0 to 100",
        {"union": "20..30", "company": {"no_deal_plus": "-5..0"}},
    )


def _read_kept(value: object) -> KeptModel:
    model = KeptModel.model_validate(value)
    faults = Faults()
    if model.ceasefire_day is None and model.is_ is None:
        remedy = "Add `is: 0.4..0.6`, or `ceasefire_day: 30` where the ceasefire tells."
        faults.add("missing-key", "It is not said how likely a package is kept.", remedy)
    for key, given in (("is", model.is_), ("when", model.when or None)):
        if model.ceasefire_day is not None and given is not None:
            message = f"`{key}` stands beside `ceasefire_day`, which takes the chance from the ceasefire."
            faults.add("mixed-kept", message, "Keep one of the two.", key, key=True)
    faults.check()
    return model


KeptEntry = Annotated[KeptModel, PlainValidator(_read_kept), WithJsonSchema({"x-ref": "KeptModel"})]


def _inheriting(estimate: Estimate, provenance: Provenance) -> Estimate:
    return replace(estimate, provenance=estimate.provenance.inherit(provenance))


def kept(model: KeptModel | None, case: Provenance) -> Kept | None:
    """Return what a model says of promises that may be broken."""
    if model is None:
        return None
    provenance = model.provenance.inherit(case)
    chances = [
        Chance(each.if_, _inheriting(each.is_, Provenance(each.source, note=each.note).inherit(provenance)))
        for each in model.when
    ]
    broken: dict[str, IfBroken] = {
        party: NoDealPlus(_inheriting(given.plus, provenance))
        if isinstance(given, NoDealPlus)
        else _inheriting(given, provenance)
        for party, given in model.if_broken.items()
    }
    if model.is_ is not None:
        chances.append(Chance(None, _inheriting(model.is_, provenance)))
    return Kept(tuple(chances), broken, model.ceasefire_day, provenance)
