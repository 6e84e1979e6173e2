"""What would hold, as part of a JSON document."""

from __future__ import annotations

from collections.abc import Sequence

from detente.io.ceasefire import ceasefire_document
from detente.io.packages import Json
from detente.io.steady import steady_documents
from detente.io.together import together_documents
from detente.io.wanted import wanted_documents
from detente.results import CeasefireOutlook, Holding, MoveStep, Proof, Route

__all__ = ["held_document", "holding_document"]


def held_document(moves: Holding | None, ceasefire: CeasefireOutlook | None) -> Json:
    """Return which situations would hold, and whether a ceasefire would, as JSON."""
    return {
        "moves": None if moves is None else holding_document(moves),
        "ceasefire": None if ceasefire is None else ceasefire_document(ceasefire),
    }


def holding_document(found: Holding) -> Json:
    """Return which states are stable for whom as JSON."""
    return {
        "players": list(found.players),
        "rule": found.rule,
        "concepts": list(found.concepts),
        "count": found.states,
        "moves": found.moves,
        "today": found.today,
        "target": found.target,
        "states": [{"id": each.key, "label": each.label, "ranks": dict(each.ranks)} for each in found.shown.values()],
        "listed": found.listed,
        "stable": {
            player: {concept: list(ids) for concept, ids in own.items()} for player, own in found.stable.items()
        },
        "equilibria": {concept: list(ids) for concept, ids in found.equilibria.items()},
        "equilibria_found": dict(found.equilibria_found),
        "explained": list(found.explained),
        "certificates": [_proof(each) for each in found.proofs],
        "paths": [_way(each) for each in found.ways],
        "watch": list(found.watch),
        **together_documents(found),
        **steady_documents(found),
        **wanted_documents(found),
    }


def _proof(each: Proof) -> Json:
    return {
        "player": each.player,
        "state": each.state,
        "concept": each.concept,
        "stable": each.stable,
        "replies": [
            {"to": reply.to, "path": _steps(reply.path), "escape": reply.escape, "deters": reply.deters}
            for reply in each.replies
        ],
    }


def _way(each: Route) -> Json:
    ways = (each.moves, each.improving)
    moves, improving = (None if path is None else _steps(path) for path in ways)
    return {"to": each.state, "moves": moves, "improving": improving}


def _steps(path: Sequence[MoveStep]) -> list[Json]:
    return [{"player": step.player, "to": step.to} for step in path]
