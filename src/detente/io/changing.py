"""A case with parts of it replaced, read by the same rules as a file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from detente.checks.finding import Path as CasePath
from detente.errors import CaseError, UsageError
from detente.io.nodes import path_text, plain
from detente.io.reader import CaseFile, read_text
from detente.io.writing import texts, written_out

__all__ = ["changed", "parse_path", "replaced", "with_tree"]

_CHANGED = " with changes"
_STEP = re.compile(r'"([^"]*)"|([^.\[\]]+)|\[([0-9]+)\]')


def replaced(case: CaseFile, changes: Mapping[str, object]) -> CaseFile:
    """Return a case in which the parts at some paths are others, checked like a file.

    Parameters
    ----------
    changes
        Path, as faults name it (``preferences.union.no_deal``, ``red_lines[0].firm``), to what shall stand there: what
        a case file would say, as text, number, list or dictionary. A part that is not there yet is added, and ``None``
        takes one away. A list grows at the number of its items.

    Raises
    ------
    CaseError
        If the case has errors then; each names its path.
    LimitError
        If it passes a limit.
    UsageError
        If there is no such place, or it cannot hold that.
    """
    tree = cast("dict[str, object]", plain(case.root))
    for text, value in changes.items():
        changed(tree, parse_path(tree, text), texts(value, text), remove=value is None)
    return with_tree(case, tree, f"{case.name.removesuffix(_CHANGED)}{_CHANGED}")


def with_tree(case: CaseFile, tree: object, name: str) -> CaseFile:
    """Return the case that a tree writes, with the tables beside an earlier case.

    Raises
    ------
    CaseError, LimitError
        As for `replaced`.
    """
    try:
        return read_text(written_out(tree), name, case.folder)
    except CaseError as error:
        # Nobody wrote the lines that a place counts in: the path says where.
        raise CaseError(
            tuple(replace(f, message=f"{f.path}: {f.message}") if f.path else f for f in error.faults)
        ) from error


def parse_path(tree: object, text: str) -> CasePath:
    """Return a path as its steps.

    Where the tree has a key that holds dots, it is found without quotation marks too.

    Raises
    ------
    UsageError
        If it is no path.

    Examples
    --------
    >>> parse_path({}, 'red_lines[0].never."a.b"')
    ('red_lines', 0, 'never', 'a.b')
    >>> parse_path({"values": {"0.5": "10"}}, "values.0.5")
    ('values', '0.5')
    """
    steps: list[str | int] = []
    at, here = 0, tree
    while at < len(text):
        if steps and text[at] == ".":
            at += 1
        key = _longest(here, text[at:])
        found = None if key else _STEP.match(text, at)
        if not key and found is None:
            raise UsageError(f"{text!r} is no path in a case. Write one as preferences.union.no_deal, or red_lines[0].")
        if key:
            step: str | int = key
            at += len(key)
        else:
            assert found is not None  # noqa: S101 - raised above
            step = int(found[3]) if found[3] is not None else found[1] if found[1] is not None else found[2]
            at = found.end()
        steps.append(step)
        here = _inside(here, step)
    if not steps:
        raise UsageError("The path is empty. Write one as preferences.union.no_deal, or red_lines[0].")
    return tuple(steps)


def _entries(tree: object) -> dict[str, object] | None:
    return cast("dict[str, object]", tree) if isinstance(tree, dict) else None


def _items(tree: object) -> list[object] | None:
    return cast("list[object]", tree) if isinstance(tree, list) else None


def _longest(tree: object, text: str) -> str:
    """Return the longest key of a mapping with which a text goes on, or nothing."""
    keys = _entries(tree) or ()
    fitting = [key for key in keys if key and text.startswith(key) and text[len(key) : len(key) + 1] in {"", ".", "["}]
    return max(fitting, key=len, default="")


def _inside(tree: object, step: str | int) -> object:
    entries, items = _entries(tree), _items(tree)
    if entries is not None and isinstance(step, str):
        return entries.get(step)
    if items is not None and isinstance(step, int) and step < len(items):
        return items[step]
    return None


def changed(tree: object, path: CasePath, value: object, *, remove: bool = False) -> None:
    """Put a value at a path of a tree, in place; or take away what is there.

    Raises
    ------
    UsageError
        If the tree has no such place.
    """
    here: object = tree
    for depth, step in enumerate(path[:-1]):
        if _inside(here, step) is None and not remove:
            empty: object = cast("object", []) if isinstance(path[depth + 1], int) else cast("object", {})
            _put(here, path[: depth + 1], empty)
        here = _inside(here, step)
    if remove:
        _take(here, path)
    else:
        _put(here, path, value)


def _take(here: object, path: CasePath) -> None:
    step, entries, items = path[-1], _entries(here), _items(here)
    if entries is not None and isinstance(step, str) and step in entries:
        del entries[step]
    elif items is not None and isinstance(step, int) and step < len(items):
        del items[step]
    else:
        close = difflib.get_close_matches(str(step), list(entries or ()), n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise UsageError(f"There is nothing at {path_text(path)} to take away.{hint}")


def _put(here: object, path: CasePath, value: object) -> None:
    step, above = path[-1], path_text(path[:-1]) or "the case"
    entries, items = _entries(here), _items(here)
    if entries is not None and isinstance(step, str):
        entries[step] = value
    elif entries is not None:
        raise UsageError(f"{above} is a mapping: name an entry of it, not the number {step}.")
    elif items is None:
        raise UsageError(f"{above} is a single value: nothing stands below it. Replace {above} itself.")
    elif isinstance(step, str):
        raise UsageError(f"{above} is a list: name an item by its number, {above}[0], not by {step!r}.")
    elif step > len(items):
        raise UsageError(f"{above} has {len(items)} items, counted from 0: there is no place [{step}].")
    else:
        items[step : step + 1] = [value]
