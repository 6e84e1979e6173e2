"""`detente hold` of a case with a ceasefire: what it says, its JSON, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cli.samples import DEAL, Run, Write
from cli.test_json import closed
from detente import catalog
from detente.errors import UsageError
from detente.workspace import analyse, document_of, hold, hold_document_of, hold_schema
from truces import ALONE, TALKS

LOG = """\
arrangement,claimant,accused,period_start,period_end,count,qualifier
truce,union,company,2025-04-01,2025-04-20,12,
truce,company,union,2025-04-01,2025-04-20,30,more than
"""
KEYS = [
    "title",
    "asked",
    "excluded_by",
    "package",
    "term",
    "most_terms",
    "horizon",
    "seed",
    "draws",
    "starts",
    "curve",
    "days_in_force",
    "days_in",
    "until",
    "terms",
    "missing_terms",
    "worth_in_days",
    "reference",
    "log",
    "critical_discount",
]
CURVE = ["day", "holding", "strained", "suspended", "renewed", "lapsed", "superseded", "collapsed"]


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """Return a case in a folder, with an incident log."""
    (tmp_path / "case.yaml").write_text(TALKS + "  incidents: log.csv\n  arrangement: truce\n", encoding="utf-8")
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    return tmp_path


def document(case: Path, **asked: Any) -> Any:
    found = json.loads(json.dumps(hold_document_of(hold(case, **asked)), allow_nan=False))
    jsonschema.validate(found, closed(hold_schema()))
    return found["hold"]["ceasefire"]


@pytest.mark.parametrize("draws", [0, 40])
def test_the_document_is_as_its_schema_says(logged: Path, draws: int):
    found = document(logged, draws=draws)
    assert list(found) == KEYS
    assert list(found["worth_in_days"]) == ["measures", "together", "terms", "further_terms"]
    assert list(found["reference"]) == [
        "caveats",
        "source",
        "classes",
        "with_mechanism",
        "without_mechanism",
        "beside",
    ]
    assert list(found["log"]) == ["arrangements", "learned", "left_out", "sure"]
    assert found["draws"] == draws
    assert found["missing_terms"] == ["renewal", "verification", "attribution", "sanction"]
    for row in found["curve"]:
        assert list(row) == [*CURVE, "in_force", "over_draws"]
        assert sum(row[state] for state in CURVE[1:]) == pytest.approx(1)
        assert (row["over_draws"] is None) == (draws == 0)


def test_an_open_end_and_a_case_without_issues_are_as_the_schema_says_too(case: Write):
    found = document(case(ALONE))
    assert (found["term"], found["package"], found["draws"]) == (None, {}, 0)
    assert found["starts"] == [{"start": "1953-07-27", "ends": [], "day": None, "in_force": None}]
    assert found["log"] is None


def test_the_three_questions_are_answered_first(detente: Run, logged: Path):
    ran = detente("hold", logged, "--draws", 100)
    assert ran.code == 0
    lines = words(ran.out)
    order = [
        "How long:",
        "How sure:",
        "Missing:",
        "What would help most:",
        "HOW LONG",
        "WHAT ITS TERMS SAY",
        "WHAT WOULD HELP",
    ]
    places = [lines.index(each) for each in order]
    assert places == sorted(places)
    assert "its terms say nothing of renewal, verification, attribution and sanction" in lines
    assert "the start, “with the night shift”, can mean (1) 2025-04-01 or (2) 2025-04-02." in lines
    assert (
        "of what could be added “a hotline” does most both for days in force and against a collapse: it adds" in lines
    )
    assert "All of these together add" in lines
    assert "“cameras at the gates” alone costs" in lines
    assert "that would have passed unnoticed, and nothing settles them sooner; on top of the others it still" in lines
    assert "of 120 days" in lines
    assert "over the draws of the case’s ranges" in lines
    assert re.search(r"the chance that it has collapsed by day \d+ is \d+ per cent \(\d+ to \d+\)", lines)
    assert "18 were extended or superseded and 2 failed, of 29 whose end is known" in lines


@pytest.mark.parametrize("options", [(), ("--all",)], ids=["brief", "all"])
def test_past_ceasefires_and_what_is_unknown_of_them_always_stand_beside_it(
    detente: Run, logged: Path, options: tuple[str, ...]
):
    shown = words(detente("hold", logged, "--draws", 50, *options).out)
    assert "35 most comparable ceasefires of the past, all in civil wars" in shown
    assert "These are civil wars; whether they say anything about a war between states is a judgement." in shown
    assert "Not renounced is not the same as not violated" in shown
    assert "For 45% of the 2,203 ceasefires it is not known how they ended" in shown


def test_everything_is_told_with_all(detente: Run, logged: Path):
    shown = words(detente("hold", logged, "--draws", 50, "--all").out)
    for heading in ("BY WHICH PATH", "THE INCIDENT LOG", "HOW PATIENT THEY MUST BE"):
        assert heading in shown
    assert "Count, rate and termination are three different things" in shown
    assert "union of company" in shown
    assert "31 by company of union (it is only a bound)" in shown
    assert "NEXT" not in shown


@pytest.mark.parametrize("options", [(), ("--all",), ("--draws", "0")], ids=["brief", "all", "no draws"])
def test_no_line_is_too_wide_and_no_number_is_called_what_it_is_not(
    detente: Run, logged: Path, options: tuple[str, ...]
):
    out = detente("hold", logged, *options).out
    assert max(map(len, out.splitlines())) <= 80
    assert not re.search(r"probab|likelihood|peace|your ranges", out)
    assert "by the case’s rates" in words(out)


def test_without_draws_nothing_is_said_of_ranges(detente: Run, logged: Path):
    out = words(detente("hold", logged, "--draws", 0, "--all").out)
    assert "percentile" not in out
    assert "draws of" not in out


def test_another_package_may_be_asked_about(detente: Run, case: Write):
    file = case(TALKS)
    by_name = document(file, package="First offer", draws=0)
    by_terms = document(file, package="truce=no strikes or lockouts,length=two months,watch=labour office", draws=0)
    assert (by_name["asked"], by_name["term"], by_name["package"]["watch"]) == ("First offer", 60, "labour office")
    assert by_name["curve"] == by_terms["curve"]
    assert document(file, package="status-quo", draws=0)["missing_terms"][0] == "scope"
    # A solution is found first.
    assert document(file, package="nash", draws=0)["package"]["truce"] == "no strikes or lockouts"
    shown = detente("hold", file, "--package", "First offer", "--draws", 0)
    assert "on the terms of First offer" in words(shown.out)


def test_terms_by_themselves_change_the_package_that_the_case_names(detente: Run):
    told = words(detente("hold", "ukraine-2025", "--package", "monitoring=joint commission", "--draws", 0).out)
    assert "on the terms of Jeddah, 30 days, with monitoring=joint commission" in told
    assert "it is in force for 39 of 180 days" in told


def test_a_package_that_a_rule_excludes_is_said_to_be(detente: Run):
    terms = "truce scope=no truce"
    told = words(detente("hold", "ukraine-2025", "--package", terms, "--draws", 0).out)
    assert "A rule of the case excludes this package:" in told
    own = words(detente("hold", "ukraine-2025", "--draws", 0).out)
    assert "A rule of the case excludes this package" not in own


@pytest.mark.parametrize(
    ("package", "said"),
    [
        ("truce=maybe", "is no option of"),
        ("watc=nobody", "There is no issue"),
        ("Second offer", "There is no package"),
    ],
)
def test_a_package_that_is_none_is_refused(detente: Run, case: Write, package: str, said: str):
    ran = detente("hold", case(TALKS), "--package", package)
    assert (ran.code, ran.out) == (2, "")
    assert said in words(ran.err)


def test_what_the_case_does_not_say_cannot_be_asked(detente: Run, case: Write):
    assert detente("hold", "cuba-1962", "--package", "status-quo").code == 2
    assert detente("hold", case(ALONE), "--concept", "nash").code == 2
    assert detente("hold", case(ALONE), "--target", "1").code == 2
    assert detente("hold", case(ALONE), "--draws", 10).code == 2
    with pytest.raises(UsageError, match="has no moves"):
        _ = hold(case(ALONE)).moves


def test_a_case_without_either_is_told_what_it_lacks(detente: Run, case: Write):
    ran = detente("hold", case(DEAL))
    assert (ran.code, ran.out) == (1, "")
    assert "no `moves` and no `ceasefire`" in ran.err


def test_a_case_with_moves_and_a_ceasefire_is_answered_on_both(detente: Run, case: Write):
    file = case(catalog_text("cuba-1962") + "ceasefire: {term: none, rates: {collapse: 0.01..0.02}}\n")
    found = hold(file, draws=20)
    assert found.holding is not None
    assert found.ceasefire is not None
    assert found.ceasefire.draws == 20
    shown = words(detente("hold", file, "--draws", 20).out)
    assert shown.index("WHERE IT COULD REST") < shown.index("WOULD IT HOLD") < shown.index("NEXT")


def test_beside_moves_a_ceasefire_has_a_screen_and_all_of_it_on_request(detente: Run):
    short = detente("hold", "ukraine-2025", "--draws", 100).out
    part = short[short.index("WOULD IT HOLD") : short.index("NEXT")]
    assert len(part.splitlines()) <= 70
    for answered in ("How long:", "How sure:", "Missing:", "What would help most:", "HOW LONG", "These are civil wars"):
        assert answered in part
    everything = detente("hold", "ukraine-2025", "--draws", 100, "--all").out
    for heading in ("WHAT ITS TERMS SAY", "WHAT WOULD HELP\n", "WHAT BECAME OF COMPARABLE ONES"):
        assert heading not in part
        assert heading in everything


def catalog_text(name: str) -> str:
    with catalog.path(name) as file:
        return file.read_text(encoding="utf-8")


def test_an_analysis_has_all_of_it_too(detente: Run, logged: Path):
    whole = document_of(analyse(logged, draws=30, seed=3))
    assert whole["hold"] == hold_document_of(hold(logged, draws=30, seed=3))["hold"]
    assert "WOULD IT HOLD" in words(detente("analyse", logged, "--draws", 30, "--all").out)


def test_the_answer_does_not_depend_on_the_number_of_workers(logged: Path):
    one, two = (document_of(analyse(logged, draws=60, workers=each))["hold"] for each in (1, 2))
    assert one == two
