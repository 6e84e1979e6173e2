"""What the first screen of a table says first: what it takes for granted, and what its numbers are about."""

from __future__ import annotations

import json
from dataclasses import replace

from detente.io import read_text
from detente.report import brief, lay_out
from detente.report.document import Document, Paragraph
from detente.report.draws import summary
from detente.report.layout import wrap
from detente.report.seating import at_table
from detente.workspace import analyse

CASE = """\
case: Two tables
parties: [union, company, city]
issues:
  permit: {options: [refused, granted], status_quo: refused, decided_by: city}
  wage: {options: [low, middle, high], status_quo: low, decided_by: [union, company]}
preferences:
  union: {weights: {permit: 50, wage: 50}, values: {permit: {refused: 0, granted: 100}, wage: {low: 0, middle: 60, high: 100}}, no_deal: 0..50}
  company: {weights: {permit: 50, wage: 50}, values: {permit: {refused: 0, granted: 100}, wage: {low: 100, middle: 70, high: 0}}, no_deal: 0..40}
  city: {weights: {permit: 50, wage: 50}, values: {permit: {refused: 100, granted: 0}, wage: {low: 100, middle: 20, high: 0}}, no_deal: 40}
tables:
  pay: {parties: [union, company], given: {permit: granted}}
  plain: {parties: [union, company]}
"""


def words(table: str) -> str:
    opened = read_text(CASE)
    lines = lay_out(brief(opened.case, analyse(opened, draws=0, table=table), "two.yaml"), 400)
    return "\n".join("".join(piece for piece, _ in line) for line in lines)


def test_what_a_table_takes_as_settled_stands_before_what_may_move():
    text = words("pay")
    assert "union and company present; assumed as settled elsewhere: permit: granted; 1 of 2 issues can move" in text
    assert "SETTLED OVER THE HEAD OF  own points, against what is assumed; red lines" in text
    assert "assumed" not in words("plain")
    assert "own points, against the status quo; red lines" in words("plain")


def test_what_matters_names_the_package_where_that_was_left_out():
    opened = read_text(CASE)
    analysis = analyse(opened, draws=400, table="plain")

    def lead(lines: int) -> str:
        parts = summary(opened.case, analysis, (), influences=3, lines=lines)
        (found,) = [p.text for p in parts if isinstance(p, Paragraph) and p.text.startswith("What matters most")]
        return found

    assert lead(3) == "What matters most to it (% of draws, by fifths of each number):"
    assert lead(0) == "What matters most to the package accepted most (% of draws, by fifths of each number):"


def test_what_matters_names_a_package_that_is_shown_by_its_letter():
    opened = read_text(CASE)
    analysis = analyse(opened, draws=400, table="plain")
    assert analysis.uncertainty is not None
    first = replace(analysis.deal.discussed[0].outcome, package=analysis.uncertainty.packages[0].package)
    chosen = (replace(analysis.deal.discussed[0], letter="B", outcome=first),)
    told = [p.text for p in summary(opened.case, analysis, chosen, lines=0) if isinstance(p, Paragraph)]
    assert "What matters most to package B (% of draws, by fifths of each number):" in told


def test_issues_of_a_table_are_counted_where_not_all_are_named():
    names = [f"issue number {n} with a long name" for n in range(12)]
    two = {name: {"options": ["as now", "new"], "status_quo": "as now", "decided_by": ["a"]} for name in names}
    stance = {
        "weights": dict.fromkeys(names, 1),
        "values": {name: {"as now": 0, "new": 100} for name in names},
        "no_deal": 0,
    }
    case = {"case": "Many", "parties": ["a", "b"], "issues": two, "preferences": {"a": stance, "b": stance}}
    opened = read_text(json.dumps(case | {"tables": {"small": {"parties": ["a"]}}}))
    deal = analyse(opened, draws=0, table="small").deal
    (first, *_) = at_table(opened.case, deal, 3)
    assert isinstance(first, Paragraph)
    assert f"can move: {', '.join(names[:4])} and 8 more; all else stays at its status quo." in first.text
    shown = lay_out(Document("", "", (first,)), 80)
    assert "…" not in str(shown)
    (whole, *_) = at_table(opened.case, deal)
    assert isinstance(whole, Paragraph)
    assert "more" not in whole.text


def test_a_line_is_cut_behind_a_word():
    assert wrap("aid, consultation and diplomatic property", 30, 1) == ["aid, consultation and…"]
    assert wrap("aid, consultation, and more", 18, 1) == ["aid, consultation…"]
    assert wrap("reconstruction", 8, 1) == ["reconst…"]
