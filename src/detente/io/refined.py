"""What finer grids change, in JSON."""

from __future__ import annotations

from detente.io.packages import Json, outcome_document
from detente.results import Refinement

__all__ = ["refinement_document"]


def refinement_document(refinement: Refinement) -> Json:
    """Return how the solutions move as the grids get finer as JSON."""
    return {
        "settled": refinement.settled,
        "enough": float(refinement.enough),
        "rounds": [
            {
                "steps": {issue: float(step) for issue, step in each.steps.items()},
                "nash": [outcome_document(outcome) for outcome in each.nash],
                "kalai_smorodinsky": [outcome_document(outcome) for outcome in each.kalai_smorodinsky],
                "change": None if each.change is None else float(each.change),
                "epsilon": float(each.epsilon) if each.epsilon else None,
            }
            for each in refinement.rounds
        ],
    }
