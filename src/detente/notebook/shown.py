"""What answers have in common: they print as on a terminal and show themselves in a notebook."""

from __future__ import annotations

from dataclasses import replace

from detente.report import lay_out
from detente.report.document import Document, Heading
from detente.report.fragment import fragment
from detente.report.layout import FULL_WIDTH
from detente.report.terminal import printable

__all__ = ["Shown", "without_commands"]


class Shown:
    """Something that can say itself in a document."""

    __slots__ = ()

    def document(self) -> Document:
        """Return it in words."""
        raise NotImplementedError

    def __str__(self) -> str:
        lines = lay_out(self.document(), FULL_WIDTH)
        return "\n".join(printable("".join(text for text, _ in line)) for line in lines)

    def _repr_html_(self) -> str:
        return fragment(self.document())


def without_commands(document: Document) -> Document:
    """Return a document without what to type next: a notebook is no command line."""
    blocks = tuple(each for each in document.blocks if not (isinstance(each, Heading) and each.text == "NEXT"))
    return replace(document, blocks=blocks)
