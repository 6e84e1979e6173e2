"""The schemas of the documents about one question: who ratifies what, and what would move the parties."""

from __future__ import annotations

from typing import Literal

from detente.io.comparison import comparison_schema, with_definitions
from detente.io.document import result_schema
from detente.io.packages import Json

__all__ = ["leverage_schema", "ratification_schema"]

_DEFINITIONS = {"ratify": "ratification", "move": "leverage"}


def ratification_schema() -> Json:
    """Return the JSON Schema of what `detente ratify --json` prints."""
    return _schema("ratify")


def leverage_schema() -> Json:
    """Return the JSON Schema of what `detente move --json` prints."""
    return _schema("move")


def _schema(question: Literal["ratify", "move"]) -> Json:
    whole, shared = result_schema(), comparison_schema()["properties"]
    known = whole["properties"]
    properties = {key: known[key] for key in ("format", "detente", "case", "seed", "draws")}
    properties |= {key: shared[key] for key in ("table", "stage", "parties", "issues", "consenting", "no_deal")}
    properties[question] = {"$ref": f"#/$defs/{_DEFINITIONS[question]}"}
    return with_definitions(
        {
            "$schema": whole["$schema"],
            "title": f"Result of detente {question} --json, format 1",
            "description": whole["description"],
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "$defs": {},
        }
    )
