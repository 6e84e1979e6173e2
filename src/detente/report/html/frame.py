"""The frame of every page: one template, one style sheet, nothing fetched and nothing run.

A page is a template under ``templates/`` that extends ``base.html.j2`` and fills its block ``main`` with
``<section aria-labelledby=...>``, each under one ``h2``; the frame holds the only ``h1``. ``parts.html.j2`` has
macros for what must be the same everywhere: `table` (caption, heads, aligned numbers, a scrolling region of its own),
`chart` (picture, then its table), `note`, `badge`.

Classes of ``style.css``:

- ``lead`` the sentence that answers; ``quiet`` and ``small`` for what stands behind it; ``wide`` lets text run
  beyond the measure
- ``grid`` equal columns that wrap; ``card`` one framed thing in it; ``spread`` two things at the ends of one line
- ``badge`` with ``yes``, ``no`` or ``open``: one word that is also readable without its colour; ``letter`` a
  package's letter
- ``note`` an aside; ``note warning`` one that must not be missed
- ``scroll`` the region around a table or a chart; ``number`` a cell with a number; ``terms`` a ``dl`` in two columns
- ``chart`` a figure; its pictures take their colours from ``--chart-1`` to ``--chart-6``, ``--chart-line`` (axes and
  grid), ``--ink``, ``--quiet`` and ``--paper``, which differ in light and dark
- ``screen-only`` and ``print-only``; ``break-before`` a new sheet of paper; ``keep`` stays on one sheet
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

__all__ = ["Frame", "render"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page's content.

    Parameters
    ----------
    title
        The only ``h1`` and, with `subtitle`, the title of the window.
    subtitle
        What kind of page it is.
    version
        The version of Détente that made it.
    facts
        Label and value for the line below the title: date, parties, digest of the case.
    contents
        Anchor and text of each section, in order; empty for a page without contents.
    reproduce
        The command that makes the page again, or empty.
    language
        Language of the page as HTML names it.

    Examples
    --------
    >>> Frame("Wage talks", "Report", "0.1.0").facts
    ()
    """

    title: str
    subtitle: str
    version: str
    facts: tuple[tuple[str, str], ...] = ()
    contents: tuple[tuple[str, str], ...] = ()
    reproduce: str = ""
    language: str = "en-GB"


def render(template: str, frame: Frame, **values: object) -> str:
    """Return a page as one HTML document that needs nothing else.

    Parameters
    ----------
    template
        A file under ``templates/`` that extends ``base.html.j2``.
    frame
        What stands around the content; the template knows it as ``frame``.
    values
        What the template names. All text is escaped, except what is a ``markupsafe.Markup``.

    Raises
    ------
    jinja2.UndefinedError
        If the template names what is not given.

    Examples
    --------
    >>> page = render("base.html.j2", Frame("Wage <talks>", "Report", "0.1.0"))
    >>> "<h1>Wage &lt;talks&gt;</h1>" in page, "<script" in page
    (True, False)
    """
    return _breakable(_environment().get_template(template).render(frame=frame, **values))


_LONG, _PIECE = 30, 10
_PART = re.compile(r"<(style|title|svg|code)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_WORD = re.compile(rf"(?:&[^;\s]+;|[^&\s]){{{_LONG + 1},}}")
_LETTERS = re.compile(rf"(?:&[^;\s]+;|[^&\s]){{1,{_PIECE}}}")


def _breakable(page: str) -> str:
    """Return a page whose very long words may be broken, so that a name without spaces cannot make it wider.

    Ordinary words stay whole, which a style sheet that lets words break cannot promise in a table.

    >>> _breakable("<p title='" + "x" * 31 + "'>" + "y" * 30 + " " + "&amp;" * 31 + "</p>").count("<wbr>")
    3
    """
    return _PART.sub(lambda part: part[0] if part[0].startswith("<") else _WORD.sub(_broken, part[0]), page)


def _broken(word: re.Match[str]) -> str:
    return "<wbr>".join(_LETTERS.findall(word[0]))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("detente.report.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
