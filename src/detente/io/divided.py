"""How issues could be divided, and a joint gain shared, as JSON."""

from __future__ import annotations

from detente.io.packages import Json, option_document, outcome_document, points_document
from detente.results import Division, SharedOut, SidePayments, WholeItems

__all__ = ["division_document", "side_payments_document"]


def division_document(found: Division) -> Json:
    """Return a division of the issues as JSON."""
    return {
        "parties": list(found.parties),
        "items": {
            item.issue: {
                "best": {party: option_document(option) for party, option in item.best.items()},
                "values": points_document(item.values),
            }
            for item in found.items
        },
        "agreed": {issue: option_document(option) for issue, option in found.agreed.items()},
        "adjusted_winner": None if found.adjusted_winner is None else _shared_out(found.adjusted_winner),
        "nash_welfare": _whole(found.nash_welfare),
        "leximin": _whole(found.leximin),
    }


def _shared_out(found: SharedOut) -> Json:
    split = found.split
    return {
        "winners": dict(found.winners),
        "split": None
        if split is None
        else {
            "issue": split.issue,
            "shares": points_document(split.shares),
            "option": option_document(split.option),
            "reached": points_document(split.reached),
        },
        "points": points_document(found.points),
        "outcome": outcome_document(found.outcome),
    }


def _whole(found: WholeItems) -> Json:
    return {
        "winners": dict(found.winners),
        "points": points_document(found.points),
        "envy": [list(pair) for pair in found.envy],
        "envy_beyond_one_item": [list(pair) for pair in found.stubborn],
        "exact": found.exact,
        "excess": found.excess,
        "compares_points": found.compares_points,
        "outcome": outcome_document(found.outcome),
    }


def side_payments_document(found: SidePayments) -> Json:
    """Return a game with side payments as JSON."""
    return {
        "parties": list(found.parties),
        "coalitions": [
            {
                "parties": list(each.parties),
                "worth": float(each.worth),
                "outcome": None if each.outcome is None else outcome_document(each.outcome),
            }
            for each in found.coalitions
        ],
        "shapley": points_document(found.shapley),
        "payments": points_document(found.payments),
    }
