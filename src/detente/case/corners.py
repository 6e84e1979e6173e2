"""Which stated points make the points of an option: of a quantity, the two corners beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from fractions import Fraction
from operator import itemgetter

from detente.case.issue import Issue, Option
from detente.case.number import parse_number

__all__ = ["Corners"]


class Corners:
    """The options of an issue for which a case states points; a quantity is linear between neighbouring ones.

    Parameters
    ----------
    issue
        The issue.
    stated
        Texts of the options that points are given for. What is neither a named option nor a number is passed over,
        and of one number written in two ways the first counts: a check reports both.

    Examples
    --------
    >>> wage = Issue("wage", (Fraction(0), Fraction(1), Fraction(3), "no limit"))
    >>> corners = Corners(wage, ["0", "3"])
    >>> {text: str(share) for text, share in corners.shares(Fraction(1)).items()}
    {'0': '2/3', '3': '1/3'}
    >>> corners.shares("no limit") is None
    True
    """

    def __init__(self, issue: Issue, stated: Collection[str]) -> None:
        names = {option for option in issue.options if isinstance(option, str)}
        self._named = names.intersection(stated)
        places: dict[Fraction, str] = {}
        for text in stated:
            if text not in names:
                try:
                    places.setdefault(parse_number(text), text)
                except ValueError:
                    continue
        self._places = sorted(places.items())

    def shares(self, option: Option) -> Mapping[str, Fraction] | None:
        """Return the texts whose points make an option's, each with its share; ``None`` where none do."""
        if isinstance(option, str):
            return {option: Fraction(1)} if option in self._named else None
        above = bisect_left(self._places, option, key=itemgetter(0))
        if above == len(self._places):
            return None
        right, upper = self._places[above]
        if right == option:
            return {upper: Fraction(1)}
        if above == 0:
            return None
        left, lower = self._places[above - 1]
        share = (option - left) / (right - left)
        return {lower: 1 - share, upper: share}
