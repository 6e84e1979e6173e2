"""Consent sets where an issue has no status quo: those who decide it are asked about every package."""

from __future__ import annotations

import json

from detente.analyses import analyse_deal
from detente.analyses.consent import MAX_SETS
from detente.io import read_text
from detente.report import brief, full, lay_out
from detente.workspace import analyse, document_of, report

VALUES = "{use: {boats: 0, stores: 100}, depth: {kept: 0, dredged: 100}, road: {none: 0, built: 100}}"
HALF_OPEN = f"""
case: A wharf
parties: [owner, harbour, city]
issues:
  use: {{options: [boats, stores], decided_by: [owner]}}
  depth: {{options: [kept, dredged], status_quo: kept, decided_by: [harbour]}}
  road: {{options: [none, built], status_quo: none, decided_by: [city]}}
preferences:
  owner: {{weights: {{use: 2, depth: 1, road: 1}}, no_deal: 10, values: {VALUES}}}
  harbour: {{weights: {{use: 1, depth: 2, road: 1}}, no_deal: 10, values: {VALUES}}}
  city: {{weights: {{use: 1, depth: 1, road: 2}}, no_deal: 10, values: {VALUES}}}
"""


def test_whoever_decides_an_issue_without_status_quo_is_in_every_set():
    found = analyse_deal(read_text(HALF_OPEN).case).consent_sets
    assert [(each.parties, each.issues) for each in found] == [
        (("owner",), ("use",)),
        (("owner", "harbour"), ("use", "depth")),
        (("owner", "city"), ("use", "road")),
        (("owner", "harbour", "city"), ("use", "depth", "road")),
    ]
    assert all(each.zopa for each in found)


def many(deciders: int) -> str:
    """Return a case in which each of some parties decides an issue of its own."""
    names = [f"p{n}" for n in range(deciders)]
    issues = {
        f"i{n}": {"options": ["old", "new"], "status_quo": "old", "decided_by": [name]} for n, name in enumerate(names)
    }
    stance = {
        "weights": dict.fromkeys(issues, 1),
        "values": {name: {"old": 0, "new": 100} for name in issues},
        "no_deal": 0,
    }
    preferences = dict.fromkeys(names, stance)
    return json.dumps({"case": "Many", "parties": names, "issues": issues, "preferences": preferences})


def test_sets_that_are_left_out_are_counted_and_said_to_be():
    opened = read_text(many(6))
    analysis = analyse(opened, draws=0)
    deal = analysis.deal
    # All sets of six but the empty one: 63, of which the smallest are answered for.
    assert (len(deal.consent_sets), deal.further_consent_sets) == (MAX_SETS, 63 - MAX_SETS)
    assert analyse_deal(read_text(many(5)).case).further_consent_sets == 0
    said = "31 larger sets of parties were not worked out: too many."
    for form in (brief, full):
        lines = lay_out(form(opened.case, analysis, "many.yaml"), 80)
        assert said in " ".join("".join(piece for piece, _ in line) for line in lines)
    assert document_of(analysis)["deal"]["further_consent_sets"] == 31
    assert said in " ".join(report(opened, analysis).split())
