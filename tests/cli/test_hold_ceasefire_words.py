"""What `detente hold` says of odd ceasefires: nothing comparable, nothing to add, terms that rules exclude, sure rates."""

from __future__ import annotations

from pathlib import Path

from cli.samples import Run, Write
from cli.test_hold_ceasefire import words
from truces import ALONE, TALKS


def test_where_no_past_ones_are_comparable_that_is_said(detente: Run, case: Write):
    shown = words(detente("hold", case(ALONE + "  sides: one\n")).out)
    assert "no ceasefires of the past are comparable." in shown
    assert "has no class that this one would belong to" in shown


def test_where_nothing_can_be_added_that_is_said(detente: Run, case: Write):
    shown = words(detente("hold", case(ALONE)).out)
    assert "the case names nothing that could be added or changed." in shown
    assert "WHAT WOULD HELP" not in shown
    assert "It runs without an end." in shown
    assert "renewal" not in shown.partition("Missing:")[2].partition("What would help most:")[0]


def test_what_a_rule_excludes_is_not_what_helps_most(detente: Run, case: Write):
    rule = "rules:\n  - {never: {length: open}, kind: legal}\n"
    with_rule = words(detente("hold", case(TALKS + rule), "--draws", 0).out)
    without = words(detente("hold", case(TALKS), "--draws", 0).out)
    assert "Of single terms, for most days: “length: open” adds" in without
    assert "Of single terms, for most days: “length: two months” adds" in with_rule
    assert "length: open (excluded by a rule)" in with_rule
    assert "“length: open”: excluded by a rule of the case (legal rule: no package has length: open)." in with_rule
    # What a rule excludes is told last.
    answer = with_rule.partition("What would help most:")[2].partition("HOW LONG")[0]
    assert answer.index("“length: two months”") < answer.index("alone costs") < answer.index("“length: open”")
    assert answer.strip().endswith("but is excluded by a rule of the case (legal rule: no package has length: open).")


def test_what_is_sure_is_said_and_of_what(detente: Run, case: Write):
    shown = words(detente("hold", case(TALKS), "--draws", 40).out)
    assert (
        "With “a hotline”, in every draw of the case’s ranges, it is on no day more likely to have collapsed or lapsed"
        in shown
    )
    assert "With “cameras at the gates”, in every draw" not in shown
    assert "With “a hotline”, at the central values," in words(detente("hold", case(TALKS), "--draws", 0).out)


def test_a_longer_term_is_told_with_what_it_costs(detente: Run, case: Write):
    shown = words(detente("hold", case(TALKS), "--draws", 0).out)
    assert "days in force but makes a collapse more likely by" in shown


def test_a_log_cannot_change_what_is_sure(detente: Run, tmp_path: Path):
    sure = ALONE + "  incidents: log.csv\n"
    (tmp_path / "case.yaml").write_text(sure.replace("collapse: 0.001", "collapse: 0.001..0.002"), encoding="utf-8")
    (tmp_path / "log.csv").write_text(
        "arrangement,claimant,period_start,period_end,count\ntruce,north,1953-07-27,1953-08-25,3\n", encoding="utf-8"
    )
    shown = words(detente("hold", tmp_path, "--draws", 20, "--all").out)
    assert "gives its rates of incidents as sure, so that the log cannot change them" in shown


def test_how_often_it_may_be_renewed_is_told(detente: Run, case: Write):
    once = TALKS.replace("most: 4", "most: 2")
    assert "It runs for 30 days, and may be renewed once." in words(detente("hold", case(once), "--draws", 0).out)
    again = TALKS.replace(", most: 4", "")
    assert "may then be renewed again and again" in words(detente("hold", case(again), "--draws", 0).out)
