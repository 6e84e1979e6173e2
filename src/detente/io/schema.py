"""The JSON Schema of a case file, generated from the models that read it."""

from __future__ import annotations

from typing import Any, cast

__all__ = ["schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _resolve(part: Any) -> Any:  # noqa: ANN401  # any JSON value
    """Return a schema with the models' own marks for definitions turned into references."""
    if isinstance(part, dict):
        entries = cast("dict[str, Any]", part)
        if "x-ref" in entries:
            rest = {key: _resolve(value) for key, value in entries.items() if key != "x-ref"}
            return {**rest, "$ref": f"#/$defs/{entries['x-ref']}"}
        return {key: _resolve(value) for key, value in entries.items()}
    if isinstance(part, list):
        return [_resolve(item) for item in cast("list[Any]", part)]
    return part


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that an editor can complete and check a case with.

    Numbers may be numbers or texts in it, since YAML reads ``40`` as a number. It knows the form of a case; names that
    must agree between sections are checked by `detente.io.find_faults` only.

    Examples
    --------
    >>> schema()["title"]
    'Détente case'
    """
    # Imported here: pydantic costs more than a command that reads nothing should pay.
    from pydantic.json_schema import models_json_schema

    from detente.io.sections.case import CaseModel
    from detente.io.sections.conditions import CONDITION, LinkageModel, RedLineModel, RuleModel
    from detente.io.sections.estimate import ESTIMATE, PLAIN_ESTIMATE, ThreePoint, Wrapped
    from detente.io.sections.head import DriverModel, HeadModel, SourceModel
    from detente.io.sections.issues import IssueModel
    from detente.io.sections.packages import PACKAGE, ProposalModel, ResponseModel
    from detente.io.sections.parties import PartyModel
    from detente.io.sections.preferences import BracketsModel, PreferencesModel, StatusQuoPlusModel

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
        ThreePoint,
        Wrapped,
    )
    _, generated = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    definitions = dict(generated["$defs"])
    definitions |= {"Estimate": ESTIMATE, "PlainEstimate": PLAIN_ESTIMATE, "Condition": CONDITION, "Package": PACKAGE}
    case = {**definitions.pop("CaseModel"), "title": "Détente case"}
    return cast("dict[str, Any]", _resolve({"$schema": DIALECT, **case, "$defs": definitions}))
