"""What stands in the way, what would clear it, how hard each side can push, and what could be traded, as JSON."""

from __future__ import annotations

from detente.case import Option
from detente.io.packages import Json, block_document, option_document, outcome_document, points_document
from detente.results import Conflict, Deadlock, Hardening, Leeway, Relaxation, Trade, Trades

__all__ = ["deadlock_document", "hardening_document", "trades_document"]


def deadlock_document(deadlock: Deadlock) -> Json:
    """Return conflicts and ways out as JSON."""
    return {
        "conflicts": [_conflict(conflict) for conflict in deadlock.conflicts],
        "relaxations": [_relaxation(relaxation) for relaxation in deadlock.relaxations],
        "more": deadlock.more,
        "final": deadlock.final,
    }


def hardening_document(hardening: Hardening) -> Json:
    """Return how hard each side can push, and what every deal contains, as JSON."""
    return {
        "insist": {
            party: {"most": float(each.most), "outcome": outcome_document(each.outcome)}
            for party, each in hardening.insist.items()
        },
        "leeway": {issue: _leeway(each) for issue, each in hardening.leeway.items()},
        "exact": hardening.exact,
    }


def trades_document(trades: Trades) -> Json:
    """Return changes of a package that pay as JSON."""
    return {
        "fewest": trades.fewest,
        "better": {"size": trades.better_size, "trades": [_trade(trade) for trade in trades.better]},
        "swaps": {"size": trades.swaps_size, "trades": [_trade(trade) for trade in trades.swaps]},
        "exact": trades.exact,
    }


def _conflict(conflict: Conflict) -> Json:
    return {"members": [block_document(block) for block in conflict.members]}


def _relaxation(relaxation: Relaxation) -> Json:
    return {
        "members": [block_document(block) for block in relaxation.members],
        "legal": relaxation.legal,
        "size": relaxation.size,
        "truncated": relaxation.truncated,
        "ways": [
            {"shortfall": points_document(way.shortfall), "outcome": outcome_document(way.outcome)}
            for way in relaxation.ways
        ],
    }


def _leeway(leeway: Leeway) -> Json:
    return {
        "always": _option(leeway.always),
        "never": [option_document(option) for option in leeway.never],
        "least": _option(leeway.least),
        "greatest": _option(leeway.greatest),
    }


def _option(option: Option | None) -> str | int | float | None:
    return None if option is None else option_document(option)


def _trade(trade: Trade) -> Json:
    return {
        "changed": list(trade.changed),
        "adds": points_document(trade.adds),
        "outcome": outcome_document(trade.outcome),
    }
