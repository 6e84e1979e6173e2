"""The numbers of a ceasefire: rates per day and chances, what changes them, what is at stake, what could be added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated, ClassVar

from pydantic import PlainValidator, WithJsonSchema

from detente.case import CeasefireStakes, Estimate, Measure, Provenance, RateChange
from detente.checks.words import did_you_mean, listed, quoted
from detente.io.sections.base import Faults, Section, as_mapping, described, fail
from detente.io.sections.conditions import ConditionField
from detente.io.sections.estimate import Kind, Sourced, estimate_field, estimate_schema, read_estimate
from detente.io.sections.scalars import Line, Name, whole_number

__all__ = [
    "MAX_DAYS",
    "MeasureEntry",
    "MeasureModel",
    "MeasuredModel",
    "RateChangeEntry",
    "RateChangeModel",
    "RatesEntry",
    "RatesModel",
    "StakesModel",
    "TimesModel",
    "measure",
    "numbers",
    "rate_change",
    "stakes",
    "violation",
]

MAX_DAYS = 36_500
"""Most days of a term, or before a change."""
_FAR = 10**6
_NONE = Estimate.point(0)
_GIVEN = ("is", "low", "likely", "high")

_RATE = Kind("a rate per day", 0, 10_000, "Write a wide range such as `0..2`.", "0.2", "0.1..0.4", share=True)
_CHANCE = Kind("a chance", 0, 1, "Write `0..1`.", "0.5", "0.3..0.7")
_FACTOR = Kind("a factor", 0, 1_000, "Write a wide range such as `0.2..1`.", "0.5", "0.4..0.8", share=True)
_GAIN = Kind("the gain of a violation", -_FAR, _FAR, "Write a wide range such as `0..20`.", "5", "0..10")
_LOSS = Kind("the loss of a violator", 0, _FAR, "Write a wide range such as `0..20`.", "10", "5..20")
_SCALE = Kind("the scale of what is not known", 0, _FAR, "Write a wide range such as `0..5`.", "3", "1..5")

_STATES = ("holding", "strained", "suspended")
_INCIDENTS = ("accident", "violation", "unexplained")
_Group = dict[str, Estimate]
"""Estimates by part of a group; under an empty name the one that stands for all of them."""


def _read_group(kind: Kind, parts: tuple[str, ...], value: object) -> _Group:
    entries = as_mapping(value)
    if not entries or entries.keys() & set(_GIVEN):
        return {"": read_estimate(kind, value)}
    faults, found = Faults(), _Group()
    for name, given in faults.each(entries.items()):
        if name not in parts:
            remedy = did_you_mean(name, parts, f"Remove it, or write one of {listed(parts)}.")
            faults.add("unknown-key", f"{quoted(name)} is not known here.", remedy, name, key=True)
            continue
        with faults.below(name):
            found[name] = read_estimate(kind, given)
    faults.check()
    return found


def _group(kind: Kind, parts: tuple[str, ...]) -> tuple[PlainValidator, WithJsonSchema]:
    """Return what marks a field as estimates by part, or one for all parts."""
    each = estimate_schema(kind)
    by_part = {
        "type": "object",
        "properties": dict.fromkeys(parts, each),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return PlainValidator(partial(_read_group, kind, parts)), WithJsonSchema({"anyOf": [each, by_part]})


_Rate = Annotated[Estimate, *estimate_field(_RATE)]
_Chance = Annotated[Estimate, *estimate_field(_CHANCE)]
_Factor = Annotated[Estimate, *estimate_field(_FACTOR)]
_StateRates = Annotated[_Group, *_group(_RATE, _STATES)]
_StateChances = Annotated[_Group, *_group(_CHANCE, _STATES)]
_StateFactors = Annotated[_Group, *_group(_FACTOR, _STATES)]
_Strains = Annotated[_Group, *_group(_CHANCE, _INCIDENTS)]
_StrainFactors = Annotated[_Group, *_group(_FACTOR, _INCIDENTS)]
_Violations = Annotated[
    dict[Name, _Rate], WithJsonSchema({"type": "object", "additionalProperties": estimate_schema(_RATE)})
]

_SYNONYMS: dict[str, str] = {
    "accidents": "accident",
    "breakdown": "collapse",
    "collapse_holding": "collapse",
    "collapse_strained": "collapse",
    "collapse_suspended": "collapse",
    "incidents": "accident",
    "strain_accident": "strain",
    "strain_unexplained": "strain",
    "strain_violation": "strain",
    "supersession_holding": "supersession",
    "supersession_strained": "supersession",
    "supersession_suspended": "supersession",
}
_OF_RENEWAL = dict.fromkeys(("renewal_holding", "renewal_strained", "renewal_suspended"), "renewal")


class MeasuredModel(Section):
    """Numbers that a measure changes."""

    also_called: ClassVar[dict[str, str]] = _SYNONYMS

    accident: _Rate | None = described("Accidental incidents.", "per day", "0.2..1", default=None)
    detection: _Chance | None = described(
        "Chance that an incident is noticed.", "share, 0 to 1", "0.3..0.6", default=None
    )
    attribution: _Chance | None = described(
        "Chance that a noticed incident is explained: an accident shown to be one, a violator named.",
        "share, 0 to 1",
        "0.2..0.5",
        default=None,
    )
    strain: _Strains | None = described(
        "Chance that a noticed incident strains the ceasefire: one shown to be an `accident`, a `violation` whose "
        "author is named, one that is `unexplained`; a single number for all three.",
        "share, 0 to 1, by kind of incident",
        {"accident": "0..0.1", "violation": "0.3..0.6", "unexplained": "0.2..0.5"},
        default=None,
    )
    resolution: _Rate | None = described(
        "Settling of a strain, so that the ceasefire holds again.", "per day", "0.1..0.4", default=None
    )
    retaliation: _Rate | None = described(
        "Suspension of a strained ceasefire, by one side or both.", "per day", "0.02..0.1", default=None
    )
    resumption: _Rate | None = described(
        "Return from suspension to a ceasefire that holds.", "per day", "0..0.1", default=None
    )
    collapse: _StateRates | None = described(
        "End by being renounced, or by fighting, while `holding`, `strained` or `suspended`; a single number for all "
        "three.",
        "per day, by state",
        {"strained": "0.001..0.01", "suspended": "0.02..0.1"},
        default=None,
    )
    supersession: _StateRates | None = described(
        "End by a wider arrangement, in each of the same states; a single number for all three.",
        "per day, by state",
        "0..0.005",
        default=None,
    )


class RatesModel(MeasuredModel):
    """How fast what happens to a ceasefire happens; what is not given is 0."""

    also_called: ClassVar[dict[str, str]] = {**_SYNONYMS, **_OF_RENEWAL, "violations": "violation"}

    violation: _Violations = described(
        "Opportunities for a deliberate violation, by party; all are used, unless `stakes` tell otherwise.",
        "per day",
        {"union": "0.05..0.3", "company": "0..0.1"},
        default={},
    )
    renewal: _StateChances | None = described(
        "Chance that it is renewed when its term ends while `holding`, `strained` or `suspended`; a single number for "
        "all three.",
        "share, 0 to 1, by state",
        {"holding": "0.6..0.9", "strained": "0.3..0.6"},
        default=None,
    )


RatesEntry = Annotated[RatesModel, PlainValidator(RatesModel.model_validate), WithJsonSchema({"x-ref": "RatesModel"})]


class TimesModel(Section):
    """Factors by which numbers of a ceasefire are multiplied, after all replacements; chances stay at most 1."""

    also_called: ClassVar[dict[str, str]] = {**_SYNONYMS, **_OF_RENEWAL}

    @classmethod
    def _keep(cls, name: str, value: object, faults: Faults) -> bool:
        if name in ("violation", "violations"):
            remedy = "Write what they are then under `rates`: `violation: {union: 0.1}`."
            faults.add("unknown-key", "Violations of parties have no factor.", remedy, name, key=True)
            return False
        return super()._keep(name, value, faults)

    accident: _Factor | None = described("Of accidental incidents.", "factor", "0.5", default=None)
    detection: _Factor | None = described(
        "Of the chance that an incident is noticed.", "factor", "1.2..1.5", default=None
    )
    attribution: _Factor | None = described(
        "Of the chance that a noticed incident is explained.", "factor", "1.2..1.5", default=None
    )
    strain: _StrainFactors | None = described(
        "Of the chances that a noticed incident strains, one for each or for all.", "factor", "0.5", default=None
    )
    resolution: _Factor | None = described("Of the settling of strains.", "factor", "1..2", default=None)
    retaliation: _Factor | None = described("Of suspensions.", "factor", "0.5", default=None)
    resumption: _Factor | None = described("Of returns from suspension.", "factor", "1..2", default=None)
    collapse: _StateFactors | None = described(
        "Of collapses, one for each state or for all.", "factor", {"suspended": "0.4..0.8"}, default=None
    )
    supersession: _StateFactors | None = described(
        "Of ends by a wider arrangement, one for each state or for all.", "factor", "1..2", default=None
    )
    renewal: _StateFactors | None = described(
        "Of the chances of renewal, one for each state or for all.", "factor", "0.8..1", default=None
    )


_Times = Annotated[TimesModel, PlainValidator(TimesModel.model_validate), WithJsonSchema({"x-ref": "TimesModel"})]
_Measured = Annotated[
    MeasuredModel, PlainValidator(MeasuredModel.model_validate), WithJsonSchema({"x-ref": "MeasuredModel"})
]


def _flat(model: Section) -> dict[str, Estimate]:
    """Return what a model gives under the names of the numbers, and of groups that are given as one."""
    found: dict[str, Estimate] = {}
    for name in model.names():
        given = getattr(model, name)
        if isinstance(given, Estimate):
            found[name] = given
        elif given is not None and name != "violation":
            found |= {f"{name}_{part}" if part else name: each for part, each in given.items()}
    return found


def _inheriting(given: Mapping[str, Estimate], provenance: Provenance) -> dict[str, Estimate]:
    return {name: replace(each, provenance=each.provenance.inherit(provenance)) for name, each in given.items()}


def numbers(model: Section | None, provenance: Provenance) -> dict[str, Estimate]:
    """Return the numbers that a model gives, other than violations; none without one."""
    return {} if model is None else _inheriting(_flat(model), provenance)


def violation(model: RatesModel | None, provenance: Provenance) -> dict[str, Estimate]:
    """Return the violations that a model gives, by party."""
    return {} if model is None else _inheriting(model.violation, provenance)


class RateChangeModel(Sourced):
    """Numbers of a ceasefire that are others where something is agreed, or from some day on."""

    also_called: ClassVar[dict[str, str]] = {
        "day": "from_day",
        "factor": "times",
        "factors": "times",
        "from": "from_day",
        "is": "rates",
        "since": "from_day",
        "then": "rates",
        "when": "if",
    }

    if_: ConditionField | None = described(
        "Where it holds; for all packages, if absent, and then `from_day` is needed.",
        "condition",
        {"shifts": "fixed"},
        default=None,
        alias="if",
    )
    from_day: Annotated[int, *whole_number(1, MAX_DAYS)] | None = described(
        "Days after the start from which it holds; from the start, if absent, and then `if` is needed.",
        "days",
        10,
        default=None,
    )
    rates: RatesEntry | None = described(
        "Numbers that take the place of those before; needed, unless `times` stands.",
        "rates",
        {"detection": "0.7..0.95"},
        default=None,
    )
    times: _Times | None = described(
        "Factors by which numbers are multiplied, after all replacements; needed, unless `rates` stands.",
        "factors",
        {"collapse": "0.4..0.8"},
        default=None,
    )


def _read_change(value: object) -> RateChangeModel:
    model = RateChangeModel.model_validate(value)
    faults = Faults()
    if model.if_ is None and model.from_day is None:
        remedy = "Add `if: {issue: option}` or `from_day: 10`, or write its numbers under `rates` of the ceasefire."
        faults.add("missing-key", "The change does not say where or when it holds.", remedy)
    nobody = Provenance()
    if not (numbers(model.rates, nobody) or violation(model.rates, nobody) or numbers(model.times, nobody)):
        faults.add("missing-key", "The change changes nothing.", "Add `rates: {detection: 0.7..0.95}`, or `times`.")
    faults.check()
    return model


RateChangeEntry = Annotated[RateChangeModel, PlainValidator(_read_change), WithJsonSchema({"x-ref": "RateChangeModel"})]


def rate_change(model: RateChangeModel, ceasefire: Provenance) -> RateChange:
    """Return the change that a model describes."""
    provenance = model.provenance.inherit(ceasefire)
    return RateChange(
        model.if_,
        model.from_day or 0,
        numbers(model.rates, provenance),
        violation(model.rates, provenance),
        numbers(model.times, provenance),
        provenance,
    )


class StakesModel(Section):
    """What a party gains by a deliberate violation, and loses if it is noticed and named; in points of its own."""

    also_called: ClassVar[dict[str, str]] = {"gains": "gain", "losses": "loss", "cost": "loss", "noise": "scale"}

    gain: Annotated[Estimate, *estimate_field(_GAIN)] = described(
        "What it gains by a violation.", "points of the party", "0..10"
    )
    loss: Annotated[Estimate, *estimate_field(_LOSS)] = described(
        "What it loses if the violation is noticed and it is named.", "points of the party", "5..20"
    )
    scale: Annotated[Estimate, *estimate_field(_SCALE)] | None = described(
        "How far what it weighs besides is not known, as the scale of a logit: of its opportunities it uses "
        "1 / (1 + exp(-m / scale)), where m = gain - detection x attribution x loss. 0 if absent: it uses all of them "
        "where m is above 0, and else none.",
        "points of the party",
        3,
        default=None,
    )


def stakes(model: StakesModel, ceasefire: Provenance) -> CeasefireStakes:
    """Return the stakes that a model describes."""
    parts = {"gain": model.gain, "loss": model.loss, "scale": model.scale or _NONE}
    return CeasefireStakes(**_inheriting(parts, ceasefire))


class MeasureModel(Sourced):
    """Something that could be added to the terms."""

    also_called: ClassVar[dict[str, str]] = {"changes": "rates", "name": "title"}

    rates: _Measured = described("The numbers that it would change.", "rates", {"detection": 0.9})
    title: Line = described("Name to print.", "text", "A third-party mission", default="")


def _read_measure(value: object) -> MeasureModel:
    model = MeasureModel.model_validate(value)
    if not numbers(model.rates, Provenance()):
        raise fail("missing-key", "The measure changes nothing.", "Add a number to its `rates`, such as `detection`.")
    return model


MeasureEntry = Annotated[MeasureModel, PlainValidator(_read_measure), WithJsonSchema({"x-ref": "MeasureModel"})]


def measure(name: str, model: MeasureModel, ceasefire: Provenance) -> Measure:
    """Return the measure that a model describes."""
    provenance = model.provenance.inherit(ceasefire)
    return Measure(name, numbers(model.rates, provenance), model.title, provenance)
