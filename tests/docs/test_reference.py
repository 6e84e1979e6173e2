"""The generated pages say what the program says, and every question has its page and its sources."""

from __future__ import annotations

import importlib.util
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pytest
import yaml

from detente.analyses import REGISTRY, Entry
from detente.errors import CaseError
from detente.io import read_text
from detente.io.sections.base import Section
from detente.results import Held
from detente.workspace import (
    analyse,
    compare,
    comparison_document_of,
    diff,
    difference_document_of,
    document_of,
    hold,
    hold_document_of,
    move,
    question_document_of,
    ratify,
    reference,
    reference_document_of,
)
from truces import TALKS

DOCS = Path(__file__).resolve().parents[2] / "docs"
CONCEPTS = sorted((DOCS / "explanation").glob("*.md"))
MEASUREMENTS = {"speed.md"}
SVG = "{http://www.w3.org/2000/svg}"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = script("generate")
MODELS: list[type[Section]] = [GENERATE.CaseModel, *GENERATE.HEADINGS]


@pytest.mark.parametrize("name", list(GENERATE.PAGES))
def test_a_generated_page_is_up_to_date(name: str):
    written = (DOCS / "reference" / name).read_text(encoding="utf-8")
    assert written == GENERATE.page(name), "run: python docs/generate.py"


def test_every_key_of_the_result_is_explained():
    assert not re.findall(r"^\| (`\S+`) \| [^\n]* \|  \|$", GENERATE.json_result(), re.MULTILINE)


def test_every_model_of_the_schema_is_described():
    names = {model.__name__ for model in MODELS} | {"Estimate", "PlainEstimate", "Condition", "Package", "States"}
    assert set(GENERATE.case_schema()["$defs"]) <= names


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_described_with_an_example_that_can_be_read(model: type[Section]):
    for name, attribute in model.names().items():
        field = model.model_fields[attribute]
        extra: Any = field.json_schema_extra
        assert field.description, name
        assert extra["unit"], name
        assert yaml.load(model.example(name), Loader=yaml.BaseLoader).keys() == {name}  # noqa: S506 - text only


@pytest.mark.parametrize("entry", REGISTRY, ids=lambda entry: entry.name)
def test_every_question_has_a_page_that_names_its_sources(entry: Any):
    page = (DOCS / "explanation" / f"{entry.name}.md").read_text(encoding="utf-8")
    sources = page.split("## Sources\n")[1]
    items = [item.replace("\n", " ") for item in sources.split("\n- ")]
    for source in entry.sources:
        *authors, year = re.findall(r"[A-Z][\w-]+|[0-9]{4}", source)
        assert any(f"({year})" in item and all(author in item for author in authors) for item in items), source


TRUCE = """\
case: Truce
parties: [north, south]
ceasefire:
  title: The truce
  term: {days: 30, most: 2}
  rates: {accident: 1, violation: {north: 1}, detection: 1, strain: 1, collapse: 1, renewal: 1}
  changes: [{from_day: 9, times: {accident: 2}}]
  stakes: {north: {gain: 3, loss: 10, scale: 0.5}}
  horizon: 90
"""


@pytest.mark.parametrize(
    ("heading", "key", "written"),
    [
        ("Ceasefire", "term", "days: 30"),
        ("Ceasefire", "horizon", "horizon: 90"),
        ("Term of a ceasefire", "days", "days: 30"),
        ("Term of a ceasefire", "most", "most: 2"),
        ("Rates of a ceasefire", "accident", "accident: 1,"),
        ("Rates of a ceasefire", "violation", "north: 1}"),
        ("Rates of a ceasefire", "collapse", "collapse: 1"),
        ("Rates of a ceasefire", "detection", "detection: 1"),
        ("Rates of a ceasefire", "renewal", "renewal: 1"),
        ("Change of rates", "from_day", "from_day: 9"),
        ("Factors of rates", "accident", "accident: 2"),
        ("Stakes of a violation", "gain", "gain: 3"),
        ("Stakes of a violation", "loss", "loss: 10"),
        ("Stakes of a violation", "scale", "scale: 0.5"),
    ],
)
def test_the_bounds_of_a_number_are_those_with_which_it_is_read(heading: str, key: str, written: str):
    section = GENERATE.case_file().split(f"## {heading}\n")[1].split("\n## ")[0]
    ((low, high),) = re.findall(
        rf"^\| `{key}` \| [^|]*?[;,] (-?[\d,]+) to ([\d,]+)(?:, by [^|]*)? \|", section, re.MULTILINE
    )
    least, most = (int(end.replace(",", "")) for end in (low, high))
    assert TRUCE.count(written) == 1
    number = re.search(r"[\d.]+", written)
    assert number

    def out_of_bounds(value: int) -> list[str]:
        given = written.replace(number[0], str(value))
        try:
            read_text(TRUCE.replace(written, given))
        except CaseError as error:
            return [fault.path for fault in error.faults if fault.code == "out-of-bounds"]
        return []

    assert not out_of_bounds(least)
    assert not out_of_bounds(most)
    assert len(out_of_bounds(least - 1)) == 1
    assert len(out_of_bounds(most + 1)) == 1


def truce_with_log() -> Held:
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case.yaml"
        case.write_text(f"{TALKS}  incidents: truce-log.csv\n", encoding="utf-8")
        shutil.copy(DOCS / "examples" / "truce-log.csv", folder)
        return hold(case, draws=10)


def answered(entry: Entry) -> tuple[object, Any]:
    """Return a result that answers a question, and its JSON document."""
    if entry.command == "compare":
        compared = compare("wage-talks", ["nash"], draws=0)
        return compared, comparison_document_of(compared)
    if entry.command == "diff":
        difference = diff("wage-talks", "wage-talks", draws=0)
        return difference, difference_document_of(difference)
    if entry.command == "ratify":
        asked = ratify("wage-vote", draws=0)
        return asked.ratification, question_document_of(asked, "ratify")
    if entry.command == "move":
        asked = move("wage-vote", draws=0)
        return asked.leverage, question_document_of(asked, "move")
    if entry.command == "hold":
        held = hold("cuba-1962") if entry.of == "holding" else truce_with_log()
        found = held.ceasefire and held.ceasefire.log if entry.of == "log_learned" else held.holding or held.ceasefire
        return found, hold_document_of(held)
    if entry.command == "reference":
        table = reference()
        return table, reference_document_of(table)
    case = "camp-david-1978" if entry.of == "back_test" else "wage-talks"
    analysis = analyse(case, draws=10, refine=entry.answer == "refinement")
    return getattr(analysis, entry.of), document_of(analysis)


@pytest.mark.parametrize("entry", REGISTRY, ids=lambda entry: entry.name)
def test_the_place_of_an_answer_exists(entry: Any):
    page = GENERATE.questions()
    section = page.split(f"## {entry.question}\n")[1].split("\n## ")[0]
    result, found = answered(entry)
    (in_json,) = re.findall(rf"In the JSON of `detente {entry.command}`: `([\w.]+)`", section)
    for step in in_json.split("."):
        found = found[step]
    ((kind, in_python),) = re.findall(r"from Python: `(\w+)\.(\w+)`", section)
    assert type(result).__name__ == kind
    assert hasattr(result, in_python)


@pytest.mark.parametrize("page", CONCEPTS, ids=lambda page: page.stem)
def test_every_concept_cites_a_source(page: Path):
    text = page.read_text(encoding="utf-8")
    if page.name not in MEASUREMENTS:
        assert re.search(r"\n## Sources\n\n- [^\n]*\((1[89]|20)[0-9]{2}\)", text)


def test_the_picture_is_up_to_date_and_speaks_to_screen_readers():
    picture = script("make_picture")
    written = picture.FILE.read_text(encoding="utf-8")
    assert written == picture.picture(), "run: python docs/make_picture.py"
    svg = ET.fromstring(written)  # noqa: S314 - our own file
    assert svg.find(f"{SVG}title") is not None
    assert svg.find(f"{SVG}desc") is not None
    deal = analyse("wage-talks").deal
    dots = svg.findall(f"{SVG}circle")
    assert len(dots) == deal.frontier.size + 2, "one dot per efficient outcome, and two in the key"
    for outcome in (*deal.solutions.nash, *deal.solutions.kalai_smorodinsky):
        assert (picture.across(outcome.utility["union"]), picture.down(outcome.utility["company"])) in {
            (dot.get("cx"), dot.get("cy")) for dot in dots
        }
