"""JSON and YAML files of other programs: mappings, lists and texts, with every number kept as it is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn, TypeAlias, cast

import yaml

from detente.checks.words import quoted
from detente.errors import CaseError, LimitError
from detente.io.formats.source import Source, exact, fault, visible

__all__ = ["Node", "Tree", "parse_json", "parse_yaml"]

MAX_DEPTH = 50
MAX_NODES = 300_000

Node: TypeAlias = "dict[str, Node] | list[Node] | str | bool | None"
"""What a file says; numbers are texts."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tree:
    """A file and what it says.

    Parameters
    ----------
    file
        Its name.
    text
        Its text, in which places are looked up.
    root
        The outermost node.
    """

    file: str
    text: str
    root: Node

    def place(self, keys: tuple[str, ...]) -> tuple[int, int]:
        """Return line and column where keys stand one after the other, as far as they are found."""
        at, found = 0, 0
        outermost = re.search(rf"^{re.escape(keys[0])}\s*:", self.text, re.MULTILINE) if keys else None
        if outermost is not None:
            at, found = outermost.end(), outermost.start()
        for key in keys[outermost is not None :]:
            match = re.compile(
                rf"(?<!\w){re.escape(json.dumps(key, ensure_ascii=False))}|(?<![\w.]){re.escape(key)}(?!\w)"
            )
            hit = match.search(self.text, at)
            if hit is None:
                break
            at, found = hit.end(), hit.start()
        return self.text.count("\n", 0, found) + 1, found - (self.text.rfind("\n", 0, found) + 1) + 1

    def fault(self, message: str, remedy: str, *keys: str, code: str = "foreign") -> CaseError:
        """Return the error of a fault at the place that keys lead to; the caller raises it."""
        line, column = self.place(keys)
        return fault(self.file, message, remedy, line=line, column=column, code=code)

    def mapping(self, node: Node, what: str, *keys: str) -> dict[str, Node]:
        """Return a node that must be a mapping with entries."""
        if not isinstance(node, dict) or not node:
            raise self.fault(f"A mapping with entries is expected as {what}.", "Complete the file.", *keys, code="form")
        return node

    def items(self, node: Node, what: str, *keys: str) -> list[Node]:
        """Return a node that must be a list with entries."""
        if not isinstance(node, list) or not node:
            raise self.fault(f"A list with entries is expected as {what}.", "Complete the file.", *keys, code="form")
        return node

    def name(self, node: Node, what: str, *keys: str) -> str:
        """Return a node that must be a text that is not blank."""
        if isinstance(node, bool):
            return str(node)
        if not isinstance(node, str) or not node.strip():
            raise self.fault(f"A text is expected as {what}.", "Complete the file.", *keys, code="form")
        return " ".join(node.split())

    def number(self, node: Node, what: str, *keys: str) -> Fraction:
        """Return a node that must be a finite number."""
        number = exact(node) if isinstance(node, str) else None
        if number is None:
            shown = quoted(node) if isinstance(node, str) else "something else"
            message = f"A number is expected as {what}, and {shown} is written."
            raise self.fault(message, "Write a plain number, such as `0.25`.", *keys, code="not-a-number")
        return number


class _TwiceError(ValueError):
    pass


def _seen(node: Any) -> Node:
    """Return what JSON says with every text as `visible` returns it; keys were dealt with before."""
    if isinstance(node, str):
        return visible(node)
    if isinstance(node, list):
        return [_seen(item) for item in cast("list[Any]", node)]
    if isinstance(node, dict):
        return {key: _seen(item) for key, item in cast("dict[str, Any]", node).items()}
    return cast("Node", node)


def _once(pairs: list[tuple[str, Node]]) -> dict[str, Node]:
    pairs = [(visible(key), value) for key, value in pairs]
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _TwiceError(next(key for key, _ in pairs if key in seen or seen.add(key)))
    return found


def _text(source: Source) -> str:
    """Return the text of a file: UTF-8, or what its byte-order mark says."""
    data = source.data
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        message = f"The byte 0x{data[error.start]:02X} here is not UTF-8 text."
        raise fault(
            source.name, message, "Save the file as UTF-8.", line=before.count("\n") + 1, code="encoding"
        ) from error


def parse_json(source: Source) -> Tree:
    """Return what a JSON file says.

    Raises
    ------
    CaseError
        If it is not JSON, or gives a key twice.
    LimitError
        If it nests too deeply.
    """
    text = _text(source)
    line, column, message = 1, 1, ""
    try:
        root = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once)
        return Tree(source.name, text, _seen(root))
    except json.JSONDecodeError as error:
        line, column, message = error.lineno, error.colno, f"The file is not JSON: {error.msg}."
    except _TwiceError as error:
        tree = Tree(source.name, text, None)
        line, column = tree.place((str(error), str(error)))
        message = f"The key {quoted(str(error))} is given twice."
    except RecursionError:
        raise LimitError(f"The file {source.name} nests too deeply.", "Check that it is the file you mean.") from None
    raise fault(source.name, message, "Mend it here.", line=line, column=column, code="not-json")


def parse_yaml(source: Source) -> Tree:
    """Return what a YAML file says, without obeying its tags.

    Raises
    ------
    CaseError
        If it is not YAML, or gives a key twice.
    LimitError
        If it nests too deeply or has too many entries.
    """
    text = _text(source)
    try:
        _guard(text, source.name)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise fault(
            source.name,
            f"The file is not YAML: {error.problem or error.context}.",
            "Mend it here.",
            line=mark.line + 1 if mark else 1,
            column=mark.column + 1 if mark else 1,
            code="not-yaml",
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise fault(
            source.name, "The file is not YAML.", "Check that it is the file you mean.", code="not-yaml"
        ) from error
    return Tree(source.name, text, None if root is None else _Builder(source.name).build(root))


def _too_much(file: str, what: str) -> NoReturn:
    raise LimitError(f"The file {file} {what}.", "Check that it is the file you mean.")


def _guard(text: str, file: str) -> None:
    """Refuse what would overflow the composer, before it is built."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            _too_much(file, "nests too deeply")
        if count > MAX_NODES:
            _too_much(file, f"has more than {MAX_NODES:,} entries")


class _Builder:
    """Copies nodes, aliases too, within one budget, so that aliases of aliases cannot make a small file huge."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.left = MAX_NODES
        self.open: set[int] = set()

    def build(self, node: yaml.Node) -> Node:
        self.left -= 1
        if self.left < 0:
            _too_much(self.file, f"has more than {MAX_NODES:,} entries, counting its aliases")
        if isinstance(node, yaml.ScalarNode):
            plain = node.style is None and node.value in ("", "null", "Null", "NULL", "~")
            return None if plain else visible(str(node.value))
        if id(node) in self.open:
            _too_much(self.file, "holds itself by an alias")
        self.open.add(id(node))
        built: Node
        if isinstance(node, yaml.SequenceNode):
            built = [self.build(item) for item in node.value]
        else:
            built = self.mapping(cast("yaml.MappingNode", node))
        self.open.discard(id(node))
        return built

    def mapping(self, node: yaml.MappingNode) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                message, remedy = "A key here is a list or a mapping.", "Only texts and numbers are read as keys."
                raise fault(self.file, message, remedy, line=key.start_mark.line + 1, code="form")
            name = visible(str(key.value))
            if name in found:
                mark = key.start_mark
                message = f"The key {quoted(name)} is given twice."
                raise fault(
                    self.file,
                    message,
                    "Delete one of the two.",
                    line=mark.line + 1,
                    column=mark.column + 1,
                    code="twice",
                )
            found[name] = self.build(value)
        return found
