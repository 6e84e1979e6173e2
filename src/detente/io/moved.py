"""What would move the parties, as JSON."""

from __future__ import annotations

from dataclasses import asdict

from detente.case import Lever
from detente.io.divided import division_document, side_payments_document
from detente.io.packages import Json, outcome_document, package_document, points_document
from detente.results import BreakEven, Cheapest, Leverage, MovedPackage, Push, ZopaUnder

__all__ = ["leverage_document"]


def leverage_document(found: Leverage) -> Json:
    """Return what would move the parties as JSON."""
    return {
        "draws": found.draws,
        "seed": found.seed,
        "levers": {name: _lever(lever) for name, lever in found.levers.items()},
        "zopa_share": {each.label: each.share for each in found.zopa},
        "zopa": [_zone(each) for each in found.zopa],
        "cheapest": [_cheapest(each) for each in found.cheapest],
        "cheapest_known": found.cheapest_known,
        "break_even": {
            label: {each.party: None if each.pressure is None else float(each.pressure) for each in package.break_even}
            for package in found.packages
            for label in package.labels
        },
        "compensation": {label: _compensation(package) for package in found.packages for label in package.labels},
        "packages": [_package(each) for each in found.packages],
        "division": None if found.division is None else division_document(found.division),
        "side_payments": None if found.side_payments is None else side_payments_document(found.side_payments),
    }


def _lever(lever: Lever) -> Json:
    return {
        "wielder": lever.wielder,
        "levels": {name: {"cost": float(level.cost.central)} for name, level in lever.levels.items()},
        "needs": list(lever.needs),
        "lasting": lever.lasting,
    }


def _zone(each: ZopaUnder) -> Json:
    return {
        "label": each.label,
        "levers": dict(each.levers),
        "zopa": each.zopa,
        "share": each.share,
        "norms": list(each.norms),
    }


def _cheapest(each: Cheapest) -> Json:
    return {
        "levers": dict(each.levers),
        "cost": points_document(each.cost),
        "share": each.share,
        "package": package_document(each.outcome.package),
        "norms": list(each.norms),
        "outcome": outcome_document(each.outcome),
    }


def _compensation(package: MovedPackage) -> Json:
    crossed = any(block.kind == "red_line" for block in package.outcome.blocked_by)
    return {
        "needs": None if crossed else points_document(package.compensation),
        "able": points_document(package.able),
    }


def _package(each: MovedPackage) -> Json:
    return {
        "labels": list(each.labels),
        "package": package_document(each.outcome.package),
        "share": each.share,
        "break_even": [_break_even(party) for party in each.break_even],
        "singly": [_push(push) for push in each.singly],
        "staircases": {stairs.wielder: [_push(push) for push in stairs.steps] for stairs in each.staircases},
        "together": [_push(push) for push in each.together],
        "sets_counted": each.sets_counted,
        "outcome": outcome_document(each.outcome),
    }


def _break_even(each: BreakEven) -> Json:
    return {
        "party": each.party,
        "pressure": None if each.pressure is None else float(each.pressure),
        "drawn": None if each.drawn is None else asdict(each.drawn),
        "curve": [{"points": points, "share": share} for points, share in each.curve],
    }


def _push(push: Push) -> Json:
    return {
        "levers": dict(push.levers),
        "cost": points_document(push.cost),
        "share": push.share,
        "accepts": dict(push.accepts),
        "loses": list(push.loses),
        "stays": push.stays,
        "norms": list(push.norms),
        "needs": list(push.needs),
        "adds": points_document(push.adds),
    }
