"""Packages side by side as a JSON document, and its schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from detente.io.document import FORMAT, ask_document, result_schema
from detente.io.obstacles import trades_document
from detente.io.packages import Json, outcome_document, points_document
from detente.io.uncertain import candidate_document
from detente.results import Compared, SideBySide

__all__ = ["comparison_document", "comparison_schema", "schema_with", "with_definitions"]


def comparison_document(found: SideBySide, *, version: str) -> Json:
    """Return a comparison as the JSON document of format 1.

    Parameters
    ----------
    found
        The comparison.
    version
        Version of the program that made it.
    """
    return {
        "format": FORMAT,
        "detente": version,
        "case": {"title": found.title, "sha256": found.sha256},
        "seed": found.seed,
        "draws": found.draws,
        "table": found.table or None,
        "stage": found.stage or None,
        "parties": list(found.parties),
        "issues": list(found.issues),
        "consenting": list(found.consenting),
        "counted": list(found.counted),
        "no_deal": points_document(found.no_deal),
        "frontier": found.frontier,
        "exact": found.exact,
        "packages": [_compared(compared) for compared in found.packages],
    }


def _compared(compared: Compared) -> Json:
    room = compared.room
    return {
        "name": compared.named.name,
        "kind": compared.named.kind,
        "open_issues": list(compared.named.open_issues),
        "tied": compared.named.tied,
        "outcome": outcome_document(compared.outcome),
        "asks": [ask_document(ask) for ask in compared.asks],
        "room": None if room is None else {"gain": points_document(room.gain), "together": float(room.together)},
        "better": [outcome_document(outcome) for outcome in compared.better],
        "trades": trades_document(compared.trades),
        "drawn": None if compared.drawn is None else candidate_document(compared.drawn),
    }


def comparison_schema() -> Json:
    """Return the JSON Schema of the document."""
    return schema_with("comparison.schema.json")


def schema_with(name: str) -> Json:
    """Return a JSON Schema beside this file together with those definitions of the result's schema that it uses."""
    return with_definitions(json.loads(files("detente.io").joinpath(name).read_text(encoding="utf-8")))


def with_definitions(schema: Json) -> Json:
    """Return a JSON Schema together with those definitions of the result's schema that it uses."""
    known: Json = result_schema()["$defs"]
    own: Json = schema["$defs"]
    waiting = _named(schema)
    while waiting:
        definition = waiting.pop()
        if definition not in own:
            own[definition] = known[definition]
            waiting |= _named(known[definition])
    return schema


def _named(part: Any) -> set[str]:
    """Return the definitions that a part of a schema refers to."""
    if isinstance(part, dict):
        inner: set[str] = set()
        for key, value in part.items():  # pyright: ignore[reportUnknownVariableType]
            inner |= {str(value).rsplit("/", maxsplit=1)[-1]} if key == "$ref" else _named(value)  # pyright: ignore[reportUnknownArgumentType]
        return inner
    if isinstance(part, list):
        return {name for item in part for name in _named(item)}  # pyright: ignore[reportUnknownVariableType]
    return set()
