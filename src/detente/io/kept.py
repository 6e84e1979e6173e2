"""Promises that may be broken, in JSON."""

from __future__ import annotations

from detente.io.packages import Json, option_document, package_document, points_document
from detente.results import KeptDeal, KeptDraws, KeptPackage

__all__ = ["kept_document", "kept_draws_document"]


def kept_document(kept: KeptDeal) -> Json:
    """Return the deal as it is expected to be kept as JSON."""
    return {
        "issues": list(kept.issues),
        "ceasefire_day": kept.ceasefire_day,
        "chances": [
            {
                "when": each.when or None,
                "chance": float(each.chance),
                "low": float(each.low),
                "high": float(each.high),
                "zopa": each.zopa,
            }
            for each in kept.chances
        ],
        "if_broken": points_document(kept.if_broken),
        "zopa": kept.zopa,
        "nash": [_package(each) for each in kept.nash],
        "kalai_smorodinsky": [_package(each) for each in kept.kalai_smorodinsky],
        "packages": [_package(each) for each in kept.packages],
    }


def kept_draws_document(kept: KeptDraws, draws: int) -> Json:
    """Return what draws say of the deal as it is expected to be kept as JSON."""
    return {
        "zopa_share": kept.zopa_draws / draws,
        "by_chance": [number / kept.by_chance_draws for number in kept.by_chance],
        "by_chance_draws": kept.by_chance_draws,
        "chances": [{"low": low, "high": high} for low, high in kept.chances],
        "packages": [
            {
                "label": each.label,
                "on_paper": each.on_paper,
                "expected": each.expected,
                "accepts": dict(each.accepts),
            }
            for each in kept.packages
        ],
    }


def _package(each: KeptPackage) -> Json:
    return {
        "label": each.label,
        "package": package_document(each.package),
        "when": each.when or None,
        "chance": float(each.chance),
        "on_paper": points_document(each.on_paper),
        "expected": points_document(each.expected),
        "refused_on_paper": list(each.refused_on_paper),
        "refused_by": list(each.refused_by),
        "changes": [
            {
                "issue": change.issue,
                "option": option_document(change.option),
                "chance": float(change.chance),
                "gain": points_document(change.gain),
                "refused_by": list(change.refused_by),
            }
            for change in each.changes
        ],
    }
