"""What negotiation files of other programs say, whatever program wrote them: issues, and what each party wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from detente.checks.words import quoted
from detente.io.formats.source import fault

__all__ = [
    "ForeignDomain",
    "ForeignIssue",
    "ForeignParty",
    "Grid",
    "Profile",
    "Value",
    "grid_options",
    "misfits",
    "range_of",
    "settled",
]

_SLACK = Fraction(1, 10**9)

Value: TypeAlias = Fraction | str | None
"""What an option is worth: a share of 0 to 1, an estimate in points as a case writes it, or not given."""

Grid: TypeAlias = tuple[Fraction, Fraction, Fraction]
"""First and last point of a quantity, and the distance of neighbouring points."""


@dataclass(frozen=True, slots=True)
class ForeignIssue:
    """An issue.

    Parameters
    ----------
    name
        As the file writes it.
    options
        As the file writes them; of a quantity its grid points as plain decimals.
    grid
        The grid of a quantity, else ``None``.
    """

    name: str
    options: tuple[str, ...]
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class ForeignParty:
    """What one party wants: the utility of a package is the sum of weight x value, divided by the sum of weights.

    Parameters
    ----------
    weights, values
        By issue, and by issue and option.
    no_deal
        Utility of having no agreement, on the same scale as values; ``None`` where the file gives none.
    """

    name: str
    weights: Mapping[str, Fraction | str]
    values: Mapping[str, Mapping[str, Value]]
    no_deal: Fraction | str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A file that speaks of issues: with the party that it is about, or of the issues alone.

    Parameters
    ----------
    file
        Its name.
    title
        What it calls the negotiation; may be empty.
    issues
        Issues and options as this file lists them.
    party
        ``None`` for a file that holds issues alone.
    remarks
        What was assumed or left out in reading it, one sentence each.
    """

    file: str
    title: str
    issues: tuple[ForeignIssue, ...]
    party: ForeignParty | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignDomain:
    """A negotiation: its issues and the parties' wants, with what was assumed in reading them.

    Parameters
    ----------
    format
        Name of the format, in words.
    files
        The files that it was read from.
    remarks
        What was assumed or left out, one sentence each.
    """

    title: str
    format: str
    files: tuple[str, ...]
    issues: tuple[ForeignIssue, ...]
    parties: tuple[ForeignParty, ...]
    remarks: tuple[str, ...] = ()


def grid_options(grid: Grid) -> tuple[Fraction, ...]:
    """Return the points of a grid.

    Examples
    --------
    >>> [str(point) for point in grid_options((Fraction(0), Fraction(1), Fraction(1, 2)))]
    ['0', '1/2', '1']
    """
    first, last, step = grid
    return tuple(first + i * step for i in range(int((last - first) / step) + 1))


def range_of(weights: Mapping[str, Fraction], values: Mapping[str, Mapping[str, Value]]) -> tuple[Fraction, Fraction]:
    """Return the least and the largest sum of weight x value that any package has."""
    low = high = Fraction(0)
    for issue, weight in weights.items():
        terms = [weight * value for value in values[issue].values() if isinstance(value, Fraction)]
        low += min(terms, default=Fraction(0))
        high += max(terms, default=Fraction(0))
    return low, high


def settled(
    party: ForeignParty, file: str, remarks: list[str], *, divided: bool, bias: Fraction = Fraction(0)
) -> ForeignParty:
    """Return a party whose weights are not negative and whose values are shares of 0 to 1.

    A party that is so already stays as it is. Another's utilities are stretched, so that its worst package is worth 0
    and its best 1, and an issue's weight becomes its swing, the distance of its best from its worst option. That
    changes no preference: points are defined up to their zero and their unit (principle 4).

    Parameters
    ----------
    party
        The party, with plain numbers only, and with `values` for every issue that it weighs.
    file
        Where it stands, for messages.
    remarks
        Takes a sentence on what was stretched.
    divided
        Whether the file means the sum of weight x value divided by the sum of weights, or that sum plus `bias`.

    Raises
    ------
    CaseError
        If all weights are 0, or every package is worth the same where it would have to be stretched.
    """
    weights = {issue: weight for issue, weight in party.weights.items() if isinstance(weight, Fraction)}
    total = sum(weights.values(), start=Fraction(0))
    if not any(weights.values()):
        message = f"All weights of {quoted(party.name)} are 0, so that every package is worth the same to it."
        raise fault(file, message, "Give at least one issue a weight above 0.", code="zero-weights")
    shares = not misfits(party.values) and all(weight >= 0 for weight in weights.values())
    if shares and (divided or (abs(total - 1) <= _SLACK and bias == 0)):
        return party
    scale = total if divided else Fraction(1)
    low, high = range_of(weights, party.values)
    if high == low or scale <= 0:
        message = f"The numbers of {quoted(party.name)} cannot be put on a scale of 0 to 100."
        remedy = "Give it weights above 0 and at least two options that are not worth the same."
        raise fault(file, message, remedy, code="no-scale")
    least, most = float(low / scale + bias), float(high / scale + bias)
    remarks.append(
        f"The utilities of {party.name} run from {least:.6g} to {most:.6g}, not within 0 to 1: "
        "they were stretched to 0 to 100 points, and its no-deal value with them."
    )
    return _stretched(party, weights, low, high, scale, bias)


def _stretched(
    party: ForeignParty,
    weights: Mapping[str, Fraction],
    low: Fraction,
    high: Fraction,
    scale: Fraction,
    bias: Fraction,
) -> ForeignParty:
    swings: dict[str, Fraction | str] = {}
    values: dict[str, Mapping[str, Value]] = {}
    for issue, weight in weights.items():
        terms = {option: weight * v for option, v in party.values[issue].items() if isinstance(v, Fraction)}
        least, most = min(terms.values(), default=Fraction(0)), max(terms.values(), default=Fraction(0))
        swings[issue] = (most - least) / (high - low)
        span = most - least or Fraction(1)
        values[issue] = {
            option: (terms[option] - least) / span if option in terms else None for option in party.values[issue]
        }
    no_deal = Fraction(0) if party.no_deal is None else party.no_deal
    if isinstance(no_deal, Fraction):
        no_deal = ((no_deal - bias) * scale - low) / (high - low)
    return replace(party, weights=swings, values=values, no_deal=no_deal)


def misfits(values: Mapping[str, Mapping[str, Value]]) -> Sequence[Fraction]:
    """Return the values that are outside 0 to 1."""
    every = [value for row in values.values() for value in row.values() if isinstance(value, Fraction)]
    return [value for value in every if not 0 <= value <= 1]
