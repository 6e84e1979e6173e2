"""Promises, ratifiers, levers and norms of a case file."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case import (
    Bloc,
    Case,
    Commitment,
    Condition,
    DateSpan,
    Effect,
    Estimate,
    Issue,
    Level,
    Lever,
    Linkage,
    Norm,
    Poll,
    Provenance,
    bears_logit,
    says,
    utility,
)
from detente.checks import run
from detente.errors import CaseError, LimitError
from detente.io import read_outline, read_text
from detente.io.changes import edits_between
from fuzz.seeds import EVERYTHING, MINIMAL

TEAM = Provenance(("S1",), "team", "low")
HOME = """\
commitments: [{party: a, never: {x: l}, costs: 5..15}]
ratifiers:
  house: {of: a, rule: vote, blocs: {left: {seats: 5, judges_as: a}, right: {seats: 4, judges_as: b}}}
  board: {of: b, rule: head, judges_as: b}
levers:
  fund: {wielder: a, effects: [{party: b, on: no_deal, by: -8..-4}]}
norms:
  law: {never: {x: l, fund: on}}
"""


def span(low: str, high: str) -> Estimate:
    return Estimate(Fraction(low), Fraction(high))


def case_of(*pairs: tuple[str, str], add: str = "") -> Case:
    text = MINIMAL + HOME
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return read_text(text + add).case


def found(*pairs: tuple[str, str], add: str = "") -> list[str]:
    return [finding.code for finding in run(case_of(*pairs, add=add))]


def refused(*pairs: tuple[str, str], add: str = "") -> list[tuple[str, str]]:
    with pytest.raises(CaseError) as caught:
        case_of(*pairs, add=add)
    return [(fault.code, fault.path) for fault in caught.value.faults]


def test_a_promise_is_read_whole_and_its_note_explains_what_it_costs():
    first, second = read_text(EVERYTHING).case.commitments
    costs = Estimate(Fraction(5), Fraction(15), driver="mood", provenance=Provenance(("S1",), "us", "low", "a vow"))
    day = DateSpan(date(2025, 1, 10), date(2025, 1, 10))
    assert first == Commitment("A", Condition({"term": ("three",)}), costs, day, Provenance(("S1",), "us", "low"))
    assert second.costs.provenance.note == "on the radio"


def test_breaking_a_promise_is_a_linkage_that_takes_points_away():
    case = read_text(EVERYTHING).case
    written, first, second = case.linkages
    assert (written.promise, first.promise, second.promise) == (False, True, True)
    assert (first.party, first.when) == ("A", Condition({"term": ("three",)}))
    assert (first.adds.low, first.adds.high, first.adds.driver, first.adds.against) == (-15, -5, "mood", True)
    assert (second.adds.low, second.adds.likely, second.adds.high, second.adds.against) == (-7, -3, -2, False)
    assert second == case.commitments[1].linkage


def test_what_moves_against_a_driver_moves_with_it_in_the_mirror():
    costs = Estimate(Fraction(5), Fraction(15), driver="mood", against=True)
    assert costs.mirrored == Estimate(Fraction(-15), Fraction(-5), driver="mood")
    assert costs.mirrored.mirrored == costs


def test_a_broken_promise_costs_the_leader_points_and_nobody_else():
    case, before = case_of(), read_text(MINIMAL).case
    for option, lost in ((0, 10), (1, 0)):
        package = {"x": option, "y": 1}
        of_a, was = utility(case, "a", package), utility(before, "a", package)
        assert of_a is not None
        assert was is not None
        assert was - of_a == lost
        assert utility(case, "b", package) == utility(before, "b", package)


def test_a_vote_is_read_whole():
    house = read_text(EVERYTHING).case.ratifiers["House"]
    assert (house.of, house.rule, house.needed, house.after) == ("A", "vote", 226, ("Contract", "Head"))
    assert house.when == Condition({"wage": ("0..4",)})
    assert house.swing == Estimate(
        Fraction(-8), Fraction(8), driver="mood", provenance=Provenance(("S1",), "us", "low")
    )
    assert (house.title, house.note, house.provenance) == (
        "The house",
        "sits on Mondays",
        Provenance(("S1",), "us", "low"),
    )
    left, right = house.blocs.values()
    assert (left.judges_as, left.seats, left.title) == ("A", 230, "The left")
    assert (left.discipline.low, left.discipline.high, left.leans.low) == (Fraction(9, 10), 1, -5)
    assert right.discipline.provenance.sources == ("S2",)
    assert right.provenance == Provenance(("S2",), "us", "low", "new")
    assert (right.share, right.polls) == (None, ())


def test_a_percentage_of_the_voters_is_told_as_a_share():
    with pytest.raises(CaseError) as caught:
        case_of(("{of: a, rule: vote,", "{of: a, rule: referendum, needed: 60%,"))
    assert "Write it as a share of 1: `0.6`." in {each.remedy for each in caught.value.faults}


def test_a_referendum_is_read_whole():
    people = read_text(EVERYTHING).case.ratifiers["People"]
    assert (people.needed, people.swing, people.when) == (Fraction(3, 5), None, None)
    polled = people.blocs["polled"]
    assert polled.attributes == (Condition({"term": ("one",)}), Condition({"wage": ("0..4",)}))
    yes = Estimate(Fraction(11, 20), Fraction(13, 20), provenance=Provenance(("S2",), "team", "high", "by phone"))
    february = DateSpan(date(2025, 2, 1), date(2025, 2, 28))
    asked = Provenance(("S2",), "team", "high", "by phone")
    assert polled.polls[0] == Poll(Condition({"term": ("one",)}), yes, 1029, february, asked)
    assert polled.polls[1].yes.provenance.sources == ("S1",)
    assert [poll.asked for poll in polled.polls] == [1029, 1000, 1000, 500]


def test_a_head_in_short_is_its_own_only_bloc():
    head = read_text(EVERYTHING).case.ratifiers["Head"]
    assert head.blocs == {
        "Head": Bloc(
            "Head",
            "B",
            leans=Estimate(Fraction(0), Fraction(0), provenance=TEAM),
            discipline=Estimate(Fraction(1), Fraction(1), provenance=TEAM),
            provenance=TEAM,
        )
    }


def test_the_only_bloc_of_a_referendum_is_all_of_its_voters():
    case = case_of(("rule: head", "rule: referendum"))
    assert case.ratifiers["board"].blocs["board"].share == Estimate.point(1)


def test_a_lever_is_read_whole():
    fund = read_text(EVERYTHING).case.levers["Fund"]
    assert (fund.wielder, fund.needs, fund.lasting, fund.title) == ("M", ("House", "M"), True, "The fund")
    assert (fund.credibility.low, fund.credibility.high) == (Fraction(1, 2), Fraction(9, 10))
    half, full = fund.levels.values()
    assert (half.name, half.cost.low, half.cost.high, full.cost.high) == ("half", 1, 3, 0)
    assert [(effect.party, effect.on, effect.when) for effect in (*half.effects, *full.effects)] == [
        ("A", "no_deal", None),
        ("B", "deal", None),
        ("A", "no_deal", None),
        ("A", "deal", Condition({"term": ("one",), "wage": ("0..4",)})),
    ]
    assert half.effects[1].by.provenance == Provenance(("S2",), "us", "low", "as before")
    assert full.effects[0].by.against


def test_the_only_level_of_a_lever_needs_no_name():
    lever = case_of().levers["fund"]
    effect = Effect("b", span("-8", "-4"), "no_deal")
    assert lever == Lever("fund", "a", {"on": Level("on", (effect,))})
    named = case_of(
        (
            "fund: {wielder: a, effects: [{party: b, on: no_deal, by: -8..-4}]}",
            "fund: {wielder: a, levels: {on: {effects: [{party: b, on: no_deal, by: -8..-4}]}}}",
        )
    )
    assert named.levers["fund"] == lever


def test_a_norm_may_name_issues_and_levers():
    case = read_text(EVERYTHING).case
    never = Condition({"term": ("three",), "Fund": ("half", "full")})
    assert case.norms == {
        "Law": Norm("Law", never, "No more than two years.", Provenance(("S2",), "team", "low", "of 1990"))
    }
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("never: {x: l}, costs", "never: {z: l}, costs", ("unknown-issue", "commitments[0].never.z")),
        ("of: a", "of: c", ("unknown-party", "ratifiers.house.of")),
        ("judges_as: a}", "judges_as: c}", ("unknown-party", "ratifiers.house.blocs.left.judges_as")),
        ("head, judges_as: b", "head, judges_as: c", ("unknown-party", "ratifiers.board.judges_as")),
        ("wielder: a", "wielder: c", ("unknown-party", "levers.fund.wielder")),
        ("{party: b", "{party: c", ("unknown-party", "levers.fund.effects[0].party")),
        ("on: no_deal", "on: {x: r, y: 7}", ("unknown-option", "levers.fund.effects[0].on.y")),
        ("fund: on", "fund: off", ("unknown-level", "norms.law.never.fund")),
    ],
)
def test_a_slip_in_a_name_is_found_where_it_stands(old: str, new: str, fault: tuple[str, str]):
    assert refused((old, new)) == [fault]


@pytest.mark.parametrize(("on", "refuses"), [("2025-03-17", False), ("2025-03-18", True)])
def test_promises_and_polls_may_not_be_later_than_the_case(on: str, *, refuses: bool):
    polls = f"polls: [{{package: {{x: l}}, yes: 0.5, on: {on}}}]"
    pairs = (("costs: 5..15", f"costs: 5..15, on: {on}"), ("seats: 4, judges_as: b", f"seats: 4, {polls}"))
    if refuses:
        assert refused(*pairs, add="as_of: 2025-03-17\n") == [
            ("hindsight", "commitments[0].on"),
            ("hindsight", "ratifiers.house.blocs.right.polls[0].on"),
        ]
    else:
        assert found(*pairs, add="as_of: 2025-03-17\n") == []


def test_sources_and_drivers_are_used_by_the_new_sections():
    text = "sources: {s: {}, t: {}, u: {}, v: {}}\ndrivers: {d: , e: }\n"
    assert found(add=text) == ["unused-source"] * 4 + ["unused-driver"] * 2
    pairs = (
        ("costs: 5..15", "costs: {is: 5..15, moves_with: d}, source: s"),
        ("judges_as: a}", "judges_as: a, source: t}"),
        ("by: -8..-4}", "by: {is: -8..-4, moves_against: e}, source: u}"),
        ("fund: on}", "fund: on}, source: v"),
    )
    assert found(*pairs, add=text) == []


def test_a_judge_needs_preferences_and_a_threshold():
    parties = ("parties: [a, b]", "parties: {a: , b: , c: {role: observer}}")
    judge = ("head, judges_as: b", "head, judges_as: c")
    assert refused(parties, judge) == [("judge-without-preferences", "ratifiers.board.judges_as")]
    numbers = "  c: {weights: {x: 1, y: 1}, values: {x: {l: 0, r: 100}, y: {0: 0, 2: 100}}%s}\ncommitments"
    silent, speaking = (("commitments", numbers % end) for end in ("", ", no_deal: 5"))
    assert refused(parties, judge, silent) == [("judge-without-preferences", "ratifiers.board.judges_as")]
    assert found(parties, judge, speaking) == []


def test_the_order_of_steps_may_branch_and_not_turn_back():
    assert found(("rule: vote", "rule: vote, after: board")) == []
    pairs = (("rule: vote", "rule: vote, after: board"), ("rule: head", "rule: head, after: [house]"))
    assert refused(*pairs) == [("circular-order", "ratifiers.house.after")]


@pytest.mark.parametrize(
    ("polls", "borne"),
    [
        (("l", "r", "l"), False),
        (("l", "r", "l 0", "r 0"), True),
        (("l 0", "r 1", "l 0", "r 2"), False),
        (("l 0", "l 1", "r 1"), False),
    ],
    ids=["too-few", "enough", "two-rows", "as-many-as-parameters"],
)
def test_a_logit_needs_more_polls_that_differ_than_parameters(polls: tuple[str, ...], *, borne: bool):
    issues = {"x": Issue("x", ("l", "r")), "y": Issue("y", tuple(map(Fraction, range(3))))}
    case = Case("Talks", {}, issues, {})
    packages = [Condition({"x": (poll[0],)} | ({"y": (poll[2],)} if len(poll) > 1 else {})) for poll in polls]
    asked = tuple(Poll(package, Estimate.point(Fraction(1, 2)), 100) for package in packages)
    bloc = Bloc("all", polls=asked, attributes=(Condition({"x": ("l",)}), Condition({"y": ("0..0",)})))
    assert bears_logit(case, bloc) == borne
    uncounted = Bloc("all", polls=(*asked[:-1], Poll(packages[-1], asked[-1].yes)), attributes=bloc.attributes)
    assert not bears_logit(case, uncounted)


def test_a_package_has_an_attribute_where_all_its_options_do():
    case = Case("Talks", {}, {"y": Issue("y", tuple(map(Fraction, range(9))))}, {})
    assert says(case, Condition({"y": ("2", "3..4")}), Condition({"y": ("2..4",)}))
    assert not says(case, Condition({"y": ("1..3",)}), Condition({"y": ("2..4",)}))
    assert not says(case, Condition({"y": ("1",)}), Condition({"x": ("l",)}))


def test_there_are_at_most_so_many_levers():
    levers = "".join(f"  l{i}: {{wielder: a, effects: [{{party: b, on: deal, by: 1}}]}}\n" for i in range(64))
    with pytest.raises(LimitError, match="65 levers"):
        case_of(("levers:\n", f"levers:\n{levers}"))


def test_an_outline_needs_none_of_it_to_be_readable(tmp_path: Path):
    file = tmp_path / "case.yaml"
    file.write_text(f"{MINIMAL}ratifiers: 3\nlevers: {{x: {{}}}}\nnorms: [1]\ncommitments: {{}}\n", encoding="utf-8")
    assert list(read_outline(file).issues) == ["x", "y"]


def test_promises_that_changed_are_matched_by_what_they_are_about():
    first = read_text(MINIMAL + HOME)
    second = read_text(
        (MINIMAL + HOME)
        .replace("costs: 5..15}", "costs: 6..15}")
        .replace("[{party: a, never", "[{party: b, never: {x: r}, costs: 1}, {party: a, never")
        .replace("seats: 5", "seats: 6, title: The left")
        .replace("fund: on}", "fund: on}, what: No strikes.")
    )
    edits = edits_between(first, second)
    assert [(edit.change.path, edit.change.kind, edit.change.silent) for edit in edits] == [
        ("commitments[0].costs", "changed", False),
        ("commitments[0]", "added", False),
        ("ratifiers.house.blocs.left.seats", "changed", False),
        ("ratifiers.house.blocs.left.title", "added", True),
        ("norms.law.what", "added", True),
    ]
    assert edits[0].applied(first).case.linkages == (
        Linkage("a", Condition({"x": ("l",)}), span("-15", "-6"), promise=True),
    )
