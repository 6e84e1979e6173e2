"""Issues and their options (rule C2), and conditions on them (rule C9)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import itemgetter
from typing import Literal

from detente.case.number import format_number, parse_number

__all__ = ["Condition", "Issue", "Option", "option_text"]

Option = str | Fraction


def option_text(option: Option) -> str:
    """Return an option as people write it.

    Examples
    --------
    >>> option_text(Fraction(15, 2)), option_text("two years")
    ('7.5', 'two years')
    """
    return option if isinstance(option, str) else format_number(option)


@dataclass(frozen=True)
class Issue:
    """One thing to be settled.

    Parameters
    ----------
    name
        The key under which the case names it.
    options
        Every option in order: a quantity's grid points as ``Fraction``, then its named ones as ``str``.
    unit
        Unit of a quantity, such as ``%``.
    status_quo
        Text of the option that holds without an agreement, or ``None``.
    ordered
        Whether options are drawn comonotonically (rule C1).
    title, note
        Text for people.
    stage
        ``first`` for a first step, ``final`` for a settlement; the terms of a package are grouped by it.
    decided_by
        The parties without whose consent it stays as it is; empty for every party whose consent an agreement needs.
    """

    name: str
    options: tuple[Option, ...]
    unit: str = ""
    status_quo: str | None = None
    ordered: bool = False
    title: str = ""
    note: str = ""
    stage: Literal["", "first", "final"] = ""
    decided_by: tuple[str, ...] = ()

    @cached_property
    def quantity(self) -> bool:
        """Return whether the issue is a quantity on a grid."""
        return any(isinstance(option, Fraction) for option in self.options)

    @cached_property
    def _named(self) -> Mapping[str, int]:
        return {option: i for i, option in enumerate(self.options) if isinstance(option, str)}

    @cached_property
    def _numbers(self) -> Mapping[Fraction, int]:
        return {option: i for i, option in enumerate(self.options) if isinstance(option, Fraction)}

    @cached_property
    def _rising(self) -> list[tuple[Fraction, int]]:
        return sorted(self._numbers.items())

    def positions(self, pick: str) -> tuple[int, ...]:
        """Return the positions of the options that a text picks; empty if it picks none.

        A text is an option's name, a number on the grid, or an interval ``low..high`` of a quantity, ends
        included.

        Examples
        --------
        >>> wage = Issue("wage", (Fraction(0), Fraction(1), Fraction(2), "no limit"))
        >>> wage.positions("1..2"), wage.positions("no limit"), wage.positions("7")
        ((1, 2), (3,), ())
        """
        if pick in self._named:
            return (self._named[pick],)
        if not self.quantity:
            return ()
        low, dots, high = pick.partition("..")
        try:
            first = parse_number(low.strip())
            last = parse_number(high.strip()) if dots else first
        except ValueError:
            return ()
        if not dots:
            return (self._numbers[first],) if first in self._numbers else ()
        start = bisect_left(self._rising, first, key=itemgetter(0))
        stop = bisect_right(self._rising, last, key=itemgetter(0))
        return tuple(sorted(i for _, i in self._rising[start:stop]))

    @property
    def status_quo_position(self) -> int | None:
        """Return the position of the status quo option, or ``None`` where none is named."""
        if self.status_quo is None:
            return None
        found = self.positions(self.status_quo)
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Condition:
    """A conjunction: on every named issue one of the picked options.

    Parameters
    ----------
    picks
        For each issue the texts as `Issue.positions` reads them; several mean "one of these".
    """

    picks: Mapping[str, tuple[str, ...]]

    def __str__(self) -> str:
        return ", ".join(f"{issue}: {' or '.join(picks)}" for issue, picks in self.picks.items())
