"""The whole case file: its sections, each with what reads one entry of it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import TypeAdapter, WithJsonSchema

from detente.io.sections.base import Section, described
from detente.io.sections.ceasefire import CeasefireEntry
from detente.io.sections.conditions import LinkageModel, RedLineEntry, RuleEntry
from detente.io.sections.head import DriverEntry, Head, SourceModel, Version
from detente.io.sections.issues import IssueEntry
from detente.io.sections.kept import KeptEntry
from detente.io.sections.levers import LeverEntry, NormModel
from detente.io.sections.moves import MovesEntry
from detente.io.sections.outcome import OutcomeEntry
from detente.io.sections.packages import ProposalModel
from detente.io.sections.parties import PartyEntry
from detente.io.sections.preferences import PreferencesEntry
from detente.io.sections.ratifiers import CommitmentModel, RatifierEntry
from detente.io.sections.scalars import NAME as NAME_SCHEMA
from detente.io.sections.scalars import Date, Name
from detente.io.sections.tables import ClockModel, TableModel

__all__ = ["ALONE", "ENTRIES", "NAME", "OF_DEALS", "SINGLES", "CaseModel"]

OF_DEALS = frozenset({"issues", "preferences"})
"""Required sections that a case with one of `ALONE` may leave out, both of them: there is nothing to deal over then."""

ALONE = ("moves", "ceasefire")
"""Sections each of which makes a case without `OF_DEALS`."""

_PARTIES = {
    "anyOf": [
        {"type": "array", "items": NAME_SCHEMA, "minItems": 1, "uniqueItems": True},
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"anyOf": [{"type": "null"}, {"x-ref": "PartyModel"}]},
        },
    ]
}
_Parties = Annotated[dict[str, PartyEntry], WithJsonSchema(_PARTIES)]


class CaseModel(Section):
    """One dispute, written down once."""

    not_built: ClassVar[frozenset[str]] = frozenset({"events", "statements"})
    """Sections that the format will have and this version does not read yet."""

    detente: Version | None = described("Version of the format.", "number", 1, default=None)
    case: Head = described("Title of the dispute, or a mapping with its head.", "text", "Wage talks")
    as_of: Date | None = described("Nothing later may be known to the case.", "date", "2025-03-17", default=None)
    sources: dict[str, SourceModel] = described(
        "What facts and numbers rest on, by short name.", "sources", {"F10": {"title": "Joint statement"}}, default={}
    )
    drivers: dict[str, DriverEntry] = described(
        "Common causes with which estimates move.", "drivers", {"front": "how the front moves"}, default={}
    )
    parties: _Parties = described("Who takes part.", "names", ["union", "company"])
    issues: dict[str, IssueEntry] = described(
        "What is to be settled.", "issues", {"shifts": ["fixed", "rotating"], "wage": {"from": 0, "to": 8, "step": 0.5}}
    )
    rules: list[RuleEntry] = described(
        "What no package may contain.", "rules", [{"never": {"wage": 8, "shifts": "fixed"}}], default=[]
    )
    preferences: dict[str, PreferencesEntry] = described(
        "What each party wants.",
        "preferences by party",
        {"union": {"weights": {"wage": 100}, "values": {"wage": {0: 0, 8: 100}}, "no_deal": 40}},
    )
    linkages: list[LinkageModel] = described(
        "Points that depend on several issues at once.",
        "linkages",
        [{"party": "union", "when": {"wage": 8, "shifts": "fixed"}, "adds": 5}],
        default=[],
    )
    red_lines: list[RedLineEntry] = described(
        "What a party will never accept.",
        "red lines",
        [{"party": "union", "never": {"shifts": "rotating"}}],
        default=[],
    )
    proposals: dict[str, ProposalModel] = described(
        "What is on the table.", "proposals by name", {"First offer": {"package": {"wage": 4}}}, default={}
    )
    tables: dict[str, TableModel] = described(
        "Who sits together over what.",
        "tables by name",
        {"Pay talks": {"parties": ["union", "company"], "issues": ["wage"]}},
        default={},
    )
    clocks: dict[str, ClockModel] = described(
        "Dates that do not wait.", "clocks by name", {"End of the agreement": {"on": "2025-07-31"}}, default={}
    )
    commitments: list[CommitmentModel] = described(
        "What leaders promised in public, and what it costs them to break it.",
        "commitments",
        [{"party": "union", "never": {"shifts": "rotating"}, "costs": "5..15"}],
        default=[],
    )
    ratifiers: dict[str, RatifierEntry] = described(
        "Whose yes an agreement needs at home.",
        "ratifiers by name",
        {"members": {"of": "union", "rule": "head", "judges_as": "union"}},
        default={},
    )
    levers: dict[str, LeverEntry] = described(
        "What somebody can do to move the others.",
        "levers by name",
        {"strike fund": {"wielder": "union", "effects": [{"party": "company", "on": "no_deal", "by": "-8..-4"}]}},
        default={},
    )
    norms: dict[str, NormModel] = described(
        "What is said wherever a package or a lever breaks it.",
        "norms by name",
        {"Working hours act": {"never": {"shifts": "rotating"}}},
        default={},
    )
    moves: MovesEntry | None = described(
        "Who can move the dispute from which situation to which.",
        "moves",
        {"options": {"union": ["strike"], "company": ["accept"]}, "statements": {"union": ["accept", "not strike"]}},
        default=None,
    )
    kept: KeptEntry | None = described(
        "How likely promises are kept, and what each has if they are not.",
        "kept",
        {"is": "0.4..0.6", "if_broken": {"union": "20..30", "company": {"no_deal_plus": "-5..0"}}},
        default=None,
    )
    ceasefire: CeasefireEntry | None = described(
        "A ceasefire: its terms, and how fast what happens to it happens.",
        "ceasefire",
        {"term": 30, "rates": {"collapse": "0.005..0.02"}},
        default=None,
    )
    outcome: OutcomeEntry | None = described(
        "What happened after `as_of`: read by the back-test alone.",
        "outcome",
        {"agreement": "whole", "package": {"wage": 4}},
        default=None,
    )


SINGLES: dict[str, TypeAdapter[Any]] = {
    "detente": TypeAdapter(Version),
    "case": TypeAdapter(Head),
    "as_of": TypeAdapter(Date),
    "moves": TypeAdapter(MovesEntry),
    "kept": TypeAdapter(KeptEntry),
    "ceasefire": TypeAdapter(CeasefireEntry),
    "outcome": TypeAdapter(OutcomeEntry),
}
"""What reads a section that is one value."""

ENTRIES: dict[str, tuple[type, TypeAdapter[Any]]] = {
    "sources": (dict, TypeAdapter(SourceModel)),
    "drivers": (dict, TypeAdapter(DriverEntry)),
    "parties": (dict, TypeAdapter(PartyEntry)),
    "issues": (dict, TypeAdapter(IssueEntry)),
    "rules": (list, TypeAdapter(RuleEntry)),
    "preferences": (dict, TypeAdapter(PreferencesEntry)),
    "linkages": (list, TypeAdapter(LinkageModel)),
    "red_lines": (list, TypeAdapter(RedLineEntry)),
    "proposals": (dict, TypeAdapter(ProposalModel)),
    "tables": (dict, TypeAdapter(TableModel)),
    "clocks": (dict, TypeAdapter(ClockModel)),
    "commitments": (list, TypeAdapter(CommitmentModel)),
    "ratifiers": (dict, TypeAdapter(RatifierEntry)),
    "levers": (dict, TypeAdapter(LeverEntry)),
    "norms": (dict, TypeAdapter(NormModel)),
}
"""What reads one entry of a section that has many, and whether they are named (dict) or in a row (list)."""

NAME: TypeAdapter[str] = TypeAdapter(Name)
