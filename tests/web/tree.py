"""An HTML page as a tree, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Node", "blocks", "parse"]

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What may be left open, and the tags that then close it; the end of what is around it does too.
_CELL_ENDS = {"td", "th", "tr", "thead", "tbody", "tfoot"}
_MAY_STAY_OPEN = {
    "td": _CELL_ENDS,
    "th": _CELL_ENDS,
    "tr": _CELL_ENDS - {"td", "th"},
    "thead": {"tbody", "tfoot"},
    "tbody": {"tbody", "tfoot"},
    "tfoot": {"tbody"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
}
_UNREAD = {"script", "style", "title", "desc"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "g", "h1", "h2", "h3", "h4", "header", "li", "main", "nav", "ol", "p", "section", "summary",
    "svg", "table", "tbody", "td", "text", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip


@dataclass(eq=False)
class Node:
    """An element."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list["Node | str"])

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield the elements below this one that have one of the tags (any, if none is given), in order."""
        for child in self.children:
            if isinstance(child, Node):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def up(self, *tags: str) -> Node | None:
        """Return the nearest element around this one with one of the tags."""
        node = self.parent
        while node is not None and node.tag not in tags:
            node = node.parent
        return node

    @property
    def text(self) -> str:
        """Return the text below this element, with single blanks."""
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while tag in _MAY_STAY_OPEN.get(self.at.tag, ()):
            self._close()
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        if tag not in _VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        while tag != self.at.tag and self.at.tag in _MAY_STAY_OPEN:
            self._close()
        assert tag == self.at.tag, f"</{tag}> closes <{self.at.tag}>"
        self._close()

    def _close(self) -> None:
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(page: str) -> Node:
    """Return the root of a page; only cells, rows and items may be left open, as HTML allows.

    Examples
    --------
    >>> parse("<main><p>Two <b>words</b></p></main>").text
    'Two words'
    >>> [cell.text for cell in parse("<table><tr><th>a<td>b<tr><td>c</table>").all("td")]
    ['b', 'c']
    """
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert parser.at is parser.root, f"<{parser.at.tag}> is never closed"
    return parser.root


def blocks(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the pieces of text that a reader sees as one: a paragraph, a cell, a label of a picture, with its element.

    Examples
    --------
    >>> [text for text, _ in blocks(parse("<div>One <b>thing</b>.<p>Another.</p> And more.</div>"))]
    ['One thing.', 'Another.', 'And more.']
    """
    yield from _blocks(node)


def _blocks(node: Node) -> Iterator[tuple[str, Node]]:
    run: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            run.append(child)
        elif child.tag in _UNREAD:
            continue
        elif child.tag in _BLOCKS or any(each.tag in _BLOCKS for each in child.all()):
            yield from _flushed(run, node)
            yield from _blocks(child)
        else:
            run.append(_inline(child))
    yield from _flushed(run, node)


def _inline(node: Node) -> str:
    # Between elements a reader sees a gap that only the style sheet may make.
    parts = (child if isinstance(child, str) else _inline(child) for child in node.children)
    return "" if node.tag in _UNREAD else f" {''.join(parts)} "


def _flushed(run: list[str], node: Node) -> Iterator[tuple[str, Node]]:
    text = re.sub(r" (?=[.,;:!?)])", "", " ".join("".join(run).split()))
    run.clear()
    if text:
        yield text, node
