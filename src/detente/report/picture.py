"""A picture with what it says in words; light to import, unlike what draws it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

__all__ = ["Picture", "figure"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it says in words.

    Parameters
    ----------
    svg
        An ``svg`` element with its title and description inside.
    title, description
        The same in words.
    """

    svg: str
    title: str
    description: str


def figure(picture: Picture) -> str:
    """Return a picture as HTML that can be read on any background."""
    drawn = Markup(picture.svg)  # noqa: S704 - made by `svg`, which escapes every text
    framed = Markup(
        '<figure style="background:#fcfbf8;color:#1d232b;padding:8px;display:inline-block">{}<figcaption>{}'
        "</figcaption></figure>"
    ).format(drawn, picture.title)
    return str(framed)
