"""One number of a case, in words, and the column of draws it moves with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from detente.case.estimate import Estimate, Provenance
from detente.case.number import format_number

__all__ = ["NumberKind", "StatedNumber", "drawn_by_of", "single", "told_apart", "words_of"]

NumberKind = Literal[
    "weight",
    "value",
    "no deal",
    "then",
    "linkage",
    "red line",
    "audience cost",
    "swing",
    "scale",
    "leaning",
    "discipline",
    "share",
    "poll",
    "credibility",
    "lever cost",
    "effect",
    "chance kept",
    "if broken",
    "ceasefire rate",
    "ceasefire chance",
    "ceasefire factor",
    "ceasefire stake",
]
"""What a number of a case is."""


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """One number as its author gave it.

    Parameters
    ----------
    path
        Where it stands, such as ``preferences.union.weights.wage``; numbers that an order ties share one.
    drawn_by
        Path of the column of draws that it moves with, as `Influence.path` names it: mostly its own, else its
        driver's or its issue's. Empty where it is the same in every draw.
    kind
        What it is.
    party
        Whose number it is: of a ratifier's numbers the party for which it ratifies, of a lever's its wielder, of an
        effect the party that it moves.
    issue, option
        What it is about; empty where there is none. `option` is empty for all options of a quantity at once, and the
        condition, bloc, ratifier, lever or level in words where the number is not about options of one issue.
    words
        The number in words: ``40``, ``35 to 45``, ``20 to 60, most likely 40``, ``high (67 to 100)``, ``unknown``, or
        its place in an order. Points, except weights (any unit), firmness, credibility and what is a share (0 to 1),
        rates (per day) and factors.
    ordered
        The whole order, where the author gave that instead of a number.
    provenance
        Who, from what, how sure; inherited where it is not its own.
    reason
        What the party's `reasons` say about the issue.
    others
        Paths of further columns: of a red line that of its firmness where that is a range (`drawn_by` tells whether
        the line is meant), of a quantity of which nothing is known those of its other options.
    """

    path: str
    drawn_by: str
    kind: NumberKind
    party: str
    issue: str
    option: str
    words: str
    ordered: str
    provenance: Provenance
    reason: str
    others: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the paths of all columns of draws that it moves with; mostly one."""
        return tuple(path for path in (self.drawn_by, *self.others) if path)


def told_apart(paths: Iterable[str]) -> tuple[str, ...]:
    """Return paths with a number behind every repetition."""
    seen: dict[str, int] = {}
    told: list[str] = []
    for path in paths:
        seen[path] = seen.get(path, 0) + 1
        told.append(path if seen[path] == 1 else f"{path} #{seen[path]}")
    return tuple(told)


def words_of(estimate: Estimate) -> str:
    """Return an estimate in words."""
    if estimate.unknown:
        return "unknown"
    low, high = format_number(estimate.low), format_number(estimate.high)
    span = low if low == high else f"{low} to {high}"
    if estimate.likely is not None:
        return f"{span}, most likely {format_number(estimate.likely)}"
    return f"{estimate.level} ({span})" if estimate.level else span


def drawn_by_of(estimate: Estimate, path: str) -> str:
    """Return the path of the column of draws that an estimate moves with; empty where it is sure."""
    if estimate.low == estimate.high:
        return ""
    return f"drivers.{estimate.driver}" if estimate.driver else path


def single(
    estimate: Estimate,
    path: str,
    kind: NumberKind,
    party: str,
    issue: str = "",
    what: str = "",
    reason: str = "",
) -> StatedNumber:
    """Return a number that stands alone at a path; `what` says what it is about."""
    drawn_by = drawn_by_of(estimate, path)
    return StatedNumber(path, drawn_by, kind, party, issue, what, words_of(estimate), "", estimate.provenance, reason)
