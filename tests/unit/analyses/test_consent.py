"""Consent sets where an issue has no status quo: those who decide it are asked about every package."""

from __future__ import annotations

from detente.analyses import analyse_deal
from detente.io import read_text

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
