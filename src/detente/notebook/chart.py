"""A picture that a notebook shows without a browser extension and without the network."""

from __future__ import annotations

from dataclasses import dataclass

from detente.report.picture import Picture, figure

__all__ = ["Chart"]


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A picture and what it says in words.

    Parameters
    ----------
    picture
        The picture.
    """

    picture: Picture

    @property
    def svg(self) -> str:
        """Return the picture as an ``svg`` element."""
        return self.picture.svg

    @property
    def description(self) -> str:
        """Return what is to be seen, in words."""
        return self.picture.description

    def __repr__(self) -> str:
        return f"<chart {self.picture.title!r}>"

    def __str__(self) -> str:
        return self.picture.description

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        return {
            "text/plain": f"{self.picture.title}. {self.picture.description}",
            "text/html": figure(self.picture),
            "image/svg+xml": self.picture.svg,
        }
