"""Charts as inline SVG: text as text, colours from the page, one name for readers who cannot see it."""

from __future__ import annotations

import re
from typing import Any, Protocol
from xml.etree import ElementTree as ET

import vl_convert
from markupsafe import Markup, escape

from detente.report.html.charts.theme import COLOURS, CONFIG

__all__ = ["Picture", "colour_rules", "framed", "svg"]

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_NOISE = ("aria-", "role", "font-family", "pointer-events", "class")
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_PLAIN = {"opacity": "1", "stroke-width": "1", "stroke-miterlimit": "10", "x2": "0", "y2": "0"}


class Picture(Protocol):
    """A chart of Altair, of whatever kind."""

    def to_dict(self, validate: bool = True) -> dict[str, Any]:  # noqa: FBT001, FBT002 - as Altair has it
        """Return its Vega-Lite specification."""
        ...


def svg(chart: Picture, *, name: str, title: str, description: str, fits: str = "") -> Markup:
    """Return a chart as an ``svg`` element that stands in a page.

    Its colours are the palette's as attributes, so it is right by itself; `colour_rules` lets a page exchange them.

    Parameters
    ----------
    chart
        The chart.
    name
        Letters, digits and hyphens, used only once in the page: what the title's and description's ids start with.
    title, description
        What it shows, and what is to be seen in it.
    fits
        A class for the element, for a picture that is shown only on wide or narrow screens.
    """
    text = vl_convert.vegalite_to_svg(chart.to_dict(validate=False), config=CONFIG, allowed_base_urls=[])
    # The text was made here, from a chart of our own: no outside document is parsed.
    root = ET.fromstring(text)  # noqa: S314
    width, height = root.get("width", "0"), root.get("height", "0")
    inside = Markup("".join(_written(child) for child in root))  # noqa: S704 - every text in it was escaped
    return framed(inside, (width, height), name=name, title=title, description=description, fits=fits)


def framed(inside: Markup, size: tuple[str, str], *, name: str, title: str, description: str, fits: str = "") -> Markup:
    """Return what stands inside a picture as an ``svg`` element.

    Parameters
    ----------
    inside
        Elements, with the palette's colours as attributes.
    size
        Width and height in pixels.
    name, title, description, fits
        As for `svg`.
    """
    width, height = size
    opening = Markup(
        '<svg role="img" class="{}" width="{}" height="{}" viewBox="0 0 {} {}" aria-labelledby="{}-title {}-desc">'
    ).format(fits, width, height, width, height, name, name)
    words = Markup('<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>').format(name, title, name, description)
    return opening + words + inside + Markup("</svg>")


def colour_rules() -> Markup:
    """Return the rules that replace the palette's colours with the page's."""
    rules = [
        f'.chart svg [{way}="{colour}"]{{{way}:var({place})}}'
        for colour, place in COLOURS.items()
        for way in ("fill", "stroke")
    ]
    return Markup("\n".join(rules))  # noqa: S704 - constants of the palette


def _written(element: ET.Element) -> str:
    """Return an element without what a reader neither sees nor hears, numbers cut to a tenth of a pixel."""
    if element.get("display") == "none":
        return ""
    tag = element.tag.removeprefix(_NAMESPACE)
    inside = str(escape(element.text or "")) + "".join(_written(child) for child in element)
    seen = {"text", "path", "line", "rect"}
    if not inside and (tag not in seen or _empty(element)):
        return ""
    kept = {
        key: _NUMBER.sub(lambda number: f"{float(number[0]):.1f}", value)
        for key, value in element.attrib.items()
        if not key.startswith(_NOISE) and _PLAIN.get(key) != value
    }
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in kept.items() if value != "translate(0,0)")
    if tag == "g" and not attributes:
        return inside
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def _empty(element: ET.Element) -> bool:
    """Return whether a shape draws nothing."""
    return element.get("d") == "" or (
        element.tag.endswith("path")
        and not {"fill", "stroke"} & element.attrib.keys()
        and element.get("class") == "background"
    )
