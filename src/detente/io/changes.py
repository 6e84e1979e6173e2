"""What changed between two case files, part by part and in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from operator import eq
from typing import Any, Literal, cast

from detente.checks.finding import Path as CasePath
from detente.io.changing import changed, with_tree
from detente.io.nodes import path_text, plain
from detente.io.reader import CaseFile
from detente.io.tables import Table, read_tables
from detente.io.writing import inline
from detente.results import Change

__all__ = ["Edit", "edits_between"]

_CHANGED = " with one change"
_TEXTS = frozenset(
    {
        *("accessed", "by", "confidence", "fears", "interests", "mandate", "note", "on", "publisher", "quote"),
        *("reasons", "responses", "source", "sources", "summary", "title", "url"),
    }
)
"""Keys of entries under which nothing stands that is computed with."""

_TEXT_SECTIONS = frozenset({"case", "clocks", "detente", "outcome", "sources"})
_LISTED = frozenset({"commitments", "linkages", "red_lines", "rules"})
_NUMBER = frozenset({"is", "low"})
_SAME = ("never", "when", "needs")
"""What tells which entry of a list is which, besides its party."""

Kind = Literal["changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change, and how to make it in the first version.

    Parameters
    ----------
    change
        The change in words.
    path
        Where to make it in the first version's tree.
    value
        What to put there.
    """

    change: Change
    path: CasePath
    value: object

    def applied(self, first: CaseFile) -> CaseFile:
        """Return the first version with this change alone.

        Raises
        ------
        CaseError, LimitError, UsageError
            As for `replaced`.
        """
        tree = _tree(first)
        changed(tree, self.path, self.value, remove=self.change.kind == "removed")
        return with_tree(first, tree, f"{first.name.removesuffix(_CHANGED)}{_CHANGED}")


def edits_between(first: CaseFile, second: CaseFile) -> tuple[Edit, ...]:
    """Return what changed from one version of a case to another.

    Parties named in a list and in a mapping are the same; entries of lists are matched by whom and what they are
    about. What stands in a table beside a case counts as if it stood in the case.
    """
    return tuple(_edits(_tree(first), _tree(second), (), ()))


def _tree(case: CaseFile) -> dict[str, Any]:
    tree = cast("dict[str, Any]", deepcopy(plain(case.root)))
    if isinstance(tree.get("parties"), list):
        tree["parties"] = dict.fromkeys(tree["parties"])
    for party, table in read_tables(case.root, case.folder).items():
        if table.readable:
            tree["preferences"][party] = _filled_in(tree["preferences"][party], table)
    return tree


def _filled_in(preferences: dict[str, Any], table: Table) -> dict[str, Any]:
    """Return a party's preferences with what its table gives in place of the table's name."""
    given: dict[str, Any] = {
        "weights": table.weights or preferences.get("weights"),
        "values": table.values | (preferences.get("values") or {}),
    }
    filled: dict[str, Any] = {}
    for key, value in preferences.items():
        if key == "file":
            filled |= {name: entries for name, entries in given.items() if entries}
        elif key not in given:
            filled[key] = value
    return filled


def _edits(was: dict[str, Any], now: dict[str, Any], path: CasePath, shown: CasePath) -> Iterator[Edit]:
    for key in _merged(list(was), list(now)):
        here, place = (*path, key), (*shown, key)
        if key not in now:
            yield _edit("removed", here, place, was[key], None)
        elif key not in was:
            yield from _added(now[key], here, place)
        elif was[key] != now[key]:
            yield from _changed(was[key], now[key], here, place)


def _merged(first: list[str], second: list[str]) -> list[str]:
    """Return all keys in the order of the first, with those that only the second has behind the one before them."""
    merged = list(first)
    for position, key in enumerate(second):
        if key not in first:
            before = merged.index(second[position - 1]) + 1 if position else 0
            merged.insert(before, key)
    return merged


def _changed(was: Any, now: Any, path: CasePath, shown: CasePath) -> Iterator[Edit]:
    if len(path) == 1 and path[0] in _LISTED and isinstance(was, list) and isinstance(now, list):
        yield from _list(cast("list[Any]", was), cast("list[Any]", now), path)
    elif _divided(was) and _divided(now):
        yield from _edits(cast("dict[str, Any]", was), cast("dict[str, Any]", now), path, shown)
    else:
        yield _edit("changed", path, shown, was, now)


def _added(now: Any, path: CasePath, shown: CasePath) -> Iterator[Edit]:
    """Yield what was added: a new section entry by entry, anything else as a whole."""
    if len(path) == 1 and path[0] in _LISTED and isinstance(now, list):
        yield from _list([], cast("list[Any]", now), path)
    elif len(path) == 1 and isinstance(now, dict):
        for key, value in cast("dict[str, Any]", now).items():
            yield _edit("added", (*path, key), (*shown, key), None, value)
    else:
        yield _edit("added", path, shown, None, now)


def _divided(value: Any) -> bool:
    """Return whether a value is looked into: a mapping that is no estimate."""
    return isinstance(value, dict) and not _NUMBER & cast("dict[str, Any]", value).keys()


def _list(was: list[Any], now: list[Any], path: CasePath) -> Iterator[Edit]:
    pairs = _pairs(was, now)
    for i, item in enumerate(was):
        if i not in pairs:
            yield _edit("removed", (*path, i), (*path, i), item, None)
        elif item != now[pairs[i]]:
            yield from _changed(item, now[pairs[i]], (*path, i), (*path, i))
    for j, item in enumerate(now):
        if j not in pairs.values():
            yield _edit("added", (*path, len(was)), (*path, j), None, item)


def _pairs(was: list[Any], now: list[Any]) -> dict[int, int]:
    """Return which entry of the first list became which of the second: the same, else about the same."""
    pairs: dict[int, int] = {}
    for alike in (eq, _about_the_same):
        for i, one in enumerate(was):
            free = [j for j, other in enumerate(now) if j not in pairs.values() and alike(one, other)]
            if i not in pairs and free:
                pairs[i] = free[0]
    return pairs


def _about_the_same(one: Any, other: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    first, second = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
    return first.get("party") == second.get("party") and any(
        key in first and first[key] == second.get(key) for key in _SAME
    )


def _edit(kind: Kind, path: CasePath, shown: CasePath, was: Any, now: Any) -> Edit:
    silent = _silent(path, was, now)
    # Of a number that changed, nobody wants to read its notes again.
    first, second = (was, now) if silent or path[0] != "preferences" else (_computed(was), _computed(now))
    change = Change(
        path=path_text(shown),
        kind=kind,
        was=None if kind == "added" else inline(first),
        now=None if kind == "removed" else inline(second),
        silent=silent,
    )
    return Edit(change, path, now)


def _silent(path: CasePath, was: Any, now: Any) -> bool:
    """Return whether nothing is computed from what changed."""
    if path[0] == "proposals" and "responses" in path[2:3]:
        return "conditional" not in path and _conditions(was) == _conditions(now)
    entry = path[4:5] if path[0] == "ratifiers" and path[2:3] == ("blocs",) else path[2:3]
    if path[0] in _TEXT_SECTIONS or any(step in _TEXTS for step in entry) or (path[0], *entry) == ("norms", "what"):
        return True
    return path[0] == "preferences" and "reasons" not in path and _computed(was) == _computed(now)


def _conditions(value: Any) -> Any:
    """Return what is asked for in answers to a proposal: it is put into the proposal and judged."""
    if not isinstance(value, dict):
        return None
    answers = cast("dict[str, Any]", value)
    if "conditional" in answers:
        return answers["conditional"]
    return {key: found for key, inner in answers.items() if (found := _conditions(inner)) is not None} or None


def _computed(value: Any) -> Any:
    """Return an estimate without who set it and why."""
    if not isinstance(value, dict):
        return value
    kept = {key: inner for key, inner in cast("dict[str, Any]", value).items() if key not in _TEXTS}
    return kept["is"] if list(kept) == ["is"] else kept
