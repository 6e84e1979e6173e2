"""``detente ratify``: what it prints, its document, and what it says of cases and packages that it cannot take."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from cli.questions import Question
from cli.samples import DEAL, NO_DEAL, Run, Write
from cli.votes import PUSHED, VOTED
from detente.errors import UsageError
from detente.io import read_text
from detente.report import Document, ratification
from detente.workspace import MAX_COMPARED, open_case, ratification_schema, ratify

RATIFIERS = VOTED.removeprefix(DEAL.replace("no_deal: 40", "no_deal: 55..65"))
FREE = VOTED.replace("of: union\n    rule: vote\n", "of: union\n    rule: vote\n    when: {wage: 4}\n")


@cache
def answered(draws: int | None) -> Document:
    opened = open_case("wage-vote")
    return ratification(opened.case, ratify(opened, draws=draws))


ASKED = Question("ratify", answered, ratification_schema)
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
        pytest.param(VOTED, id="a-deal"),
        pytest.param(NO_DEAL + RATIFIERS, id="no-deal"),
        pytest.param(VOTED + "rules: [{never: {shifts: [fixed, rotating]}}]\n", id="nothing-feasible"),
        pytest.param(VOTED.replace(", status_quo: fixed", ""), id="no-status-quo"),
        pytest.param(FREE, id="not-needed"),
    ],
)
def test_the_document_is_as_its_schema_says(detente: Run, case: Write, text: str, draws: int):
    found = document(detente, case(text), "--draws", draws)
    assert [error.message for error in validator().iter_errors(found)] == []
    assert list(found["ratify"]["ratifiers"]) == ["members", "board"]
    assert list(validator().iter_errors(found | {"draws": -1}))
    assert detente("ratify", case(text), "--draws", draws).code == 0


def test_its_schema_is_printed(detente: Run):
    assert json.loads(detente("schema", "--ratification").out) == ratification_schema()
    assert detente("schema", "--ratification", "--leverage").code == 2


def test_analyse_says_the_same(detente: Run, case: Write):
    file = case(VOTED)
    analysed = json.loads(detente("analyse", file, "--json", "--draws", 80, "--seed", 3).out)
    assert analysed["ratify"] == document(detente, file, "--draws", 80, "--seed", 3)["ratify"]
    assert json.loads(detente("analyse", case(DEAL), "--json").out)["ratify"] is None


def test_the_numbers_fit_together(detente: Run, case: Write):
    found = document(detente, case(VOTED), "--draws", 300)["ratify"]
    labels = [label for each in found["packages"] for label in each["labels"]]
    assert labels[0] == "package A"
    for each in found["packages"]:
        assert each["p_all"] <= each["p_signed"] <= min(each["p_accept"].values())
        assert each["p_all"] <= each["p_ratified"] <= min(each["p_ratify"].values())
        board = each["votes"]["board"]
        assert board["needed"] == (each["package"]["wage"] >= 3)
        assert board["needed"] or each["p_ratify"]["board"] == 1
        assert bool(board["blocs"]) == board["needed"]
    assert found["best"]["p_all"] >= max(each["p_all"] for each in found["packages"])


def test_a_package_is_named_as_for_compare(detente: Run, case: Write):
    found = document(detente, case(VOTED), "--package", "wage=3", "--package", "A", "--draws", 20)["ratify"]
    assert [each["labels"] for each in found["packages"]] == [["wage=3"], ["A"]]
    assert found["packages"][0]["package"] == {"wage": 3, "shifts": "fixed"}
    shown = detente("ratify", case(VOTED), "--package", "wage=3").out
    assert "wage=3" in shown
    assert "package A" not in shown


def test_more_is_asked_for_by_a_win_set_of_a_higher_chance(detente: Run, case: Write):
    shares = [
        document(detente, case(VOTED), "--draws", 0, "--at-least", least)["ratify"]["win_sets"]["members"]["share"]
        for least in (0.1, 0.5, 0.9)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at-least", "0"), "0"),
        (("--at-least", "1.5"), "1.5"),
        (("--at-least", "nan"), "nan"),
        (("--package", "Z"), "There is no package 'Z'"),
        (("--package", "A", "--package", "A"), "named twice"),
        (("--draws", "-1"), "-1"),
        (("--table", "at home"), "no `tables`"),
    ],
)
def test_wrong_usage_is_told(detente: Run, case: Write, words: tuple[str, ...], said: str):
    ran = detente("ratify", case(VOTED), *words)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err


def test_too_many_packages_and_a_chance_out_of_bounds_are_refused():
    opened = read_text(VOTED)
    with pytest.raises(UsageError, match="number of packages"):
        ratify(opened, [f"wage={i}" for i in range(MAX_COMPARED + 1)])
    with pytest.raises(UsageError, match="above 0 and at most 1"):
        ratify(opened, at_least=0)
    with pytest.raises(UsageError, match="no `ratifiers`"):
        ratify(read_text(DEAL))


def test_a_case_without_ratifiers_says_so_in_one_line(detente: Run, case: Write):
    ran = detente("ratify", case(DEAL))
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert "no `ratifiers`" in line
    page = line.rsplit(maxsplit=1)[-1].rstrip(".")
    assert (Path(__file__).parents[2] / page).is_file()


def test_what_is_signed_and_what_is_ratified_is_told_apart(detente: Run, case: Write):
    shown = " ".join(detente("ratify", case(VOTED), "--draws", 100).out.split())
    assert "all sign" in shown
    assert "signed and ratified" in shown
    assert "board (for company): decides alone; only of packages with wage: 3 to 4 %" in shown
    assert "6 of 10 seats" in shown
    free = " ".join(detente("ratify", case(FREE), "--draws", 0, "--package", "wage=2").out.split())
    assert "Not asked: members" in free


def test_no_share_of_draws_is_called_a_chance_of_a_deal(detente: Run, case: Write):
    shown = detente("ratify", case(VOTED)).out.lower()
    assert "probab" not in shown
    assert "likel" not in shown
    assert "chance" not in shown


def test_the_same_seed_gives_the_same_bytes(detente: Run, case: Write):
    first, again, other = (detente("ratify", case(VOTED), "--json", "--seed", seed).out for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_the_brief_says_who_blocks_at_home_and_what_would_move_the_sides(detente: Run, case: Write):
    shown = detente("analyse", case(VOTED + PUSHED.removeprefix(VOTED.partition("ratifiers:")[0])), "--draws", 50).out
    assert len(shown.splitlines()) <= 40
    home = " ".join(shown.partition("WHO BLOCKS AT HOME")[2].partition("WHAT WOULD MOVE THEM")[0].split())
    assert "package A: signed and ratified" in home
    assert "Least ready: members, yes " in home
    moved = shown.partition("WHAT WOULD MOVE THEM")[2]
    assert "Pressure:" in moved
    assert "Levers:" in moved
    assert "AT HOME" not in detente("analyse", case(DEAL)).out
