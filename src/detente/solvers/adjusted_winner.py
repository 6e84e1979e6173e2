"""Adjusted winner: two parties divide several items so that both get the same points, and at most one item is split.

Source: Brams and Taylor 1996, chapter 4. Each party spreads 100 points over the items. Every item first goes to whoever
gave it more points (the winner takes it all); the party that is then ahead hands items over, the one with the smallest
ratio of its own points to the other's first, until both have the same; the last item moved may have to be shared.
The result is equitable, free of envy and efficient, in the points that the parties stated.

Items with equal points go, all of them, to the party that is behind without them (to the first one where neither is);
of items with equal ratios the earlier moves first. Another choice would change who has what, and nobody's points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.errors import UsageError

__all__ = ["AdjustedWinner", "adjusted_winner"]

_TOTAL = 100


@dataclass(frozen=True, slots=True)
class AdjustedWinner:
    """Who gets what, and how it came about.

    Parameters
    ----------
    shares
        The first party's part of each item, from 0 to 1; the second has the rest.
    points
        What each of the two receives, of its own 100 points; both numbers are equal.
    winners
        The party, 0 or 1, that each item goes to before anything is handed over.
    tied
        Items that both give the same points, ascending.
    moved
        Items handed over, in that order; the last one only in part where it is `split`.
    split
        The item that both have a part of, if any.
    """

    shares: tuple[Fraction, ...]
    points: tuple[Fraction, Fraction]
    winners: tuple[int, ...]
    tied: tuple[int, ...]
    moved: tuple[int, ...]
    split: int | None


def _scaled(values: Sequence[Sequence[int | Fraction]]) -> list[list[Fraction]]:
    """Return each party's values as parts of 100 points."""
    if len(values) != 2 or len(values[0]) != len(values[1]):
        raise UsageError("Adjusted winner needs two parties that value the same items.")
    if any(entry < 0 for row in values for entry in row) or any(not sum(row) for row in values):
        raise UsageError("Adjusted winner needs values of 0 or more, and for each party one that is above 0.")
    return [[Fraction(entry) * _TOTAL / sum(row) for entry in row] for row in values]


def adjusted_winner(values: Sequence[Sequence[int | Fraction]]) -> AdjustedWinner:
    """Return the division of items that gives two parties the same of their own points.

    Parameters
    ----------
    values
        Two rows, one entry (>= 0) per item; each row is scaled to add up to 100.

    Raises
    ------
    UsageError
        If there are not two rows of one length, or one has a negative entry or none above 0.

    Examples
    --------
    Two heirs, a house and a boat: the house is shared.

    >>> found = adjusted_winner([[70, 30], [60, 40]])
    >>> found.split, found.shares, found.points[0]
    (0, (Fraction(10, 13), Fraction(0, 1)), Fraction(700, 13))
    """
    first, second = _scaled(values)
    gaps = [one - two for one, two in zip(first, second, strict=True)]
    tied = tuple(item for item, gap in enumerate(gaps) if gap == 0)
    before = [
        sum(row[item] for item, gap in enumerate(gaps) if gap * sign > 0) for row, sign in ((first, 1), (second, -1))
    ]
    behind = 0 if before[0] <= before[1] else 1
    winners = tuple(behind if gap == 0 else int(gap < 0) for gap in gaps)

    points = [
        sum((row[item] for item, winner in enumerate(winners) if winner == party), start=Fraction(0))
        for party, row in enumerate((first, second))
    ]
    ahead = 0 if points[0] >= points[1] else 1
    own, other = (first, second) if ahead == 0 else (second, first)
    shares = [Fraction(winner == ahead) for winner in winners]
    moved: list[int] = []
    split = None
    lead = points[ahead] - points[1 - ahead]
    # Once the other party has all that it wants, it has 100 points and cannot be behind.
    wanted = [item for item, winner in enumerate(winners) if winner == ahead and other[item] > 0]
    for item in sorted(wanted, key=lambda item: own[item] / other[item]):
        if lead <= 0:
            break
        part = min(Fraction(1), lead / (own[item] + other[item]))
        lead -= part * (own[item] + other[item])
        shares[item] -= part
        moved.append(item)
        split = item if part < 1 else None
    parts = tuple(share if ahead == 0 else 1 - share for share in shares)
    return AdjustedWinner(
        parts,
        (_worth(first, parts), _worth(second, [1 - part for part in parts])),
        winners,
        tied,
        tuple(moved),
        split,
    )


def _worth(values: Sequence[Fraction], parts: Sequence[Fraction]) -> Fraction:
    return sum((part * entry for part, entry in zip(parts, values, strict=True)), start=Fraction(0))
