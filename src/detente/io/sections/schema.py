"""The JSON Schema of a case file, generated from the models that read it."""

from __future__ import annotations

from typing import Any, cast

from pydantic.json_schema import models_json_schema

from detente.io.sections.case import ALONE, OF_DEALS, CaseModel
from detente.io.sections.ceasefire import CeasefireModel
from detente.io.sections.ceasefire_numbers import (
    MeasuredModel,
    MeasureModel,
    RateChangeModel,
    RatesModel,
    StakesModel,
    TimesModel,
)
from detente.io.sections.ceasefire_terms import SaidModel, StartModel, TermModel
from detente.io.sections.conditions import CONDITION, LinkageModel, RedLineModel, RuleModel
from detente.io.sections.estimate import ESTIMATE, PLAIN_ESTIMATE, ThreePoint, Wrapped
from detente.io.sections.head import DriverModel, HeadModel, SourceModel
from detente.io.sections.issues import IssueModel
from detente.io.sections.kept import BrokenModel, ChanceModel, KeptModel
from detente.io.sections.levers import EffectModel, LevelModel, LeverModel, NormModel
from detente.io.sections.moves import CommonModel, MovesModel, RestrictionModel, UnderLeversModel
from detente.io.sections.moving import STATES
from detente.io.sections.orders import OrderModel
from detente.io.sections.outcome import HappeningModel, OutcomeModel
from detente.io.sections.packages import PACKAGE, ProposalModel, ResponseModel
from detente.io.sections.parties import PartyModel
from detente.io.sections.preferences import BracketsModel, PreferencesModel, StatusQuoPlusModel
from detente.io.sections.ratifiers import BlocModel, CommitmentModel, PollModel, RatifierModel
from detente.io.sections.scalars import NAME
from detente.io.sections.tables import ClockModel, TableModel

__all__ = ["make_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


_KEY = {key: value for key, value in NAME.items() if key != "type"}
"""What the keys of a mapping of names must be; a key is always a text."""


def _resolve(part: Any) -> Any:
    """Return a schema with the models' own marks for definitions turned into references, and keys that are names."""
    if isinstance(part, dict):
        entries = cast("dict[str, Any]", part)
        if "x-ref" in entries:
            rest = {key: _resolve(value) for key, value in entries.items() if key != "x-ref"}
            return {**rest, "$ref": f"#/$defs/{entries['x-ref']}"}
        resolved = {key: _resolve(value) for key, value in entries.items()}
        if isinstance(entries.get("additionalProperties"), dict):
            resolved["propertyNames"] = _KEY
        return resolved
    if isinstance(part, list):
        return [_resolve(item) for item in cast("list[Any]", part)]
    return part


def _references(part: Any) -> set[str]:
    """Return the names of the definitions that a schema refers to."""
    if isinstance(part, dict):
        entries = cast("dict[str, Any]", part)
        own = {str(value).rpartition("/")[2] for key, value in entries.items() if key == "$ref"}
        return own.union(*(_references(value) for value in entries.values()))
    return (
        set[str]().union(*(_references(item) for item in cast("list[Any]", part))) if isinstance(part, list) else set()
    )


def _used(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without the definitions that nothing refers to."""
    definitions: dict[str, Any] = whole["$defs"]
    used: set[str] = set()
    new = _references({key: value for key, value in whole.items() if key != "$defs"})
    while new - used:
        used |= new
        new = _references([definitions[name] for name in new])
    return {**whole, "$defs": {name: definitions[name] for name in sorted(used)}}


def make_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that an editor can complete and check a case with.

    Numbers may be numbers or texts in it, since YAML reads ``40`` as a number. It knows the form of a case; names that
    must agree between sections are checked by `detente.io.find_faults` only.

    Examples
    --------
    >>> make_schema()["title"]
    'Détente case'
    """
    models = (
        CaseModel,
        HeadModel,
        SourceModel,
        DriverModel,
        PartyModel,
        IssueModel,
        RuleModel,
        PreferencesModel,
        BracketsModel,
        StatusQuoPlusModel,
        LinkageModel,
        RedLineModel,
        ProposalModel,
        ResponseModel,
        TableModel,
        ClockModel,
        CommitmentModel,
        RatifierModel,
        BlocModel,
        PollModel,
        LeverModel,
        LevelModel,
        EffectModel,
        NormModel,
        KeptModel,
        ChanceModel,
        BrokenModel,
        CeasefireModel,
        SaidModel,
        StartModel,
        TermModel,
        RatesModel,
        RateChangeModel,
        TimesModel,
        StakesModel,
        MeasureModel,
        MeasuredModel,
        MovesModel,
        UnderLeversModel,
        RestrictionModel,
        CommonModel,
        OutcomeModel,
        HappeningModel,
        ThreePoint,
        Wrapped,
        OrderModel,
    )
    _, generated = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    definitions = dict(generated["$defs"])
    definitions |= {"Estimate": ESTIMATE, "PlainEstimate": PLAIN_ESTIMATE, "Condition": CONDITION, "Package": PACKAGE}
    definitions |= {"States": STATES}
    case = {**definitions.pop("CaseModel"), "title": "Détente case"}
    unless = [name for name in case["required"] if name in OF_DEALS]
    case["required"] = [name for name in case["required"] if name not in OF_DEALS]
    neither = {"not": {"anyOf": [{"required": [name]} for name in unless]}}
    case["anyOf"] = [{"required": unless}, *({"required": [name], **neither} for name in ALONE)]
    return _used(_resolve({"$schema": DIALECT, **case, "$defs": definitions}))
