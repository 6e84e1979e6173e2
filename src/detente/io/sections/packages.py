"""Packages and the proposals that put them on the table."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal, get_args

from pydantic import ConfigDict, PlainValidator, WithJsonSchema

from detente.case import Proposal, Provenance, Response
from detente.checks.words import did_you_mean, quoted
from detente.io.sections.base import Faults, Section, as_mapping, described, form
from detente.io.sections.conditions import ConditionField
from detente.io.sections.estimate import Sourced
from detente.io.sections.scalars import NAME, Choice, Date, Line, Names, Text, read_name

__all__ = [
    "PACKAGE",
    "Package",
    "ProposalModel",
    "ResponseModel",
    "package_field",
    "proposal",
    "read_package",
]

PACKAGE = {"title": "Package", "type": "object", "minProperties": 1, "additionalProperties": NAME}


def read_package(value: object, instead: str = "Keep one of them.") -> dict[str, str]:
    """Return one option for each issue that a package names; `instead` is the remedy for a list of options."""
    faults, package = Faults(), dict[str, str]()
    entries = as_mapping(value)
    if not entries:
        remedy = "Write issues with one option each, for example `{wage: 4, shifts: fixed}`."
        faults.add("not-a-package", f"A package is expected here, not {form(value)}.", remedy)
        raise faults.error()
    for issue, option in faults.each(entries.items()):
        if isinstance(option, list):
            faults.add("several-options", "A package settles each issue on one option, not on a list.", instead, issue)
            continue
        with faults.below(issue):
            package[issue] = read_name(option)
    faults.check()
    return package


def package_field(instead: str) -> tuple[PlainValidator, WithJsonSchema]:
    """Return what marks a field as a package, with what to write instead of a list of options there."""
    return PlainValidator(partial(read_package, instead=instead)), WithJsonSchema({"x-ref": "Package"})


Package = Annotated[dict[str, str], PlainValidator(read_package), WithJsonSchema({"x-ref": "Package"})]
_Open = Annotated[
    dict[str, str],
    *package_field("Keep one of them, or leave the issue out and write `rest: open`."),
]


_Answer = Literal["accepted", "rejected"]


class ResponseModel(Sourced):
    """A party's answer to a proposal, with its date and source."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": [name], "properties": {name: {"not": {"type": "null"}}}} for name in ("is", "conditional")
            ]
        }
    )

    is_: Annotated[_Answer, Choice()] | None = described(
        "The answer.", "accepted or rejected", "accepted", default=None, alias="is"
    )
    conditional: ConditionField | None = described("On what it depends.", "condition", {"aid": "stopped"}, default=None)
    on: Date | None = described("When it was given.", "date", "2025-03-13", default=None)


_ANSWERS = get_args(_Answer)


def _read_response(value: object) -> ResponseModel:
    faults = Faults()
    if isinstance(value, str):
        if value not in _ANSWERS:
            remedy = did_you_mean(value, _ANSWERS, "Write `accepted`, `rejected` or `{conditional: {issue: option}}`.")
            faults.add("not-a-choice", f"{quoted(value)} is not an answer to a proposal.", remedy)
            faults.check()
        value = {"is": value}
    model = ResponseModel.model_validate(value)
    if (model.is_ is None) == (model.conditional is None):
        if model.is_ is None:
            remedy = "Write `is: accepted`, `is: rejected` or `conditional: {issue: option}`."
            faults.add("missing-answer", "The response does not say what the answer is.", remedy)
        else:
            message = "The response gives two answers: `is` and `conditional`."
            faults.add("contradicting-responses", message, "Keep one of the two.", "conditional", key=True)
    faults.check()
    return model


_RESPONSE = {"anyOf": [{"enum": list(_ANSWERS)}, {"x-ref": "ResponseModel"}]}
ResponseEntry = Annotated[ResponseModel, PlainValidator(_read_response), WithJsonSchema(_RESPONSE)]


class ProposalModel(Section):
    """A package, or part of one, on the table."""

    package: _Open = described("What it settles.", "one option per issue", {"wage": 4, "shifts": "fixed"})
    by: Names = described("Who made it.", "names of parties", "union", default=())
    on: Date | None = described("When.", "date", "2025-03-11", default=None)
    rest: Annotated[Literal["status_quo", "open"], Choice()] = described(
        "Whether issues it is silent on stay at their status quo or are open.",
        "status_quo or open",
        "open",
        default="status_quo",
    )
    responses: dict[str, ResponseEntry] = described(
        "What the parties answered.", "answers", {"company": "rejected"}, default={}
    )
    title: Line = described("Name to print.", "text", "The union's first offer", default="")
    source: Names = described("Names of its sources.", "names", "F10", default=())
    note: Text = described("Anything else.", "text", "made in public", default="")


def _response(party: str, model: ResponseModel) -> Response:
    return Response(party, model.is_ or "conditional", model.conditional, model.on, model.provenance)


def proposal(name: str, model: ProposalModel) -> Proposal:
    """Return the proposal that a model describes."""
    return Proposal(
        name,
        model.package,
        model.by,
        model.on,
        model.rest,
        tuple(_response(party, response) for party, response in model.responses.items()),
        model.title,
        Provenance(model.source, note=model.note),
    )
