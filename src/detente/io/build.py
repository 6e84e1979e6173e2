"""From sections to the case."""

from __future__ import annotations

from detente.case import Case
from detente.io.sections.ceasefire import ceasefire
from detente.io.sections.conditions import linkage, red_line, rule
from detente.io.sections.head import driver, head, source
from detente.io.sections.issues import issue
from detente.io.sections.kept import kept
from detente.io.sections.levers import lever, norm
from detente.io.sections.moves import moves
from detente.io.sections.outcome import outcome
from detente.io.sections.packages import proposal
from detente.io.sections.parties import party
from detente.io.sections.preferences import preferences
from detente.io.sections.ratifiers import commitment, ratifier
from detente.io.sections.tables import clock, table
from detente.io.shape import Shape

__all__ = ["build"]


def build(shape: Shape) -> Case:
    """Return the case of the sections that could be read; complete where there was no fault."""
    named = {section: {str(k): v for k, v in entries.items()} for section, entries in shape.entries.items()}
    listed = {section: list(entries.values()) for section, entries in shape.entries.items()}
    title, summary, provenance = head(shape.singles.get("case"))
    parties = {name: party(name, model) for name, model in named.get("parties", {}).items()}
    issues = {name: issue(name, model) for name, model in named.get("issues", {}).items()}
    commitments = tuple(commitment(model, provenance) for model in listed.get("commitments", []))
    return Case(
        title,
        parties,
        issues,
        {name: preferences(name, model, provenance) for name, model in named.get("preferences", {}).items()},
        summary,
        provenance,
        shape.singles.get("as_of"),
        {name: source(name, model) for name, model in named.get("sources", {}).items()},
        {name: driver(name, model) for name, model in named.get("drivers", {}).items()},
        tuple(rule(model, provenance) for model in listed.get("rules", [])),
        # What breaking a promise costs is points that depend on options, as of any linkage.
        (
            *(linkage(model, provenance) for model in listed.get("linkages", [])),
            *(promise.linkage for promise in commitments),
        ),
        tuple(red_line(model, provenance) for model in listed.get("red_lines", [])),
        {name: proposal(name, model) for name, model in named.get("proposals", {}).items()},
        outcome(shape.singles.get("outcome")),
        {name: table(name, model) for name, model in named.get("tables", {}).items()},
        {name: clock(name, model) for name, model in named.get("clocks", {}).items()},
        commitments,
        {name: ratifier(name, model, provenance) for name, model in named.get("ratifiers", {}).items()},
        {name: lever(name, model, provenance) for name, model in named.get("levers", {}).items()},
        {name: norm(name, model, provenance) for name, model in named.get("norms", {}).items()},
        moves(shape.singles.get("moves"), tuple(parties), provenance),
        kept(shape.singles.get("kept"), provenance),
        ceasefire(shape.singles.get("ceasefire"), issues, provenance),
    )
