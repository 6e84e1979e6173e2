"""Packages in JSON: named options as strings, quantities as numbers."""

from __future__ import annotations

from typing import Any

from detente.case import Option
from detente.results import Package

__all__ = ["Json", "option_document", "package_document"]

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
