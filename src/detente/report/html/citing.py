"""Names of sources as links to the list of sources in the same page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from detente.case import Case

__all__ = ["citing"]


def citing(case: Case) -> Callable[[Iterable[str]], Markup]:
    """Return what turns names of sources into links to their rows in the list.

    Examples
    --------
    >>> from detente.case import Source
    >>> case = Case("Talks", {}, {}, {}, sources={"minutes": Source("minutes")})
    >>> citing(case)(["minutes"])
    Markup('<a href="#source-1">minutes</a>')
    """
    numbers = {name: number for number, name in enumerate(case.sources, 1)}

    def cite(names: Iterable[str]) -> Markup:
        link = Markup('<a href="#source-{}">{}</a>')
        return Markup(", ").join(link.format(numbers[name], name) for name in names if name in numbers)

    return cite
