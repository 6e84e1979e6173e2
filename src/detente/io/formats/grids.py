"""Ranges of numbers in other programs' files to grids of a case."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from detente.case import format_number
from detente.errors import LimitError
from detente.io.formats.domain import ForeignIssue, Grid, grid_options
from detente.io.formats.source import exact

__all__ = ["MAX_POINTS", "REAL_STEPS", "as_quantity", "grid_issue", "real_grid", "whole_grid"]

MAX_POINTS = 10_001
"""Most points of a grid, as in a case."""

REAL_STEPS = 20
"""Steps into which a range of real numbers is divided."""


def whole_grid(name: str, first: Fraction, last: Fraction, remarks: list[str]) -> Grid:
    """Return every whole number of a range, or where these are too many the most that are equally far apart.

    Raises
    ------
    LimitError
        If no step divides a range that is too long.
    """
    span = int(last - first)
    if span < MAX_POINTS:
        return first, last, Fraction(1)
    least = -(-span // (MAX_POINTS - 1))
    step = next((s for s in range(least, min(span, 100 * least) + 1) if span % s == 0), None)
    if step is None:
        raise LimitError(
            f"The issue {name} has {span + 1:,} values and the limit is {MAX_POINTS:,}.",
            "Make its range shorter.",
        )
    remarks.append(f"Of the {span + 1:,} values of {name} every {step}th is listed.")
    return first, last, Fraction(step)


def real_grid(name: str, first: Fraction, last: Fraction, remarks: list[str]) -> Grid:
    """Return a range of real numbers in `REAL_STEPS` steps."""
    if first == last:
        return first, last, Fraction(1)
    step = (last - first) / REAL_STEPS
    remarks.append(
        f"{name} may be any number from {format_number(first)} to {format_number(last)}: "
        f"{REAL_STEPS} steps of {format_number(step)} are listed."
    )
    return first, last, step


def as_quantity(issue: ForeignIssue) -> ForeignIssue:
    """Return an issue whose options are three or more rising numbers, equally far apart, as a quantity.

    Examples
    --------
    >>> as_quantity(ForeignIssue("days", ("3", "4", "5"))).grid
    (Fraction(3, 1), Fraction(5, 1), Fraction(1, 1))
    """
    points = [point for option in issue.options if (point := exact(option)) is not None]
    if issue.grid is not None or len(points) < max(len(issue.options), 3):
        return issue
    step = points[1] - points[0]
    even = step > 0 and all(b - a == step for a, b in pairwise(points))
    # The option's text must be what a case calls the number, or its values would not be found.
    named = all(format_number(point) == option for point, option in zip(points, issue.options, strict=True))
    return replace(issue, grid=(points[0], points[-1], step)) if even and named else issue


def grid_issue(name: str, grid: Grid, file: str) -> ForeignIssue:
    """Return a quantity; a range of one number is one option.

    Raises
    ------
    LimitError
        If it has more than `MAX_POINTS` points.
    """
    count = (grid[1] - grid[0]) / grid[2] + 1
    if count > MAX_POINTS:
        raise LimitError(
            f"The issue {name} in {file} has {int(count):,} values and the limit is {MAX_POINTS:,}.",
            "Use a larger step.",
        )
    options = tuple(format_number(point) for point in grid_options(grid))
    return ForeignIssue(name, options, grid if len(options) > 1 else None)
