"""Packages and outcomes in JSON: named options as strings, quantities as numbers, points as floats."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from detente.case import Option
from detente.results import Block, Outcome, Package

__all__ = ["Json", "block_document", "option_document", "outcome_document", "package_document", "points_document"]

Json = dict[str, Any]


def package_document(package: Package) -> Json:
    """Return a package as JSON: issue to option.

    Examples
    --------
    >>> from fractions import Fraction
    >>> package_document({"wage": Fraction(5, 2), "term": "one year"})
    {'wage': 2.5, 'term': 'one year'}
    """
    return {issue: option_document(option) for issue, option in package.items()}


def option_document(option: Option) -> str | int | float:
    """Return an option as JSON."""
    if isinstance(option, str):
        return option
    return int(option) if option.denominator == 1 else float(option)


def points_document(points: Mapping[str, Fraction]) -> dict[str, float]:
    """Return exact points by party as JSON."""
    return {party: float(value) for party, value in points.items()}


def block_document(block: Block) -> Json:
    """Return what stands in the way as JSON."""
    return {
        "kind": block.kind,
        "party": block.party or None,
        "position": block.position,
        "text": block.text or None,
        "shortfall": None if block.shortfall is None else float(block.shortfall),
    }


def outcome_document(outcome: Outcome) -> Json:
    """Return an outcome as JSON."""
    return {
        "utility": points_document(outcome.utility),
        "gain": points_document(outcome.gain),
        "package": package_document(outcome.package),
        "packages": str(outcome.packages),
        "more": [package_document(package) for package in outcome.more],
        "acceptable": outcome.acceptable,
        "blocked_by": [block_document(block) for block in outcome.blocked_by],
        "bypassed": [
            {
                "party": each.party,
                "change": None if each.change is None else float(each.change),
                "gain": None if each.gain is None else float(each.gain),
                "red_lines": list(each.red_lines),
            }
            for each in outcome.bypassed
        ],
    }
