from __future__ import annotations

from typing import Any, cast

import jsonschema
import pytest
import yaml

from detente.io import schema
from detente.io.nodes import plain
from detente.io.parse import parse
from fuzz.seeds import EVERYTHING, good
from golden.malformed_output import FOLDER

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
    assert SCHEMA["required"] == ["case", "parties"]


@pytest.mark.parametrize(
    ("left_out", "fits"),
    [
        ((), True),
        (("moves",), True),
        (("ceasefire",), True),
        (("issues", "preferences"), True),
        (("moves", "issues", "preferences"), True),
        (("ceasefire", "issues", "preferences"), True),
        (("issues",), False),
        (("preferences",), False),
        (("moves", "ceasefire", "issues", "preferences"), False),
    ],
)
def test_a_case_has_something_to_deal_over_or_moves_or_a_ceasefire(left_out: tuple[str, ...], *, fits: bool) -> None:
    case = {
        name: section for name, section in with_text_keys(natural(EVERYTHING.encode())).items() if name not in left_out
    }
    assert (errors(case) == []) == fits


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
        ("costs: {is: 5..15", "costs: {is: -5..15"),
        ("rule: vote", "rule: voting"),
        ("seats: 230", "seats: 230.5"),
        ("seats: 230", "seat: 230"),
        ("scale: 5..10", "scale: wide"),
        ("scale: 8", "scale: 0"),
        ("discipline: 0.9..1", "discipline: 90"),
        ("yes: 0.4,", "yes: 40,"),
        ("lasting: true", "lasting: perhaps"),
        ("on: no_deal", "on: no deal"),
        ("what: No more", "says: No more"),
        ("strike: forward", "strike: once"),
        ("strike: yes}", "strike: perhaps}"),
        ("at_most_one:", "at_most:"),
        ("[NNYNY, 24, both]", "[NNYNY]"),
        ("[[open war, 24]]", "[open war, 24]"),
        ("ranking: {M: [", "rankings: {M: ["),
        ("today: B.accept; push hard", "today: [B.accept]"),
        ("days: {two: 30,", "days: {two: a month,"),
        ("most: 3,", "most: 0.5,"),
        ("sides: one", "sides: two"),
        ("horizon: 120", "horizon: 0"),
        ("retaliation: 0.02..0.1", "retaliation: -0.02..0.1"),
        ("strain: {accident: 0..0.1,", "strain: {accident: 0..1.5,"),
        ("collapse: {holding: 0,", "collapse: {held: 0,"),
        ("times: {collapse: 0.4..0.8,", "times: {violation: 0.4..0.8,"),
        ("loss: 0..4", "loss: -1..4"),
        ("readings: [in kind, the end of it]", "readings: [in kind]"),
        ("from_day: 10", "from_day: soon"),
    ],
)
def test_slips_do_not_fit_it(old: str, new: str) -> None:
    assert old in EVERYTHING
    assert errors(natural(EVERYTHING.replace(old, new, 1).encode()))


REFUSED = [
    "moves-by-states-of-wrong-form",
    "moves-of-wrong-form",
    "ceasefire-of-wrong-form",
    "ceasefire-of-wrong-elements",
    "ceasefire-unknown-keys",
    "decided-by-nobody",
    "tables-as-a-list",
    "tables-of-wrong-form",
    "then-is-unknown",
    "date-day-first",
    "date-in-words",
    "date-slashes",
    "date-year-only",
    "decimal-comma-in-braces",
    "deep-nesting",
    "empty-name",
    "estimate-misspelt-key",
    "estimate-two-drivers",
    "estimate-without-is",
    "file-missing",
    "grid-and-options",
    "grid-step-zero",
    "grid-without-step",
    "many-faults-at-once",
    "merge-key",
    "missing-sections",
    "name-too-long",
    "name-with-line-break",
    "names-from-the-literature",
    "names-of-other-kinds",
    "no-deal-unknown",
    "not-built-section",
    "number-about",
    "number-decimal-comma",
    "number-exponent",
    "number-is-question-mark",
    "number-missing",
    "number-nan",
    "number-percent",
    "number-thousands",
    "number-with-unit",
    "option-is-a-mapping",
    "option-listed-twice",
    "package-with-several-options",
    "party-list-with-roles",
    "party-listed-twice",
    "range-as-list",
    "range-in-words",
    "range-open",
    "range-three-points",
    "range-where-a-number-is-wanted",
    "range-with-dash",
    "range-with-hyphen",
    "red-line-without-firmness",
    "response-misspelt",
    "response-without-answer",
    "role-unknown",
    "rule-incomplete",
    "section-empty",
    "section-of-wrong-form",
    "space-in-name",
    "status-quo-plus-unknown",
    "text-is-a-list",
    "three-points-incomplete",
    "three-points-with-source",
    "unknown-key",
    "unknown-misspelt",
    "unknown-section",
    "value-above-100",
    "version-unknown",
    "weight-negative",
]


@pytest.mark.parametrize("name", REFUSED)
def test_the_form_of_these_malformed_cases_does_not_fit_it(name: str) -> None:
    assert errors(natural((FOLDER / f"{name}.yaml").read_bytes()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("no_deal: 30..40", "no_deal: -5..1000000"),
        ("adds: -5..10", "adds: {is: {low: -500, likely: 0, high: 500}}"),
        ("firm: 0.2..0.9", "firm: {is: 0..1.0}"),
        ("firm: 0.2..0.9", "firm: .5"),
        ("term: 2.5", "term: 0..1000"),
        ("8: 100, no limit", "8: 099.5..100.0, no limit"),
        ("moves_with: front", "moves_with: front, moves_against: "),
        ("wage: {from: 0,", "wage: {options: , from: 0,"),
        ("term: {options: [one, two, three]", "term: {from: , to: , step: , options: [one, two, three]"),
        ("options: [here, there]", "options: [Été, 不]"),
        ("days: {two: 30,", "days: {two: '30.0',"),
        ("accident: {is: 0.2..1,", "accident: {is: 0..10000,"),
        ("collapse: {holding: 0,", "collapse: {holding: {low: 0, likely: 1, high: 2},"),
        ("supersession: 0..0.002", "supersession: {is: {low: 0, likely: 1, high: 2}}"),
        ("renewal: by agreement of both", "renewal: "),
    ],
)
def test_bounds_and_pairs_are_no_tighter_than_the_readers(old: str, new: str) -> None:
    assert old in EVERYTHING
    assert errors(natural(EVERYTHING.replace(old, new, 1).encode())) == []


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
