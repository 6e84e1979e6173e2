"""Lotteries between packages in JSON."""

from __future__ import annotations

from detente.io.packages import Json, outcome_document, points_document
from detente.results import Lotteries, Lottery

__all__ = ["lotteries_document"]


def lotteries_document(lotteries: Lotteries) -> Json:
    """Return the solutions over lotteries as JSON."""
    return {
        "nash": _lottery(lotteries.nash),
        "kalai_smorodinsky": _lottery(lotteries.kalai_smorodinsky),
        "egalitarian": _lottery(lotteries.egalitarian),
    }


def _lottery(lottery: Lottery) -> Json:
    return {
        "exact": not lottery.excess,
        "excess": float(lottery.excess),
        "utility": points_document(lottery.utility),
        "gain": points_document(lottery.gain),
        "parts": [{"share": float(part.share), "outcome": outcome_document(part.outcome)} for part in lottery.parts],
    }
