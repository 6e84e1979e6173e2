"""What each party wants: weights, values, and what no deal is worth to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import ConfigDict, PlainValidator, WithJsonSchema

from detente.case import (
    Brackets,
    Estimate,
    NoDeal,
    OptionOrder,
    Preferences,
    Provenance,
    StatusQuoPlus,
    Values,
    WeightOrder,
)
from detente.checks.words import OF_OPTIONS, did_you_mean, quoted
from detente.io.sections.base import Faults, Section, as_list, as_mapping, described, form
from detente.io.sections.estimate import (
    NO_DEAL,
    VALUE,
    WEIGHT,
    NoDealPoints,
    Sourced,
    Then,
    estimate_schema,
    read_estimate,
)
from detente.io.sections.orders import (
    ORDER,
    OrderModel,
    is_order,
    read_option_order,
    read_weight_order,
    wrapped_order,
)
from detente.io.sections.packages import read_package
from detente.io.sections.scalars import NAME, Line, read_name

__all__ = ["BracketsModel", "PreferencesEntry", "PreferencesModel", "StatusQuoPlusModel", "preferences"]

_Order = TypeVar("_Order", OptionOrder, WeightOrder)


def _with_source(order: _Order, model: OrderModel) -> _Order:
    return replace(order, provenance=model.provenance)


def _read_values(value: object) -> Values:
    if value == "unknown":
        return Values({}, unknown=True)
    if is_order(value, OF_OPTIONS):
        return Values({}, order=read_option_order(value))
    if (model := wrapped_order(value)) is not None:
        faults = Faults()
        with faults.below("is"):
            return Values({}, order=_with_source(read_option_order(model.is_), model))
        raise faults.error()
    faults, points = Faults(), dict[str, Estimate]()
    entries = as_mapping(value)
    if not entries:
        remedy = (
            "Write each option's points, for example `{fixed: 100, rotating: 0}`, "
            "an order such as `fixed > rotating`, or `unknown`."
        )
        faults.add("not-a-mapping", f"The values of the issue's options are expected here, not {form(value)}.", remedy)
        raise faults.error()
    for option, estimate in faults.each(entries.items()):
        with faults.below(option):
            points[option] = read_estimate(VALUE, estimate)
    faults.check()
    return Values(points)


_POINTS = {"type": "object", "additionalProperties": estimate_schema(VALUE)}
_VALUES = {"anyOf": [{"const": "unknown"}, ORDER, {"x-ref": "OrderModel"}, _POINTS]}
_Values = Annotated[Values, PlainValidator(_read_values), WithJsonSchema(_VALUES)]

_Weights = Mapping[str, Estimate] | WeightOrder


def _read_weights(value: object) -> _Weights:
    if is_order(value):
        return read_weight_order(value)
    if (model := wrapped_order(value)) is not None:
        faults = Faults()
        with faults.below("is"):
            return _with_source(read_weight_order(model.is_), model)
        raise faults.error()
    faults, weights = Faults(), dict[str, Estimate]()
    entries = as_mapping(value)
    if entries is None:
        remedy = "Write each issue's weight, for example `{wage: 60, shifts: 40}`, or an order such as `wage > shifts`."
        faults.add("not-a-mapping", f"The weights of the issues are expected here, not {form(value)}.", remedy)
        raise faults.error()
    for issue, weight in faults.each(entries.items()):
        with faults.below(issue):
            weights[issue] = read_estimate(WEIGHT, weight)
    faults.check()
    return weights


_WEIGHTS = {
    "anyOf": [{"type": "object", "additionalProperties": estimate_schema(WEIGHT)}, ORDER, {"x-ref": "OrderModel"}]
}


def _read_packages(value: object) -> tuple[str | Mapping[str, str], ...]:
    faults, packages = Faults(), list[str | Mapping[str, str]]()
    items = as_list(value)
    for position, item in faults.each(enumerate([value] if items is None else items)):
        with faults.below(*(() if items is None else (position,))):
            packages.append(read_name(item) if as_mapping(item) is None else read_package(item))
    faults.check()
    return tuple(packages)


_ONE_PACKAGE: list[dict[str, Any]] = [NAME, {"x-ref": "Package"}]
_PACKAGES = {"anyOf": [*_ONE_PACKAGE, {"type": "array", "items": {"anyOf": _ONE_PACKAGE}}]}
_Packages = Annotated[
    tuple[Any, ...],
    PlainValidator(_read_packages),
    WithJsonSchema(_PACKAGES),
]


class BracketsModel(Sourced):
    """A no-deal value between packages: names of proposals, or packages written out."""

    better_than: _Packages = described(
        "Packages that are worse than no deal.", "packages", ["Union's first offer"], default=()
    )
    worse_than: _Packages = described("Packages that are better than no deal.", "packages", [{"wage": 6}], default=())


class StatusQuoPlusModel(Section):
    """A no-deal value counted from the status-quo package."""

    status_quo_plus: NoDealPoints = described(
        "Points that no deal is worth more than the status quo.", "points", "-15..5"
    )


def _read_no_deal(value: object) -> NoDeal:
    names = (as_mapping(value) or {}).keys()
    faults = Faults()
    if "status_quo_plus" in names:
        return StatusQuoPlus(StatusQuoPlusModel.model_validate(value).status_quo_plus)
    if names & {"better_than", "worse_than"}:
        model = BracketsModel.model_validate(value)
        if not model.better_than and not model.worse_than:
            remedy = "Name a package or a proposal under `better_than` or `worse_than`."
            faults.add("empty", "No package is named to compare no deal with.", remedy)
            faults.check()
        return Brackets(model.better_than, model.worse_than, model.provenance)
    if names and not names & {"is", "low", "likely", "high"}:
        known = ("better_than", "worse_than", "status_quo_plus", "is", "low", "likely", "high")
        for name in names:
            faults.add("unknown-key", f"{quoted(name)} is not known here.", did_you_mean(name, known), name, key=True)
        faults.check()
    return read_estimate(NO_DEAL, value)


_NO_DEAL = {"anyOf": [estimate_schema(NO_DEAL), {"x-ref": "BracketsModel"}, {"x-ref": "StatusQuoPlusModel"}]}
_NoDeal = Annotated[NoDeal, PlainValidator(_read_no_deal), WithJsonSchema(_NO_DEAL)]


def _either(schema: dict[str, Any]) -> None:
    """Let a table take the place of the weights and values that are required without it."""
    required = schema.pop("required")
    schema["anyOf"] = [
        {"required": names, "properties": {name: {"not": {"type": "null"}} for name in names}}
        for names in (required, ["file"])
    ]


class PreferencesModel(Sourced):
    """One party's preferences; its `by`, `source` and `confidence` hold for all its numbers."""

    model_config = ConfigDict(json_schema_extra=_either)

    also_called: ClassVar[dict[str, str]] = {
        "batna": "no_deal",
        "bottom_line": "no_deal",
        "reservation": "no_deal",
        "reservation_value": "no_deal",
        "points": "values",
        "scores": "values",
        "utilities": "values",
    }

    weights: Annotated[_Weights, PlainValidator(_read_weights), WithJsonSchema(_WEIGHTS)] = described(
        "Importance of each issue: of the swing from its worst to its best option; or an order of the issues.",
        "any non-negative unit; divided by their sum",
        {"wage": 60, "shifts": 40},
    )
    values: dict[str, _Values] = described(
        "Points of each option of each issue, or an order of the options; of a quantity, of the corners of a "
        "piecewise linear function.",
        "points, 0 to 100",
        {"wage": {0: 0, 8: 100}, "shifts": {"fixed": 100, "rotating": 0}},
    )
    no_deal: _NoDeal | None = described(
        "What having no agreement is worth.", "points, on the scale of whole packages", "35..45", default=None
    )
    then: Then | None = described(
        "What a first step is worth to it beyond its own terms, for what may follow; may be below 0.",
        "points, on the scale of whole packages",
        "0..10",
        default=None,
    )
    reasons: dict[str, Line] = described(
        "Why an issue's numbers are as they are.", "one sentence per issue", {"wage": "Prices rose by 5%."}, default={}
    )
    file: Line = described(
        "Table (CSV) of weights and values, in the folder of the case; it takes their place here.",
        "file name",
        "union.csv",
        default="",
    )


def _read_preferences(value: object) -> PreferencesModel | None:
    if value == "unknown":
        return None
    if isinstance(value, str) or value is None:
        faults = Faults()
        remedy = "Write `weights`, `values` and `no_deal`, or `unknown` for a party of which nothing is known."
        faults.add("not-a-mapping", f"A party's preferences are expected here, not {form(value)}.", remedy)
        faults.check()
    entries = as_mapping(value)
    cut = [] if entries is None else _cut_off(entries)
    if entries is None or not cut:
        return PreferencesModel.model_validate(value)
    faults = Faults()
    whole = ", ".join([str(entries["weights"]), *cut])
    message = "Inside braces a comma ends a text, and the order of the weights is cut off here."
    faults.add("order-in-braces", message, f'Put the order in quotes: `weights: "{whole}"`.', cut[0], key=True)
    with faults.below():
        rest = {name: entry for name, entry in entries.items() if name not in cut}
        PreferencesModel.model_validate({**rest, "weights": whole})
    raise faults.error()


def _cut_off(entries: dict[str, object]) -> list[str]:
    """Return what was meant as the rest of an order of issues and was read as names without a value."""
    names = list(entries)
    if not isinstance(entries.get("weights"), str):
        return []
    behind = names[names.index("weights") + 1 :]
    return list(takewhile(lambda name: entries[name] is None and name not in PreferencesModel.names(), behind))


PreferencesEntry = Annotated[
    PreferencesModel | None,
    PlainValidator(_read_preferences),
    WithJsonSchema({"anyOf": [{"const": "unknown"}, {"x-ref": "PreferencesModel"}]}),
]


def _inherit(estimate: Estimate, provenance: Provenance) -> Estimate:
    return replace(estimate, provenance=estimate.provenance.inherit(provenance))


def _no_deal(no_deal: NoDeal | None, provenance: Provenance) -> NoDeal | None:
    if no_deal is None:
        return None
    if isinstance(no_deal, Brackets):
        return replace(no_deal, provenance=no_deal.provenance.inherit(provenance))
    if isinstance(no_deal, StatusQuoPlus):
        return StatusQuoPlus(_inherit(no_deal.plus, provenance))
    return _inherit(no_deal, provenance)


def preferences(party: str, model: PreferencesModel | None, case: Provenance) -> Preferences:
    """Return the preferences that a model describes, every number with the provenance that it inherits."""
    if model is None:
        return Preferences(party, unknown=True, provenance=case)
    provenance = model.provenance.inherit(case)
    order = model.weights if isinstance(model.weights, WeightOrder) else None
    weights = dict[str, Estimate]() if isinstance(model.weights, WeightOrder) else model.weights
    return Preferences(
        party,
        {issue: _inherit(weight, provenance) for issue, weight in weights.items()},
        {issue: _inherited_values(values, provenance) for issue, values in model.values.items()},
        _no_deal(model.no_deal, provenance),
        reasons=model.reasons,
        provenance=provenance,
        weight_order=None if order is None else _inherited_order(order, provenance),
        then=None if model.then is None else _inherit(model.then, provenance),
    )


def _inherited_order(order: _Order, provenance: Provenance) -> _Order:
    return replace(order, provenance=order.provenance.inherit(provenance))


def _inherited_values(values: Values, provenance: Provenance) -> Values:
    return Values(
        {option: _inherit(value, provenance) for option, value in values.points.items()},
        values.unknown,
        None if values.order is None else _inherited_order(values.order, provenance),
    )
