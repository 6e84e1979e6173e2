"""Words for messages: quoted text, lists, and "did you mean"."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Collection, Iterable

__all__ = ["OF_ISSUES", "OF_OPTIONS", "cut_up", "did_you_mean", "holds", "listed", "meant", "quoted", "suggest"]

OF_OPTIONS, OF_ISSUES = "<>=", "<>=,"
"""The signs that stand between names in orders of options and of issues."""

MAX_SHOWN = 60
MAX_LISTED = 8
MAX_COMPARED = 40
MAX_WORDS = 20
LEAST_LIKENESS = 0.6
CLEAR_LIKENESS = 0.9


def quoted(text: str) -> str:
    """Return a text of the case in backticks, shortened and without anything that a terminal would obey.

    Examples
    --------
    >>> quoted("wage")
    '`wage`'
    >>> quoted("")
    '`""`'
    """
    if not text:
        return '`""`'
    shown = "".join(c if c.isprintable() else " " for c in text[: MAX_SHOWN + 1])
    return f"`{shown[: MAX_SHOWN - 1]}…`" if len(shown) > MAX_SHOWN else f"`{shown}`"


def listed(texts: Iterable[str], last: str = "or") -> str:
    """Return texts as an English list in backticks, at most eight of them.

    Examples
    --------
    >>> listed(["low", "moderate", "high"])
    '`low`, `moderate` or `high`'
    """
    all_texts = list(texts)
    names = [quoted(text) for text in all_texts[:MAX_LISTED]]
    if len(all_texts) > MAX_LISTED:
        names = [*names[:-1], f"{len(all_texts) - MAX_LISTED + 1:,} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else "nothing"


def suggest(word: str, candidates: Collection[str]) -> str | None:
    """Return the candidate that was probably meant, or ``None``.

    Letter case is ignored. Only candidates of nearly the same length are compared, and only the first 40 of these,
    so that a long file with many faults is still answered at once.

    Examples
    --------
    >>> suggest("wieghts", ["weights", "values"])
    'weights'
    """
    folded = word.casefold()
    near = (name for name in candidates if abs(len(name) - len(word)) <= max(2, len(word) // 3))
    by_fold: dict[str, str] = {}
    for name in itertools.islice(near, MAX_COMPARED):
        by_fold.setdefault(name.casefold(), name)
    if folded in by_fold:
        return by_fold[folded]
    best, likeness = None, LEAST_LIKENESS
    matcher = difflib.SequenceMatcher(b=folded)
    for candidate, name in by_fold.items():
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness:
            ratio = matcher.ratio()
            if ratio >= likeness:
                best, likeness = name, ratio
            if ratio >= CLEAR_LIKENESS:
                break
    return best


def meant(words: Collection[str], known: Collection[str]) -> set[str]:
    """Return the known names that unknown words probably stand for, so that these are not called missing as well.

    Only the first 20 unknown words are looked at.

    Examples
    --------
    >>> meant(["wgae", "term"], ["wage", "term"])
    {'wage'}
    """
    unknown = itertools.islice((word for word in words if word not in known), MAX_WORDS)
    found = {suggest(word, known) for word in unknown}
    return {name for name in found if name is not None}


def holds(names: Iterable[str], signs: str) -> list[str]:
    """Return the names that hold a sign of orders, and so cannot stand in one.

    Examples
    --------
    >>> holds(["land, sea", "aid"], OF_ISSUES)
    ['land, sea']
    """
    return [name for name in names if any(sign in name for sign in signs)]


def cut_up(parts: Collection[str], names: Collection[str], signs: str) -> dict[str, str]:
    """Return the parts of an order that no name is and that a name with signs was cut into, each with that name.

    Examples
    --------
    >>> cut_up(["land", "sea", "aid"], ["land, sea", "aid"], OF_ISSUES)
    {'land': 'land, sea', 'sea': 'land, sea'}
    """
    found: dict[str, str] = {}
    for name in holds(names, signs):
        pieces = [piece.strip() for piece in re.split(f"[{signs}]", name)]
        if all(piece in parts for piece in pieces):
            found |= {piece: name for piece in pieces if piece not in names}
    return found


def did_you_mean(word: str, candidates: Collection[str], otherwise: str = "") -> str:
    """Return a remedy: the candidate probably meant, else `otherwise`, else the candidates.

    Examples
    --------
    >>> did_you_mean("unoin", ["union", "company"])
    'Did you mean `union`?'
    >>> did_you_mean("state", ["union", "company"])
    'Write `union` or `company`.'
    """
    meant = suggest(word, candidates)
    if meant is not None and meant != word:
        return f"Did you mean {quoted(meant)}?"
    return otherwise or f"Write {listed(candidates)}."
