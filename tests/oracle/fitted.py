"""A logit of yes shares by Newton's method on the equations of likelihood, in lists."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Matrix = list[list[float]]


@dataclass(frozen=True)
class Fit:
    """Coefficients and their covariance, which is wider where the rows scatter more than samples would."""

    coefficients: list[float]
    covariance: Matrix


def independent(rows: Sequence[Sequence[int]]) -> bool:
    """Return whether no column is a combination of the others, by elimination in fractions."""
    left = [[Fraction(entry) for entry in row] for row in rows]
    for column in range(len(rows[0])):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            return False
        left = [[a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)] for row in left]
    return True


def inverse(matrix: Matrix) -> Matrix:
    """Return the inverse by Gauss and Jordan, the largest pivot first."""
    size = len(matrix)
    work = [[*row, *(float(i == k) for k in range(size))] for i, row in enumerate(matrix)]
    for column in range(size):
        best = max(range(column, size), key=lambda i: abs(work[i][column]))
        work[column], work[best] = work[best], work[column]
        work[column] = [entry / work[column][column] for entry in work[column]]
        for i in range(size):
            if i != column:
                work[i] = [a - work[i][column] * b for a, b in zip(work[i], work[column], strict=True)]
    return [row[size:] for row in work]


def root(matrix: Matrix) -> Matrix:
    """Return the lower triangle whose square is a positive definite matrix (Cholesky)."""
    size = len(matrix)
    found = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - math.fsum(found[i][k] * found[j][k] for k in range(j))
            found[i][j] = math.sqrt(rest) if i == j else rest / found[j][j]
    return found


def fit(rows: Sequence[Sequence[int]], shares: Sequence[float], asked: Sequence[int]) -> Fit | None:
    """Return the fit to shares strictly between 0 and 1; ``None`` where the rows cannot tell the columns apart."""
    width = len(rows[0])
    if len(rows) <= width or not independent(rows):
        return None
    found = [0.0] * width
    chances, spread, back = list[float](), list[float](), Matrix()
    for _ in range(60):
        chances = [1 / (1 + math.exp(-math.fsum(c * e for c, e in zip(found, row, strict=True)))) for row in rows]
        spread = [n * p * (1 - p) for n, p in zip(asked, chances, strict=True)]
        slope = [
            math.fsum(n * (y - p) * row[j] for n, y, p, row in zip(asked, shares, chances, rows, strict=True))
            for j in range(width)
        ]
        information = [
            [math.fsum(s * row[i] * row[j] for s, row in zip(spread, rows, strict=True)) for j in range(width)]
            for i in range(width)
        ]
        back = inverse(information)
        found = [
            c + math.fsum(b * g for b, g in zip(line, slope, strict=True)) for c, line in zip(found, back, strict=True)
        ]
    chi = math.fsum((n * (y - p)) ** 2 / s for n, y, p, s in zip(asked, shares, chances, spread, strict=True))
    wider = max(1.0, chi / (len(rows) - width))
    return Fit(found, [[entry * wider for entry in line] for line in back])
