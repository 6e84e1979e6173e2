"""Every page keeps the rules of wording, and each rule finds what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from web.tree import Node, parse
from web.wording import RULES, faults

WARNING = "The egalitarian one compares points of different sides: read it only where the scales are comparable."

# Rule, a text that breaks it, and one close to it that does not.
PAIRS = [
    ("shares-are-no-chances", "The probability of a deal is high.", "The share of draws is no probability of a deal."),
    ("shares-are-no-chances", "Chances for peace are good.", "A chance to meet was missed."),
    ("shares-are-no-chances", "Agreement is very likely.", "Duration 20 to 60, most likely 40."),
    ("shares-are-no-chances", "The odds of a lasting truce rise.", "The truce lapsed against all odds."),
    ("shares-are-no-chances", "A deal is 57% probable.", "57% of the draws hold one."),
    ("shares-are-no-chances", "In 57 of 100 likely.", "In 57 of 100 draws of your ranges."),
    ("shares-are-no-chances", "The deal probability is 0.6.", "The deal is defined above."),
    ("shares-are-no-chances", "Accepted with a chance of 0.6.", "It is kept with a chance of 0.6 to 0.8."),
    ("shares-are-no-chances", "Kept with a chance of 0.6 and agreed with a chance of 0.3.", "Kept with a chance of 0.6."),
    ("shares-are-no-chances", "The chance of renewal of a truce.", "The chance of renewal (truce: open)."),
    ("shares-say-of-what", "A zone exists in 57 of 100 draws.", "It exists in 57 of 100 draws of your ranges."),
    (
        "shares-say-of-what",
        "Accepted in 1,900 of 2,000 fresh draws.",
        "Accepted in 1,900 of 2,000 fresh draws. Shares describe your ranges, not the world.",
    ),
    (
        "shares-say-of-what",
        "Tried on 1,000 further draws, it is acceptable in all of 1,000 further draws.",
        "Acceptable in 983 of 1,000 further draws. The estimates are low; shares of draws describe them, not the world.",
    ),
    ("shares-say-of-what", "Possible in all 1,000 draws.", "Possible in all 1,000 draws of the estimates."),
    (
        "likelihood-apart-from-confidence",
        "It is likely, with low confidence.",
        "It is likely. Confidence in this is low.",
    ),
    (
        "likelihood-apart-from-confidence",
        "A breach is almost certain (confidence: high).",
        "20 to 60, most likely 40; confidence low.",
    ),
    ("comparing-solutions-come-last", f"<p>{WARNING}</p><p>Nash</p>", f"<p>Nash</p><p>{WARNING}</p>"),
    ("comparing-solutions-come-last", "<p>Nash</p><p>Egalitarian</p>", f"<p>Nash</p><p>Egalitarian</p>{WARNING}"),
    ("points-are-not-added", "The sum of the gains of both sides is 40.", "Each side's gain is shown by itself."),
    ("points-are-not-added", "The total points of all parties rise.", "The points of the union rise to 40 in total."),
    ("points-are-not-added", "The union gets more points than the other side.", "The union gets more points than now."),
    (
        "points-are-not-added",
        "The largest sum of gains of both sides.",
        f"The largest sum of gains of both sides. {WARNING}",
    ),
]  # fmt: skip


def section(text: str) -> Node:
    return parse(f"<body><main><section>{text}</section></main></body>")


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_kept(tree: Node, rule: str):
    assert faults(tree, rule) == []


@pytest.mark.parametrize(("rule", "bad", "good"), PAIRS, ids=[f"{rule}-{bad[:24]}" for rule, bad, _ in PAIRS])
def test_the_rule_finds_what_it_is_for(rule: str, bad: str, good: str):
    assert faults(section(bad), rule)
    assert not faults(section(good), rule)


def test_every_rule_is_tried():
    assert {rule for rule, _, _ in PAIRS} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_sentence_that_breaks_it_is_found_in_a_page(page_file: Path, rule: str):
    bad = next(bad for each, bad, _ in PAIRS if each == rule)
    page = page_file.read_text(encoding="utf-8")
    at = page.index("</header>")
    broken = f"{page[:at]}<p>{bad}</p>{page[at:]}"
    assert len(faults(parse(broken), rule)) > len(faults(parse(page), rule))
