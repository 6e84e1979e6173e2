"""The parties: a list of names, or names with what is known of each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from detente.case import Party
from detente.io.nodes import Nothing
from detente.io.sections.base import Section, described
from detente.io.sections.scalars import Choice, Line, Text

__all__ = ["PartyEntry", "PartyModel", "party"]

_Role = Literal["principal", "mediator", "ratifier", "observer"]


class PartyModel(Section):
    """Someone at, behind or beside the table."""

    role: Annotated[_Role, Choice()] = described(
        "Its part in the talks.", "principal, mediator, ratifier or observer", "mediator", default="principal"
    )
    consent: Annotated[Literal["required", "not required"], Choice()] | None = described(
        "Whether an agreement needs it; principals only, if absent.",
        "required or not required",
        "not required",
        default=None,
    )
    title: Line = described("Name to print.", "text", "United States", default="")
    interests: Text = described("What it wants and why.", "text", "steady pay", default="")
    fears: Text = described("What it wants to avoid.", "text", "a second shift", default="")
    mandate: Text = described("What its negotiators may agree to.", "text", "up to 6% without a vote", default="")
    note: Text = described("Anything else.", "text", "joined on the second day", default="")


def _read_party(value: object) -> PartyModel:
    return PartyModel.model_validate({} if value is None or isinstance(value, Nothing) else value)


PartyEntry = Annotated[
    PartyModel,
    PlainValidator(_read_party),
    WithJsonSchema({"anyOf": [{"type": "null"}, {"x-ref": "PartyModel"}]}),
]


def party(name: str, model: PartyModel) -> Party:
    """Return the party that a model describes."""
    return Party(
        name,
        model.role,
        model.role == "principal" if model.consent is None else model.consent == "required",
        model.title,
        model.interests,
        model.fears,
        model.mandate,
        model.note,
    )
