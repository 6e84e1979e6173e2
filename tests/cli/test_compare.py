"""``detente compare``: what it prints, its document, the names it knows, and distances by brute force."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cli.samples import DEAL, HARBOUR, NO_DEAL, Run, Write
from cli.test_json import closed, no_constant
from detente.case import Case, breaks_red_line, holds_in, option_text, utility
from detente.errors import UsageError
from detente.io import read_text
from detente.report import comparison, write
from detente.workspace import MAX_COMPARED, compare, comparison_schema, open_case

GOLDEN = Path(__file__).parent / "compared"
ASKED: Mapping[str, tuple[str, ...]] = {
    "wage-talks": ("A", "company's offer", "union's outline", "wage=3,term=two years"),
    "camp-david-1978": ("nash", "kalai-smorodinsky"),
    "ampo-vs-city": ("A", "B", "C"),
}


def printed(name: str, width: int = 80) -> str:
    opened = open_case(name)
    stream = io.StringIO()
    write(comparison(opened.case, compare(opened, ASKED[name])), stream, width=width)
    return stream.getvalue()


@pytest.mark.parametrize("name", ASKED)
def test_the_comparison_is_as_it_was_looked_at(name: str):
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("DETENTE_UPDATE"):
        golden.write_text(printed(name), encoding="utf-8")
    assert printed(name) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_asked(name: str, width: int):
    assert max(map(len, printed(name, width).splitlines())) <= width


def validator() -> Any:
    schema = closed(comparison_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(
    ("text", "packages"),
    [
        pytest.param(DEAL, ["A", "status-quo", "wage=2"], id="a-deal"),
        pytest.param(NO_DEAL, ["A", "status-quo"], id="no-deal"),
        pytest.param(HARBOUR, ["mayor's compromise", "dredging=both channels,fee=2"], id="a-rule-is-broken"),
        pytest.param(
            DEAL + "rules: [{never: {shifts: [fixed, rotating]}}]\n", ["status-quo", "wage=2"], id="nothing-feasible"
        ),
    ],
)
def test_the_document_is_as_its_schema_says(detente: Run, case: Write, text: str, packages: list[str]):
    ran = detente("compare", case(text), *packages, "--json", "--draws", 50)
    assert ran.code == 0, ran.err
    document = json.loads(ran.out, parse_constant=no_constant)
    assert [error.message for error in validator().iter_errors(document)] == []
    assert [each["name"] for each in document["packages"]] == packages
    assert list(validator().iter_errors(document | {"draws": -1}))
    assert json.loads(detente("schema", "--comparison").out) == comparison_schema()


def acceptable(case: Case, package: Mapping[str, int], points: Mapping[str, Fraction]) -> bool:
    floors = {party: case.preferences[party].no_deal for party in case.consenting}
    return (
        all(points[party] >= floor.central for party, floor in floors.items())  # type: ignore[union-attr]
        and not any(breaks_red_line(case, party, package) for party in case.consenting)
        and any(position != case.issues[name].status_quo_position for name, position in package.items())
    )


def rules_hold(case: Case, package: Mapping[str, int]) -> bool:
    return not any(
        holds_in(case, rule.never, package)
        if rule.never
        else holds_in(case, rule.when, package) and not holds_in(case, rule.needs, package)  # type: ignore[arg-type]
        for rule in case.rules
    )


@pytest.mark.parametrize("text", [DEAL, NO_DEAL, HARBOUR], ids=["deal", "no-deal", "three-sides"])
def test_distances_equal_those_by_brute_force(text: str):
    opened = read_text(text)
    case = opened.case
    every = [
        dict(zip(case.issues, positions, strict=True))
        for positions in product(*(range(len(issue.options)) for issue in case.issues.values()))
    ]
    worth = [{party: utility(case, party, package) or Fraction(0) for party in case.consenting} for package in every]
    allowed = [rules_hold(case, package) for package in every]
    good = [allowed[i] and acceptable(case, package, worth[i]) for i, package in enumerate(every)]
    reach = good if any(good) else allowed
    for number, package in list(enumerate(every))[::3]:
        terms = ",".join(f"{name}={option_text(case.issues[name].options[at])}" for name, at in package.items())
        found = compare(opened, [terms], draws=0)
        room, better = found.packages[0].room, found.packages[0].better
        more = [
            {party: worth[i][party] - worth[number][party] for party in case.consenting}
            for i in range(len(every))
            if reach[i] and all(worth[i][party] >= worth[number][party] for party in case.consenting)
        ]
        assert found.frontier == ("acceptable" if any(good) else "feasible")
        assert (room is None) == (not more)
        assert bool(better) == any(min(each.values()) > 0 for each in more)
        if room is not None:
            assert room.gain == {party: max(each[party] for each in more) for party in case.consenting}
            assert room.together == max(min(each.values()) for each in more)


def test_shares_are_those_of_the_analysis(detente: Run):
    analysis = json.loads(detente("analyse", "wage-talks", "--json", "--draws", 200, "--seed", 3).out)
    scored = next(each for each in analysis["uncertainty"]["packages"] if "package A" in each["labels"])
    compared = json.loads(detente("compare", "wage-talks", "A", "--json", "--draws", 200, "--seed", 3).out)
    drawn = compared["packages"][0]["drawn"]
    assert {key: drawn[key] for key in ("share", "accepts", "gain")} == {
        key: scored[key] for key in ("share", "accepts", "gain")
    }


def test_a_file_and_terms_are_the_same_package(tmp_path: Path):
    file = tmp_path / "middle.yaml"
    file.write_text("wage: 3        # half way\nterm: two years\n", encoding="utf-8")
    first, second = compare("wage-talks", [str(file), "wage=3,term=two years"], draws=0).packages
    assert first.named.name == "middle.yaml"
    assert first.outcome == second.outcome


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("kalai_smorodinski", "Did you mean 'kalai-smorodinsky'?"),
        ("Z", "There is no package 'Z'. There are: company's offer"),
        ("wgae=3", "There is no issue 'wgae' in 'wgae=3'. Did you mean 'wage'?"),
        ("wage=33,term=one year", "Did you mean '3'?"),
        ("wage=1..3,term=one year", "'1..3' means several options of 'wage'"),
        ("wage=3", "is silent on term, and no status quo is named there"),
        ("status-quo", "is silent on term"),
        ("wage=3,wage=4", "names 'wage' twice"),
        ("two years,wage=4", "begins with 'two years'"),
        ("missing.yaml", "missing.yaml cannot be read"),
        ("b", "There is no package 'b'. Did you mean 'B'?"),
        ("COMPANY'S OFFER", 'Did you mean "company\'s offer"?'),
        ("Wage=3,term=one year", "There is no issue 'Wage' in 'Wage=3,term=one year'. Did you mean 'wage'?"),
        ("wage=3,term=ONE YEAR", "Did you mean 'one year'?"),
        ("kalai-smorodinski", "Did you mean 'kalai-smorodinsky'?"),
        ("Z", "nash, kalai-smorodinsky, egalitarian, utilitarian, status-quo."),
    ],
)
def test_a_name_of_nothing_says_what_to_write(detente: Run, asked: str, said: str):
    ran = detente("compare", "wage-talks", "A", asked)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "The file says nothing."), ("- wage\n", "The file is a list, not a package.")],
    ids=["empty", "list"],
)
def test_a_file_that_is_no_package_is_told_what_one_holds(detente: Run, tmp_path: Path, text: str, said: str):
    file = tmp_path / "odd.yaml"
    file.write_text(text, encoding="utf-8")
    told = " ".join(detente("compare", "wage-talks", file).err.split())
    assert said in told
    assert "Write one line for each issue, as `issue: option`, for example `wage: 3`." in told
    assert "case:" not in told


@pytest.mark.parametrize("text", ["wage: [3, 4]\n", "- wage\n", "wage: 3\nwage: 4\n", "\t"])
def test_a_file_that_is_no_package_is_named_with_its_line(detente: Run, tmp_path: Path, text: str):
    file = tmp_path / "odd.yaml"
    file.write_text(text, encoding="utf-8")
    ran = detente("compare", "wage-talks", file)
    assert ran.code == 1
    assert "odd.yaml:" in ran.err


@pytest.mark.parametrize("asked", ["kalai-smorodinsky", "kalai_smorodinsky", "Kalai-Smorodinsky"])
def test_a_solution_is_named_with_a_hyphen_or_an_underscore(detente: Run, asked: str):
    ran = detente("compare", "wage-talks", asked)
    assert ran.code == 0, ran.err
    assert "Kalai-Smorodinsky" in ran.out
    assert "kalai_smorodinsky" not in ran.out


def test_a_solution_of_no_deal_is_refused(detente: Run, case: Write):
    ran = detente("compare", case(NO_DEAL), "nash")
    assert ran.code == 2
    assert "no zone of possible agreement, so no 'nash' solution" in ran.err


def test_too_many_and_twice_the_same_are_refused():
    with pytest.raises(UsageError, match="named twice"):
        compare("wage-talks", ["A", "A"])
    with pytest.raises(UsageError, match="number of packages"):
        compare("wage-talks", [f"wage={i}" for i in range(MAX_COMPARED + 1)])
    with pytest.raises(UsageError, match="number of packages"):
        compare("wage-talks", [])


def test_points_of_different_sides_are_compared_with_the_warning_only(detente: Run):
    shown = " ".join(detente("compare", "wage-talks", "A", "wage=3,term=two years").out.split())
    assert shown.index("union alone") < shown.index("each at once")
    assert "it sets points of different sides equal, so read it only where the scales are comparable" in shown


TABLE = DEAL.replace(", status_quo: 0}", ", status_quo: 0, decided_by: [union]}") + (
    "tables: {at home: {parties: [union], issues: [wage]}}\n"
)


def test_a_table_keeps_what_is_not_on_it(detente: Run, case: Write):
    ran = detente("compare", case(TABLE), "A", "wage=2", "--table", "at home", "--json")
    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    assert [error.message for error in validator().iter_errors(document)] == []
    assert (document["table"], document["consenting"]) == ("at home", ["union"])
    assert all(each["outcome"]["package"]["shifts"] == "fixed" for each in document["packages"])
    shown = " ".join(detente("compare", case(TABLE), "A", "--table", "at home").out.split())
    assert "What those at the table at home can settle; all else stays as it is." in shown
    moved = detente("compare", case(TABLE), "shifts=rotating", "--table", "at home")
    assert moved.code == 2
    assert "moves 'shifts', which is not on this table. It stays at 'fixed' there." in moved.err
    assert "no table 'at hoem'" in detente("compare", case(TABLE), "A", "--table", "at hoem").err
