"""The page on the talks of March 2025 says what the analysis says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from detente import catalog
from detente.analyses import analyse_deal
from detente.analyses.draws import explore
from detente.case import Case, Condition, Rule, option_text
from detente.ensemble import Draws, draw_case
from detente.io import read_case
from detente.problem import compile_case
from detente.report.words import gain

PAGE = Path(__file__).parents[3] / "docs" / "cases" / "ukraine-2025.md"
DRAWS = 100
EUROPEAN = ("EU path", "EU sanctions", "frozen assets", "reconstruction")
AMERICAN = ("diplomatic property", "flights", "minerals", "US sanctions", "arms control")
ENERGY, WHOLE = "energy and infrastructure", "whole line"


@pytest.fixture(scope="module")
def case() -> Case:
    with catalog.path("ukraine-2025") as file:
        return replace(read_case(file).case, proposals={}, outcome=None)


def only(case: Case, issue: str, *options: str) -> Case:
    """Return the case with an issue held to some of its options."""
    others = tuple(text for text in map(option_text, case.issues[issue].options) if text not in options)
    return replace(case, rules=(*case.rules, Rule("simplification", never=Condition({issue: others}))))


def left_as_is(case: Case, names: tuple[str, ...]) -> Case:
    for name in names:
        case = only(case, name, case.issues[name].status_quo or "")
    return case


def variants(case: Case) -> dict[str, Case]:
    """Return the cases of the table, by the words of its first column."""
    first = left_as_is(case, tuple(name for name, issue in case.issues.items() if issue.stage == "final"))
    alone = left_as_is(first, AMERICAN)
    month = only(first, "truce term", "30 days", "30 days extendable")
    return {
        "nothing": case,
        "what is Europe's to give": left_as_is(case, EUROPEAN),
        "what is Europe's or Washington's to give": left_as_is(case, EUROPEAN + AMERICAN),
        "the settlement": first,
        "the settlement, and what is Washington's": alone,
        "the same; the truce covers energy and infrastructure": only(alone, "truce scope", ENERGY),
        "the same; the truce covers the whole line": only(alone, "truce scope", WHOLE),
        "the settlement; a month along the whole line while aid continues": only(
            only(month, "truce scope", WHOLE), "aid", "continues"
        ),
    }


def rows() -> dict[str, tuple[str, str, str]]:
    section = PAGE.read_text(encoding="utf-8").split("### Where the room is", maxsplit=1)[1]
    table = re.split(r"\n\n", section[section.index("\n|") + 1 :], maxsplit=1)[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {first: (central, gains, drawn) for first, central, gains, drawn in lines[2:]}


def central(case: Case) -> tuple[str, str]:
    """Return whether there is a zone at the central values, and what each principal gains in the Nash package."""
    deal = analyse_deal(case)
    if not deal.zopa:
        return "no", "none"
    gains = deal.solutions.nash[0].gain
    return "yes", ", ".join(f"{party} +{float(gains[party]):.1f}" for party in ("Russia", "Ukraine"))


def test_the_table_of_where_the_room_is(case: Case):
    found: dict[str, tuple[str, str, str]] = {}
    for name, variant in variants(case).items():
        problem = compile_case(variant)
        zones = explore(problem, draw_case(problem, Draws(0, DRAWS)), slice(0, DRAWS)).zopa
        found[name] = (*central(variant), str(int(zones.sum())))
    assert rows() == found, "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in found.items())


def test_the_counts_it_names(case: Case):
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    stages = [issue.stage for issue in case.issues.values()]
    assert f"{len(stages)} issues, {stages.count('first')} of a first step" in page
    assert f"{len(case.red_lines)} red lines" in page
    facts = json.loads((Path(__file__).parents[2] / "data" / "march2025_facts.json").read_text("utf-8"))["facts"]
    inside = sum(name.startswith("F") for name in case.sources)
    assert inside == len(facts) - 1
    assert f"{inside} facts of its own fact base and {len(case.sources) - inside} further sources" in page


def test_who_gains_at_each_table_and_over_whose_heads(case: Case):
    section = PAGE.read_text(encoding="utf-8").split("### Who is at the table", maxsplit=1)[1].split("\n### ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    shown = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    found: list[tuple[str, str, str]] = []
    for name, table in case.tables.items():
        deal = analyse_deal(case, table=table)
        best = deal.solutions.nash[0]
        gains = ", ".join(f"{party} {gain(best.gain[party])}" for party in deal.consenting)
        changes = [f"{each.party} {gain(each.change)}" for each in best.bypassed if each.change is not None]
        assert len(changes) == len(best.bypassed)
        found.append((name, gains, ", ".join(changes)))
    assert shown[1:] == found
