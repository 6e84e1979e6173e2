"""Orders: options from best to worst, issues from the one that matters most to the one that matters least."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from detente.case.estimate import Provenance

__all__ = ["OptionOrder", "Rank", "WeightOrder"]


@dataclass(frozen=True)
class OptionOrder:
    """The options of an issue from best to worst.

    The best is worth 100 points and the worst 0. The points between are numbers of 0 to 100 of which nothing is
    known but their order: drawn uniformly, so that they are the order statistics of independent uniform numbers.

    Parameters
    ----------
    levels
        Options' texts (of a quantity: its corners), best first; those of a level are worth the same. Two or more.
    provenance
        Who, from what, how sure.
    """

    levels: tuple[tuple[str, ...], ...]
    provenance: Provenance = Provenance()

    def __str__(self) -> str:
        return " > ".join(" = ".join(level) for level in self.levels)

    @cached_property
    def level_of(self) -> Mapping[str, int]:
        """Return each option's level, counted from 0 for the best."""
        return {option: i for i, level in enumerate(self.levels) for option in level}

    def drawn_as(self, option: str) -> str:
        """Return the name of the number that an option's points are: its level's, such as ``one year = two years``."""
        return " = ".join(self.levels[self.level_of[option]])

    def central(self, level: int) -> Fraction:
        """Return the expected points of a level: equal steps from 100 to 0.

        Source: David and Nagaraja 2003, section 3.1 (expected order statistics of uniform numbers).

        Examples
        --------
        >>> order = OptionOrder((("one year",), ("two years",), ("three years",)))
        >>> [str(order.central(level)) for level in range(3)]
        ['100', '50', '0']
        """
        last = len(self.levels) - 1
        return Fraction(100 * (last - level), last)


@dataclass(frozen=True, slots=True)
class Rank:
    """Issues that an order puts in one place.

    Parameters
    ----------
    issues
        Their names.
    tied
        Whether they weigh the same; if not, nothing is known of the order among them.
    """

    issues: tuple[str, ...]
    tied: bool = False

    def __str__(self) -> str:
        return (" = " if self.tied else ", ").join(self.issues)


@dataclass(frozen=True)
class WeightOrder:
    """The issues from the one that matters most to the one that matters least.

    Weights are drawn uniformly from all weights of sum 1 in that order.

    Parameters
    ----------
    ranks
        Every issue in one of them, the weightiest first.
    provenance
        Who, from what, how sure.
    """

    ranks: tuple[Rank, ...]
    provenance: Provenance = Provenance()

    def __str__(self) -> str:
        return " > ".join(map(str, self.ranks))

    @cached_property
    def rank_of(self) -> Mapping[str, Rank]:
        """Return each issue's rank."""
        return {issue: rank for rank in self.ranks for issue in rank.issues}

    def drawn_as(self, issue: str) -> str:
        """Return the name of the number that an issue's weight is: its own, or that of the issues it is tied with."""
        rank = self.rank_of[issue]
        return str(rank) if rank.tied else issue

    @cached_property
    def places(self) -> Mapping[Rank, range]:
        """Return the places, from 0, that the issues of each rank take in the whole order."""
        ends = list(accumulate(len(rank.issues) for rank in self.ranks))
        return {rank: range(end - len(rank.issues), end) for rank, end in zip(self.ranks, ends, strict=True)}

    @cached_property
    def steps(self) -> tuple[bool, ...]:
        """Return, per place, whether the weight may fall behind it: not inside a tie."""
        return tuple(not rank.tied or place == places[-1] for rank, places in self.places.items() for place in places)

    @cached_property
    def central(self) -> Mapping[str, Fraction]:
        """Return the centroid of all weights of sum 1 in this order: the mean of the weights drawn.

        For a strict order these are the rank-order centroid weights of Barron and Barrett 1996. The weights in
        an order form a simplex whose corners weigh the first k issues alike and the others not at all, one for each
        k that does not cut a tie; issues whose order is not known share the mean of their places.

        Examples
        --------
        >>> order = WeightOrder((Rank(("plant",)), Rank(("land", "sanctions"), tied=True)))
        >>> {issue: str(weight) for issue, weight in order.central.items()}
        {'plant': '2/3', 'land': '1/6', 'sanctions': '1/6'}
        """
        corners = sum(self.steps)
        shares = [Fraction(step, corners * (place + 1)) for place, step in enumerate(self.steps)]
        at = list(accumulate(reversed(shares)))[::-1]
        means = {
            rank: sum((at[place] for place in places), Fraction(0)) / len(places)
            for rank, places in self.places.items()
        }
        return {issue: means[rank] for rank in self.ranks for issue in rank.issues}
