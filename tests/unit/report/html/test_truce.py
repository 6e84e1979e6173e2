"""The section on a ceasefire: what it draws and tells is what the results hold, in the report and on a page of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape

import pytest

from detente.io import read_text
from detente.report.ceasefire import how_long_words, how_sure_words, missing_words, patience_words
from detente.report.ceasefire_words import STATES, added_days
from detente.report.ceasefire_worth import excluded_notes, harm_notes, help_sentences, measure_name
from detente.report.html.page import report
from detente.report.html.truce import Truce, truce_of
from detente.results.ceasefire import CeasefireOutlook, ReferenceBeside
from detente.workspace import analyse, hold, hold_report, open_case
from fuzz.seeds import CEASEFIRE_ALONE, EVERYTHING
from truces import TALKS

KEPT = "kept: {ceasefire_day: 60, if_broken: {union: {no_deal_plus: -15..0}, company: {no_deal_plus: -15..0}}}\n"


@cache
def outlook(text: str = TALKS, draws: int = 60) -> CeasefireOutlook:
    found = hold(read_text(text), draws=draws).ceasefire
    assert found is not None
    return found


def section(text: str = TALKS, draws: int = 60) -> Truce:
    found = truce_of(outlook(text, draws))
    assert found is not None
    return found


@cache
def page(text: str = TALKS, draws: int = 60) -> str:
    found = read_text(text)
    return report(found.case, analyse(found, draws=draws), "talks.yaml", version="1")


@cache
def own_page(text: str = TALKS, draws: int | None = None) -> str:
    found = read_text(text)
    return hold_report(found, hold(found, draws=draws))


def part(made: str, anchor: str = "truce") -> str:
    return made.split(f'aria-labelledby="{anchor}"')[1].partition("</section>")[0]


def told(made: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", made)).split())


def without_past(found: CeasefireOutlook) -> CeasefireOutlook:
    return replace(found, reference=ReferenceBeside((), found.reference.source, (), None, None, ()))


def test_a_case_without_a_ceasefire_has_no_section():
    assert truce_of(None) is None
    bare = TALKS[: TALKS.index("ceasefire:")]
    made = page(bare, 0)
    assert 'id="truce"' not in made
    assert 'href="#truce"' not in made


def test_the_plain_answer_comes_first():
    found = section()
    assert [label for label, _ in found.answers] == ["How long", "How sure", "What is missing", "What would help most"]
    asked = (how_long_words, how_sure_words, missing_words)
    assert [text.lower() for _, text in found.answers[:3]] == [words(outlook()).lower() for words in asked]
    made = part(page())
    assert made.index("How long") < made.index("<svg")
    assert page().index('id="levers"' if 'id="levers"' in page() else 'id="holds"') < page().index('id="truce"')


def test_what_would_help_most_stands_in_sentences_of_their_own_as_in_the_terminal():
    first, *rest = help_sentences(outlook())
    assert section().answers[3][1] == first[:1].upper() + first[1:]
    assert section().helps == tuple(rest)
    made = part(page())
    assert [unescape(each) for each in re.findall(r"<li>(.*?)</li>", made.partition('id="truce-course"')[0])] == rest


def test_which_rules_exclude_changed_terms_is_told_as_in_the_terminal():
    found = outlook(TALKS + "rules:\n  - {never: {length: open}, kind: legal}\n")
    assert excluded_notes(found.changes)
    truce = truce_of(found)
    assert truce is not None
    assert truce.excluded == excluded_notes(found.changes)
    words = told(part(page(TALKS + "rules:\n  - {never: {length: open}, kind: legal}\n")))
    assert "“length: open”: excluded by a rule of the case (legal rule: no package has length: open)." in words
    assert section().excluded == ()


def test_the_ranges_are_those_of_the_case_as_in_the_terminal():
    assert "your ranges" not in told(part(page()))
    assert "draws of the case’s ranges" in told(part(page()))


def test_the_elements_stand_in_their_order_and_what_is_wrong_with_them_in_words():
    rows = {row.element: row for row in section().terms}
    assert list(rows) == [
        "Scope",
        "Start",
        "Term",
        "Renewal",
        "Monitor",
        "Verification",
        "Attribution",
        "Sanction",
        "Consultation",
    ]
    assert (rows["Sanction"].mark, rows["Sanction"].words) == ("missing", "")
    assert rows["Start"].mark == "2 readings"
    assert rows["Start"].words == "with the night shift: (1) 2025-04-01 or (2) 2025-04-02"
    assert (rows["Monitor"].mark, rows["Monitor"].words) == ("", "watch: stewards")
    assert all(row.why for row in rows.values())


def test_an_element_that_an_issue_leaves_out_names_that_issue():
    rows = {row.element: row for row in section(TALKS.replace("watch: stewards}\n", "watch: nobody}\n")).terms}
    assert (rows["Monitor"].mark, rows["Monitor"].words) == ("none", "watch: nobody")


def test_an_element_that_the_package_leaves_open_is_said_to_be():
    found = outlook()
    open_terms = tuple(replace(each, status="open", option="") for each in found.terms)
    rows = truce_of(replace(found, terms=open_terms))
    assert rows is not None
    assert {row.mark for row in rows.terms} == {"left open"}
    assert rows.terms[4].words == "watch is not settled"


def test_every_state_that_comes_about_is_named_in_the_stack():
    found = outlook()
    for svg in re.findall(r'<svg role="img" class="for-(?:wide|narrow)".*?</svg>', str(section().stack), re.DOTALL):
        named = re.findall(r"<text[^>]*>([a-z]+)</text>", svg)
        seen = {
            name for name in found.curve[0].shares if max(each.shares[name].central for each in found.curve) > 0.002
        }
        assert seen <= set(named)
    assert "end of term 1" in section().stack


def test_the_end_of_every_term_stands_in_a_table_of_its_own_where_the_first_leaves_some_out():
    assert section().every_end == ""
    again = TALKS.replace(", most: 4}", "}").replace("horizon: 120", "horizon: 365")
    found = section(again, 0)
    assert "330, end of term 11" not in found.course
    assert "see --all" not in found.course
    assert "330, end of term 11" in found.every_end
    assert "At the end of every term" in part(own_page(again, 0))


def test_what_the_heads_of_the_columns_mean_stands_beneath_the_table():
    words = told(str(section().course))
    assert STATES in words
    assert words.index("superseded") < words.index(STATES)


def test_the_pictures_have_bands_only_where_something_was_drawn():
    assert "5th to 95th percentile" in told(part(page()))
    assert "5th to 95th percentile" not in told(part(page(TALKS, 0)))
    assert "How sure that is" in part(page())
    assert "How sure that is" not in part(page(TALKS, 0))


def test_past_ones_stand_beside_it_with_their_number_and_caveats():
    words = told(part(page()))
    first = outlook().reference.classes[0]
    assert f"n={first.ends.total} ({first.dated} dated)" in words
    for caveat in outlook().reference.caveats:
        assert caveat in words
    assert "civil wars" in words


def test_lying_outside_the_bounds_is_marked_and_said():
    found = outlook()
    outside = tuple(replace(each, outside=each.day == 30) for each in found.reference.days)
    truce = truce_of(replace(found, reference=replace(found.reference, days=outside)))
    assert truce is not None
    assert "lies outside on day 30" in truce.sure
    assert str(truce.sure).count("outside the bounds of past ones") == 2
    inside = replace(found.reference, days=tuple(replace(each, outside=False) for each in found.reference.days))
    within = truce_of(replace(found, reference=inside))
    assert within is not None
    assert "outside" not in within.sure


def test_a_day_on_which_nothing_is_in_force_any_more_is_neither_inside_nor_outside():
    found = outlook()
    days = (replace(found.reference.days[0], model=None), *found.reference.days[1:])
    truce = truce_of(replace(found, reference=replace(found.reference, days=days)))
    assert truce is not None
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", re.findall(r"<tr>.*?</tr>", str(truce.past), re.DOTALL)[1])
    assert cells[0] == "7"
    assert cells[-2:] == ["–", "–"]


def test_where_nothing_is_comparable_that_is_said_and_the_caveats_make_no_picture():
    truce = truce_of(without_past(outlook()))
    assert truce is not None
    assert not truce.beside
    assert "past ones" not in truce.sure
    assert "has no class that this one would belong to" in truce.past


def test_measures_and_changed_terms_are_drawn_with_their_days():
    found, made = outlook(), str(section().worths)
    for each in found.measures:
        assert measure_name(each) in made
        assert f">{added_days(each.adds.days)}<" in made
    assert "all of these together" in made
    assert "in force longer" in made
    assert {name for name, _, _ in section().worth_rows} >= {measure_name(each) for each in found.measures}


def test_harm_is_said_in_words_with_its_path():
    harmful = [each for each in outlook().measures if each.adds.days.central < 0]
    assert [measure_name(each) for each in harmful] == ["cameras at the gates"]
    assert section().harms == harm_notes(outlook())
    assert "“cameras at the gates” shortens it in" in told(part(page()))
    assert "brings to light" in told(part(page()))
    assert "← shorter" in section().worths


def test_many_changes_stand_in_the_table_alone():
    found = outlook()
    truce = truce_of(replace(found, changes=found.changes[:1] * 11, unfollowed=1))
    assert truce is not None
    assert (
        truce.left == "In the table alone: 3 further changes of one term. Not followed: 1 further change of one term."
    )
    assert len(truce.worth_rows) == len(found.measures) + 1 + 11
    assert section().left == ""


def test_nothing_that_could_be_changed_makes_no_picture():
    truce = section(CEASEFIRE_ALONE, 0)
    assert truce.worths == ""
    assert 'id="truce-worth"' not in own_page(CEASEFIRE_ALONE)


def test_the_two_sections_lead_to_each_other_where_one_takes_its_chances_from_the_other():
    made = page(TALKS + KEPT)
    assert 'href="#kept"' in part(made)
    assert 'href="#truce"' in part(made, "kept")
    alone = page(TALKS + KEPT.replace("ceasefire_day: 60", "is: 0.5"))
    assert 'href="#kept"' not in part(alone)
    assert 'href="#truce"' not in part(alone, "kept")


def test_patience_stands_in_the_method_alone():
    words = patience_words(outlook())
    assert words
    for made in (page(), own_page(TALKS, 60)):
        assert words in told(part(made, "method"))
        assert "discount factor" not in told(part(made))


def test_a_ceasefire_alone_has_a_page_with_its_numbers():
    made = own_page(CEASEFIRE_ALONE)
    assert re.findall(r'<h2 id="([a-z]+)"', made) == ["truce", "numbers", "method"]
    assert "5 numbers of the ceasefire" in made
    assert "violations open to north" in made
    assert "graph model" not in part(made, "method")
    assert "multi-state" in part(made, "method").lower()


def test_moves_alone_have_a_page_without_it():
    opened = open_case("cuba-1962")
    made = hold_report(opened, hold(opened, ["nash"]))
    assert re.findall(r'<h2 id="([a-z]+)"', made) == ["stands", "method"]
    assert "multi-state" not in made.lower()


def test_moves_and_a_ceasefire_stand_on_one_page():
    made = own_page(EVERYTHING, 20)
    assert re.findall(r'<h2 id="([a-z]+)"', made) == ["stands", "truce", "numbers", "method"]
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', made)) <= set(ids)


@pytest.mark.parametrize("draws", [0, 60])
def test_no_number_is_undefined(draws: int):
    assert not re.search(r"\bnan\b|\binf\b|None", part(page(TALKS, draws)))
