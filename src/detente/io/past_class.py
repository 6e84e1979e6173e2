"""A class of past ceasefires, as part of a JSON document."""

from __future__ import annotations

from detente.io.packages import Json
from detente.results.reference import Interval, ReferenceClass

__all__ = ["END_KINDS", "class_document"]

END_KINDS = ("never", "violent", "expired", "extended", "in_force", "unknown")
"""How ceasefires end, in their order in tables and documents."""


def class_document(each: ReferenceClass) -> Json:
    """Return one class as JSON."""
    return {
        "class": each.name,
        "term": None if each.term is None else list(each.term),
        "sides": each.sides,
        "scope": each.scope,
        "mechanism": each.mechanism,
        "open_ended": each.open_ended,
        "country": each.country or None,
        "countries": each.countries,
        "n": each.ends.total,
        "ends": {name: getattr(each.ends, name) for name in END_KINDS},
        "known": each.ends.known,
        "failed": _share(each.failed_share, each.failed_interval, each.failed_bounds, each.failed_between),
        "extended": _share(each.extended_share, each.extended_interval, each.extended_bounds, each.extended_between),
        "dated": each.dated,
        "median_days": each.median_days,
        "no_violent_end": [
            {
                "day": day,
                "share": share,
                "countries": _pair(each.no_violent_end_between.get(day)),
                "at_risk": each.at_risk.get(day),
            }
            for day, share in each.no_violent_end.items()
        ],
    }


def _share(share: float | None, interval: Interval | None, bounds: Interval | None, countries: Interval | None) -> Json:
    return {"share": share, "wilson": _pair(interval), "countries": _pair(countries), "bounds": _pair(bounds)}


def _pair(ends: Interval | None) -> list[float] | None:
    return None if ends is None else list(ends)
