"""The head of a case: title, date, sources and drivers."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from detente.case import Driver, Provenance, Source
from detente.io.nodes import Nothing
from detente.io.sections.base import Faults, Section, described, form
from detente.io.sections.estimate import Sourced
from detente.io.sections.scalars import SCALAR, Date, Line, Text, WebAddress, read_text

__all__ = ["DriverEntry", "DriverModel", "Head", "HeadModel", "SourceModel", "Version", "driver", "head", "source"]


class HeadModel(Sourced):
    """Title of the dispute, and what every number inherits that does not say otherwise."""

    title: Line = described("Title of the dispute.", "text", "Wage talks")
    summary: Text = described("What it is about, in a few sentences.", "text", "A union and a company.", default="")


def _read_head(value: object) -> HeadModel:
    if isinstance(value, str):
        value = {"title": value}
    model = HeadModel.model_validate(value)
    if not model.title.strip():
        faults = Faults()
        faults.add("empty", "The title is empty.", "Write a title, for example `case: Wage talks`.")
        faults.check()
    return model


def head(model: HeadModel | None) -> tuple[str, str, Provenance]:
    """Return title, summary and the provenance that numbers inherit; all empty without a head."""
    if model is None:
        return "", "", Provenance()
    return model.title, model.summary, model.provenance


Head = Annotated[HeadModel, PlainValidator(_read_head), WithJsonSchema({"anyOf": [SCALAR, {"x-ref": "HeadModel"}]})]


def _read_version(value: object) -> int:
    if value != "1":
        faults = Faults()
        remedy = "Write `detente: 1`, or leave the line out."
        faults.add("unknown-version", f"This version of Détente reads format 1, not {form(value)}.", remedy)
        faults.check()
    return 1


Version = Annotated[int, PlainValidator(_read_version), WithJsonSchema({"enum": [1, "1"]})]


class SourceModel(Section):
    """A document, statement or poll that facts and numbers rest on."""

    title: Line = described("Title of the document.", "text", "Joint statement of Jeddah", default="")
    date: Date | None = described("When it was published.", "date", "2025-03-11", default=None)
    url: WebAddress = described("Its address on the web.", "URL", "https://example.org/statement", default="")
    file: Text = described("A copy in the folder of the case.", "relative path", "sources/jeddah.pdf", default="")
    publisher: Line = described("Who published it.", "text", "US Department of State", default="")
    accessed: Date | None = described("When it was read.", "date", "2025-03-17", default=None)
    quote: Text = described("The words that matter.", "text", "Ukraine is ready to accept the proposal.", default="")
    note: Text = described("Anything else.", "text", "translated by the analyst", default="")


def source(name: str, model: SourceModel) -> Source:
    """Return the source that a model describes."""
    return Source(
        name,
        model.title,
        model.date,
        model.url,
        model.file,
        model.publisher,
        model.accessed,
        model.quote,
        model.note,
    )


class DriverModel(Section):
    """A common cause with which several estimates move."""

    note: Text = described("What it is.", "text", "how the front moves", default="")


def _read_driver(value: object) -> DriverModel:
    if value is None or isinstance(value, Nothing):
        return DriverModel.model_validate({})
    if isinstance(value, str):
        return DriverModel.model_validate({"note": read_text(value)})
    return DriverModel.model_validate(value)


DriverEntry = Annotated[
    DriverModel,
    PlainValidator(_read_driver),
    WithJsonSchema({"anyOf": [SCALAR, {"type": "null"}, {"x-ref": "DriverModel"}]}),
]


def driver(name: str, model: DriverModel) -> Driver:
    """Return the driver that a model describes."""
    return Driver(name, model.note)
