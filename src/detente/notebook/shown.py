"""What answers have in common: they print as on a terminal and show themselves in a notebook."""

from __future__ import annotations

from detente.report import lay_out
from detente.report.document import Document
from detente.report.fragment import fragment
from detente.report.layout import FULL_WIDTH
from detente.report.terminal import printable

__all__ = ["Shown"]


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
