"""What would make the target hold, and what levers do, as part of a JSON document."""

from __future__ import annotations

from collections.abc import Mapping

from detente.io.packages import Json
from detente.results import Holding
from detente.results.wanted import Departure, NewOrder, Preferred, UnderSet, Wish

__all__ = ["wanted_documents"]


def wanted_documents(found: Holding) -> dict[str, Json | None]:
    """Return the keys ``inverse`` and ``levers``."""
    wish, levers = found.wanted, found.levers
    return {
        "inverse": None
        if wish is None
        else {"target": wish.target, "concepts": [_wish(each) for each in wish.concepts]},
        "levers": None
        if levers is None
        else {
            "levers": list(levers.levers),
            "tried": levers.tried,
            "limit": levers.limit,
            "sets": [_under(each) for each in levers.sets],
        },
    }


def _wish(wish: Wish) -> Json:
    return {
        "concept": wish.concept,
        "holds": wish.holds,
        "leaving": list(wish.leaving),
        "departures": [_departure(each) for each in wish.departures],
        "orders": [_order(each) for each in wish.orders],
        "compared": wish.compared,
        "limit": wish.limit,
    }


def _departure(each: Departure) -> Json:
    return {
        "player": each.player,
        "to": each.to,
        "pays": each.pays,
        "ways": [[_preferred(one) for one in way] for way in each.ways],
        "ways_found": each.ways_found,
    }


def _order(order: NewOrder) -> Json:
    return {
        "swaps": dict(order.swaps),
        "asked": [_preferred(each) for each in order.asked],
        "ranking": {player: [list(level) for level in levels] for player, levels in order.ranking.items()},
    }


def _preferred(each: Preferred) -> Json:
    return {
        "player": each.player,
        "above": each.above,
        "below": each.below,
        "strict": each.strict,
        "already": each.already,
    }


def _under(under: UnderSet) -> Json:
    return {
        "levers": list(under.levers),
        "gained": _ids(under.gained),
        "lost": _ids(under.lost),
        "gained_found": dict(under.gained_found),
        "lost_found": dict(under.lost_found),
        "target": list(under.target),
        "norms": list(under.norms),
    }


def _ids(tables: Mapping[str, tuple[str, ...]]) -> Json:
    return {concept: list(ids) for concept, ids in tables.items()}
