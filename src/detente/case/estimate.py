"""Estimates: a point, a range, a three-point estimate, or a stated unknown (rules C1 and C7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

__all__ = ["LEVELS", "Confidence", "Estimate", "Provenance"]

Confidence = Literal["low", "moderate", "high"]

LEVELS: Mapping[str, tuple[int, int]] = {
    "best": (100, 100),
    "high": (67, 100),
    "medium": (33, 67),
    "low": (0, 33),
    "worst": (0, 0),
}
"""Words for numbers of 0 to 100: thirds of the scale, and for values its two ends."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who set a number, from which sources, with what confidence.

    Examples
    --------
    >>> Provenance(by="analyst").inherit(Provenance(by="team", confidence="low"))
    Provenance(sources=(), by='analyst', confidence='low', note='')
    """

    sources: tuple[str, ...] = ()
    by: str = ""
    confidence: Confidence | None = None
    note: str = ""

    def inherit(self, parent: Provenance) -> Provenance:
        """Return this provenance with its gaps filled from `parent` (a note is never inherited)."""
        return Provenance(
            self.sources or parent.sources,
            self.by or parent.by,
            self.confidence or parent.confidence,
            self.note,
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number as its author knows it.

    Parameters
    ----------
    low, high
        Ends of the range; equal for a point. For ``unknown`` they hold 0 and 100 and mean nothing by
        themselves: what an unknown stands for depends on where it is written (rule C7).
    likely
        The most likely value of a three-point (PERT) estimate, else ``None``.
    unknown
        Whether the author wrote ``unknown``.
    driver, against
        Name of the driver it moves with, and whether it moves against it.
    provenance
        Who, from what, how sure.
    level
        The word of `LEVELS` that the author wrote instead of the range, or an empty text.
    """

    low: Fraction
    high: Fraction
    likely: Fraction | None = None
    unknown: bool = False
    driver: str = ""
    against: bool = False
    provenance: Provenance = Provenance()
    level: str = ""

    @classmethod
    def point(cls, value: Fraction | int) -> Estimate:
        """Return an estimate known to the point."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def of_level(cls, level: str) -> Estimate:
        """Return the range that a word of `LEVELS` stands for.

        Examples
        --------
        >>> Estimate.of_level("medium").central
        Fraction(50, 1)
        """
        low, high = LEVELS[level]
        return cls(Fraction(low), Fraction(high), level=level)

    @property
    def kind(self) -> Literal["point", "range", "three-point", "unknown"]:
        """Return which form the estimate has."""
        if self.unknown:
            return "unknown"
        if self.likely is not None:
            return "three-point"
        return "point" if self.low == self.high else "range"

    @property
    def mirrored(self) -> Estimate:
        """Return the estimate of minus the number.

        Examples
        --------
        >>> Estimate(Fraction(5), Fraction(15), driver="front").mirrored.against
        True
        """
        likely = None if self.likely is None else -self.likely
        return replace(
            self,
            low=-self.high,
            high=-self.low,
            likely=likely,
            against=bool(self.driver) and not self.against,
            level="",
        )

    @property
    def central(self) -> Fraction:
        """Return the point, the middle of the range, or the PERT mean (low + 4 likely + high) / 6.

        Source: Malcolm, Roseboom, Clark and Fazar 1959 (PERT), lambda = 4.

        Examples
        --------
        >>> Estimate(Fraction(35), Fraction(45)).central
        Fraction(40, 1)
        >>> Estimate(Fraction(0), Fraction(30), likely=Fraction(6)).central
        Fraction(9, 1)
        """
        if self.likely is not None:
            return (self.low + 4 * self.likely + self.high) / 6
        if self.low == self.high:
            return self.low
        return (self.low + self.high) / 2
