"""The section on what would hold: all that the terminal tells stands in it too, and nothing is said twice."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from markupsafe import escape

from detente.report.document import Bullets, Heading, Paragraph, Table
from detente.report.fragment import blocks_html
from detente.report.held import basis_words, further, listing, proof_words
from detente.report.held_words import CONCEPTS
from detente.report.html.stands import Stands, stands_of
from detente.results import Holding
from detente.workspace import hold, hold_report, open_case

CASES = ("cuba-1962", "elmira-1991", "prisoners-dilemma", "syria-iraq-1975", "ukraine-2025")


@cache
def holding_of(name: str) -> Holding:
    return hold(name).moves


def section(name: str) -> Stands:
    found = stands_of(holding_of(name))
    assert found is not None
    return found


@cache
def page_of(name: str) -> str:
    opened = open_case(name)
    return hold_report(opened, hold(opened), ["--rule", "single"])


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_a_case_without_moves_has_no_section():
    assert stands_of(None) is None


@pytest.mark.parametrize("name", CASES)
def test_every_part_of_the_listing_is_drawn_or_stands_under_its_heading(name: str):
    found = holding_of(name)
    shown = set(map(str, further(found)))
    own = ("WHERE IT COULD REST", "TODAY", "THE TARGET", "WHY ", "HOW IT COULD COME ABOUT")
    heading = ""
    for block in listing(found):
        if isinstance(block, Heading):
            heading = block.text
        ours = not heading or heading.startswith(own) or block == Paragraph(basis_words(found), quiet=True)
        assert (str(block) in shown) == (not ours), block


@pytest.mark.parametrize("name", CASES)
def test_the_page_holds_what_every_block_says(name: str):
    page = words(page_of(name))
    for block in further(holding_of(name)):
        match block:
            case Paragraph():
                assert words(str(escape(block.text))) in page
            case Bullets():
                for item in block.items:
                    assert words(str(escape(item if isinstance(item, str) else item.words()))) in page
            case Table():
                for group in block.groups:
                    for row in group:
                        assert all(words(str(escape(cell))) in page for cell in row)
            case _:
                pass


@pytest.mark.parametrize("name", CASES)
def test_the_table_says_under_what_each_holds_and_why(name: str):
    found = holding_of(name)
    told = section(name)
    assert [row.key for row in told.rows] == list(found.explained)
    for row in told.rows:
        assert len(row.ranks) == len(found.players)
        names = [name for name in found.concepts if row.key in found.equilibria[name]]
        assert set(row.under.split(", ")) == {CONCEPTS[name][0] for name in names}
        for proof in found.proofs:
            if proof.state == row.key and proof.replies:
                assert proof_words(found, proof) in row.why
        assert row.why.endswith(".")


def test_who_would_move_away_stands_under_the_target():
    (today, target) = section("ukraine-2025").places
    assert (today.title, today.key, today.holds) == ("Today", "10", "open")
    assert (target.title, target.key, target.holds, target.verdict) == ("The target", "12", "no", "It would not hold")
    assert target.reasons[0].startswith("Russia would choose “Russia stalls”")
    assert target.reasons[-1] == "Nobody else has a better situation to move to."


def test_a_target_that_is_todays_situation_is_told_once():
    found = holding_of("ukraine-2025")
    told = stands_of(replace(found, target=found.today))
    assert told is not None
    assert [each.title for each in told.places] == ["Today"]


def test_ways_name_who_moves_and_what_is_worse_for_whom():
    ways = {way.title.partition(":")[0]: way for way in section("ukraine-2025").ways}
    assert [step.key for step in ways["74"].steps] == ["10", "74"]
    assert ways["74"].steps[1].words == "United States chooses “US presses Russia”"
    assert not any(step.remark for step in ways["74"].steps)
    assert [(step.key, step.remark) for step in ways["12"].steps] == [("10", ""), ("12", "worse for it")]
    assert ways["12"].steps[0].marks == ("today",)
    assert ways["12"].steps[1].marks == ("target",)


def test_a_way_that_does_not_exist_is_said_not_to():
    found = holding_of("syria-iraq-1975")
    without = replace(found, ways=tuple(replace(way, moves=None, improving=None) for way in found.ways))
    told = stands_of(without)
    assert told is not None
    assert {way.how for way in told.ways} == {"It cannot come about: no moves lead there."}
    assert not any(way.steps for way in told.ways)


def test_where_nothing_holds_the_page_says_so():
    found = holding_of("cuba-1962")
    empty = dict.fromkeys(found.equilibria, ())
    told = stands_of(
        replace(found, equilibria=empty, equilibria_found=dict.fromkeys(empty, 0), explained=(), proofs=(), ways=())
    )
    assert told is not None
    assert told.rows == told.ways == ()
    assert told.lead.startswith("No situation would hold")


@pytest.mark.parametrize("name", CASES)
def test_the_page_says_how_it_is_made_again_and_has_each_anchor_once(name: str):
    page = page_of(name)
    assert f"detente hold {name} --rule single --report report.html" in page
    for anchor in re.findall(r'<li><a href="#([^"]*)"', page):
        assert len(re.findall(rf'id="{anchor}"', page)) == 1
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_further_parts_have_headings_in_ordinary_letters_and_stand_in_the_contents():
    parts = section("ukraine-2025").parts
    assert "How sure that is" in [part.title for part in parts]
    page = page_of("ukraine-2025")
    for part in parts:
        assert f'<li><a href="#{part.anchor}">{part.title}</a></li>' in page
        assert f'<h3 id="{part.anchor}">{part.title}' in page


def test_blocks_are_escaped():
    told = str(blocks_html([Paragraph("1 < 2", lead="So & so.", quiet=True)], "x"))
    assert told == "<p><strong>So &amp; so.</strong> <small>1 &lt; 2</small></p>"
