"""``detente move``: what it prints, its document, and what it says of cases and packages that it cannot take."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache

import pytest

from cli.questions import Question
from cli.samples import DEAL, NO_DEAL, Run, Write
from cli.votes import PUSHED
from detente.report import Document, leverage, write
from detente.workspace import leverage_schema, move, open_case

LEVERS = PUSHED.removeprefix(DEAL.replace("no_deal: 40", "no_deal: 55..65"))
TERMS = "wage=1,shifts=rotating"
CROSSED = "red_lines: [{party: company, never: {wage: 0..4}}]\n"


@cache
def answered(draws: int | None) -> Document:
    opened = open_case("wage-vote")
    return leverage(opened.case, move(opened, draws=draws))


ASKED = Question("move", answered, leverage_schema)
printed, validator, document = ASKED.printed, ASKED.validator, ASKED.document


def test_the_answer_is_as_it_was_looked_at():
    assert printed() == ASKED.golden()


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("draws", [0, 50])
def test_no_line_is_wider_than_asked(width: int, draws: int):
    assert max(map(len, printed(width, draws=draws).splitlines())) <= width


@pytest.mark.parametrize("draws", [0, 50])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PUSHED, id="a-deal"),
        pytest.param(NO_DEAL + LEVERS, id="no-deal"),
        pytest.param(PUSHED + "rules: [{never: {shifts: [fixed, rotating]}}]\n", id="nothing-feasible"),
        pytest.param(PUSHED + CROSSED, id="a-red-line-against-all"),
    ],
)
def test_the_document_is_as_its_schema_says(detente: Run, case: Write, text: str, draws: int):
    found = document(detente, case(text), "--draws", draws)
    assert [error.message for error in validator().iter_errors(found)] == []
    assert list(found["move"]["levers"]) == ["strike", "grant"]
    assert list(validator().iter_errors(found | {"draws": -1}))
    assert detente("move", case(text), "--draws", draws).code == 0


def test_its_schema_is_printed(detente: Run):
    assert json.loads(detente("schema", "--leverage").out) == leverage_schema()


def test_analyse_says_the_same(detente: Run, case: Write):
    file = case(PUSHED)
    analysed = json.loads(detente("analyse", file, "--json", "--draws", 80, "--seed", 3).out)
    assert analysed["move"] == document(detente, file, "--draws", 80, "--seed", 3)["move"]
    assert json.loads(detente("analyse", case(DEAL), "--json").out)["move"] is None


def test_the_numbers_fit_together(detente: Run, case: Write):
    found = document(detente, case(PUSHED), "--draws", 300, "--package", TERMS)["move"]
    assert found["zopa_share"] == {each["label"]: each["share"] for each in found["zopa"]}
    assert list(found["zopa_share"]) == ["nothing", "strike", "grant", "everything"]
    (package,) = found["packages"]
    pressure = found["break_even"][TERMS]
    assert pressure["union"] == 45.0
    assert found["compensation"][TERMS]["needs"] == {"union": 45.0}
    for each in package["break_even"]:
        shares = [step["share"] for step in each["curve"]]
        assert shares == sorted(shares)
        assert each["pressure"] == pressure[each["party"]]
    for push in (*package["singly"], *package["together"]):
        assert push["share"] <= min(push["accepts"].values())
    for steps in package["staircases"].values():
        assert [step["share"] for step in steps] == sorted({step["share"] for step in steps})
    assert [push["norms"] for push in package["singly"]] == [["rest"], ["peace", "rest"], ["rest"]]


def test_the_cheapest_levers_have_the_share_of_their_package(detente: Run, case: Write):
    found = document(detente, case(PUSHED.replace("no_deal: 30..50", "no_deal: 70..80")), "--draws", 300)["move"]
    assert found["zopa_share"]["nothing"] < found["zopa_share"]["everything"]
    assert found["cheapest"]
    for each in found["cheapest"]:
        assert each["levers"]
        assert 0 < each["share"] <= found["zopa_share"]["everything"]
        wielders = {found["levers"][name]["wielder"] for name in each["levers"]}
        assert set(each["cost"]) <= wielders


def test_a_red_line_is_moved_by_no_pressure(detente: Run, case: Write):
    file = case(PUSHED + CROSSED)
    found = document(detente, file, "--draws", 0, "--package", TERMS)["move"]
    assert found["break_even"][TERMS] == {"union": 45.0, "company": None}
    assert found["compensation"][TERMS]["needs"] is None
    shown = " ".join(detente("move", file, "--draws", 0, "--package", TERMS).out.split())
    assert "company refuses under any: a red line stands against it" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--package", "Z"), "There is no package 'Z'"),
        (("--package", "A", "--package", "A"), "named twice"),
        (("--workers", "0"), "0"),
        (("--draws", "-1"), "-1"),
        (("--table", "at home"), "no `tables`"),
    ],
)
def test_wrong_usage_is_told(detente: Run, case: Write, words: tuple[str, ...], said: str):
    ran = detente("move", case(PUSHED), *words)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err


def test_a_case_without_levers_is_answered_with_pressure_compensation_and_division(detente: Run, case: Write):
    ran = detente("move", case(DEAL), "--draws", 50)
    assert ran.code == 0
    words = " ".join(ran.out.split())
    assert "lever" not in words
    assert "of 50 draws each accepts" in words
    assert "IF THE ISSUES WERE DIVIDED" in words
    assert "IF POINTS COULD BE PAID" not in words
    found = json.loads(detente("move", case(DEAL), "--draws", 50, "--json").out)["move"]
    assert list(found["zopa_share"]) == ["nothing"]
    assert [each["levers"] for each in found["cheapest"]] == [{}]
    assert found["division"]["adjusted_winner"]["points"].keys() == set(found["division"]["parties"])
    assert found["side_payments"] is None
    for package in found["packages"]:
        assert (package["singly"], package["staircases"], package["together"]) == ([], {}, [])


def test_points_are_paid_only_where_that_is_asked_for_and_with_a_warning(detente: Run, case: Write):
    words = " ".join(detente("move", case(DEAL), "--draws", 0, "--side-payments").out.split())
    assert "IF POINTS COULD BE PAID" in words
    assert "This adds points of different parties" in words
    assert words.index("IF THE ISSUES WERE DIVIDED") < words.index("IF POINTS COULD BE PAID")
    found = json.loads(detente("move", case(DEAL), "--draws", 0, "--side-payments", "--json").out)["move"]
    paid = found["side_payments"]
    assert sum(paid["payments"].values()) == pytest.approx(0)
    assert sum(paid["shapley"].values()) == pytest.approx(paid["coalitions"][-1]["worth"])


def test_the_even_division_comes_last_and_warns(detente: Run, case: Write):
    words = " ".join(detente("move", case(PUSHED), "--draws", 0).out.split())
    assert words.count("This compares points of different parties.") == 1
    assert words.index("Largest product of points") < words.index("Most even")
    assert words.index("Most even") < words.index("This compares points")


def test_what_a_lever_costs_whom_it_loses_and_what_it_breaks_is_told(detente: Run, case: Write):
    shown = " ".join(detente("move", case(PUSHED), "--draws", 100, "--package", "wage=2").out.split())
    assert "strike (long): loses union; breaks peace" in shown
    assert "grant: needs union" in shown
    assert "A dash under “left if withdrawn”: in no draw do all accept with the lever" in shown
    assert "never add or compare those of different parties" in shown


def test_more_levers_are_told_only_where_they_add_something():
    opened = open_case("wage-vote")
    analysis = move(opened, draws=20)
    base = analysis.leverage
    assert base is not None
    for package in base.packages:
        sizes = [len(push.levers) for push in package.together]
        shares = [push.share for push in package.together]
        assert sizes == sorted(set(sizes))
        assert shares == sorted(set(shares))
        assert shares[-1] >= max(push.share for push in package.singly)
    first = base.packages[0]
    joint = next(push for push in first.together if len(push.levers) > 1)
    names = tuple(f"a party of a very long name, number {number}" for number in range(3))
    long = replace(joint, loses=names, norms=("peace clause",), needs=("members",))
    found = replace(analysis, leverage=replace(base, packages=(replace(first, together=(long,)),)))
    stream = io.StringIO()
    write(leverage(opened.case, found), stream, width=80)
    kept = " ".join(stream.getvalue().split())
    assert f"{names[-1]}; breaks peace clause; needs members" in kept


def test_no_share_of_draws_is_called_a_chance_of_a_deal(detente: Run, case: Write):
    shown = detente("move", case(PUSHED)).out.lower()
    assert "probab" not in shown
    assert "likel" not in shown
    assert "chance" not in shown


def test_the_number_of_processes_changes_nothing(detente: Run, case: Write):
    one, two = (detente("move", case(PUSHED), "--json", "--workers", workers).out for workers in (1, 2))
    assert one == two
