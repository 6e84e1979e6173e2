"""Nodes to the text of a case: one entry a line, every key in its order, comments and layout left behind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from detente.case import format_number
from detente.errors import UsageError
from detente.io.nodes import Nothing

__all__ = ["inline", "texts", "written_out"]

_BARE = re.compile(r"(?:-(?=\d))?[^\W_][\w .<>=%+/'’–-]*\Z")
"""What needs no quotation marks anywhere in YAML, for a reader that takes every scalar as text."""

_MOST = 20
_INDENT = "  "

_EMPTY = ""


def written_out(tree: object) -> str:
    """Return a tree of dictionaries, lists, texts and ``None`` (see `nodes.plain`) as the text of a case.

    Examples
    --------
    >>> print(written_out({"case": "Talks", "issues": {"pay": ["low", "high"]}, "rules": []}), end="")
    case: Talks
    issues:
      pay:
        - low
        - high
    rules: []
    """
    return "".join(f"{line}\n" for line in _lines(tree))


def inline(tree: object) -> str:
    """Return a tree as one line.

    Examples
    --------
    >>> inline({"is": "35..45", "note": "said twice, in May"})
    '{is: 35..45, note: "said twice, in May"}'
    """
    if isinstance(tree, Mapping):
        entries = cast("Mapping[str, object]", tree)
        return "{" + ", ".join(f"{_scalar(key)}: {inline(value)}".rstrip() for key, value in entries.items()) + "}"
    if isinstance(tree, list):
        items = cast("list[object]", tree)
        return f"[{', '.join(map(inline, items))}]"
    return _scalar(tree)


def texts(value: object, path: str, depth: int = 0) -> object:
    """Return a value of Python as a tree of texts.

    Parameters
    ----------
    value
        A text, a number, a truth value, or lists and dictionaries of such.
    path
        What to call it in complaints.

    Raises
    ------
    UsageError
        If a case cannot hold it.

    Examples
    --------
    >>> texts({"from": 0, "to": 2.5, "ordered": True}, "issues.pay")
    {'from': '0', 'to': '2.5', 'ordered': 'true'}
    """
    if depth > _MOST:
        raise UsageError(f"What {path} is to become nests more than {_MOST} deep.")
    match value:
        case None:
            return None
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | Fraction():
            return format_number(Fraction(value))
        case float() | Decimal() if value == value and abs(value) != float("inf"):  # noqa: PLR0124 - NaN alone differs
            return format_number(Fraction(str(value)))
        case Mapping():
            entries = cast("Mapping[object, object]", value)
            return {str(texts(key, path)): texts(inner, path, depth + 1) for key, inner in entries.items()}
        case list() | tuple():
            items = cast("list[object] | tuple[object, ...]", value)
            return [texts(item, path, depth + 1) for item in items]
        case _:
            raise UsageError(
                f"{path} cannot become {value!r:.60}. Give a text as in a case file, a number, or a list or dictionary."
            )


def _lines(tree: object) -> Iterator[str]:
    if isinstance(tree, Mapping):
        entries = cast("Mapping[str, object]", tree)
        for key, value in entries.items():
            yield from _entry(f"{_scalar(key)}:", value)
    elif isinstance(tree, list):
        items = cast("list[object]", tree)
        for item in items:
            yield from _entry("-", item)


def _entry(lead: str, value: object) -> Iterator[str]:
    below = list(_lines(value))
    if below:
        yield lead
        for line in below:
            yield f"{_INDENT}{line}"
    else:
        yield f"{lead} {inline(value)}".rstrip()


def _scalar(value: object) -> str:
    if value is None:
        return _EMPTY
    text = str(value)
    if isinstance(value, Nothing) or (_BARE.match(text) and text == text.strip() and text.lower() != "null"):
        return text
    return json.dumps(text, ensure_ascii=False)
