"""Sets of points, as papers on bargaining give them, written as small cases."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from detente.io import read_text
from detente.workspace import analyse

if TYPE_CHECKING:
    from detente.results import Deal, Outcome

Number = int | float
PARTIES = ("one", "two", "three")


def menu_text(points: Mapping[str, Sequence[Number]], no_deal: Sequence[Number | str] | None = None) -> str:
    """Return a case with one issue, of which each option gives each party its entry of a tuple."""
    parties = PARTIES[: len(next(iter(points.values())))]
    stances = {
        party: {
            "weights": {"deal": 1},
            "values": {"deal": {name: given[place] for name, given in points.items()}},
            "no_deal": 0 if no_deal is None else no_deal[place],
        }
        for place, party in enumerate(parties)
    }
    # JSON is YAML too.
    return json.dumps({"case": "Menu", "parties": parties, "issues": {"deal": [*points]}, "preferences": stances})


def curve_text(last: int, corners: Sequence[Mapping[int, Number]], no_deal: Sequence[Number]) -> str:
    """Return a case with one issue, a share of 0 to `last`; points run straight between the corners of each party."""
    parties = PARTIES[: len(corners)]
    stances = {
        party: {"weights": {"share": 1}, "values": {"share": dict(given)}, "no_deal": floor}
        for party, given, floor in zip(parties, corners, no_deal, strict=True)
    }
    issues = {"share": {"from": 0, "to": last, "step": 1}}
    return json.dumps({"case": "Curve", "parties": parties, "issues": issues, "preferences": stances})


def deal_of(text: str) -> Deal:
    """Return the answers for a case at its central values."""
    return analyse(read_text(text), draws=0).deal


def chosen(outcomes: Sequence[Outcome], issue: str) -> list[str]:
    """Return which options of an issue the outcomes stand for, ties included."""
    return sorted(str(package[issue]) for outcome in outcomes for package in (outcome.package, *outcome.more))
