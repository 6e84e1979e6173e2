"""What the columns and rows of a scoring sheet are for, by the words at their head."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

__all__ = ["ISSUE", "NO_DEAL", "OPTION", "OTHER", "SCORE", "TOTAL", "WEIGHT", "Head", "read_head"]

ISSUE = ("issue", "issues", "topic", "subject", "item")
OPTION = ("option", "options", "choice", "alternative", "level", "outcome", "position")
WEIGHT = ("weight", "weights", "importance")
SCORE = ("points", "point", "score", "scores", "value", "values", "utility", "payoff", "worth")
OTHER = (
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "description",
    "reason",
    "source",
    "by",
    "confidence",
    "unit",
    "total",
    "sum",
    "average",
    "mean",
    "rank",
    "number",
    "no",
    "nr",
    "id",
)
"""Columns that are left out."""

NO_DEAL = ("no deal", "no agreement", "no-deal", "no_deal", "batna", "reservation", "reservation value", "walk away")
"""First words of the row that says what no agreement is worth."""

TOTAL = ("total", "totals", "sum", "maximum")
"""First words of rows that are left out."""

_SCALE = re.compile(
    r"\s*(?:[(\[]\s*(?:(?:out\s+)?of|max\.?|0\s*(?:-|\u2013|to|\.\.))\s*([0-9]{1,6})\s*[)\]]|/\s*([0-9]{1,6}))\s*\Z",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:[(\[]\s*(?:in\s+)?%\s*[)\]]|%)\s*\Z", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<word>\w+)\s*(?:of|for|to|:)\s+(?P<party>\S.*)\Z", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<party>\S.*?)(?:['\u2019]s)?\s*[\s:(,/\u2013-]\s*(?P<word>\w+)\s*\)?\Z", re.IGNORECASE)


_Kind = Literal["issue", "option", "weight", "score", "other", "none"]
_KINDS: Mapping[str, _Kind] = {
    **dict.fromkeys(ISSUE, "issue"),
    **dict.fromkeys(OPTION, "option"),
    **dict.fromkeys(OTHER, "other"),
    **dict.fromkeys(WEIGHT, "weight"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a column is for.

    Parameters
    ----------
    kind
        ``score`` for what options are worth; ``none`` for a column without a head.
    party
        Whose weights or scores; empty where the head does not say.
    scale
        The most that a score can be, where the head says so.
    """

    kind: _Kind
    party: str = ""
    scale: Fraction | None = None


def read_head(text: str) -> Head:
    """Return what a column is for.

    Examples
    --------
    >>> read_head("Union weight"), read_head("points of Union (0-10)")
    (Head(kind='weight', party='Union', scale=None), Head(kind='score', party='Union', scale=Fraction(10, 1)))
    >>> read_head("Weight (%)"), read_head("Union / 10")
    (Head(kind='weight', party='', scale=None), Head(kind='score', party='Union', scale=Fraction(10, 1)))
    >>> read_head("Union")
    Head(kind='score', party='Union', scale=None)
    """
    found = _SCALE.search(text)
    most = int(found[1] or found[2]) if found else 0
    scale = Fraction(most) if most else None
    text = _PERCENT.sub("", text[: found.start()] if found else text).strip()
    word = text.casefold()
    if not word:
        return Head("none")
    if word in _KINDS:
        return Head(_KINDS[word])
    if word in SCORE:
        return Head("score", "", scale)
    for pattern in (_BEFORE, _BEHIND):
        match = pattern.match(text)
        if match and match["word"].casefold() in (*WEIGHT, *SCORE):
            return Head("weight" if match["word"].casefold() in WEIGHT else "score", match["party"].strip(), scale)
    return Head("score", text, scale)
