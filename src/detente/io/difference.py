"""Two versions of a case and their answers as a JSON document, and its schema."""

from __future__ import annotations

from dataclasses import asdict

from detente.io.comparison import schema_with
from detente.io.document import FORMAT
from detente.io.packages import Json, outcome_document, package_document, points_document
from detente.results import Alone, Change, Difference, Followed, Shift, Side

__all__ = ["difference_document", "difference_schema"]


def difference_document(found: Difference, *, version: str) -> Json:
    """Return a difference as the JSON document of format 1.

    Parameters
    ----------
    found
        The difference.
    version
        Version of the program that made it.
    """
    return {
        "format": FORMAT,
        "detente": version,
        "seed": found.seed,
        "draws": found.draws,
        "table": found.table or None,
        "stage": found.stage or None,
        "first": _side(found.first),
        "second": _side(found.second),
        "changes": [_change(change) for change in found.changes],
        "apart": found.apart,
        "zone": _shift(found.zone),
        "packages": [_followed(package) for package in found.packages],
    }


def _side(side: Side) -> Json:
    deal = side.deal
    return {
        "title": side.title,
        "sha256": side.sha256,
        "consenting": list(deal.consenting),
        "counted": list(deal.counted),
        "no_deal": points_document(deal.no_deal),
        "zopa": deal.zopa,
        "feasible": str(deal.space.feasible),
        "efficient": deal.acceptable_frontier.size,
        "nash": [outcome_document(outcome) for outcome in deal.solutions.nash],
        "kalai_smorodinsky": [outcome_document(outcome) for outcome in deal.solutions.kalai_smorodinsky],
    }


def _change(change: Change) -> Json:
    return {
        "path": change.path,
        "kind": change.kind,
        "was": change.was,
        "now": change.now,
        "silent": change.silent,
        "alone": None if change.alone is None else _alone(change.alone),
        "fault": change.fault or None,
    }


def _alone(alone: Alone) -> Json:
    return {"zopa": alone.zopa, "zone": _shift(alone.zone), "nash": points_document(alone.nash)}


def _shift(shift: Shift | None) -> Json | None:
    return None if shift is None else asdict(shift) | {"change": shift.change}


def _followed(package: Followed) -> Json:
    return {
        "name": package.name,
        "package": package_document(package.package),
        "before": None if package.before is None else outcome_document(package.before),
        "after": None if package.after is None else outcome_document(package.after),
        "share": _shift(package.share),
    }


def difference_schema() -> Json:
    """Return the JSON Schema of the document."""
    return schema_with("difference.schema.json")
