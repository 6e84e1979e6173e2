"""The JSON document: its schema, its numbers, and that it is the same twice."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from fractions import Fraction
from typing import Any, cast

import jsonschema
import pytest

import detente as package
from cli.samples import DEAL, NO_DEAL, Run, Write
from detente import catalog
from detente.io.document import analysis_document, json_text, result_schema
from detente.workspace import analyse, document_of

Slips = Callable[[Any], list[str]]

KEYS = [
    "format",
    "detente",
    "case",
    "method",
    "seed",
    "draws",
    "parties",
    "issues",
    "space",
    "deal",
    "uncertainty",
    "ratify",
    "move",
    "hold",
    "back_test",
]
DEAL_KEYS = [
    "zopa",
    "exact",
    "epsilon",
    "consenting",
    "conditional",
    "table",
    "consent_sets",
    "further_consent_sets",
    "counted",
    "no_deal",
    "ideal",
    "acceptable_ideal",
    "opposition",
    "zero_sumness",
    "frontier",
    "acceptable_frontier",
    "solutions",
    "proposals",
    "deadlock",
    "hardening",
    "firm_only",
    "discussed",
    "stakes",
    "diverse",
    "lotteries",
    "refinement",
    "kept",
]


def closed(part: object) -> Any:
    """Return a schema that knows no keys but the described ones."""
    if isinstance(part, dict):
        inner = {key: closed(value) for key, value in cast("dict[str, object]", part).items()}
        return inner | {"additionalProperties": False} if "properties" in inner and "type" in inner else inner
    return [closed(value) for value in cast("list[object]", part)] if isinstance(part, list) else part


def no_constant(text: str) -> float:
    raise AssertionError(f"{text} is no JSON")


@pytest.fixture(scope="module")
def slips() -> Slips:
    """Return a function that tells where a document differs from the schema."""
    schema = closed(result_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    def find(document: Any) -> list[str]:
        return [error.message for error in validator.iter_errors(document)]  # pyright: ignore[reportUnknownMemberType]

    return find


@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_the_document_is_as_its_schema_says(detente: Run, slips: Slips, name: str):
    ran = detente("analyse", name, "--json", "--draws", 0)
    document = json.loads(ran.out, parse_constant=no_constant)
    assert slips(document) == []
    assert list(document) == KEYS
    assert list(document["deal"]) == DEAL_KEYS
    assert document["uncertainty"] is None
    assert document["detente"] == package.__version__


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(NO_DEAL, id="no deal"),
        pytest.param(DEAL + "rules: [{never: {shifts: [fixed, rotating]}}]\n", id="nothing feasible"),
        pytest.param(DEAL.replace("no_deal: 40", "no_deal: 100"), id="one side cannot gain"),
    ],
)
def test_odd_answers_are_as_the_schema_says_too(detente: Run, case: Write, slips: Slips, text: str):
    document = json.loads(detente("analyse", case(text), "--json").out, parse_constant=no_constant)
    assert slips(document) == []


def test_the_schema_would_catch_a_slip(slips: Slips):
    document = document_of(analyse("wage-talks"))
    for spoil in (
        {"format": 2},
        {"draws": -1},
        {"space": {"outcomes": 5, "feasible": "5"}},
        {"elapsed": 1.5},
    ):
        assert slips(document | spoil), spoil


def test_options_keep_their_kind_and_counts_are_text(detente: Run, case: Write):
    document = json.loads(detente("analyse", case(DEAL), "--json").out)
    assert document["space"] == {"outcomes": "10", "feasible": "10"}
    packages = [point["package"] for point in document["deal"]["frontier"]["points"]]
    assert {type(package["wage"]) for package in packages} == {int}
    assert {package["shifts"] for package in packages} == {"fixed", "rotating"}
    assert all(point["packages"].isdigit() for point in document["deal"]["frontier"]["points"])


def test_half_steps_are_numbers(detente: Run, case: Write):
    document = json.loads(detente("analyse", case(DEAL.replace("step: 1", "step: 0.5")), "--json").out)
    wages = [point["package"]["wage"] for point in document["deal"]["frontier"]["points"]]
    assert 0.5 in wages
    assert 1 in wages


def test_points_are_the_nearest_floats():
    analysis = analyse("wage-talks")
    document = document_of(analysis)
    for outcome, shown in zip(
        analysis.deal.acceptable_frontier.points, document["deal"]["acceptable_frontier"]["points"], strict=True
    ):
        for party, value in outcome.utility.items():
            exact = Fraction(shown["utility"][party])
            assert abs(exact - value) <= Fraction(2) ** -46
            assert shown["gain"][party] == float(outcome.gain[party])


def test_the_same_case_gives_the_same_bytes(program: Run):
    first, second = (program("analyse", "wage-talks", "--json", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first == second
    assert first.code == 0


def test_nothing_of_the_machine_is_in_it(detente: Run, case: Write):
    file = case(DEAL)
    text = detente("analyse", file, "--json").out
    assert str(file) not in text
    assert str(file.parent) not in text
    assert os.sep + "talks" not in text


def test_no_deal_names_all_conflicts_and_all_ways_out(detente: Run, case: Write):
    deadlock = json.loads(detente("analyse", case(NO_DEAL), "--json").out)["deal"]["deadlock"]
    assert deadlock["more"] is False
    assert deadlock["final"] is False
    (conflict,) = deadlock["conflicts"]
    assert [block["kind"] for block in conflict["members"]] == ["no_deal", "no_deal"]
    given_up = [[block["party"] for block in each["members"]] for each in deadlock["relaxations"]]
    assert given_up == [["union"], ["company"]]
    # Rotating shifts and no rise give the company all it wants and the union nothing.
    assert deadlock["relaxations"][0]["ways"][0]["shortfall"] == {"union": 95.0}
    assert json.loads(detente("analyse", case(DEAL), "--json").out)["deal"]["deadlock"] == {
        "conflicts": [],
        "relaxations": [],
        "more": False,
        "final": False,
    }


def test_a_nan_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        json_text({"value": float("nan")})


def test_the_version_is_the_caller_s():
    assert analysis_document(analyse("wage-talks"), version="9")["detente"] == "9"


def test_schemas_are_printed(detente: Run):
    case_schema, result = (json.loads(detente("schema", *option).out) for option in ((), ("--result",)))
    jsonschema.Draft202012Validator.check_schema(case_schema)
    assert result == result_schema()
    assert {"case", "parties", "issues", "preferences"} <= set(case_schema["properties"])
