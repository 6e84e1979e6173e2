"""Who decides what, who sits together over what, what may follow a first step, and which dates do not wait."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case import Case, Clock, DateSpan, Estimate, Provenance, Table
from detente.checks import run
from detente.errors import CaseError, LimitError
from detente.io import read_outline, read_text
from fuzz.seeds import EVERYTHING

TALKS = """\
case: Small
parties: {a: , b: , o: {role: observer}}
issues: {x: {options: [l, r], status_quo: l}, y: {options: [no, yes], status_quo: no, decided_by: o}}
preferences:
  a: {weights: {x: 1, y: 1}, values: {x: {l: 0, r: 100}, y: {no: 0, yes: 100}}, no_deal: 20}
  b: {weights: {x: 1, y: 1}, values: {x: {l: 100, r: 0}, y: {no: 0, yes: 100}}, no_deal: 40}
  o: {weights: {x: 0, y: 1}, values: {y: {no: 100, yes: 0}}, no_deal: 90}
"""


def case_of(add: str = "", *pairs: tuple[str, str]) -> Case:
    text = TALKS
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return read_text(text + add).case


def findings(add: str = "", *pairs: tuple[str, str]) -> list[str]:
    return [finding.code for finding in run(case_of(add, *pairs))]


def refused(add: str = "", *pairs: tuple[str, str]) -> list[str]:
    with pytest.raises(CaseError) as caught:
        case_of(add, *pairs)
    return [fault.code for fault in caught.value.faults]


def test_a_table_and_a_clock_are_read_whole():
    case = read_text(EVERYTHING).case
    day = DateSpan(date(2025, 3, 18), date(2025, 3, 18))
    set_by = Provenance(("S2",), "us", "low")
    call = Table("Call", ("A", "B", "M"), ("wage", "place"), {"term": "two"}, "", day, "The call", "without O", set_by)
    assert case.tables == {"Call": call, "Step": Table("Step", ("A", "B", "O"), stage="first")}
    june = DateSpan(date(2025, 6, 1), date(2025, 6, 30))
    clock = Clock("Contract", june, "The contract runs out.", ("wage",), "known", Provenance(("S1",), "us"))
    assert case.clocks == {"Contract": clock}


def test_one_decider_may_stand_without_a_list():
    case = read_text(EVERYTHING).case
    assert [issue.decided_by for issue in case.issues.values()] == [(), ("B", "O"), ("A",)]
    assert case.deciders("wage") == ("A", "B")
    assert case.deciding == ("A", "B", "O")


def test_a_hope_after_a_first_step_may_be_below_nothing_and_inherits_its_source():
    then = "b: {by: us, then: -5..15, weights"
    case = case_of("", ("x: {options", "x: {stage: first, options"), ("b: {weights", then))
    assert case.preferences["b"].then == Estimate(Fraction(-5), Fraction(15), provenance=Provenance(by="us"))
    assert case.preferences["a"].then is None
    assert run(case) == ()


def test_an_observer_that_decides_needs_preferences_and_a_threshold():
    assert findings() == []
    assert refused("", (", no_deal: 90", "")) == ["missing-no-deal"]
    observer = next(line for line in TALKS.splitlines(keepends=True) if line.startswith("  o: {"))
    assert refused("", (observer, "  o: unknown\n")) == ["missing-preferences"]
    assert findings("", (observer, "  o: unknown\n"), (", decided_by: o", "")) == []


def test_a_red_line_of_a_decider_binds():
    line = "red_lines: [{party: o, never: {y: yes}}]\n"
    assert findings(line) == []
    assert findings(line, (", decided_by: o", "")) == ["red-line-does-not-bind"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("{parties: [a, b]}", []),
        ("{parties: [a, b], issues: y}", ["idle-table"]),
        ("{parties: [a, o]}", []),
        ("{parties: [a, o], issues: [x]}", ["idle-table"]),
        ("{parties: a}", ["idle-table"]),
        ("{parties: [a, b], given: {y: yes}}", []),
        ("{parties: [a, b], given: {x: r, y: yes}}", ["idle-table"]),
    ],
)
def test_a_table_is_idle_where_somebody_absent_decides_all_that_is_on_it(table: str, expected: list[str]):
    assert findings(f"tables: {{t: {table}}}\n") == expected


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("{parties: [a, b]}", True),
        ("{parties: [a, b, o]}", False),
        ("{parties: [a, b, o], issues: x}", True),
        ("{parties: [a, b], issues: x, given: {y: yes}}", False),
    ],
)
def test_what_a_table_leaves_as_it_is_needs_to_be_said(table: str, fault: bool):
    text, pair = f"tables: {{t: {table}}}\n", ("status_quo: no, ", "")
    if fault:
        assert refused(text, pair) == ["table-without-status-quo"]
    else:
        assert findings(text, pair) == []


def test_a_table_of_one_stage_leaves_the_issues_of_no_stage_as_they_are():
    table = "tables: {t: {parties: [a, b, o], stage: first}}\n"
    staged = ("x: {options", "x: {stage: first, options")
    assert findings(table, staged) == []
    assert refused(table, staged, ("status_quo: no, ", "")) == ["table-without-status-quo"]
    assert refused(table) == ["stage-without-issues"]


@pytest.mark.parametrize(
    ("on", "expected"), [("2025-03-16", ["clock-has-run-out"]), ("2025-03-17", []), ("2025-12", [])]
)
def test_a_clock_may_run_out_later_and_not_before(on: str, expected: list[str]):
    assert findings(f"clocks: {{c: {{on: {on}}}}}\nas_of: 2025-03-17\n") == expected


def test_sources_of_tables_and_clocks_are_used_by_them():
    text = "sources: {s: {title: A}, u: {title: B}}\n"
    assert findings(text) == ["unused-source"] * 2
    table, clock = "tables: {t: {parties: [a, b], source: s}}\n", "clocks: {c: {on: 2025-01, source: u}}\n"
    assert findings(text + table + clock) == []


def test_deciders_count_against_the_limit_of_consent():
    names = [f"p{i}" for i in range(8)]
    observers = ", ".join(f"{name}: {{role: observer}}" for name in names)
    text = TALKS.replace("decided_by: o", f"decided_by: [{', '.join(names)}]").replace("b: ,", f"b: , {observers},")
    with pytest.raises(LimitError, match="consent of 10 parties"):
        read_text(text)


def test_an_outline_needs_no_table_that_can_be_read(tmp_path: Path):
    file = tmp_path / "case.yaml"
    file.write_text(f"{TALKS}tables: {{t: {{parties: nobody}}}}\nclocks: {{c: soon}}\n", encoding="utf-8")
    assert read_outline(file).issues["y"].decided_by == ("o",)
