"""The back-test: judged like any package, and unknown to everything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from detente.analyses import analyse_back_test, analyse_deal
from detente.case import Aftermath, Case, option_text
from detente.io import read_text
from detente.results import BackTest, Outcome
from detente.workspace import analyse, document_of

TALKS = """\
case: Talks
as_of: 2025-05-12
parties: [a, b, c]
issues:
  x: {from: 0, to: 4, step: 1, status_quo: 0}
  y: {options: [l, m, r], status_quo: l}
  z: {options: [no, yes], status_quo: no}
preferences:
  a:
    weights: {x: 5..7, y: 3, z: 1}
    values: {x: {0: 0, 4: 100}, y: {l: 100, m: 70, r: 0}, z: {no: 0, yes: 100}}
    no_deal: 30..40
  b:
    weights: {x: 3, y: 4..6, z: 2}
    values: {x: {0: 100, 4: 0}, y: {l: 0, m: 40, r: 100}, z: {no: 0, yes: 100}}
    no_deal: 35
  c:
    weights: {x: 1, y: 2, z: 3}
    values: {x: {0: 100, 4: 0}, y: {l: 100, m: 0, r: 20}, z: {no: 0, yes: 100}}
    no_deal: 10..30
rules: [{never: {x: 4, z: yes}}]
red_lines: [{party: a, never: {y: r}, basis: stated, firm: 0.4..0.8}]
proposals:
  First: {by: a, on: 2025-05-01, package: {x: 3, y: m}}
"""


def talks(outcome: str = "") -> Case:
    return read_text(TALKS + outcome).case


def back_test(outcome: str) -> BackTest:
    case = talks(outcome)
    found = analyse_back_test(case, analyse_deal(replace(case, outcome=None)))
    assert found is not None
    return found


def agreed(package: str) -> BackTest:
    return back_test(f"outcome: {{agreement: whole, package: {package}}}\n")


def every(case: Case) -> list[dict[str, str]]:
    names = list(case.issues)
    return [
        dict(zip(names, chosen, strict=True))
        for chosen in product(*([option_text(o) for o in case.issues[name].options] for name in names))
    ]


def test_a_case_without_an_outcome_has_none():
    case = talks()
    assert analyse_back_test(case, analyse_deal(case)) is None
    assert analyse(read_text(TALKS), draws=0).back_test is None


def weakly_better(one: Outcome, other: Outcome) -> bool:
    gains = [one.utility[party] - was for party, was in other.utility.items()]
    return all(more >= 0 for more in gains) and any(more > 0 for more in gains)


def test_efficiency_and_what_is_better_equal_a_comparison_with_every_package():
    case = talks()
    deal = analyse_deal(case)
    found: dict[tuple[str, ...], BackTest] = {}
    for package in every(case):
        told = replace(case, outcome=Aftermath("whole", package=package))
        back = analyse_back_test(told, deal)
        assert back is not None
        found[tuple(package.values())] = back
    outcomes = [(back, back.outcome) for back in found.values() if back.outcome is not None]
    assert len(outcomes) == len(found) == 30
    feasible = [one for _, one in outcomes if all(block.kind != "rule" for block in one.blocked_by)]
    acceptable = [one for one in feasible if one.acceptable]
    assert 0 < len(acceptable) < len(feasible) < 30
    for back, outcome in outcomes:
        if outcome not in feasible:
            assert back.efficient is None
            assert back.better == ()
            continue
        assert back.efficient is not any(weakly_better(other, outcome) for other in feasible)
        wanted = not any(weakly_better(other, outcome) for other in acceptable) if outcome.acceptable else None
        assert back.efficient_acceptable is wanted
        strictly = [other for other in acceptable if all(other.utility[p] > was for p, was in outcome.utility.items())]
        assert bool(back.better) is bool(strictly)
        assert all(better.package in [other.package for other in strictly] for better in back.better)
    assert {back.efficient for back in found.values()} == {True, False, None}
    assert {bool(back.better) for back in found.values()} == {True, False}


def test_what_a_rule_excludes_is_said_to_be_and_not_scored():
    opened = read_text(TALKS + "outcome: {agreement: whole, package: {x: 4, z: yes}}\n")
    found = analyse(opened, draws=20).back_test
    assert found is not None
    assert found.outcome is not None
    assert "rule" in {block.kind for block in found.outcome.blocked_by}
    assert (found.efficient, found.drawn) == (None, None)
    assert found.comparisons


@pytest.mark.parametrize(
    ("outcome", "listed", "settled"),
    [
        ("{agreement: whole, package: {x: 3}}", "whole", True),
        ("{agreement: partial, package: {x: 3}, not_listed: a bonus}", "part", True),
        ("{agreement: partial, not_listed: a bonus}", "none", False),
        ("{agreement: none}", "whole", True),
    ],
    ids=["all-listed", "nearest", "not-listed", "no-agreement"],
)
def test_how_much_was_on_the_menu(outcome: str, listed: str, settled: bool):
    found = back_test(f"outcome: {outcome}\n")
    assert found.listed == listed
    assert (found.outcome is not None) is settled


def test_no_agreement_is_the_status_quo_and_no_deal():
    found = back_test("outcome: {agreement: none}\n")
    assert found.outcome is not None
    assert {option_text(option) for option in found.outcome.package.values()} == {"0", "l", "no"}
    assert "status_quo" in {block.kind for block in found.outcome.blocked_by}


def test_it_is_set_beside_packages_solutions_and_proposals_with_its_differences():
    case = talks()
    deal = analyse_deal(case)
    found = agreed("{x: 3, y: m}")
    names = {(each.kind, each.name) for each in found.comparisons}
    assert {("solution", "nash"), ("solution", "kalai_smorodinsky"), ("proposal", "First")} <= names
    assert {name for kind, name in names if kind == "package"} == {each.letter for each in deal.discussed}
    assert found.outcome is not None
    for each in found.comparisons:
        differing = [i for i, option in found.outcome.package.items() if each.package[i] != option]
        assert list(each.differs) == differing
    (same,) = [each for each in found.comparisons if each.kind == "proposal"]
    assert same.differs == ()
    assert set(same.change.values()) == {0}


def test_over_draws_it_fares_as_the_same_package_does_as_a_candidate():
    opened = read_text(TALKS + "outcome: {agreement: whole, package: {x: 3, y: m}}\n")
    analysis = analyse(opened, draws=300, seed=4)
    assert analysis.back_test is not None
    assert analysis.uncertainty is not None
    (proposal,) = [each for each in analysis.uncertainty.packages if "proposal First" in each.labels]
    assert analysis.back_test.drawn == replace(proposal, labels=("outcome",))
    assert analysis.back_test.most == analysis.uncertainty.packages[0].share


def test_counted_mediators_count_in_it_too():
    text = TALKS.replace("parties: [a, b, c]", "parties: {a: , b: , c: {role: mediator, consent: required}}")
    case = read_text(text + "outcome: {agreement: whole, package: {x: 3, y: m}}\n").case
    told = [
        analyse_back_test(case, analyse_deal(replace(case, outcome=None), count=count), count=count)
        for count in ((), ("c",))
    ]
    assert all(found is not None and found.outcome is not None for found in told)
    assert told[0] != told[1]


@pytest.mark.parametrize("draws", [0, 100])
def test_nothing_else_knows_what_came_about(draws: int):
    section = """\
outcome:
  agreement: partial
  summary: They met half way.
  package: {x: 2, y: r}
  not_listed: a bonus
  facts: [{on: 2025-06-01, what: signed, source: later}]
  sources: {later: {title: Contract, date: 2025-06-01}}
"""
    with_outcome, without = (
        document_of(analyse(read_text(text), draws=draws, seed=9)) for text in (TALKS + section, TALKS)
    )
    assert with_outcome["back_test"] is not None
    assert without["back_test"] is None
    assert stripped(with_outcome) == stripped(without)


def stripped(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the two things that may differ."""
    return {
        key: {"title": value["title"]} if key == "case" else value
        for key, value in document.items()
        if key != "back_test"
    }
