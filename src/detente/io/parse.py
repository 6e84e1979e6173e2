"""Text of a case to nodes, in one pass over the YAML parser's events.

The stream is cut off as soon as a limit is passed, so that nothing is ever built from a file that nests too deeply:
composing such a file would overflow the parser's own stack.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

import yaml
from yaml import events as ev

from detente.checks.finding import Finding, Path
from detente.checks.words import quoted
from detente.errors import LimitError
from detente.io.nodes import Entry, Mapping, Node, Placed, Scalar, Sequence
from detente.io.syntax import explain

__all__ = ["MAX_DEPTH", "MAX_NODES", "Document", "parse"]

MAX_DEPTH = 50
MAX_NODES = 100_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _start(event: ev.Event) -> Any:
    """Return where an event starts; the C parser's marks and the Python parser's are of different types."""
    return event.start_mark


def _end(event: ev.Event) -> Any:
    return event.end_mark


@dataclass(slots=True)
class Document:
    """What a text says, and what is wrong with how it says it.

    Parameters
    ----------
    root
        The outermost mapping; ``None`` where the text has none or stops being YAML.
    faults
        Faults of the notation, in file order.
    """

    root: Mapping | None = None
    faults: list[Placed] = field(default_factory=list[Placed])


@dataclass(slots=True)
class _Frame:
    """A collection that is still open.

    `key` is the one that waits for its value, if any; `last` the one before it, under which an open collection stands.
    """

    node: Mapping | Sequence
    flow: bool
    key: Scalar | None = None
    last: Scalar | None = None
    skip: bool = False


class _Builder:
    """Builds the tree event by event, collecting faults."""

    def __init__(self) -> None:
        self.document = Document()
        self.frames: list[_Frame] = []
        self.documents = 0
        self.nodes = 0

    def path(self) -> Path:
        """Return the path of the node that comes next."""
        steps: list[str | int] = []
        for frame in self.frames:
            inner = frame is not self.frames[-1]
            if isinstance(frame.node, Sequence):
                steps.append(len(frame.node.items) - inner)
            elif key := frame.last if inner else frame.key:
                steps.append(key.text)
        return tuple(steps)

    def fault(self, code: str, mark: Any, message: str, remedy: str) -> None:
        self.fault_at(code, (mark.line + 1, mark.column + 1), message, remedy)

    def fault_at(self, code: str, place: tuple[int, int], message: str, remedy: str) -> None:
        self.document.faults.append(Placed(Finding(code, self.path(), message, remedy), *place))

    def refuse_properties(self, event: ev.NodeEvent) -> None:
        """Refuse tags, anchors and aliases."""
        mark = _start(event)
        tag = getattr(event, "tag", None)
        if isinstance(event, ev.AliasEvent):
            name = quoted("*" + (event.anchor or ""))
            self.fault(
                "alias",
                mark,
                f"{name} refers to another place in the file, which a case does not allow.",
                "Write the content out here, or put a text that starts with `*` in quotes.",
            )
        elif event.anchor is not None:
            self.fault(
                "anchor",
                mark,
                f"{quoted('&' + event.anchor)} names this place for later use, which a case does not allow.",
                "Delete it and write the content out where it is needed, or put a text that starts with `&` in quotes.",
            )
        if tag is not None:
            self.fault(
                "tag",
                mark,
                f"The tag {quoted(tag.replace('tag:yaml.org,2002:', '!!'))} is not allowed in a case.",
                "Delete it, since every value is read as text, or put a text that starts with `!` in quotes.",
            )

    def add(self, node: Node, event: ev.NodeEvent) -> None:
        """Put a finished scalar, or a collection that has just begun, where it belongs."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise LimitError(
                f"The case has more than {MAX_NODES:,} names and values.",
                "Write quantities with `from`, `to` and `step`, or split the dispute into several cases.",
            )
        if not self.frames:
            if isinstance(node, Mapping):
                self.document.root = node
            else:
                what = "list" if isinstance(node, Sequence) else "single text"
                self.fault(
                    "not-a-mapping",
                    _start(event),
                    f"The file is a {what}, not a case.",
                    "Write keys and values, starting with `case:` and a title.",
                )
            return
        frame = self.frames[-1]
        if isinstance(frame.node, Sequence):
            frame.node.items.append(node)
        elif frame.key is None:
            self.add_key(frame, frame.node, node, event)
        else:
            if not frame.skip and not self.decimal_comma(frame, frame.node, frame.key, node):
                frame.node.entries[frame.key.text] = Entry(frame.key, node)
            frame.key, frame.last, frame.skip = None, frame.key, False

    def decimal_comma(self, frame: _Frame, mapping: Mapping, key: Scalar, value: Node) -> bool:
        """Report, and return, whether an entry is the rest of a number with a comma: `{wage: 3,5}`."""
        before = mapping.entries[frame.last.text].value if frame.last and frame.last.text in mapping.entries else None
        if not (
            frame.flow and isinstance(before, Scalar) and isinstance(value, Scalar) and key.start == before.end + 1
        ):
            return False
        if not (key.text.isdecimal() and before.text.isdecimal() and value.start == value.end):
            return False
        frame.key = frame.last
        self.fault_at(
            "decimal-comma",
            (before.line, before.column),
            f"{quoted(f'{before.text},{key.text}')} has a comma, which separates entries here.",
            f"Write decimals with a point: {quoted(f'{before.text}.{key.text}')}.",
        )
        return True

    def add_key(self, frame: _Frame, mapping: Mapping, node: Node, event: ev.NodeEvent) -> None:
        mark = _start(event)
        if not isinstance(node, Scalar):
            self.fault(
                "key-not-text",
                mark,
                "A list or a mapping stands where a name is expected.",
                "Write a plain name before the colon, and put a text that starts with `{` or `[` in quotes.",
            )
            frame.key, frame.skip = Scalar(node.line, node.column, node.start, node.end, "", bare=True), True
            return
        # As `read_name` does with names in values, so that the two meet and a repetition is seen.
        node.text = normalize("NFC", node.text)
        if node.text == "<<" and node.bare:
            self.fault(
                "merge-key", mark, "The merge key `<<` is not allowed in a case.", "Write the content out instead."
            )
            frame.skip = True
        elif node.text in mapping.entries:
            first = mapping.entries[node.text].key.line
            frame.key = node
            self.fault(
                "duplicate-key",
                mark,
                f"{quoted(node.text)} is written twice here, first on line {first}.",
                "Keep one of the two.",
            )
            frame.skip = True
        elif isinstance(event, ev.AliasEvent):
            frame.skip = True
        elif not node.text.strip():
            self.fault("empty-key", mark, "The name before the colon is empty.", "Write a name before the colon.")
            frame.skip = True
        elif node.text != node.text.strip():
            frame.key = node
            message = f"The name {quoted(node.text)} starts or ends with a space or a line break."
            self.fault("bad-name", mark, message, "Write it without.")
        frame.key = node

    def open(self, event: ev.MappingStartEvent | ev.SequenceStartEvent) -> None:
        self.refuse_properties(event)
        mark = _start(event)
        if len(self.frames) >= MAX_DEPTH:
            raise LimitError(
                f"Line {mark.line + 1} nests deeper than {MAX_DEPTH} levels.",
                "Write the case with less nesting; no section needs more than ten levels.",
            )
        kind = Mapping if isinstance(event, ev.MappingStartEvent) else Sequence
        node = kind(mark.line + 1, mark.column + 1, mark.index, _end(event).index)
        self.add(node, event)
        self.frames.append(_Frame(node, bool(event.flow_style)))

    def close(self, event: ev.Event) -> None:
        frame = self.frames.pop()
        if frame.flow:
            frame.node.end = _end(event).index
        elif isinstance(frame.node, Sequence):
            frame.node.end = frame.node.items[-1].end if frame.node.items else frame.node.end
        else:
            last = next(reversed(frame.node.entries.values()), None)
            frame.node.end = last.value.end if last else frame.node.end

    def start_document(self, event: ev.DocumentStartEvent) -> bool:
        """Note a new document; return whether it is the only one so far."""
        self.documents += 1
        if self.documents > 1:
            self.fault(
                "several-documents",
                _start(event),
                "A second document starts here.",
                "Delete the line `---`, or move what follows to a file of its own.",
            )
            return False
        if event.version or event.tags:
            self.fault(
                "directive",
                _start(event),
                "A line starting with `%` gives orders to the YAML reader, which a case does not allow.",
                "Delete the line, and the `---` below it.",
            )
        return True

    def take(self, event: ev.Event) -> bool:
        """Take one event; return whether to go on."""
        if isinstance(event, ev.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self.refuse_properties(event)
            start, end = _start(event), _end(event)
            bare = not event.style
            self.add(Scalar(start.line + 1, start.column + 1, start.index, end.index, event.value, bare), event)
        elif isinstance(event, (ev.MappingStartEvent, ev.SequenceStartEvent)):
            self.open(event)
        elif isinstance(event, (ev.MappingEndEvent, ev.SequenceEndEvent)):
            self.close(event)
        elif isinstance(event, ev.AliasEvent):
            self.refuse_properties(event)
            start, end = _start(event), _end(event)
            self.add(Scalar(start.line + 1, start.column + 1, start.index, end.index, "", bare=True), event)
        elif isinstance(event, ev.DocumentStartEvent):
            return self.start_document(event)
        return True


def _events(text: str) -> Generator[ev.Event, None, None]:
    # Delegating makes a generator of it in any case, so that leaving early closes the parser.
    yield from yaml.parse(text, Loader=_LOADER)


def parse(text: str) -> Document:
    """Return the nodes of a text, and every fault of its notation.

    Raises
    ------
    LimitError
        If the text nests deeper than `MAX_DEPTH` or has more than `MAX_NODES` names and values.

    Examples
    --------
    >>> parse("case: Wage talks").root.entries["case"].value.text
    'Wage talks'
    """
    builder = _Builder()
    document = builder.document
    try:
        with closing(_events(text)) as stream:
            for event in stream:
                if not builder.take(event):
                    break
    except yaml.YAMLError as error:
        before = [fault for fault in document.faults if fault.finding.code != "not-a-mapping"]
        document.faults = [*before, explain(error, text)]
        document.root = None
        return document
    if document.root is None and not document.faults:
        finding = Finding(
            "empty-file", (), "The file says nothing.", "Start with `case:` and a title, or run `detente new`."
        )
        document.faults.append(Placed(finding, 1, 1))
    return document
