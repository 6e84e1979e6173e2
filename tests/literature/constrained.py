"""One dimension, from 0 (all that the home side wants) to 100 (all that the other side wants), and a house at home."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from detente.analyses import analyse_deal
from detente.analyses.ratify import analyse_ratification
from detente.io import read_text
from detente.results import Named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.results import Deal, Ratification

NOTHING = 30
"""What either side has without an agreement: home signs up to 70, abroad from 30."""

LEADERS = 50
"""What the leaders would agree on if nobody had to ratify it."""


def house(limit: int, **more: object) -> Mapping[str, object]:
    """Return a ratifier at home that passes what lies at or below a limit."""
    return {"of": "home", "rule": "referendum", "blocs": {"all": {"judges_as": "home", "leans": limit - 70}}, **more}


def constrained(
    ratifiers: Mapping[str, object],
    *,
    home: int = NOTHING,
    commitments: tuple[Mapping[str, object], ...] = (),
    asked: tuple[int, ...] = (LEADERS,),
    draws: int = 0,
    at_least: float = 0.5,
) -> tuple[Deal, Ratification]:
    """Return what leaders would agree on, and what is ratified."""
    values = {"home": {"0": 100, "100": 0}, "abroad": {"0": 0, "100": 100}}
    no_deal = {"home": home, "abroad": NOTHING}
    stances = {
        name: {"weights": {"x": 1}, "values": {"x": given}, "no_deal": no_deal[name]} for name, given in values.items()
    }
    text = {
        "case": "One dimension",
        "parties": [*values],
        "issues": {"x": {"from": 0, "to": 100, "step": 1}},
        "preferences": stances,
        "ratifiers": ratifiers,
        **({"commitments": commitments} if commitments else {}),
    }
    case = read_text(json.dumps(text)).case
    deal = analyse_deal(case)
    packages = [Named(str(x), "package", {"x": str(x)}) for x in asked]
    found = analyse_ratification(case, deal, draws=draws, seed=1, packages=packages, at_least=at_least)
    assert found is not None
    return deal, found


def agreed(found: Ratification) -> list[int]:
    """Return where the leaders meet, given what is ratified; nothing where they cannot."""
    return [int(outcome.package["x"]) for outcome in found.agreement.best]
