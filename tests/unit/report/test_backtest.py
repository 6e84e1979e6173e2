"""What the brief and the listing say of what came about, in each of its kinds."""

from __future__ import annotations

import pytest

from detente.io import CaseFile, read_text
from detente.report import Document, brief, full, lay_out
from detente.report.backtest import judged_words
from detente.report.html.page import report
from detente.workspace import analyse

TALKS = """\
case: Talks
as_of: 2025-05-12
parties: [a, b]
issues:
  x: {from: 0, to: 4, step: 1, status_quo: 0}
  z: {options: [no, yes], status_quo: no}
preferences:
  a: {weights: {x: 6, z: 4}, values: {x: {0: 0, 4: 100}, z: {no: 0, yes: 100}}, no_deal: 20..30}
  b: {weights: {x: 7, z: 3}, values: {x: {0: 100, 4: 0}, z: {no: 0, yes: 100}}, no_deal: 60..75}
rules: [{never: {x: 4, z: yes}}]
red_lines: [{party: b, never: {x: 3}, basis: stated, firm: 0.4}]
proposals:
  Opening: {by: a, on: 2025-05-01, package: {x: 3}, rest: open}
"""

KINDS = {
    "acceptable": (
        "{agreement: whole, package: {x: 1, z: yes}}",
        "On the menu; acceptable at the central values; acceptable in",
        "It was on the menu: the options of the case say it.",
    ),
    "blocked": (
        "{agreement: whole, package: {x: 3, z: yes}}",
        "On the menu; blocked by a red line of b and the no-deal value of b; acceptable in",
        "It is not acceptable: b will not accept x: 3 (stated, firm 0.4); the no-deal value of b.",
    ),
    "excluded": (
        "{agreement: whole, package: {x: 4, z: yes}}",
        "On the menu; blocked by a rule and the no-deal value of b.",
        "the logical rule: no package has x: 4, z: yes",
    ),
    "nearest": (
        "{agreement: partial, package: {x: 1, z: yes}, not_listed: a bonus}",
        "On the menu only in part; nearest package acceptable at the central values; acceptable in",
        "The nearest package is acceptable to all whose consent is needed.",
    ),
    "not-listed": (
        "{agreement: whole, not_listed: a bonus}",
        "Not on the menu.",
        "It was not on the menu: no option says it.",
    ),
    "nothing": (
        "{agreement: none}",
        "No agreement; nothing moved off the status quo.",
        "No agreement came about, and nothing moved off the status quo.",
    ),
}
JUDGED = {
    "acceptable": "Right: it would have had a and b accept this, and a and b did.",
    "blocked": "Wrong: at the central numbers the analysis would have had b refuse this; b took it. "
    "Right: it would have had a accept this, and a did.",
    "excluded": "Wrong: a rule of the case would have excluded it.",
    "nearest": "Right: it would have had a and b accept what comes nearest to this, and a and b did.",
    "not-listed": "",
    "nothing": "At the central numbers there was room for a deal, and none came about.",
}
EACH = pytest.mark.parametrize(("outcome", "short", "words"), list(KINDS.values()), ids=list(KINDS))


def opened(outcome: str) -> CaseFile:
    return read_text(f"{TALKS}outcome: {outcome}\n")


def flat(text: str) -> str:
    return " ".join(text.split())


def plain(document: Document) -> str:
    return "\n".join("".join(piece for piece, _ in line) for line in lay_out(document, 80))


@EACH
def test_the_brief_says_it_in_a_sentence(outcome: str, short: str, words: str):
    case = opened(outcome)
    shown = flat(plain(brief(case.case, analyse(case, draws=50), "talks.yaml")))
    assert f"WHAT CAME ABOUT SINCE the answers above were made without it {short}" in shown


@EACH
@pytest.mark.parametrize("draws", [0, 50])
def test_the_listing_and_the_report_say_it_in_full(outcome: str, short: str, words: str, draws: int):
    case = opened(outcome)
    analysis = analyse(case, draws=draws)
    shown = flat(plain(full(case.case, analysis, "talks.yaml")))
    page = flat(report(case.case, analysis, "talks.yaml", version="1"))
    assert "WHAT CAME ABOUT SINCE" in shown
    assert words in shown
    assert words in page
    assert '<h2 id="since">' in page
    named = "What a proposal leaves open is filled in as suits all sides best: Opening."
    assert (named in shown) is (named in page) is (short != "Not on the menu.")


def test_a_case_without_an_outcome_says_nothing_of_it():
    case = read_text(TALKS)
    analysis = analyse(case, draws=0)
    shown = [plain(form(case.case, analysis, "talks.yaml")) for form in (brief, full)]
    assert not [text for text in shown if "came about" in text.lower()]
    page = report(case.case, analysis, "talks.yaml", version="1")
    assert "since" not in page.split("<main")[1]


def test_what_is_better_and_what_differs_is_told():
    case = opened("{agreement: whole, package: {x: 1, z: no}}")
    shown = flat(plain(full(case.case, analyse(case, draws=0), "talks.yaml")))
    assert "An acceptable package is better for every side: a +" in shown
    assert "1: z" in shown


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_report_says_whether_the_analysis_was_right(kind: str):
    analysis = analyse(opened(KINDS[kind][0]), draws=0)
    assert analysis.back_test is not None
    words = judged_words(analysis, analysis.back_test)
    assert JUDGED[kind] in words
    assert bool(words) == bool(JUDGED[kind])
