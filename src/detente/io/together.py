"""What holds against coalitions, for blocs, under doubt and for two who look far ahead, as part of a JSON document."""

from __future__ import annotations

from collections.abc import Mapping

from detente.io.packages import Json
from detente.results import Holding
from detente.results.together import Blocs, Doubt, Farsight, Leaving, Together, Unsure

__all__ = ["together_documents"]


def together_documents(found: Holding) -> dict[str, Json | None]:
    """Return the keys ``coalitions``, ``blocs``, ``doubt`` and ``farsight``; ``None`` for what was not asked about."""
    return {
        "coalitions": None if found.together is None else _together(found.together),
        "blocs": None if found.blocs is None else _blocs(found.blocs),
        "doubt": None if found.doubt is None else _doubt(found.doubt),
        "farsight": None if found.farsight is None else _farsight(found.farsight),
    }


def _lists(found: Mapping[str, tuple[str, ...]]) -> Json:
    return {key: list(ids) for key, ids in found.items()}


def _together(found: Together) -> Json:
    return {
        "skipped": found.skipped or None,
        "looked_at": [list(members) for members in found.looked_at],
        "complete": found.complete,
        "leaving": [_leaving(each) for each in found.leaving],
        "withstands": _lists(found.withstands or {}),
    }


def _leaving(found: Leaving) -> Json:
    return {
        "state": found.state,
        "members": list(found.members),
        "stable": list(found.stable),
        "moves_found": found.moves_found,
        "moves": [
            {
                "to": each.to,
                "path": [{"player": step.player, "to": step.to} for step in each.path],
                "minimal": each.minimal,
                "by_fewer": each.by_fewer,
                "deterred": list(each.deterred),
            }
            for each in found.moves
        ],
    }


def _blocs(found: Blocs) -> Json:
    return {
        "blocs": [list(members) for members in found.blocs],
        "equilibria": _lists(found.equilibria),
        "gained": _lists(found.gained),
        "lost": _lists(found.lost),
    }


def _doubt(found: Doubt) -> Json:
    return {
        "skipped": found.skipped or None,
        "pairs": [
            {"player": each.player, "states": [each.first, each.second], "ranked": each.ranked} for each in found.pairs
        ],
        "pairs_tried": found.pairs_tried,
        "equilibria": {kind: _lists(own) for kind, own in found.equilibria.items()},
        "sure": _lists(found.sure),
        "unsure": [_unsure(each) for each in found.unsure],
    }


def _unsure(found: Unsure) -> Json:
    return {"state": found.state, "kinds": _lists(found.kinds), "pairs": list(found.pairs)}


def _farsight(found: Farsight) -> Json:
    return {
        "skipped": found.skipped or None,
        "horizon": found.horizon,
        "settled_from": found.settled_from,
        "period": found.period,
        "open": None if found.open is None else _lists(found.open),
        "arbitrary": found.arbitrary,
        "expected": [{"state": each.state, "player": each.player, "end": each.end} for each in found.expected],
    }
