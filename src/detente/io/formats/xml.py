"""XML to plain elements that know their lines, without document types and entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from detente.errors import LimitError
from detente.io.formats.source import Source, fault, visible

__all__ = ["Element", "parse_xml"]

MAX_DEPTH = 50
MAX_ELEMENTS = 300_000

# Comments and CDATA sections, in which an ampersand is one, and ampersands elsewhere that begin no reference.
_BARE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(&)(?![A-Za-z_:][\w:.-]*;|#[0-9]+;|#x[0-9A-Fa-f]+;)", re.DOTALL)


@dataclass(slots=True)
class Element:
    """An element with its attributes, children, line, and the text directly in it.

    Parameters
    ----------
    ampersands
        Of the outermost element: how many bare ampersands in the file were read as the character.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list["Element"])
    text: str = ""
    ampersands: int = 0

    def get(self, name: str) -> str | None:
        """Return an attribute, or ``None``."""
        return self.attributes.get(name)

    def all(self, tag: str) -> list[Element]:
        """Return the children with a tag."""
        return [child for child in self.children if child.tag == tag]

    def walk(self) -> Iterator[Element]:
        """Yield the element and everything below it, in file order."""
        yield self
        for child in self.children:
            yield from child.walk()


class _Builder:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.parser = expat.ParserCreate()
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity

    def refuse(self, what: str) -> NoReturn:
        raise fault(
            self.source.name,
            f"{what}, and none is read: it could make a small file huge or name other files.",
            "Delete it; negotiation files need none.",
            line=self.parser.CurrentLineNumber,
            column=self.parser.CurrentColumnNumber + 1,
            code="document-type",
        )

    def doctype(self, *_: object) -> None:
        self.refuse("A document type (`<!DOCTYPE`) is declared here")

    def entity(self, *_: object) -> None:
        self.refuse("An entity is declared here")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_ELEMENTS or len(self.open) >= MAX_DEPTH:
            limit = f"more than {MAX_ELEMENTS:,} elements" if self.count > MAX_ELEMENTS else "too deep a nesting"
            raise LimitError(f"The file {self.source.name} has {limit}.", "Check that it is the file you mean.")
        # A default namespace says nothing about a negotiation.
        name = tag.rpartition(":")[2]
        seen = {key: visible(value) for key, value in attributes.items()}
        element = Element(name, seen, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def characters(self, text: str) -> None:
        self.open[-1].text += visible(text)

    def end(self, _tag: str) -> None:
        self.open.pop()


def parse_xml(source: Source) -> Element:
    """Return the outermost element of an XML file.

    Some programs write names with an ampersand as it is, which is no XML. Where that alone keeps a file from being
    read, it stands for itself; what begins a reference to an entity is never taken so.

    Raises
    ------
    CaseError
        If it is not well formed, or declares a document type or an entity.
    LimitError
        If it has too many elements or nests too deeply.
    """
    # Blank lines before the declaration are a common slip, and harmless.
    data = source.data.lstrip(b" \t\r\n")
    try:
        return _parsed(source, data)
    except expat.ExpatError as error:
        escaped, bare = _escaped(data)
        if bare:
            with suppress(expat.ExpatError):
                root = _parsed(source, escaped)
                root.ampersands = bare
                return root
        raise fault(
            source.name,
            f"The file is not well-formed XML: {expat.ErrorString(error.code)}.",
            "Mend it here, or save it again with the program that made it.",
            line=max(error.lineno, 1),
            column=error.offset + 1,
            code="not-xml",
        ) from error
    except (LookupError, ValueError) as error:
        raise fault(
            source.name,
            "The file names an encoding that is not known.",
            'Save it as UTF-8 and write encoding="UTF-8" in its first line.',
            code="encoding",
        ) from error


def _parsed(source: Source, data: bytes) -> Element:
    builder = _Builder(source)
    builder.parser.Parse(data, True)  # noqa: FBT003 (expat's signature)
    if builder.root is None:
        raise fault(source.name, "The file has no element.", "Check that it is the file you mean.", code="not-xml")
    return builder.root


def _escaped(data: bytes) -> tuple[bytes, int]:
    """Return a file with every bare ampersand escaped, and their number; none of a file with two bytes a character."""
    if b"\0" in data:
        return data, 0
    found = sum(match[1] is not None for match in _BARE.finditer(data))
    return _BARE.sub(lambda match: b"&amp;" if match[1] else match[0], data), found
