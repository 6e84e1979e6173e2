"""How sure it is that situations would hold, as part of a JSON document."""

from __future__ import annotations

from detente.io.packages import Json
from detente.results import Holding
from detente.results.steadiness import Changed, Redirected, Reordered, Rerouted, Restated, Robustness, Tried

__all__ = ["steady_documents"]


def steady_documents(found: Holding) -> dict[str, list[Json]]:
    """Return the keys ``robustness`` and ``not_varied``."""
    sure = found.robustness
    if sure is None:
        return {"robustness": [], "not_varied": []}
    return {
        "robustness": [_tried(sure, each.state, kind) for each in sure.situations for kind in each.kinds],
        "not_varied": [{"kind": each.kind, "reason": each.reason} for each in sure.unvaried],
    }


def _tried(sure: Robustness, state: str, found: Tried) -> Json:
    return {
        "state": state,
        "kind": found.kind,
        "seed": sure.seed if found.kind == "draws" else None,
        "tried": found.tried,
        "kept": dict(found.kept),
        "broken_by": [{**_changed(each.change), "lost": list(each.lost)} for each in found.broken_by],
        "made_by": [{**_changed(each.change), "gained": list(each.gained)} for each in found.made_by],
    }


def _changed(change: Changed) -> Json:
    match change:
        case Reordered():
            return {
                "player": change.player,
                "above": list(change.above),
                "below": list(change.below),
                "above_found": change.above_found,
                "below_found": change.below_found,
            }
        case Restated(player, first, second):
            return {"player": player, "put": second, "before": first}
        case Redirected(player, option, direction):
            return {"player": player, "option": option, "direction": direction}
        case Rerouted(player, start, end, possible):
            return {"player": player, "from": start, "to": end, "possible": possible}
