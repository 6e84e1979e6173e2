"""The rows of a table of packages tell every pair of them apart, on the terminal and on the first screen."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from detente.case import Option
from detente.report.document import Document
from detente.report.html.answer import answer_of
from detente.report.html.common import Subject
from detente.report.layout import lay_out
from detente.report.rows import rows_of
from detente.report.sections import Room, packages
from detente.results import Discussed
from detente.workspace import analyse, open_case

Terms = dict[str, Option]
WEIGHTS = {"border": 40.0, "truce": 30.0, "trade": 20.0, "fleet": 5.0, "embassy": 3.0, "flights": 2.0}
A: Terms = {"border": "line", "truce": "long", "trade": "open", "fleet": "out", "embassy": "shut", "flights": "none"}
B: Terms = A | {"border": "old", "truce": "short", "trade": "shut"}
C: Terms = A | {"embassy": "open", "flights": "daily"}


def told_apart(rows: tuple[str, ...], one: Terms, other: Terms) -> int:
    return sum(one[issue] != other[issue] for issue in rows)


def test_light_issues_are_shown_where_only_they_tell_two_packages_apart():
    rows = rows_of([A, B, C], WEIGHTS, 4)
    assert rows == ("border", "truce", "embassy", "flights")
    assert all(told_apart(rows, one, other) >= 2 for one, other in combinations([A, B, C], 2))


@pytest.mark.parametrize("most", [2, 3])
def test_with_less_room_every_pair_differs_once_at_least(most: int):
    rows = rows_of([A, B, C], WEIGHTS, most)
    assert len(rows) == most
    assert all(told_apart(rows, one, other) for one, other in combinations([A, B, C], 2))


def test_one_difference_is_shown_where_there_is_no_other():
    assert rows_of([A, B, A | {"flights": "daily"}], WEIGHTS, 4) == ("border", "truce", "trade", "flights")


def test_a_single_package_shows_its_weightiest_issues():
    assert rows_of([A], WEIGHTS, 2) == ("border", "truce")


def three_alike() -> Subject:
    """Return the wage talks with three packages of which A and C differ only on what weighs least."""
    opened = open_case("wage-talks")
    analysis = analyse(opened, draws=0)
    first = analysis.deal.discussed[0]
    weight = {
        issue: max(float(analysis.deal.stakes[p][issue].points) for p in analysis.deal.consenting)
        for issue in first.outcome.package
    }
    lightest, *_, second, third, heaviest = sorted(weight, key=weight.__getitem__)

    def changed(letter: str, *issues: str) -> Discussed:
        package = dict(first.outcome.package)
        for issue in issues:
            package[issue] = next(o for o in opened.case.issues[issue].options if o != package[issue])
        return replace(first, letter=letter, outcome=replace(first.outcome, package=package))

    others = (changed("B", heaviest, third, second), changed("C", lightest))
    return Subject(opened.case, replace(analysis, deal=replace(analysis.deal, discussed=(first, *others))), "")


def test_the_first_screen_and_the_terminal_tell_every_pair_apart():
    subject = three_alike()
    shown = answer_of(subject).rows
    assert len(shown) == 4
    assert all(any(row.options[i] != row.options[j] for row in shown) for i, j in combinations(range(3), 2))
    deal = subject.analysis.deal
    room = Room(issues=2, cell_lines=1, common_lines=1, others=False, ties=False)
    text = "\n".join(
        "".join(text for text, _ in line)
        for line in lay_out(Document("", "", tuple(packages(subject.case, deal, deal.discussed, room))), 80)
    )
    lightest = shown[-1]
    assert lightest.options[0] != lightest.options[2]
    assert lightest.issue in text
