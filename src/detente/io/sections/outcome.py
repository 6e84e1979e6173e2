"""What is known to have happened since the date of the case."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from detente.case import Aftermath, Happening, Provenance
from detente.io.sections.base import Faults, Section, described
from detente.io.sections.head import SourceModel, source
from detente.io.sections.packages import package_field
from detente.io.sections.scalars import Choice, Date, Names, Text

__all__ = ["HappeningModel", "OutcomeEntry", "OutcomeModel", "outcome"]

_CameAbout = Annotated[
    dict[str, str],
    *package_field("Keep the one that came about, or the nearest, and say under `not_listed` what no option says."),
]


class HappeningModel(Section):
    """A dated fact from after the date of the case."""

    on: Date | None = described("When it happened.", "date", "2025-03-18", default=None)
    what: Text = described("What happened.", "text", "The two presidents spoke.")
    source: Names = described("Names of its sources.", "names", "F18", default=())


class OutcomeModel(Section):
    """What came about after `as_of`, for the back-test; no other answer reads it."""

    agreement: Annotated[Literal["none", "partial", "whole"], Choice()] = described(
        "Whether the parties agreed on nothing, on a part, or on the whole.", "none, partial or whole", "partial"
    )
    summary: Text = described("What happened, in a sentence or two.", "text", "A truce on energy only.", default="")
    package: _CameAbout | None = described(
        "What came about, in listed options; silent issues at their status quo.",
        "one option per issue",
        {"wage": 4, "shifts": "fixed"},
        default=None,
    )
    not_listed: Text = described(
        "What came about that no listed option says; `package` is then the nearest.",
        "text",
        "A bonus in the first year.",
        default="",
    )
    facts: list[HappeningModel] = described(
        "What happened, by date.", "facts", [{"on": "2025-03-18", "what": "They spoke."}], default=[]
    )
    sources: dict[str, SourceModel] = described(
        "Sources of these facts; they may be later than `as_of` and may be cited nowhere else.",
        "sources",
        {"F18": {"title": "Read-out"}},
        default={},
    )
    source: Names = described("Names of the sources of the package.", "names", "F18", default=())
    note: Text = described("Anything else.", "text", "read from the signed text", default="")


def _read_outcome(value: object) -> OutcomeModel:
    model = OutcomeModel.model_validate(value)
    if model.agreement != "none" and model.package is None and not model.not_listed.strip():
        faults = Faults()
        remedy = "Add `package`, the listed options that it comes to, or `not_listed`, what no option says."
        faults.add("missing-key", "The outcome is an agreement, but does not say on what.", remedy)
        faults.check()
    return model


OutcomeEntry = Annotated[OutcomeModel, PlainValidator(_read_outcome), WithJsonSchema({"x-ref": "OutcomeModel"})]


def outcome(model: OutcomeModel | None) -> Aftermath | None:
    """Return what a model says to have happened, or ``None`` without one."""
    if model is None:
        return None
    return Aftermath(
        model.agreement,
        model.summary,
        model.package or {},
        model.not_listed.strip(),
        tuple(Happening(fact.what, fact.on, fact.source) for fact in model.facts),
        {name: source(name, entry) for name, entry in model.sources.items()},
        Provenance(model.source, note=model.note),
    )
