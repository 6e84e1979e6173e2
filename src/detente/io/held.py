"""The JSON document about what would hold, and its schema."""

from __future__ import annotations

from detente.io.comparison import with_definitions
from detente.io.document import FORMAT, result_schema
from detente.io.holding import held_document
from detente.io.packages import Json
from detente.results import Held

__all__ = ["hold_document", "hold_schema"]


def hold_document(found: Held, *, version: str) -> Json:
    """Return what `detente hold --json` prints, ready for `json_text`."""
    return {
        "format": FORMAT,
        "detente": version,
        "case": {"title": found.title, "sha256": found.sha256},
        "hold": held_document(found.holding, found.ceasefire),
    }


def hold_schema() -> Json:
    """Return the JSON Schema of what `detente hold --json` prints."""
    whole = result_schema()
    known = whole["properties"]
    properties = {key: known[key] for key in ("format", "detente", "case")}
    properties["hold"] = {"$ref": "#/$defs/hold"}
    return with_definitions(
        {
            "$schema": whole["$schema"],
            "title": "Result of detente hold --json, format 1",
            "description": whole["description"],
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "$defs": {},
        }
    )
