"""What the first screen of a table says first: what it takes for granted, and what its numbers are about."""

from __future__ import annotations

from detente.io import read_text
from detente.report import brief, lay_out
from detente.report.document import Paragraph
from detente.report.draws import summary
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

    assert lead(3) == "What matters most to it, by the lowest and the highest fifth of each number:"
    assert lead(0) == "What matters most to the package most accepted, by lowest and highest fifth:"
