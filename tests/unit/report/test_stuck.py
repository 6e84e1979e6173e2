"""Conflicts, ways out, trades and what every deal contains, in words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from detente.io import read_text
from detente.report import brief, full, lay_out
from detente.report.document import Bullets, Clauses, Document
from detente.report.stuck import FINAL, deadlock
from detente.workspace import analyse


def stuck(**more: Any) -> str:
    """Return a case in which a rule of each kind and a red line keep two sides from what both want."""
    values = {"land": {"north": 100, "south": 0}, "name": {"old": 0, "new": 100}}
    both = {"weights": {"land": 0, "name": 100}, "values": values, "no_deal": 60}
    return json.dumps(
        {
            "case": "Stuck",
            "parties": ["one", "two"],
            "issues": {"land": ["north", "south"], "name": ["old", "new"]},
            "preferences": {"one": both, "two": both},
        }
        | more
    )


def words(text: str, *, everything: bool = False) -> str:
    opened = read_text(text)
    form = full if everything else brief
    lines = lay_out(form(opened.case, analyse(opened, draws=0), "stuck.yaml"), 400)
    return "\n".join("".join(piece for piece, _ in line) for line in lines)


LEGAL = {"never": {"name": "new"}, "kind": "legal"}
LINE = {"party": "two", "never": {"name": "new"}, "basis": "own"}


def test_a_way_out_that_breaks_a_legal_rule_says_so():
    told = words(stuck(rules=[LEGAL]))
    assert "- the legal rule did not hold: no package has name: new; that breaks a legal rule" in told
    assert "2 sets of demands that cannot hold together" in told
    assert "- the no-deal value of one; the legal rule: no package has name: new\n" in told
    # One of the two conflicts is each side's, so giving up both no-deal values is a way out, with both shortfalls.
    assert (
        "- no deal were worth at least 60.0 points less to one; and no deal were worth at least 60.0 points less to two\n"
        in told
    )


def test_a_simplifying_rule_breaks_no_law():
    told = words(stuck(rules=[LEGAL | {"kind": "simplification"}]))
    assert "- the simplification by the analyst did not hold: no package has name: new\n" in told
    assert "breaks" not in told


def test_a_sacred_red_line_is_named_and_never_a_way_out():
    told = words(stuck(red_lines=[LINE | {"sacred": "true"}]))
    blocks, _, out = told.partition("THERE WOULD BE A DEAL IF")
    assert "two will not accept name: new" in blocks
    assert "two accepted" not in out.partition("NEAREST MISSES")[0]
    plain = words(stuck(red_lines=[LINE]))
    assert "two accepted name: new" in plain.partition("THERE WOULD BE A DEAL IF")[2]


def test_where_nothing_that_may_be_given_up_would_help_this_is_said():
    always = [LINE | {"sacred": "true"}, LINE | {"sacred": "true", "never": {"name": "old"}}]
    told = words(stuck(red_lines=always))
    assert FINAL in told
    assert "WOULD BE A DEAL" not in told
    assert analyse(read_text(stuck(red_lines=always)), draws=0).deal.deadlock.final


def test_one_conflict_is_told_member_by_member():
    stances = json.loads(stuck())["preferences"]
    two = stances["two"] | {"weights": {"land": 100, "name": 0}}
    told = words(stuck(red_lines=[LINE], preferences=stances | {"two": two}))
    assert "WHAT BLOCKS  these cannot all hold; without any one the others can\n" in told
    assert "- two will not accept name: new\n  - the no-deal value of one (60.0 points)\n" in told


def test_a_deal_says_what_every_deal_contains_and_what_each_side_can_insist_on():
    told = words(stuck(), everything=True)
    assert "- one can insist on 100.0 points at most (+40.0 over no deal)\n" in told
    assert "- in every deal: name: new\n" in told
    assert "in no deal" not in told
    assert "WOULD BE A DEAL" not in told


def test_a_proposal_says_what_helps_all_with_the_fewest_changes():
    told = words(stuck(proposals={"offer": {"package": {"land": "north", "name": "old"}}}), everything=True)
    assert "- Better for all with one change: name: new (one +100.0, two +100.0).\n" in told
    assert "Trade:" not in told


def two_walls(width: int, blocks: int, lines: int, *, whole: bool = True) -> str:
    """Return the deadlock of a case in which each way out is both a red line and a no-deal value."""
    both = {
        "weights": {"land": 100, "name": 0},
        "values": {"land": {"north": 0, "south": 55}, "name": {"old": 0, "new": 0}},
    }
    other = {
        "weights": {"land": 100, "name": 0},
        "values": {"land": {"north": 70, "south": 0}, "name": {"old": 0, "new": 0}},
    }
    line = {"party": "one", "never": {"land": "south", "name": ["old", "new"]}, "basis": "stated", "firm": "0.92"}
    text = stuck(
        preferences={"one": both | {"no_deal": 50}, "two": other | {"no_deal": 60}},
        red_lines=[line, line | {"party": "two", "never": {"land": "north", "name": ["old", "new"]}}],
    )
    opened = read_text(text)
    blocks_of = deadlock(opened.case, analyse(opened, draws=0).deal, blocks, lines, whole=whole)
    shown = lay_out(Document("", "", tuple(blocks_of)), width)
    return "\n".join("".join(piece for piece, _ in each) for each in shown)


def test_a_conjunction_is_cut_between_its_clauses_and_says_so():
    told = two_walls(80, 9, 1, whole=False)
    first, _, ways = told.partition("THERE WOULD BE A DEAL IF  each of these alone would do\n")
    # With any clause missing, what is printed says that there is more: a part of a conjunction is not true alone.
    assert "  - the no-deal value of one; and 1 more\n" in first
    assert "  - no deal were worth at least 50.0 points less to one; and 1 more" in ways
    # Without a no-deal value its first clause is too long for a line; how many there are is still told.
    assert told.count("…") == 1
    assert "firm…; and 1 more\n" in first


def test_the_first_entry_is_whole_however_little_room_there_is():
    told = " ".join(two_walls(80, 2, 1).split())
    assert (
        "- one will not accept land: south, name: old or new (stated, firm 0.92); two will not accept land: north, "
        "name: old or new (stated, firm 0.92) - 3 more: see --all"
    ) in told
    assert (
        "- no deal were worth at least 60.0 points less to two; and one accepted land: south, name: old or new "
        "(red line, stated, firm 0.92) - no deal were worth at least 50.0 points less to one; and 1 more"
    ) in told


def test_a_clause_that_is_too_long_by_itself_keeps_the_count_of_the_others():
    clauses = Clauses(("a wall that goes on and on and on and on", "a gate", "a road"), end=", alone")
    told = Bullets((clauses,), 1)
    (_, _, line) = lay_out(Document("", "", (told,)), 80)[:3]
    assert "".join(piece for piece, _ in line) == "  - a wall that goes on and on and on and on; a gate; a road, alone"
    lines = lay_out(Document("", "", (Bullets((replace(clauses, parts=("wall " * 30, "gate")),), 1),)), 80)
    assert "".join(piece for piece, _ in lines[2]).endswith("…; and 1 more, alone")
    assert len(lines) == 3
