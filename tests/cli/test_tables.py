"""What is asked of a table or a stage is answered, followed and compared at that table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.samples import Run, Write

TALKS = """\
case: Two tables
parties: [union, company, city]
issues:
  permit: {options: [refused, granted], status_quo: refused, decided_by: city, stage: final}
  wage: {options: [low, middle, high], status_quo: low, stage: first, decided_by: [union, company]}
preferences:
  union:
    weights: {permit: 50, wage: 50}
    values: {permit: {refused: 0, granted: 100}, wage: {low: 0, middle: 60, high: 100}}
    no_deal: 10
  company:
    weights: {permit: 50, wage: 50}
    values: {permit: {refused: 0, granted: 100}, wage: {low: 100, middle: 70, high: 0}}
    no_deal: 20
  city:
    weights: {permit: 50, wage: 50}
    values: {permit: {refused: 100, granted: 0}, wage: {low: 100, middle: 20, high: 0}}
    no_deal: 40
proposals:
  more:
    package: {wage: high}
    responses:
      company: {conditional: {permit: granted}}
tables:
  pay: {parties: [union, company], given: {permit: granted}}
"""


def test_what_to_read_next_is_about_the_same_table(detente: Run, case: Write):
    file = case(TALKS)
    assert "--table pay --all" in " ".join(detente("analyse", file, "--table", "pay").out.split())
    assert "--stage first --all" in " ".join(detente("analyse", file, "--stage", "first").out.split())


def test_a_table_that_is_not_there_is_named_with_the_nearest(detente: Run, case: Write):
    ran = detente("analyse", case(TALKS), "--table", "pai")
    assert ran.code == 2
    assert "Did you mean 'pay'?" in ran.err


@pytest.mark.parametrize("asked", ["PAY", "The wage round", "the wage-round"])
def test_a_table_is_also_found_by_other_letters_or_by_its_title(detente: Run, case: Write, asked: str):
    titled = TALKS.replace("pay: {parties", "pay: {title: The wage round, parties")
    ran = detente("analyse", case(titled), "--table", asked)
    assert ran.code == 2
    assert "Did you mean 'pay'?" in ran.err


def test_a_conditional_answer_is_put_into_the_proposal_and_shown(detente: Run, case: Write):
    out = " ".join(detente("analyse", case(TALKS), "--all").out.split())
    assert "With what company asks for (permit: granted):" in out


def test_a_changed_condition_changes_answers(detente: Run, case: Write, tmp_path_factory: pytest.TempPathFactory):
    before = case(TALKS)
    after = tmp_path_factory.mktemp("after") / "talks.yaml"
    after.write_text(TALKS.replace("{permit: granted}}\ntables", "{wage: middle}}\ntables"), encoding="utf-8")
    changes = json.loads(detente("diff", before, after, "--json").out)["changes"]
    assert changes
    assert not any(each["silent"] for each in changes)
    reworded = TALKS.replace(
        "company: {conditional: {permit: granted}}", "company: {conditional: {permit: granted}, note: x}"
    )
    after.write_text(reworded, encoding="utf-8")
    assert all(each["silent"] for each in json.loads(detente("diff", before, after, "--json").out)["changes"])


def test_the_status_quo_of_a_table_is_how_things_stand_there(detente: Run, case: Write):
    ran = detente("compare", case(TALKS), "status-quo", "wage=middle", "--table", "pay", "--json")
    assert ran.code == 0, ran.err
    packages = json.loads(ran.out)["packages"]
    assert [each["outcome"]["package"]["permit"] for each in packages] == ["granted", "granted"]


ALONE = TALKS.replace("no_deal: 40", "no_deal: 60..70").replace(
    "tables:\n", "tables:\n  hall: {title: City hall, parties: city}\n"
)


def test_what_is_undefined_is_left_out_and_said_once(detente: Run, case: Write):
    out = detente("analyse", case(ALONE), "--table", "hall", "--all").out
    opposed = out.partition("HOW OPPOSED")[2].partition("\n\n")[0]
    assert " ".join(opposed.split()).endswith(
        "How opposed the sides are is undefined: there is only one, or some side's points do not vary."
    )
    assert opposed.count("undefined") == 1


def test_lines_about_a_side_whose_points_do_not_vary_are_left_out_and_counted(detente: Run, case: Write):
    flat = TALKS.replace(
        "values: {permit: {refused: 100, granted: 0}, wage: {low: 100, middle: 20, high: 0}}",
        "values: {permit: {refused: 50, granted: 50}, wage: {low: 50, middle: 50, high: 50}}",
    )
    out = detente("analyse", case(flat), "--all").out
    opposed = " ".join(out.partition("HOW OPPOSED")[2].partition("\n\n")[0].split())
    assert "4 lines are left out, as undefined: some side's points do not vary there." in opposed
    assert "union and company" in opposed
    assert "union and city" not in opposed


def test_a_package_that_is_not_shown_is_named_by_its_terms(detente: Run, case: Write):
    hopeless = ALONE.replace("no_deal: 60..70", "no_deal: 101..120")
    for more, said in (
        ((), "What moves gains in the package with permit, wage as they are:"),
        (("--all",), "WHAT MOVES THE GAINS IN PACKAGE 1"),
    ):
        out = " ".join(detente("analyse", case(hopeless), "--table", "hall", "--draws", 50, *more).out.split())
        assert said in out
        assert "the first package" not in out
