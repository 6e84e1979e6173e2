from __future__ import annotations

from typing import Any, cast

import jsonschema
import pytest
import yaml

from detente.io import schema
from detente.io.nodes import plain
from detente.io.parse import parse
from fuzz.seeds import EVERYTHING, good

SCHEMA = schema()
VALIDATOR: Any = jsonschema.Draft202012Validator(SCHEMA)


class NaturalLoader(yaml.SafeLoader):
    """Numbers and booleans as in YAML 1.2, which editors use; dates stay texts."""


NaturalLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def natural(data: bytes) -> object:
    return yaml.load(data, Loader=NaturalLoader)  # noqa: S506  # makes texts, numbers and booleans only


def with_text_keys(value: object) -> Any:
    """JSON knows no other keys."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(entry) for key, entry in cast("dict[object, object]", value).items()}
    return [with_text_keys(item) for item in cast("list[object]", value)] if isinstance(value, list) else value


def errors(value: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(with_text_keys(value))]


def test_the_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["required"] == ["case", "parties", "issues", "preferences"]


@pytest.mark.parametrize("data", good(), ids=lambda data: data.split(b"\n")[0].decode()[:40])
def test_cases_without_errors_fit_it(data: bytes) -> None:
    assert errors(natural(data)) == []
    root = parse(data.decode()).root
    assert root is not None
    assert errors(plain(root)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("issues:", "isues:"),
        ("step: 0.5", "step: half"),
        ("no_deal: 30..40", "no_deal: 30-40"),
        ("role: mediator", "role: broker"),
        ("kind: legal", "kind: law"),
        ("as_of: 2025-03-17", "as_of: 17 March 2025"),
        ("no_deal: 30..40", "nodeal: 30..40"),
        ("adds: -5..10", "adds: [-5, 10]"),
        ("confidence: high", "confidence: sure"),
    ],
)
def test_slips_do_not_fit_it(old: str, new: str) -> None:
    assert old in EVERYTHING
    assert errors(natural(EVERYTHING.replace(old, new, 1).encode()))


def entries() -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    for model, definition in [("Case", SCHEMA), *SCHEMA["$defs"].items()]:
        for name, entry in definition.get("properties", {}).items():
            found.append((f"{model}.{name}", entry))
    return found


@pytest.mark.parametrize(("name", "entry"), entries(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_entry_says_what_it_is(name: str, entry: dict[str, Any]) -> None:
    assert entry["title"]
    assert entry["description"].endswith(".")
    assert entry["examples"]
    assert entry["unit"]


def test_every_definition_is_used_and_there() -> None:
    text = str(SCHEMA)
    assert all(f"#/$defs/{name}'" in text for name in SCHEMA["$defs"])
    assert "x-ref" not in text


@pytest.mark.parametrize(("name", "entry"), entries(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_example_fits_its_entry(name: str, entry: dict[str, Any]) -> None:
    part = {**entry, "$defs": SCHEMA["$defs"]}
    for example in entry["examples"]:
        validator: Any = jsonschema.Draft202012Validator(part)
        found = [error.message for error in validator.iter_errors(with_text_keys(example))]
        assert not found, name
