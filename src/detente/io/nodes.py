"""The text of a case as nodes that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from detente.checks.finding import Finding, Path

__all__ = [
    "Entry",
    "Mapping",
    "Node",
    "Nothing",
    "Placed",
    "Scalar",
    "Sequence",
    "as_list",
    "as_mapping",
    "find",
    "path_text",
    "plain",
    "written",
]


@dataclass(slots=True)
class Scalar:
    """A text.

    Parameters
    ----------
    line, column
        Place of its first character, both counted from 1.
    start, end
        Offsets of its first character and behind its last one, quotation marks included.
    text
        What it says, quotation marks and escapes resolved.
    bare
        Whether it was written without quotation marks or block indicator.
    """

    line: int
    column: int
    start: int
    end: int
    text: str
    bare: bool


@dataclass(slots=True)
class Sequence:
    """A list of nodes; place and offsets as for `Scalar`."""

    line: int
    column: int
    start: int
    end: int
    items: list[Node] = field(default_factory=list["Node"])


@dataclass(slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the file; place and offsets as for `Scalar`."""

    line: int
    column: int
    start: int
    end: int
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding and its place in the text: of the case, or of the table that `file` names."""

    finding: Finding
    line: int
    column: int
    file: str = ""


class Nothing(str):
    """A bare ``null`` or ``~``: nothing where nothing is allowed, else the text itself."""

    __slots__ = ()


def plain(node: Node) -> object:
    """Return a node as dictionaries, lists and texts; ``None`` for an empty bare scalar.

    Recursion is safe: the parser has refused anything deeper than its limit.
    """
    if isinstance(node, Scalar):
        if node.bare and not node.text:
            return None
        return Nothing(node.text) if node.bare and node.text in ("null", "Null", "NULL", "~") else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(entry.value) for key, entry in node.entries.items()}


def as_mapping(value: object) -> dict[str, object] | None:
    """Return a value of the file, as `plain` gives it, as the mapping it is, else ``None``."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[object] | None:
    """Return a value of the file, as `plain` gives it, as the list it is, else ``None``."""
    return cast("list[object]", value) if isinstance(value, list) else None


def find(root: Node, path: Path, *, key: bool = False) -> Node:
    """Return the node at a path, or the deepest one on the way where the file does not go that far.

    A value that is empty or not a scalar is shown by its key: that is where its reader looks.

    Parameters
    ----------
    key
        Whether the last key of the path is wanted instead of its value.
    """
    node = shown = root
    for depth, step in enumerate(path, 1):
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            entry = node.entries[step]
            node = entry.value
            by_key = (key and depth == len(path)) or not isinstance(node, Scalar) or node.start == node.end
            shown = entry.key if by_key else node
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = shown = node.items[step]
        else:
            break
    return shown


def written(root: Node, path: Path) -> bool:
    """Return whether the file goes as far as a path."""
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            node = node.entries[step].value
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return False
    return True


def path_text(path: Path) -> str:
    """Return a path as people write it.

    Examples
    --------
    >>> path_text(("red_lines", 0, "never", "wage")), path_text(("sources", "a.b"))
    ('red_lines[0].never.wage', 'sources."a.b"')
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = "".join(c if c.isprintable() else " " for c in step)
            name = f'"{name}"' if any(c in name for c in '.[]"') or not name else name
            text += f".{name}" if text else name
    return text
