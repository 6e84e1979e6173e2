"""A ceasefire, as it is agreed or talked about: the section `ceasefire`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import PlainValidator, WithJsonSchema

from detente.case import ELEMENTS, Ceasefire, Element, Issue, Provenance, SaidOf
from detente.errors import LimitError
from detente.io.sections.base import Faults, as_list, as_mapping, described, named
from detente.io.sections.ceasefire_numbers import (
    MeasureEntry,
    RateChangeEntry,
    RatesEntry,
    StakesModel,
    measure,
    numbers,
    rate_change,
    stakes,
    violation,
)
from detente.io.sections.ceasefire_terms import SaidEntry, StartEntry, TermEntry, said, starts, term
from detente.io.sections.estimate import Sourced
from detente.io.sections.packages import read_package
from detente.io.sections.scalars import NAME, Choice, Flag, Line, Name, Text, read_name, whole_number

__all__ = ["MAX_HORIZON", "CeasefireEntry", "CeasefireModel", "ceasefire"]

MAX_HORIZON = 3_650
MAX_CHANGES = 500
MAX_MEASURES = 64
_DEFAULT_HORIZON = Ceasefire().horizon


def _read_agreed(value: object) -> dict[str, str] | str:
    return read_name(value) if isinstance(value, str) else read_package(value)


_AGREED: dict[str, Any] = {"anyOf": [NAME, {"x-ref": "Package"}]}


class CeasefireModel(Sourced):
    """A ceasefire: what its terms say, how fast what happens to it happens, and what that depends on."""

    also_called: ClassVar[dict[str, str]] = {
        "attribute": "attribution",
        "days": "term",
        "duration": "term",
        "log": "incidents",
        "mediation": "consultation",
        "monitoring": "monitor",
        "name": "title",
        "parties": "sides",
        "punishment": "sanction",
        "sanctions": "sanction",
        "terms": "package",
    }

    title: Line = described("Name to print.", "text", "The truce on shifts", default="")
    package: Annotated[dict[str, str] | str, PlainValidator(_read_agreed), WithJsonSchema(_AGREED)] = described(
        "The package whose terms are asked about: the name of a proposal, or options of issues, silent ones at their "
        "status quo. Left out where no issue matters to the ceasefire.",
        "name of a proposal, or one option per issue",
        "First offer",
        default="",
    )
    scope: SaidEntry | None = described(
        "What the terms say of what it covers, and where.", "text or element", {"issue": "shifts"}, default=None
    )
    start: StartEntry | None = described(
        "What they say of when it begins; a date may lie ahead of `as_of`.",
        "date, text or element",
        "2025-03-18",
        default=None,
    )
    term: TermEntry | None = described(
        "How long it runs before it has to be renewed: days, or `none` for an open end.",
        "days or term",
        30,
        default=None,
    )
    renewal: SaidEntry | None = described(
        "What they say of how it is renewed.", "text or element", "by agreement of both", default=None
    )
    monitor: SaidEntry | None = described(
        "What they say of who watches it.",
        "text or element",
        {"issue": "monitoring", "silent": ["no monitor"]},
        default=None,
    )
    verification: SaidEntry | None = described(
        "What they say of how reports of incidents are checked.", "text or element", "by both together", default=None
    )
    attribution: SaidEntry | None = described(
        "What they say of who finds out whose doing an incident was.",
        "text or element",
        "a joint inquiry",
        default=None,
    )
    sanction: SaidEntry | None = described(
        "What they say of what a violation leads to.", "text or element", "the other side is free", default=None
    )
    consultation: SaidEntry | None = described(
        "What they say of where incidents are settled.", "text or element", "a hotline of both staffs", default=None
    )
    sides: Annotated[Literal["several", "one"], Choice()] = described(
        "Whether several sides agree on it, or one declares it.", "several or one", "one", default="several"
    )
    general: Flag = described(
        "Whether it is general, rather than limited in place or in means.", "true or false", "false", default=True
    )
    mechanism: Flag | None = described(
        "Whether a mechanism to implement or monitor it is agreed; open, if absent.",
        "true or false",
        "true",
        default=None,
    )
    rates: RatesEntry | None = described(
        "How fast what happens to it happens.", "rates", {"accident": "0.2..1", "detection": "0.3..0.6"}, default=None
    )
    changes: list[RateChangeEntry] = described(
        "What changes these numbers: an option that is agreed, or a day; a later entry prevails.",
        "changes",
        [{"from_day": 10, "rates": {"detection": 0.9}}],
        default=[],
    )
    stakes: Annotated[dict[Name, StakesModel], named("StakesModel")] = described(
        "What a party gains and risks by a violation; one without stakes uses every opportunity.",
        "stakes by party",
        {"union": {"gain": "0..10", "loss": "5..20"}},
        default={},
    )
    measures: Annotated[dict[Name, MeasureEntry], named("MeasureModel")] = described(
        "What could be added to the terms.", "measures by name", {"monitor": {"rates": {"detection": 0.9}}}, default={}
    )
    horizon: Annotated[int, *whole_number(1, MAX_HORIZON)] = described(
        "Day up to which it is followed.", "days", 90, default=_DEFAULT_HORIZON
    )
    incidents: Text = described(
        "Its incident log, in the folder of the case.", "relative path", "incidents.csv", default=""
    )
    arrangement: Line = described(
        "The arrangement in the log that is this ceasefire; all of the log, if absent.",
        "text",
        "truce on shifts",
        default="",
    )


def _read_ceasefire(value: object) -> CeasefireModel:
    entries = as_mapping(value) or {}
    for key, most in (("changes", MAX_CHANGES), ("measures", MAX_MEASURES)):
        count = len(as_list(entries.get(key)) or as_mapping(entries.get(key)) or ())
        if count > most:
            message = f"The ceasefire has {count:,} {key} and the limit is {most:,}."
            raise LimitError(message, "Leave out the least important ones, or join those of one condition.")
    model = CeasefireModel.model_validate(value)
    if model.arrangement and not model.incidents.strip():
        faults = Faults()
        message = "`arrangement` names a part of the incident log, and there is none."
        faults.add("missing-key", message, "Add `incidents: incidents.csv`, or leave it out.", "arrangement", key=True)
        faults.check()
    return model


CeasefireEntry = Annotated[CeasefireModel, PlainValidator(_read_ceasefire), WithJsonSchema({"x-ref": "CeasefireModel"})]


def ceasefire(model: CeasefireModel | None, issues: Mapping[str, Issue], case: Provenance) -> Ceasefire | None:
    """Return the ceasefire that a model describes, or ``None`` without one."""
    if model is None:
        return None
    provenance = model.provenance.inherit(case)
    elements: dict[Element, SaidOf] = {}
    for element in ELEMENTS:
        written = getattr(model, element)
        if written is not None:
            elements[element] = said(written, issues, provenance)
    return Ceasefire(
        model.package,
        elements,
        starts(model.start),
        model.sides == "several",
        model.general,
        model.mechanism,
        term(model.term, issues),
        numbers(model.rates, provenance),
        violation(model.rates, provenance),
        tuple(rate_change(change, provenance) for change in model.changes),
        {party: stakes(each, provenance) for party, each in model.stakes.items()},
        {name: measure(name, each, provenance) for name, each in model.measures.items()},
        model.horizon,
        model.incidents.strip(),
        model.arrangement,
        model.title,
        provenance,
    )
